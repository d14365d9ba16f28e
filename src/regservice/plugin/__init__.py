"""
The hooks by which packages contribute, and how packages are found.

Floor 3; the only door to pluggy. In: entry points and folders. Out: one
contribution for each package, and a problem for each that is quarantined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regservice.plugin.markers import hookimpl

__all__ = ["hookimpl"]


def __getattr__(name: str) -> Any:
    # An engine that starts from a pack calls no hook and needs no pluggy.
    if name != "hookimpl":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from regservice.plugin.markers import hookimpl

    return hookimpl
