"""Evidence points at the words, and names mean the same by any of their forms."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import regservice
from regservice.core.classify import THRESHOLD, classify, matches, normalise
from regservice.engine.engine import Engine
from regservice.engine.names import fold
from regservice.errors import UnknownNameError

AT = "2026-03-02T10:00:00+08:00"
LETTERS = st.text(alphabet="注册延续备案变更abＡ2 ，", max_size=12)
VOCABULARIES = st.dictionaries(
    st.sampled_from("pqrs"),
    st.lists(st.text(alphabet="注册延续备案abＡ2", max_size=4), max_size=4),
    max_size=4,
)


@given(text=LETTERS, words=VOCABULARIES)
def test_evidence_is_the_words_at_its_span(
    text: str, words: dict[str, list[str]]
) -> None:
    """Every span is inside the text, and is a word of its value."""
    for value, found in matches(text, words).items():
        for evidence in found:
            assert text[evidence.start : evidence.end] == evidence.text
            assert normalise(evidence.text) in map(normalise, words[value])


@given(text=LETTERS, words=VOCABULARIES)
def test_no_character_speaks_for_two_words(
    text: str, words: dict[str, list[str]]
) -> None:
    """Spans are equal, for a word of several values, or do not touch."""
    spans = {(e.start, e.end) for found in matches(text, words).values() for e in found}
    used = [position for start, end in spans for position in range(start, end)]

    assert len(set(used)) == len(used)


@given(text=LETTERS, words=VOCABULARIES, data=st.data())
def test_no_order_of_words_or_values_counts(
    text: str, words: dict[str, list[str]], data: st.DataObject
) -> None:
    """Vocabularies are sets of words by value."""
    shuffled = {
        value: data.draw(st.permutations(words[value]))
        for value in data.draw(st.permutations(list(words)))
    }

    assert classify("x", text, words) == classify("x", text, shuffled)


@given(text=LETTERS, words=VOCABULARIES)
def test_value_is_given_exactly_from_the_threshold_on(
    text: str, words: dict[str, list[str]]
) -> None:
    """A value or candidates, never both; confidence is a share."""
    found = classify("x", text, words)

    assert 0 <= found.confidence < 1
    assert not (found.value and found.candidates)
    if found.value is not None:
        assert found.confidence >= THRESHOLD
        assert found.evidence
    if found.evidence:
        assert found.value is not None or found.candidates


@given(text=st.text(max_size=30))
def test_normalising_keeps_positions(text: str) -> None:
    """Character by character: a position in the folded text is one in the text."""
    assert len(text) == len(normalise(text))
    assert normalise(text) == normalise(normalise(text))


@given(
    text=st.lists(
        st.sampled_from(
            ["徐汇区", "ＩＶＤ", "三类", "延续注册", "进口", "要多久", "，", "x"]
        ),
        max_size=8,
    ).map("".join)
)
def test_evidence_of_an_answer_points_into_the_question(
    engine: Engine, text: str
) -> None:
    """Every finding that was read from the text shows where."""
    route = engine.route(regservice.ServiceRequest(text=text), at=AT)

    for finding in route.decision.findings.values():
        for evidence in finding.evidence:
            assert evidence.text == text[evidence.start : evidence.end]
        if finding.basis == "text" and finding.value is not None:
            assert finding.evidence


def _forms(engine: Engine, kind: str) -> list[tuple[str, str]]:
    """Code and each of its names, those that several rows bear left out."""
    tables = engine.book.tables
    rows = {
        "place": [(p.code, (p.name, *p.aliases)) for p in tables.places],
        "authority": [
            (b.id, (b.name, b.name_en, *b.aliases)) for b in tables.authorities
        ],
        "item": [(i.code, (i.name, i.name_en)) for i in tables.items],
        "matter": [(m.code, (m.name, m.number)) for m in tables.matters],
        "programme": [(p.code, (p.name, *p.aliases)) for p in tables.programmes],
        "attribute": [(f.code, (f.name,)) for f in tables.fields],
    }[kind]
    owners: dict[str, set[str]] = {}
    for code, names in rows:
        for name in (code, *filter(None, names)):
            owners.setdefault(fold(name), set()).add(code)
    return [
        (code, name)
        for code, names in rows
        for name in (code, *filter(None, names))
        if len(owners[fold(name)]) == 1
    ]


KINDS = ("place", "authority", "item", "matter", "programme", "attribute")


@pytest.mark.parametrize("kind", KINDS)
def test_code_name_and_alias_mean_the_same(engine: Engine, kind: str) -> None:
    """Every row of the shipped packages is found by each of its names."""
    forms = _forms(engine, kind)

    assert forms == [(engine.names.resolve(kind, name), name) for _, name in forms]


@given(data=st.data(), kind=st.sampled_from(KINDS))
def test_width_case_and_blanks_of_a_name_do_not_count(
    engine: Engine, data: st.DataObject, kind: str
) -> None:
    """A name copied from a spreadsheet means what it means."""
    code, name = data.draw(st.sampled_from(_forms(engine, kind)))
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    form = data.draw(
        st.sampled_from(
            [name.upper(), wide, f" {name}\u3000", unicodedata.normalize("NFKC", name)]
        )
    )

    assert code == engine.names.resolve(kind, form)


@pytest.mark.parametrize("kind", KINDS)
def test_name_that_means_nothing_is_an_error(engine: Engine, kind: str) -> None:
    """Nothing is guessed; the nearest name is shown, not taken."""
    with pytest.raises(UnknownNameError) as caught:
        engine.names.resolve(kind, "不存在的名称")

    assert ["RS3101"] == [problem.code for problem in caught.value.problems]
