"""Faults of trainees who take over the workbook of a colleague."""

from __future__ import annotations

import datetime as dt
import random
import re

from openpyxl.utils import get_column_letter

from regservice.codec.spec import Kind, fields_of, table_names, table_types
from tests.corpus.bookdoc import BookDoc, Head, Spot, open_book
from tests.corpus.kinds import Mutant, Register
from tests.corpus.slips import dropped, is_clear, swapped

kind = Register("book", open_book)

REFERENCES = {
    "subject",
    "object",
    "authority",
    "document",
    "exception_to",
    "instead_of",
    "located_in",
    "pauses",
}
ELSEWHERE = ("110000", "440000", "510000", "220000")


def choices_of(spot: Spot) -> list[str]:
    """Return the closed vocabulary of a cell, in the language of its value."""
    shape = spot.head.shape
    if not shape.choices or not shape.is_closed:
        return []
    words = [*shape.choices, *shape.choices.values()]
    known = [word for word in words if word.isascii() is str(spot.value).isascii()]
    return known if spot.value in known else []


def is_required(head: Head) -> bool:
    """Whether each row must have the cell."""
    return head.spec is not None and head.spec.is_required and len(head.path) == 2


def heads_of(doc: BookDoc, sheet: str) -> list[Head]:
    """Return the headers of a sheet."""
    return [head for head in doc.heads if head.sheet == sheet]


def filled(doc: BookDoc) -> list[str]:
    """Return the names of the sheets with rows, but not that of the manifest."""
    names = {spot.head.sheet for spot in doc.spots if spot.path[0] != "package"}
    return sorted(names)


def last_row(doc: BookDoc, sheet: str) -> int:
    """Return the number of the last row with a value."""
    return max(spot.row for spot in doc.spots if spot.head.sheet == sheet)


@kind
def required_cell_empty_5(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: is_required(s.head) and s.head.column > 1)
    return spot and doc.value(spot, None, spot.first)


@kind
def reference_misspelt(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng,
        lambda s: (
            s.path[-1] in REFERENCES
            and s.path[0] != "tests"
            and re.fullmatch(r"[\w/:-]+", str(s.value), re.ASCII)
        ),
    )
    slip = spot and (dropped(spot.value, rng) or swapped(spot.value, rng))
    if spot is None or not slip or any(s.value == slip for s in doc.spots):
        return None
    return doc.value(spot, slip)


@kind
def word_of_the_list_misspelt(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: len(choices_of(s)) > 1)
    slip = spot and rng.choice([dropped, swapped])(spot.value, rng)
    if spot is None or not slip or slip in choices_of(spot):
        return None
    return doc.value(spot, slip, mends=is_clear(slip, spot.value, choices_of(spot)))


@kind
def word_of_everyday_speech(doc: BookDoc, rng: random.Random) -> Mutant | None:
    words = {
        "role": ["牵头", "责任单位"],
        "modality": ["建议", "视情况"],
        "level": ["市局", "乡镇级"],
        "status": ["待核实", "试行"],
        "unit": ["天", "日"],
    }
    spot = doc.chosen(
        rng,
        lambda s: s.path[-1] in words and len(s.path) == 2 and s.path[0] != "tests",
    )
    if spot is None or not choices_of(spot):
        return None
    return doc.value(spot, rng.choice(words[spot.path[-1]]))


@kind
def date_with_other_signs(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.DATE)
    if spot is None:
        return None
    year, month, day = str(spot.value)[:10].split("-")
    form = rng.choice(["{}.{}.{}", "{}－{}－{}", "{}年{}月{}日", "{}/{}/{}"])
    return doc.value(spot, form.format(year, month, day), mends=True)


@kind
def code_turned_into_a_number(doc: BookDoc, rng: random.Random) -> Mutant | None:
    names = {"places", "located_in", "enabled"}
    spot = doc.chosen(
        rng,
        lambda s: s.path[-1] in names and re.fullmatch(r"[1-9]\d{5}", str(s.value)),
    )
    return spot and doc.value(spot, int(spot.value), mends=True)


@kind
def values_parted_by_another_sign(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng,
        lambda s: (
            s.kind is Kind.LIST
            and s.head.shape.inner is not None
            and s.head.shape.inner.choices
            and re.search(r"、|; ", str(s.value))
        ),
    )
    if spot is None:
        return None
    sign = rng.choice(["，", "/", "|"])
    return doc.value(spot, re.sub(r"、|; ", sign, spot.value), mends=True)


