"""Every record survives a pack, and no file makes its reader fail."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
import json
import pkgutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import regservice
from regservice import model
from regservice.codec.packfile import dump, load
from regservice.codec.packschema import Layout
from regservice.core.classify import normalise
from regservice.engine.instants import parse_instant
from regservice.errors import DataError
from regservice.model.condition import Condition
from regservice.model.legal import Document, Source, Validity
from regservice.model.package import Contribution
from regservice.model.request import ServiceRequest
from regservice.model.rule import Strategy
from regservice.model.vocab import (
    Applicant,
    Channel,
    Difficulty,
    DocumentStatus,
    Product,
    SourceKind,
    Verification,
)

AT = "2026-03-02T10:00:00+08:00"
CLASSES = sorted(
    {
        value
        for info in pkgutil.iter_modules(model.__path__, "regservice.model.")
        for value in vars(importlib.import_module(info.name)).values()
        if isinstance(value, type)
        and attrs.has(value)
        and value.__module__ == info.name
    },
    key=lambda cls: cls.__name__,
)
CODE = {Strategy, Contribution}
"""Records that hold code, which is no data."""


def _parts(value: Any) -> Iterator[Any]:
    """A record and all records that it holds."""
    if attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    elif isinstance(value, Mapping):
        yield from _parts(tuple(value.values()))


@pytest.fixture(scope="module")
def shipped(engine: regservice.Engine) -> dict[type, list[Any]]:
    """The records of the shipped packages and of some answers, by class."""
    found: dict[type, list[Any]] = defaultdict(list)
    requests = [
        ServiceRequest(text="二类医疗器械延续注册要提前多久提交", place="徐汇区"),
        ServiceRequest(text="延续注册", attributes={"device_class": "2"}),
        ServiceRequest(place="310104", item="renewal", difficulty="complex"),
    ]
    decisions = [engine.route(request, at=AT).decision for request in requests]
    origins = tuple(engine.ruleset.origins.values())
    for record in (
        *_parts(engine.book.tables),
        *_parts(engine.ruleset.manifests),
        *_parts(origins),
        *_parts(tuple(decisions)),
        *_parts(tuple(requests)),
    ):
        found[type(record)].append(record)
    return found


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_record_class_has_a_layout(
    cls: type, shipped: dict[type, list[Any]]
) -> None:
    """Found by its fields alone; each shipped record comes back as it was."""
    if cls in CODE:
        with pytest.raises(TypeError):
            Layout(cls)
        return

    Layout(cls)

    for record in shipped[cls][:20]:
        assert record == load(dump(record), cls, "x.pack")


def test_most_classes_are_shipped(shipped: dict[type, list[Any]]) -> None:
    """The test above has something to test."""
    assert len(set(CLASSES) & {cls for cls, found in shipped.items() if found}) > 25


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAY = st.dates()
VALIDITY = st.one_of(
    st.builds(Validity, DAY),
    st.builds(Validity, st.none(), DAY),
    st.tuples(DAY, DAY)
    .filter(lambda days: days[0] < days[1])
    .map(lambda days: Validity(*days)),
)
SOURCE = st.builds(
    Source,
    kind=st.sampled_from(
        [SourceKind.REPORT, SourceKind.ASSUMED, SourceKind.LOCAL_PRACTICE]
    ),
    publisher=TEXT.map("p{}".format),
    office=TEXT.map("o{}".format),
    note=TEXT.map("n{}".format),
    clause=TEXT,
    document=st.none() | TEXT,
    verified=st.none() | st.sampled_from(Verification),
    dated=st.none() | DAY,
)
DOCUMENT = st.builds(
    Document,
    code=st.from_regex(r"[A-Z][A-Z0-9-]{0,8}", fullmatch=True),
    name=TEXT.map("d{}".format),
    number=TEXT,
    status=st.sampled_from([DocumentStatus.IN_FORCE, DocumentStatus.UNKNOWN]),
    verified=st.sampled_from(Verification),
    checked_on=st.dates(dt.date(1990, 1, 1)),
    issued=st.none() | st.dates(max_value=dt.date(1990, 1, 1)),
)
CONDITION = st.dictionaries(TEXT, st.lists(TEXT, min_size=1, max_size=3), max_size=4)
REQUEST = st.builds(
    ServiceRequest,
    text=TEXT,
    place=st.none() | TEXT,
    product=st.none() | st.sampled_from(Product),
    difficulty=st.none() | st.sampled_from(Difficulty),
    programmes=st.lists(TEXT, max_size=3),
    attributes=st.dictionaries(TEXT, TEXT, max_size=3),
    applicant=st.none() | st.sampled_from(Applicant),
    channel=st.none() | st.sampled_from(Channel),
    received_at=st.none()
    | TEXT
    | st.datetimes(timezones=st.just(dt.timezone(dt.timedelta(hours=8)))),
)


@given(VALIDITY | SOURCE | DOCUMENT | CONDITION.map(Condition.of) | REQUEST)
def test_record_comes_back(record: Any) -> None:
    """Any text, any day."""
    assert record == load(dump(record), type(record), "x.pack")


@given(SOURCE)
def test_equal_records_give_equal_bytes(source: Source) -> None:
    """A copy makes no difference."""
    assert dump(source) == dump(attrs.evolve(source))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON)
@example([0, [[1, ["x"]]]])
@example([0, []])
def test_any_json_is_a_record_or_is_refused(data: Any) -> None:
    """Signed like a pack, so that its content is looked at."""
    head = json.dumps({"library": "x", "schema": Layout(Validity).schema})
    rest = f"{head}\n{json.dumps(data)}\n".encode()
    total = hashlib.sha256(rest).hexdigest()

    content = f"regservice-pack 1 sha256:{total}\n".encode() + rest
    found: Any
    try:
        found = load(content, Validity, "x.pack")
    except DataError as error:
        found = error.problems[0].code

    assert found == "RS3504" or isinstance(found, Validity)


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_are_refused(content: bytes, signed: bool) -> None:
    """With an error that names the file."""
    if signed:
        total = hashlib.sha256(content).hexdigest().encode()
        content = b"regservice-pack 1 sha256:" + total + b"\n" + content

    with pytest.raises(DataError) as caught:
        load(content, Validity, "x.pack")

    assert "x.pack" == caught.value.problems[0].where.file


# --- what was made faster for the start -------------------------------------


FIRST_YEAR = 1901
"""Before it the offset of Shanghai had seconds."""


@given(st.datetimes(timezones=st.timezones(), allow_imaginary=False))
@example(dt.datetime(1900, 12, 31, 15, 59, tzinfo=dt.UTC))
@example(dt.datetime(1900, 12, 31, 16, tzinfo=dt.UTC))
@example(dt.datetime(1990, 7, 1, tzinfo=dt.UTC))
@example(dt.datetime(1991, 12, 31, 16, tzinfo=dt.UTC))
@example(dt.datetime(1986, 5, 3, 18, 30, tzinfo=dt.UTC))
def test_instants_are_those_of_pendulum(moment: dt.datetime) -> None:
    """The fixed offset gives what the table of zones gives, but for skipped hours."""
    import pendulum

    try:
        if moment.astimezone(dt.timezone(dt.timedelta(hours=8))).year < FIRST_YEAR:
            raise OverflowError  # noqa: TRY301 - refused like what has no year at all
        expected = pendulum.instance(moment).in_timezone("Asia/Shanghai").isoformat()
    except OverflowError:
        with pytest.raises(DataError):
            parse_instant(moment)
        return

    assert expected == parse_instant(moment).isoformat()


@given(st.text())
@example("ΑΣ")
@example("İ")
@example("ＩＶＤ试剂")
def test_folding_a_text_folds_each_character(text: str) -> None:
    """The short way for texts that need none gives the same."""
    assert normalise(text) == "".join(map(normalise, text))
