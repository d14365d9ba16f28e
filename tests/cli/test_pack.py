"""``regservice pack`` writes the ruleset to a file, and ``--pack`` starts from it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import regservice
from regservice.cli.output import Output
from regservice.cli.plain import read_plain
from regservice.cli.route import FLAGS, OPTIONS, make_route
from regservice.engine.pack import save
from tests.conftest import others

QUESTION = "二类医疗器械延续注册要提前多久提交"
AT = ("--at", "2026-03-02T10:00:00+08:00")
ROUTE = ("route", QUESTION, "--place", "徐汇区", *AT)
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of what is installed and not disabled."""
    path = tmp_path_factory.mktemp("pack") / "rules.pack"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGSERVICE_DISABLE", others())
        save(regservice.load(), path)
    return path


@pytest.fixture
def stale(tmp_path: Path, packages: Any) -> Path:
    """A pack whose folder has changed since."""
    home = packages.one("", "acme", '"330000"')
    path = tmp_path / "stale.pack"
    save(regservice.load(home), path)
    (home / "rows.yaml").write_text("# changed\n")
    return path


# --- writing ----------------------------------------------------------------


def test_packages_digest_and_size_are_told(run: Run, tmp_path: Path) -> None:
    """And the file is there."""
    path = tmp_path / "rules.pack"

    ran = run("pack", str(path))

    assert 0 == ran.code
    assert "regservice-national" in ran.out
    assert "regservice-region-shanghai 2026" in ran.out
    assert f"{path.stat().st_size} 字节" in ran.out
    assert regservice.load_pack(path).digest in ran.out


def test_json_has_the_same_facts(run: Run, tmp_path: Path) -> None:
    """For scripts."""
    path = tmp_path / "rules.pack"

    shape = run("pack", str(path), "--json").json

    assert {
        "schema_version": 1,
        "file": str(path),
        "size": path.stat().st_size,
        "ruleset": regservice.load_pack(path).digest,
        "packages": ["regservice-national", "regservice-region-shanghai"],
        "left_out": [],
    } == shape


def test_packages_are_read_even_where_a_stale_pack_is_named(
    run: Run, stale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is how a stale one is mended."""
    monkeypatch.setenv("REGSERVICE_PACK", str(stale))
    assert 3 == run("items").code

    assert 0 == run("pack", str(stale)).code
    assert 0 == run("items").code


def test_quarantined_package_is_left_out_and_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sound ones are saved; with --strict nothing is."""
    info = tmp_path / "site" / "acme_broken-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: acme-broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[regservice]\nx = no_such_module\n")
    monkeypatch.syspath_prepend(str(info.parent))
    path = tmp_path / "rules.pack"

    assert 4 == run("pack", str(path), "--strict").code
    assert not path.exists()
    ran = run("pack", str(path))

    assert 0 == ran.code
    assert "未写入" in ran.err
    assert "acme-broken" in ran.err
    assert "acme-broken" not in ran.out
    assert 0 == run("items", "--pack", str(path)).code


@pytest.mark.parametrize("name", ["", "no/such/folder/x.pack"])
def test_place_that_cannot_be_written_is_told(
    run: Run, tmp_path: Path, name: str
) -> None:
    """Exit code 3, and nothing is left."""
    ran = run("pack", str(tmp_path / name))

    assert 3 == ran.code
    assert "Traceback" not in ran.err
    assert [] == [*tmp_path.iterdir()]


# --- starting ---------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--json",),
        ("--difficulty", "complex", "--json"),
        ("--attr", "device_class=3", "--why-not", "市药监局"),
        ("--known-at", "2023-12-01T00:00+08:00", "--json"),
        ("--received-at", "1990-07-01T10:00+09:00", "--json"),
    ],
)
def test_answer_is_the_same_with_and_without(
    run: Run, pack: Path, options: tuple[str, ...], lang: str
) -> None:
    """To the last character."""
    without = run(*ROUTE, *options, "--lang", lang)
    with_pack = run("--pack", str(pack), *ROUTE, *options, "--lang", lang)

    assert 0 == without.code
    assert without == with_pack


