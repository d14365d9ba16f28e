"""Faults of workbooks, a third set, thought of before anybody looked at the readers."""

from __future__ import annotations

import datetime as dt
import random
import re
from typing import Final

from openpyxl.comments import Comment

from regservice.codec.spec import Kind
from tests.corpus.bookdoc import BookDoc, Spot, open_book
from tests.corpus.kinds import Mutant, Register

kind = Register("book", open_book)

_PLACES: Final = {
    ("authorities", "places"),
    ("programmes", "places"),
    ("items", "enabled"),
    ("places", "located_in"),
}
_NOON: Final = 12


def _is_day(spot: Spot) -> bool:
    """Whether a cell holds a date, and could hold no time of day."""
    day = re.fullmatch(r"\d{4}-\d\d-\d\d", str(spot.value))
    return spot.kind is Kind.DATE and spot.path[0] != "tests" and bool(day)


def _words(spot: Spot) -> list[str]:
    """The parts of a list whose parts are words of a vocabulary."""
    inner = spot.head.shape.inner
    if not inner or inner.kind is not Kind.CHOICE or not isinstance(spot.value, str):
        return []
    return re.split(" *[、,，;；] *", spot.value)


@kind
def code_behind_an_apostrophe(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """The sign that makes a number a text became a part of the text."""
    spot = doc.chosen(
        rng, lambda s: s.path in _PLACES and re.fullmatch(r"\d{6}", str(s.value))
    )
    sign = rng.choice("'’")
    return spot and doc.value(spot, f"{sign}{spot.value}", mends=True)


@kind
def code_of_five_digits_in_a_cell(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """The code of a place lacks its last digit."""
    spot = doc.chosen(
        rng, lambda s: s.path in _PLACES and re.fullmatch(r"\d{6}", str(s.value))
    )
    return spot and doc.value(spot, str(spot.value)[:-1])


@kind
def breaks_around_a_value(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A line break stands before or behind what a cell holds."""
    spot = doc.chosen(
        rng,
        lambda s: (
            s.kind in (Kind.CHOICE, Kind.DATE, Kind.TRUTH) and isinstance(s.value, str)
        ),
    )
    form = rng.choice(["\n{}", "{}\n", "\n{}\n"])
    return spot and doc.value(spot, form.format(spot.value), sound=True)


@kind
def midnight_behind_a_date(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A database gave a date with the time of midnight, as a text."""
    spot = doc.chosen(rng, _is_day)
    if spot is None:
        return None
    time = rng.choice([" 00:00:00", " 0:00"])
    return doc.value(spot, str(spot.value)[:10] + time, mends=True)


@kind
def moment_in_a_cell_of_a_date(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A cell holds a date and a time of day where a date is wanted."""
    spot = doc.chosen(rng, _is_day)
    if spot is None:
        return None
    day = dt.date.fromisoformat(str(spot.value)[:10])
    time = dt.time(rng.randint(9, _NOON), 30)
    return doc.value(spot, dt.datetime.combine(day, time))


@kind
def year_of_two_digits(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A date could begin with the year or with the day."""
    spot = doc.chosen(rng, _is_day)
    if spot is None:
        return None
    sign = rng.choice("-./")
    return doc.value(spot, str(spot.value)[2:10].replace("-", sign))


@kind
def number_stored_as_text(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A whole number stands there as a text."""
    spot = doc.chosen(rng, lambda s: s.kind is Kind.WHOLE and isinstance(s.value, int))
    if spot is None:
        return None
    cell = doc.book[spot.head.sheet].cell(spot.row, spot.head.column)
    cell.number_format = "@"
    return doc.value(spot, str(spot.value), sound=True)


@kind
def row_hidden_by_a_filter(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A filter hides a row; it counts all the same."""
    spot = rng.choice(doc.spots)
    doc.book[spot.head.sheet].row_dimensions[spot.row].hidden = True
    return doc.done(sound=True)


@kind
def note_on_a_cell(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """Somebody left a note on a cell that says to look again."""
    spot = rng.choice(doc.spots)
    cell = doc.book[spot.head.sheet].cell(spot.row, spot.head.column)
    cell.comment = Comment("请再核对一次", "虚构处")
    return doc.done(sound=True)


@kind
def id_and_name_swapped(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """The id of a body stands under its name, and its name under the id."""
    spot = doc.chosen(rng, lambda s: s.path == ("authorities", "id"))
    name = spot and doc.beside(spot, "name")
    if spot is None or name is None:
        return None
    doc.put(name, spot.value)
    return doc.value(spot, name.value, name.cell)


@kind
def headers_once_more(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """Two tables were pasted one below the other, each with its headers."""
    spot = rng.choice(doc.spots)
    sheet = doc.book[spot.head.sheet]
    row = sheet.max_row + 1
    heads = [head for head in doc.heads if head.sheet == sheet.title]
    for head in heads:
        sheet.cell(row, head.column).value = sheet.cell(1, head.column).value
    return doc.done(*(head.cell(row) for head in heads))


@kind
def heading_between_rows(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A line with a heading parts the rows of a table."""
    spot = doc.chosen(rng, lambda s: s.path[0] != "package")
    if spot is None:
        return None
    sheet = doc.book[spot.head.sheet]
    sheet.insert_rows(spot.row)
    sheet.cell(spot.row, 1).value = rng.choice(["一、省级", "（二）区县", "第一部分"])
    heads = [head for head in doc.heads if head.sheet == sheet.title]
    return doc.done(*(head.cell(spot.row) for head in heads))


@kind
def column_of_numbers(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """Rows are numbered in a column at the left."""
    sheet = doc.book[rng.choice(doc.spots).head.sheet]
    sheet.insert_cols(1)
    sheet["A1"] = rng.choice(["序号", "No."])
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 1).value = row - 1
    return doc.done(f"{sheet.title}!A1")


@kind
def parts_by_blanks(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """Words of a vocabulary are parted by blanks: none of them has one."""
    spot = doc.chosen(rng, lambda s: len(_words(s)) > 1)
    blank = rng.choice([" ", "  ", "\u3000"])
    return spot and doc.value(spot, blank.join(_words(spot)), mends=True)


@kind
def warning_shown_in_percent(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """The program made a number of 80%, and shows it as 80%."""
    spot = doc.chosen(
        rng,
        lambda s: (
            s.path == ("limits", "warnings")
            and re.fullmatch(r"[1-9]\d?%", str(s.value))
        ),
    )
    if spot is None:
        return None
    cell = doc.book[spot.head.sheet].cell(spot.row, spot.head.column)
    cell.number_format = rng.choice(["0%", "0.00%"])
    return doc.value(spot, int(str(spot.value)[:-1]) / 100, sound=True)


@kind
def share_shown_in_percent(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A share of 100 was typed as 100%: the cell holds 1, and shows 100%."""
    spot = doc.chosen(rng, lambda s: s.path == ("programmes", "tracking"))
    if spot is None:
        return None
    cell = doc.book[spot.head.sheet].cell(spot.row, spot.head.column)
    cell.number_format = rng.choice(["0%", "0.00%"])
    return doc.value(spot, int(spot.value) / 100, mends=True)


@kind
def day_of_the_year_as_a_date(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """The program made a date of this year of 01-01."""
    spot = doc.chosen(
        rng,
        lambda s: s.path[-1] == "fixed_days" and re.fullmatch(r"\d\d-\d\d", s.value),
    )
    if spot is None:
        return None
    month, day = map(int, spot.value.split("-"))
    cell = doc.book[spot.head.sheet].cell(spot.row, spot.head.column)
    cell.number_format = 'm"月"d"日"'
    return doc.value(spot, dt.date(rng.choice([2025, 2026]), month, day), mends=True)


@kind
def range_in_a_count(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A limit is as long as from three to five."""
    spot = doc.chosen(rng, lambda s: s.path == ("limits", "count"))
    if spot is None:
        return None
    low = int(spot.value)
    return doc.value(spot, f"{low}{rng.choice('-～至')}{low + 2}")
