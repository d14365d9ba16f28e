"""
Faults of workbooks, thought of before anybody looked at what is said of them.

Of 45 cases, when they were measured first: 88.9 % at their place, 82.2 % once, 83.3 %
mended, 1 mended to something else; none escaped, none counted in part. Merged cells
were expected to be a fault; they hold their value. See ``test_corpus`` for what came
later.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from typing import Final

from regservice.codec.spec import Kind
from tests.corpus.bases import BOOK
from tests.corpus.bookdoc import BookDoc, Spot, open_book
from tests.corpus.kinds import Mutant, Register, Truth
from tests.corpus.seen_book import BODIES

kind = Register("book", open_book)

_DAY_NOUGHT: Final = dt.date(1899, 12, 30)
"""A workbook counts its days from there."""

_OLD_FORMAT: Final = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024)


def _parts(spot: Spot) -> list[str]:
    if spot.kind is not Kind.LIST or not isinstance(spot.value, str):
        return []
    return re.split(" *[、,，;；] *", spot.value)


@kind
def title_above_the_headers(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = doc.book[rng.choice(doc.spots).head.sheet]
    sheet.insert_rows(1)
    sheet["A1"] = rng.choice(["虚构省规则一览表", "附件1"])
    return doc.done(f"{sheet.title}!A1")


@kind
def cells_merged(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """Two equal cells, one above the other: what was merged holds for both."""
    known = {(s.head.sheet, s.head.column, s.row): s for s in doc.spots}
    pairs = [
        (spot, below)
        for (sheet, column, row), spot in known.items()
        if (below := known.get((sheet, column, row + 1)))
        and below.value == spot.value
        and spot.head.spec
        and spot.head.spec.is_required
        and len(spot.path) == 2
    ]
    if not pairs:
        return None
    spot, below = rng.choice(pairs)
    column = spot.head.column
    ends = {"start_column": column, "end_column": column}
    doc.book[spot.head.sheet].merge_cells(start_row=spot.row, end_row=below.row, **ends)
    return doc.done(sound=True)


@kind
def unit_in_the_cell(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """The unit stands in its own column too."""
    spot = doc.chosen(rng, lambda s: s.path == ("limits", "count"))
    return spot and doc.value(spot, f"{spot.value}{rng.choice(['个工作日', '天'])}")


@kind
def parts_by_slashes(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng,
        lambda s: (
            len(_parts(s)) > 1
            and s.head.shape.inner
            and s.head.shape.inner.kind is Kind.CHOICE
        ),
    )
    return spot and doc.value(spot, "/".join(_parts(spot)))


@kind
def parts_on_lines(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """Each part stands on a line of its own in the cell."""
    spot = doc.chosen(rng, lambda s: len(_parts(s)) > 1)
    return spot and doc.value(spot, "\n".join(_parts(spot)), sound=True)


@kind
def total_row(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """What people write below a table."""
    sheet = doc.book[rng.choice(doc.spots).head.sheet]
    row = sheet.max_row + rng.randint(1, 2)
    sheet.cell(row, 1).value = rng.choice(["合计", "共 5 条", "制表：虚构处"])
    cells = [head.cell(row) for head in doc.heads if head.sheet == sheet.title]
    return doc.done(*cells)


@kind
def sheet_copied(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = doc.book[rng.choice(doc.spots).head.sheet]
    copy = doc.book.copy_worksheet(sheet)
    copy.title = f"{sheet.title} (2)"
    return doc.done(f"{copy.title}!A1")


@kind
def header_on_two_lines(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A narrow column: its header was broken by hand."""
    head = rng.choice([head for head in doc.heads if len(head.text) > 1])
    half = len(head.text) // 2
    doc.rename(head, f"{head.text[:half]}\n{head.text[half:]}")
    return doc.done(head.cell(1), mends=True)


@kind
def header_with_a_remark(doc: BookDoc, rng: random.Random) -> Mutant | None:
    head = rng.choice(doc.heads)
    doc.rename(head, head.text + rng.choice(["（必填）", "(见说明)"]))
    return doc.done(head.cell(1), mends=True)


@kind
def wide_dot_in_a_header(doc: BookDoc, rng: random.Random) -> Mutant | None:
    heads = [head for head in doc.heads if "." in head.text]
    if not heads:
        return None
    head = rng.choice(heads)
    doc.rename(head, head.text.replace(".", rng.choice("．。")))
    return doc.done(head.cell(1), mends=True)


@kind
def day_as_a_number(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """The cell lost its format: a number is left, which could count from two days."""
    spot = doc.chosen(rng, lambda s: s.kind is Kind.DATE)
    if spot is None:
        return None
    day = dt.date.fromisoformat(str(spot.value)[:10])
    return doc.value(spot, (day - _DAY_NOUGHT).days)


@kind
def same_as_above(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.row > 2 and (s.kind is Kind.CHOICE or s.path in BODIES)
    )
    return spot and doc.value(spot, rng.choice(["同上", "〃"]))


@kind
def stroke_for_nothing(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A cell that may be empty says so."""
    filled = {(s.head.sheet, s.head.column, s.row) for s in doc.spots}
    rows = {(sheet, row) for sheet, _, row in filled}
    free = [
        (head, row)
        for head in doc.heads
        if head.shape.kind in (Kind.DATE, Kind.WHOLE, Kind.CHOICE)
        for sheet, row in sorted(rows)
        if sheet == head.sheet and (sheet, head.column, row) not in filled
    ]
    if not free:
        return None
    head, row = rng.choice(free)
    return doc.value(Spot(head, row, None), rng.choice(["/", "—", "无"]))


@kind
def columns_in_another_order(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = doc.book[rng.choice(doc.spots).head.sheet]
    columns = range(1, sheet.max_column + 1)
    if len(columns) == 1:
        return None
    a, b = rng.sample(columns, 2)
    for row in range(1, sheet.max_row + 1):
        one, two = sheet.cell(row, a), sheet.cell(row, b)
        one.value, two.value = two.value, one.value
    return doc.done(sound=True)


@kind
def not_a_workbook(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """A list of values, a book of an old format, or half of a book."""
    whole = doc.base.files[BOOK]
    cut = whole[: len(whole) // 2]
    other = rng.choice(["编号,名称\n1,虚构\n".encode("gbk"), _OLD_FORMAT, cut])
    return Mutant(doc.base, {BOOK: other}, Truth(BOOK, cells=frozenset({""})))
