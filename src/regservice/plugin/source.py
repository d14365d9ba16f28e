"""What does one package contribute, whatever door it was written through?"""

from __future__ import annotations

from pathlib import Path

from regservice.codec.package import read_package
from regservice.model.package import Contribution
from regservice.plugin.installation import home_of


def contribution_of(path: Path) -> Contribution:
    """
    Read one package.

    Args:
        path: A data package: a folder, a workbook, or the source folder of a
            distribution that holds one.

    Raises:
        DataError: With every fault.
        MissingExtraError: If there are workbooks, and the extra ``xlsx`` is missing.
    """
    return read_package(Path(home_of(str(path)) or path))
