"""
A faulty file that is long, or was made to be slow, is told all the same.

A pattern that went over it again and again would not come back.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from regservice.codec.package import read_package
from regservice.errors import DataError
from regservice.plugin.manager import collect

MANIFEST = 'name: demo\ntitle: 虚构\nversion: "1"\nplaces: ["330000"]\nowner: 虚构\n'
BLANKS = " " * 100_000


@pytest.mark.parametrize(
    "rows",
    [
        f"limits:\n  - unit: a{BLANKS}b\n    count: 1\n",
        f"limits:\n  - count: 1{BLANKS}2\n",
        f'limits:\n  - count: "{"9" * 100_000}"\n',
        f"limits:\n  - unit: {'*' * 50_000}x\n    count: [\n",
        f"limits:\n  - unit: {'<' * 50_000}\n    {'a' * 50_000}\n",
        f"limits:\n  - unit: {'&quot;' * 20_000}\n",
    ],
)
def test_long_value_is_told(rows: str, tmp_path: Path) -> None:
    """No pattern goes over it again and again."""
    tmp_path.joinpath("package.yaml").write_text(MANIFEST, encoding="utf-8")
    tmp_path.joinpath("rows.yaml").write_text(rows, encoding="utf-8")
    with pytest.raises(DataError):
        read_package(tmp_path)


@pytest.mark.parametrize(
    "value",
    ["9" * 5_000, "int('9' * 4_000)", f"'{' ' * 100_000}x'", f"('{'a' * 100_000}')"],
)
def test_long_value_of_python_is_told(value: str, tmp_path: Path) -> None:
    """And nothing escapes, whatever it is."""
    file = tmp_path / "demo.py"
    file.write_text(
        "from regservice.plugin import hookimpl\n"
        "from regservice.rows import IntakeField\n\n\n"
        "@hookimpl\ndef regservice_service_items():\n"
        f"    return [IntakeField(code={value}, name='x', question='x', lowest=1)]\n",
        encoding="utf-8",
    )
    assert collect([file], discover=False)[-1].problems
