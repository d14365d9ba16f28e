"""
Jiangsu, and Wuxi in particular: bodies, entrustments and routing, as data.

Sources:
    A news page of the provincial drug regulator on its face-to-face service in Wuxi
    (17 and 18 July, without a year), reports on the review sub-centres and the work
    station of Gaochun, two documents of the provincial government seen on public
    pages, and national law registered by the core. Every row names its own;
    ``data/documents.yaml`` holds the register of the local texts.

Checked on:
    2026-11-22.

Limitations:
    No document that divides the work among the bodies was found, and no list of what
    is entrusted to the sub-centres. The news page cites a document of 30 December
    2024, so what leans on it counts from 2025-01-01. Rows of kind ``assumed`` are
    inference and are never shown as law.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the tables of Jiangsu."""
    return Path(__file__).parent / "data"
