"""Faults of workbooks that were looked at while the readers were built."""

from __future__ import annotations

import datetime as dt
import random

from regservice.codec.spec import Kind, table_names
from tests.corpus.bookdoc import BookDoc, Spot, open_book
from tests.corpus.kinds import Mutant, Register
from tests.corpus.slips import is_clear, other_letter, swapped

kind = Register("book", open_book)

BODIES = {
    ("relations", "subject"),
    ("relations", "object"),
    ("rules", "holder", "authority"),
}
LISTED = ("relations", "tests", "package")
"""Tables whose rows no other row names, or of which there is one row."""


@kind
def header_swapped(doc: BookDoc, rng: random.Random) -> Mutant | None:
    head = rng.choice(doc.heads)
    home, _, last = head.text.rpartition(".")
    slip = swapped(last, rng)
    if slip is None or not head.keys:
        return None
    known = [key for key in head.keys if key.isascii() is slip.isascii()]
    doc.rename(head, f"{home}.{slip}" if home else slip)
    return doc.done(head.cell(1), mends=is_clear(slip, last, known))


@kind
def sheet_swapped(doc: BookDoc, rng: random.Random) -> Mutant | None:
    name = rng.choice(sorted({spot.head.sheet for spot in doc.spots}))
    slip = swapped(name, rng)
    if slip is None:
        return None
    doc.book[name].title = slip
    known = [key for key in table_names() if key.isascii() is slip.isascii()]
    return doc.done(f"{slip}!A1", mends=is_clear(slip, name, known))


@kind
def word_swapped(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.CHOICE)
    slip = spot and swapped(str(spot.value), rng)
    if spot is None or not slip:
        return None
    choices = spot.head.shape.choices
    known = {*choices, *choices.values()}
    alike = [word for word in known if word.isascii() is slip.isascii()]
    return doc.value(spot, slip, mends=is_clear(slip, str(spot.value), alike))


@kind
def date_as_people_write(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.DATE)
    if spot is None:
        return None
    year, month, day = map(int, str(spot.value)[:10].split("-"))
    form = rng.choice(["{}/{}/{}", "{}年{}月{}日"])
    return doc.value(spot, form.format(year, month, day), mends=True)


@kind
def date_of_the_program(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """Excel makes a date of what looks like one: that is none the worse."""
    spot = doc.chosen(rng, lambda s: s.kind is Kind.DATE)
    if spot is None:
        return None
    day = dt.date.fromisoformat(str(spot.value)[:10])
    return doc.value(spot, day, sound=True)


@kind
def day_that_is_none(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.DATE)
    return spot and doc.value(spot, f"{str(spot.value)[:4]}-02-3{rng.randint(0, 1)}")


@kind
def required_cell_empty(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: len(s.path) == 2 and s.head.spec and s.head.spec.is_required
    )
    return spot and doc.value(spot, None)


@kind
def required_header_missing(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """The whole column is gone."""
    spot = doc.chosen(
        rng, lambda s: len(s.path) == 2 and s.head.spec and s.head.spec.is_required
    )
    if spot is None:
        return None
    doc.book[spot.head.sheet].delete_cols(spot.head.column)
    return doc.done(f"{spot.head.sheet}!A1")


@kind
def header_twice(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """What another column holds stands under the same header."""
    spot = doc.chosen(rng, lambda s: s.head.column > 1)
    first = spot and next(
        (
            h
            for h in doc.heads
            if h.sheet == spot.head.sheet
            and h.column == spot.head.column - 1
            and not (spot.head.spec and spot.head.spec.is_required)
        ),
        None,
    )
    if spot is None or first is None:
        return None
    doc.book[spot.head.sheet].cell(1, spot.head.column).value = first.text
    return doc.done(spot.head.cell(1), first.cell(1))


@kind
def body_one_letter_off_in_a_cell(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path in BODIES)
    return spot and doc.value(spot, other_letter(str(spot.value), rng))


@kind
def document_unknown_in_a_cell(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path[-2:] == ("source", "document"))
    return spot and doc.value(spot, "QQ-9")


@kind
def row_copied(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path[0] not in LISTED)
    if spot is None:
        return None
    sheet = doc.book[spot.head.sheet]
    row = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(row, column).value = sheet.cell(spot.row, column).value
    return doc.done(spot.first, f"{spot.head.sheet}!A{row}")


@kind
def cell_under_no_header(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = rng.choice(doc.spots)
    sheet = doc.book[spot.head.sheet]
    column = sheet.max_column + rng.randint(1, 2)
    sheet.cell(spot.row, column).value = "这里要再核对"
    return doc.done(f"{spot.head.sheet}!{sheet.cell(spot.row, column).coordinate}")


@kind
def outer_blanks(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: isinstance(s.value, str))
    return spot and doc.value(spot, f" {spot.value}  ", sound=True)


@kind
def empty_row(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = rng.choice(doc.spots)
    doc.book[spot.head.sheet].insert_rows(spot.row)
    return doc.done(sound=True)


@kind
def column_of_remarks(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = rng.choice(doc.spots)
    sheet = doc.book[spot.head.sheet]
    column = sheet.max_column + 1
    sheet.cell(1, column).value = "# 批注"
    sheet.cell(spot.row, column).value = "已核对"
    return doc.done(sound=True)


@kind
def truth_in_another_word(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.TRUTH)
    if spot is None:
        return None
    yes = str(spot.value) in ("是", "true")
    return doc.value(
        spot, rng.choice(["yes", "有", "√"] if yes else ["no", "无", "×"]), mends=True
    )


def _same_name(spot: Spot, doc: BookDoc) -> int:
    return sum(s.value == spot.value for s in doc.spots if s.path in BODIES)


@kind
def body_defined_otherwise_in_a_cell(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.path == ("authorities", "id") and _same_name(s, doc) > 1
    )
    slip = spot and swapped(str(spot.value), rng)
    if spot is None or not slip:
        return None
    return doc.value(spot, slip)
