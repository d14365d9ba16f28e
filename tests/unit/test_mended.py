"""
Faults that were found, and stay mended.

Each docstring says how it once was.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import regservice
from regservice.codec.package import read_package
from regservice.codec.yamltree import read_yaml
from regservice.core.workcal.build import compile_calendar
from regservice.engine.engine import Engine
from regservice.errors import DataError
from regservice.explain.steps import because, step_text
from regservice.model.decision import Rejected
from regservice.ruleset.compile import compile_ruleset
from regservice.ruleset.digest import digest

AT = "2026-03-02T10:00:00+08:00"
S = "source: {kind: assumed, note: n}"


def _faults(packages: Any, text: str, places: str = "national") -> list[Any]:
    with pytest.raises(DataError) as caught:
        read_package(packages.one(text.replace("$S", S), "more", places))
    return list(caught.value.problems)


def _compiled(packages: Any, text: str, places: str = "national") -> Any:
    homes = packages.nation(), packages.one(text.replace("$S", S), "more", places)
    return compile_ruleset(map(read_package, homes))


# --- codec ------------------------------------------------------------------


def test_text_that_is_no_unicode_is_a_located_error(tmp_path: Path) -> None:
    """Once: UnicodeEncodeError from the cache writer; JSON escapes allow it."""
    file = tmp_path / "x.yaml"
    file.write_bytes(b'a: "\\ud800"\n')

    with pytest.raises(DataError):
        read_yaml(file)


@pytest.mark.parametrize(
    "content", ['{"data": 1, "marks": 5}', '{"data": 1, "marks": {"a": 1}}']
)
def test_cache_entry_of_another_shape_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """Once: AttributeError / TypeError."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    expected = read_yaml(file)
    (entry,) = (tmp_path / "c" / "regservice").iterdir()
    entry.write_text(content, encoding="utf-8")

    assert expected == read_yaml(file)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a：1\nb: 2\n", 1), ("a:\n  - b：1\n    c: 2\n", 2), ("a：\n  - b: 1\n", 1)],
)
def test_full_width_colon_is_found_on_the_line_before(
    tmp_path: Path, text: str, line: int
) -> None:
    """Once: RS1003 'mapping values are not allowed here' on the line after."""
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_yaml(file)

    (problem,) = caught.value.problems
    assert ("RS1004", line) == (problem.code, problem.where.line)


def test_field_that_is_missing_twice_is_reported_twice(packages: Any) -> None:
    """Once: `_paired` keeps one missing field by name; the fault of limb 0 is lost."""
    text = (
        "matters:\n  - code: m\n    name: n\n    competence:\n"
        "      - {says: a, $S}\n      - {says: b, $S}\n"
    )

    assert [5, 6] == [p.where.line for p in _faults(packages, text)]


def test_empty_value_is_reported_on_its_own_line(packages: Any) -> None:
    """Once: the position of an empty plain scalar is that of the next token."""
    text = "places:\n  - code:\n    name: x\n"

    assert [2] == [p.where.line for p in _faults(packages, text)]


@pytest.mark.parametrize(
    "text", ["places:\n  - {code: '330001', source: ~}\n", "rules: 5\n"]
)
def test_messages_show_no_python_names(packages: Any, text: str) -> None:
    """Once: value “None”, value “TypeError”."""
    problems = _faults(packages, text.replace("source: ~", "name: n, validity: ~"))

    shown = " ".join(p.message("zh") for p in problems)
    assert "None" not in shown
    assert "TypeError" not in shown


@pytest.mark.parametrize("day", ["20240124", "2024-W04-3"])
def test_date_is_written_as_the_message_says(packages: Any, day: str) -> None:
    """Once: allowed is YYYY-MM-DD; date.fromisoformat takes more since 3.11."""
    text = f"places:\n  - {{code: '330001', name: n, validity: {{start: {day}}}}}\n"

    assert ["RS1105"] == [p.code for p in _faults(packages, text)]


def test_office_hours_have_sixty_minutes(packages: Any) -> None:
    """Once: 09:75 is read as 10:15."""
    text = (
        "calendar_patterns:\n  - {code: x, name: n, weekdays: [1], $S,"
        " hours: ['09:75-12:00']}\n"
    )

    assert ["RS1105"] == [p.code for p in _faults(packages, text)]


# --- model ------------------------------------------------------------------


@pytest.mark.parametrize("day", ["02-29", "W01-1"])
def test_fixed_day_exists_in_every_year(make: Any, day: str) -> None:
    """Once: accepted; then the compile failed, or took another day."""
    with pytest.raises(ValueError, match="RS1105"):
        compile_calendar(make.pattern(fixed_days=(day,)), [make.notice(2026)])


def test_values_of_a_field_are_told_apart(make: Any) -> None:
    """Once: 'Stable code, unique in the field' is not checked."""
    value = make.field("x", {"a": []}).values[0]

    with pytest.raises(ValueError, match="RS11"):
        make.field("x", {"a": []}, values=(value, value))


