"""
What does code do when it is imported, beside giving definitions?

Run as ``python -m regservice.levels.probe MODULE ROOT`` in a process of its own.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
from types import FrameType
from typing import Any, Final

from regservice.errors import Location

TIMEOUT: Final = 30
"""Seconds that an import has."""

_EFFECTS: Final = {
    "os.remove": "removes",
    "os.rename": "removes",
    "os.rmdir": "removes",
    "os.mkdir": "writes",
    "os.truncate": "writes",
    "os.link": "writes",
    "os.symlink": "writes",
    "os.chmod": "writes",
    "shutil.rmtree": "removes",
    "socket.connect": "connects",
    "socket.bind": "connects",
    "socket.getaddrinfo": "connects",
    "subprocess.Popen": "starts",
    "os.system": "starts",
    "os.exec": "starts",
    "os.fork": "starts",
    "os.posix_spawn": "starts",
    "os.putenv": "sets",
    "os.unsetenv": "sets",
}
"""Event of the interpreter to the code of what it comes to."""

_SHOWN: Final = 80
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

Effect = tuple[str, str, Location]
"""Code of what was done, with what, and where the code stands that did it."""


def effects(module: str, root: str = "") -> list[Effect]:
    """
    Import a module in a process of its own, and tell what else it did.

    Args:
        module: Its name.
        root: The folder in which it lies; empty for where Python looks.

    Examples:
        >>> effects("json")
        []
    """
    command = [str(sys.executable), "-m", "regservice.levels.probe", module, root]
    known: list[Any] = sys.path  # others may have put anything there
    path = os.pathsep.join(each for each in known if isinstance(each, str) and each)
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - this Python, our module
            command,
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=environment,
            timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        return [("fails", f"{TIMEOUT} s", Location())]
    try:
        told = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        return [("fails", f"exit {done.returncode}", Location())]
    return [(what, detail, Location(file, line)) for what, detail, file, line in told]


class _Watch:
    """Takes down what is done while a module is imported."""

    def __init__(self, root: str, module: str) -> None:
        self.told: list[tuple[str, str, str, int]] = []
        self.root, self.top = root, module.partition(".")[0]
        self.is_on = False

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Be told of an event of the interpreter."""
        if not self.is_on:
            return
        what = _EFFECTS.get(event)
        if event == "open" and _writes(arguments):
            what = "writes"
        if what is not None:
            detail = str(arguments[0] if arguments else "")
            # Python itself writes what it has compiled.
            if "__pycache__" not in detail:
                self.tell(what, detail, self._line(sys._getframe(1)))  # noqa: SLF001

    def tell(self, what: str, detail: str, where: tuple[str, int] = ("", 0)) -> None:
        """Take something down."""
        self.told.append((what, detail[:_SHOWN], *where))

    def _line(self, frame: FrameType | None) -> tuple[str, int]:
        """The line of the package that did it, or that asked another to."""
        while frame is not None:
            name = frame.f_globals.get("__name__")
            if isinstance(name, str) and name.partition(".")[0] == self.top:
                return frame.f_code.co_filename, frame.f_lineno
            frame = frame.f_back
        return "", 0


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = (*arguments, None, None, None)[:3]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)


def main() -> None:
    """Import what the command line names, and tell on stdout."""
    module, root = sys.argv[1:3]
    sys.dont_write_bytecode = True
    importlib.import_module("regservice.plugin.markers")
    if root:
        sys.path.insert(0, root)
    watch = _Watch(root, module)
    sys.addaudithook(watch.see)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        watch.is_on = True
        try:
            importlib.import_module(module)
        except BaseException as error:  # noqa: BLE001 - even an exit is told
            watch.tell("fails", f"{type(error).__name__}: {error}")
        watch.is_on = False
    if printed.getvalue():
        watch.tell("prints", printed.getvalue().strip())
    sys.stdout.write("\n" + json.dumps([*dict.fromkeys(watch.told)]) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
