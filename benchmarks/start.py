"""
How long does ``regservice route`` take as a whole process, with a pack and without?

Four starts in turn: with nothing saved, so that the packages are parsed and compiled;
compiled of files that were parsed before, as after an edit; from the pack that the
first start keeps by itself; and from a pack that is named. Equal output is asserted.
Figures are ratios of medians; absolute times are of one shared machine.

    python benchmarks/start.py [--runs 9] [--json FILE] [--table FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTION = (
    "route",
    "延续注册要提前多久提交",
    "--place",
    "310115",
    "--product",
    "device",
)
GOALS = {
    "nothing saved / pack": 5.0,
    "nothing saved / kept": 5.0,
    "only parsed / pack": 5.0,
}
"""Ratio to the least that it should be."""


def regservice(cache: Path, *arguments: str) -> bytes:
    """Run the command with its cache in a folder; return what it prints."""
    command = [sys.executable, "-m", "regservice", *arguments]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users run compiled modules
    return subprocess.run(  # noqa: S603 - our own command
        command, env=environment, check=True, stdout=subprocess.PIPE
    ).stdout


def compare(runs: int, folder: Path) -> dict[str, float]:
    """Return the median of each start, in milliseconds."""
    pack, cache = folder / "rules.pack", folder / "cache"
    regservice(cache, "pack", str(pack))
    parsed = folder / "parsed"
    shutil.copytree(cache, parsed)
    nowhere = Path(os.devnull)  # no folder can be made below

    def only_parsed() -> bytes:
        for kept in parsed.glob("*/rules-*.pack"):
            kept.unlink()
        return regservice(parsed, *QUESTION)

    starts = {
        "nothing saved": lambda: regservice(nowhere, *QUESTION),
        "only parsed": only_parsed,
        "kept": lambda: regservice(cache, *QUESTION),
        "pack": lambda: regservice(nowhere, "--pack", str(pack), *QUESTION),
    }
    said = {name: start() for name, start in starts.items()}
    if len({*said.values()}) > 1:
        raise SystemExit(f"the answers differ: {said}")
    times: dict[str, list[float]] = {name: [] for name in starts}
    shuffle = random.Random(5)  # noqa: S311 - the order of runs, not a secret
    for _ in range(runs):
        for name in shuffle.sample(sorted(starts), len(starts)):
            start = time.perf_counter()
            starts[name]()
            times[name].append((time.perf_counter() - start) * 1e3)
    return {name: statistics.median(found) for name, found in times.items()}


def table(ratios: dict[str, float]) -> str:
    """The ratios as a table for the documentation."""
    lines = ["| figure | measured | goal |", "|---|---|---|"]
    lines += [f"| {n} | {r:.1f} x | >= {GOALS[n]:.0f} x |" for n, r in ratios.items()]
    return "\n".join([*lines, ""])


def main() -> None:
    """Run, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--table", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        median = compare(asked.runs, Path(folder))
    pairs = {name: name.split(" / ") for name in GOALS}
    ratios = {name: median[slow] / median[fast] for name, (slow, fast) in pairs.items()}
    result = {
        "ratios": ratios,
        "milliseconds": median,
        "python": platform.python_version(),
    }
    text = json.dumps(result, indent=2) + "\n"
    sys.stdout.write(text + table(ratios))
    if asked.json:
        asked.json.write_text(text, encoding="utf-8")
    if asked.table:
        asked.table.write_text(table(ratios), encoding="utf-8")


if __name__ == "__main__":
    main()
