"""
Writes the table of mechanisms: what the sources say, and what became of each line.

In: one file a source in ``mechanisms/``, with the lines of the study of the sources
(S0-01 to S4-14, and what is read from them for the graph: G-01 ...). Every row, place
in the code and test that a line names is looked up, so that the table cannot go stale.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs
from ruamel.yaml import YAML

from regservice.codec.package import read_package
from regservice.messages.fields import TABLE_WORDS
from regservice.model.package import Contribution, Tables, row_key

ROOT: Final = Path(__file__).resolve().parents[2]
HERE: Final = Path(__file__).resolve().parent / "mechanisms"
PAGE: Final = ROOT / "docs" / "reference" / "mechanisms.md"

SOURCES: Final[Mapping[str, tuple[int, str]]] = {
    "S3": (37, "上海:工作站建设指导意见(沪药监械注〔2024〕25号)"),
    "S0": (16, "江苏:“面对面”对接服务(报道)"),
    "S4": (14, "山西:医药企业座谈会(报道)"),
    "S2": (15, "北京:半年工作会(报道)"),
    "S1": (9, "山东济宁:助企攀登暨质量提升行动推进会(报道)"),
    "G": (12, "从各来源读出的机构图"),
}
"""Source to the number of its lines in the study, and what it is."""

WAITS: Final = {
    "cases": "待办件",
    "intake": "待受理",
    "oversight": "待监督考核",
}
"""What a line may wait for: parts of the product that are not built yet."""

_KEYS: Final = frozenset({"line", "what", "rows", "code", "tests", "waits", "left_out"})
_PREFIX: Final = re.compile(r"^regservice-(region-|item-)?")


@attrs.frozen
class Line:
    """
    One line of the study.

    Attributes:
        line: Its number, such as ``S3-10``.
        what: What the source says, in our own words.
        rows: ``package: table/key`` of the rows that say it.
        code: Modules, or names in them, that do it.
        tests: Ids of decision tests, or ``file::function``.
        waits: What it waits for; empty if for nothing.
        left_out: Why nothing implements it; empty if something does.
    """

    line: str
    what: str
    rows: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    code: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    tests: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    waits: str = ""
    left_out: str = ""


@cache
def packages() -> Mapping[str, Contribution]:
    """Return the packages that come with the library, by their prefix."""
    homes = [
        ROOT / "src" / "regservice" / "national",
        *(
            path.parent
            for path in sorted(ROOT.glob("plugins/*/src/*/data/package.yaml"))
        ),
    ]
    found = map(read_package, homes)
    return {_PREFIX.sub("", package.manifest.name): package for package in found}


def lines() -> dict[str, list[Line]]:
    """Return the lines of each source, as their files have them."""
    found: dict[str, list[Line]] = {source: [] for source in SOURCES}
    for path in sorted(HERE.glob("*.yaml")):
        for entry in YAML(typ="safe").load(path.read_text("utf-8")) or ():
            unknown = entry.keys() - _KEYS
            if unknown:
                raise ValueError(f"{path.name}: {entry}: {sorted(unknown)}")
            row = Line(**entry)
            found[row.line.partition("-")[0]].append(row)
    return found


def faults() -> list[str]:
    """Return what does not hold of the table; empty if all does."""
    found = []
    for source, rows in lines().items():
        count = SOURCES[source][0]
        wanted = [f"{source}-{number:02}" for number in range(1, count + 1)]
        if wanted != [row.line for row in rows]:
            found.append(f"{source}: {sorted({*wanted} ^ {row.line for row in rows})}")
        found += [f"{row.line}: {fault}" for row in rows for fault in _faults(row)]
    return found


def _faults(row: Line) -> Iterator[str]:
    done = bool(row.rows or row.code)
    if done is bool(row.waits or row.left_out):
        yield "rows or code, or else waits or left_out"
    if done and not row.tests:
        yield "no test"
    if row.waits and row.waits not in WAITS:
        yield f"waits: {row.waits}"
    yield from (f"no row {name}" for name in row.rows if not _is_row(name))
    yield from (f"no code {name}" for name in row.code if not _is_code(name))
    yield from (f"no test {name}" for name in row.tests if not _is_test(name))


@cache
def _keys(prefix: str) -> frozenset[str]:
    package = packages().get(prefix)
    if package is None:
        return frozenset()
    return frozenset(
        f"{table.name}/{row_key(row)}"
        for table in attrs.fields(Tables)
        for row in getattr(package.tables, table.name)
    )


def _is_row(name: str) -> bool:
    prefix, _, key = name.partition(": ")
    return key in _keys(prefix)


def _is_code(name: str) -> bool:
    if importlib.util.find_spec(name.rpartition(".")[0]) is None:
        return False
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        module, _, attribute = name.rpartition(".")
        return hasattr(importlib.import_module(module), attribute)


def _is_test(name: str) -> bool:
    path, node, function = name.partition("::")
    if not node:
        return any(name == t.id for p in packages().values() for t in p.tests)
    file = ROOT / path
    own = re.escape(function.partition("[")[0])
    return file.is_file() and bool(
        re.search(rf"^def {own}\(", file.read_text("utf-8"), re.MULTILINE)
    )


def page() -> str:
    """Return the page."""
    return "\n\n".join(_blocks()) + "\n"


def _blocks() -> Iterator[str]:
    yield "# 机制对照表"
    yield (
        "来源里每一条关于谁、何时、怎么走的内容,落在哪些行、哪段代码上,由哪个测试看住;没有落的,说明原因或等什么。"
        "条目编号是本项目研究来源时编的。来源是报道的,只作为报道;不是规定。"
    )
    yield (
        "本页由 `python docs/_gen/mechanisms.py` 根据 `docs/_gen/mechanisms/` 生成;"
        "所列的行、代码和测试逐个核对,对不上就不能通过测试。"
    )
    for source, rows in lines().items():
        yield f"## {SOURCES[source][1]}"
        yield "\n".join(
            ["| 条 | 来源所说 | 实现 | 测试 |", "|---|---|---|---|", *map(_cells, rows)]
        )


def _cells(row: Line) -> str:
    done = [*map(_row_text, row.rows), *(f"`{name}`" for name in row.code)]
    told = [WAITS.get(row.waits, ""), row.left_out]
    text = "<br>".join([*done, *filter(None, told)])
    tests = "<br>".join(f"`{name}`" for name in row.tests)
    return f"| {row.line} | {_plain(row.what)} | {text} | {tests} |"


def _row_text(name: str) -> str:
    prefix, _, key = name.partition(": ")
    table, _, row = key.partition("/")
    return f"{prefix}:{TABLE_WORDS[table].key} `{row}`"


def _plain(text: Any) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


if __name__ == "__main__":
    problems = faults()
    if problems:
        raise SystemExit("\n".join(problems))
    PAGE.write_text(page(), "utf-8")
