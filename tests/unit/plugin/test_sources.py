"""Code that is given by path is asked like code that is installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.cli import main
from regservice.errors import DataError
from regservice.plugin.manager import collect
from regservice.plugin.sources import candidates_at
from tests.unit.plugin.faults import BREAKING, GOOD, module

PROJECT = (
    '[project]\nname = "acme-src"\n[project.entry-points.regservice]\nx = "{target}"\n'
)


def _reasons(engine: regservice.Engine) -> list[str]:
    return [row.code for row in engine.book.tables.pause_reasons]


def _source(
    base: Path, code: str, *, inside: str = "src", target: str = "acme_src"
) -> Path:
    home = base / "tree" / inside / "acme_src"
    home.mkdir(parents=True)
    (home / "__init__.py").write_text("from . import inner\n", "utf-8")
    (home / "inner.py").write_text(code, "utf-8")
    tree = base / "tree"
    (tree / "pyproject.toml").write_text(PROJECT.format(target=target), "utf-8")
    return tree


@pytest.mark.parametrize("inside", ["src", "."])
@pytest.mark.parametrize("isolate", [False, True])
def test_source_folder_of_a_distribution_is_asked(
    tmp_path: Path, inside: str, isolate: bool
) -> None:
    """Under a private name, which no import can meet."""
    tree = _source(tmp_path, GOOD, inside=inside, target="acme_src.inner")

    found = collect([tree], discover=False, isolate=isolate)[-1]

    assert ("acme-good", "loaded", isolate) == (found.name, found.state, found.isolated)
    assert "acme_src" not in sys.modules


def test_its_own_name_means_itself(tmp_path: Path) -> None:
    """Even where another package of that name has been imported."""
    code = GOOD.replace("acme:good", "acme:own")
    tree = _source(tmp_path, f"import acme_src.more\n{code}", target="acme_src.inner")
    (tree / "src" / "acme_src" / "more.py").write_text("", "utf-8")
    other = type(sys)("acme_src")
    sys.modules["acme_src"] = other
    try:
        found = collect([tree], discover=False)[-1]

        assert other is sys.modules["acme_src"]
    finally:
        del sys.modules["acme_src"]
    assert "loaded" == found.state
    assert "acme_src.more" not in sys.modules


def test_change_of_a_script_is_seen(tmp_path: Path) -> None:
    """It is executed each time, and nothing is left beside it."""
    file = tmp_path / "acme_one.py"
    codes = []
    for word in ("acme:aaaa", "acme:bbbb"):
        file.write_text(GOOD.replace("acme:good", word), "utf-8")
        engine = regservice.load([file], discover=False)
        codes += [code for code in _reasons(engine) if "acme" in code]

    assert ["acme:aaaa", "acme:bbbb"] == codes
    assert ["acme_one.py"] == [path.name for path in tmp_path.iterdir()]


def test_pack_of_a_script_is_stale_once_it_changes(tmp_path: Path) -> None:
    """Its code is taken down like that of what is installed."""
    file = tmp_path / "acme_one.py"
    file.write_text(GOOD, "utf-8")
    pack = tmp_path / "x.pack"
    regservice.load([file], discover=False).save(pack)
    assert "acme:good" in _reasons(regservice.load_pack(pack))

    file.write_text(f"{GOOD}# a note\n", "utf-8")

    with pytest.raises(DataError) as caught:
        regservice.load_pack(pack)
    assert ["RS3516"] == [problem.code for problem in caught.value.problems]


def test_distribution_that_only_names_its_data_is_not_imported(
    tmp_path: Path, packages: Any
) -> None:
    """Its folder says it all."""
    tree = _source(tmp_path, "raise SystemExit\n")
    packages.base = tree / "src" / "acme_src"
    packages.region()

    found = collect([tree], discover=False)[-1]

    assert () == candidates_at(str(tree))
    assert ("region-zj", "loaded") == (found.name, found.state)


def test_project_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Where it lies."""
    (tmp_path / "pyproject.toml").write_text("[", "utf-8")

    found = collect([tmp_path], discover=False)[-1]

    assert ["RS2101"] == [problem.code for problem in found.problems]
    assert str(tmp_path / "pyproject.toml") == found.problems[0].where.file


def test_faulty_script_is_an_error_of_who_named_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the path as it was given; and an exit does not end ``check``."""
    monkeypatch.chdir(tmp_path)
    Path("acme_bad.py").write_text(
        module("acme-bad", "regservice_rules", "raises"), "utf-8"
    )
    Path("acme_exit.py").write_text(
        module("acme-exit", "regservice_rules", BREAKING["exit-now"]), "utf-8"
    )

    with pytest.raises(DataError) as caught:
        regservice.load(["acme_bad.py"], discover=False)
    code = main(["check", "acme_exit.py"])

    assert "acme_bad.py" == caught.value.problems[0].where.file
    assert 3 == code
    assert "[RS2113]" in capsys.readouterr().out
