"""
Shanghai: places, bodies, stations, routing rules and reply limits, as data.

Sources:
    The opinion on the registration guidance stations (SH-STATION-2024, document
    number 25 of 2024), local statutes (SH-DD, SH-MI, SH-STD, SH-BIZ), the notice on
    entrusted licences (SH-0714), and national law registered by the core. Every row
    names its own; ``data/documents.yaml`` holds the register of the local texts.

Checked on:
    2026-11-22.

Limitations:
    The plan of 2022 was not found, so stations count from 2023-01-01. The opinion
    sets no reply limit: 5 and 15 working days are adopted by analogy. Whether SH-0714
    is still in force, and what the bureau of Lingang is by law, is unknown; so is
    whether the measures on complaints are, after 2025-04-19. What was in force before
    a text that was read is inference with an end. Rows of kind ``assumed`` are
    inference and are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of Shanghai."""
    return Path(__file__).parent / "data"
