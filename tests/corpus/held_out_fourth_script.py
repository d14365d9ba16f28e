"""Faults in the module that the programmer of a provincial office writes."""

from __future__ import annotations

import random
import re
from typing import Final

import regservice.rows
from regservice.codec.spec import Kind, Shape, fields_of
from tests.corpus.held_out_fourth_yaml import NEEDED, WORDS
from tests.corpus.kinds import Mutant, Register
from tests.corpus.scriptdoc import Line, ScriptDoc, open_script
from tests.corpus.seen_script import BODIES, is_text
from tests.corpus.slips import dropped, is_clear, swapped

kind = Register("python", open_script)

HOOKS: Final = (
    "regservice_package",
    "regservice_documents",
    "regservice_authorities",
    "regservice_service_items",
    "regservice_rules",
    "regservice_time_limits",
    "regservice_programmes",
    "regservice_tests",
    "regservice_strategies",
)
"""As the reference lists them."""


def choices(line: Line) -> Shape | None:
    """The shape of a field whose value, or each part of it, is chosen from a list."""
    shape = line.spec.shape
    if shape.kind is Kind.LIST and shape.inner is not None:
        shape = shape.inner
    return shape if shape.choices and not shape.vocabulary else None


def whole(line: Line) -> bool:
    """Whether the value of a field stands on its line."""
    return line.value[-1] != "("


def first_date(line: Line) -> tuple[int, int, int] | None:
    """The parts of a date that is the value of a field."""
    found = re.fullmatch(r"dt\.date\((\d+), (\d+), (\d+)\)", line.value)
    return found and tuple(map(int, found.groups()))  # type: ignore[return-value]


@kind
def comma_lost_again(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng,
        lambda each: whole(each) and re.match(r" *\w+=", doc.lines[each.number]),
    )
    return line and doc.edit(
        line.number, f"{line.indent}{line.name}={line.value}", mends=True
    )


@kind
def comma_of_one_part_lost(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: re.fullmatch(r"\('[^']*',\)", each.value))
    return line and doc.value(line, f"{line.value[:-2]})", mends=True)


@kind
def zeros_before_numbers(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: (date := first_date(each)) and min(date[1:]) < 10
    )
    date = line and first_date(line)
    if line is None or not date:
        return None
    return doc.value(line, "dt.date({}, {:02}, {:02})".format(*date), mends=True)


@kind
def body_misspelt(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: (each.cls.__name__, each.name) in BODIES)
    slip = line and rng.choice([dropped, swapped])(line.value[1:-1], rng)
    if line is None or not slip or f"'{slip}'" in doc.text:
        return None
    return doc.value(line, f"'{slip}'")


@kind
def keyword_letter_lost(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, whole)
    slip = line and dropped(line.name, rng)
    if line is None or not slip:
        return None
    known = list(fields_of(line.cls))
    if slip in known:
        return None
    mends = is_clear(slip, line.name, known)
    return doc.edit(line.number, f"{line.indent}{slip}={line.value},", mends=mends)


@kind
def comma_of_chinese(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, whole)
    return line and doc.edit(
        line.number, f"{line.indent}{line.name}={line.value}，", mends=True
    )


