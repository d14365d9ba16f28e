"""An engine that starts from a pack is the engine that was saved."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import regservice
from regservice.core.routing.book import Book
from regservice.engine.engine import Engine
from regservice.engine.pack import save
from regservice.errors import DataError
from regservice.model.legal import Source
from regservice.model.rule import Strategy
from regservice.plugin.installation import survey
from regservice.ruleset.digest import digest

AT = "2026-03-02T10:00:00+08:00"
ROW = """\
documents:
  - {code: ACME, name: 试验办法, status: in_force, verified: read,
     checked_on: 2026-01-01}
"""
REQUESTS = [
    {"text": "二类医疗器械延续注册要提前多久提交", "place": "徐汇区"},
    {"text": "三类医疗器械首次注册", "place": "310104", "difficulty": "complex"},
    {"text": "化妆品备案需要哪些材料", "place": "黄浦区"},
    {"text": "延续注册"},
    {"text": "停车费怎么算", "place": "上海市"},
]


@pytest.fixture(scope="module")
def file(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of the nation and Shanghai."""
    path = tmp_path_factory.mktemp("pack") / "rules.pack"
    save(engine, path)
    return path


@pytest.fixture(scope="module")
def loaded(file: Path) -> Engine:
    """An engine that started from it."""
    return regservice.load_pack(file)


@pytest.fixture
def region(packages: Any) -> Path:
    """The folder of a small package."""
    home: Path = packages.one(ROW, "acme", '"330000"')
    return home


