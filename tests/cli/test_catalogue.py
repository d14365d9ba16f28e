"""``regservice org``, ``items``, ``who``, ``plugins list``, ``doctor``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regservice as rs

Run = Callable[..., Any]

SHANGHAI = str(
    Path(__file__).resolve().parents[2] / "plugins" / "regservice-region-shanghai"
)


@pytest.mark.parametrize(
    ("matter", "body"),
    [
        ("device_class1_filing", "shanghai/xuhui/amr"),
        ("device_class2_registration", "shanghai/mpa"),
        ("device_class3_registration", "national/nmpa"),
        ("B03", "shanghai/mpa"),
        ("第二类医疗器械注册", "shanghai/mpa"),
    ],
)
def test_who_decides_by_law(run: Run, matter: str, body: str) -> None:
    """Code, number and name find the matter; the clause and its check are told."""
    shape = run("who", matter, "--place", "徐汇区", "--json").json

    assert body == shape["competent"]["id"]
    assert shape["competent"]["source"]["verified"] in ("read", "page")
    assert "high" == shape["competent"]["confidence"]


def test_without_a_place_the_only_region_answers_and_says_so(run: Run) -> None:
    """With one region installed there is one municipal regulator to name."""
    alone = ("who", "device_class2_registration", "--package", SHANGHAI)
    ran = run(*alone, "--json")

    assert "shanghai/mpa" == ran.json["competent"]["id"]
    assert "310000" == ran.json["place_presumed"]
    assert "未给地区" in run(*alone).out


def test_a_body_that_nobody_designated_is_not_guessed(run: Run) -> None:
    """Advertising review is with whom the province designated; for some unknown."""
    ran = run("who", "ad_review_device", "--place", "北京市", "--json")

    assert ran.json["competent"]["id"] is None
    assert "未查到北京市的指定" in ran.json["competent"]["name"]


def test_a_class_that_decides_is_asked_for(run: Run) -> None:
    """Renewal goes by class; without it the answer is the question."""
    shape = run("who", "device_renewal", "--place", "徐汇区", "--json").json
    given = ("--attr", "device_class=2", "--json")
    second = run("who", "device_renewal", "--place", "徐汇区", *given).json

    assert shape["competent"] is None
    assert "第几类" in shape["ask"]
    assert "shanghai/mpa" == second["competent"]["id"]


def test_an_unknown_matter_is_an_error(run: Run) -> None:
    """With the nearest that there is."""
    ran = run("who", "device_class2_registraton")

    assert 3 == ran.code
    assert "device_class2_registration" in ran.err


def test_the_bodies_of_a_place(run: Run) -> None:
    """A district has its bureau, its station and its counterpart."""
    shape = run("org", "--place", "徐汇区", "--json").json
    ids = {body["id"] for body in shape["authorities"]}

    assert {"shanghai/xuhui/amr", "shanghai/xuhui/station", "shanghai/mpa"} <= ids
    assert "shanghai/pudong/amr" not in ids
    assert all(edge["source"]["kind"] for edge in shape["relations"])


def _organisation(folder: Path) -> str:
    """A province whose two bureaus became one, and then another."""
    source = "source: {kind: assumed, note: x}"
    spans = {"a": "{end: 2024-03-01}", "b": "{start: 2024-03-01, end: 2024-06-01}",
             "c": "{start: 2024-06-01}", "d": "{}"}  # fmt: skip
    bodies = [
        f"  - {{id: o/{key}, name: 局{key}, kind: district_amr, level: district,"
        f' places: ["630000"], validity: {span}, {source}}}'
        for key, span in spans.items()
    ]
    edges = [
        f"  - {{type: guides, subject: o/d, object: o/{key}, modality: reported,"
        f" validity: {span}, {source}}}"
        for key, span in spans.items()
        if key != "d"
    ]
    edges.append(
        "  - {type: cooperates, subject: o/c, object: o/d, modality: reported,"
        f" validity: {{start: 2025-01-01}}, {source}}}"
    )
    manifest = 'name: o\ntitle: o\nversion: "1"\nplaces: ["630000"]\nowner: o\n'
    (folder / "package.yaml").write_text(manifest)
    rows = "\n".join(["authorities:", *bodies, "relations:", *edges, ""])
    (folder / "rows.yaml").write_text(rows, "utf-8")
    return str(folder)


@pytest.mark.parametrize(
    "day",
    ["2024-02-29", "2024-03-01", "2024-05-31", "2024-06-01", "2024-12-31", None],
)
def test_what_is_there_on_a_day_is_listed_and_drawn_and_the_rest_counted(
    run: Run, tmp_path: Path, day: str | None
) -> None:
    """In the table, in JSON, in both pictures and on the page alike."""
    package = _organisation(tmp_path)
    at = ("--at", day) if day else ()
    now = day or "2026-01-01"
    files = {form: tmp_path / f"org.{form}" for form in ("svg", "html", "mermaid")}
    options = [part for form, to in files.items() for part in (f"--{form}", str(to))]
    asked = ("--package", package, "org", "--place", "630000", *at)
    shape = run(*asked, "--json").json
    ran = run(*asked, *options)

    def lasts(row: dict[str, str | None]) -> bool:
        return (row["from"] or "") <= now < (row["to"] or "9")

    last = "a" if now < "2024-03-01" else "b" if now < "2024-06-01" else "c"
    there = {body["id"] for body in shape["authorities"] if body["id"][:2] == "o/"}
    assert {f"o/{last}", "o/d"} == there
    assert shape["at"] == day or day is None
    assert all(map(lasts, (*shape["authorities"], *shape["relations"])))
    own = [e for e in shape["relations"] if e["object"][:2] == "o/"]
    assert (2 if now >= "2025-01-01" else 1) == len(own)
    tables = rs.load([package], discover=False).book.tables
    here = {b.id for b in tables.authorities if {"630000", "national"} & {*b.places}}
    edges = [e for e in tables.relations if {e.subject, e.object} <= here]
    counts = {
        "authorities": len(here) - len(shape["authorities"]),
        "relations": len(edges) - len(shape["relations"]),
    }
    assert counts == shape["left_out"]
    for text in (ran.out, *(path.read_text("utf-8") for path in files.values())):
        assert {f"局{last}", "局d"} == {f"局{k}" for k in "abcd" if f"局{k}" in text}
    said = ran.out.splitlines()[-1]
    assert "机构{authorities}个,关系{relations}条".format(**counts) in said
    assert "--at" in said


def test_day_of_the_bodies_is_read_like_any_other(run: Run) -> None:
    ran = run("org", "--at", "20240301")

    assert (3, True) == (ran.code, "[RS3201]" in ran.err)


def test_the_picture_refers_to_nothing_outside(run: Run, tmp_path: Path) -> None:
    """A self-contained SVG with title and description."""
    path = tmp_path / "org.svg"
    ran = run("org", "--place", "徐汇区", "--svg", str(path))
    svg = path.read_text("utf-8")

    assert 0 == ran.code
    assert "<title" in svg
    assert "<desc" in svg
    assert 0 == svg.replace('xmlns="http://www.w3.org/2000/svg"', "").count("http")


def test_picture_of_all_bodies_folds_those_that_look_alike(
    run: Run, tmp_path: Path
) -> None:
    """More than can be read: the technical bodies of the nation share a box."""
    path = tmp_path / "org.svg"
    ran = run("org", "--package", SHANGHAI, "--svg", str(path))
    svg = path.read_text("utf-8")

    assert 0 == ran.code
    assert "×17 国家局技术机构" in svg
    assert "17 个机构合并为 1 个框(×N)</desc>" in svg
    assert "徐汇区市场监督管理局 (shanghai/xuhui/amr)" in svg


def test_bodies_as_a_mermaid_flowchart(run: Run, tmp_path: Path) -> None:
    """In the language of the command, beside the picture and the table."""
    chart, picture = tmp_path / "org.mmd", tmp_path / "org.svg"
    ran = run(
        *("org", "--place", "徐汇区", "--lang", "en"),
        *("--mermaid", str(chart), "--svg", str(picture), "--json"),
    )
    text = chart.read_text("utf-8")

    assert 0 == ran.code
    assert picture.exists()
    assert len(ran.json["authorities"]) == text.count('["')
    assert '-->|"guides"|' in text
    assert "flowchart TB" in text


@pytest.mark.parametrize("option", ["--svg", "--mermaid"])
def test_a_picture_that_cannot_be_written_leaves_nothing(
    run: Run, tmp_path: Path, option: str
) -> None:
    """A clear message, and no half-written file."""
    ran = run("org", option, str(tmp_path / "no" / "org.svg"))

    assert 3 == ran.code
    assert "[RS1001]" in ran.err
    assert [] == list(tmp_path.iterdir())


def test_the_items_and_their_fields(run: Run) -> None:
    """All core items are offered, with the values that conditions may use."""
    shape = run("items", "--json").json

    assert {"renewal", "product_registration"} <= {i["code"] for i in shape["items"]}
    assert "device_class" in {field["code"] for field in shape["fields"]}
    assert "shanghai:district_key_project" in {p["code"] for p in shape["programmes"]}


def test_items_show_what_can_be_stated(run: Run) -> None:
    """A message about a fact or a programme sends its reader here."""
    text = run("items").out

    for shown in ("renewal", "device_class", "上海区级重点项目", "上海市"):
        assert shown in text


def test_the_packages_and_their_state(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The built-in package and all that are installed."""
    monkeypatch.delenv("REGSERVICE_DISABLE")
    shape = run("plugins", "list", "--json").json
    packages = {package["name"]: package for package in shape["packages"]}

    assert "builtin" == packages["regservice-national"]["origin"]
    assert ["310000"] == packages["regservice-region-shanghai"]["places"]
    assert all(package["loaded"] for package in packages.values())


