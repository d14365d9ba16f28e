"""The pages of the packages that come with the library say what the packages say."""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.cli.output import Output
from regservice.cli.plugins_docs import page_of
from regservice.exports.pages import to_markdown

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "reference" / "packages"
PACKAGES = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))


@pytest.mark.parametrize(("lang", "suffix"), [("zh", ".md"), ("en", ".en.md")])
@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_page_is_current(package: Path, lang: str, suffix: str) -> None:
    """Made again by ``regservice plugins docs PATH --out PAGE`` it is the same."""
    page = to_markdown(page_of(str(package), Output(lang)))

    assert (PAGES / f"{package.name}{suffix}").read_text("utf-8") == page


def test_there_is_no_page_without_a_package() -> None:
    """A package that is gone takes its pages with it."""
    names = {
        page.name.removesuffix(".md").removesuffix(".en") for page in PAGES.iterdir()
    }

    assert {package.name for package in PACKAGES} == names
