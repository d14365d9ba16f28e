"""A page about a package: complete, escaped, the same each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest

from regservice.codec.package import read_package
from regservice.model.legal import Source
from regservice.model.package import Tables
from regservice.ruleset.parts import conditions_and_sources
from tests.conftest import Packages

Run = Callable[..., Any]
EVIL = "<script>alert(1)</script>|`x`*y*[z](http://e.example)"
ROWS = """\
items:
  - code: "zj:evil"
    name: {name}
    products: [drug]
    enabled: ['330000']
    registration_business: false
    source: {{kind: assumed, note: {name}}}
"""


class Outline(HTMLParser):
    """The tags of a page, and what refers to something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[Any]) -> None:
        self.seen.append(tag)
        self.links += [v for k, v in attributes if k in ("href", "src", "srcset")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()


@pytest.fixture
def evil(packages: Packages) -> Path:
    """A package whose names are written to do harm."""
    text = ROWS.format(name=f"'{EVIL}'")
    home = packages.write("regservice-evil", '"330000"', {"rows.yaml": text})
    manifest = (home / "package.yaml").read_text("utf-8")
    changed = manifest.replace("试验包", f"'{EVIL}'").replace("tests", f"'{EVIL}'")
    (home / "package.yaml").write_text(changed, "utf-8")
    return home


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_in_html_is_escaped_and_whole(
    run: Run, evil: Path, tmp_path: Path, lang: str
) -> None:
    """Tags close, nothing is run, and nothing outside is named as a target."""
    out = tmp_path / "page.html"
    ran = run("plugins", "docs", str(evil), "--out", str(out), "--lang", lang)
    page = out.read_text("utf-8")
    outline = Outline()
    outline.feed(page)

    assert 0 == ran.code
    assert [] == outline.open
    assert "script" not in outline.seen
    assert [] == outline.links
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in page
    assert "@media print" in page
    assert page.count("&lt;script&gt;") >= 4


def test_page_in_markdown_is_escaped(run: Run, evil: Path) -> None:
    """No tag, no link, and no cell more than there are columns."""
    page = run("plugins", "docs", str(evil)).out
    rows = [line for line in page.splitlines() if line.startswith("| zj:evil")]

    assert "<script" not in page
    assert "\\[z\\](http" in page
    assert [7] == [len(re.split(r"(?<!\\)\|", row)) - 2 for row in rows]


def test_page_tells_every_rule_and_every_source(run: Run, root: Path) -> None:
    """Each key stands on it, and each document and clause that a row cites."""
    folder = root / "plugins" / "regservice-region-shanghai"
    page = run("plugins", "docs", str(folder)).out
    home = next(folder.glob("src/*/data"))
    tables = read_package(home).tables
    told = ("items", "rules", "path_rules", "bypasses", "limits", "periods")
    keys = [
        row.code if t == "items" else row.id for t in told for row in getattr(tables, t)
    ]
    sources = [
        part
        for attribute in attrs.fields(Tables)
        for row in getattr(tables, attribute.name)
        for part in conditions_and_sources(row)
        if isinstance(part, Source)
    ]
    cited = page.partition("## 依据")[2].partition("## 用例")[0]

    assert all(f"| {key} |" in page for key in keys)
    assert len(keys) > 40
    assert all(f"| {source.clause} |" in cited for source in sources if source.clause)
    rows = [line for line in cited.splitlines() if re.search(r"\| \d+ \|$", line)]
    counts = [int(row.split("|")[-2]) for row in rows]

    assert len(sources) == sum(counts)


def test_inference_is_never_called_law(run: Run, root: Path) -> None:
    """In the table of sources each kind is named for what it is."""
    folder = root / "plugins" / "regservice-region-shanghai"
    page = run("plugins", "docs", str(folder)).out
    cited = page.partition("## 依据")[2].partition("## 用例")[0]
    assumed = [line for line in cited.splitlines() if "推定" in line.split("|")[-3:][0]]

    assert assumed
    assert not [line for line in assumed if line.startswith("| 依据 |")]


def test_installed_package_is_found_by_its_name(run: Run) -> None:
    """As ``plugins list`` shows it; an unknown name tells those that there are."""
    ran = run("plugins", "docs", "regservice-national")
    unknown = run("plugins", "docs", "regservice-nowhere")

    assert 0 == ran.code
    assert "# 全国规则包" in ran.out
    assert 3 == unknown.code
    assert "regservice-national" in unknown.err


def test_file_of_another_kind_is_refused(run: Run, evil: Path) -> None:
    """A usage error; nothing is written."""
    ran = run("plugins", "docs", str(evil), "--out", "page.pdf")

    assert 2 == ran.code
    assert ".html" in ran.err
    assert not Path("page.pdf").exists()


def test_faulty_package_has_no_page(run: Run, packages: Packages) -> None:
    """Its problems are told instead."""
    home = packages.write("regservice-x", '"330000"', {"rows.yaml": "rulez: []\n"})
    ran = run("plugins", "docs", str(home))

    assert 3 == ran.code
    assert "RS1104" in ran.err
