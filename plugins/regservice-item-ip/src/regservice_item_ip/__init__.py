"""
Questions about intellectual property: the item, where it is offered, who answers.

Sources:
    The opinion on the registration guidance stations (SH-STATION-2024), which names
    intellectual property among the items that stations are encouraged to take up; the
    patent regulations of Shanghai and Beijing (SH-PAT, BJ-PAT), the rules of Pudong
    (PD-IP), the patent rules (PATR) and the trademark law (TM). All stand in the
    national register.

Checked on:
    2026-11-22.

Limitations:
    No body is named here: rows give functions, and the packages of the regions say
    who performs them. Only Shanghai has a text on the item; that it is offered
    elsewhere is configuration. Who carries the sign of the intellectual property
    office in other provinces was not verified. Rows of kind ``assumed`` are inference
    and are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of the item."""
    return Path(__file__).parent / "data"
