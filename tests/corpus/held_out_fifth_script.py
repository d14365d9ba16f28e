"""Faults of trainees who take over the Python module of a colleague."""

from __future__ import annotations

import datetime as dt
import random
import re

from regservice.codec.spec import Kind, fields_of
from tests.corpus.kinds import Mutant, Register
from tests.corpus.scriptdoc import Line, ScriptDoc, open_script
from tests.corpus.slips import dropped, is_clear, swapped

kind = Register("python", open_script)

REFERENCES = {
    "subject",
    "object",
    "authority",
    "document",
    "calendar",
}


def is_text(line: Line) -> bool:
    """Whether the value of a line is a text that is written out."""
    return line.value[:1] == "'"


def choices_of(line: Line) -> list[str]:
    """Return the closed vocabulary of a text."""
    shape = line.spec.shape
    closed = is_text(line) and shape.choices and shape.is_closed
    return list(shape.choices) if closed and line.value[1:-1] in shape.choices else []


def goes_on(doc: ScriptDoc, line: Line) -> bool:
    """Whether the next line holds another keyword of the same call."""
    following = doc.lines[line.number]
    return (
        following.startswith(line.indent)
        and bool(re.match(r"\w+=", following[len(line.indent) :]))
        and doc.lines[line.number - 1].endswith(",")
    )


def calls(doc: ScriptDoc) -> list[tuple[int, str, str]]:
    """Return number, text before and class of the lines that open a record."""
    found = []
    for number, text in enumerate(doc.lines, 1):
        match = re.fullmatch(r"( +(?:return |\w+=)?)([A-Z]\w+)\(", text)
        if match:
            found.append((number, match[1], match[2]))
    return found


def imports(doc: ScriptDoc) -> list[tuple[int, str, str]]:
    """Return number, module and name of the lines that import records."""
    found = []
    for number, text in enumerate(doc.lines, 1):
        match = re.fullmatch(r"from (\S+) import (\w+)", text)
        if match:
            found.append((number, match[1], match[2]))
    return found


@kind
def comma_forgotten(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value[-1] != "(" and goes_on(doc, each))
    if line is None:
        return None
    new = doc.lines[line.number - 1].removesuffix(",")
    return doc.edit(line.number, new, line.number, line.number + 1, mends=True)


@kind
def word_without_quotes(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, choices_of)
    return line and doc.value(line, line.value[1:-1], mends=True)


@kind
def full_width_comma_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value[-1] != "(")
    if line is None or not doc.lines[line.number - 1].endswith(","):
        return None
    return doc.edit(line.number, doc.lines[line.number - 1][:-1] + "，", mends=True)


@kind
def quotes_of_chinese_typing(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, is_text)
    if line is None:
        return None
    left, right = rng.choice(["‘’", "“”"])
    return doc.value(line, f"{left}{line.value[1:-1]}{right}", mends=True)


@kind
def quote_not_closed_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, choices_of)
    return line and doc.value(line, line.value[:-1], mends=True)


@kind
def colon_for_the_equals_sign(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value[-1] != "(")
    if line is None:
        return None
    return doc.edit(line.number, f"{line.indent}{line.name}: {line.value},", mends=True)


@kind
def reference_misspelt_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng,
        lambda each: (
            each.name in REFERENCES and is_text(each) and each.top != "DecisionTest"
        ),
    )
    slip = line and (dropped(line.value[1:-1], rng) or swapped(line.value[1:-1], rng))
    if line is None or not slip or f"'{slip}'" in doc.text:
        return None
    return doc.value(line, f"'{slip}'")


@kind
def word_of_the_list_misspelt_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: len(choices_of(each)) > 1)
    word = line and line.value[1:-1]
    slip = word and rng.choice([dropped, swapped])(word, rng)
    if line is None or not word or not slip or slip in choices_of(line):
        return None
    return doc.value(line, f"'{slip}'", mends=is_clear(slip, word, choices_of(line)))


@kind
def comma_of_the_tuple_forgotten(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: re.fullmatch(r"\('[^']*',\)", each.value))
    return line and doc.value(line, line.value.replace(",)", ")"), mends=True)


@kind
def zero_before_month_and_day(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.spec.shape.kind is Kind.DATE)
    if line is None:
        return None
    new = re.sub(r", (\d)(?!\d)", r", 0\1", line.value)
    return doc.value(line, new, mends=True) if new != line.value else None


@kind
def date_as_a_text(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.spec.shape.kind is Kind.DATE)
    if line is None:
        return None
    day = dt.date(*map(int, re.findall(r"\d+", line.value)))
    return doc.value(line, f"'{day.isoformat()}'", mends=True)


@kind
def date_without_its_module_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value.startswith("dt.date("))
    return line and doc.value(line, line.value.removeprefix("dt."), mends=True)


@kind
def day_that_is_none_6(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.spec.shape.kind is Kind.DATE)
    if line is None:
        return None
    year = re.findall(r"\d+", line.value)[0]
    return doc.value(
        line, f"dt.date({year}, {rng.choice(['2, 30', '4, 31', '13, 1'])})"
    )


@kind
def truth_in_small_letters_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value in ("True", "False"))
    return line and doc.value(line, line.value.lower(), mends=True)


@kind
def bracket_not_closed_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.indent == " " * 12)
    if line is None:
        return None
    first, last = doc.row_of(line)
    lines = [*doc.lines[: last - 1], *doc.lines[last:]]
    return doc.done(lines, first, last - 1, last, mends=True)


