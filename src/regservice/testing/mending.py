"""What do the fields of one record demand of each other, and how is it met?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from regservice.model.amount import Mark
from regservice.model.authority import Authority, Place, Relation
from regservice.model.calendar import (
    CalendarOverride,
    CalendarPattern,
    DaySpan,
    OfficeHours,
    OfficeInterval,
)
from regservice.model.catalogue import Competence, IntakeField
from regservice.model.condition import Condition
from regservice.model.decisiontest import EXPECTED, DecisionTest
from regservice.model.grounds import Extension
from regservice.model.legal import Document, Source, Validity
from regservice.model.limit import Period, TimeLimit
from regservice.model.package import Manifest
from regservice.model.rule import Holder, Rule
from regservice.model.supersession import Supersession
from regservice.model.vocab import (
    DelegationMode,
    DocumentStatus,
    LegalEffect,
    Level,
    RelationType,
    Role,
    SourceKind,
    Tier,
    Unit,
    Verification,
)

Values = dict[str, Any]
Records = Callable[[type[Any]], st.SearchStrategy[Any]]
Mend = Callable[[Values, st.DrawFn, Records], None]

_DAY: Final = dt.timedelta(days=1)
_HOURS: Final = (OfficeInterval(opens=540, closes=720),)
_AFTERNOON: Final = OfficeInterval(opens=780, closes=1440)


def mended(cls: type[Any], values: Values, draw: st.DrawFn, records: Records) -> Values:
    """
    Return fields that a record takes together.

    Args:
        cls: The record class.
        values: Fields, each valid alone.
        draw: Given by Hypothesis.
        records: Draws records of a class.
    """
    mend = _MENDS.get(cls)
    if mend is not None:
        mend(values, draw, records)
    return values


def _validity(values: Values, _draw: st.DrawFn, _: Records) -> None:
    if values.get("start") and values.get("end"):
        values["end"] = max(values["end"], values["start"] + _DAY)


def _document(values: Values, _draw: st.DrawFn, _: Records) -> None:
    if values.get("successor"):
        values["status"] = DocumentStatus.SUPERSEDED
    if values.get("issued"):
        values["checked_on"] = max(values["checked_on"], values["issued"])
    if values.get("recheck_by"):
        values["recheck_by"] = max(values["recheck_by"], values["checked_on"])


def _source(values: Values, draw: st.DrawFn, _: Records) -> None:
    kind = values["kind"]
    if kind is SourceKind.CLAUSE:
        values["verified"] = draw(
            st.sampled_from((Verification.READ, Verification.PAGE))
        )
    for name in {
        SourceKind.CLAUSE: ("document", "clause"),
        SourceKind.REPORT: ("publisher",),
        SourceKind.LOCAL_PRACTICE: ("office",),
        SourceKind.ASSUMED: ("note",),
    }[kind]:
        values[name] = values.get(name) or "0012"


def _relation(values: Values, draw: st.DrawFn, _: Records) -> None:
    if values["type"] is RelationType.DELEGATES:
        values["mode"] = draw(st.sampled_from(DelegationMode))
        values["matters"] = values.get("matters") or ("0012",)
    else:
        values.pop("mode", None)
        values.pop("matters", None)


def _place(values: Values, draw: st.DrawFn, records: Records) -> None:
    if values.get("stands_for"):
        values.setdefault("source", draw(records(Source)))


def _authority(values: Values, draw: st.DrawFn, _: Records) -> None:
    if values["level"] is not Level.EXTERNAL and not values["places"]:
        values["places"] = (draw(st.sampled_from(["national", "310000"])),)


def _holder(values: Values, draw: st.DrawFn, _: Records) -> None:
    named = [n for n in ("authority", "functions", "strategy") if values.get(n)]
    kept = draw(st.sampled_from(named)) if named else "authority"
    if not named:
        values["authority"] = "a/b"
    for name in {"authority", "functions", "strategy"} - {kept}:
        values.pop(name, None)
    if kept != "functions" or not (values.get("relation") and values.get("of")):
        values.pop("relation", None)
        values.pop("of", None)
    if kept != "functions" or values.get("relation"):
        values.pop("tier", None)


def _rule(values: Values, _draw: st.DrawFn, _: Records) -> None:
    if values["role"] is not Role.CO:
        values.pop("joint", None)
    when = values.get("when", Condition())
    if values["role"] is Role.RECEIVE:
        kept = [test for test in when.tests if test.dimension != "received_level"]
        values["when"] = Condition(tuple(kept))


def _competence(values: Values, draw: st.DrawFn, _: Records) -> None:
    named = [n for n in ("body", "functions", "says") if values.get(n)]
    kept = draw(st.sampled_from(named)) if named else "says"
    if not named:
        values["says"] = "0012"
    for name in {"body", "functions", "says"} - {kept}:
        values.pop(name, None)
    if kept == "functions":
        values.setdefault("tier", draw(st.sampled_from(Tier)))


def _intake(values: Values, draw: st.DrawFn, _: Records) -> None:
    values.pop("presumed", None)
    unique = {value.code: value for value in values.get("values", ())}
    values["values"] = tuple(unique.values())
    if unique:
        values.pop("lowest", None)
        values.pop("highest", None)
        if draw(st.booleans()):
            values["presumed"] = draw(st.sampled_from(sorted(unique)))
        return
    ends = values.get("lowest", 0), values.get("highest", 9)
    values["lowest"], values["highest"] = sorted(end or 0 for end in ends)
    if draw(st.booleans()):
        number = st.integers(values["lowest"], values["highest"])
        values["presumed"] = str(draw(number))


def _extension(values: Values, draw: st.DrawFn, _: Records) -> None:
    values.pop("fraction", None)
    if values.get("count") is None:
        values["fraction"] = draw(st.sampled_from(("1/2", "1/3", "99/99")))


def _timed(values: Values, draw: st.DrawFn, _: Records) -> None:
    grounds = ("pauses", "extensions", "restarts", "deemed", "warnings", "ladder")
    if not values.get("count"):
        for name in ("unit", *grounds):
            values.pop(name, None)
        return
    values.setdefault("unit", draw(st.sampled_from(Unit)))
    if values.get("deemed"):
        values["legal_effect"] = LegalEffect.STATUTORY
    for name, key in (
        ("pauses", str),
        ("extensions", lambda row: row.code),
        ("restarts", lambda row: row.code),
        ("warnings", str),
        ("ladder", lambda row: f"{row.at} ({row.up})"),
    ):
        if name in values:
            values[name] = tuple({key(part): part for part in values[name]}.values())
    values["warnings"] = tuple(map(_before, values.get("warnings", ())))[:1]


def _before(mark: Mark) -> Mark:
    """A mark that lies before the end."""
    if mark.amount is not None:
        return attrs.evolve(mark, sign=-1)
    return Mark(percent=min(mark.percent, 99))


def _span(values: Values, _draw: st.DrawFn, _: Records) -> None:
    values["last"] = max(values["first"], values["last"])


def _hours(values: Values, draw: st.DrawFn, _: Records) -> None:
    if len(values.get("hours", ())) > 1:
        values["hours"] = (*_HOURS, _AFTERNOON)
    for name in ("first", "last"):
        if name in values:
            _span(values, draw, _)
    if "weekdays" in values:
        days = st.sets(st.integers(1, 7), min_size=1)
        values["weekdays"] = tuple(sorted(draw(days)))
    if "fixed_days" in values:
        days_off = st.lists(st.sampled_from(("01-01", "10-03", "02-28")), max_size=2)
        values["fixed_days"] = tuple(draw(days_off))


def _supersession(values: Values, _draw: st.DrawFn, _: Records) -> None:
    source = values["source"]
    if not source.is_law:
        values["source"] = attrs.evolve(
            source,
            kind=SourceKind.CLAUSE,
            document="0012",
            clause="第1条",
            verified=Verification.READ,
        )


def _manifest(values: Values, draw: st.DrawFn, _: Records) -> None:
    needs = values.get("needs", ())
    values["needs"] = tuple(name for name in needs if name != values["name"])
    if "requires" in values:
        values["requires"] = draw(st.sampled_from((">=0", ">=0,<999", "!=0.0.1")))


def _test(values: Values, draw: st.DrawFn, _: Records) -> None:
    if not values.get("text", "").strip():
        values["text"] = "0012"
    expected = [name for name in EXPECTED if values.get(name)]
    if "error" in expected and draw(st.booleans()):
        for name in set(expected) - {"error"}:
            values.pop(name)
    else:
        values.pop("error", None)
        values["handler"] = values.get("handler") or "~"
    for name in ("handler", "via"):
        wanted = values.get(name) or ()
        both = {wanted} if isinstance(wanted, str) else {*wanted}
        others = values.get(f"not_{name}", ())
        values[f"not_{name}"] = tuple(text for text in others if text not in both)
    signed = ("override_actor", "override_reason")
    for name in signed:
        values.pop(name, None)
    if values.get("overrides"):
        values.update(dict.fromkeys(signed, "0012"))


_MENDS: Final[Mapping[type[Any], Mend]] = {
    Validity: _validity,
    Document: _document,
    Source: _source,
    Relation: _relation,
    Authority: _authority,
    Place: _place,
    Holder: _holder,
    Rule: _rule,
    Competence: _competence,
    IntakeField: _intake,
    Extension: _extension,
    TimeLimit: _timed,
    Period: _timed,
    DaySpan: _span,
    OfficeHours: _hours,
    CalendarOverride: _hours,
    CalendarPattern: _hours,
    DecisionTest: _test,
    Supersession: _supersession,
    Manifest: _manifest,
}
"""Record class to what makes its fields fit each other."""
