"""``regservice check``, and packages that are broken."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "plugins/regservice-region-shanghai/src/regservice_region_shanghai/data"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the Shanghai tables that a test may break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first *old* in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_sound_packages_are_found_sound(run: Run, package: Path) -> None:
    """Installed ones, a folder of tables, and the folder of a distribution."""
    digests = {
        run("check", *paths, "--no-proof", "--json").json["ruleset"]
        for paths in ((), (str(package),), (str(DATA.parents[2]),))
    }

    assert 1 == len(digests)
    assert 0 == run("check").code


def test_shipped_packages_are_proved_clean(run: Run, package: Path) -> None:
    """
    The proof says over which places, periods and facts, in text and in JSON.

    A budget of as many classes as there are is no matter; one less does not do.
    """
    text = run("check", str(package), "--lang", "en").out
    proof = run("check", str(package), "--json").json["proof"]

    assert ("clean", [], []) == (
        proof["verdict"],
        proof["findings"],
        proof["unprovable"],
    )
    assert f"{len(proof['places'])} places" in text
    assert f"{len(proof['periods'])} periods" in text
    assert "310104" in proof["places"]
    assert {"difficulty": 2, "product": 5}.items() <= proof["dimensions"].items()
    needed = proof["classes"]
    assert 0 == run("check", str(package), "--budget", str(needed)).code
    assert 1 == run("check", str(package), "--budget", str(needed - 1)).code


@pytest.mark.parametrize("budget", ["1", "10", "1000"])
def test_spent_budget_is_undecided_and_never_sound(
    run: Run, package: Path, budget: str
) -> None:
    """Exit code 1, no digest, and how to get further."""
    ran = run("check", str(package), "--budget", budget, "--json")
    told = run("check", str(package), "--budget", budget).out

    assert (1, False, None) == (ran.code, ran.json["ok"], ran.json["ruleset"])
    assert "undecided" == ran.json["proof"]["verdict"]
    assert ["RS2608"] == [problem["code"] for problem in ran.json["problems"]]
    assert "--budget" in told
    assert "√" not in told


@pytest.mark.parametrize("budget", ["0", "-1", "many"])
def test_budget_is_a_number_of_classes(run: Run, budget: str) -> None:
    """Anything else is a usage error that says what is allowed."""
    ran = run("check", "--budget", budget)

    assert (2, "") == (ran.code, ran.out)
    assert "--budget" in ran.err
    assert "None" not in ran.err


def test_check_without_proof_only_reads(run: Run, package: Path) -> None:
    """A gap is then no matter; with the proof it is a finding."""
    replace(package / "rules.yaml", "item: [emergency]", "item: [progress_query]")

    assert run("check", str(package), "--no-proof", "--json").json["proof"] is None
    assert 0 == run("check", str(package), "--no-proof").code
    assert 1 == run("check", str(package)).code


def test_witness_of_a_finding_is_a_command_that_shows_it(
    run: Run, package: Path
) -> None:
    """The command in the message, as it stands there."""
    replace(package / "rules.yaml", "item: [emergency]", "item: [progress_query]")
    ran = run("check", str(package), "--json")
    gaps = [f for f in ran.json["proof"]["findings"] if f["kind"] == "gap"]

    assert gaps
    for gap in gaps:
        witness = gap["witness"]
        assert any(witness["command"] in p["message"] for p in ran.json["problems"])
        words = shlex.split(witness["command"])
        assert ["regservice", "route", *witness["arguments"]] == words[:-2]
        shape = run(*words[1:], "--json").json
        assert ("fallback", "gap") == (shape["status"], shape["cause"])


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("rules.yaml", "role: receive", "rol: receive", "RS1104"),
        ("rules.yaml", "modality: must", "modality: musst", "RS1105"),
        ("rules.yaml", "role: receive", "role： receive", "RS1004"),
        ("rules.yaml", "[drug, device]", "drug", "RS1105"),
        ("rules.yaml", "functions: [station]", "functions: [statoin]", "RS1105"),
        ("limits.yaml", "count: 5", "count: five", "RS1105"),
        ("limits.yaml", "unit: working_day", "unit: workday", "RS1105"),
        ("places.yaml", '"310000"', '"999999"', "RS2002"),
        ("documents.yaml", "documents:", "documnets:", "RS1104"),
        ("package.yaml", "owner:", "onwer:", "RS1104"),
    ],
)
def test_a_broken_line_gives_one_located_message(
    run: Run, package: Path, file: str, old: str, new: str, code: str
) -> None:
    """Exit code 3, the line, and nothing that only follows from it."""
    replace(package / file, old, new)
    ran = run("check", str(package), "--json")
    problems = [p for p in ran.json["problems"] if p["code"] == code]
    text = (package / file).read_text("utf-8")
    line = text[: text.index(new)].count("\n") + 1

    assert 3 == ran.code
    assert ran.json["ok"] is False
    assert problems, ran.json["problems"]
    if not code.startswith("RS20"):
        assert 1 == len(ran.json["problems"])
    assert problems[0]["file"].endswith(file)
    assert 0 <= line - problems[0]["line"] <= 3
    assert problems[0]["fix"]


def test_all_faults_are_told_together(run: Run, package: Path) -> None:
    """Faults in two files need one round."""
    replace(package / "rules.yaml", "role: receive", "rol: receive")
    replace(package / "limits.yaml", "count: 5", "count: five")
    files = {
        Path(p["file"]).name
        for p in run("check", str(package), "--json").json["problems"]
    }

    assert {"rules.yaml", "limits.yaml"} == files


def test_a_path_without_package_is_told(run: Run, tmp_path: Path) -> None:
    """Neither a missing folder nor an empty one is a package."""
    assert 3 == run("check", str(tmp_path / "no")).code
    ran = run("check", str(tmp_path))

    assert 3 == ran.code
    assert "package.yaml" in ran.out


def test_the_text_form_names_what_is_allowed(run: Run, package: Path) -> None:
    """Where, what, allowed, fix, in Chinese and English."""
    replace(package / "rules.yaml", "modality: must", "modality: musst")
    zh = run("check", str(package)).out
    en = run("check", str(package), "--lang", "en").out

    assert "允许: must, may" in zh
    assert "allowed: must, may" in en


def install(site: Path, name: str, code: str) -> None:
    """Install a distribution with one entry point, as pip would lay it out."""
    module = name.replace("-", "_")
    (site / f"{module}.py").write_text(code, "utf-8")
    info = site / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8"
    )
    (info / "entry_points.txt").write_text(f"[regservice]\nx = {module}\n", "utf-8")


FAULTY = {
    "broken-import": "import no_such_module_anywhere\n",
    "broken-call": (
        "from regservice.plugin import hookimpl\n\n@hookimpl\n"
        "def regservice_package():\n    raise RuntimeError('x')\n"
    ),
    "broken-hook": (
        "from regservice.plugin import hookimpl\n\n@hookimpl\n"
        "def regservice_pakage():\n    return None\n"
    ),
    "broken-folder": (
        "from regservice.plugin import hookimpl\n\n@hookimpl\n"
        "def regservice_package():\n    return '/nowhere/at/all'\n"
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_package_is_set_aside(start: Run, tmp_path: Path, name: str) -> None:
    """The others work on; it is named with its fault; --strict exits with 4."""
    site = tmp_path / "site"
    site.mkdir()
    install(site, name, FAULTY[name])
    question = ("route", "二类医疗器械延续注册要提前多久提交", "--place", "徐汇区")
    ran = start(*question, PYTHONPATH=str(site))
    listed = start("plugins", "list", "--json", PYTHONPATH=str(site)).json
    states = {p["name"]: p["loaded"] for p in listed["packages"]}

    assert 0 == ran.code
    assert "徐汇区" in ran.out
    assert "[RS" in ran.err
    assert states[name] is False
    assert states["regservice-region-shanghai"] is True
    assert 4 == start(*question, "--strict", PYTHONPATH=str(site)).code
    assert 1 == start("doctor", PYTHONPATH=str(site)).code
    assert "Traceback" not in ran.err


def test_listing_reads_the_packages_and_not_what_was_kept(
    start: Run, tmp_path: Path, packages: Any
) -> None:
    """A library that went missing is told, although the kept rows still answer."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "acme_helper.py").write_text("")
    folder = str(packages.one("", "acme", '"330000"'))
    code = FAULTY["broken-folder"].replace("/nowhere/at/all", folder)
    install(site, "acme", f"import acme_helper\n{code}")
    question = ("route", "二类医疗器械延续注册要提前多久提交", "--place", "徐汇区")
    assert "" == start(*question, PYTHONPATH=str(site)).err

    (site / "acme_helper.py").unlink()

    assert "" == start(*question, PYTHONPATH=str(site)).err
    assert "acme_helper" in start("plugins", "list", PYTHONPATH=str(site)).err
    assert 1 == start("doctor", PYTHONPATH=str(site)).code