@pytest.mark.parametrize(
    "command",
    [
        ("who", "device_renewal", "--place", "徐汇区", "--attr", "device_class=2"),
        ("items", "--json"),
        ("org", "--place", "徐汇区", "--json"),
        ("calendar", "2026", "--json"),
        ("deadline", "--start", "2025-09-30", "--limit", "5 working_day"),
    ],
)
def test_other_commands_start_from_it_too(
    run: Run, pack: Path, command: tuple[str, ...]
) -> None:
    """The same answer, wherever the option stands."""
    _is_the_same(run, pack, command)


@pytest.mark.parametrize("command", [("plugins", "list", "--json"), ("doctor",)])
def test_what_tells_of_packages_starts_from_it_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Of all that are installed: a pack knows nothing of those that are disabled."""
    monkeypatch.delenv("REGSERVICE_DISABLE")
    save(regservice.load(), tmp_path / "rules.pack")

    _is_the_same(run, tmp_path / "rules.pack", command)


def _is_the_same(run: Run, pack: Path, command: tuple[str, ...]) -> None:
    without = run(*command)

    for call in (
        ("--pack", str(pack), *command),
        (*command, "--pack", str(pack)),
        (*command, f"--pack={pack}"),
    ):
        assert _unisolated(without) == _unisolated(run(*call))


def _unisolated(ran: Any) -> Any:
    """Without the note that a package was read elsewhere, and how long it took."""
    out = ran.out.replace('"isolated": true', '"isolated": false')
    out = re.sub(r'"read_milliseconds": \d+', "", out)
    return attrs.evolve(ran, out=out.replace(" (在子进程中读取)", ""))


def test_ledger_is_routed_from_it(run: Run, pack: Path, tmp_path: Path) -> None:
    """Each line is the same."""
    source = tmp_path / "in.csv"
    source.write_text(f"text,place\n{QUESTION},徐汇区\n培训,火星\n", encoding="utf-8")
    targets = tmp_path / "a.jsonl", tmp_path / "b.jsonl"

    run("batch", str(source), str(targets[0]), *AT)
    run("batch", str(source), str(targets[1]), *AT, "--pack", str(pack))

    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_environment_names_a_pack_and_the_option_another(
    run: Run, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said beats what is set."""
    monkeypatch.setenv("REGSERVICE_PACK", str(tmp_path / "none.pack"))

    assert 3 == run(*ROUTE).code
    assert 0 == run(*ROUTE, "--pack", str(pack)).code


def test_check_reads_the_packages(run: Run, tmp_path: Path) -> None:
    """It is there to find what is wrong with them."""
    assert 0 == run("check", "--pack", str(tmp_path / "none.pack")).code


@pytest.mark.parametrize("call", [("items", "--pack"), ("items", "--pack=")])
def test_pack_without_a_file_is_a_usage_error(run: Run, call: tuple[str, ...]) -> None:
    """An empty name is none."""
    ran = run(*call)

    assert 2 == ran.code
    assert "--pack" in ran.err


@pytest.mark.parametrize("named", [True, False])
def test_process_loads_no_library_of_packages(
    pack: Path, tmp_path: Path, *, named: bool
) -> None:
    """Nor click: a plain question needs none of them, from a pack or what was kept."""
    regservice.load()  # keeps a pack
    code = (
        "import sys; from regservice.cli import main; code = main(sys.argv[1:]);"
        "print(code, *sorted({name.partition('.')[0] for name in sys.modules} & {"
        "'networkx', 'pluggy', 'ruamel', 'cattrs', 'pendulum', 'click', 'rich'}),"
        " file=sys.stderr)"
    )

    done = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            *(["--pack", str(pack)] * named),
            *ROUTE,
            "--json",
        ],
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "0" == done.stderr.strip()
    assert "shanghai/xuhui/station" == json.loads(done.stdout)["handler"]["id"]


# --- what is refused --------------------------------------------------------


