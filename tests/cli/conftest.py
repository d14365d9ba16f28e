"""Runs the command line in this process, or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from regservice.cli import main


@attrs.frozen
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON on stdout."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def call(*arguments: str) -> Ran:
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def start(tmp_path: Path) -> Run:
    """Run a command in a process of its own, in an empty folder."""

    def call(*arguments: str, **environment: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "regservice", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, **environment},
        )
        encoding = environment.get("PYTHONIOENCODING", "utf-8")
        return Ran(
            done.returncode,
            done.stdout.decode(encoding, "replace"),
            done.stderr.decode(encoding, "replace"),
        )

    return call


QUIET = ("--disable-pip-version-check", "--no-color")


@pytest.fixture(scope="session")
def pip(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Run pip in an environment of its own, without a network or settings."""
    home = tmp_path_factory.mktemp("pip")
    subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True)
    python = next(home.glob("venv/[bS]*/python*"))
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("PIP_") and key != "PYTHONPATH"
    }

    def call(*arguments: str) -> str:
        done = subprocess.run(
            [python, "-m", "pip", "--isolated", *QUIET, *arguments],
            capture_output=True,
            check=False,
            env={**kept, "PIP_CONFIG_FILE": os.devnull},
        )
        assert 0 == done.returncode, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "replace")

    return call
