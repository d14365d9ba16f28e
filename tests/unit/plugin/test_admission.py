"""Nothing runs merely because it is installed, if somebody says so."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import regservice
from regservice.cli import main
from regservice.engine.load import load
from regservice.errors import DataError
from regservice.plugin.admission import Admission
from regservice.plugin.found import Found
from regservice.plugin.manager import collect
from tests.unit.plugin.faults import GOOD, write

BOOM = "raise RuntimeError('nobody may import this')\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of distributions, on the path."""
    folder = tmp_path / "admitted"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for name in [name for name in sys.modules if name.startswith("acme_")]:
        sys.modules.pop(name)


def _named(name: str, **options: Any) -> Found:
    (found,) = [each for each in collect(**options) if each.name == name]
    return found


@pytest.mark.parametrize("name", ["acme-boom", "Acme.Boom", "other, acme_boom ,"])
def test_disabled_distribution_is_not_imported(
    site: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """However its name is written."""
    write(site, "acme-boom", BOOM)
    assert "quarantined" == _named("acme-boom").state
    monkeypatch.setenv("REGSERVICE_DISABLE", name)

    found = _named("acme-boom")

    assert ("disabled", ()) == (found.state, found.problems)
    assert "acme_boom" not in sys.modules


@pytest.mark.parametrize(
    ("allow", "state"),
    [
        ({"acme-good": ""}, "loaded"),
        ({"Acme_Good": ">=0.9,<2"}, "loaded"),
        ({"acme-good": ">=2"}, "quarantined"),
        ({}, "not_allowed"),
        ({"other": ""}, "not_allowed"),
        (None, "loaded"),
    ],
)
def test_list_names_distributions_and_versions(
    site: Path, allow: dict[str, str] | None, state: str
) -> None:
    """Another version is a fault, another distribution is not."""
    write(site, "acme-good", GOOD)

    found = _named("acme-good", allow=allow)

    assert state == found.state
    if state == "quarantined":
        assert ["RS2111"] == [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("acme-good>=0.9,<2, other", "loaded"),
        ("other ,acme-good", "loaded"),
        ("acme-good>=2", "quarantined"),
        ("other", "not_allowed"),
        ("  ", "loaded"),
    ],
)
def test_environment_may_have_a_list_too(
    site: Path, monkeypatch: pytest.MonkeyPatch, text: str, state: str
) -> None:
    """A comma stands between distributions and inside a range."""
    write(site, "acme-good", GOOD)
    monkeypatch.setenv("REGSERVICE_ALLOW", text)

    assert state == _named("acme-good").state
    assert "not_allowed" == _named("acme-good", allow={"other": ""}).state


@pytest.mark.parametrize("text", ["acme good", ">=1", "acme=>1"])
def test_list_that_cannot_be_read_is_an_error(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """It must not count as no list."""
    monkeypatch.setenv("REGSERVICE_ALLOW", text)
    with pytest.raises(DataError) as caught:
        collect()
    assert ["RS2112"] == [problem.code for problem in caught.value.problems]

    with pytest.raises(DataError):
        Admission.of({"acme": "=>1"})


@pytest.mark.parametrize(
    ("requires", "code"),
    [
        ("Requires-Dist: regservice>=0.1,<1\n", None),
        ("Requires-Dist: regservice>=9\n", "RS2107"),
        ("Requires-Dist: RegService[xlsx]<0.1\n", "RS2107"),
        ("Requires-Dist: regservice>=9; extra == 'new'\n", None),
        ("Requires-Dist: other>=9\n", None),
        ("Requires-Dist: regservice=>1\n", "RS2109"),
    ],
)
def test_requirement_is_read_before_the_code(
    site: Path, requires: str, code: str | None
) -> None:
    """Code that is written for another version is not imported."""
    write(site, "acme-api", BOOM if code else GOOD, requires=requires)

    found = _named("acme-api")

    assert ([code] if code else []) == [problem.code for problem in found.problems]
    assert code is None or "acme_api" not in sys.modules


@pytest.mark.parametrize(
    ("requires", "code"),
    [(">=0.1,<1", None), (">=9", "RS2107"), ("=>9", "RS1105"), ("", None)],
)
def test_data_package_says_it_in_its_manifest(
    packages: Any, requires: str, code: str | None
) -> None:
    """Nothing else is said of a package for another version, whatever it holds."""
    home = packages.one("zzz: []\n" if code else "")
    manifest = home / "package.yaml"
    text = manifest.read_text("utf-8")
    manifest.write_text(f'{text}requires: "{requires}"\nnew: 1\n' if code else
                        f'{text}requires: "{requires}"\n', "utf-8")  # fmt: skip

    problems = collect([home], discover=False)[-1].problems

    assert code in ([p.code for p in problems] if problems else [None])
    if code == "RS2107":
        assert [6] == [problem.where.line for problem in problems]


def test_unreadable_metadata_hurt_nobody_else(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The group is named in them, so somebody will miss it."""
    write(site, "acme-good", GOOD)
    write(site, "acme-odd", GOOD)
    (site / "acme_odd-1.0.dist-info" / "entry_points.txt").write_text(
        "[regservice]\nx\n"
    )

    found = {each.state for each in collect() if "acme" in each.name}
    monkeypatch.syspath_prepend("no/such.egg")  # then the survey asks importlib
    engine = regservice.load()

    assert {"loaded", "quarantined"} == found
    assert ["acme-odd"] == [each.name for each in engine.problems]


def test_what_was_kept_is_not_used_for_another_setting(
    site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever disables a package has an engine without it at once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    write(site, "acme-good", GOOD)

    def has_it(**options: Any) -> bool:
        rows = load(**options).book.tables.pause_reasons
        return "acme:good" in {row.code for row in rows}

    for _ in range(2):  # compiled, then kept
        assert has_it()
        assert not has_it(allow={})
        assert has_it(allow={"acme-good": ""})
        with monkeypatch.context() as patch:
            patch.setenv("REGSERVICE_DISABLE", "acme-good")
            assert not has_it()


def test_skipped_packages_are_shown(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the list and by the doctor, and not as faults."""
    write(site, "acme-boom", BOOM)
    monkeypatch.setenv("REGSERVICE_DISABLE", "acme-boom")
    monkeypatch.setenv("REGSERVICE_ALLOW", "acme-boom")

    main(["plugins", "list", "--json"])
    listed = json.loads(capsys.readouterr().out)["packages"]
    main(["doctor"])
    printed = capsys.readouterr().out

    states = {package["name"]: package["state"] for package in listed}
    assert "disabled" == states["acme-boom"]
    assert "√ 规则包 acme-boom 1.0 (已停用)" in printed
    assert regservice.load().problems == ()
