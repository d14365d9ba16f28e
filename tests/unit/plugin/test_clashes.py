"""Installed packages that do not fit together hurt nobody else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.cli import main
from regservice.errors import DataError, QuarantineError

Install = Callable[..., Path]
HOOK = """\
from regservice.plugin import hookimpl

@hookimpl
def regservice_package():
    return {folder!r}
"""
ROW = (
    "programmes: [{{code: '{0}', name: n, key: true, places: ['110000'],"
    " source: {{kind: assumed, note: n}}}}]\n"
)


@pytest.fixture
def bring(install: Install, packages: Any) -> Callable[..., Path]:
    """Return a function that installs a package with one programme."""

    def run(name: str, code: str, text: str = ROW) -> Path:
        home = packages.one(text.format(code), f"data-{name}", "'110000'")
        install(name, HOOK.format(folder=str(home)))
        return Path(home)

    return run


def _quarantined(engine: regservice.Engine) -> dict[str, list[str]]:
    return {f.name: [p.code for p in f.problems] for f in engine.problems}


def test_two_installed_packages_that_clash_are_named_and_left_out(
    bring: Callable[..., Path],
) -> None:
    """By their distributions; the others answer as before, digest and all."""
    before = regservice.load().digest
    homes = {name: bring(name, "t:one") for name in ("acme-one", "acme-two")}

    engine = regservice.load()

    assert before == engine.digest
    assert {"acme-one": ["RS2001"], "acme-two": ["RS2001"]} == _quarantined(engine)
    for mine, other in (("one", "two"), ("two", "one")):
        (problem,) = next(
            f.problems for f in engine.problems if f.name == f"acme-{mine}"
        )
        assert f"{homes[f'acme-{mine}']}/rows.yaml" == problem.where.file
        assert f"{homes[f'acme-{other}']}/rows.yaml:1" in problem.params["other"]
        assert f"data-acme-{other}" in problem.message("zh")


def test_install_and_uninstall_restore_the_digest(
    bring: Callable[..., Path], tmp_path: Path
) -> None:
    """One by one in, one by one out again: a clash comes and goes."""
    digests = [regservice.load().digest]
    names = ("acme-one", "acme-two", "acme-three")
    for name, code in zip(names, ("t:one", "t:two", "t:one"), strict=True):
        bring(name, code)
        digests.append(regservice.load().digest)
    back = []
    for name in reversed(names):
        module = name.replace("-", "_")
        shutil.rmtree(tmp_path / "site" / f"{module}-1.0.dist-info")
        back.append(regservice.load().digest)

    assert digests[2::-1] == back
    assert 4 == len({*digests})


def test_strict_refuses_a_clash(bring: Callable[..., Path], install: Install) -> None:
    """With the problems of both, and of whatever else is quarantined."""
    install("acme-bad", "raise RuntimeError('broken')\n")
    for name in ("acme-one", "acme-two"):
        bring(name, "t:one")

    with pytest.raises(QuarantineError) as caught:
        regservice.load(strict=True)

    assert ["RS2001", "RS2001", "RS2101"] == sorted(
        p.code for p in caught.value.problems
    )
    assert 4 == main(["--strict", "items"])


def test_folder_that_clashes_with_an_installed_package_is_an_error(
    bring: Callable[..., Path], packages: Any
) -> None:
    """Who named it has to know; it is not left out silently."""
    bring("acme-one", "t:one")
    mine = packages.one(ROW.format("t:one"), "mine", "'110000'")

    with pytest.raises(DataError) as caught:
        regservice.load([mine])

    told = str(caught.value)
    assert "data-acme-one" in told
    assert str(mine) in told


def test_check_goes_on_without_those_that_clash(
    bring: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Both problems are told, each in the file of its package."""
    homes = [bring(name, "t:one") for name in ("acme-one", "acme-two")]

    assert 3 == main(["check", "--no-proof", "--lang", "en"])

    out = capsys.readouterr().out
    assert 2 == out.count("[RS2001]")
    assert all(f"{home}/rows.yaml:1" in out for home in homes)


def test_list_and_doctor_name_those_that_clash(
    bring: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """And why."""
    for name in ("acme-one", "acme-two"):
        bring(name, "t:one")

    main(["plugins", "list"])
    listed = capsys.readouterr()
    main(["doctor"])
    told = capsys.readouterr().out

    assert 2 == listed.out.count("已隔离")
    assert 2 == listed.err.count("[RS2001]")
    assert "acme-one" in told
    assert "data-acme-two" in told
