"""
What of the process can a package change, and how is it put back?

What lies deeper, such as an open file or a thread, only a process of its own
contains.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

_LIBRARY: Final = "regservice"
_SIGNALS: Final = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGALRM")
    if hasattr(signal, name)
)
_HOOKS: Final = ("excepthook", "displayhook", "unraisablehook", "stdout", "stderr")


Owner = tuple[str, Any, dict[str, Any]]
"""Name of a module or a class, the thing itself, and its names."""


@attrs.frozen
class Registry:
    """
    Something global.

    Attributes:
        name: How messages call it.
        read: Returns what it holds now.
        write: Puts back what it held.
        strict: Whether no hook has a reason to change it.
    """

    name: str
    read: Callable[[], Any]
    write: Callable[[Any], None]
    strict: bool = True


_ENVIRON: Final = os.environ


def _write_environ(saved: dict[str, str]) -> None:
    os.environ = _ENVIRON  # noqa: B003 - this very object is the environment
    os.environ.clear()
    os.environ.update(saved)


def _cwd() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # the folder is gone
        return ""


def _write_signals(saved: dict[int, Any]) -> None:
    for number, handler in saved.items():
        # Only the main thread can, and a handler from outside Python is None.
        if handler is not None and signal.getsignal(number) is not handler:
            with contextlib.suppress(ValueError):
                signal.signal(number, handler)


def _write_hooks(saved: dict[str, Any]) -> None:
    for name, value in saved.items():
        setattr(sys, name, value)


def _library() -> list[Owner]:
    """This library, its classes, and what each of them holds."""
    modules = {
        name: module
        for name, module in list(sys.modules.items())
        if name == _LIBRARY or name.startswith(f"{_LIBRARY}.")
    }
    owners: dict[str, Any] = {
        f"{cls.__module__}.{cls.__name__}": cls
        for module in modules.values()
        for cls in list(vars(module).values())
        if isinstance(cls, type) and cls.__module__ in modules
    }
    owners |= modules
    return [(name, owner, dict(vars(owner))) for name, owner in owners.items()]


REGISTRIES: Final = (
    Registry("os.environ", lambda: dict(os.environ), _write_environ),
    Registry("sys.path", lambda: list(sys.path), lambda old: _put(sys.path, old)),
    Registry("os.getcwd()", _cwd, lambda old: os.chdir(old) if old else None),
    Registry(
        "sys.meta_path",
        lambda: list(sys.meta_path),
        lambda old: _put(sys.meta_path, old),
        strict=False,
    ),
    Registry(
        "sys.path_hooks",
        lambda: list(sys.path_hooks),
        lambda old: _put(sys.path_hooks, old),
        strict=False,
    ),
    Registry("sys.getrecursionlimit()", sys.getrecursionlimit, sys.setrecursionlimit),
    Registry(
        "sys.excepthook",
        lambda: {name: getattr(sys, name) for name in _HOOKS},
        _write_hooks,
    ),
    Registry(
        "signal",
        lambda: {number: signal.getsignal(number) for number in _SIGNALS},
        _write_signals,
        strict=False,
    ),
)


def _put(held: list[Any], old: list[Any]) -> None:
    held[:] = old


class _Aside(io.TextIOBase):
    """Takes what a package prints to stderr, so that no result is spoilt."""

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, text: str) -> int:
        """Write; a stream that is closed or cannot encode it loses it."""
        with contextlib.suppress(Exception):
            sys.stderr.write(text)
        return len(text)


@attrs.define
class Watch:
    """
    Notices what a package changes while it is watched, and puts it back.

    Attributes:
        builtins: The builtin names at the start.
        modules: What had been imported then.
        library: The names of this library at the start.
        before: What each strict registry held before the hooks were called.
    """

    builtins: dict[str, Any] = attrs.field(factory=lambda: dict(vars(builtins)))
    modules: dict[str, Any] = attrs.field(factory=lambda: dict(sys.modules))
    library: list[Owner] = attrs.field(factory=_library)
    before: dict[str, Any] = attrs.field(factory=dict)

    def mark(self) -> None:
        """Take down what the registries hold: the code has been imported."""
        self.before = {each.name: each.read() for each in REGISTRIES if each.strict}

    def settle(self) -> list[str]:
        """Put back what was changed, and return its names."""
        found = self._builtins() + self._modules() + self._library()
        for each in REGISTRIES:
            if each.name in self.before and each.read() != self.before[each.name]:
                each.write(self.before[each.name])
                found.append(each.name)
        return sorted(found)

    def _builtins(self) -> list[str]:
        """Before all else, as nothing of ours runs without them."""
        now = builtins.__dict__.copy()
        builtins.__dict__.update(self.builtins)
        return [
            f"builtins.{name}"
            for name, value in self.builtins.items()
            # An interactive session keeps its last value there.
            if name != "_" and now.get(name) is not value
        ]

    def _modules(self) -> list[str]:
        """Who imports adds modules, and takes none away."""
        now = sys.modules.copy()
        lost = [n for n, module in self.modules.items() if now.get(n) is not module]
        for name in lost:
            sys.modules[name] = self.modules[name]
        return ["sys.modules"] if lost else []

    def _library(self) -> list[str]:
        """Names that come are parts that were not needed before."""
        found, gone = [], object()
        for home, owner, names in self.library:
            now = vars(owner)
            for name, value in names.items():
                if now.get(name, gone) is not value:
                    setattr(owner, name, value)
                    found.append(f"{home}.{name}")
        return found


@contextlib.contextmanager
def contained() -> Iterator[Watch]:
    """
    Put back, at the end, what can be put back.

    Examples:
        >>> with contained() as watch:
        ...     watch.mark()
        ...     sys.path.append("/nowhere")
        ...     changed = watch.settle()
        >>> changed, "/nowhere" in sys.path
        (['sys.path'], False)
    """
    saved = [(each, each.read()) for each in REGISTRIES]
    streams = sys.stdin, sys.__stdin__, sys.__stdout__
    watch = Watch()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(_Aside()):
            # What the reader made of warnings is not for the package to suffer.
            warnings.simplefilter("default")
            sys.stdin = io.StringIO()
            sys.__stdout__ = sys.stdout  # type: ignore[misc, assignment]
            yield watch
    finally:
        with contextlib.suppress(Exception):
            watch.settle()
        for each, value in saved:
            # A folder may be gone, a limit too low: the others are put back still.
            with contextlib.suppress(Exception):
                each.write(value)
        sys.stdin, sys.__stdin__, sys.__stdout__ = streams  # type: ignore[misc]
