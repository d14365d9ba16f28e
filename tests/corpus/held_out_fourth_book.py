"""Faults in the workbook that two officials of a provincial office keep."""

from __future__ import annotations

import datetime as dt
import random
from copy import copy

from openpyxl.utils import get_column_letter

from regservice.codec.spec import Kind
from tests.corpus.bookdoc import BookDoc, Head, Spot, open_book
from tests.corpus.held_out_fourth_yaml import NEEDED, WORDS
from tests.corpus.kinds import Mutant, Register
from tests.corpus.seen_book import BODIES
from tests.corpus.slips import dropped, is_clear

kind = Register("book", open_book)


def last_row(doc: BookDoc, sheet: str) -> int:
    """Return the last row of a sheet in which anything stands."""
    return max((s.row for s in doc.spots if s.head.sheet == sheet), default=1)


def last_column(doc: BookDoc, sheet: str) -> int:
    """Return the last column of a sheet that has a header."""
    return max(head.column for head in doc.heads if head.sheet == sheet)


def filled(doc: BookDoc, rng: random.Random, *, manifest: bool = False) -> str:
    """Return the name of a sheet with rows."""
    names = sorted(
        {s.head.sheet for s in doc.spots if manifest or s.path[0] != "package"}
    )
    return rng.choice(names)


def day_of(spot: Spot) -> tuple[int, int, int]:
    """The parts of a date."""
    year, month, day = map(int, str(spot.value)[:10].split("-"))
    return year, month, day


@kind
def date_that_is_a_date(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.DATE)
    return spot and doc.value(spot, dt.datetime(*day_of(spot)), sound=True)  # noqa: DTZ001


@kind
def required_cell_empty_again(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.head.spec and s.head.spec.is_required and len(s.path) == 2
    )
    return spot and doc.value(spot, None, spot.first)


@kind
def same_as_above_again(doc: BookDoc, rng: random.Random) -> Mutant | None:
    known = {(s.head.sheet, s.head.column, s.row): s.value for s in doc.spots}
    spot = doc.chosen(
        rng,
        lambda s: (
            (
                s.kind in {Kind.CHOICE, Kind.DATE}
                or s.path[1:] in {("places",), ("source", "document")}
            )
            and known.get((s.head.sheet, s.head.column, s.row - 1)) == s.value
        ),
    )
    return spot and doc.value(spot, rng.choice(["同上", "〃", "″"]))


@kind
def body_unknown(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path in BODIES)
    slip = spot and dropped(spot.value, rng)
    known = {s.value for s in doc.spots if s.path == ("authorities", "id")}
    if spot is None or not slip or slip in known:
        return None
    return doc.value(spot, slip)


@kind
def comma_between_choices(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng,
        lambda s: (
            s.kind is Kind.LIST
            and s.head.shape.inner
            and s.head.shape.inner.choices
            and any(mark in str(s.value) for mark in ("、", "; "))
        ),
    )
    if spot is None:
        return None
    comma = rng.choice(["，", ",", "/"])
    new = spot.value.replace("、", comma).replace("; ", comma)
    return doc.value(spot, new, mends=True)


@kind
def date_in_eight_digits(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.DATE)
    if spot is None:
        return None
    digits = "{}{:02}{:02}".format(*day_of(spot))
    return doc.value(spot, rng.choice([digits, int(digits)]), mends=True)


@kind
def word_of_ones_own(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng,
        lambda s: (
            s.kind is Kind.CHOICE and not s.head.shape.vocabulary and s.value in WORDS
        ),
    )
    if spot is None:
        return None
    word, known = WORDS[spot.value], spot.head.shape.choices
    return None if word in {*known, *known.values()} else doc.value(spot, word)


