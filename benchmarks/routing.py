"""
How fast is a route, beside the peers, in one interleaved run?

Equal answers are asserted before anything is timed. Figures are ratios of medians;
absolute times are of one shared machine and are not to be quoted.

    python benchmarks/routing.py [--runs 7] [--cases 2000] [--json FILE] [--table FILE]
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import peers
import world as w

from regservice.core.routing.book import AsOf, View
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.index import Index
from regservice.ruleset.lookup import Answer, Resolver, flat
from regservice.ruleset.prove import prove
from regservice.ruleset.ruleset import Ruleset

SCALES = (0.25, 1.0, 4.0)
GOALS = {
    "networkx / index, cold keys": 8.0,
    "zen-engine / index, cold keys": 75.0,
    "networkx / index, repeated keys": 40.0,
    "networkx graph / index, bytes": 6.0,
}
"""Ratio to the least that it should be."""

SHARE = {"networkx": 5, "sqlite": 10, "zen-engine": 100}
"""Slow contenders get every n-th case, so that each turn takes about as long."""

_Timed = Callable[[Sequence[w.Case]], float]


def view_of(world: w.World) -> tuple[Ruleset, View]:
    """Compile the world, and return the rows of its one period."""
    ruleset = compile_ruleset([w.contribution(world)])
    return ruleset, ruleset.book.view(AsOf(w.DAY))


def truth(resolve: Resolver, case: w.Case) -> w.Truth:
    """What the index says, in the terms of the oracle."""
    found = Answer(*resolve(*case))
    rule = next(r for r in found.rules if r.startswith(("w/base", "w/deleg")))
    bypass = next((r for r in found.rules if r.startswith("w/bypass")), None)
    return str(found.lead), found.path, rule, bypass


def loop(route: Callable[..., Any]) -> _Timed:
    """
    Return what calls *route* for each case and returns the seconds of one call.

    The contender before has filled the caches of the processor with its own: the first
    fifth of the cases is not timed.
    """

    def timed(cases: Sequence[w.Case]) -> float:
        first = len(cases) // 5
        for place, item, product, grade in cases[:first]:
            route(place, item, product, grade)
        rest = cases[first:]
        hash(tuple(rest))  # the keys themselves are read before the clock runs
        start = time.perf_counter()
        for place, item, product, grade in rest:
            route(place, item, product, grade)
        return (time.perf_counter() - start) / len(rest)

    return timed


def fresh(
    world: w.World, count: int, seed: int, places: int | None = None
) -> list[w.Case]:
    """Draw cases of which no two are alike."""
    return list(dict.fromkeys(w.cases(world, count * 2, seed, places)))[:count]


def size(root: object) -> int:
    """Bytes of all objects below *root* but texts, which all contenders share."""
    seen: set[int] = set()
    stack, total = [root], 0
    while stack:
        value = stack.pop()
        if id(value) in seen or isinstance(value, str | type) or value is None:
            continue
        seen.add(id(value))
        if type(value).__module__.startswith("regservice.model"):
            continue  # rows are there in any case
        total += sys.getsizeof(value)
        if isinstance(value, dict):
            stack += [*value.keys(), *value.values()]
        if isinstance(value, list | tuple | set | frozenset):
            stack += value
        stack += [
            getattr(value, name)
            for name in getattr(type(value), "__slots__", ())
            if hasattr(value, name)
        ]
        stack += list(getattr(value, "__dict__", {}).values())
    return total


def spread(resolve: Resolver, rounds: Sequence[Sequence[w.Case]]) -> float:
    """99th percentile over median of single calls, the median of some rounds."""
    clock, found = time.perf_counter_ns, []
    for cases in rounds:
        times = []
        for place, item, product, grade in cases:
            start = clock()
            resolve(place, item, product, grade)
            times.append(clock() - start)
        times.sort()
        found.append(times[len(times) * 99 // 100] / times[len(times) // 2])
    return statistics.median(found)


def exponent(small: float, large: float) -> float:
    """Growth over the scales: time as a power of size."""
    return math.log(large / small) / math.log(SCALES[-1] / SCALES[0])


def compare(runs: int, count: int) -> dict[str, Any]:
    """Time all contenders on the national world, in turn, in shuffled order."""
    world = w.make()
    ruleset, view = view_of(world)
    index = Index.of(view)
    bare = size([index.layout, flat(index.layout, ("product", "grade"))])
    cold = index.resolver("product", "grade")
    warm = index.resolver("product", "grade", remember=1 << 16)
    contenders = {
        "networkx": peers.networkx_peer(world),
        "sqlite": peers.sqlite_peer(world),
        "zen-engine": peers.zen_peer(world),
    }
    for case in fresh(world, 500, 7):
        expected = w.oracle(world, case)
        for name, route in contenders.items():
            if route(*case) != expected:
                raise SystemExit(f"{name} answers otherwise: {case}")
        if truth(cold, case) != expected:
            raise SystemExit(f"the index answers otherwise: {case}")
    timed = {name: loop(route) for name, route in contenders.items()}
    timed["index"] = loop(cold)
    repeated = fresh(world, 4_000, 8)
    loop(warm)(repeated)
    cases = fresh(world, count * (runs + 1), 9)
    times: dict[str, list[float]] = {name: [] for name in (*timed, "index, repeated")}
    shuffle = random.Random(5)  # noqa: S311 - the order of runs, not a secret
    for run in range(1, runs + 1):
        part = cases[run * count : (run + 1) * count]
        names = list(times)
        shuffle.shuffle(names)
        gc.collect()
        for name in names:
            if name == "index, repeated":
                times[name].append(loop(warm)(repeated))
            else:
                times[name].append(timed[name](part[:: SHARE.get(name, 1)]))
    median = {name: statistics.median(found) for name, found in times.items()}
    rounds = [fresh(world, count, seed) for seed in range(10, 10 + runs)]
    apart = spread(cold, rounds)
    start = time.perf_counter()
    proof = prove(ruleset)
    proved = time.perf_counter() - start
    ratios = {
        "networkx / index, cold keys": median["networkx"] / median["index"],
        "sqlite / index, cold keys": median["sqlite"] / median["index"],
        "zen-engine / index, cold keys": median["zen-engine"] / median["index"],
        "networkx / index, repeated keys": median["networkx"]
        / median["index, repeated"],
        "networkx graph / index, bytes": size(peers.graph_of(world)) / bare,
    }
    return {
        "bodies": len(world.parent),
        "ratios": ratios,
        "microseconds": {name: value * 1e6 for name, value in median.items()},
        "p99 / p50": apart,
        "bytes": bare,
        "proof": {
            "verdict": str(proof.verdict),
            "seconds": proved,
            "places": len(proof.places),
            "classes": proof.classes,
            "dimensions": {"item": 60, **proof.dimensions},
        },
    }


SAME = {
    "a call, 300 requests again and again": (300, None),
    "a call, 20,000 requests from 2,000 places": (20_000, 2_000),
}
"""The same work in each world: how many requests, from how many places."""

CALLS = {**SAME, "a call, 20,000 requests from everywhere": (20_000, None)}
"""Kinds of calls whose growth is measured; the last is more work in a larger world."""

MOST = {"compiling": 1.10, **dict.fromkeys(SAME, 0.15)}
"""Exponent of growth to the most that it should be."""


def growth(runs: int) -> dict[str, float]:
    """
    Compile and ask worlds of three sizes, in turn.

    A call must not cost more because the world is larger: as many requests from as many
    places are asked of each world. Requests from everywhere are measured beside them:
    they come from sixteen times the places in the largest world, so that almost each
    is the first of its place there, and the seventh in the smallest.
    """
    worlds = {scale: w.make(scale) for scale in SCALES}
    views = {scale: view_of(world)[1] for scale, world in worlds.items()}
    cases = {
        (kind, scale): fresh(world, count, 12, places) * (20_000 // count)
        for scale, world in worlds.items()
        for kind, (count, places) in CALLS.items()
    }
    times: dict[tuple[str, float], list[float]] = {}
    index = {scale: Index.of(view) for scale, view in views.items()}
    for _ in range(runs):
        for scale in SCALES:
            gc.collect()
            start = time.perf_counter()
            index[scale] = Index.of(views[scale])
            spent = time.perf_counter() - start
            times.setdefault(("compiling", scale), []).append(spent)
        for kind in CALLS:
            for scale in SCALES:
                resolve = loop(index[scale].resolver("product", "grade"))
                spent = resolve(cases[kind, scale])
                times.setdefault((kind, scale), []).append(spent)
    median = {key: statistics.median(found) for key, found in times.items()}
    return {
        kind: exponent(median[kind, SCALES[0]], median[kind, SCALES[-1]])
        for kind in ("compiling", *CALLS)
    }


def table(result: dict[str, Any]) -> str:
    """The figures as a table for the documentation."""
    rows = [
        (name, f"{value:.1f} x", f">= {GOALS[name]:.0f} x" if name in GOALS else "")
        for name, value in result["ratios"].items()
    ]
    rows.append(("p99 / p50 of one call", f"{result['p99 / p50']:.2f}", "<= 2.5"))
    rows += [
        (
            f"exponent of {name}",
            f"{value:.2f}",
            f"<= {MOST[name]:.2f}" if name in MOST else "",
        )
        for name, value in result["exponents"].items()
    ]
    proof = result["proof"]
    rows.append(
        (
            f"proof of {proof['places']:,} places ({proof['classes']:,} classes)",
            f"{proof['seconds']:.0f} s",
            "<= 60 s",
        )
    )
    lines = ["| figure | measured | goal |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def main() -> None:
    """Run, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--table", type=Path)
    asked = parser.parse_args()
    result = compare(asked.runs, asked.cases)
    result["exponents"] = growth(15)
    result["python"] = platform.python_version()
    text = json.dumps(result, indent=2, ensure_ascii=False)
    sys.stdout.write(text + "\n" + table(result))
    if asked.json:
        asked.json.write_text(text + "\n", encoding="utf-8")
    if asked.table:
        asked.table.write_text(table(result), encoding="utf-8")


if __name__ == "__main__":
    main()
