"""What the tests of pages share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from regservice.model.package import Contribution
from regservice.plugin import hooks


@pytest.fixture(scope="module")
def national_is_read_once() -> Iterator[dict[Path, Contribution]]:
    """What is built in is frozen, and does not change while tests run."""
    kept: dict[Path, Contribution] = {}
    read = hooks.read_package

    def once(folder: Path) -> Contribution:
        if folder.name != "national":
            return read(folder)
        if folder not in kept:
            kept[folder] = read(folder)
        return kept[folder]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hooks, "read_package", once)
        yield kept
