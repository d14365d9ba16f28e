"""What all tests share: Hypothesis profiles, engines, rows and package folders."""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import regservice
from regservice.codec.package import read_package
from regservice.model.package import Contribution

ROOT = Path(__file__).resolve().parents[1]
ABOUT_ONE = {"cli", "docs"}
SHANGHAI = ROOT / "plugins" / "regservice-region-shanghai"

gc.set_threshold(100_000, 50, 100)  # engines and rows live as long as the tests

_COMMON: dict[str, Any] = {
    "deadline": None,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("dev", max_examples=50, **_COMMON)
# A change is judged by what it changes, not by luck: the same cases each time.
settings.register_profile("ci", max_examples=50, derandomize=True, **_COMMON)
# Other cases each time, and many.
settings.register_profile("deep", max_examples=300, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Parsed files are cached in a folder of this run, never in the home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@functools.cache
def others() -> str:
    """Return the installed packages but Shanghai, as the environment names them."""
    names = {
        entry.dist.name
        for entry in entry_points(group="regservice")
        if entry.dist is not None and entry.dist.name != SHANGHAI.name
    }
    return ",".join(sorted(names))


@pytest.fixture(autouse=True)
def shanghai_alone(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    In a folder of tests about one region the other packages do not count.

    That is how it is where a region has installed its own, and what help and pages
    show. What all packages are together is told by ``tests/together``.
    """
    if ABOUT_ONE.isdisjoint(request.path.relative_to(ROOT).parts):
        return
    monkeypatch.setenv("REGSERVICE_DISABLE", others())


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def engine() -> regservice.Engine:
    """The national rows and those of Shanghai."""
    return regservice.load([SHANGHAI], discover=False)


@pytest.fixture(scope="session")
def national() -> regservice.Engine:
    """The national rows alone."""
    return regservice.load(discover=False)


@pytest.fixture(scope="session")
def contributions() -> tuple[Contribution, Contribution]:
    """The contributions of the national package and of Shanghai."""
    shanghai = next(SHANGHAI.glob("src/**/package.yaml")).parent
    return (
        read_package(ROOT / "src" / "regservice" / "national"),
        read_package(shanghai),
    )


MANIFEST = """\
name: {name}
title: 试验包
version: "1"
places: [{places}]
owner: tests
"""

NATION = {
    "places.yaml": """\
places:
  - {code: national, name: 全国, tier: nation}
  - {code: "330000", name: 浙江省, aliases: [浙江], tier: province,
     located_in: [national]}
  - {code: "340000", name: 安徽省, aliases: [安徽], tier: province,
     located_in: [national]}
""",
    "rows.yaml": """\
documents:
  - {code: LAW, name: 试验条例, status: in_force, verified: read,
     checked_on: 2026-01-01}
authorities:
  - id: top/nmpa
    name: 试验国家局
    kind: nmpa
    level: national
    places: [national]
    source: &law {kind: clause, document: LAW, clause: 第1条, verified: read}
fields:
  - code: product
    name: 产品类别
    question: 是哪类产品?
    values:
      - {code: drug, name: 药品, keywords: [药品]}
      - {code: device, name: 医疗器械, keywords: [器械]}
  - code: difficulty
    name: 难易程度
    question: 难不难?
    values:
      - {code: basic, name: 基础问题, keywords: [哪些材料]}
      - {code: complex, name: 复杂问题, keywords: [争议]}
items:
  - code: renewal
    name: 延续
    products: [drug, device]
    registration_business: true
    keywords: [延续]
    source: *law
  - code: training_exchange
    name: 培训
    products: [drug, device]
    registration_business: false
    keywords: [培训]
    source: *law
matters:
  - code: renewal_of_licence
    name: 证书延续
    items: [renewal]
    competence:
      - {tier: nation, body: top/nmpa, confidence: high, source: *law}
limits:
  - {id: nation/reply, goal: reply, count: 5, unit: working_day,
     legal_effect: internal, modality: may, source: &guess {kind: assumed, note: 试验}}
rules:
  - {id: nation/fallback, role: fallback, holder: {functions: [provincial_mpa]},
     modality: may, source: *guess}
calendar_patterns:
  - code: cn
    name: 试验日历
    weekdays: [1, 2, 3, 4, 5]
    hours: ["09:00-12:00", "13:00-17:00"]
    fixed_days: ["01-01"]
    source: *guess
calendar_notices:
  - calendar: cn
    year: 2026
    days_off: [{first: 2026-10-01, last: 2026-10-07, name: 国庆节}]
    workdays: [2026-10-10]
    source: *law
""",
}

REGION = """\
authorities:
  - id: {id}/mpa
    name: {name}药监局
    aliases: [{name}省局]
    kind: provincial_mpa
    level: provincial
    places: ["{code}"]
    source: &guess {{kind: assumed, note: 试验}}
  - id: {id}/station
    name: {name}工作站
    kind: station
    level: station
    places: ["{code}"]
    source: *guess
relations:
  - {{type: manages, subject: {id}/mpa, object: {id}/station, source: *guess}}
path_rules:
  - {{id: {id}/up, leaves: station, enters: provincial_mpa, over: manages,
     hands_over: true, modality: may, source: *guess}}
rules:
  - {{id: {id}/receive, role: receive, holder: {{functions: [station]}},
     modality: may, source: *guess}}
  - {{id: {id}/basic, role: lead, when: {{difficulty: [basic]}},
     holder: {{functions: [station]}}, modality: may, source: *guess}}
  - {{id: {id}/complex, role: lead, when: {{difficulty: [complex]}},
     holder: {{authority: {id}/mpa}}, modality: may, source: *guess}}
limits:
  - {{id: {id}/reply, goal: reply, count: {days}, unit: working_day,
     exception_to: [nation/reply], legal_effect: internal, modality: may,
     source: *guess}}
"""


class Packages:
    """
    Writes package folders.

    Every method returns the folder, so that it can be handed to ``load``.
    """

    def __init__(self, base: Path) -> None:
        """Write below *base*."""
        self.base = base

    def write(
        self, name: str, places: str, files: Mapping[str, str], *, folder: str = ""
    ) -> Path:
        """Write a manifest and *files* (name to text)."""
        home = self.base / (folder or name)
        home.mkdir(parents=True, exist_ok=True)
        manifest = MANIFEST.format(name=name, places=places)
        for file, text in {"package.yaml": manifest, **files}.items():
            (home / file).write_text(text, encoding="utf-8")
        return home

    def nation(self) -> Path:
        """Write a small national package."""
        return self.write("nation", "national", NATION)

    def region(
        self, code: str = "330000", key: str = "zj", name: str = "浙江", days: int = 3
    ) -> Path:
        """Write a region: a bureau above a station, rules, a path, a limit."""
        text = REGION.format(code=code, id=key, name=name, days=days)
        return self.write(f"region-{key}", f'"{code}"', {"rows.yaml": text})

    def one(self, text: str, name: str = "one", places: str = "national") -> Path:
        """Write a package with one table file, ``rows.yaml``."""
        return self.write(name, places, {"rows.yaml": text})


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    """Write small synthetic packages below the folder of the test."""
    return Packages(tmp_path / "packages")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Contribution, ...]:
    """A nation and two regions, read from YAML."""
    packages = Packages(tmp_path_factory.mktemp("small"))
    return (
        read_package(packages.nation()),
        read_package(packages.region()),
        read_package(packages.region("340000", "ah", "安徽", 7)),
    )


@pytest.fixture(scope="session")
def code_of() -> Callable[[BaseException], tuple[str, str]]:
    """Return a function that gives code and field of the fault in a ValueError."""

    def read(error: BaseException) -> tuple[str, str]:
        fault: Any = error.args[0]
        return fault.code, fault.field

    return read
