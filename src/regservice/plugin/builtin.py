"""The national package: built in, on the same hook as every other package."""

from __future__ import annotations

from pathlib import Path

from regservice.plugin.markers import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return the folder with the national tables."""
    return Path(__file__).parent.parent / "national"
