"""YAML is put into a regular form, and refused where that would change it."""

from __future__ import annotations

import pytest

from regservice.codec import yamlfmt
from regservice.codec.yamlfmt import format_yaml
from regservice.errors import DataError


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        pytest.param(
            "places:\n- code: 310104\n  name: on\n",
            'places:\n  - code: "310104"\n    name: "on"\n',
            id="codes-are-quoted",
        ),
        pytest.param(
            "limits:\n  - {count: '5', unit: 'month', at: 1}\n",
            'limits:\n  - {count: 5, unit: "month", at: 1}\n',
            id="numbers-are-not",
        ),
        pytest.param(
            "rules:\n    - validity: {start: '2024-01-24'}\n      joint: \"true\"\n",
            "rules:\n  - validity: {start: 2024-01-24}\n    joint: true\n",
            id="dates-and-truths-are-not",
        ),
        pytest.param(
            "\ufeffplaces:\r\n- code: a\r\n  note: |\r\n     b\r\n      c\r\n",
            "places:\n  - code: a\n    note: |\n      b\n       c\n",
            id="windows-and-block",
        ),
        pytest.param(
            "places:\n  -   code: a # one\n\n\n\n      name: b\n  # two\n",
            "places:\n  - code: a # one\n\n    name: b\n  # two\n",
            id="comments-and-blank-lines",
        ),
        pytest.param(
            "items:\n- keywords: [a, # first\n   b]\n",
            "items:\n  - keywords:\n      - a # first\n      - b\n",
            id="comment-in-brackets",
        ),
        pytest.param(
            "rules:\n- source: &x {kind: clause}\n- source: *x\n",
            "rules:\n  - source: &x {kind: clause}\n  - source: *x\n",
            id="anchors",
        ),
        pytest.param("# nothing yet\n", "# nothing yet\n", id="only-a-comment"),
        pytest.param("", "", id="empty"),
        pytest.param(
            "places:\n- {code: , name: ~}\n",
            "places:\n  - {code: null, name: ~}\n",
            id="nothing",
        ),
    ],
)
def test_form_is_regular(written: str, wanted: str) -> None:
    """And formatting it again changes nothing."""
    assert wanted == format_yaml(written)
    assert wanted == format_yaml(wanted)


def test_long_list_is_filled_into_lines() -> None:
    """No line is longer than it has to be."""
    words = ", ".join(f"关键词{number}" for number in range(100))
    done = format_yaml(f"items:\n  - keywords: [{words}]\n")

    assert all(len(line) <= 100 for line in done.splitlines())
    assert done == format_yaml(done)


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        (
            "zh",
            (
                "分办规则:\n  - 角色: 主办\n"
                "    条件: {产品类别: [药品], sh:kind: [drug]}\n    unknown: lead\n"
            ),
        ),
        (
            "en",
            (
                "rules:\n  - role: lead\n"
                "    when: {product: [drug], sh:kind: [drug]}\n    unknown: lead\n"
            ),
        ),
    ],
)
def test_keys_are_put_into_one_language(lang: str, wanted: str) -> None:
    """Choices too; what has no meaning stays as it is."""
    mixed = (
        "rules:\n- 角色: lead\n  when: {产品类别: [drug], sh:kind: [drug]}\n"
        "  unknown: lead\n"
    )

    assert wanted == format_yaml(mixed, lang=lang)


def test_manifest_is_one_record() -> None:
    """Its keys stand at the top."""
    text = "name: x\nplaces: [310104]\n"

    assert '包名: x\n适用地区: ["310104"]\n' == format_yaml(
        text, is_manifest=True, lang="zh"
    )


def test_what_would_read_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the writer is an error, never a changed record."""
    monkeypatch.setattr(yamlfmt, "_scalar", lambda part: part.value + "x")

    with pytest.raises(DataError) as caught:
        format_yaml("places:\n- {code: a}\n", "a.yaml")

    (problem,) = caught.value.problems
    assert ("RS1027", "a.yaml") == (problem.code, str(problem.where))


def test_lost_comment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comments are the work of somebody too."""
    monkeypatch.setattr(yamlfmt._Writer, "_comment", lambda *_: None)

    with pytest.raises(DataError) as caught:
        format_yaml("# why\nplaces:\n- {code: a}\n", "a.yaml")

    assert "RS1027" == caught.value.problems[0].code


def test_what_is_no_yaml_is_said_where() -> None:
    """With file, line and column."""
    with pytest.raises(DataError) as caught:
        format_yaml("places: [a\nb: c\n", "a.yaml")

    (problem,) = caught.value.problems
    assert "RS1003" == problem.code
    assert problem.where.line
    assert "a.yaml" == problem.where.file
