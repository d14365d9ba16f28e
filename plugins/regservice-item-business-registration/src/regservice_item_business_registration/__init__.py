"""
The service item "business registration" in five regions, as data.

Sources:
    The opinion on the registration guidance stations of Shanghai (SH-STATION-2024,
    三(二)) encourages stations to take it on step by step; who registers is said by
    the regulations on market entities (REG, REGR) and on names (NAME). Each row names
    its own; all documents stand in the national register.

Checked on:
    2026-11-22.

Limitations:
    How a province allots registration among its registries was not read. Which
    bodies are registries is said by the packages of the regions; where none is
    verified, the market bureau takes the question and names the registry. Outside
    Shanghai no document offers the item: the dates there are configuration. Rows of
    kind ``assumed`` are inference and are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of the item."""
    return Path(__file__).parent / "data"
