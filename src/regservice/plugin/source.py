"""What does one package contribute, whatever door it was written through?"""

from __future__ import annotations

from pathlib import Path

from regservice.codec.package import read_package
from regservice.errors import DataError
from regservice.model.package import Contribution
from regservice.plugin.installation import home_of
from regservice.plugin.manager import collect
from regservice.plugin.sources import candidates_at


def contribution_of(path: Path) -> Contribution:
    """
    Read one package.

    Args:
        path: A data package: a folder, a workbook, or the source folder of a
            distribution that holds one; or a package in Python, whose code is asked
            in a process of its own.

    Raises:
        DataError: With every fault.
        MissingExtraError: If there are workbooks, and the extra ``xlsx`` is missing.
    """
    try:
        in_python = bool(candidates_at(str(path)))
    except (OSError, ValueError):
        in_python = True  # the manager says what is wrong with the project file
    if not in_python:
        return read_package(Path(home_of(str(path)) or path))
    *_, found = collect([path], discover=False, isolate=True)
    if found.contribution is None:
        raise DataError(found.problems)
    return found.contribution
