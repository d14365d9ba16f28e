"""
The command line: parse, call the engine, print, exit.

Floor 6. Results go to stdout, progress and hints to stderr. Every error the user
can cause ends in a message and an exit code, never in a traceback.
"""

from __future__ import annotations

from regservice.cli.main import main

__all__ = ["main"]
