"""
Beijing: districts, zones, branches, routing rules and programmes, as data.

Sources:
    A report on the half-year meeting of the municipal drug regulator in 2024, a report
    of 2020-11-30 on the five branches and the districts that each covers, a public
    guide of Daxing and a list of Dongcheng, and national law registered by the core.
    Every row names its own.

Checked on:
    2026-11-22.

Limitations:
    Who covers which district is known from 2020 only and may have changed. What the
    bureaux at the airport, in Yanshan and in the development zone are by law is not
    known. No source sets a reply limit, so there is none. Rows of kind ``assumed`` are
    inference, and figures of the meeting are told as reported: neither is law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of Beijing."""
    return Path(__file__).parent / "data"
