"""
Compile a country of many bodies, and print what that took as JSON.

    python tests/scale.py chain 100000
    python tests/scale.py pyramid 100000 --faulty
    python tests/scale.py pyramid 10000 --count

A script of its own, so that the peak of the memory is that of nothing else.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from regservice.errors import DataError
from regservice.model.authority import Authority, Place, Relation
from regservice.model.legal import Source
from regservice.model.package import Contribution, Manifest, Tables
from regservice.model.vocab import Level, RelationType, SourceKind, Tier
from regservice.ruleset.compile import compile_ruleset

FLOORS = (
    (1, "nmpa", Level.NATIONAL),
    (31, "provincial_mpa", Level.PROVINCIAL),
    (15, "city_amr", Level.CITY),
    (12, "district_amr", Level.DISTRICT),
    (10**9, "station", Level.STATION),
)
"""How many below each body of the floor above, of what kind and level."""


def _source(number: int) -> Source:
    return Source(kind=SourceKind.ASSUMED, note=f"invented {number}")


def _place(number: int, above: str) -> Place:
    code = f"{100_000 + number % 900_000:06d}-p{number}"
    return Place(code=code, name=f"地区{number}", located_in=(above,))


def _body(number: int, kind: str, level: Level, place: str) -> Authority:
    return Authority(
        id=f"b/{number:06d}",
        name=f"机构{number}",
        kind=kind,
        level=level,
        places=(place,),
        source=_source(number),
    )


def _edge(kind: RelationType, upper: Authority, lower: Authority) -> Relation:
    return Relation(
        type=kind, subject=upper.id, object=lower.id, source=_source(len(lower.id))
    )


def chain(size: int) -> Tables:
    """Each body administers the next one, and each place lies in the one before."""
    places = [Place(code="national", name="全国", tier=Tier.NATION)]
    for number in range(1, size):
        places.append(_place(number, places[-1].code))
    bodies = [
        _body(number, "district_amr", Level.DISTRICT, place.code)
        for number, place in enumerate(places)
    ]
    edges = [_edge(RelationType.ADMINISTERS, a, b) for a, b in pairwise(bodies)]
    return Tables(
        places=tuple(places), authorities=tuple(bodies), relations=tuple(edges)
    )


def pyramid(size: int) -> Tables:
    """The nation, provinces, cities, counties, and stations for all the rest."""
    places = [Place(code="national", name="全国", tier=Tier.NATION)]
    bodies = [_body(0, "nmpa", Level.NATIONAL, "national")]
    edges = []
    above = bodies[:]
    for width, kind, level in FLOORS[1:]:
        floor: list[Authority] = []
        while len(bodies) < size and len(floor) < len(above) * width:
            superior = above[len(floor) % len(above)]
            places.append(_place(len(bodies), superior.places[0]))
            floor.append(_body(len(bodies), kind, level, places[-1].code))
            bodies.append(floor[-1])
            over = RelationType.MANAGES if kind == "station" else RelationType.GUIDES
            edges.append(_edge(over, superior, floor[-1]))
        above = floor
    return Tables(
        places=tuple(places), authorities=tuple(bodies), relations=tuple(edges)
    )


def faulty(tables: Tables) -> Tables:
    """Add a fault of its own to every second body, and a circle through them all."""
    bodies = tables.authorities
    planted = [_edge(RelationType.SUCCEEDS, body, body) for body in bodies[::2]]
    planted += [_edge(RelationType.SUCCEEDS, a, b) for a, b in pairwise(bodies)]
    planted.append(_edge(RelationType.SUCCEEDS, bodies[-1], bodies[0]))
    return Tables(
        places=tables.places,
        authorities=bodies,
        relations=(*tables.relations, *planted),
    )


def _megabytes() -> int:
    """Most memory that this process has taken; not what its parent had."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:  # elsewhere there is only a figure that a large parent raises
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


def main() -> None:
    """Compile, and print seconds of processor time, megabytes, and what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shape", choices=["chain", "pyramid"])
    parser.add_argument("size", type=int)
    parser.add_argument("--faulty", action="store_true")
    parser.add_argument("--count", action="store_true")
    options = parser.parse_args()
    tables = {"chain": chain, "pyramid": pyramid}[options.shape](options.size)
    if options.faulty:
        tables = faulty(tables)
    manifest = Manifest(
        name="country", title="t", version="1", places=("national",), owner="t"
    )
    calls = 0

    def count(*_: Any) -> None:
        nonlocal calls
        calls += 1

    codes: Counter[str] = Counter()
    before = time.process_time()
    if options.count:
        sys.setprofile(count)
    try:
        compile_ruleset([Contribution(manifest=manifest, tables=tables)])
    except DataError as error:
        codes.update(problem.code for problem in error.problems)
    finally:
        sys.setprofile(None)
    found = {
        "seconds": round(time.process_time() - before, 2),
        "megabytes": _megabytes(),
        "calls": calls,
        "problems": codes,
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
