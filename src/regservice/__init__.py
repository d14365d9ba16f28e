"""
Who must take an enterprise's question, by when, and why.

``load()`` discovers the installed packages and compiles them; the engine routes
requests, and every answer explains itself. Importing this package is light:
parts are loaded when they are first named.

Examples:
    >>> import regservice as rs
    >>> rs.ServiceRequest(text="延续注册要多久", place="徐汇区").place
    '徐汇区'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from regservice._version import __version__

if TYPE_CHECKING:
    from regservice.engine.calendar import Calendar
    from regservice.engine.engine import Engine
    from regservice.engine.load import load
    from regservice.engine.route import Route
    from regservice.engine.unpack import load_pack
    from regservice.errors import (
        CalendarError,
        ClockError,
        DataError,
        MissingExtraError,
        Problem,
        QuarantineError,
        RegserviceError,
        UnknownNameError,
    )
    from regservice.model.event import ClockEvent
    from regservice.model.request import Override, ServiceRequest

_HOMES: Final = {
    "Calendar": "regservice.engine.calendar",
    "CalendarError": "regservice.errors",
    "ClockError": "regservice.errors",
    "ClockEvent": "regservice.model.event",
    "DataError": "regservice.errors",
    "Engine": "regservice.engine.engine",
    "MissingExtraError": "regservice.errors",
    "Override": "regservice.model.request",
    "Problem": "regservice.errors",
    "QuarantineError": "regservice.errors",
    "RegserviceError": "regservice.errors",
    "Route": "regservice.engine.route",
    "ServiceRequest": "regservice.model.request",
    "UnknownNameError": "regservice.errors",
    "load": "regservice.engine.load",
    "load_pack": "regservice.engine.unpack",
}

__all__ = [
    "Calendar",
    "CalendarError",
    "ClockError",
    "ClockEvent",
    "DataError",
    "Engine",
    "MissingExtraError",
    "Override",
    "Problem",
    "QuarantineError",
    "RegserviceError",
    "Route",
    "ServiceRequest",
    "UnknownNameError",
    "__version__",
    "load",
    "load_pack",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return __all__
