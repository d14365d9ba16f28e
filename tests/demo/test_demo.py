"""The demo does the main job on its untidy ledger, the same each time."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ("ledger.xlsx", "organisation.svg", "report.html", "routes.jsonl")


def demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the demo in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "regservice", "demo", *options],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """One run of the demo."""
    folder = tmp_path_factory.mktemp("demo")
    return folder / "out", demo(folder)


def test_it_writes_its_four_files(done: tuple[Path, Any]) -> None:
    """And nothing else, with exit code 0."""
    out, ran = done

    assert 0 == ran.returncode
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)


def test_every_run_gives_the_same_bytes(done: tuple[Path, Any], tmp_path: Path) -> None:
    """The clock is fixed, and so is what a workbook says of its making."""
    out, ran = done
    again = demo(tmp_path)

    assert again.stdout == ran.stdout
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (out / name).read_bytes()


def test_the_counts_add_up(done: tuple[Path, Any]) -> None:
    """The parts of the closing line are the whole, and the lines of the file."""
    out, ran = done
    numbers = list(map(int, re.findall(r"\d+", ran.stdout.splitlines()[-1])))
    lines = (out / "routes.jsonl").read_text("utf-8").splitlines()

    assert numbers[0] == sum(numbers[1:]) == len(lines)
    assert numbers[0] >= 40


def test_the_progress_bar_is_on_stderr(done: tuple[Path, Any]) -> None:
    """What is piped on is the result alone."""
    _, ran = done

    assert "100%" in ran.stderr
    assert "100%" not in ran.stdout


def test_three_answers_are_explained_in_full(done: tuple[Path, Any]) -> None:
    """Facts, rules, path and rejected bodies of three rows."""
    _, ran = done

    assert 3 == ran.stdout.count("认定的事实")
    assert "100%" in ran.stderr


def test_the_untidy_rows_are_told_with_their_cells(done: tuple[Path, Any]) -> None:
    """Duplicate, missing question, unreadable date, unknown place: none is lost."""
    out, _ = done
    lines = (out / "routes.jsonl").read_text("utf-8").splitlines()
    errors = [s for s in map(json.loads, lines) if s["status"] == "error"]

    assert {"RS4005", "RS4006", "RS3202", "RS3101"} == {s["code"] for s in errors}
    assert all(s["problems"][0]["cell"] for s in errors)


def test_every_kind_of_question_is_there(done: tuple[Path, Any]) -> None:
    """Drugs, devices, cosmetics; basic, complex; unaddressed, Lingang; nonsense."""
    out, _ = done
    lines = (out / "routes.jsonl").read_text("utf-8").splitlines()
    routed = [s for s in map(json.loads, lines) if s["status"] == "routed"]
    handlers = {s["handler"]["id"] for s in routed}
    products = {s["request"]["product"] for s in routed}

    assert {"drug", "device", "cosmetic"} <= products
    assert {"basic", "complex"} <= {s["grade"] for s in routed}
    assert {"shanghai/huangpu/amr", "shanghai/lingang/station"} <= handlers
    assert "needs_information" in {json.loads(line)["status"] for line in lines}


def test_every_answer_names_its_source_for_what_it_is(done: tuple[Path, Any]) -> None:
    """A reason cites a clause, or says that it does not."""
    out, _ = done
    lines = (out / "routes.jsonl").read_text("utf-8").splitlines()

    for shape in map(json.loads, lines):
        if shape["status"] == "routed":
            assert re.search("依据|推定|报道|做法", shape["reason"])
            assert len(shape["reason"]) <= 90


def test_no_file_reaches_outside(done: tuple[Path, Any]) -> None:
    """No address in page or picture but the name of the SVG vocabulary."""
    out, _ = done
    for name in ("report.html", "organisation.svg"):
        text = (out / name).read_text("utf-8")
        text = text.replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|src=|@import|url\(", text)


def test_the_files_name_no_path_of_this_machine(done: tuple[Path, Any]) -> None:
    """The same on every machine."""
    out, ran = done
    texts = [(out / name).read_text("utf-8") for name in FILES[1:]] + [ran.stdout]

    assert not [text for text in texts if str(ROOT) in text or str(out) in text]


def test_the_hostile_cell_stays_a_text(done: tuple[Path, Any]) -> None:
    """In the workbook, and escaped in the page."""
    out, _ = done
    sheet = openpyxl.load_workbook(out / "ledger.xlsx").active
    hostile = [
        cell
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("=HYPERLINK")
    ]

    assert ["s"] == [cell.data_type for cell in hostile]
    assert "=HYPERLINK(&#34;" in (out / "report.html").read_text("utf-8")


def test_english_is_english(tmp_path: Path) -> None:
    """Headings and counts; names and questions stay as they are."""
    ran = demo(tmp_path, "--lang", "en")

    assert 0 == ran.returncode
    assert "answered at a station" in ran.stdout
    assert "第 1 步" not in ran.stdout


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """Nothing is written, and the message says why."""
    (tmp_path / "taken").write_text("mine", "utf-8")
    ran = demo(tmp_path, "--out", "taken")

    assert 3 == ran.returncode
    assert "[RS1010]" in ran.stderr
    assert "mine" == (tmp_path / "taken").read_text("utf-8")


def test_the_packaged_ledger_is_what_its_script_makes(tmp_path: Path) -> None:
    """The only binary of the repository can be made again, cell by cell."""
    script = runpy.run_path(str(ROOT / "examples/make_demo_ledger.py"))
    script["main"](str(tmp_path / "ledger.xlsx"))
    made = openpyxl.load_workbook(tmp_path / "ledger.xlsx").active
    kept = openpyxl.load_workbook(ROOT / "src/regservice/demo/ledger.xlsx").active

    assert list(made.values) == list(kept.values)
    assert made.merged_cells.ranges == kept.merged_cells.ranges


def test_the_picture_of_the_readme_is_current(done: tuple[Path, Any]) -> None:
    """It is the one that the demo draws."""
    out, _ = done
    kept = ROOT / "docs/images/demo-organisation.svg"

    assert (out / "organisation.svg").read_text("utf-8") == kept.read_text("utf-8")
