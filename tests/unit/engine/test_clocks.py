"""The clocks of an engine: from a route, from events, from one edition to the next."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pendulum
import pytest

import regservice as rs
from regservice.model.limit import TimeLimit
from regservice.model.vocab import ClockStatus, StartEvent
from regservice.ruleset.compile import overlaid

NOW = "2026-03-02T10:00:00+08:00"


def _route(engine: rs.Engine, difficulty: str = "basic") -> rs.Route:
    request = rs.ServiceRequest(
        text="二类医疗器械延续注册要提前多久提交", place="徐汇区", difficulty=difficulty
    )
    return engine.route(request, at=NOW)


def test_route_starts_its_clocks(engine: rs.Engine) -> None:
    """Each limit that starts on receipt, from when the request was received."""
    route = _route(engine)
    (start,) = route.events("示例-1")
    (reading,) = engine.clocks([start]).read("2026-03-05T12:00:00+08:00")

    assert route.limits[0].due == reading.due
    assert ("示例-1", "reply") == (start.case, reading.clock.goal)
    assert () == route.events("示例-1", on="accepted")
    (later,) = route.events("示例-1", at="2026-03-03T02:00:00Z")
    assert later.at.hour == 10


def test_instants_come_in_any_zone(engine: rs.Engine) -> None:
    """A pendulum instant of New York, a UTC one, a local one."""
    (start,) = _route(engine).events("c")
    moment = pendulum.datetime(2026, 3, 1, 21, tz="America/New_York")
    dues = set()
    for at in (moment, dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), start.at):
        events = [attrs.evolve(start, at=at)]
        dues.add(engine.clocks(events).read(NOW)[0].due)

    assert 1 == len(dues)


def _with(engine: rs.Engine, make: Any, **parts: Any) -> rs.Engine:
    """The engine with another row for basic questions."""
    rows = engine.book.tables.limits
    row = next(r for r in rows if r.id == "shanghai/reply-basic")
    draft = make.contribution(limits=(attrs.evolve(row, **parts),), places=["310000"])
    return rs.Engine(overlaid(engine.ruleset, draft), ())


@pytest.fixture
def make() -> Any:
    """A contribution of a region."""
    from regservice.model.package import Contribution, Manifest, Tables

    class Make:
        @staticmethod
        def contribution(*, places: list[str], **tables: Any) -> Contribution:
            manifest = Manifest(
                name="draft", title="x", version="1", places=tuple(places), owner="x"
            )
            return Contribution(manifest=manifest, tables=Tables(**tables))

    return Make


def test_limit_that_starts_later_is_told_without_an_end(
    engine: rs.Engine, make: Any
) -> None:
    """Counted from receipt it would be a guess."""
    other = _with(engine, make, starts=StartEvent.ACCEPTED)
    route = _route(other)
    (due,) = route.limits

    assert due.due is None
    assert "自受理起算" in route.explain()
    assert "accepted" in route.explain("en")
    shape = route.as_json()["limits"][0]
    assert ("waiting", None, "accepted") == (
        shape["status"],
        shape["due"],
        shape["starts"],
    )
    assert () == route.events("c")
    (start,) = route.events("c", on="accepted", at="2026-03-04T09:00:00+08:00")
    (reading,) = other.clocks([start]).read("2026-03-05T12:00:00+08:00")
    assert dt.date(2026, 3, 11) == reading.due.date() if reading.due else False


def test_new_edition_of_the_rows_lists_the_clocks_that_move(
    engine: rs.Engine, make: Any
) -> None:
    """By the limit that changed; the event moves them, and only then."""
    (start,) = _route(engine).events("c")
    cases = engine.clocks([start])
    other = _with(engine, make, count=3)
    assert () == cases.revisions(NOW)

    (row,) = cases.revisions(NOW, other.book)

    assert ("shanghai/reply-basic",) == row.rows
    event = row.event(dt.datetime(2026, 3, 3, 9), "新的时限")  # noqa: DTZ001 - local
    start = attrs.evolve(start, edition="")
    (moved,) = other.clocks([start, event]).read("2026-03-03T10:00:00+08:00")
    assert isinstance(moved.clock.limit, TimeLimit)
    assert ClockStatus.RUNNING is moved.status
    assert () == other.clocks([start, event]).revisions("2026-03-03T10:00:00+08:00")


def test_error_of_an_event_names_no_place_without_a_file(engine: rs.Engine) -> None:
    """And the event itself."""
    (start,) = _route(engine).events("c")
    bad = attrs.evolve(start, limit="x/none")

    with pytest.raises(rs.ClockError, match="x/none"):
        engine.clocks([bad])


def test_periods_of_a_matter(national: rs.Engine) -> None:
    """By code or name."""
    by_code = national.periods("device_class3_registration", at=NOW)

    assert by_code == national.periods("第三类医疗器械注册")
    assert [20, 10, 90, 3] == [row.count for row in by_code]
    with pytest.raises(rs.UnknownNameError):
        national.periods("no such matter")


def test_row_that_was_changed_does_not_move_its_clocks(
    engine: rs.Engine, make: Any
) -> None:
    """Route writes which edition it means; another one is refused, notes aside."""
    (start,) = _route(engine).events("c")
    assert start.edition.startswith("sha256:")
    noted = _with(engine, make, note="another note")
    assert 5 == noted.clocks([start]).read(NOW)[0].total

    other = _with(engine, make, count=3)
    with pytest.raises(rs.ClockError, match="RS3416") as caught:
        other.clocks([start])
    assert start.edition in str(caught.value)
    free = attrs.evolve(start, edition="")
    assert other.clocks([free]).read(NOW)[0].total == 3