@kind
def signature_below_the_rows(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = filled(doc, rng)
    row = last_row(doc, sheet) + rng.randint(1, 2)
    text = rng.choice(["填表人：信息处", "以上由信息处汇总", "合计"])
    doc.book[sheet].cell(row, 1).value = text
    return doc.done(f"{sheet}!A{row}")


@kind
def source_part_empty(doc: BookDoc, rng: random.Random) -> Mutant | None:
    def needed(spot: Spot) -> bool:
        what = doc.beside(spot, "source", "kind")
        home = spot.path[1:2] == ("source",) and what is not None
        return home and spot.path[-1] in NEEDED[str(what and what.value)]

    spot = doc.chosen(rng, needed)
    what = spot and doc.beside(spot, "source", "kind")
    if spot is None or what is None:
        return None
    return doc.value(spot, None, what.cell)


@kind
def copied_row_keeps_its_id(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng,
        lambda s: (
            s.path[0] in {"rules", "path_rules", "limits", "documents"}
            and s.path[1:] in {("id",), ("code",)}
        ),
    )
    if spot is None:
        return None
    name = spot.head.sheet
    sheet, new = doc.book[name], last_row(doc, name) + 1
    for column in range(1, last_column(doc, name) + 1):
        old = sheet.cell(spot.row, column)
        sheet.cell(new, column).value = old.value
        sheet.cell(new, column)._style = copy(old._style)
    (note,) = [h for h in doc.heads if h.path == (spot.path[0], "note")]
    sheet.cell(new, note.column).value = "第二版"
    return doc.done(spot.cell, spot.head.cell(new))


@kind
def count_with_its_unit(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path[1:] == ("count",))
    return spot and doc.value(spot, f"{spot.value}{rng.choice(['天', '日内', '个月'])}")


@kind
def column_of_ones_own(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = filled(doc, rng)
    column = last_column(doc, sheet) + 1
    doc.book[sheet].cell(1, column).value = rng.choice(
        ["经办人", "联系电话", "修改记录"]
    )
    doc.book[sheet].cell(2, column).value = "见来函"
    return doc.done(f"{sheet}!{get_column_letter(column)}1")


@kind
def header_letter_lost_again(doc: BookDoc, rng: random.Random) -> Mutant | None:
    heads = [h for h in doc.heads if h.keys and any(s.head == h for s in doc.spots)]
    head = rng.choice(heads)
    home, _, last = head.text.rpartition(".")
    slip = dropped(last, rng)
    known = [key for key in head.keys if key.isascii() is last.isascii()]
    if slip is None or slip in known:
        return None
    doc.rename(head, f"{home}.{slip}" if home else slip)
    return doc.done(head.cell(1), mends=is_clear(slip, last, known))


@kind
def header_with_another_dot(doc: BookDoc, rng: random.Random) -> Mutant | None:
    used = {spot.head.cell(1) for spot in doc.spots}
    heads = [h for h in doc.heads if "." in h.text and h.keys and h.cell(1) in used]
    if not heads:
        return None
    head = rng.choice(heads)
    doc.rename(head, head.text.replace(".", rng.choice("．。·")))
    return doc.done(head.cell(1), mends=True)


@kind
def no_such_day(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.DATE)
    if spot is None:
        return None
    day = rng.choice(["02-30", "06-31", "13-01", "00-01"])
    return doc.value(spot, f"{str(spot.value)[:4]}-{day}")


@kind
def tick_for_yes(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.kind is Kind.TRUTH and str(s.value) in {"是", "true", "True"}
    )
    return spot and doc.value(spot, "√", mends=True)


@kind
def holder_in_two_columns(doc: BookDoc, rng: random.Random) -> Mutant | None:
    def head_of(name: str) -> Head:
        return next(h for h in doc.heads if h.path == ("rules", "holder", name))

    spot = doc.chosen(
        rng,
        lambda s: (
            s.path[:2] == ("rules", "holder")
            and s.path[-1] in {"authority", "functions"}
        ),
    )
    if spot is None:
        return None
    other = head_of("functions" if spot.path[-1] == "authority" else "authority")
    value = next(s.value for s in doc.spots if s.path == ("authorities", "id"))
    if other.path[-1] == "functions":
        value = "station" if spot.head.text.isascii() else "工作站"
    doc.book[other.sheet].cell(spot.row, other.column).value = value
    return doc.done(spot.cell, other.cell(spot.row))


@kind
def title_above_the_header(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = filled(doc, rng)
    doc.book[sheet].insert_rows(1)
    doc.book[sheet].cell(1, 1).value = f"{sheet}一览表"
    return doc.done(f"{sheet}!A1")


@kind
def column_with_a_mark(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = filled(doc, rng)
    column = last_column(doc, sheet) + rng.randint(1, 2)
    doc.book[sheet].cell(1, column).value = rng.choice(["#经办人", "# 修改记录"])
    doc.book[sheet].cell(2, column).value = "见来函"
    return doc.done(f"{sheet}!{get_column_letter(column)}1", sound=True)
