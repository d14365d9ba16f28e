"""
The other side of isolation: a process that asks packages and tells what they give.

Run as ``python -m regservice.plugin.worker``. In: one line of JSON on stdin. Out: for
each package, in order, eight bytes of length and what it gave. What packages print,
by whatever way, goes to stderr.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import BinaryIO, Final

from regservice.errors import Location, Problem, RegserviceError
from regservice.plugin.found import Found
from regservice.plugin.guard import ask
from regservice.plugin.sources import Candidate
from regservice.plugin.told import tell

MEMORY: Final = 2_000_000_000
"""Address space of the process in bytes, where the platform can limit it."""

LENGTH: Final = 8
"""Bytes of a length."""


def main() -> None:
    """Ask what stdin names, and end at once, whatever threads there are."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.readline())
    sys.path[:] = request["path"]
    _limit()
    _send(out, b"")
    for asked in request["candidates"]:
        candidate = Candidate(**asked)
        _send(out, _answer(candidate))
    out.flush()
    os._exit(0)


def _answer(candidate: Candidate) -> bytes:
    found = ask(candidate)
    try:
        return tell(found)
    except RegserviceError as error:
        reason = str(error)
    except (MemoryError, RecursionError, TypeError) as error:
        reason = type(error).__name__
    params = {"name": candidate.name, "reason": reason}
    problem = Problem("RS2101", params, Location(candidate.name))
    name, version, origin = candidate.name, candidate.version, candidate.origin
    failed = Found(name=name, version=version, origin=origin, problems=(problem,))
    return tell((failed,))


def _send(out: BinaryIO, content: bytes) -> None:
    out.write(len(content).to_bytes(LENGTH, "big") + content)
    out.flush()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # a platform without limits
        return
    for kind, wanted in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        _, most = resource.getrlimit(kind)
        low = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (low, most))


if __name__ == "__main__":
    main()
