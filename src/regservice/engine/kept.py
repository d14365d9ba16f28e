"""
The pack that is kept of what is installed, so that only the first start compiles it.

It is a pack like any other: refused when it is damaged, was made by another version,
or does not fit what is installed now, and then made anew. It only saves time: a home
that cannot be written, or a ruleset that cannot be packed, is compiled each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from regservice.codec.cache import cache_folder
from regservice.engine.unpack import load_pack
from regservice.errors import DataError
from regservice.plugin.sources import settings

if TYPE_CHECKING:
    from regservice.engine.engine import Engine


def kept(*, discover: bool, allow: Mapping[str, str] | None = None) -> Engine | None:
    """
    Start from what was kept.

    Args:
        discover: Whether installed distributions count.
        allow: Which of them, as for :func:`regservice.load`.

    Returns:
        The engine; ``None`` if nothing was kept that fits what is installed.
    """
    file = _file(allow, discover=discover)
    if file and os.path.isfile(file):
        with contextlib.suppress(DataError):
            return load_pack(file)
    return None


def keep(
    engine: Engine, *, discover: bool, allow: Mapping[str, str] | None = None
) -> None:
    """
    Keep an engine for later starts, if it can be.

    What was quarantined may be whole the next time, by what no file of the package
    shows: then nothing is kept.

    Args:
        engine: Compiled from what is installed.
        discover: Whether installed distributions count.
        allow: Which of them, as for :func:`regservice.load`.
    """
    file = _file(allow, discover=discover)
    if not file or engine.problems:
        return
    from regservice.engine.pack import save

    with contextlib.suppress(DataError, OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True)
        save(engine, file)


def _file(allow: Mapping[str, str] | None, *, discover: bool) -> str:
    """One for each environment of Python and what it admits; empty without a cache."""
    folder = cache_folder()
    admitted = "" if allow is None else repr(sorted(allow.items()))
    key = "\n".join((sys.prefix, __file__, str(discover), admitted, settings()))
    name = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder and os.path.join(folder, f"rules-{name}.pack")