@kind
def import_lost(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    found = []
    for number, line in enumerate(doc.lines, 1):
        name = re.fullmatch(r"from [\w.]+ import (\w+)", line)
        if name:
            uses = [
                at
                for at, other in enumerate(doc.lines, 1)
                if at != number and re.search(rf"\b{name[1]}\b", other)
            ]
            if len(uses) <= 3:
                found.append((number, uses))
    number, uses = rng.choice(found)
    return doc.without(number, number, *(at - 1 for at in uses))


@kind
def choice_letter_lost_again(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: is_text(each) and choices(each))
    shape = line and choices(line)
    slip = line and dropped(line.value[1:-1], rng)
    if line is None or shape is None or not slip or slip in shape.choices:
        return None
    mends = is_clear(slip, line.value[1:-1], list(shape.choices))
    return doc.value(line, f"'{slip}'", mends=mends)


@kind
def word_of_ones_own_again(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda e: is_text(e) and choices(e) and e.value[1:-1] in WORDS
    )
    shape = line and choices(line)
    if line is None or shape is None:
        return None
    word = WORDS[line.value[1:-1]]
    return None if word in shape.choices else doc.value(line, f"'{word}'")


@kind
def true_in_small_letters(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value in {"True", "False"})
    return line and doc.value(line, line.value.lower(), mends=True)


@kind
def date_without_its_module(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, first_date)
    return line and doc.value(line, line.value.removeprefix("dt."), mends=True)


@kind
def parenthesis_not_closed(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    closing = [n for n, line in enumerate(doc.lines, 1) if line == "            ),"]
    number = rng.choice(closing)
    opening = next(
        n
        for n in range(number - 1, 0, -1)
        if re.fullmatch(r" {12}\w+=\w+\(", doc.lines[n - 1])
    )
    return doc.without(number, opening, number)


@kind
def source_incomplete(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    kinds = {
        line.call: line.value[1:-1]
        for line in doc.fields
        if line.cls.__name__ == "Source" and line.name == "kind"
    }
    line = doc.chosen(
        rng,
        lambda e: e.cls.__name__ == "Source" and e.name in NEEDED[kinds[e.call]],
    )
    return line and doc.without(line.number, line.call)


@kind
def class_misspelt(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    known = list(regservice.rows.__all__)
    calls = [
        (n, found[1], found[2])
        for n, line in enumerate(doc.lines, 1)
        if (found := re.fullmatch(r"(.*?)(\w+)\(", line)) and found[2] in known
    ]
    number, lead, name = rng.choice(calls)
    slip = rng.choice([swapped, dropped])(name, rng)
    if not slip or slip in known:
        return None
    return doc.edit(number, f"{lead}{slip}(", mends=is_clear(slip, name, known))


@kind
def string_not_closed(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: is_text(each) and choices(each))
    return line and doc.value(line, line.value[:-1], mends=True)


@kind
def colon_for_equals_again(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, whole)
    return line and doc.edit(
        line.number, f"{line.indent}{line.name}: {line.value},", mends=True
    )


@kind
def number_in_quotes(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda e: e.value.isdigit() or e.value in {"True", "False"})
    return line and doc.value(line, f"'{line.value}'", mends=True)


@kind
def copied_row_keeps_its_id_in_a_call(
    doc: ScriptDoc, rng: random.Random
) -> Mutant | None:
    line = doc.chosen(
        rng,
        lambda e: (
            e.top in {"Rule", "PathRule", "TimeLimit"}
            and e.name == "id"
            and e.call == e.begins
        ),
    )
    if line is None:
        return None
    first, last = doc.row_of(line)
    row = doc.lines[first - 1 : last]
    copy = [*row[:-1], f"{line.indent}note='第二版',", row[-1]]
    lines = [*doc.lines[:last], *copy, *doc.lines[last:]]
    away = last - first + 1
    return doc.done(lines, first, line.number, first + away, line.number + away)


@kind
def decorator_forgotten(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    return doc.without(number - 1, number - 1)


@kind
def hook_misspelt(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, name = rng.choice(doc.hooks())
    last = name.removeprefix("regservice_")
    slip = rng.choice([dropped, swapped])(last, rng)
    if not slip:
        return None
    slip = f"regservice_{slip}"
    return doc.edit(number, f"def {slip}():", mends=is_clear(slip, name, HOOKS))


@kind
def return_forgotten_again(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    assert doc.lines[number] == "    return ["
    return doc.edit(number + 1, "    [", number, number + 1)


@kind
def text_for_list_in_condition(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: re.search(r": \['[^',]*'\]", each.value))
    if line is None:
        return None
    found = rng.choice([*re.finditer(r": \[('[^',]*')\]", line.value)])
    start, end = found.span()
    new = f"{line.value[:start]}: {found[1]}{line.value[end:]}"
    return doc.value(line, new, mends=True)


@kind
def no_such_day_again_again(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, first_date)
    date = line and first_date(line)
    if line is None or not date:
        return None
    day = rng.choice(["2, 30", "6, 31", "13, 1", "11, 31"])
    return doc.value(line, f"dt.date({date[0]}, {day})")


@kind
def choices_run_together(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda e: choices(e) and "', '" in e.value)
    return line and doc.value(line, line.value.replace("', '", "' '", 1), mends=True)


@kind
def record_as_dictionary(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    heads = [
        (n, found[1], found[2])
        for n, line in enumerate(doc.lines, 1)
        if (found := re.fullmatch(r"( {12})(source|holder|validity)=\w+\(", line))
    ]
    number, indent, name = rng.choice(heads)
    inner = [line for line in doc.fields if line.call == number]
    body = ", ".join(f"'{line.name}': {line.value}" for line in inner)
    end = inner[-1].number + 1
    new = f"{indent}{name}={{{body}}},"
    return doc.done(
        [*doc.lines[: number - 1], new, *doc.lines[end:]], number, mends=True
    )


@kind
def row_in_another_hook(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    hooks = dict(doc.hooks())
    line = doc.chosen(rng, lambda e: e.call == e.begins and e.begins > min(hooks))
    if line is None:
        return None
    first, last = doc.row_of(line)
    home = max(n for n in hooks if n < first)
    late = [n for n in hooks if n > last]
    more = sum(text == "        )," for text in doc.lines[home : doc.end_of(home)])
    if not late or more < 2:
        return None
    to = rng.choice(late) + 1
    row = doc.lines[first - 1 : last]
    lines = [*doc.lines[: first - 1], *doc.lines[last:to], *row, *doc.lines[to:]]
    return doc.done(lines, to - len(row) + 1)


@kind
def colon_of_hook_lost(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, name = rng.choice(doc.hooks())
    return doc.edit(number, f"def {name}()", mends=True)


@kind
def uneven_indent_in_call(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, whole)
    blanks = rng.choice(["   ", " ", ""])
    return line and doc.edit(
        line.number,
        f"{line.indent}{blanks} {line.name} = {line.value},  # 按来函修改",
        sound=True,
    )
