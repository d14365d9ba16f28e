"""What packages do wrong: a table of code for the body of any hook."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from regservice.plugin.hooks import HOOKS

MANIFEST: Final = (
    'Manifest(name="{name}", title="虚构", version="1", places=("national",),'
    ' owner="虚构")'
)

GOOD: Final = f"""\
from regservice.model.grounds import PauseReason
from regservice.model.legal import Source
from regservice.model.package import Manifest
from regservice.plugin import hookimpl


@hookimpl
def regservice_package():
    return {MANIFEST.format(name="acme-good")}


@hookimpl
def regservice_time_limits():
    yield PauseReason(
        code="acme:good",
        name="虚构",
        source=Source(kind="assumed", note="虚构"),
    )
"""
"""A sound package with one row."""

HEAD: Final = """\
from __future__ import annotations
import asyncio, builtins, contextlib, ctypes, io, itertools, os, sys, time, warnings
from regservice.errors import DataError, Problem
from regservice.model.authority import Authority, Place
from regservice.model.package import Manifest
from regservice.plugin import hookimpl


class Own(BaseException):
    pass


class Mute(Exception):
    def __str__(self):
        raise RuntimeError("not even this")


def hostile():
    class Hostile:
        def __getattribute__(self, name):
            raise SystemExit(name)

        def __eq__(self, other):
            raise SystemExit("eq")

        def __hash__(self):
            raise SystemExit("hash")

        def __iter__(self):
            raise SystemExit("iter")

        def __repr__(self):
            raise SystemExit("repr")

    return Hostile()


def odd():
    class Meta(type):
        def __getattribute__(cls, name):
            raise SystemExit(name)

    class Odd(metaclass=Meta):
        pass

    return Odd()


class MyPlace(Place):
    pass


def deep():
    return deep()


def forged(**values):
    row = Place(code="310104", name="虚构")
    for name, value in values.items():
        object.__setattr__(row, name, value)
    return row


"""

BODIES: Final = {
    "raises": 'raise ValueError("虚构")',
    "exits": "raise SystemExit(0)",
    "base": 'raise Own("x")',
    "mute": "raise Mute",
    "group": 'raise BaseExceptionGroup("g", [SystemExit(1), KeyError("x")])',
    "stop": "raise StopIteration(1)",
    "close": "raise GeneratorExit",
    "deep": "return deep()",
    "memory": "raise MemoryError",
    "forged-error": 'raise DataError("no problems at all")',
    "forged-problems": "raise DataError((Problem(object(), None, None),))",
    "number": "return 42",
    "bytes": 'return b"drug"',
    "mapping": 'return {"documents": []}',
    "row-itself": 'return forged(name="x")',
    "endless": "return itertools.count()",
    "late": "return (1 / (3 - n) for n in range(9))",
    "hostile": "return hostile()",
    "hostile-rows": "return [hostile(), odd()]",
    "hostile-class": "return odd()",
    "subclass": 'return [MyPlace(code="310104", name="虚构")]',
    "forged-row": "return [forged(name=hostile(), aliases=[1])]",
    "environ": 'os.environ["REGSERVICE_DISABLE"] = "regservice-region-good"',
    "environ-itself": "os.environ = {}; raise KeyError",
    "path": "sys.path.clear()",
    "folder": 'os.chdir("/")',
    "recursion": "sys.setrecursionlimit(5000)",
    "builtins": "builtins.len = builtins.isinstance = builtins.str = None",
    "library": "Authority.__init__ = Problem.__init__ = None",
    "errors": "import regservice.errors as e; e.Problem = e.DataError = None",
    "modules": "sys.modules.clear()",
    "streams": "sys.stdout = sys.stderr = None",
    "input": 'return input("name? ")',
    "folder-gone": (
        "import tempfile; d = tempfile.mkdtemp(); os.chdir(d); os.rmdir(d); raise Own"
    ),
}
"""What a hook does, by a name for it; a process can hold all of it."""

BREAKING: Final = {
    "loop": "while True: pass",
    "sleeps": "time.sleep(3600)",
    "exit-now": "os._exit(0)",
    "segfault": "ctypes.string_at(0)",
    "abort": "os.abort()",
    "closes": "os.closerange(0, 256)",
    "memory-all": "return [bytes(300_000_000) for _ in range(1_000)]",
}
"""What only a process of its own contains."""

SHAPES: Final = {
    "argument": "@hookimpl\ndef {hook}(window):\n    return None\n",
    "coroutine": "@hookimpl\nasync def {hook}():\n    return None\n",
    "wrapper": "@hookimpl(wrapper=True)\ndef {hook}():\n    return (yield)\n",
    "unmarked": "def {hook}():\n    return None\n",
    "misspelt": "@hookimpl\ndef {hook}x():\n    return None\n",
    "no-function": "{hook} = 42\n",
    "syntax": "def {hook}(:\n",
    "import": "import no_such_module_{hook}\n",
    "import-exits": "raise SystemExit('{hook}')\n",
    "half": "@hookimpl\ndef {hook}():\n    return None\n\nraise Own('{hook}')\n",
}
"""How a module is written that cannot even be asked."""


NOTHING: Final = "return None"
"""What a hook does that has no fault."""


def module(name: str, hook: str, fault: str) -> str:
    """
    Return the code of a package whose *hook* has that fault, and no other.

    Args:
        name: Name of the package.
        hook: The hook.
        fault: Name of a fault, or the body of the hook.
    """
    if fault in SHAPES:
        faulty = SHAPES[fault].format(hook=hook)
    else:
        body = {**BODIES, **BREAKING}.get(fault, fault)
        faulty = f"@hookimpl\ndef {hook}():\n    {body}\n"
    sound = ""
    if hook != "regservice_package":
        manifest = MANIFEST.format(name=name)
        sound = f"@hookimpl\ndef regservice_package():\n    return {manifest}\n\n\n"
    return HEAD + sound + faulty


def every(faults: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return name of distribution, hook and fault, for every hook and fault."""
    return [
        (
            f"acme-{hook.removeprefix('regservice_').replace('_', '-')}-{fault}",
            hook,
            fault,
        )
        for hook in HOOKS
        for fault in faults
    ]


def write(site: Path, name: str, code: str, *, requires: str = "") -> Path:
    """Write a distribution as an installer leaves it; return the file of its code."""
    key = name.replace("-", "_")
    info = site / f"{key}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{requires}", "utf-8"
    )
    (info / "entry_points.txt").write_text(f"[regservice]\n{name} = {key}\n", "utf-8")
    file = site / f"{key}.py"
    file.write_text(code, "utf-8")
    return file