def test_doctor_finds_a_sound_machine_sound(run: Run) -> None:
    """Every line is a finding with its state."""
    shape = run("doctor", "--json").json

    assert {"ok", "findings", "schema_version"} <= shape.keys()
    assert all(finding["text"] for finding in shape["findings"])


def test_doctor_names_documents_that_were_checked_too_long_ago(
    run: Run, tmp_path: Path
) -> None:
    """And says when those that are still good are due."""
    package = tmp_path / "old"
    package.mkdir()
    (package / "package.yaml").write_text(
        "name: regservice-region-old\ntitle: 试验\nversion: '1'\nplaces: ['330000']\n"
        "owner: tests\n",
        "utf-8",
    )
    row = (
        "  - {{code: {}, name: 虚构条例, status: in_force, verified: own,"
        " checked_on: {}}}\n"
    )
    (package / "rows.yaml").write_text(
        "documents:\n"
        + row.format("OLD", "2020-01-01")
        + row.format("KEPT", "2020-01-01, recheck_by: 2999-01-01"),
        "utf-8",
    )

    texts = [f["text"] for f in run("doctor", "--json").json["findings"]]
    ran = run("--package", str(package), "doctor", "--json")

    assert 1 == sum("都没有过期" in text for text in texts)
    assert 1 == ran.code
    (late,) = (f for f in ran.json["findings"] if not f["ok"])
    assert "OLD (2020-01-01)" in late["text"]
    assert "KEPT" not in late["text"]
    assert "checked_on" in late["fix"]


@pytest.mark.parametrize("command", ["org", "items", "who B03", "plugins list"])
def test_tables_are_printed_in_both_languages(run: Run, command: str) -> None:
    """The text form works in Chinese and English."""
    for lang in ("zh", "en"):
        ran = run(*command.split(), "--lang", lang)
        assert 0 == ran.code
        assert ran.out.strip()
