"""
Questions about medical insurance: the item, where it is offered, who answers.

Sources:
    The opinion on the registration guidance stations (SH-STATION-2024), which names
    access to medical insurance among the items that stations are encouraged to take
    up, and the regulations on healthcare security of Shanghai (SH-MI). Both stand in
    the national register.

Checked on:
    2026-11-22.

Limitations:
    No body is named here: rows give functions, and the packages of the regions say
    who performs them. Only the text of Shanghai was read; elsewhere all is
    inference. The yearly window of the national catalogue is not in these tables.
    Rows of kind ``assumed`` are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of the item."""
    return Path(__file__).parent / "data"