def test_nothing_is_proved_of_what_could_not_be_read(run: Run, tmp_path: Path) -> None:
    """Not even that it is clean."""
    shape = run("check", str(tmp_path / "nope"), "--json").json

    assert (False, None) == (shape["ok"], shape["proof"])


def test_supersessions_are_information(run: Run, package: Path, tmp_path: Path) -> None:
    """They are no fault: both rows are told, with the clause."""
    law = "source: {kind: clause, document: MINE, clause: 第2条, verified: read}"
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "package.yaml").write_text(
        "{name: mine, title: t, version: '1', places: ['310000'], owner: t}", "utf-8"
    )
    (mine / "rows.yaml").write_text(
        "documents: [{code: MINE, name: 虚构的办法, status: in_force, verified: read,"
        " checked_on: 2026-01-01}]\n"
        "pause_reasons: [{code: await_enterprise, name: n, notice: true, "
        + law
        + "}]\n"
        f"supersessions: [{{table: pause_reasons, key: await_enterprise, {law}}}]\n",
        "utf-8",
    )

    text = run("check", str(package), str(mine), "--no-proof")
    (shown,) = run("check", str(package), str(mine), "--no-proof", "--json").json[
        "supersessions"
    ]

    assert 0 == text.code
    assert "依据虚构的办法第2条" in text.out
    assert ("mine", 2) == (shown["by"]["package"], shown["by"]["line"])
    assert ("pause_reasons", "await_enterprise") == (shown["table"], shown["key"])
    assert shown["instead_of"]["file"].endswith(".yaml")
    assert (
        [] == run("check", str(package), "--json", "--no-proof").json["supersessions"]
    )