def _codes(path: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        regservice.load_pack(path)
    assert {str(path)} == {problem.where.file for problem in caught.value.problems}
    return [problem.code for problem in caught.value.problems]


# --- the same engine --------------------------------------------------------


def test_everything_comes_back(engine: Engine, loaded: Engine) -> None:
    """Rows, manifests, origins, and what was installed."""
    assert engine.book.tables == loaded.book.tables
    assert engine.ruleset.manifests == loaded.ruleset.manifests
    assert engine.ruleset.origins == loaded.ruleset.origins
    assert engine.installation == loaded.installation


def test_digest_is_that_of_the_rows_that_came_back(
    engine: Engine, loaded: Engine
) -> None:
    """It is stored, and would be the same if it were counted again."""
    assert engine.digest == loaded.digest == digest(loaded.book.tables)


def test_packages_are_named_without_their_rows(engine: Engine, loaded: Engine) -> None:
    """The pack holds the rows of all packages as one."""
    assert [(f.name, f.version, f.origin, f.manifest) for f in engine.packages] == [
        (f.name, f.version, f.origin, f.manifest) for f in loaded.packages
    ]
    assert {None} == {found.contribution for found in loaded.packages}
    assert () == loaded.problems


@pytest.mark.parametrize("given", REQUESTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_answers_are_the_same(
    engine: Engine, loaded: Engine, given: dict[str, str], lang: str
) -> None:
    """With all reasons."""
    request = regservice.ServiceRequest(**given)
    one, two = (e.route(request, at=AT) for e in (engine, loaded))

    assert one.as_json(lang) == two.as_json(lang)
    assert one.explain(lang) == two.explain(lang)


def test_calendar_and_graph_are_the_same(engine: Engine, loaded: Engine) -> None:
    """What is compiled of the rows is compiled again."""
    assert engine.calendar().working == loaded.calendar().working
    assert set(engine.graph.edges(keys=True)) == set(loaded.graph.edges(keys=True))


def test_equal_parts_are_shared(loaded: Engine) -> None:
    """A source that many rows cite is one object."""
    sources = [row.source for row in loaded.book.tables.relations]

    assert len({id(source) for source in sources}) == len(set(sources))


def test_saving_again_gives_the_same_bytes(
    engine: Engine, loaded: Engine, file: Path, tmp_path: Path
) -> None:
    """Also an engine that came from a pack: it stays what it was made from."""
    for number, again in enumerate((engine, loaded)):
        path = tmp_path / f"{number}.pack"
        save(again, path)
        assert file.read_bytes() == path.read_bytes()


def test_order_of_the_folders_does_not_change_the_rows(packages: Any) -> None:
    """The same ruleset, whatever the order in which its packages were named."""
    homes = [packages.one(ROW, "acme", '"330000"'), packages.one("", "other")]
    one, two = (regservice.load(h, discover=False) for h in (homes, homes[::-1]))

    assert one.digest == two.digest
    assert one.installation == two.installation


def test_pack_tells_what_was_superseded(packages: Any, tmp_path: Path) -> None:
    """Where both rows stand, and by which clause."""
    law = "source: {kind: clause, document: ACME, clause: 第1条, verified: read}"
    limit = (
        "limits: [{id: acme/x, goal: resolve, count: 3, unit: working_day,"
        f" legal_effect: internal, modality: may, {law}}}]\n"
    )
    says = f"supersessions: [{{table: limits, key: acme/x, {law}}}]\n"
    homes = [
        packages.one(ROW + limit, "acme", '"330000"'),
        packages.one(limit + says, "more", '"330000"'),
    ]
    engine = regservice.load(homes, discover=False)

    save(engine, tmp_path / "rules.pack")
    again = regservice.load_pack(tmp_path / "rules.pack")

    assert {("limits", "acme/x")} == again.ruleset.superseded.keys()
    assert engine.ruleset.superseded == again.ruleset.superseded
    assert engine.ruleset.origins == again.ruleset.origins
    assert engine.book.tables.supersessions == again.book.tables.supersessions


def test_starting_needs_no_library_of_packages(
    file: Path, root: Path, tmp_path: Path
) -> None:
    """Neither pluggy, cattrs, ruamel nor networkx; nor pendulum and click."""
    code = (
        "import sys, regservice as rs;"
        f"engine = rs.load_pack({str(file)!r});"
        "route = engine.route(rs.ServiceRequest(text='二类医疗器械延续注册',"
        f" place='徐汇区', difficulty='complex'), at={AT!r});"
        "route.as_json(); route.explain();"
        "print(route.lead.id, *sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'networkx', 'pluggy', 'ruamel', 'cattrs', 'pendulum', 'click', 'rich'}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1"},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert ["shanghai/mpa"] == done.stdout.split()


# --- what cannot be saved ---------------------------------------------------


def test_engine_that_was_put_together_by_hand_is_not_saved(
    engine: Engine, tmp_path: Path
) -> None:
    """Nobody could tell whether its pack is stale."""
    with pytest.raises(DataError) as caught:
        save(Engine(engine.ruleset, ()), tmp_path / "x.pack")

    assert "RS3507" == caught.value.problems[0].code
    assert [] == [*tmp_path.iterdir()]


def test_strategies_are_code_and_are_not_saved(engine: Engine, tmp_path: Path) -> None:
    """The error names them."""
    source = Source(kind="assumed", note="试验")
    strategy = Strategy(id="x/y", version="1", choose=lambda _: None, source=source)
    book = Book.of(engine.book.tables, [strategy])
    ruleset = attrs.evolve(engine.ruleset, book=book)

    with pytest.raises(DataError) as caught:
        save(Engine(ruleset, (), engine.installation), tmp_path / "x.pack")

    (problem,) = caught.value.problems
    assert ("RS3508", "x/y") == (problem.code, problem.params["names"])


# --- files ------------------------------------------------------------------


def test_pack_is_replaced_whole(file: Path, engine: Engine, tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    path = tmp_path / "rules.pack"
    path.write_text("what was there")

    save(engine, path)

    assert file.read_bytes() == path.read_bytes()
    assert [path] == [*tmp_path.iterdir()]


@pytest.mark.parametrize("name", ["folder", "no/such/folder.pack"])
def test_write_that_fails_leaves_nothing(
    engine: Engine, tmp_path: Path, name: str
) -> None:
    """No file that is half written."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inner").write_text("")

    with pytest.raises(DataError) as caught:
        save(engine, tmp_path / name)

    assert caught.value.problems[0].code in {"RS1001", "RS1010", "RS4009"}
    assert ["folder"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("name", "code"), [("none.pack", "RS1001"), ("", "RS1010"), ("cut.pack", "RS3502")]
)
def test_file_that_is_no_pack_is_told(
    file: Path, tmp_path: Path, name: str, code: str
) -> None:
    """Missing, a folder, half a file."""
    (tmp_path / "cut.pack").write_bytes(file.read_bytes()[:-1])

    assert [code] == _codes(tmp_path / name)


def test_pack_may_be_moved(file: Path, loaded: Engine, tmp_path: Path) -> None:
    """It does not matter where it lies."""
    shutil.copy(file, tmp_path / "moved.pack")

    assert loaded.digest == regservice.load_pack(tmp_path / "moved.pack").digest


# --- stale ------------------------------------------------------------------


def test_folder_that_changes_makes_it_stale(region: Path, tmp_path: Path) -> None:
    """A row, a new file, a file less; and it holds again when all is as before."""
    path = tmp_path / "x.pack"
    rows, text = region / "rows.yaml", (region / "rows.yaml").read_text("utf-8")
    save(regservice.load(region, discover=False), path)
    expected = regservice.load_pack(path).digest

    rows.write_text(text.replace("试验", "别的"), encoding="utf-8")
    assert ["RS3516"] == _codes(path)
    (region / "more.yaml").write_text("")
    assert ["RS3516", "RS3517"] == _codes(path)
    rows.unlink()
    assert ["RS3517", "RS3518"] == _codes(path)
    (region / "more.yaml").unlink()
    rows.write_text(text, encoding="utf-8")
    assert expected == regservice.load_pack(path).digest


def test_folder_that_is_gone_makes_it_stale(region: Path, tmp_path: Path) -> None:
    """The folder is named as it was given."""
    path = tmp_path / "x.pack"
    save(regservice.load(region, discover=False), path)
    shutil.rmtree(region)

    with pytest.raises(DataError) as caught:
        regservice.load_pack(path)

    (problem,) = caught.value.problems
    assert ("RS3514", str(region)) == (problem.code, problem.params["name"])


def test_folder_is_looked_for_where_it_was(
    region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path means what it meant when the engine was loaded."""
    monkeypatch.chdir(region.parent)
    engine = regservice.load(region.name, discover=False)
    monkeypatch.chdir(tmp_path)
    save(engine, "x.pack")

    assert engine.digest == regservice.load_pack("x.pack").digest


def test_change_between_loading_and_saving_shows(region: Path, tmp_path: Path) -> None:
    """What counts is what the rows were read from."""
    engine = regservice.load(region, discover=False)
    rows = region / "rows.yaml"
    rows.write_text(rows.read_text("utf-8") + "# later\n", encoding="utf-8")
    save(engine, tmp_path / "x.pack")

    assert ["RS3516"] == _codes(tmp_path / "x.pack")


def test_other_library_makes_it_stale(engine: Engine, tmp_path: Path) -> None:
    """Rows may mean something else there."""
    assert engine.installation is not None
    old = attrs.evolve(engine.installation, library="0.0.1")
    save(Engine(engine.ruleset, engine.packages, old), tmp_path / "x.pack")

    assert ["RS3511"] == _codes(tmp_path / "x.pack")


def test_folder_for_which_nobody_looks_is_no_matter(
    region: Path, tmp_path: Path
) -> None:
    """Loaded without discovery: what is installed beside does not count."""
    engine = regservice.load(region, discover=False)
    save(engine, tmp_path / "x.pack")
    now = survey((), discover=True)

    assert {"entry_point"} <= {part.origin for part in now.parts}
    assert engine.digest == regservice.load_pack(tmp_path / "x.pack").digest


def test_stale_pack_is_used_where_that_is_asked_for(
    region: Path, tmp_path: Path
) -> None:
    """On another machine, say; the engine stays what it was made from."""
    path, again = tmp_path / "x.pack", tmp_path / "again.pack"
    engine = regservice.load(region, discover=False)
    save(engine, path)
    shutil.rmtree(region)

    accepted = regservice.load_pack(path, stale="accept")
    save(accepted, again)

    assert engine.book.tables == accepted.book.tables
    assert path.read_bytes() == again.read_bytes()
    assert ["RS3514"] == _codes(again)


def test_fix_is_told_in_both_languages(region: Path, tmp_path: Path) -> None:
    """The command with the name of the file."""
    path = tmp_path / "x.pack"
    save(regservice.load(region, discover=False), path)
    shutil.rmtree(region)

    with pytest.raises(DataError) as caught:
        regservice.load_pack(path)

    for lang in ("zh", "en"):
        assert f"regservice pack {path}" in caught.value.problems[0].fix(lang)
