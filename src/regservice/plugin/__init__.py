"""
The hooks by which packages contribute, and how packages are found.

Floor 3; the only door to pluggy. In: entry points and folders. Out: one
contribution for each package, and a problem for each that is quarantined.
"""

from __future__ import annotations

from regservice.plugin.markers import hookimpl

__all__ = ["hookimpl"]
