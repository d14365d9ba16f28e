"""A country of many bodies is compiled with work that grows as its rows do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SIZE = int(os.environ.get("REGSERVICE_SCALE", "20000"))
"""How many bodies; with 100,000 and more the limits of time and memory hold."""
FULL = 100_000
SECONDS, MEGABYTES = 5.0, 500


def _compiled(root: Path, *arguments: object) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "tests/scale.py", *map(str, arguments)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("shape", ["chain", "pyramid"])
def test_many_bodies_are_compiled_without_recursion_in_time(
    root: Path, shape: str
) -> None:
    """One deep line, and a broad nation."""
    found = _compiled(root, shape, SIZE)

    assert {} == found["problems"]
    assert MEGABYTES > found["megabytes"]
    if SIZE >= FULL:
        assert SECONDS >= found["seconds"]


@pytest.mark.parametrize("shape", ["chain", "pyramid"])
def test_faults_of_many_rows_are_all_listed(root: Path, shape: str) -> None:
    """Refused as a whole, each fault once, and one circle through all of them."""
    found = _compiled(root, shape, SIZE, "--faulty")

    assert {"RS2013": (SIZE + 1) // 2, "RS2012": 1} == found["problems"]
    assert MEGABYTES > found["megabytes"]


@pytest.mark.parametrize("shape", ["chain", "pyramid"])
@pytest.mark.parametrize("fault", [[], ["--faulty"]], ids=["sound", "faulty"])
def test_work_grows_as_the_rows_do(root: Path, shape: str, fault: list[str]) -> None:
    """Twice the rows, about twice the calls."""
    few, many = (
        _compiled(root, shape, size, *fault, "--count")["calls"]
        for size in (2000, 4000)
    )

    assert 2.2 > many / few
