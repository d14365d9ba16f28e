"""
What does one plugin give, hook by hook?

Called inside the guard. A hook that cannot be called, or gives what it must not,
becomes a problem; the other hooks are called all the same, so that all is said at once.
"""

from __future__ import annotations

import difflib
import inspect
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path, PurePath
from typing import Any, Final

import attrs
import pluggy

from regservice.codec.package import named_twice, read_package, unfit
from regservice.codec.tree import Tree
from regservice.codec.words import alike
from regservice.errors import Location, Mend, Problem
from regservice.model.decisiontest import TESTS, field_key
from regservice.model.package import Contribution, Manifest, Origin, Tables, row_key
from regservice.model.rule import Strategy
from regservice.plugin import hookspecs
from regservice.plugin.blame import problems_of
from regservice.plugin.heads import marked_head, plain_head, spread
from regservice.plugin.markers import PROJECT
from regservice.plugin.rows import TABLES, Misfit, class_name, fresh
from regservice.plugin.script import Written, read_script
from regservice.plugin.signed import Signed

HOOKS: Final[dict[str, Any]] = {
    name: spec
    for name, spec in vars(hookspecs).items()
    if name.startswith(f"{PROJECT}_")
}
"""The hooks by name."""

MAX_ROWS: Final = 300_000
"""A hook that gives more is stopped."""

_ENOUGH: Final = 100
"""So many problems of one hook are told."""

Given = tuple[str, Contribution | None, list[Problem]]


def classes_of(hook: str) -> tuple[type, ...]:
    """
    Return the classes of what a hook may give.

    Examples:
        >>> [cls.__name__ for cls in classes_of("regservice_service_items")]
        ['ServiceItem', 'IntakeField', 'Offer']
        >>> len(classes_of("regservice_package"))
        2
    """
    given = typing.get_type_hints(HOOKS[hook])["return"]
    if typing.get_origin(given) is Iterable:
        (given,) = typing.get_args(given)
    return typing.get_args(given) or (given,)


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


def contribution(
    plugin: Any, name: str, home: str, settle: Callable[[], list[str]]
) -> Given:
    """
    Register one plugin alone, call its hooks, and put together what they give.

    Args:
        plugin: A module or another object.
        name: Name of the package.
        home: Folder or file of its code, for messages.
        settle: Called each time when code of the package has run; says what it has
            changed.

    Returns:
        The folder, the contribution if there is one, and what is wrong.
    """
    manager = make_manager()
    file = _file(plugin) or home
    problems = list(_misuses(manager, plugin, name, file))
    if problems:
        return "", None, problems
    manager.register(plugin, name)
    called = _Called(name, file, settle)
    for hook in HOOKS:
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            called.call(hook, implementation.function)
    return called.given()


def _file(plugin: Any) -> str:
    """The file of a plugin; empty if it was made while the program runs."""
    module = plugin if inspect.ismodule(plugin) else inspect.getmodule(type(plugin))
    return str(getattr(module, "__file__", None) or "")


def _misuses(
    manager: pluggy.PluginManager, plugin: Any, name: str, home: str
) -> Iterable[Problem]:
    """Hooks that do not exist, that nobody would call, or that nobody could."""
    for hook in sorted(_unknown(manager, plugin)):
        near = difflib.get_close_matches(hook, HOOKS, 1, 0.6)
        params = {"name": name, "hook": hook, "allowed": ", ".join(HOOKS)}
        params["near"] = f" -> {near[0]}" if near else ""
        where, lead = _where(getattr(plugin, hook), hook, home), f"{PROJECT}_"
        known = [name.removeprefix(lead) for name in HOOKS]
        new = alike(hook.removeprefix(lead), known)
        mend = Mend(f"def {hook}", f"def {lead}{new}") if new else None
        yield Problem("RS2102", params, where, mend=mend)
    unmarked: list[Problem] = []
    marked = 0
    for hook in HOOKS:
        function = getattr(plugin, hook, None)
        if function is None:
            hidden = read_script(home).defs.get(hook) if home else None
            if hidden and inspect.ismodule(plugin):
                params = {"name": name, "hook": hook}
                yield Problem("RS2119", params, Location(home, hidden))
            continue
        options = manager.parse_hookimpl_opts(plugin, hook)
        where = _where(function, hook, home)
        if options is None:
            params, mend = {"name": name, "hook": hook}, marked_head(where, hook)
            unmarked.append(Problem("RS2103", params, where, mend=mend))
            continue
        marked += 1
        found = _signature(function, hook)
        if options["hookwrapper"] or options.get("wrapper"):
            found = f"@hookimpl(wrapper=True) {hook}"
        if found:
            params = {"name": name, "hook": hook, "found": found}
            allowed = f"def {hook}()"
            params, mend = {**params, "allowed": allowed}, plain_head(where, hook)
            yield Problem("RS2104", params, where, mend=mend)
        before = read_script(where.file).twice.get(hook)
        if before:
            yield Problem("RS2118", {"name": name, "hook": hook, "line": before}, where)
    # Where none is marked, it is the mark that is another one.
    whole = not marked and len(unmarked) > 1 and not any(p.mend for p in unmarked)
    yield from unmarked[:1] if whole else unmarked


