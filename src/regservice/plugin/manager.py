"""
Find packages, ask each for its rows, and set aside those that fail.

A package that cannot be imported or read is quarantined with its reason; the
others work on. Nothing is global: every call makes its own manager.
"""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

import attrs
import pluggy

from regservice.codec.package import read_package
from regservice.errors import DataError, Location, Problem
from regservice.model.rule import Strategy
from regservice.plugin import builtin, hookspecs
from regservice.plugin.found import Found
from regservice.plugin.installation import BUILTIN, GROUP, home_of
from regservice.plugin.markers import PROJECT


def make_manager() -> pluggy.PluginManager:
    """
    Make a manager that knows the hooks and no package.

    Examples:
        >>> make_manager().get_plugins()
        set()
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def collect(
    packages: str | Path | Iterable[str | Path] = (), *, discover: bool = True
) -> tuple[Found, ...]:
    """
    Collect the national package, installed packages and the given folders.

    Args:
        packages: A folder or several: a data package, or a distribution that holds
            one.
        discover: Whether installed distributions are looked for by their entry
            points in group ``regservice``.

    Returns:
        The national package, the installed ones by name, then the folders as given;
        each with rows or with problems.
    """
    if isinstance(packages, str | Path):
        packages = [packages]
    found = _ask(BUILTIN, "", "builtin", builtin)
    if discover:
        for entry in sorted(_entry_points(), key=lambda e: (e.name, e.value)):
            found += _discovered(entry)
    for folder in packages:
        found.append(_folder(Path(folder)))
    return tuple(found)


def _entry_points() -> list[metadata.EntryPoint]:
    """Entry points of the group; one that is found twice counts once."""
    unique = {(e.name, e.value): e for e in metadata.entry_points(group=GROUP)}
    return list(unique.values())


def _discovered(entry: metadata.EntryPoint) -> list[Found]:
    name = entry.dist.name if entry.dist else entry.name
    version = entry.dist.version if entry.dist else ""
    try:
        plugin = entry.load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - even an exit hurts nobody else
        return [_quarantined(name, version, "entry_point", error)]
    return _ask(name, version, "entry_point", plugin)


def _ask(name: str, version: str, origin: str, plugin: Any) -> list[Found]:
    """Register one plugin alone, and call its hook."""
    manager = make_manager()
    try:
        manager.register(plugin, name)
        problem = _hook_problem(manager, plugin, name)
        if problem is not None:
            found = Found(
                name=name, version=version, origin=origin, problems=(problem,)
            )
            return [found]
        folders = manager.hook.regservice_package()
        strategies = _strategies(manager.hook.regservice_strategies())
        return [
            Found(
                name=name,
                version=version,
                origin=origin,
                folder=str(folder),
                contribution=attrs.evolve(
                    read_package(Path(folder)), strategies=strategies
                ),
            )
            for folder in folders
        ]
    except DataError as error:
        return [
            Found(name=name, version=version, origin=origin, problems=error.problems)
        ]
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - even an exit hurts nobody else
        return [_quarantined(name, version, origin, error)]


def _strategies(returned: Iterable[Iterable[Any]]) -> tuple[Strategy, ...]:
    found = tuple(strategy for batch in returned for strategy in batch)
    for strategy in found:
        if not isinstance(strategy, Strategy):
            message = f"regservice_strategies: {type(strategy).__name__}, not Strategy"
            raise TypeError(message)
    return found


def _hook_problem(
    manager: pluggy.PluginManager, plugin: Any, name: str
) -> Problem | None:
    """A hook that does not exist, or that nobody would call."""
    home = plugin if inspect.ismodule(plugin) else type(plugin)
    try:
        where = Location(inspect.getsourcefile(home) or name)
    except TypeError:  # made while the program runs: it has no file
        where = Location(name)
    unknown = _unknown_hooks(manager, plugin)
    if unknown:
        hooks = {"hook": ", ".join(unknown), "allowed": ", ".join(_hook_names())}
        return Problem("RS2102", {"name": name, **hooks}, where)
    for hook in _hook_names():
        if hasattr(plugin, hook) and manager.parse_hookimpl_opts(plugin, hook) is None:
            return Problem("RS2103", {"name": name, "hook": hook}, where)
    return None


def _hook_names() -> list[str]:
    return [name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_")]


def _unknown_hooks(manager: pluggy.PluginManager, plugin: Any) -> list[str]:
    """Hooks that look like ours, marked or misspelt, but are not specified."""
    known = _hook_names()
    return sorted(
        name
        for name in dir(plugin)
        if name not in known
        and (
            manager.parse_hookimpl_opts(plugin, name) is not None
            or (name.startswith(f"{PROJECT}_") and callable(getattr(plugin, name)))
        )
    )


def _quarantined(name: str, version: str, origin: str, error: BaseException) -> Found:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = Location(last.filename, last.lineno or 0) if last else Location(name)
    reason = f"{type(error).__name__}: {error}"
    problem = Problem("RS2101", {"name": name, "reason": reason}, where)
    return Found(name=name, version=version, origin=origin, problems=(problem,))


def _folder(path: Path) -> Found:
    """A data package, or the source folder of a distribution that holds one."""
    home = Path(home_of(str(path)) or path)
    try:
        contribution = read_package(home)
    except DataError as error:
        return Found(name=str(path), origin="path", problems=error.problems)
    return Found(
        name=contribution.manifest.name,
        origin="path",
        folder=str(home),
        contribution=contribution,
    )
