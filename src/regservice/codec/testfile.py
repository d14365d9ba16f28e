"""
Append a decision test to a file, leaving what stands in it as it is.

Comments, order and spacing of the author stay byte for byte: text is added at the end.
What would come of it is read again before anybody writes it.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from regservice.codec.keys import canonical
from regservice.codec.plain import plain_record, table_key
from regservice.codec.structure import structure
from regservice.codec.tree import Tree
from regservice.codec.yamltree import read_yaml
from regservice.errors import DataError, Location
from regservice.messages.fields import FIELD_WORDS
from regservice.model.decisiontest import ASKED, EXPECTED, TESTS, DecisionTest

_ORDER: Final = ("id", *ASKED, *EXPECTED, "note")
_PLAIN: Final = re.compile(
    r"(?!(?i:null|true|false|yes|no|on|off|y|n)$)"
    r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff/.+-]*"
    r"|\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d+ [a-z_]+",
    re.ASCII,
)
"""Texts that every reader takes for the same text without quotes, or for a date."""

_HIDDEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def with_test(content: bytes, test: DecisionTest, file: str, lang: str = "en") -> bytes:
    """
    Return the content of a file with one test more.

    Args:
        content: What stands in the file; empty for a new one.
        test: The test.
        file: Name of the file, for messages.
        lang: Language of the keys, ``zh`` or ``en``, unless the file has tests already.

    Returns:
        The content, and the test at its end.

    Raises:
        DataError: If *content* is not readable, or nothing can be appended to it: the
            tests must be its last table, written row by row.

    Examples:
        >>> test = DecisionTest(id="a/b", item="renewal", at="2026-03-02", via=("x",))
        >>> print(with_test(b"", test, "tests.yaml").decode())
        tests:
          - id: a/b
            item: renewal
            at: 2026-03-02
            via: [x]
        <BLANKLINE>
    """
    before = _read(content, file)
    end = "\r\n" if b"\r\n" in content else "\n"
    if _rows(before):
        lang = "zh" if TESTS in before.spelt else "en"
    dash, head = _layout(before, content, table_key(TESTS, lang))
    lines = [*head, *_lines(test, dash, lang)]
    gap = b"" if not content or content.endswith(b"\n") else end.encode()
    try:
        after = content + gap + "".join(line + end for line in lines).encode()
    except UnicodeEncodeError:
        raise DataError.of("RS1002", Location(file)) from None
    try:
        read = _tests(_read(after, file))
    except DataError:
        read = []
    if read != [*_tests(before), test]:
        raise DataError.of("RS2706", before.where((TESTS,), key=True))
    return after


def _read(content: bytes, file: str) -> Tree:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tests")
        path.write_bytes(content)
        return canonical(read_yaml(path, file))[0]


def _tests(tree: Tree) -> list[DecisionTest | None]:
    """The tests in a file; ``None`` for one that is faulty."""
    count = len(_rows(tree))
    return [structure(tree, (TESTS, i), DecisionTest)[0] for i in range(count)]


def _rows(tree: Tree) -> list[Any]:
    rows = tree.data.get(TESTS) if isinstance(tree.data, dict) else None
    return rows if isinstance(rows, list) else []


def _layout(tree: Tree, content: bytes, name: str) -> tuple[int, list[str]]:
    """How far the dashes stand in, and the lines that must come first."""
    if tree.data is None:
        return 2, [f"{name}:"]
    if isinstance(tree.data, dict) and TESTS not in tree.data:
        return 2, ["", f"{name}:"]
    if not _rows(tree):
        return 2, []
    first = content.decode("utf-8-sig").splitlines()[tree.where((TESTS, 0)).line - 1]
    return len(first) - len(first.lstrip()), []


def _lines(test: DecisionTest, dash: int, lang: str) -> list[str]:
    """The test as a row: what is asked, then what is expected."""
    values = plain_record(test, lang)
    words = FIELD_WORDS[DecisionTest.__name__]
    keys = [words[name].key if lang == "zh" else name for name in _ORDER]
    written = [f"{key}: {_written(values[key])}" for key in keys if values.get(key)]
    first, *rest = written
    indent = " " * dash
    return [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_scalar(key)}: {_scalar(text)}" for key, text in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    return _scalar(str(value))


def _scalar(text: str) -> str:
    """A text, in quotes unless everybody would read it as that text."""
    if _PLAIN.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
