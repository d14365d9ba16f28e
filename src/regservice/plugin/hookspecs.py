"""
What a package can contribute.

All hooks are collect-only: they are called once, while a ruleset is compiled,
every implementation runs, and the order of the results carries no meaning. What
would need an order is an ``exception_to`` row, because a row can cite a clause.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from regservice.model.rule import Strategy
from regservice.plugin.markers import hookspec


@hookspec
def regservice_package() -> Path:
    """
    Return the folder of a data package.

    Called once for each registered plugin, while a ruleset is compiled. What is
    installed is compiled once for many starts: the same code has to return the same
    folder.

    Returns:
        A folder with ``package.yaml`` and tables. A plugin that contributes
        nothing returns ``None``.

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def regservice_strategies() -> Iterable[Strategy]:
    """
    Return the strategies that rules of the package name as holder.

    Called once for each registered plugin that also returns a folder, while a
    ruleset is compiled. The functions themselves are the only code of a package that
    runs while a request is routed, and only where a rule names them. What they
    would answer cannot be proved.

    Returns:
        Strategies; an empty iterable for none.

    .. versionadded:: 0.1
    """
    raise NotImplementedError
