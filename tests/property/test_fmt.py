"""Formatting keeps what a file says, its comments, and itself."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from regservice.codec.keys import canonical
from regservice.codec.plain import plain_tables, table_key
from regservice.codec.tree import Tree
from regservice.codec.yamlcomments import comments
from regservice.codec.yamlfmt import format_yaml
from regservice.codec.yamlout import to_yaml
from regservice.codec.yamltree import parse_text
from regservice.errors import DataError
from regservice.testing.strategies import contributions

DECORATIONS = (
    "# 注",
    "  # 深",
    "      # deeper: {a: b}",
    "",
    "   ",
)


def _shared(data: Any, known: dict[str, Any]) -> Any:
    """Equal parts as one object, which YAML writes as anchor and alias."""
    if isinstance(data, dict):
        found = {key: _shared(value, known) for key, value in data.items()}
        return known.setdefault(repr(found), found)
    if isinstance(data, list):
        return [_shared(value, known) for value in data]
    return data


def _dumped(data: Any, draw: st.DrawFn) -> str:
    yaml = YAML()
    dash = draw(st.integers(0, 4))
    yaml.indent(
        mapping=draw(st.integers(2, 5)), sequence=dash + 2, offset=draw(st.just(dash))
    )
    yaml.width = draw(st.sampled_from((20, 80, 1000)))
    yaml.allow_unicode = True
    yaml.default_flow_style = draw(st.sampled_from((False, None)))
    stream = io.StringIO()
    yaml.dump(_shared(data, {}), stream)
    return stream.getvalue()


@st.composite
def written(draw: st.DrawFn) -> str:
    """A file as people write them: styles, comments, empty lines, Windows."""
    lang = draw(st.sampled_from(("zh", "en")))
    data = plain_tables(draw(contributions(most=2)), lang)
    data.pop(table_key("package", lang))
    text = draw(st.sampled_from((to_yaml, lambda data: _dumped(data, draw))))(data)
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines.insert(at, draw(st.sampled_from(DECORATIONS)))
        else:
            lines[at] += draw(st.sampled_from((" # 后", "   # [x]")))
    if draw(st.booleans()):
        # Flow lists over several lines, with comments between.
        lines = [
            line.replace(", ", ",  # 内\n          ", 1)
            if line.rstrip().endswith("]") and '"' not in line and "'" not in line
            else line
            for line in lines
        ]
    end = draw(st.sampled_from(("\n", "\r\n")))
    return draw(st.sampled_from(("", "\ufeff"))) + end.join(lines)


def meaning(text: str) -> Any:
    """What the reader of packages takes from a text."""
    tree, problems = canonical(Tree("", parse_text(text), {}))
    return tree.data, [problem.code for problem in problems]


def texts(text: str) -> list[str]:
    """The comments, in any order."""
    return sorted(comment.text for comment in comments(text))


@given(written(), st.sampled_from((None, "zh", "en")))
def test_formatting_keeps_records_and_comments(text: str, lang: str | None) -> None:
    """Whatever the styles, anchors and comments; a second time changes nothing."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        before = meaning(plain)
    except DataError:  # a comment in the middle of a text
        with pytest.raises(DataError):
            format_yaml(text)
        return

    done = format_yaml(text, lang=lang)

    assert before == meaning(done)
    assert texts(plain) == texts(done)
    assert done == format_yaml(done, lang=lang)
    assert not {"\r", "\ufeff"} & set(done)


@settings(max_examples=20)
@given(contributions(most=2), st.sampled_from(("zh", "en")))
def test_keys_of_one_language_are_those_of_convert(package: Any, lang: str) -> None:
    """From the other language, and there and back again."""
    other = {"zh": "en", "en": "zh"}[lang]
    wanted, source = (plain_tables(package, name) for name in (lang, other))
    for tables, name in ((wanted, lang), (source, other)):
        tables.pop(table_key("package", name))

    done = format_yaml(to_yaml(source), lang=lang)

    assert parse_text(to_yaml(wanted)) == parse_text(done)
    assert format_yaml(done, lang=other) == format_yaml(to_yaml(source))