@kind
def list_not_closed(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    end = doc.end_of(number)
    lines = [*doc.lines[: end - 1], *doc.lines[end:]]
    return doc.done(lines, number + 1, end - 1, end, mends=True)


@kind
def bracket_of_chinese_typing(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, lead, name = rng.choice(calls(doc))
    return doc.edit(number, f"{lead}{name}（", mends=True)


@kind
def import_forgotten(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _, name = rng.choice(imports(doc))
    used = [
        n - 1
        for n, text in enumerate(doc.lines, 1)
        if n > number
        and "import" not in text
        and re.search(rf"(?<![\w'])@?{name}\b", text)
    ]
    lines = [*doc.lines[: number - 1], *doc.lines[number:]]
    return doc.done(lines, *used, mends=True)


@kind
def import_misspelt(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, home, name = rng.choice(imports(doc))
    known = [each for _, _, each in imports(doc)]
    slip = rng.choice([dropped, swapped])(name, rng)
    if slip is None or slip in known:
        return None
    new = f"from {home} import {slip}"
    return doc.edit(number, new, mends=is_clear(slip, name, known))


@kind
def class_misspelt_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, lead, name = rng.choice(calls(doc))
    known = [each for _, _, each in imports(doc)]
    slip = rng.choice([dropped, swapped])(name, rng)
    if slip is None or slip in known:
        return None
    return doc.edit(number, f"{lead}{slip}(", mends=is_clear(slip, name, known))


@kind
def keyword_without_its_underline(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: "_" in each.name and each.value[-1] != "(")
    if line is None:
        return None
    first, _, last = line.name.partition("_")
    slip = rng.choice([first + last, first + last.capitalize()])
    mends = is_clear(slip, line.name, list(fields_of(line.cls)))
    return doc.edit(line.number, f"{line.indent}{slip}={line.value},", mends=mends)


@kind
def keyword_in_chinese(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: each.value[-1] != "(")
    if line is None:
        return None
    key = line.spec.word.key
    return doc.edit(line.number, f"{line.indent}{key}={line.value},", mends=True)


@kind
def keyword_nobody_knows(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: each.value[-1] != "(" and each.indent == " " * 12
    )
    if line is None:
        return None
    new = f"{line.indent}{rng.choice(['phone', 'updated_by_whom'])}='虚构',"
    lines = [*doc.lines[: line.number], new, *doc.lines[line.number :]]
    return doc.done(lines, line.number + 1)


@kind
def keyword_twice_with_two_values(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: len(choices_of(each)) > 1)
    if line is None:
        return None
    other = rng.choice([word for word in choices_of(line) if f"'{word}'" != line.value])
    new = f"{line.indent}{line.name}='{other}',"
    lines = [*doc.lines[: line.number], new, *doc.lines[line.number :]]
    return doc.done(lines, line.number, line.number + 1)


@kind
def copied_row_keeps_its_id_7(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: each.name == "modality" and each.call == each.begins != 0
    )
    if line is None or line.top == "Relation":
        return None
    first, last = doc.row_of(line)
    row = doc.lines[first - 1 : last]
    tone = rng.choice(
        [w for w in ("must", "may", "reported") if f"'{w}'" != line.value]
    )
    row[line.number - first] = f"{line.indent}modality='{tone}',"
    lines = [*doc.lines[:last], *row, *doc.lines[last:]]
    return doc.done(lines, first, first + 1, last + 1, last + 2)


@kind
def decorator_forgotten_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    assert doc.lines[number - 2] == "@hookimpl"
    lines = [*doc.lines[: number - 2], *doc.lines[number - 1 :]]
    return doc.done(lines, number - 1, mends=True)


@kind
def hook_misspelt_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, name = rng.choice(doc.hooks())
    known = [
        "documents",
        "authorities",
        "service_items",
        "rules",
        "time_limits",
        "programmes",
        "tests",
        "strategies",
        "package",
    ]
    word = name.removeprefix("regservice_")
    slip = rng.choice([word.removesuffix("s"), swapped(word, rng) or word])
    if slip in known:
        return None
    new = f"def regservice_{slip}():"
    return doc.edit(number, new, mends=is_clear(slip, word, known))


@kind
def colon_of_the_function_forgotten(
    doc: ScriptDoc, rng: random.Random
) -> Mutant | None:
    number, name = rng.choice(doc.hooks())
    return doc.edit(number, f"def {name}(){rng.choice(['', '：'])}", mends=True)


@kind
def return_forgotten_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    assert doc.lines[number] == "    return ["
    return doc.edit(number + 1, "    [", number, number + 1, mends=True)


@kind
def text_for_a_list_in_a_condition(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, lambda each: re.search(r"\['[^']*'\]", each.value))
    if line is None:
        return None
    found = rng.choice(list(re.finditer(r"\[('[^']*')\]", line.value)))
    new = line.value[: found.start()] + found[1] + line.value[found.end() :]
    return doc.value(line, new, mends=True)


@kind
def number_as_a_text(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: each.spec.shape.kind is Kind.WHOLE and each.value.isdigit()
    )
    return line and doc.value(line, f"'{line.value}'", mends=True)


@kind
def holder_named_twice_5(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng,
        lambda each: (
            each.cls.__name__ == "Holder" and each.name in ("authority", "functions")
        ),
    )
    if line is None:
        return None
    other = (
        "functions=('station',)"
        if line.name == "authority"
        else "authority='national/nmpa'"
    )
    lines = [
        *doc.lines[: line.number],
        f"{line.indent}{other},",
        *doc.lines[line.number :],
    ]
    return doc.done(lines, line.call, line.number, line.number + 1)
