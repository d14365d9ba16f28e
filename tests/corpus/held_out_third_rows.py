"""Faults of values in YAML, a third set, thought of before anybody looked at them."""

from __future__ import annotations

import random
import re
from typing import Final

from regservice.codec.spec import Kind
from tests.corpus.kinds import Mutant, Register
from tests.corpus.seen_yaml import BODIES, chosen
from tests.corpus.yamldoc import Spot, YamlDoc, open_yaml

kind = Register("yaml", open_yaml)

_PLACES: Final = {
    ("authorities", "places"),
    ("programmes", "places"),
    ("items", "enabled"),
}


def _is_code(doc: YamlDoc, spot: Spot) -> bool:
    """Whether digits that name a place are a part of a list."""
    known = spot.path in _PLACES and not spot.key and spot.is_scalar
    return bool(known) and re.match(r"\d{6}", spot.node.value) is not None


@kind
def code_of_five_digits(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The code of a place lacks a digit."""
    spot = chosen(doc, rng, lambda s: _is_code(doc, s))
    if spot is None:
        return None
    n = rng.randrange(3, 6)
    code = spot.node.value[:n] + spot.node.value[n + 1 :]
    return doc.value(spot, f'"{code}"')


@kind
def code_of_no_place(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The code of a place has a wrong digit, so that no place bears it."""
    spot = chosen(doc, rng, lambda s: _is_code(doc, s))
    if spot is None:
        return None
    code = f"{spot.node.value[:4]}9{spot.node.value[5:]}"
    return doc.edit(spot.start, spot.end, f'"{code}"', spot.record, spot.start)


@kind
def place_by_its_name(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A name stands where the code of a place is wanted."""
    names = {place.code: place.name for place in doc.base.package.tables.places}
    spot = chosen(
        doc,
        rng,
        lambda s: not s.key and s.path in _PLACES and s.node.value in names,
    )
    return spot and doc.value(spot, names[spot.node.value])


@kind
def hours_with_a_word(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Office hours say that they are in the morning or in the afternoon."""
    spot = chosen(doc, rng, lambda s: s.name == "hours" and not s.key and s.is_scalar)
    if spot is None:
        return None
    opens, closes = (int(end[:2]) for end in spot.node.value.split("-"))
    minutes = [end[2:] for end in spot.node.value.split("-")]
    late = opens > 12
    word, less = ("下午", 12) if late else ("上午", 0)
    hours = f"{word}{opens - less}{minutes[0]}-{closes - less}{minutes[1]}"
    return doc.value(spot, f'"{hours}"', mends=True)


@kind
def hours_that_end_first(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Both ends of the office hours changed places."""
    spot = chosen(doc, rng, lambda s: s.name == "hours" and not s.key and s.is_scalar)
    if spot is None:
        return None
    opens, closes = spot.node.value.split("-")
    return doc.value(spot, f'"{closes}-{opens}"')


@kind
def weekday_of_no_week(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A weekday is 0 or 8: they count from 1 to 7."""
    spot = chosen(doc, rng, lambda s: s.name == "weekdays" and not s.key)
    if spot is None:
        return None
    new = rng.choice("08")
    return doc.edit(spot.start, spot.end, new, spot.record, spot.start)


@kind
def weekday_by_its_name(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A weekday is a word, not a number."""
    spot = chosen(doc, rng, lambda s: s.name == "weekdays" and not s.key)
    if spot is None:
        return None
    day = " 一二三四五六日"[int(spot.node.value)]
    return doc.value(spot, rng.choice(["周", "星期"]) + day, mends=True)


@kind
def weekdays_as_a_range(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """Monday to Friday are written 1-5."""
    spot = chosen(
        doc,
        rng,
        lambda s: s.name == "weekdays" and s.key and len(s.node.value) > 1,
    )
    if spot is None or not spot.node.flow_style:
        return None
    return doc.value(spot, rng.choice(["[1-5]", "1-5", "[1~5]"]), mends=True)


@kind
def percent_sign_behind_a_share(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A field that counts in percent says so again."""
    spot = chosen(doc, rng, lambda s: s.name == "tracking" and s.is_plain)
    sign = rng.choice("%％")
    return spot and doc.value(spot, spot.node.value + sign, mends=True)


@kind
def share_above_the_whole(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A share is more than a hundred percent, or less than nothing."""
    spot = chosen(doc, rng, lambda s: s.name == "tracking" and s.is_plain)
    return spot and doc.value(spot, rng.choice(["120", "1000", "-100"]))


@kind
def range_for_a_count(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A limit is as long as from three to five."""
    spot = chosen(doc, rng, lambda s: s.path == ("limits", "count") and s.is_plain)
    if spot is None:
        return None
    low = int(spot.node.value)
    return doc.value(spot, f"{low}{rng.choice('-~至')}{low + 2}")


@kind
def id_with_a_blank(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A blank stands in the id of a row."""
    spot = chosen(
        doc, rng, lambda s: s.is_plain and s.path[1:] == ("id",) and "/" in s.node.value
    )
    if spot is None:
        return None
    new = spot.node.value.replace("/", rng.choice([" ", "/ "]), 1)
    return doc.value(spot, new)


@kind
def reference_in_capitals(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A row that names another writes its id with a capital."""
    known = {body.id for body in doc.base.package.tables.authorities}
    spot = chosen(doc, rng, lambda s: s.path in BODIES and s.node.value in known)
    if spot is None:
        return None
    forms = spot.node.value.upper(), spot.node.value.capitalize()
    return doc.value(spot, rng.choice(forms), mends=True)


@kind
def document_in_small_letters(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A source cites a document of the package in small letters."""
    known = {document.code for document in doc.base.package.tables.documents}
    spot = chosen(
        doc,
        rng,
        lambda s: s.path[-2:] == ("source", "document") and s.node.value in known,
    )
    if spot is None or spot.node.value.lower() == spot.node.value:
        return None
    return doc.value(spot, spot.node.value.lower(), mends=True)


@kind
def day_beyond_its_month(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A month has fewer days than the date says."""
    spot = chosen(doc, rng, lambda s: s.is_plain and s.kind is Kind.DATE)
    days = "02-30", "04-31", "09-31", "11-31"
    return spot and doc.value(spot, f"{spot.node.value[:4]}-{rng.choice(days)}")


@kind
def bounds_swapped(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """The highest number of a field is less than its lowest."""
    spot = chosen(doc, rng, lambda s: s.path == ("fields", "lowest") and s.is_plain)
    if spot is None:
        return None
    high = next(s for s in doc.spots if s.path == ("fields", "highest"))
    more = rng.choice(["1000", "501", high.node.value + "0"])
    return doc.edit(spot.start, spot.end, more, spot.record, spot.start, high.start)


@kind
def span_with_another_sign(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """An interval is written with a dash or a tilde, not with two dots."""
    spot = chosen(
        doc,
        rng,
        lambda s: s.path[1:2] == ("when",) and not s.key and ".." in s.node.value,
    )
    if spot is None:
        return None
    new = spot.node.value.replace("..", rng.choice(["-", "~", "～", "至"]))
    return doc.value(spot, f'"{new}"', mends=True)


@kind
def day_of_the_year_in_words(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A fixed day is written without noughts, or in words."""
    spot = chosen(doc, rng, lambda s: s.name == "fixed_days" and not s.key)
    if spot is None:
        return None
    month, day = map(int, spot.node.value.split("-"))
    form = rng.choice(["{}-{}", "{}月{}日", "{}/{}"])
    return doc.value(spot, f'"{form.format(month, day)}"', mends=True)


@kind
def exception_to_another_table(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A rule is an exception to a limit, or a limit to a rule."""
    tables = doc.base.package.tables
    others = {"rules": tables.limits, "limits": tables.rules}
    spot = chosen(
        doc,
        rng,
        lambda s: s.name == "exception_to" and not s.key and s.path[0] in others,
    )
    return spot and doc.value(spot, rng.choice(others[spot.path[0]]).id)


@kind
def kind_for_a_body(doc: YamlDoc, rng: random.Random) -> Mutant | None:
    """A kind of bodies stands where one body must be named."""
    spot = chosen(doc, rng, lambda s: s.is_plain and s.path in BODIES)
    return spot and doc.value(spot, rng.choice(["station", "provincial_mpa"]))
