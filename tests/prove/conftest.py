"""A sound region beside the national package, to plant faults in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from regservice.cli import main

MANIFEST = """\
name: region-zj
title: 试验地区(虚构)
version: "1"
places: ["330000"]
owner: tests
"""

BODIES = """\
places:
  - {code: "330100", name: 试验市, located_in: ["330000"], tier: prefecture}
  - {code: "330102", name: 甲区, located_in: ["330100"], tier: county}
  - {code: "330106", name: 乙区, located_in: ["330100"], tier: county}
authorities:
  - {id: zj/mpa, name: 试验省药监局, kind: provincial_mpa, level: provincial,
     places: ["330000"], source: &guess {kind: assumed, note: 虚构}}
  - {id: zj/science, name: 试验省科技厅, kind: science_authority, level: provincial,
     places: ["330000"], source: *guess}
  - {id: zj/a/amr, name: 甲区局, kind: district_amr, level: district,
     places: ["330102"], source: *guess}
  - {id: zj/b/amr, name: 乙区局, kind: district_amr, level: district,
     places: ["330106"], source: *guess}
  - {id: zj/a/station, name: 甲区站, kind: station, level: station,
     places: ["330102"], source: *guess}
  - {id: zj/b/station, name: 乙区站, kind: station, level: station,
     places: ["330106"], source: *guess}
relations:
  - {type: manages, subject: zj/a/amr, object: zj/a/station, modality: may,
     source: *guess}
  - {type: manages, subject: zj/b/amr, object: zj/b/station, modality: may,
     source: *guess}
  - {type: guides, subject: zj/mpa, object: zj/a/amr, modality: may, source: *guess}
  - {type: guides, subject: zj/mpa, object: zj/b/amr, modality: may, source: *guess}
"""

RULES = """\
rules:
  - {id: zj/receive, role: receive, holder: {functions: [station]}, modality: may,
     source: &guess {kind: assumed, note: 虚构}}
  - {id: zj/basic, role: lead, when: {difficulty: [basic]},
     holder: {functions: [station]}, modality: may, source: *guess}
  - {id: zj/complex, role: lead, when: {difficulty: [complex]},
     holder: {authority: zj/mpa}, modality: may, source: *guess}
  - {id: zj/complaint, role: lead, when: {item: [complaint_report]},
     holder: {functions: [district_amr]}, exception_to: [zj/basic, zj/complex],
     modality: may, source: *guess}
path_rules:
  - {id: zj/to-district, leaves: station, enters: district_amr, over: manages,
     hands_over: true, modality: may, source: *guess}
  - {id: zj/gateway, when: {registration_business: ["yes"]}, leaves: station,
     enters: district_amr, over: manages, hands_over: true, only: true,
     modality: may, source: *guess}
  - {id: zj/to-province, leaves: district_amr, enters: provincial_mpa, over: guides,
     hands_over: true, modality: may, source: *guess}
"""


@attrs.frozen
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str

    @property
    def json(self) -> Any:
        """The JSON on stdout."""
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command in this process."""

    def call(*arguments: str) -> Ran:
        code = main(arguments)
        return Ran(code, capsys.readouterr().out)

    return call


@attrs.frozen
class Region:
    """
    The files of the region; each method gives another one.

    Attributes:
        home: Where it is written.
        files: File name to text.
    """

    home: Path
    files: dict[str, str]

    def changed(self, file: str, old: str, new: str) -> Region:
        """Replace a text that stands there once."""
        text = self.files[file]
        assert 1 == text.count(old), (file, old)
        return attrs.evolve(self, files={**self.files, file: text.replace(old, new)})

    def added(self, file: str, table: str, row: str) -> Region:
        """Add a row at the end of a table."""
        text = self.files[file]
        head, colon, tail = text.partition(f"{table}:\n")
        if not colon:
            guess = "&guess {kind: assumed, note: 虚构}"
            first = row.replace("*guess", guess, 1) if "*guess" not in text else row
            grown = f"{text}{table}:\n{first}\n"
        else:
            rows = tail.splitlines()
            length = next(
                (n for n, line in enumerate(rows) if line and line[0] not in " #"),
                len(rows),
            )
            grown = "\n".join([*rows[:length], row, *rows[length:], ""])
            grown = head + colon + grown
        return attrs.evolve(self, files={**self.files, file: grown})

    def write(self) -> Path:
        """Write the files, and return the folder."""
        self.home.mkdir(parents=True, exist_ok=True)
        for file, text in {"package.yaml": MANIFEST, **self.files}.items():
            (self.home / file).write_text(text, encoding="utf-8")
        return self.home

    def lines(self, file: str, mark: str) -> tuple[int, int]:
        """The line on which a row that holds *mark* begins, and that of the mark."""
        lines = self.files[file].splitlines()
        number = next(n for n, line in enumerate(lines) if mark in line)
        value = number
        while not lines[number].lstrip().startswith("- "):
            number -= 1
        return number + 1, value + 1


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """The sound region, not written yet."""
    files = {"bodies.yaml": BODIES, "rules.yaml": RULES}
    return Region(tmp_path / "region", files)
