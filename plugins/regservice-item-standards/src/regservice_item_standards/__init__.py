"""
The service item "standards" in five regions, as data.

Sources:
    The opinion on the registration guidance stations of Shanghai (SH-STATION-2024,
    三(二)) encourages stations to take it on step by step; who makes which standard is
    said by the law on standardisation (STD), that on drugs (DAL) and the regulations
    of Shanghai (SH-STD) and Shandong (SD-STD). Each row names its own; all documents
    stand in the national register.

Checked on:
    2026-11-22.

Limitations:
    Which cities may make local standards was not verified, so the province leads.
    Which bodies are standards authorities is said by the packages of the regions.
    Outside Shanghai no document offers the item: the dates there are configuration.
    Rows of kind ``assumed`` are inference and are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of the item."""
    return Path(__file__).parent / "data"
