"""
Faults of modules, thought of before anybody looked at what is said of them.

Of 60 cases, when they were measured first: 81.7 % at their place, 91.7 % once, none of
10 mended; none escaped, none counted in part. A manifest that is not there was expected
to be told of the file alone. See ``test_corpus`` for what came later.
"""

from __future__ import annotations

import random

from regservice.codec.spec import Kind
from tests.corpus.bases import SCRIPT
from tests.corpus.kinds import Mutant, Register, Truth
from tests.corpus.scriptdoc import Line, ScriptDoc, open_script
from tests.corpus.seen_script import is_text

kind = Register("python", open_script)


def _is_whole(line: Line) -> bool:
    """Whether a keyword and its value are one line."""
    return line.value[-1] != "("


def _rows(doc: ScriptDoc, hook: int) -> list[tuple[int, int]]:
    """First and last line of each row that a hook gives."""
    end = doc.end_of(hook)
    calls = sorted({line.begins for line in doc.fields if hook < line.begins < end})
    return [
        doc.row_of(next(line for line in doc.fields if line.begins == begins))
        for begins in calls
    ]


@kind
def wide_comma_in_a_call(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, _is_whole)
    if line is None:
        return None
    new = f"{line.indent}{line.name}={line.value}，"
    return doc.edit(line.number, new, mends=True)


@kind
def curly_quotes_in_a_call(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, is_text)
    if line is None:
        return None
    left, right = rng.choice(["‘’", "“”"])
    return doc.value(line, f"{left}{line.value[1:-1]}{right}", mends=True)


@kind
def comma_lost(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """Between two keywords."""
    numbers = {line.number for line in doc.fields}
    line = doc.chosen(rng, lambda e: _is_whole(e) and e.number + 1 in numbers)
    if line is None:
        return None
    new = f"{line.indent}{line.name}={line.value}"
    return doc.edit(line.number, new, line.number, line.number + 1)


@kind
def moment_for_a_day(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value.startswith("dt.date("))
    return line and doc.value(line, line.value.replace("date", "datetime"))


@kind
def day_of_no_month(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value.startswith("dt.date("))
    return line and doc.value(line, f"dt.date(2025, {rng.choice([4, 6, 9])}, 31)")


@kind
def hook_written_twice(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The second, which lacks a row, stands instead of the first."""
    number, _ = rng.choice(doc.hooks())
    rows = _rows(doc, number)
    if len(rows) < 2:
        return None
    first, last = rng.choice(rows)
    end = doc.end_of(number)
    copy = [*doc.lines[number - 2 : first - 1], *doc.lines[last:end]]
    lines = [*doc.lines, "", *copy, ""]
    second = len(doc.lines) + 3
    return doc.done(lines, number - 1, number, second - 1, second)


@kind
def return_forgotten(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    return doc.edit(number + 1, "    rows = [", number, number + 1)


@kind
def list_in_a_list(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    lines = [*doc.lines]
    lines[number] = "    return [["
    lines[doc.end_of(number) - 1] = "    ]]"
    return doc.done(lines, number, number + 1)


@kind
def row_of_another_hook(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A copy of a row stands among those of another hook."""
    (here, _), (other, _) = rng.sample(doc.hooks(), 2)
    first, last = rng.choice(_rows(doc, here))
    row = doc.lines[first - 1 : last]
    end = doc.end_of(other)
    lines = [*doc.lines[: end - 1], *row, *doc.lines[end - 1 :]]
    return doc.done(lines, other, *range(end, end + len(row)))


@kind
def none_for_a_value(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.spec.is_required and _is_whole(each))
    return line and doc.value(line, "None")


@kind
def unit_in_a_number(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda e: e.spec.shape.kind is Kind.WHOLE and e.value.isdigit()
    )
    return line and doc.value(line, f"'{line.value}个工作日'")


@kind
def text_for_a_tuple(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The comma that makes a tuple of one text is not there."""
    line = doc.chosen(rng, lambda e: e.value[:2] == "('" and e.value[-3:] == "',)")
    return line and doc.value(line, f"{line.value[:-2]})")


@kind
def package_hook_gone(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """What is missing stands nowhere: it may be told of the file, or of a row."""
    start = doc.lines.index("def regservice_package():") - 1
    end = doc.lines.index("", start)
    rows = {e.begins - (end - start) for e in doc.fields if e.top != "Manifest"}
    return doc.done([*doc.lines[:start], *doc.lines[end:]], 0, 1, *rows)


@kind
def module_in_gbk(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """As an editor in China saves it; the first line has Chinese letters."""
    files = {SCRIPT: doc.text.encode("gb18030")}
    return Mutant(doc.base, files, Truth(SCRIPT, frozenset({0, 1}), mends=True))


@kind
def body_not_indented(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    return doc.edit(number + 1, "return [", number, number + 1)


@kind
def colon_lost_after_def(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, name = rng.choice(doc.hooks())
    return doc.edit(number, f"def {name}()")
