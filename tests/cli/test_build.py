"""A package becomes a wheel that pip installs, or nothing is written."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packaging.metadata import Metadata

from regservice.exports.wheel import Wheel, wheel_bytes
from tests.conftest import REGION, Packages

Run = Callable[..., Any]
Pip = Callable[..., str]
ANSWER = """
import json, regservice as rs
engine = rs.load()
asked = {"text": "医疗器械注册证延续", "place": "330000", "difficulty": "complex"}
route = engine.route(rs.ServiceRequest(**asked), at="2026-03-02T10:00:00+08:00")
found = {f.name: f.version for f in engine.packages if not f.problems}
print(json.dumps([found, route.lead.id, route.handler.id]))
"""


@pytest.fixture
def region(packages: Packages) -> Path:
    """A sound package for Zhejiang, with invented bodies."""
    return write(packages)


def write(packages: Packages, **manifest: str) -> Path:
    """Write the package of Zhejiang beside the national one of the library."""
    rows = REGION.format(code="330000", id="zj", name="浙江", days=3)
    rows = rows.replace("nation/reply", "national/reply")
    home = packages.write("regservice-region-zj", '"330000"', {"rows.yaml": rows})
    text = (home / "package.yaml").read_text("utf-8")
    for key, value in manifest.items():
        lines = [line for line in text.splitlines() if not line.startswith(f"{key}:")]
        text = "\n".join([*lines, f"{key}: {value}", ""])
    (home / "package.yaml").write_text(text, "utf-8")
    return home


def wheels(folder: Path) -> list[str]:
    """What lies in a folder, unfinished files included."""
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def test_wheel_is_installed_and_answers(
    run: Run, pip: Pip, region: Path, tmp_path: Path, root: Path
) -> None:
    """Build, install without a network, and ask in a fresh process."""
    ran = run("plugins", "build", str(region), "--out", str(tmp_path / "out"))
    (name,) = wheels(tmp_path / "out")
    target = tmp_path / "site"
    pip(
        "install",
        "--no-index",
        "--no-deps",
        "--target",
        str(target),
        str(tmp_path / "out" / name),
    )
    done = subprocess.run(
        [sys.executable, "-c", ANSWER],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{target}{os.pathsep}{root / 'src'}"},
    )
    found, lead, handler = json.loads(done.stdout)

    assert 0 == ran.code
    assert "pip install --no-index" in ran.out
    assert "1" == found["regservice-region-zj"]
    assert ("zj/mpa", "zj/mpa") == (lead, handler)


def test_wheel_of_a_distribution_holds_what_its_backend_ships(
    run: Run, pip: Pip, tmp_path: Path, root: Path
) -> None:
    """Every file below ``src``, and metadata that are valid."""
    source = root / "plugins" / "regservice-region-shanghai"
    ran = run("plugins", "build", str(source), "--out", str(tmp_path), "--json")
    pip(
        "install",
        "--no-index",
        "--no-deps",
        "--target",
        str(tmp_path / "site"),
        ran.json["file"],
    )
    code = source / "src"
    shipped = {
        path.relative_to(code).as_posix()
        for path in code.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    site = tmp_path / "site"
    installed = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and ".dist-info" not in str(path) and path.suffix != ".pyc"
    }

    assert shipped == installed
    assert "2026.1.0" == ran.json["version"]


def test_metadata_is_valid(run: Run, packages: Packages, tmp_path: Path) -> None:
    """By the rules of the standard, whatever a manifest says."""
    home = write(packages, title='"标题\\nRequires-Dist: evil"')
    (home / "README.md").write_text("# 说明\n\nName: x\n", "utf-8")
    (home / "LICENSE").write_text("terms", "utf-8")
    ran = run("plugins", "build", str(home), "--out", str(tmp_path), "--json")
    with zipfile.ZipFile(ran.json["file"]) as archive:
        names = archive.namelist()
        (meta,) = [name for name in names if name.endswith("/METADATA")]
        found = Metadata.from_email(archive.read(meta), validate=True)

    assert ["regservice<1,>=0.1"] == [str(r) for r in found.requires_dist or ()]
    assert "标题 Requires-Dist: evil" == found.summary
    assert "# 说明\n\nName: x\n" == found.description
    assert ["LICENSE"] == found.license_files
    assert f"{meta.removesuffix('METADATA')}licenses/LICENSE" in names
    assert names[-1].endswith("/RECORD")


def test_same_version_with_other_content_is_refused(
    run: Run, region: Path, tmp_path: Path
) -> None:
    """What others may have installed is not replaced behind their backs."""
    call = ("plugins", "build", str(region), "--out", str(tmp_path / "out"))
    run(*call)
    again = run(*call, "--json")
    (name,) = wheels(tmp_path / "out")
    before = (tmp_path / "out" / name).read_bytes()
    rows = (region / "rows.yaml").read_text("utf-8")
    (region / "rows.yaml").write_text(f"{rows}# 改\n", "utf-8")
    other = run(*call)

    assert (0, False) == (again.code, again.json["written"])
    assert 3 == other.code
    assert "RS4107" in other.err
    assert before == (tmp_path / "out" / name).read_bytes()
    assert [name] == wheels(tmp_path / "out")


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        pytest.param({"version": '"2026.1-草案"'}, "RS4103", id="draft"),
        pytest.param({"version": '"第一版"'}, "RS4103", id="words"),
        pytest.param({"name": "a/b"}, "RS4101", id="slash"),
        pytest.param({"name": "-x"}, "RS4101", id="dash"),
        pytest.param({"name": "json"}, "RS4102", id="module"),
        pytest.param({"name": "regservice"}, "RS4102", id="library"),
    ],
)
def test_what_pip_could_not_take_is_refused_where_it_stands(
    run: Run, packages: Packages, tmp_path: Path, manifest: dict[str, str], code: str
) -> None:
    """With the file and a way out, in both languages; nothing is written."""
    home = write(packages, **manifest)
    out = tmp_path / "out"
    ran = run("plugins", "build", str(home), "--out", str(out))
    english = run("plugins", "build", str(home), "--out", str(out), "--lang", "en")

    assert (3, 3) == (ran.code, english.code)
    assert f"package.yaml: [{code}]" in ran.err
    assert f"[{code}]" in english.err
    assert [] == wheels(out)


def test_draft_version_of_the_standard_is_taken(
    run: Run, packages: Packages, tmp_path: Path
) -> None:
    """In the form that pip compares."""
    home = write(packages, version='"2026.01-RC1"')
    ran = run("plugins", "build", str(home), "--out", str(tmp_path), "--json")

    assert "2026.1rc1" == ran.json["version"]


def test_package_with_problems_is_not_built(
    run: Run, region: Path, tmp_path: Path
) -> None:
    """All of them are told, as ``check`` tells them."""
    rows = (region / "rows.yaml").read_text("utf-8")
    rows = rows.replace("exception_to: [national/reply]", "exception_to: [gone]")
    (region / "rows.yaml").write_text(rows, "utf-8")
    ran = run("plugins", "build", str(region), "--out", str(tmp_path / "out"), "--json")
    checked = run("check", str(region), "--no-proof", "--json")

    assert 3 == ran.code
    assert checked.json["problems"] == ran.json["problems"]
    assert ["RS2002"] == [problem["code"] for problem in ran.json["problems"]]
    assert [] == wheels(tmp_path / "out")


def test_package_that_leans_on_another_requires_it(
    run: Run, packages: Packages, region: Path, tmp_path: Path
) -> None:
    """Alone it is refused; with the other one beside it, the wheel says so."""
    more = packages.write(
        "regservice-more",
        '"330000"',
        {
            "rows.yaml": "rules:\n  - {id: zj/more, role: copy, modality: may,\n"
            "     holder: {authority: zj/mpa}, source: {kind: assumed, note: 试验}}\n"
        },
    )
    call = ("plugins", "build", str(more), "--out", str(tmp_path / "out"), "--json")
    alone = run(*call)
    beside = run(*call, "--package", str(region))
    with zipfile.ZipFile(beside.json["file"]) as archive:
        (meta,) = [n for n in archive.namelist() if n.endswith("/METADATA")]
        text = archive.read(meta).decode()

    assert 3 == alone.code
    assert ["regservice-region-zj"] == beside.json["needs"]
    assert "Requires-Dist: regservice-region-zj>=1\n" in text


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_folder_that_cannot_be_written_is_told(
    run: Run, region: Path, tmp_path: Path, place: str
) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("x", "utf-8")
    ran = run("plugins", "build", str(region), "--out", str(tmp_path / place))

    assert 3 == ran.code
    assert "RS1010" in ran.err
    assert "Traceback" not in ran.err


def test_full_disk_leaves_no_half_wheel(region: Path, tmp_path: Path) -> None:
    """The system refuses the write after some bytes; what was begun is gone."""
    limit = 1024

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "regservice",
            "plugins",
            "build",
            str(region),
            "--out",
            str(tmp_path / "out"),
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        preexec_fn=small,
    )

    assert 3 == done.returncode
    assert "RS4009" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert [] == wheels(tmp_path / "out")


@pytest.mark.parametrize("epoch", ["1767225600", "0", "999999999999"])
def test_time_of_the_build_can_be_given(
    run: Run, region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    """As other tools take it; beyond what a zip can say it is the nearest."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = run("plugins", "build", str(region), "--out", str(tmp_path), "--json")
    with zipfile.ZipFile(ran.json["file"]) as archive:
        years = {entry.date_time[0] for entry in archive.infolist()}

    assert {{"1767225600": 2026, "0": 1980}.get(epoch, 2107)} == years


