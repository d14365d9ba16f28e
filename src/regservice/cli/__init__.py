"""
The command line: parse, call the engine, print, exit.

Floor 6. Results go to stdout, progress and hints to stderr. Every error the user
can cause ends in a message and an exit code, never in a traceback.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run the command line.

    Args:
        argv: Arguments without the name of the program; ``None`` for those of the
            process.

    Returns:
        The exit code.
    """
    try:
        # Inside the guard: loading the parts takes long enough to be interrupted.
        from regservice.cli.run import run

        return run(argv)
    except KeyboardInterrupt:
        return _INTERRUPTED
