"""
Shanxi: places, bodies, inspection branches, routing rules and programmes, as data.

Sources:
    The report of 2025-02-21 on the forum that the provincial regulator held with
    enterprises, clinical-trial institutions and associations, the report of
    2022-05-10 on the four inspection branches, and national law registered by the
    core. Every row names its own.

Checked on:
    2026-11-22.

Limitations:
    Neither report is a rule, so nobody is bound to a route by a text of Shanxi: who
    takes a question first and who leads is inferred from who decides by law. What a
    branch covers beyond the city of its seat was not found. The divisions, the direct
    bodies, the towns and the parks have no names in the source. Counties are not in
    this package. No limit for a reply was found, so none is set. Rows of kind
    ``assumed`` are inference and are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of Shanxi."""
    return Path(__file__).parent / "data"