def test_time_that_is_none_is_refused(
    run: Run, region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than building a wheel of an unknown time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ran = run("plugins", "build", str(region), "--out", str(tmp_path / "out"))

    assert 3 == ran.code
    assert "RS4106" in ran.err


def test_folder_without_a_package_is_told(run: Run, tmp_path: Path) -> None:
    """A whole disk is not searched for one."""
    ran = run("plugins", "build", str(tmp_path), "--out", str(tmp_path / "out"))

    assert 3 == ran.code
    assert "RS4108" in ran.err


ITEM = """\
items:
  - code: "xuhui:precheck"
    name: 材料预看
    products: [device]
    registration_business: false
    keywords: [材料预看]
    enabled: ["310104"]
    source: &invented {kind: local_practice, office: 虚构科室}
rules:
  - id: xuhui/precheck
    role: lead
    when: {item: ["xuhui:precheck"], place: ["310104"]}
    holder: {functions: [district_amr]}
    modality: may
    source: *invented
"""
ROUTED = """
import json, regservice as rs
request = rs.ServiceRequest(text="医疗器械材料预看", place="徐汇区")
route = rs.load().route(request, at="2026-03-02T10:00:00+08:00")
print(json.dumps([route.status, route.lead and route.lead.id]))
"""


def test_new_item_is_answered_after_it_came_from_the_index(
    run: Run, pip: Pip, packages: Packages, tmp_path: Path, root: Path
) -> None:
    """pip brings the region that it needs; without both nobody knows the item."""
    home = packages.write("regservice-item-x", '"310104"', {"rows.yaml": ITEM})
    shanghai = str(root / "plugins" / "regservice-region-shanghai")
    house, site = tmp_path / "house", tmp_path / "site"
    out = ("--out", str(house))
    built = [
        run("plugins", "build", shanghai, *out),
        run("plugins", "build", str(home), *out, "--package", shanghai),
    ]
    # pip asks for the library too: here a stand-in with its name and version.
    stand_in = Wheel(name="regservice", version="0.1.0")
    (house / stand_in.file).write_bytes(wheel_bytes(stand_in))
    indexed = run("plugins", "index", str(house))
    pip(
        *("install", "--index-url", (house / "simple").as_uri()),
        *("--target", str(site), "regservice-item-x"),
    )

    def answer(*paths: Path) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", ROUTED],
            capture_output=True,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
        )
        return list(json.loads(done.stdout))

    assert [0, 0, 0] == [*(ran.code for ran in built), indexed.code]
    assert (site / "regservice_region_shanghai").is_dir()
    assert ["routed", "shanghai/xuhui/amr"] == answer(site, root / "src")
