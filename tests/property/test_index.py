"""The index and the readable resolver agree."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.core.routing.book import AsOf
from regservice.engine.engine import Engine
from regservice.model.decision import Decision
from regservice.model.request import ServiceRequest
from regservice.model.vocab import Difficulty, Product, Status
from regservice.ruleset.index import Index
from regservice.ruleset.lookup import Answer
from tests.property.nation import DAYS
from tests.property.worlds import requests, worlds

PAIRS = int(os.environ.get("REGSERVICE_PAIRS", "2000"))
"""How many requests both are asked, in each of the two tests."""
OF_A_WORLD = 40
OF_A_PERIOD = 40

KNOWN = st.sampled_from([None, None, dt.date(2023, 1, 1), DAYS[1]])


def _facts(asked: ServiceRequest) -> Mapping[str, str]:
    names = ("product", "difficulty", "site", "applicant", "channel")
    own = {name: getattr(asked, name) for name in names}
    facts = {name: str(value) for name, value in own.items() if value is not None}
    if asked.programmes:
        facts["programme"] = "+".join(asked.programmes)
    return {**facts, **asked.attributes}


def _agree(answer: Answer, found: Decision) -> None:
    """Kind, handler, path and rules; bypasses that stand need not pass anybody."""
    if found.status is not Status.ROUTED:
        kind = str(found.cause or found.status)
        assert Answer(kind, None, (), ()) == answer
        return
    path = tuple(hop.authority for hop in found.path)
    assert ("routed", found.handler, path) == answer[:3]
    used = {
        outcome: [s.rule for s in found.steps if s.outcome == outcome]
        for outcome in ("receive", "lead", "passed")
    }
    standing = [*sorted(used["receive"]), *sorted(used["lead"])]
    assert standing == list(answer.rules[: len(standing)])
    assert {*used["passed"]} <= {*answer.rules[len(standing) :]}


@settings(max_examples=PAIRS // OF_A_WORLD)
@given(data=st.data())
def test_index_answers_as_the_reference_does(data: st.DataObject) -> None:
    """Whatever is stated, on any day and with any knowledge."""
    world = data.draw(worlds(2))
    as_of = AsOf(data.draw(st.sampled_from(DAYS)), data.draw(KNOWN))
    index = Index.of(world.book.view(as_of))

    for _ in range(OF_A_WORLD):
        asked = data.draw(requests(world, complete=data.draw(st.booleans())))
        if asked.place is None or asked.item is None:
            continue
        _agree(
            index.route(asked.place, asked.item, **_facts(asked)),
            world.route(asked, as_of),
        )


def test_index_of_the_shipped_rules_answers_as_the_reference_does(
    engine: Engine,
) -> None:
    """National and Shanghai, anything that can be stated, on random days."""
    book = engine.book
    fields = {f.code: [v.code for v in f.values] for f in book.tables.fields}
    values = {
        **{code: found for code, found in fields.items() if found},
        "product": list(map(str, Product)),
        "difficulty": list(map(str, Difficulty)),
        "programme": ["", *book.programmes, "+".join(sorted(book.programmes))],
        "site": ["110000", "310104", "310101", "310000"],
    }
    facts = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(found) for name, found in values.items()}
    )
    asked = st.tuples(
        st.sampled_from(sorted(book.places.places)), st.sampled_from(sorted(book.items))
    )

    @settings(max_examples=PAIRS // OF_A_PERIOD)
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        day = data.draw(st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31)))
        index = Index.of(book.view(AsOf(day)))
        for _ in range(OF_A_PERIOD):
            place, item = data.draw(asked)
            given_ = data.draw(facts)
            found = index.decision(place, item, **given_)
            _agree(index.route(place, item, **given_), found)

    agree()
