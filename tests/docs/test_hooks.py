"""Every hook has a current page in both languages, and an example whose rows arrive."""

from __future__ import annotations

import inspect
from pathlib import Path

import attrs
import pytest

import regservice
from regservice.messages.hookwords import HOOK_WORDS
from regservice.model.package import row_key
from regservice.plugin.hooks import HOOKS, classes_of
from regservice.plugin.manager import collect
from regservice.plugin.rows import TABLES
from tests.docs.makers import maker

ROOT = Path(__file__).resolve().parents[2]


GENERATOR = maker("hooks")


@pytest.mark.parametrize("lang", GENERATOR.PAGES)
def test_page_is_current(lang: str) -> None:
    """Else: python docs/_gen/hooks.py."""
    assert GENERATOR.page(lang) == GENERATOR.PAGES[lang].read_text("utf-8")


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_says_all_that_the_page_needs(hook: str) -> None:
    """What it does, when, what nothing means, an example, since; in both languages."""
    parts = GENERATOR.parts_of(HOOKS[hook])

    assert all(attrs.astuple(parts))
    assert "def " + hook in parts.example
    assert all(HOOK_WORDS[hook])
    assert "mpty" in parts.returns or "nothing" in parts.returns
    for lang in GENERATOR.PAGES:
        assert f"## {hook}\n" in GENERATOR.page(lang)


def test_hook_without_a_part_is_seen() -> None:
    """The check above can fail."""

    def regservice_bare() -> None:
        """Do something."""

    assert not all(attrs.astuple(GENERATOR.parts_of(regservice_bare))[1:])


@pytest.mark.parametrize(
    ("hook", "isolate"),
    [
        *((hook, False) for hook in HOOKS),
        # What crosses to another process is the same for all tables.
        ("regservice_rules", True),
        ("regservice_strategies", True),
    ],
)
def test_example_arrives_in_an_engine(hook: str, isolate: bool, tmp_path: Path) -> None:
    """With the line where each row was written."""
    examples = {name: GENERATOR.parts_of(spec).example for name, spec in HOOKS.items()}
    wanted = dict.fromkeys(["regservice_package", hook])
    script = tmp_path / "acme_hooks.py"
    script.write_text("\n\n".join(examples[name] for name in wanted), "utf-8")

    engine = regservice.load([script], discover=False, isolate=isolate)

    assert "acme-hooks" in {m.name for m in engine.ruleset.manifests}
    if hook == "regservice_strategies":
        assert "national/nmpa" == engine.book.strategies["acme/choose"].choose(
            {"product": frozenset({"drug"})}
        )
        return
    if hook == "regservice_package":
        return
    if hook == "regservice_tests":
        *_, found = collect([script], discover=False, isolate=isolate)
        assert found.contribution is not None
        assert ["acme/first"] == [test.id for test in found.contribution.tests]
        return
    rows = [
        (TABLES[cls], row_key(row))
        for cls in classes_of(hook)
        for row in getattr(engine.book.tables, TABLES[cls])
    ]
    origins = engine.ruleset.origins
    mine = [origins[key] for key in rows if origins[key].package == "acme-hooks"]
    lines = script.read_text("utf-8").splitlines()
    assert mine
    for origin in mine:
        assert str(script) == origin.file
        assert "yield " in lines[origin.line - 1]


def test_specification_takes_no_arguments() -> None:
    """There is nothing that a package could change."""
    assert all(not inspect.signature(spec).parameters for spec in HOOKS.values())
