"""A small package that reaches platinum, and what can be made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from regservice.codec.package import read_package
from regservice.engine.engine import Engine
from regservice.levels.subject import Subject
from regservice.model.package import Contribution
from regservice.plugin.found import Found
from regservice.ruleset.compile import compile_ruleset
from regservice.testing.fakes import fake_nation, fake_package

NAME = "regservice-region-trial"

FILES: Mapping[str, str] = {
    "LICENSE": "虚构许可\n",
    "CHANGELOG.md": "# 变更\n\n## 1.0\n\n首个版本。\n",
    "README.md": "# 试验包\n\n" + "虚构的规则包,只用来试验等级规则。" * 8 + "\n",
    "package.yaml": f"""\
name: {NAME}
title: 试验规则包
version: "1.0"
places: ["990000"]
owner: 虚构局办公室
reviewer: 虚构局法规处
effective: 2026-01-01
note: 标为推定的行是虚构的判断。
""",
    "rows.yaml": """\
documents:
  - {code: TRIAL, name: 虚构条例, issuer: 虚构人大, issued: 2025-06-01,
     status: in_force, verified: read, checked_on: 2026-01-05}
authorities:
  - id: trial/mpa
    name: 虚构省局
    name_en: Invented bureau
    kind: provincial_mpa
    level: provincial
    places: ["990000"]
    source: &law {kind: clause, document: TRIAL, clause: 第1条, verified: read}
  - id: trial/desk
    name: 虚构省局窗口
    name_en: Invented desk
    kind: station
    level: station
    places: ["990000"]
    source: *law
relations:
  - {type: manages, subject: trial/mpa, object: trial/desk, source: *law}
items:
  - code: "trial:visit"
    name: 虚构走访
    name_en: Invented visit
    products: [drug, device]
    registration_business: false
    keywords: [虚构走访]
    examples: [虚构走访要预约吗]
    enabled: ["990000"]
    source: *law
matters:
  - code: "trial:permit"
    name: 虚构许可
    items: ["trial:visit"]
    competence:
      - {tier: province, functions: [provincial_mpa], confidence: high, source: *law}
rules:
  - {id: trial/receive-before, role: receive, holder: {authority: trial/mpa},
     modality: must, source: *law, validity: {end: 2026-01-01}}
  - {id: trial/receive, role: receive, holder: {authority: trial/desk},
     modality: must, source: *law, validity: {start: 2026-01-01}}
  - {id: trial/lead-before, role: lead, holder: {authority: trial/mpa},
     modality: must, source: *law, validity: {end: 2026-01-01}}
  - {id: trial/lead, role: lead, holder: {authority: trial/mpa},
     modality: must, source: *law, validity: {start: 2026-01-01}}
path_rules:
  - {id: trial/up, leaves: station, enters: provincial_mpa, over: manages,
     hands_over: true, modality: must, source: *law, validity: {start: 2026-01-01}}
limits:
  - id: trial/reply
    goal: reply
    count: 3
    unit: working_day
    exception_to: [fake-national/reply]
    pauses: ["trial:waiting"]
    warnings: ["80%"]
    ladder: [{at: "+1 working_day", up: 0}]
    legal_effect: service_standard
    modality: may
    source: {kind: assumed, document: TRIAL, clause: 第2条, note: 类推}
pause_reasons:
  - {code: "trial:waiting", name: 虚构等待, name_en: Invented wait, source: *law}
""",
    "tests.yaml": """\
tests:
  - {id: trial/today, text: 药品虚构走访要预约吗, place: 虚构省, at: 2026-03-02,
     difficulty: basic, handler: 虚构省局, not_handler: [虚构国家局],
     via: [虚构省局窗口, 虚构省局], limit: 3 working_day}
  - {id: trial/first-day, text: 药品虚构走访, place: 虚构省, at: 2026-01-01,
     difficulty: basic, loop_owner: 虚构省局窗口}
  - {id: trial/day-before, text: 药品虚构走访, place: 虚构省, at: 2025-12-31,
     difficulty: basic, status: routed, lead: 虚构省局, loop_owner: 虚构省局}
""",
}

Make = Callable[..., Subject]


def written(folder: Path, edits: Mapping[str, object]) -> Path:
    """
    Write the package.

    Args:
        folder: Where to.
        edits: File to what stands there instead: a text, ``None`` for no file, or a
            pair of what is replaced and by what.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**FILES, **edits}.items():
        content = text
        if isinstance(text, tuple):
            old, new = text
            assert old in FILES[name], old
            content = FILES[name].replace(old, new)
        if isinstance(content, str):
            (folder / name).write_text(content, "utf-8")
    return folder


@pytest.fixture
def make_subject(tmp_path: Path) -> Make:
    """Make the package with other files, beside the fakes; no process is started."""

    def make(
        others: tuple[Contribution, ...] | None = None, **edits: object
    ) -> Subject:
        files = {name.replace("__", "."): text for name, text in edits.items()}
        folder = written(tmp_path / "trial", files)
        own = read_package(folder)
        ground = fake_nation()
        if others is None:
            others = (fake_package("other", "980000"),)
        return Subject(
            asked=str(folder),
            found=Found(
                name=own.manifest.name,
                origin="path",
                folder=str(folder),
                contribution=own,
            ),
            contribution=own,
            engine=Engine(compile_ruleset([ground, *others, own]), ()),
            without=Engine(compile_ruleset([ground, *others]), ()),
            ground=(ground,),
            beside=others,
            again=read_package(folder),
        )

    return make
