"""How is each kind of value read from plain data? The only door to cattrs."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from types import GenericAlias
from typing import Any, Final, get_args

import attrs
import cattrs

from regservice.codec.moments import read_moment
from regservice.model.amount import Amount, Mark
from regservice.model.calendar import OfficeInterval
from regservice.model.condition import Condition
from regservice.model.fields import fault

_HOURS: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def _text(value: Any, _: type) -> str:
    if not isinstance(value, str):
        raise fault("RS1105", shown(value), "text")
    return value


def _whole(value: Any, _: type) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,9}", str(value)):
        raise fault("RS1105", shown(value), "0, 1, 2 ...")
    return int(value)


def _truth(value: Any, _: type) -> bool:
    known = {"true": True, "false": False, "是": True, "否": False}
    if str(value).lower() not in known:
        raise fault("RS1105", shown(value), "true, false; 是, 否")
    return known[str(value).lower()]


def _date(value: Any, _: type) -> dt.date:
    try:
        # Only this form: `fromisoformat` knows others that few readers know.
        if not _DAY.fullmatch(str(value)):
            raise ValueError(value)  # noqa: TRY301 - one answer to both faults
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise fault("RS1105", shown(value), "YYYY-MM-DD, 2024-01-24") from None


def _moment(value: Any, _: type) -> dt.datetime:
    moment, assumed = read_moment(str(value), 1)
    # An event without a year, or as the number of a spreadsheet, would be a guess.
    if moment is None or assumed:
        raise fault("RS1105", shown(value), "2026-03-02T10:00+08:00, 2026-03-02 10:00")
    return moment


def _choice(value: Any, cls: type[StrEnum]) -> StrEnum:
    try:
        return cls(value)
    except ValueError:
        allowed = ", ".join(str(member.value) for member in cls)
        raise fault("RS1105", shown(value), allowed) from None


def _condition(value: Any, _: type) -> Condition:
    if not isinstance(value, dict):
        raise fault("RS1105", shown(value), "{product: [drug], difficulty: [basic]}")
    for dimension, values in value.items():
        good = isinstance(values, list) and values
        if not good or not all(isinstance(v, str) for v in values):
            raise fault("RS1105", shown(values), _list(values), str(dimension))
    return Condition.of(value)


def _list(values: Any) -> str:
    """What was meant, as a list of quoted texts."""
    found = values if isinstance(values, list) else [values]
    plain = (value for value in found if isinstance(value, str))
    texts = [f'"{value}"' for value in plain]
    return f"[{', '.join(texts) or '...'}]"


def _interval(value: Any, _: type) -> OfficeInterval:
    found = _HOURS.fullmatch(str(value))
    if found is None:
        raise fault("RS1105", shown(value), "09:00-12:00")
    a, b, c, d = map(int, found.groups())
    try:
        return OfficeInterval(opens=a * 60 + b, closes=c * 60 + d)
    except ValueError as error:
        # Here it is one text: neither of its ends is a field.
        raise ValueError(attrs.evolve(error.args[0], field="")) from None


def _mark(value: Any, _: type) -> Mark:
    return Mark.read(str(value))


def _amount(value: Any, _: type) -> Amount:
    return Amount.read(str(value))


def shown(value: Any) -> str:
    """Return a value for a message, on one line."""
    text = "null" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - one line


_HOOKS: Final[dict[type, Any]] = {
    str: _text,
    int: _whole,
    bool: _truth,
    dt.date: _date,
    dt.datetime: _moment,
    Condition: _condition,
    OfficeInterval: _interval,
    Mark: _mark,
    Amount: _amount,
    StrEnum: _choice,
}
# A StrEnum is a str too; cattrs takes the hook of the nearest base class.


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for cls, hook in _HOOKS.items():
        converter.register_structure_hook(cls, hook)

    @converter.register_structure_hook_factory(
        lambda t: getattr(t, "__origin__", None) is tuple
    )
    def _tuple_factory(target: Any, inner: cattrs.Converter) -> Any:
        rows: Any = GenericAlias(list, get_args(target)[:1])

        def structure(value: Any, _: Any) -> tuple[Any, ...]:
            # A text is iterable too: `products: drug` must not become d, r, u, g.
            if not isinstance(value, list):
                raise fault("RS1105", shown(value), "[..., ...]")
            return tuple(inner.structure(value, rows))

        return structure

    return converter


CONVERTER: Final = _make_converter()
"""Makes records of plain data; every fault of a value says what is allowed."""