def test_stale_pack_is_refused_with_what_differs_and_how_to_mend_it(
    run: Run, stale: Path
) -> None:
    """Exit code 3, in both languages, and as JSON."""
    zh = run("--pack", str(stale), *ROUTE)
    en = run("--pack", str(stale), *ROUTE, "--lang", "en")
    shape = run("--pack", str(stale), *ROUTE, "--json")

    assert (3, 3, 3) == (zh.code, en.code, shape.code)
    for ran in (zh, en):
        assert "[RS3516]" in ran.err
        assert "rows.yaml" in ran.err
        assert f"regservice pack {stale}" in ran.err
        assert "" == ran.out
    assert ["RS3516"] == [problem["code"] for problem in shape.json["problems"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "RS3501"),
        (b"id,text\n", "RS3501"),
        (b"regservice-pack 9 x\n", "RS3503"),
        (b"regservice-pack 1 sha256:0\n{}\n[]\n", "RS3502"),
    ],
)
@pytest.mark.parametrize("command", [ROUTE, ("items",)])
def test_damaged_pack_is_refused(
    start: Run, tmp_path: Path, content: bytes, code: str, command: tuple[str, ...]
) -> None:
    """Exit code 3, the file and a code; no traceback."""
    (tmp_path / "x.pack").write_bytes(content)

    ran = start("--pack", "x.pack", *command)

    assert 3 == ran.code
    assert f"x.pack: [{code}]" in ran.err
    assert "Traceback" not in ran.err
    assert "" == ran.out


def test_pack_cut_anywhere_is_refused(run: Run, pack: Path, tmp_path: Path) -> None:
    """Half a file is none."""
    path = tmp_path / "x.pack"
    content = pack.read_bytes()
    for length in range(0, len(content), len(content) // 20):
        path.write_bytes(content[:length])
        assert 3 == run("--pack", str(path), *ROUTE).code


def test_name_that_means_nothing_is_told_as_without_a_pack(
    run: Run, pack: Path
) -> None:
    """Errors of the question have nothing to do with the pack."""
    call = ("route", QUESTION, "--place", "火星", "--json")

    assert run(*call) == run(*call, "--pack", str(pack))


@pytest.mark.parametrize(
    "call",
    [
        ("route", QUESTION, "--attr", "device_class"),
        ("route", QUESTION, "--plac", "徐汇区"),
        ("route", QUESTION, "--place"),
        ("route", "a", "b"),
        ("route", "--help"),
        ("route", "-x"),
    ],
)
def test_usage_is_told_as_without_a_pack(
    run: Run, pack: Path, call: tuple[str, ...]
) -> None:
    """What is not plain is left to click."""
    assert run(*call) == run(*call, "--pack", str(pack))


# --- reading without click --------------------------------------------------

WORD = st.one_of(
    st.sampled_from(
        [
            *(f"--{name}" for name in OPTIONS),
            *(f"--{name}=x" for name in OPTIONS),
            *(f"--{name}" for name in FLAGS),
            *("--json=x", "--help", "--", "-", "-x", "--plac", "--place=", "", "a=b"),
        ]
    ),
    st.text(max_size=3),
)


@given(st.lists(WORD, max_size=6))
@example(["--at=--x"])
@example(["--attr", "a", "--attr=b", "x"])
@example([""])
@example(["", "x"])
def test_plain_arguments_are_read_as_click_reads_them(arguments: list[str]) -> None:
    """Or not at all."""
    options = read_plain(arguments, OPTIONS, FLAGS)
    if options is None:
        return
    command = make_route(Output("zh"))

    with command.make_context("route", list(arguments)) as context:
        assert context.params == options


def test_question_of_the_readme_is_plain() -> None:
    """The test above has something to compare."""
    call = [QUESTION, "--place", "徐汇区", "--attr=a=b", "--json"]

    options = read_plain(call, OPTIONS, FLAGS)

    assert options is not None
    assert (QUESTION, "徐汇区", ("a=b",), True) == (
        options["text"],
        options["place"],
        options["attr"],
        options["as_json"],
    )


def test_pack_and_package_exclude_each_other(run: Run, tmp_path: Path) -> None:
    """Which of them would answer?"""
    ran = run("route", "x", "--pack", "a.pack", "--package", str(tmp_path))

    assert (2, "") == (ran.code, ran.out)
    assert "--package" in ran.err
