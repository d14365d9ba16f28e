"""``regservice diff`` says whose answer moves, and why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
SHANGHAI = ROOT / "plugins" / "regservice-region-shanghai"
DATA = SHANGHAI / "src/regservice_region_shanghai/data"
DAYS = ("--from", "2023-06-01", "--to", "2024-06-01")
ADDRESSED = 12
"""Districts that the guidance of 2024 addresses, each with a station."""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the Shanghai tables that a test may change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def _moves(ran: Any, aspect: str) -> list[Any]:
    return [move for move in ran.json["moves"] if move["aspect"] == aspect]


def test_drugs_moved_to_the_stations_in_2024(run: Run) -> None:
    """
    Basic questions about drugs went from twelve districts to twelve stations.

    First contact moved for drugs alone: devices had come in at the stations before.
    """
    ran = run("diff", *DAYS, "--json")
    (lead,) = _moves(ran, "lead")
    (receive,) = _moves(ran, "receive")

    assert 0 == ran.code
    assert [["2023-06-01", "2024-06-01"]] == ran.json["days"]
    assert (["district_amr"], ["station"]) == (
        lead["before"]["kinds"],
        lead["after"]["kinds"],
    )
    assert ADDRESSED == len(lead["after"]["bodies"])
    for box in lead["boxes"]:
        assert ["drug"] == box["sides"]["product"]
        assert ["basic"] == box["sides"]["difficulty"]
        assert ADDRESSED == len(box["sides"]["place"])
        assert "310101" not in box["sides"]["place"]
        assert "complaint_report" not in box["sides"]["item"]
    assert {("drug",)} == {tuple(b["sides"]["product"]) for b in receive["boxes"]}
    assert ["shanghai/receive-station"] == receive["after"]["rules"]
    rests = [move["of"] for move in _moves(ran, "basis")]
    assert ["receive", "handler", "lead"] in rests
    assert [] == receive["of"]
    assert [] not in rests


def test_text_counts_bodies_and_names_the_clause(run: Run) -> None:
    """In both languages; a kind of bodies instead of twelve names."""
    zh, en = run("diff", *DAYS).out, run("diff", *DAYS, "--lang", "en").out

    assert "2023-06-01 → 2024-06-01" in zh
    assert "区县市场监管局(12 个) → 工作站(12 个)" in zh
    assert "依据沪药监械注〔2024〕25号一(一)、二(三)" in zh
    assert "\n  首接、承办、主办:工作站(12 个)\n" in zh
    assert "district market regulator (12) -> service station (12)" in en
    assert "推定" not in en
    assert "?" not in en


def test_days_are_compared_in_the_order_that_is_given(run: Run) -> None:
    """Backwards, the same requests move back."""
    back = run("diff", "--from", DAYS[3], "--to", DAYS[1], "--json")
    (lead,) = _moves(back, "lead")

    assert (["station"], ["district_amr"]) == (
        lead["before"]["kinds"],
        lead["after"]["kinds"],
    )


def test_package_and_itself_do_not_differ(run: Run, package: Path) -> None:
    """A folder of tables, a distribution, and a copy."""
    for other in (SHANGHAI, DATA, package):
        ran = run("diff", str(SHANGHAI), str(other), "--lang", "en")

        assert (0, ["nothing moved"]) == (ran.code, ran.out.splitlines()[1:])


def test_day_and_itself_do_not_differ(run: Run) -> None:
    """Nothing begins or ends between a day and itself."""
    ran = run("diff", "--from", DAYS[1], "--to", DAYS[1], "--json")

    assert (0, [], []) == (ran.code, ran.json["moves"], ran.json["rows"])


def test_changed_row_moves_the_requests_that_it_is_for(run: Run, package: Path) -> None:
    """One rule of the copy names another body."""
    file = package / "rules_before.yaml"
    rules = file.read_text("utf-8")
    old = (
        "      difficulty: [basic]\n      place: *addressed\n"
        "    holder: {functions: [station]}"
    )
    new = old.replace("functions: [station]", "authority: shanghai/mpa")
    assert 1 == rules.count(old)
    file.write_text(rules.replace(old, new), "utf-8")

    ran = run("diff", str(DATA), str(package), "--json")
    (lead,) = _moves(ran, "lead")

    assert {("device",)} == {tuple(box["sides"]["product"]) for box in lead["boxes"]}
    assert ["shanghai/mpa"] == lead["after"]["bodies"]
    assert [("rules", "shanghai/basic-at-station-before-2024", "changed")] == [
        (row["table"], row["key"], row["change"]) for row in ran.json["rows"]
    ]


def test_pack_and_folder_can_be_compared(
    run: Run, package: Path, tmp_path: Path
) -> None:
    """A pack is data like any other."""
    pack = str(tmp_path / "rules.pack")
    assert 0 == run("pack", pack, "--package", str(package)).code

    ran = run("diff", pack, str(package), "--lang", "en")

    assert 0 == ran.code
    assert "nothing moved" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("one",), 2),
        (("--from", "2023-06-01"), 2),
        (("--to", "2023-06-01"), 2),
        (("one", "--from", "2023-06-01"), 2),
        (("--from", "2023-02-30", "--to", "2024-06-01"), 3),
        (("--from", "soon", "--to", "2024-06-01"), 3),
        (("no/folder", "no/folder"), 3),
        ((str(SHANGHAI), str(ROOT / "pyproject.toml")), 3),
        ((str(SHANGHAI), str(ROOT / "docs")), 3),
    ],
)
def test_what_cannot_be_compared_is_told(
    run: Run, arguments: tuple[str, ...], code: int
) -> None:
    """How to write it, on stderr; nothing on stdout and no traceback."""
    ran = run("diff", *arguments)

    assert (code, "") == (ran.code, ran.out)
    assert ("--from" in ran.err) if code == 2 else ("改法" in ran.err)
    assert "Traceback" not in ran.err


def test_package_may_be_a_workbook(run: Run, package: Path, tmp_path: Path) -> None:
    """A cell that says another number of days moves the limit, and nothing else."""
    book, limits = str(tmp_path / "shanghai.xlsx"), package / "limits.yaml"
    text = limits.read_text("utf-8")
    limits.write_text(text.replace("count: 5", "count: 3", 1), "utf-8")
    assert 0 == run("convert", str(package), book).code

    same = run("diff", str(package), book, *DAYS[:2], "--json")
    moved = run("diff", str(DATA), book, *DAYS[:2], "--json")

    assert ([], []) == (same.json["moves"], same.json["rows"])
    assert {"limit"} == {move["aspect"] for move in moved.json["moves"]}
    assert ["shanghai/reply-basic"] == [row["key"] for row in moved.json["rows"]]
