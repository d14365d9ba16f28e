"""Faults of modules of hooks that were looked at while the guard was built."""

from __future__ import annotations

import random

from regservice.codec.spec import Kind, fields_of
from tests.corpus.kinds import Mutant, Register
from tests.corpus.scriptdoc import Line, ScriptDoc, open_script
from tests.corpus.slips import is_clear, other_letter, swapped

kind = Register("python", open_script)

BODIES = {("Relation", "subject"), ("Relation", "object"), ("Holder", "authority")}


def is_text(line: Line) -> bool:
    """Whether the value of a line is a text that is written out."""
    return line.value[:1] == "'"


@kind
def keyword_swapped(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value[-1] != "(")
    slip = line and swapped(line.name, rng)
    if line is None or not slip:
        return None
    mends = is_clear(slip, line.name, list(fields_of(line.cls)))
    return doc.edit(line.number, f"{line.indent}{slip}={line.value},", mends=mends)


@kind
def argument_missing(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.spec.is_required and each.value[-1] != "(")
    return line and doc.without(line.number, line.call)


@kind
def choice_swapped_in_a_call(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: each.spec.shape.kind is Kind.CHOICE and is_text(each)
    )
    slip = line and swapped(line.value[1:-1], rng)
    return doc.value(line, f"'{slip}'") if line and slip else None


@kind
def list_for_a_tuple(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value[:2] == "('")
    if line is None:
        return None
    return doc.value(line, f"[{line.value[1:-1].removesuffix(',')}]")


@kind
def bracket_never_closed_in_a_module(
    doc: ScriptDoc, rng: random.Random
) -> Mutant | None:
    """No machine can tell which of two brackets it is: the call, or what is in it."""
    line = doc.chosen(rng, lambda each: each.value[:2] == "('")
    if line is None:
        return None
    new = f"{line.indent}{line.name}={line.value[:-1]},"
    return doc.edit(line.number, new, line.number, line.call)


@kind
def hook_swapped(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, name = rng.choice(doc.hooks())
    slip = swapped(name.removeprefix("regservice_"), rng)
    return doc.edit(number, f"def regservice_{slip}():") if slip else None


@kind
def hook_that_raises(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    lines = [*doc.lines]
    lines.insert(number, f"    {rng.choice(['1 / 0', '{}[1]', 'raise OSError(5)'])}")
    return doc.done(lines, number + 1)


@kind
def hook_of_another_type(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    lines = [*doc.lines]
    lines.insert(number, f"    return {rng.choice(['5', 'True', '1.5', 'object()'])}")
    return doc.done(lines, number, number + 1)


@kind
def body_one_letter_off_in_a_call(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: (each.cls.__name__, each.name) in BODIES and is_text(each)
    )
    return line and doc.value(line, repr(other_letter(line.value[1:-1], rng)))


@kind
def row_given_twice(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.top not in ("Relation", "Manifest"))
    if line is None:
        return None
    first, last = doc.row_of(line)
    copy = doc.lines[first - 1 : last]
    lines = [*doc.lines[:last], *copy, *doc.lines[last:]]
    return doc.done(lines, first, last + 1)


@kind
def validity_reversed_in_a_call(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.cls.__name__ == "Validity")
    if line is None or line.name != "start":
        return None
    if doc.lines[line.number].lstrip().startswith("end="):
        return None
    lines = [*doc.lines]
    lines.insert(line.number, f"{line.indent}end=dt.date(1999, 1, 1),")
    return doc.done(lines, line.number, line.number + 1)
