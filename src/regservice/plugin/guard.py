"""
Ask one package for its rows, so that whatever it does hurts nobody else.

Every hook is called alone. Only an interrupt from the keyboard passes; anything else
becomes a problem with file and line. A package contributes wholly or not at all.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.errors import Location, Problem
from regservice.plugin import builtin
from regservice.plugin.blame import RECORDS, problems_of
from regservice.plugin.found import Found
from regservice.plugin.hooks import contribution
from regservice.plugin.installation import code_homes
from regservice.plugin.literals import with_mends
from regservice.plugin.registries import Watch, contained
from regservice.plugin.sources import GROUP, Candidate

_SAME: Final = ("NameError: ", "AttributeError: ", "TypeError: descriptor ")
"""Errors that one fault may raise in every hook."""


def ask(candidate: Candidate) -> tuple[Found, ...]:
    """
    Import a package and ask it for its rows.

    Args:
        candidate: Where its code is.

    Returns:
        One package, with its rows or with its problems; none if the code
        contributes nothing.
    """
    hidden = _hidden(candidate) if candidate.origin == "path" else {}
    before = set(sys.modules)
    name, version, origin = candidate.name, candidate.version, candidate.origin
    base = Found(name=name, version=version, origin=origin)
    home = _home(candidate)
    try:
        with contained() as watch:
            found = _asked(candidate, base, home, watch)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - even an exit hurts nobody else
        where = Location(home or name)
        problems = problems_of(error, name, home, where)
        found = (attrs.evolve(base, problems=problems),)
    found = tuple(
        attrs.evolve(f, problems=with_mends(f.problems, RECORDS)) for f in found
    )
    if origin == "path":
        for module in set(sys.modules) - before:
            # Only the private name stays: another package may be called the same.
            if module.partition(".")[0] == candidate.top:
                sys.modules.pop(module, None)
        sys.modules.update(hidden)
        found = tuple(_as_given(each, candidate) for each in found)
    return found


def _asked(
    candidate: Candidate, base: Found, home: str, watch: Watch
) -> tuple[Found, ...]:
    name = candidate.name
    try:
        plugin = _loaded(candidate)
    finally:
        changed = watch.settle()
    watch.mark()
    folder, given, problems = contribution(plugin, name, home, watch.settle)
    where = Location(home or name)
    problems += [
        Problem("RS2110", {"name": name, "what": what}, where) for what in changed
    ]
    if problems:
        return (attrs.evolve(base, problems=tuple(_once(problems))),)
    if given is None:
        return ()
    if candidate.origin == "path":
        name = given.manifest.name
    return (
        attrs.evolve(
            base, name=name, folder=folder, contribution=given, manifest=given.manifest
        ),
    )


def _once(problems: list[Problem]) -> Iterator[Problem]:
    """What a module imports wrongly fails in each hook that has it."""
    told: set[str] = set()
    for problem in problems:
        reason = str(problem.params.get("reason", ""))
        if not reason.startswith(_SAME) or reason not in told:
            yield problem
        told.add(reason)


def _home(candidate: Candidate) -> str:
    """Folder or file of its code, by which its own lines are told from others."""
    if candidate.origin == "path":
        path = Path(candidate.file)
        return str(path.parent if path.name == "__init__.py" else path)
    if candidate.origin == "builtin":
        return ""
    for home, _ in code_homes(candidate.target.partition(":")[0]):
        return f"{home}.py" if Path(f"{home}.py").is_file() else home
    return ""


def _loaded(candidate: Candidate) -> Any:
    if candidate.origin == "builtin":
        return builtin
    if candidate.origin == "entry_point":
        return metadata.EntryPoint(candidate.name, candidate.target, GROUP).load()
    module, _, rest = candidate.target.partition(":")
    private = _private(candidate)
    importlib.invalidate_caches()
    sys.path.insert(0, candidate.root)
    plugin: Any = _executed(candidate, private)
    inner = module.partition(".")[2]
    if inner:
        plugin = importlib.import_module(f"{private}.{inner}")
    for attribute in filter(None, rest.partition("[")[0].strip().split(".")):
        plugin = getattr(plugin, attribute)
    return plugin


def _hidden(candidate: Candidate) -> dict[str, Any]:
    """Forget what is called like code that is given by path, or was it before."""
    tops = {candidate.top: True, _private(candidate): False}
    named = [name for name in sys.modules if name.partition(".")[0] in tops]
    taken = {name: sys.modules.pop(name) for name in named}
    return {name: taken[name] for name in taken if tops[name.partition(".")[0]]}


def _private(candidate: Candidate) -> str:
    """No import statement can meet it."""
    digest = hashlib.sha256(candidate.file.encode("utf-8", "surrogateescape"))
    return f"_regservice_{digest.hexdigest()[:16]}"


def _executed(candidate: Candidate, private: str) -> Any:
    file = candidate.file
    folders = [str(Path(file).parent)] if file.endswith("__init__.py") else None
    spec = importlib.util.spec_from_file_location(
        private, file, submodule_search_locations=folders
    )
    if spec is None or spec.loader is None:
        raise ImportError(file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[private] = module
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


def _as_given(found: Found, candidate: Candidate) -> Found:
    """Call files as the path that was given does, not by their absolute path."""
    given, whole = candidate.name, str(Path(candidate.name).absolute())

    def short(file: str) -> str:
        inside = file == whole or file.startswith(f"{whole}{os.sep}")
        return given + file[len(whole) :] if inside else file

    problems = tuple(
        attrs.evolve(p, where=attrs.evolve(p.where, file=short(p.where.file)))
        for p in found.problems
    )
    rows = found.contribution
    if rows is None:
        return attrs.evolve(found, problems=problems)
    origins = tuple(
        (table, key, attrs.evolve(origin, file=short(origin.file)))
        for table, key, origin in rows.origins
    )
    return attrs.evolve(
        found,
        folder=short(found.folder),
        contribution=attrs.evolve(rows, origins=origins),
    )