@kind
def column_of_ones_own_5(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = rng.choice(filled(doc))
    column = max(head.column for head in heads_of(doc, sheet)) + 1
    page = doc.book[sheet]
    page.cell(1, column).value = rng.choice(["联系电话", "经办科室", "处理进度"])
    for row in range(2, last_row(doc, sheet) + 1):
        page.cell(row, column).value = "虚构"
    return doc.done(f"{sheet}!{get_column_letter(column)}1")


@kind
def copied_row_keeps_its_id_5(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.path[-1] == "modality" and s.path[0] != "relations"
    )
    if spot is None:
        return None
    sheet, page = spot.head.sheet, doc.book[spot.head.sheet]
    new = last_row(doc, sheet) + 1
    for head in heads_of(doc, sheet):
        page.cell(new, head.column).value = page.cell(spot.row, head.column).value
    words = (
        ["应当", "可以", "据报告"]
        if not spot.value.isascii()
        else ["must", "may", "reported"]
    )
    tone = rng.choice([word for word in words if word != spot.value])
    page.cell(new, spot.head.column).value = tone
    return doc.done(f"{sheet}!A{spot.row}", f"{sheet}!A{new}")


@kind
def sheet_name_misspelt(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = rng.choice(filled(doc))
    slip = rng.choice([swapped, dropped])(sheet, rng)
    if slip is None or slip in doc.book.sheetnames or slip in table_names():
        return None
    known = [name for name in table_names() if name.isascii() is slip.isascii()]
    doc.book[sheet].title = slip
    return doc.done(f"{slip}!A1", mends=is_clear(slip, sheet, known))


@kind
def header_with_another_dot_5(doc: BookDoc, rng: random.Random) -> Mutant | None:
    heads = [head for head in doc.heads if "." in head.text]
    head = rng.choice(heads)
    doc.rename(head, head.text.replace(".", rng.choice(["。", "．", "·", "："])))
    return doc.done(head.cell(1), mends=True)


@kind
def tick_for_a_truth(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.TRUTH)
    if spot is None:
        return None
    yes = str(spot.value).lower() in ("是", "true")
    return doc.value(spot, "√" if yes else "×", mends=True)


@kind
def line_of_the_author_below(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = rng.choice(filled(doc))
    row = last_row(doc, sheet) + rng.choice([1, 2])
    text = rng.choice(["填表人：虚构岗", "合计", "以上由注册指导科整理"])
    doc.book[sheet].cell(row, 1).value = text
    specs = fields_of(table_types()[table_names()[sheet]])
    cells = [
        head.cell(row)
        for head in heads_of(doc, sheet)
        if specs[head.path[1]].is_required
    ]
    return doc.done(f"{sheet}!A{row}", *cells)


@kind
def title_above_the_headers_5(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = rng.choice(filled(doc))
    page = doc.book[sheet]
    page.insert_rows(1)
    page.cell(
        1, 1
    ).value = f"虚构省{rng.choice(['规则', '工作站', '汇总'])}表（2026年）"
    return doc.done(f"{sheet}!A1")


@kind
def formula_that_broke(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng,
        lambda s: (
            s.head.column > 1
            and (
                s.kind in (Kind.DATE, Kind.WHOLE)
                or s.path[-1] in REFERENCES
                or choices_of(s)
            )
        ),
    )
    return spot and doc.value(spot, rng.choice(["#REF!", "#N/A", "#VALUE!"]))


@kind
def count_with_its_unit_5(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path[-1] == "count" and len(s.path) == 2)
    unit = spot and doc.beside(spot, "unit")
    if spot is None or unit is None:
        return None
    blank = "" if not unit.value.isascii() else " "
    return doc.value(spot, f"{spot.value}{blank}{unit.value}", mends=True)


@kind
def source_lacks_what_its_kind_needs(doc: BookDoc, rng: random.Random) -> Mutant | None:
    needs = {
        "clause": ["document", "clause", "verified"],
        "条款": ["document", "clause", "verified"],
        "report": ["publisher"],
        "报道": ["publisher"],
        "local_practice": ["office"],
        "地方做法": ["office"],
        "assumed": ["note"],
        "推定": ["note"],
    }
    spot = doc.chosen(rng, lambda s: s.path[1:] == ("source", "kind"))
    if spot is None or spot.value not in needs:
        return None
    lost = doc.beside(spot, "source", rng.choice(needs[spot.value]))
    return lost and doc.value(lost, None, spot.cell)


@kind
def validity_the_wrong_way_round(doc: BookDoc, rng: random.Random) -> Mutant | None:
    start = doc.chosen(rng, lambda s: s.path[1:] == ("validity", "start"))
    end = start and doc.beside(start, "validity", "end")
    if start is None or end is None:
        return None
    day = dt.date.fromisoformat(str(start.value)[:10]) - dt.timedelta(
        rng.randrange(30, 900)
    )
    return doc.value(end, day.isoformat(), start.cell)


@kind
def row_for_a_place_of_others(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.path in (("authorities", "places"), ("programmes", "places"))
    )
    return spot and doc.value(spot, rng.choice(ELSEWHERE))


@kind
def second_row_of_the_manifest(doc: BookDoc, rng: random.Random) -> Mutant | None:
    sheet = next(spot.head.sheet for spot in doc.spots if spot.path[0] == "package")
    page = doc.book[sheet]
    for head in heads_of(doc, sheet):
        page.cell(3, head.column).value = page.cell(2, head.column).value
        if head.path[-1] == "version":
            page.cell(3, head.column).value = rng.choice(["2026.1", "2026.2", "2027.1"])
    return doc.done(f"{sheet}!A2", f"{sheet}!A3")
