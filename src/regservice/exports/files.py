"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from regservice.errors import file_error


def write_bytes(path: Path, content: bytes) -> None:
    """
    Write *content* to *path*, replacing what was there in one step.

    Raises:
        DataError: If the folder is missing or cannot be written.
    """
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise file_error(error, str(path), writing=True) from None


def rewrite(path: Path, content: bytes) -> None:
    """
    Replace the content of a file: its permissions stay, and a link is followed.

    Raises:
        DataError: If it cannot be written.
    """
    try:
        real = path.resolve(strict=True)
        mode = real.stat().st_mode
        write_bytes(real, content)
        real.chmod(mode & 0o7777)
    except OSError as error:
        raise file_error(error, str(path), writing=True) from None


def write_text(path: Path, text: str) -> None:
    """
    Write *text* as UTF-8.

    Raises:
        DataError: If the folder is missing or cannot be written.
    """
    write_bytes(path, text.encode("utf-8"))
