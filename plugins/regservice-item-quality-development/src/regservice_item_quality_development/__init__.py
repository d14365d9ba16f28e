"""
The service item "quality development" in five regions, as data.

Sources:
    The opinion on the registration guidance stations of Shanghai (SH-STATION-2024,
    三(二)) encourages stations to take it on step by step; who supervises the quality
    of products is said by article 8 of the law on product quality (PQL). Each row
    names its own; all documents stand in the national register.

Checked on:
    2026-11-22.

Limitations:
    No local rules on quality awards were read. Which bodies are quality authorities
    is said by the packages of the regions. The quality of drugs and devices follows
    laws of its own, so the drug regulator leads. Outside Shanghai no document offers
    the item: the dates there are configuration. Rows of kind ``assumed`` are
    inference and are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of the item."""
    return Path(__file__).parent / "data"
