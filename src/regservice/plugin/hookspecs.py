"""
What a package can contribute.

All hooks are collect-only: they are called once, while a ruleset is compiled,
every implementation runs, and the order of the results carries no meaning. What
would need an order is an ``exception_to`` row, because a row can cite a clause.
"""

from __future__ import annotations

from pathlib import Path

from regservice.plugin.markers import hookspec


@hookspec
def regservice_package() -> Path:
    """
    Return the folder of a data package.

    Called once for each registered plugin, while a ruleset is compiled.

    Returns:
        A folder with ``package.yaml`` and tables. A plugin that contributes
        nothing returns ``None``.

    .. versionadded:: 0.1
    """
    raise NotImplementedError
