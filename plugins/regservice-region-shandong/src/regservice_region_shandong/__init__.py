"""
Shandong, city of Jining: places, bodies, working edges and routing rules, as data.

Sources:
    One news report of 2022-07-12 on a meeting of 2022-07-08 that the market regulator
    of Jining convened together with the sixth inspection branch of the provincial drug
    regulator; national law registered by the core; two statutes of the province
    (SD-STD, SD-BIZ) in the register of the core, a third (SD-USE) in
    ``data/documents.yaml``. Every row names its own.

Checked on:
    2026-11-22.

Limitations:
    The report is the only source on the branch: its territory beyond Jining, its
    powers and its founding day were not found. No document says who answers whom;
    the division of work is inference (kind ``assumed``) and never shown as law. Nothing
    was found on delegations to cities, on who reviews advertisements, or on any limit
    for an answer. Other cities of the province are not entered.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of Shandong."""
    return Path(__file__).parent / "data"
