"""What happens when an example is run?"""

from __future__ import annotations

import builtins
import contextlib
import errno
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.cli import main
from regservice.cli.output import Output
from regservice.cli.run import PACK_VARIABLE
from regservice.codec.examples import Attempt
from regservice.errors import EXIT_DONE, RegserviceError

_TOLD: Final = re.compile(r"^.*\[(RS\d{4})\].*(?:\n {2}.*)*", re.MULTILINE)
"""A problem, with the lines that belong to it."""


@attrs.frozen
class Told:
    """
    What an example printed.

    Attributes:
        exit_code: The first exit code that is not 0; 0 if there is none.
        text: All that was printed, stdout and stderr.
    """

    exit_code: int
    text: str

    @property
    def problems(self) -> tuple[str, ...]:
        """The problems, as they were printed."""
        return tuple(found[0] for found in _TOLD.finditer(self.text))

    @property
    def codes(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(found[1] for found in _TOLD.finditer(self.text))


def rehearse(attempt: Attempt, lang: str) -> Told:
    """
    Run an example in a folder of its own, and leave nothing behind.

    Args:
        attempt: What is given and what is run.
        lang: ``zh`` or ``en``.

    Returns:
        What it printed.

    Examples:
        >>> from regservice.codec.examples import example_of
        >>> example = example_of("RS1001")
        >>> rehearse(example.bad, "zh").codes, rehearse(example.good, "zh").codes
        (('RS1001',), ())
    """
    stream = io.StringIO()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        contextlib.ExitStack() as stack,
    ):
        attempt.write(Path(folder))
        for context in (
            contextlib.chdir(folder),
            _environment(),
            _modules(attempt, Path(folder)),
            _refusing(attempt.refused),
            contextlib.redirect_stdout(stream),
            contextlib.redirect_stderr(stream),
        ):
            stack.enter_context(context)
        exit_code = _run(attempt, lang)
        for name in attempt.shows:
            stream.write(Path(name).read_text("utf-8-sig"))
        # A folder of this machine is no part of the example.
        text = stream.getvalue().replace(f"{Path.cwd()}{os.sep}", "")
    return Told(exit_code, text)


def _run(attempt: Attempt, lang: str) -> int:
    codes = []
    if attempt.python:
        try:
            code = compile(attempt.python, "example", "exec")
            exec(code, {"__name__": "example"})  # noqa: S102 - our own
        except RegserviceError as error:
            Output(lang).errors(error.problems)
            codes.append(error.exit_code)
    codes += [main([*shlex.split(line)[1:], "--lang", lang]) for line in attempt.run]
    return next((code for code in codes if code != EXIT_DONE), EXIT_DONE)


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    """No pack of the user stands in for what the example gives."""
    kept = os.environ.pop(PACK_VARIABLE, None)
    try:
        yield
    finally:
        if kept is not None:
            os.environ[PACK_VARIABLE] = kept


@contextlib.contextmanager
def _modules(attempt: Attempt, folder: Path) -> Iterator[None]:
    """Put on the path what is installed; let nobody import what is missing."""
    path, modules = list(sys.path), dict(sys.modules)
    if attempt.installed:
        sys.path.insert(0, str(folder / attempt.installed))
    for name in attempt.without:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.path[:] = path
        for name in {*sys.modules} - {*modules}:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if file.startswith((str(folder), os.path.realpath(folder))):
                del sys.modules[name]  # of the example; the next one has its own
        for name in attempt.without:
            del sys.modules[name]
            if name in modules:
                sys.modules[name] = modules[name]


@contextlib.contextmanager
def _refusing(refused: Mapping[str, str]) -> Iterator[None]:
    """Let the system refuse files, as it does on a full disk or without a right."""

    def guarded(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(file: Any, *args: Any, **kw: Any) -> Any:
            name = "" if isinstance(file, int) else Path(os.fsdecode(file)).name
            for path, error in refused.items():
                if Path(path).name in name:  # a file is written beside its place
                    number = getattr(errno, error)
                    raise OSError(number, os.strerror(number), path)
            return call(file, *args, **kw)

        return run

    kept = io.open, builtins.open, os.open
    if refused:
        io.open = builtins.open = guarded(io.open)
        os.open = guarded(os.open)
    try:
        yield
    finally:
        io.open, builtins.open, os.open = kept
