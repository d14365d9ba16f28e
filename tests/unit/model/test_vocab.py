"""Which codes a record may use."""

from __future__ import annotations

import pytest

from regservice.model import vocab


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("renewal", True),
        ("shanghai:pilot_2", True),
        ("Renewal", False),
        ("2nd", False),
        ("a:b:c", False),
        ("a:", False),
        ("a-b", False),
        ("", False),
        ("延续", False),
    ],
)
def test_open_code_is_snake_case_with_one_namespace(
    text: str, *, expected: bool
) -> None:
    """A code of an open vocabulary is lower-case, with at most one namespace."""
    assert expected is vocab.is_open_code(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shanghai/mpa", True),
        ("a", True),
        ("0/x_y-z", True),
        ("A/b", False),
        ("a//b", False),
        ("a/", False),
        ("/a", False),
        ("-a", False),
        ("a b", False),
        ("a\n", False),
    ],
)
def test_row_id_is_a_lower_case_path(text: str, *, expected: bool) -> None:
    """Ids are lower-case ASCII paths."""
    assert expected is vocab.is_row_id(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("national", True),
        ("310104", True),
        ("310000-lingang", True),
        ("310000-a-b2", True),
        ("31010", False),
        ("3101040", False),
        ("310104-", False),
        ("310104-X", False),
        ("nation", False),
    ],
)
def test_place_code_is_six_digits_an_own_code_or_national(
    text: str, *, expected: bool
) -> None:
    """A place code says which division it hangs on."""
    assert expected is vocab.is_place_code(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("station", True),
        ("jiangsu:workstation", True),
        ("statoin", False),
        ("Jiangsu:workstation", False),
    ],
)
def test_kind_is_known_or_has_a_namespace(text: str, *, expected: bool) -> None:
    """A misspelt kind is not taken for a new one."""
    assert expected is vocab.is_known_kind(text)


def test_every_core_code_has_the_form_of_an_open_code() -> None:
    """Core codes need no namespace and never look as if they had one."""
    codes = vocab.KINDS | vocab.ITEM_CODES

    assert all(vocab.is_open_code(code) and ":" not in code for code in codes)