def _signature(function: Any, hook: str) -> str:
    """How a hook is written that cannot be called without arguments; else empty."""
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        return f"async def {hook}"
    parameters = inspect.signature(function).parameters
    needed = [
        word
        for word, parameter in parameters.items()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]
    return f"{hook}({', '.join(needed)})" if needed else ""


def _unknown(manager: pluggy.PluginManager, plugin: Any) -> Iterable[str]:
    """Hooks that look like ours, marked or misspelt, but are not specified."""
    for name in dir(plugin):
        if name in HOOKS:
            continue
        marked = manager.parse_hookimpl_opts(plugin, name) is not None
        ours = name.startswith(f"{PROJECT}_") and callable(getattr(plugin, name))
        if marked or ours:
            yield name


def _where(function: Any, hook: str, home: str) -> Location:
    """Where a hook is defined."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return Location(home, read_script(home).defs.get(hook, 0))
    line = read_script(code.co_filename).defs.get(hook, code.co_firstlineno)
    return Location(code.co_filename, line)


class _Called:
    """What the hooks have given so far."""

    def __init__(self, name: str, home: str, settle: Callable[[], list[str]]) -> None:
        self._name, self._home, self._settle = name, home, settle
        self._folder = ""
        self._manifest: Manifest | None = None
        self._rows: dict[str, list[Any]] = {table: [] for table in TABLES.values()}
        self._made: list[tuple[str, str, Location]] = []
        self._base: Contribution | None = None
        self._strategies: list[Strategy] = []
        self._problems: list[Problem] = []
        self._changed: list[str] = []

    def call(self, hook: str, function: Callable[[], Any]) -> None:
        """Call one hook and take what it gives."""
        where = _where(function, hook, self._home)
        take = {
            "regservice_package": self._take_package,
            "regservice_strategies": self._take_strategy,
        }.get(hook, self._take_row)
        written = Written(read_script(where.file), where.line)
        try:
            value = self._run(function)
            if value is None:
                if hook in written.script.mute:
                    self._refuse(hook, value, where)
                return
            if hook == "regservice_package":
                take(hook, value, where, written)
                return
            for row in self._each(hook, value, where):
                take(hook, row, where, written)
                if len(self._problems) >= _ENOUGH:
                    break
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - even an exit is but a problem
            self._problems += problems_of(error, self._name, self._home, where)
        finally:
            self._problems += [
                Problem("RS2110", {"name": self._name, "what": what}, where)
                for what in self._changed
            ]
            self._changed.clear()

    def _run(self, action: Callable[[], Any]) -> Any:
        """Run code of the package."""
        try:
            return action()
        finally:
            self._changed += self._settle()

    def _each(self, hook: str, value: Any, where: Location) -> Iterable[Any]:
        kind = type(value)
        wrong = issubclass(kind, (str, bytes, bytearray, Mapping)) or kind in TABLES
        if issubclass(kind, types.CoroutineType):
            value.close()
            wrong = True
        try:
            found = () if wrong else self._run(lambda: iter(value))
        except TypeError:
            found, wrong = (), True
        if wrong:
            self._refuse(hook, value, where)
        rows: list[Any] = self._run(lambda: list(islice(found, MAX_ROWS + 1)))
        if len(rows) > MAX_ROWS:
            params = {"name": self._name, "hook": hook, "limit": MAX_ROWS}
            self._problems.append(Problem("RS2106", params, where))
            return ()
        return rows

    def _refuse(self, hook: str, value: object, where: Location) -> None:
        names = [cls.__name__ for cls in classes_of(hook)]
        params = {"name": self._name, "hook": hook, "value": str(Misfit(value))}
        params["allowed"] = ", ".join(names)
        kind = type(value)
        loose = kind in (list, tuple) or kind in classes_of(hook)
        at, mend = spread(where, hook) if loose else (where, None)
        problem = Problem("RS2105", params, at, mend=mend)
        if problem not in self._problems:
            self._problems.append(problem)

    def _take_package(
        self, hook: str, value: Any, where: Location, written: Written
    ) -> None:
        kind = type(value)
        if kind is Manifest:
            marks = written.marks(value)
            manifest, problems = fresh(value, Manifest, where.file, marks)
            if manifest is not None:
                data = {"name": manifest.name, "requires": manifest.requires}
                wrong = unfit(Tree.of(where.file, data, marks))
                problems += [wrong] if wrong else []
            self._problems += problems
            self._manifest = manifest
            return
        if issubclass(kind, PurePath):
            self._folder = PurePath.__str__(value)
        elif issubclass(kind, str):
            self._folder = str.__str__(value)
        else:
            self._refuse(hook, value, where)
            return
        if not Path(self._folder).exists():
            self._problems.append(Problem("RS1008", {}, where))  # it stands in the hook
            return
        self._base = read_package(Path(self._folder))
        self._manifest = self._base.manifest

    def _take_strategy(
        self, hook: str, value: Any, where: Location, written: Written
    ) -> None:
        if type(value) is not Strategy:
            self._refuse(hook, value, where)
            return
        marks = written.marks(value)
        signed = Signed(id=value.id, version=value.version, source=value.source)
        record, problems = fresh(signed, Signed, where.file, marks)
        choose: Any = value.choose  # whatever its annotation says
        if not callable(choose):
            params = {"field": "choose", "value": class_name(type(choose))}
            params["allowed"] = "def choose(facts)"
            problems.append(Problem("RS1105", params, where, "choose"))
        if problems:
            self._problems += problems
        else:
            self._strategies.append(record.strategy(choose))

    def _take_row(
        self, hook: str, value: Any, where: Location, written: Written
    ) -> None:
        cls = type(value)
        if cls not in classes_of(hook):
            mark = written.script.made_in(hook, class_name(cls))
            at = Location(where.file, *mark) if mark else where
            self._refuse(hook, value, at)
            return
        marks = written.marks(value)
        record, problems = fresh(value, cls, where.file, marks)
        if problems:
            self._problems += problems
            return
        table, key = TABLES[cls], row_key(record)
        self._rows[table].append(record)
        self._made += [
            (table, field_key(key, *path), Location(where.file, *mark))
            for path, mark in marks.items()
            if not path or table == TESTS  # a name in a test is told where it stands
        ]

    def given(self) -> Given:
        """Return what has been given, wholly or not at all."""
        rows = self._made or self._strategies
        if rows and self._manifest is None and not self._problems:
            where = self._made[0][2] if self._made else Location(self._home)
            self._problems = [Problem("RS2108", {"name": self._name}, where)]
        tests = self._rows[TESTS]
        self._problems += named_twice(tests, self._made) if len(tests) > 1 else ()
        if self._problems or self._manifest is None:
            return self._folder, None, self._problems
        base = self._base or Contribution(manifest=self._manifest, tables=Tables())
        tables = {
            table: (*getattr(base.tables, table), *found)
            for table, found in self._rows.items()
            if found and table != TESTS
        }
        origins = tuple(
            (table, key, Origin(package=self._manifest.name, **_place(at)))
            for table, key, at in self._made
        )
        whole = attrs.evolve(
            base,
            tables=attrs.evolve(base.tables, **tables),
            origins=(*base.origins, *origins),
            strategies=tuple(self._strategies),
            tests=(*base.tests, *self._rows[TESTS]),
        )
        return self._folder, whole, []


def _place(at: Location) -> dict[str, Any]:
    return {"file": at.file, "line": at.line, "column": at.column}
