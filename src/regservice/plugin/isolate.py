"""
Ask packages in another process, so that a loop, an exit or a crash hurts nobody else.

One process asks all of them. If it dies or does not answer, the package at which it was
is quarantined, and another process goes on with the rest.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

import attrs

from regservice.codec.packfile import MAX_BYTES
from regservice.errors import DataError, Location, Problem
from regservice.plugin.found import Found
from regservice.plugin.sources import Candidate
from regservice.plugin.told import hear
from regservice.plugin.worker import LENGTH

TIMEOUT: Final = 30.0
"""Seconds that one package has."""

_START: Final = 60.0
"""Seconds that the process itself has to start."""

_WORKER: Final = "regservice.plugin.worker"


def isolated(
    candidates: Sequence[Candidate], timeout: float = TIMEOUT
) -> list[tuple[Found, ...]]:
    """
    Ask each candidate in a process of its own kind.

    Args:
        candidates: Whom to ask.
        timeout: Seconds that each of them has.

    Returns:
        What :func:`regservice.plugin.guard.ask` returns, for each in order; the
        functions of strategies are stand-ins.
    """
    done: list[tuple[Found, ...]] = []
    tried = -1
    while len(done) < len(candidates):
        first = len(done)
        with _Worker(candidates[first:]) as worker:
            fault = worker.run(timeout, done)
        if fault is None or len(done) >= len(candidates):
            continue
        guilty = len(done)
        # What another one has left behind, such as a thread, may have ended it: who
        # is blamed has had a process of its own from the start.
        if guilty in (first, tried) or fault.code != "RS2113":
            done.append((_failed(candidates[guilty], fault),))
        tried = guilty
    return done


def _failed(candidate: Candidate, fault: Problem) -> Found:
    params = {"name": candidate.name, **fault.params}
    return Found(
        name=candidate.name,
        version=candidate.version,
        origin=candidate.origin,
        problems=(attrs.evolve(fault, params=params, where=Location(candidate.name)),),
        isolated=True,
    )


class _Worker:
    """A process that answers, and a thread that listens to it."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._answers: queue.Queue[bytes | None] = queue.Queue()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._refusal = ""

    def __enter__(self) -> Self:
        known: list[Any] = sys.path  # others may have put anything there
        path = [each or str(Path.cwd()) for each in known if isinstance(each, str)]
        request = {"path": path, "candidates": [*map(attrs.asdict, self._candidates)]}
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
        command = [str(sys.executable), "-P", "-m", _WORKER]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this Python, our module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
        except OSError as error:
            self._refusal = error.strerror or str(error)
            return self
        process = self._process
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.close()
        self._thread = threading.Thread(
            target=_listen, args=(process.stdout, self._answers), daemon=True
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._thread is not None:
            self._thread.join()

    def run(self, timeout: float, done: list[tuple[Found, ...]]) -> Problem | None:
        """Take the answers; the problem at which it ended before its time."""
        if self._process is None:
            return Problem("RS2113", {"reason": self._refusal})
        seconds = _START
        for candidate in [None, *self._candidates]:
            try:
                answer = self._answers.get(timeout=seconds)
            except queue.Empty:
                return Problem("RS2114", {"seconds": f"{seconds:g}"})
            if answer is None:
                return Problem("RS2113", {"reason": self._ending()})
            seconds = timeout
            if candidate is None:
                continue
            try:
                done.append(hear(answer, candidate.name))
            except DataError:
                return Problem("RS2116")
        return None

    def _ending(self) -> str:
        """How the process ended: by which signal, or with which code."""
        if self._process is None:
            return self._refusal
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return "stdout"  # it lives, but has closed the pipe
        if code >= 0:
            return f"exit {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"


def _listen(stream: BinaryIO, answers: queue.Queue[bytes | None]) -> None:
    """Hand on each answer, and ``None`` at the end."""
    with contextlib.suppress(OSError, ValueError), stream:
        while True:
            head = stream.read(LENGTH)
            length = int.from_bytes(head, "big")
            content = stream.read(length) if length <= MAX_BYTES else b""
            if len(head) < LENGTH or len(content) < length:
                break
            answers.put(content)
    answers.put(None)
