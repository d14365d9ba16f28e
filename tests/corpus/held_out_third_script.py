"""Faults of modules, a third set, thought of before anybody looked at the readers."""

from __future__ import annotations

import random
import re
from typing import Final

from regservice.codec.spec import fields_of
from tests.corpus.bases import SCRIPT
from tests.corpus.kinds import Mutant, Register, Truth
from tests.corpus.scriptdoc import Line, ScriptDoc, open_script
from tests.corpus.seen_script import is_text

kind = Register("python", open_script)

_IMPORT: Final = "from regservice.plugin import hookimpl"
_CODES: Final = frozenset(
    {"functions", "products", "applicants", "fields", "exception_to"}
)


def _is_truth(line: Line) -> bool:
    return line.value in ("True", "False")


def _with_import(doc: ScriptDoc, line: Line, name: str, value: str) -> list[str]:
    """The lines with another value, and one import more before the last one."""
    lines = [*doc.lines]
    lines[line.number - 1] = f"{line.indent}{line.name}={value},"
    lines.insert(lines.index(_IMPORT), f"from regservice.model.vocab import {name}")
    return lines


@kind
def keyword_in_another_style(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A keyword is written with a capital instead of an underscore."""
    line = doc.chosen(rng, lambda e: "_" in e.name and e.value[-1] != "(")
    if line is None:
        return None
    first, *others = line.name.split("_")
    slip = first + "".join(word.capitalize() for word in others)
    return doc.edit(line.number, f"{line.indent}{slip}={line.value},", mends=True)


@kind
def keyword_in_another_number(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The plural of a keyword stands for the singular, or the other way round."""
    line = doc.chosen(rng, lambda e: e.value[-1] != "(" and e.name[-2:] != "ss")
    if line is None:
        return None
    slip = line.name[:-1] if line.name[-1] == "s" else f"{line.name}s"
    if slip in fields_of(line.cls) or line.name in ("aliases", "status"):
        return None
    return doc.edit(line.number, f"{line.indent}{slip}={line.value},", mends=True)


@kind
def argument_without_its_keyword(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The first argument of a call is given by its place."""
    line = doc.chosen(
        rng,
        lambda e: (
            e.number == e.call + 1 and e.value[-1] != "(" and e.cls.__name__ != "Mark"
        ),
    )
    if line is None or line.cls.__name__ == "Validity":
        return None
    return doc.edit(line.number, f"{line.indent}{line.value},", line.number, line.call)


@kind
def class_not_imported(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The import of a class of the library is not there."""
    found = [n for n, e in enumerate(doc.lines) if e.startswith("from regservice.mod")]
    number = rng.choice(found)
    name = doc.lines[number].split()[-1]
    lines = [*doc.lines[:number], *doc.lines[number + 1 :]]
    uses = [n for n, e in enumerate(lines, 1) if re.search(rf"\b{name}[(.]", e)]
    return doc.done(lines, *uses, mends=True) if uses else None


@kind
def mark_not_imported(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The import of the mark of hooks is not there, or is a remark."""
    lines = [*doc.lines]
    number = lines.index(_IMPORT)
    lines[number] = rng.choice(["", f"# {_IMPORT}"])
    uses = [n for n, line in enumerate(lines, 1) if line == "@hookimpl"]
    return doc.done(lines, *uses, mends=True)


@kind
def mark_misspelt(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The mark of a hook has a slip."""
    number, _ = rng.choice(doc.hooks())
    slip = rng.choice(["@hookimp", "@hook_impl", "@hookImpl", "@hookimpI"])
    return doc.edit(number - 1, slip, number - 1, number, mends=True)


@kind
def mark_called(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The mark of a hook is called, as it may be."""
    number, _ = rng.choice(doc.hooks())
    return doc.edit(number - 1, "@hookimpl()", sound=True)


@kind
def rows_in_a_dictionary(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A hook gives a dictionary of its rows."""
    number, _ = rng.choice(doc.hooks())
    lines = [*doc.lines]
    lines[number] = "    return {'rows': ["
    lines[doc.end_of(number) - 1] = "    ]}"
    return doc.done(lines, number, number + 1)


@kind
def row_not_in_a_list(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A hook gives its only row itself, not a list of it."""
    number, _ = rng.choice(doc.hooks())
    end = doc.end_of(number)
    if sum(line == "        )," for line in doc.lines[number:end]) != 1:
        return None
    lines = [*doc.lines]
    lines[number], lines[end - 2], lines[end - 1] = "    return (", "        )", "    )"
    return doc.done(lines, number, number + 1, number + 2)


@kind
def brace_open_in_a_text(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A text with names to fill in has a brace that is never closed."""
    line = doc.chosen(rng, is_text)
    if line is None:
        return None
    return doc.value(line, f"f'{{{line.value[1:-1]}'")


@kind
def import_from_beside(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """Something is imported from a module beside this one that is not there."""
    lines = [*doc.lines]
    number = lines.index(_IMPORT)
    lines.insert(number, rng.choice(["from .bodies import ALL", "from . import tools"]))
    return doc.done(lines, number + 1)


@kind
def member_of_no_enumeration(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """An enumeration is asked for a member that it has not."""
    line = doc.chosen(rng, lambda e: e.name == "modality" and is_text(e))
    if line is None:
        return None
    value = rng.choice(["Modality.SHALL", "Modality.Must", "Modality.SHOULD"])
    return doc.done(_with_import(doc, line, "Modality", value), line.number + 1)


@kind
def member_of_an_enumeration(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A word is given as the member of its enumeration."""
    line = doc.chosen(rng, lambda e: e.name == "modality" and is_text(e))
    if line is None:
        return None
    value = f"Modality.{line.value[1:-1].upper()}"
    return doc.done(_with_import(doc, line, "Modality", value), sound=True)


@kind
def texts_run_together(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The comma between two codes is lost: Python makes one text of them."""
    line = doc.chosen(rng, lambda e: e.name in _CODES and "', '" in e.value)
    if line is None:
        return None
    return doc.value(line, f"{line.value.replace(', ', ' ', 1)[:-1]},)")


@kind
def colon_for_equals(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A keyword is written as in YAML."""
    line = doc.chosen(rng, lambda e: e.value[-1] != "(")
    if line is None:
        return None
    new = f"{line.indent}{line.name}: {line.value},"
    return doc.edit(line.number, new, mends=True)


@kind
def truth_in_small_letters(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """True or False is written as in YAML."""
    line = doc.chosen(rng, _is_truth)
    return line and doc.value(line, line.value.lower(), mends=True)


@kind
def truth_as_a_text(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """True or False stands in quotes: each of them would count as true."""
    line = doc.chosen(rng, _is_truth)
    return line and doc.value(line, f"'{line.value}'")


@kind
def noughts_in_a_date(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """Month and day of a date begin with a nought."""
    line = doc.chosen(rng, lambda e: re.fullmatch(r"dt\.date\(.*\b\d\b.*\)", e.value))
    if line is None:
        return None
    return doc.value(line, re.sub(r"\b(\d)\b", r"0\1", line.value), mends=True)


@kind
def date_of_a_text(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A date is made of one text."""
    line = doc.chosen(rng, lambda e: re.fullmatch(r"dt\.date\(.*\)", e.value))
    if line is None:
        return None
    year, month, day = map(int, re.findall(r"\d+", line.value))
    return doc.value(line, f"dt.date('{year}-{month:02}-{day:02}')")


@kind
def text_for_values_of_a_test(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A condition has a text where a list is wanted: each letter would be a value."""
    line = doc.chosen(rng, lambda e: re.search(r"\['\w+'\]", e.value))
    if line is None or "Condition" not in line.value:
        return None
    return doc.value(line, re.sub(r"\[('\w+')\]", r"\1", line.value, count=1))


@kind
def print_left_in_a_hook(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A line that its writer put there to look is still there."""
    number, name = rng.choice(doc.hooks())
    lines = [*doc.lines]
    lines.insert(number, f"    print('{name}')")
    return doc.done(lines, sound=True)


@kind
def module_indented(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """The whole module stands some columns to the right."""
    blanks = " " * rng.choice([2, 4])
    lines = [blanks + line if line else "" for line in doc.lines]
    return doc.done(lines, 1, mends=True)


@kind
def fence_around_the_module(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """It was copied out of a chat with the marks that show it as code."""
    fence = "`" * 3
    head = fence + rng.choice(["python", "py", ""])
    text = f"{head}\n{doc.text.rstrip()}\n{fence}\n"
    truth = Truth(SCRIPT, frozenset({1, text.count("\n")}), mends=True)
    return Mutant(doc.base, {SCRIPT: text.encode()}, truth)


@kind
def remark_of_another_language(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    """A remark begins with two strokes."""
    line = doc.chosen(rng, lambda e: e.value[-1] != "(")
    if line is None:
        return None
    lines = [*doc.lines]
    lines.insert(line.number - 1, f"{line.indent}// 待核对")
    return doc.done(lines, line.number)
