"""What came of decision tests, in words and as JSON?"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from typing import Any, Final

from regservice.cases.coverage import RULES, Coverage, Row
from regservice.cases.outcome import Nearest, Outcome, Result
from regservice.core.routing.book import Book
from regservice.explain.alternatives import change_text, why_not_text
from regservice.explain.words import body_name, competent_name, dimension_name
from regservice.messages import cli_text, name_of
from regservice.messages.names import NAMES
from regservice.model.decisiontest import DecisionTest

_BODIES: Final = (
    *("handler", "not_handler", "lead", "loop_owner", "co", "via"),
    *("not_via", "competent"),
)

_OPTIONS: Final = {
    "place": "--place",
    "site": "--site",
    "product": "--product",
    "item": "--item",
    "difficulty": "--difficulty",
    "applicant": "--applicant",
    "channel": "--channel",
    "received_by": "--received-by",
    "received_at": "--received-at",
    "at": "--at",
    "known_at": "--known-at",
    "programmes": "--programme",
    "overrides": "--override",
    "override_actor": "--actor",
    "override_reason": "--reason",
}
"""Fields of a test, and the options of ``regservice route`` that ask the same."""


def result_lines(
    book: Book, result: Result, lang: str, packages: Iterable[str] = ()
) -> Iterator[str]:
    """
    Say what is wrong with a test that failed.

    Args:
        book: The rows.
        result: What came of it.
        lang: ``zh`` or ``en``.
        packages: Folders of packages, for the command that shows it again.

    Yields:
        Lines: which test, and of each expectation that was not met what was expected,
        what came and where it stands; why; what comes nearest; how to see it again.
    """
    yield cli_text("test.failed", lang, id=result.test.id, where=result.where)
    for outcome in result.outcomes:
        if not outcome.ok:
            yield "  " + outcome_text(book, result, outcome, lang)
            if outcome.nearest is not None:
                for line in _nearest_lines(book, result, outcome.nearest, lang):
                    yield "    " + line
    if result.route is not None:
        yield "  " + cli_text("test.reason", lang, reason=result.route.reason(lang))
    yield "  " + cli_text("test.again", lang, command=command(result.test, packages))


def outcome_text(book: Book, result: Result, outcome: Outcome, lang: str) -> str:
    """Say what was expected, what came, and where the expectation stands."""
    comma = "、" if lang == "zh" else ", "
    joint = " -> " if outcome.field in ("via", "not_via") else comma
    expected, actual = (
        joint.join(_value(book, outcome.field, value, lang) for value in values)
        for values in (outcome.expected, outcome.actual)
    )
    competent = result.route and result.route.competent
    if outcome.field == "competent" and competent and competent.authority is None:
        actual = competent_name(book, competent, lang)
    code = "test.unwanted" if outcome.field.startswith("not_") else "test.unmet"
    return cli_text(
        code,
        lang,
        field=cli_text(f"test.field.{outcome.field}", lang),
        expected=expected,
        actual=actual or cli_text("test.nothing", lang),
        where=outcome.where,
    )


def _value(book: Book, field: str, value: str, lang: str) -> str:
    if field in _BODIES:
        return f"{body_name(book, value, lang)} [{value}]"
    if field == "status":
        return name_of("status", value, lang)
    if field == "asks":
        return dimension_name(book, value, lang)
    if field == "source" and lang == "zh":
        kind, _, rest = value.partition(" ")
        return f"{NAMES['source'].get(kind, (kind,))[-1]} {rest}".strip()
    return f"“{value}”" if field == "reason" else value


def _nearest_lines(
    book: Book, result: Result, found: Nearest, lang: str
) -> Iterator[str]:
    """Which rule comes closest, what stands against it, what would change it."""
    route = result.route
    if route is None:
        return
    text = why_not_text(book, found.why, route, lang)
    if found.rule is None:
        yield cli_text("test.no_rule", lang, text=text)
    else:
        yield cli_text(
            "test.nearest", lang, rule=found.rule, where=found.where, text=text
        )
    if found.change is not None:
        change = change_text(book, route.decision, found.change, lang)
        yield cli_text("test.change", lang, change=change)


def command(test: DecisionTest, packages: Iterable[str] = ()) -> str:
    """
    Return the command line that asks what a test asks.

    Examples:
        >>> test = DecisionTest(id="a", item="renewal", place="徐汇区",
        ...                     at="2026-03-02", status="routed")
        >>> command(test, ["x"])
        "regservice route --place '徐汇区' --item renewal --at 2026-03-02 --package x"
    """
    words = ["regservice", "route", *([test.text] if test.text else [])]
    for field, option in _OPTIONS.items():
        value = getattr(test, field)
        values = [value] if isinstance(value, str) else value or ()
        words += [word for text in values if text for word in (option, text)]
    for key, text in test.attributes.items():
        words += ["--attr", f"{key}={text}"]
    words += [word for folder in packages for word in ("--package", folder)]
    return shlex.join(words)


def coverage_lines(found: Coverage, lang: str) -> Iterator[str]:
    """Say how many rows the tests touch, and list the others with their places."""
    counts = ("、" if lang == "zh" else ", ").join(
        f"{_table(table, lang)} {used}/{total}" for table, used, total in found.counts()
    )
    percent = percent_text(found.percent)
    yield cli_text("test.coverage", lang, percent=percent, counts=counts or "-")
    for row in found.unused:
        name = _table(row.table, lang)
        yield "  " + cli_text(
            "test.unused", lang, table=name, key=row.key, where=row.where
        )


def percent_text(percent: float) -> str:
    """
    Write a percentage; only what is whole reads as 100.

    Examples:
        >>> percent_text(100), percent_text(99.99), percent_text(50.0)
        ('100', '99.9', '50')
    """
    tenths = int(percent * 10)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}"


def _table(table: str, lang: str) -> str:
    if table == "relations":  # of relations only delegations count
        return name_of("relation", "delegates", lang)
    return name_of("table", table, lang)


def result_json(book: Book, result: Result, lang: str) -> dict[str, Any]:
    """Return the JSON shape of what came of a test."""
    at = result.where
    return {
        "id": result.test.id,
        "package": result.package,
        "file": at.file,
        "line": at.line or None,
        "column": at.column or None,
        "ok": result.ok,
        "outcomes": [_outcome_json(book, result, o, lang) for o in result.outcomes],
        "reason": result.route and result.route.reason(lang),
        "problems": [problem.as_json(lang) for problem in result.problems],
    }


def _outcome_json(
    book: Book, result: Result, outcome: Outcome, lang: str
) -> dict[str, Any]:
    return {
        "field": outcome.field,
        "expected": list(outcome.expected),
        "actual": list(outcome.actual),
        "file": outcome.where.file,
        "line": outcome.where.line or None,
        "column": outcome.where.column or None,
        "ok": outcome.ok,
        "text": None if outcome.ok else outcome_text(book, result, outcome, lang),
        "nearest": outcome.nearest
        and _nearest_json(book, result, outcome.nearest, lang),
    }


def _nearest_json(
    book: Book, result: Result, found: Nearest, lang: str
) -> dict[str, Any]:
    return {
        "id": found.why.authority,
        "reason": found.why.reason,
        "rule": found.rule,
        "beaten_by": found.why.beaten_by,
        "file": found.where.file or None,
        "line": found.where.line or None,
        "column": found.where.column or None,
        "change": found.change
        and {
            "dimension": found.change.dimension,
            "before": found.change.before,
            "after": found.change.after,
        },
        "text": " ".join(_nearest_lines(book, result, found, lang)),
    }


def coverage_json(found: Coverage) -> dict[str, Any]:
    """Return the JSON shape of the coverage of rows."""
    return {
        "percent": float(percent_text(found.percent)),
        "counted": list(RULES),
        "tables": [
            {"table": table, "used": used, "total": total}
            for table, used, total in found.counts()
        ],
        "unused": [_row_json(row) for row in found.unused],
    }


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "table": row.table,
        "key": row.key,
        "file": row.where.file,
        "line": row.where.line or None,
        "column": row.where.column or None,
    }
