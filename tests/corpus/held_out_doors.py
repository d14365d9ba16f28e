"""Faults of workbooks and modules that nobody who builds the readers looks at."""

from __future__ import annotations

import random

from regservice.codec.spec import Kind, table_names
from tests.corpus.bookdoc import BookDoc, open_book
from tests.corpus.kinds import Mutant, Register
from tests.corpus.scriptdoc import ScriptDoc, open_script
from tests.corpus.seen_script import is_text
from tests.corpus.slips import NONSENSE, doubled, dropped, is_clear, swapped

book = Register("book", open_book)
script = Register("python", open_script)


@book
def header_blank(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """Its cells are lost; where it is required, that column is missing."""
    spot = doc.chosen(rng, lambda s: s.head.spec and not s.head.spec.is_required)
    if spot is None or len(spot.path) != 2:
        return None
    sheet = doc.book[spot.head.sheet]
    sheet.cell(1, spot.head.column).value = None
    cells = [s.cell for s in doc.spots if s.head == spot.head]
    return doc.done(*cells, spot.head.cell(1))


@book
def header_unknown(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = rng.choice(doc.spots)
    sheet = doc.book[spot.head.sheet]
    column = sheet.max_column + 1
    sheet.cell(1, column).value = rng.choice(NONSENSE)
    sheet.cell(spot.row, column).value = "1"
    return doc.done(f"{sheet.title}!{sheet.cell(1, column).coordinate}")


@book
def header_with_blanks(doc: BookDoc, rng: random.Random) -> Mutant | None:
    head = rng.choice(doc.heads)
    doc.rename(head, f"  {head.text} ")
    return doc.done(sound=True)


@book
def header_letter_lost(doc: BookDoc, rng: random.Random) -> Mutant | None:
    head = rng.choice(doc.heads)
    home, _, last = head.text.rpartition(".")
    slip = rng.choice([dropped, doubled])(last, rng)
    if not slip or not head.keys or slip in head.keys:
        return None
    known = [key for key in head.keys if key.isascii() is slip.isascii()]
    doc.rename(head, f"{home}.{slip}" if home else slip)
    return doc.done(head.cell(1), mends=is_clear(slip, last, known))


@book
def header_in_capitals(doc: BookDoc, rng: random.Random) -> Mutant | None:
    head = rng.choice(doc.heads)
    if not head.text.isascii() or not head.keys or "." in head.text:
        return None
    doc.rename(head, head.text.upper())
    return doc.done(head.cell(1), mends=True)


@book
def code_as_a_number(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: str(s.value).isdigit() and str(s.value)[0] != "0")
    return spot and doc.value(spot, float(spot.value), sound=True)


@book
def sheet_hidden(doc: BookDoc, rng: random.Random) -> Mutant | None:
    """It counts all the same."""
    doc.book[rng.choice(doc.spots).head.sheet].sheet_state = "hidden"
    return doc.done(sound=True)


@book
def sheet_of_remarks(doc: BookDoc, rng: random.Random) -> Mutant | None:
    name = rng.choice(["Sheet1", "意见", "qqzz"])
    doc.book.create_sheet(name)["A1"] = "请核对"
    return doc.done(f"{name}!A1")


@book
def formula_that_fails(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.head.spec and s.head.spec.is_required)
    return spot and doc.value(spot, "=VLOOKUP(A1,Z:Z,1,0)")


@book
def cell_error(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.kind in (Kind.DATE, Kind.CHOICE, Kind.WHOLE, Kind.TRUTH)
    )
    return spot and doc.value(spot, "#N/A")


@book
def digits_wide(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind in (Kind.DATE, Kind.WHOLE))
    if spot is None:
        return None
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return doc.value(spot, str(spot.value)[:10].translate(wide), mends=True)


@book
def validity_reversed_in_cells(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path[-2:] == ("validity", "end"))
    start = spot and doc.beside(spot, "validity", "start")
    if spot is None or start is None:
        return None
    return doc.value(spot, "1999-01-01", start.cell)


@book
def unit_left_out(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path == ("limits", "unit"))
    count = spot and doc.beside(spot, "count")
    return doc.value(spot, None, count.cell) if spot and count else None


@book
def place_of_others_in_a_cell(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.path in {("authorities", "places"), ("programmes", "places")}
    )
    return spot and doc.value(spot, "610000", spot.first)


@book
def dimension_value_unknown(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(
        rng, lambda s: s.path[1:] in {("when", "item"), ("when", "place")}
    )
    return spot and doc.value(spot, NONSENSE[0])


@book
def number_out_of_bounds(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path == ("limits", "count"))
    return spot and doc.value(spot, rng.choice([0, -1]))


@book
def half_a_number(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.WHOLE)
    return spot and doc.value(spot, 2.5)


@book
def clause_unchecked_in_a_cell(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.path[-2:] == ("source", "verified"))
    if spot is None:
        return None
    home = [
        s.cell
        for s in doc.spots
        if s.row == spot.row
        and s.head.sheet == spot.head.sheet
        and s.path[-2] == "source"
    ]
    return doc.value(spot, None, *home)


@book
def truth_of_the_program(doc: BookDoc, rng: random.Random) -> Mutant | None:
    spot = doc.chosen(rng, lambda s: s.kind is Kind.TRUTH)
    return spot and doc.value(spot, str(spot.value) in ("是", "true"), sound=True)


@book
def manifest_sheet_gone(doc: BookDoc, rng: random.Random) -> Mutant | None:
    name = next(
        name for name in doc.book.sheetnames if table_names().get(name) == "package"
    )
    del doc.book[name]
    return doc.done("")


@book
def document_slip_where_defined(doc: BookDoc, rng: random.Random) -> Mutant | None:
    cited = [s.value for s in doc.spots if s.path[-2:] == ("source", "document")]
    spot = doc.chosen(
        rng, lambda s: s.path == ("documents", "code") and cited.count(s.value) > 1
    )
    slip = spot and swapped(str(spot.value), rng)
    return doc.value(spot, slip) if spot and slip else None


@script
def module_that_is_not_there(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    lines = [*doc.lines]
    number = lines.index("from regservice.plugin import hookimpl")
    lines.insert(number, "import no_such_module_anywhere")
    return doc.done(lines, number + 1)


@script
def class_misspelt_in_import(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    found = [
        n
        for n, line in enumerate(doc.lines, 1)
        if line.startswith("from regservice.model")
    ]
    number = rng.choice(found)
    return doc.edit(number, doc.lines[number - 1] + "z")


@script
def hook_without_mark(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    return doc.without(number - 1, number - 1)


@script
def rows_from_a_generator(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    lines = [*doc.lines]
    lines[number] = "    yield from ["
    return doc.done(lines, sound=True)


@script
def hook_that_exits(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    lines = [*doc.lines]
    lines.insert(number, "    raise SystemExit(3)")
    return doc.done(lines, number + 1)


@script
def hook_with_argument(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, name = rng.choice(doc.hooks())
    return doc.edit(number, f"def {name}(engine):")


@script
def hook_async(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, name = rng.choice(doc.hooks())
    return doc.edit(number, f"async def {name}():")


@script
def name_never_defined(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(rng, is_text)
    return line and doc.value(line, "NOWHERE")


@script
def number_for_text(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: each.spec.shape.kind is Kind.TEXT and is_text(each)
    )
    return line and doc.value(line, "7")


@script
def text_for_a_date(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: each.value.startswith("dt.date(") and each.top != "Manifest"
    )
    return line and doc.value(line, "'2024-01-24x'")


@script
def count_below_one(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: each.name == "count" and each.cls.__name__ == "TimeLimit"
    )
    return line and doc.value(line, "0")


@script
def body_defined_otherwise_in_a_call(
    doc: ScriptDoc, rng: random.Random
) -> Mutant | None:
    named = [
        each.value
        for each in doc.fields
        if each.name in ("subject", "object", "authority")
    ]
    line = doc.chosen(
        rng,
        lambda each: (
            each.cls.__name__ == "Authority"
            and each.name == "id"
            and named.count(each.value) > 1
        ),
    )
    slip = line and swapped(line.value[1:-1], rng)
    return doc.value(line, repr(slip)) if line and slip else None


@script
def document_unknown_in_a_call(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    line = doc.chosen(
        rng, lambda each: each.cls.__name__ == "Source" and each.name == "document"
    )
    return line and doc.value(line, "'QQ-9'")


@script
def dictionary_for_a_row(doc: ScriptDoc, rng: random.Random) -> Mutant | None:
    number, _ = rng.choice(doc.hooks())
    lines = [*doc.lines]
    end = doc.end_of(number)
    lines.insert(end - 1, "        {'code': 'x'},")
    return doc.done(lines, number, end)