def test_request_survives_pickling() -> None:
    """Once: MappingProxyType cannot be pickled; nor deep-copied."""
    request = regservice.ServiceRequest(text="x", attributes={"a": "b"})

    assert request == pickle.loads(pickle.dumps(request))  # noqa: S301 - our own bytes


def test_programmes_given_as_one_text_are_not_letters() -> None:
    """Once: programmes='sh:x' becomes ('s', 'h', ':', 'x')."""
    try:
        found = regservice.ServiceRequest(programmes="sh:x").programmes
    except (TypeError, ValueError):
        return
    assert ("sh:x",) == found


# --- core -------------------------------------------------------------------


def test_body_that_does_not_exist_yet_cannot_have_received_it(
    engine: regservice.Engine,
) -> None:
    """Once: the station (from 2023) is handler and loop owner in 2020."""
    request = regservice.ServiceRequest(
        item="product_registration",
        product="device",
        difficulty="complex",
        place="310104",
        received_by="shanghai/xuhui/station",
    )
    day = dt.date(2020, 3, 2)

    try:
        route = engine.route(request, at=f"{day}T10:00:00+08:00")
    except DataError:
        return
    for body in (route.handler, route.loop_owner):
        assert body is None or day in body.validity


def test_stated_difficulty_counts_without_an_intake_field(make: Any) -> None:
    """Once: it is dropped where no package has the field `difficulty`."""
    from regservice.core.routing.book import AsOf
    from regservice.core.routing.complete import complete

    request = regservice.ServiceRequest(difficulty="basic")
    found = complete(make.world(fields=()), request, AsOf(dt.date(2026, 3, 2)))

    assert "basic" == found.value("difficulty")


# --- ruleset ----------------------------------------------------------------


def test_order_inside_a_row_does_not_change_the_digest(make: Any) -> None:
    """Once: 'places within a row where order has no meaning' are not sorted."""
    tables = make.tables()
    item = attrs.evolve(tables.items[0], keywords=("a", "b"))
    other = attrs.evolve(item, keywords=("b", "a"))

    assert digest(attrs.evolve(tables, items=(item,))) == digest(
        attrs.evolve(tables, items=(other,))
    )


def test_key_twice_in_one_file_names_both_lines(packages: Any) -> None:
    """Once: origins are looked up by key, so both places are the second one."""
    rule = "{id: a, role: co, modality: may, holder: {functions: [nmpa]}, $S}"

    with pytest.raises(DataError) as caught:
        _compiled(packages, f"rules:\n  - {rule}\n  - {rule}\n")

    (problem,) = caught.value.problems
    assert 3 == problem.where.line
    assert problem.params["other"].endswith(":2:5")


@pytest.mark.parametrize("ends", [("a", "a"), ("a", "b")])
def test_rules_must_not_be_exceptions_to_each_other(
    packages: Any, ends: tuple[str, str]
) -> None:
    """Once: both give way, so nobody has the lead; for limits: no limit at all."""
    row = (
        "  - {id: %s, role: lead, modality: may, holder: {functions: [nmpa]}, $S,"
        " exception_to: [%s]}\n"
    )
    one, two = ends
    rows = row % (one, two) + (row % (two, one) if one != two else "")

    with pytest.raises(DataError) as caught:
        _compiled(packages, f"rules:\n{rows}")

    assert {"RS2004"} == {p.code for p in caught.value.problems}


def test_field_of_a_region_changes_no_answer_elsewhere(packages: Any) -> None:
    """Once: an intake field of Zhejiang is heard and shown in Anhui."""
    field = (
        "fields:\n  - {code: 'zj:fact', name: n, question: q,"
        " values: [{code: a, name: A, keywords: [器械]}]}\n"
    )
    homes = [packages.nation(), packages.region("340000", "ah", "安徽")]
    before = Engine(compile_ruleset(map(read_package, homes)), ())
    homes.append(packages.one(field, "zj", '"330000"'))
    try:
        after = Engine(compile_ruleset(map(read_package, homes)), ())
    except DataError:
        return
    request = regservice.ServiceRequest(text="器械延续有争议", place="340000")

    one, two = (
        {**e.route(request, at=AT).as_json(), "ruleset": ""} for e in (before, after)
    )
    assert one == two


def _install(site: Path, name: str, code: str) -> None:
    (site / name).mkdir(parents=True)
    (site / name / "__init__.py").write_text(code, encoding="utf-8")
    info = site / f"{name}-1.0.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    (info / "METADATA").write_text(metadata)
    (info / "entry_points.txt").write_text(f"[regservice]\n{name} = {name}\n")


