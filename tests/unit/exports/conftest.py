"""Bodies and relations of pictures that are larger than can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regservice.model.authority import Authority, Relation
from regservice.model.vocab import Level

Picture = tuple[list[Authority], list[Relation]]


@pytest.fixture(scope="session")
def nation(make: Any) -> Callable[..., Picture]:
    """
    Return a function that makes a nation with provinces, counties and stations.

    Each province has the same number of counties, and each of those of stations.
    """

    def run(provinces: int, counties: int, stations: int) -> Picture:
        bodies = [make.body("n", "nmpa", "national", level=Level.NATIONAL)]
        edges: list[Relation] = []

        def add(kind: str, level: Level, over: str, upper: str, count: int) -> None:
            place = 100_000 + len(bodies)
            for number in range(count):
                key = f"{upper}/{kind[0]}{number:02}"
                code = str(place + number)
                body = make.body(key, kind, code, level=level, name=f"{kind}-{key}")
                bodies.append(body)
                edges.append(make.edge(upper, over, key))

        add("provincial_mpa", Level.PROVINCIAL, "guides", "n", provinces)
        for kind, level, over, count in (
            ("district_amr", Level.DISTRICT, "guides", counties),
            ("station", Level.STATION, "manages", stations),
        ):
            above = {"district_amr": "provincial_mpa", "station": "district_amr"}[kind]
            for body in [body for body in bodies if body.kind == above]:
                add(kind, level, over, body.id, count)
        return bodies, edges

    return run
