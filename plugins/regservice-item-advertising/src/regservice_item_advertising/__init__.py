"""
Questions about advertising: the item, where it is offered, who answers.

Sources:
    The opinion on the registration guidance stations (SH-STATION-2024), which names
    advertising among the items that stations are encouraged to take up; the
    advertising law (ADL) and the measures on review (AD21); a report of 2026-01-30 on
    the pilot of four provinces. The documents stand in the national register.

Checked on:
    2026-11-22.

Limitations:
    Review before publication and supervision after it are two matters. Which body a
    province has designated to review is known, from reports, for Shanghai and Jiangsu
    alone; elsewhere the nearest market regulator takes the question and finds out. No
    body is named here: rows give functions, and the packages of the regions say who
    performs them. Rows of kind ``assumed`` are inference and are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of the item."""
    return Path(__file__).parent / "data"