def test_package_that_exits_on_import_is_quarantined(
    tmp_path: Path, root: Path
) -> None:
    """Once: SystemExit is no Exception; the process of the user ends."""
    _install(tmp_path, "acme_exit", "raise SystemExit(7)\n")
    code = (
        "import regservice as rs, json;"
        "print(json.dumps([f.name for f in rs.load().problems]))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": f"{tmp_path}:{root / 'src'}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode
    assert ["acme_exit"] == json.loads(done.stdout)


def test_hook_without_its_marker_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once: the package vanishes without a word."""
    from regservice.plugin.manager import collect

    _install(tmp_path, "acme_bare", "def regservice_package():\n    return '/x'\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()

    assert "acme_bare" in {found.name for found in collect() if found.problems}


# --- explain ----------------------------------------------------------------


def test_tracked_share_is_the_one_of_the_programme(make: Any, ask: Any) -> None:
    """Once: the sentence says 100 % whatever `tracking` is."""
    book = make.world(programmes=(make.programme("zj:p", "330000", tracking=80),))
    (step,) = [s for s in ask(book, programmes=("zj:p",)).steps if s.rule == "zj:p"]

    assert "100" not in step_text(book, step, [step], "zh")


@pytest.mark.parametrize(
    ("when", "given"),
    [
        ({"registration_business": ("no",)}, {}),
        ({"applicant": ("person",)}, {"applicant": "enterprise"}),
        ({"channel": ("visit",)}, {"channel": "letter"}),
    ],
)
def test_rejection_shows_the_known_fact(
    make: Any, ask: Any, when: dict[str, Any], given: dict[str, Any]
) -> None:
    """Once: “-”, because `because` looks in the findings and not in the facts."""
    rule = make.rule("x", "lead", "top/nmpa", when=make.when(**when))
    book = make.world(more={"rules": (rule,)})
    decision = ask(book, **given)
    (entry,) = [r for r in decision.rejected if r.rule == "x"]

    assert isinstance(entry, Rejected)
    assert "“-”" not in because(book, entry, "zh")


# --- messages, docs ---------------------------------------------------------


def test_every_sentence_is_used(root: Path) -> None:
    """Once: long.title."""
    from regservice.messages.sentences import SENTENCES

    base = root / "src" / "regservice"
    code = "".join(
        p.read_text(encoding="utf-8")
        for p in base.rglob("*.py")
        if p.parent != base / "messages"
    )
    dynamic = (
        *("step.", "source.", "long.fact_", "why_not.", "rejected."),
        *("competent.", "diff.", "sum.office.", "sum.wall.", "weekday.", "day."),
        *("action.", "sum.of."),
    )

    assert [] == [
        key
        for key in SENTENCES
        if not key.startswith(dynamic) and f'"{key}"' not in code
    ]


def test_example_of_parse_instant_runs() -> None:
    """Once: str() of a pendulum DateTime has a blank, not a T."""
    import doctest

    import regservice.engine.instants as module

    assert 0 == doctest.testmod(module).failed


def test_an_inferred_body_lowers_the_confidence(engine: Engine) -> None:
    """Once: the district of a municipality was told with the confidence of the law."""
    seen = engine.who("device_class1_filing", "徐汇区").competent
    inferred = engine.who("device_class1_filing", "松江区").competent

    assert seen is not None
    assert inferred is not None
    assert "high" == seen.confidence
    assert "medium" == inferred.confidence


def test_a_body_elsewhere_only_passes_a_request_on(engine: Engine) -> None:
    """Once: a bureau that received it by mistake became its handler."""
    request = regservice.ServiceRequest(
        item="renewal",
        product="device",
        difficulty="complex",
        place="310104",
        received_by="shanghai/huangpu/amr",
    )
    route = engine.route(request, at=AT)

    assert ("shanghai/huangpu/amr", "shanghai/xuhui/station") == route.path[:2]
    assert route.handler is not None
    assert route.loop_owner is not None
    assert "shanghai/xuhui/amr" == route.handler.id
    assert "shanghai/xuhui/station" == route.loop_owner.id


def test_a_path_given_as_one_text_is_one_folder() -> None:
    """Once: it was taken letter by letter, and `/` was searched for packages."""
    home = str(Path(__file__).parents[2] / "plugins/regservice-region-shanghai")

    assert 2 == len(regservice.load(home, discover=False).ruleset.manifests)


def test_a_workbook_date_before_the_calendar_is_told(engine: Engine) -> None:
    """Once: the same words as for a request without a limit."""
    request = regservice.ServiceRequest(
        item="renewal", product="device", difficulty="basic", place="310104"
    )
    route = engine.route(request, at="2022-03-02T10:00:00+08:00")

    assert ["no_calendar"] == [x["status"] for x in route.as_json()["limits"]]


def test_a_designation_is_told_with_its_own_source(engine: Engine) -> None:
    """Once: the article seemed to name the body that somebody else designated."""
    review = engine.who("ad_review_device", "徐汇区").competent

    assert review is not None
    assert review.reading is not None
    assert "report" == review.reading.kind
    assert "medium" == review.confidence


def test_attribute_without_a_value_is_not_stated() -> None:
    """Once: the text ``None``, which is no allowed value."""
    request = regservice.ServiceRequest(
        place="330102", item="renewal", attributes={"device_class": None}
    )

    assert "device_class" not in request.attributes
