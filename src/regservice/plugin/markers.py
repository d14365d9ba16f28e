"""The markers of the project; packages import ``hookimpl`` from here."""

from __future__ import annotations

from typing import Final

import pluggy

PROJECT: Final = "regservice"
"""Name of the pluggy project."""

hookspec = pluggy.HookspecMarker(PROJECT)
"""Marks a specification; for this library only."""

hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks an implementation in a package."""
