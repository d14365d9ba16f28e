"""A folder of wheels is a place that pip installs from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regservice.exports.wheel import Wheel, wheel_bytes
from tests.conftest import Packages

Run = Callable[..., Any]
Pip = Callable[..., str]
MADE = ("index.html", "index.json", "simple")


@pytest.fixture
def house(tmp_path: Path, packages: Packages, run: Run) -> Path:
    """A folder with three wheels: two versions of a package and another one."""
    folder = tmp_path / "轮子 库"
    folder.mkdir()
    for name, version in (("regservice-a", "1.9"), ("regservice-a", "1.10")):
        wheel = Wheel(
            name=name,
            version=version,
            metadata=(("Summary", "<b>甲</b>"), ("Requires-Python", ">=3.11")),
            files={"regservice_a/__init__.py": b""},
        )
        (folder / wheel.file).write_bytes(wheel_bytes(wheel))
    home = packages.write("regservice-b", '"330000"', {"rows.yaml": "rules: []\n"})
    assert 0 == run("plugins", "build", str(home), "--out", str(folder)).code
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_pip_installs_from_the_folder(
    run: Run, pip: Pip, house: Path, tmp_path: Path
) -> None:
    """By its index and by its files; the newest version by number, not by letters."""
    ran = run("plugins", "index", str(house))
    address = (house / "simple").as_uri()
    pip(
        "install",
        "--index-url",
        address,
        "--no-deps",
        "--target",
        str(tmp_path / "one"),
        "regservice-a",
    )
    pip("install", "--no-index", "--find-links", str(house), "--no-deps", "--target",
        str(tmp_path / "two"), "regservice-a", "regservice-b")  # fmt: skip

    assert 0 == ran.code
    assert (tmp_path / "one" / "regservice_a-1.10.dist-info").is_dir()
    assert (tmp_path / "two" / "regservice_b-1.dist-info").is_dir()


def test_index_states_what_is_there(run: Run, house: Path) -> None:
    """Hashes, versions from new to old, and what the manifest says."""
    run("plugins", "index", str(house))
    found = json.loads((house / "index.json").read_text("utf-8"))
    first, second = found["packages"]
    page = (house / "simple" / "regservice-a" / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)#sha256=(\w+)"', page)

    assert ["1.10", "1.9"] == [file["version"] for file in first["files"]]
    assert ("试验包", "tests", ["330000"]) == (
        second["title"],
        second["owner"],
        second["places"],
    )
    assert 2 == len(links)
    for target, digest in links:
        file = house / "simple" / "regservice-a" / target
        assert digest == hashlib.sha256(file.read_bytes()).hexdigest()
    assert 'data-requires-python="&gt;=3.11"' in page


def test_catalogue_is_escaped_and_refers_to_nothing_outside(
    run: Run, house: Path
) -> None:
    """It is opened from a file share."""
    run("plugins", "index", str(house))
    page = (house / "index.html").read_text("utf-8")

    assert '<html lang="zh-CN">' in page
    assert "&lt;b&gt;甲&lt;/b&gt;" in page
    assert "<b>" not in page
    assert not re.search(r"https?://|src=|<script", page)


def test_index_is_the_same_when_it_is_made_again(run: Run, house: Path) -> None:
    """Nothing is added, and no byte changes."""
    run("plugins", "index", str(house))
    before = content(house)
    run("plugins", "index", str(house))

    assert before == content(house)


def test_wheel_that_is_gone_leaves_the_index(run: Run, house: Path) -> None:
    """Its page too; the folder of the other stays."""
    run("plugins", "index", str(house))
    next(house.glob("regservice_b*.whl")).unlink()
    ran = run("plugins", "index", str(house), "--json")

    assert 1 == ran.json["packages"]
    assert not (house / "simple" / "regservice-b").exists()
    assert (house / "simple" / "regservice-a").is_dir()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("regservice_c-1-py3-none-any.whl", b"PK", id="no-zip"),
        pytest.param("regservice.whl", b"", id="name"),
        pytest.param("regservice_c-第一版-py3-none-any.whl", b"", id="version"),
    ],
)
def test_broken_wheel_is_told_and_hurts_no_other(
    run: Run, house: Path, name: str, data: bytes
) -> None:
    """The rest is indexed; the exit code says that something is wrong."""
    (house / name).write_bytes(data)
    ran = run("plugins", "index", str(house), "--json")

    assert 3 == ran.code
    assert ["RS4113"] == [problem["code"] for problem in ran.json["problems"]]
    assert 3 == len(ran.json["files"])


def test_wheel_that_was_changed_after_it_was_built_is_told(
    run: Run, house: Path
) -> None:
    """A byte of a file inside."""
    path = next(house.glob("regservice_b*.whl"))
    path.write_bytes(path.read_bytes().replace(b"rules: []", b"rules: ()"))
    ran = run("plugins", "index", str(house))

    assert 3 == ran.code
    assert "RS4113" in ran.err


def test_wheel_under_the_name_of_another_is_told(run: Run, house: Path) -> None:
    """pip would refuse it only when it is installed."""
    path = house / "regservice_a-1.9-py3-none-any.whl"
    path.rename(house / "regservice_a-2.0-py3-none-any.whl")
    ran = run("plugins", "index", str(house))

    assert 3 == ran.code
    assert "METADATA" in ran.err


@pytest.mark.parametrize("name", ["index.html", "index.json", "simple/index.html"])
def test_page_of_somebody_else_is_left_alone(run: Run, house: Path, name: str) -> None:
    """Nothing at all is written then."""
    (house / "simple").mkdir()
    (house / name).write_text("ours", "utf-8")
    before = content(house)
    ran = run("plugins", "index", str(house))

    assert 3 == ran.code
    assert "RS4112" in ran.err
    assert before == content(house)


def test_folder_without_wheels_is_an_empty_index(run: Run, tmp_path: Path) -> None:
    """It says how wheels come to be; a folder that is not there is an error."""
    ran = run("plugins", "index", str(tmp_path))
    gone = run("plugins", "index", str(tmp_path / "gone"))

    assert 0 == ran.code
    assert "plugins build" in ran.err
    assert {*MADE} == {path.name for path in tmp_path.iterdir()}
    assert 3 == gone.code
    assert "RS1001" in gone.err
