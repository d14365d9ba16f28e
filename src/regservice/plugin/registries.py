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
from types import ModuleType
from typing import Any, Final

import attrs

_LIBRARY: Final = "regservice"
_SIGNALS: Final = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGALRM")
    if hasattr(signal, name)
)
_HOOKS: Final = ("excepthook", "displayhook", "unraisablehook", "stdout", "stderr")


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


def _write_modules(saved: dict[str, ModuleType]) -> None:
    for name, module in saved.items():
        if sys.modules.get(name) is not module:
            sys.modules[name] = module


def _write_signals(saved: dict[int, Any]) -> None:
    for number, handler in saved.items():
        # Only the main thread can, and a handler from outside Python is None.
        if handler is not None and signal.getsignal(number) is not handler:
            with contextlib.suppress(ValueError):
                signal.signal(number, handler)


def _write_hooks(saved: dict[str, Any]) -> None:
    for name, value in saved.items():
        setattr(sys, name, value)


def _library() -> dict[tuple[str, str], Any]:
    """Every name of this library, and of its classes."""
    modules = {
        name: module
        for name, module in list(sys.modules.items())
        if name == _LIBRARY or name.startswith(f"{_LIBRARY}.")
    }
    homes: dict[str, Any] = {
        f"{cls.__module__}:{cls.__name__}": cls
        for module in modules.values()
        for cls in list(vars(module).values())
        if isinstance(cls, type) and cls.__module__ in modules
    }
    return {
        (home, name): value
        for home, owner in (modules | homes).items()
        for name, value in list(vars(owner).items())
    }


def _write_library(saved: dict[tuple[str, str], Any]) -> None:
    now = _library()
    for (home, name), value in saved.items():
        if now.get((home, name), saved) is not value:
            module, _, cls = home.partition(":")
            owner = vars(sys.modules[module])[cls] if cls else sys.modules[module]
            setattr(owner, name, value)


REGISTRIES: Final = (
    Registry("sys.modules", lambda: dict(sys.modules), _write_modules, strict=False),
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
    Notices what a package changes while it is watched.

    Attributes:
        builtins: The builtin names at the start.
        library: The names of this library at the start.
        before: What each strict registry held before the hooks were called.
        broken: Builtin names that were changed and put back.
    """

    builtins: dict[str, Any] = attrs.field(factory=lambda: dict(vars(builtins)))
    library: dict[tuple[str, str], Any] = attrs.field(factory=_library)
    before: dict[str, Any] = attrs.field(factory=dict)
    broken: set[str] = attrs.field(factory=set)

    def mend(self) -> None:
        """Put the builtin names back, as nothing of ours runs without them."""
        now = builtins.__dict__.copy()
        builtins.__dict__.update(self.builtins)
        self.broken.update(
            f"builtins.{name}"
            for name, value in self.builtins.items()
            # An interactive session keeps its last value there.
            if name != "_" and now.get(name) is not value
        )

    def mark(self) -> None:
        """Take down what the registries hold: the code has been imported."""
        self.before = {each.name: each.read() for each in REGISTRIES if each.strict}

    def changed(self) -> list[str]:
        """Return the names of what is not as it was."""
        found = [
            each.name
            for each in REGISTRIES
            if each.strict
            and each.name in self.before
            and each.read() != self.before[each.name]
        ]
        now = _library()
        gone = object()
        # Names that come are parts of the library that were not needed before.
        changed = {
            f"{home}.{name}"
            for (home, name), value in self.library.items()
            if now.get((home, name), gone) is not value
        }
        return [*found, *sorted(self.broken | changed)]


@contextlib.contextmanager
def contained() -> Iterator[Watch]:
    """
    Put back, at the end, what can be put back.

    Examples:
        >>> with contained() as watch:
        ...     watch.mark()
        ...     sys.path.append("/nowhere")
        ...     watch.changed()
        ['sys.path']
        >>> "/nowhere" in sys.path
        False
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
        watch.mend()
        for each, value in saved:
            # A folder may be gone, a limit too low: the others are put back still.
            with contextlib.suppress(Exception):
                each.write(value)
        _write_library(watch.library)
        sys.stdin, sys.__stdin__, sys.__stdout__ = streams  # type: ignore[misc]
