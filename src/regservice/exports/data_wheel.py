"""How does a folder of tables become a wheel that pip installs?"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from regservice._version import __version__
from regservice.codec.files import MANIFEST
from regservice.codec.package import package_files
from regservice.errors import DataError, Location, file_error
from regservice.exports.wheel import Wheel, licences_among, module_name
from regservice.model.package import Manifest
from regservice.plugin.installation import BUILTIN
from regservice.plugin.sources import GROUP

READMES: Final = {
    "README.md": "text/markdown",
    "说明.md": "text/markdown",
    "README.rst": "text/x-rst",
    "README.txt": "text/plain",
}
"""What may describe a package, to its kind; the first that is there does."""

_PYTHON: Final = ">=3.11"
_HOME: Final = "data"
_CODE: Final = '''\
"""A data package of regservice: the tables lie beside this file."""

from pathlib import Path

from regservice.plugin import hookimpl


@hookimpl
def regservice_package() -> Path:
    """Return where the tables are."""
    return Path(__file__).parent.joinpath({parts})
'''


def data_wheel(
    folder: Path, manifest: Manifest, needs: Iterable[Manifest] = ()
) -> Wheel:
    """
    Make a wheel of a data package.

    Args:
        folder: The package, which has been found sound; a folder or one file.
        manifest: Its manifest.
        needs: The packages without which it does not compile.

    Returns:
        An import package with the hook and the files as they are, and the metadata.

    Raises:
        DataError: If the name or the version of the manifest cannot be those of a
            distribution, or if a file cannot be read.
    """
    at = Location(str(folder if folder.is_file() else folder / MANIFEST))
    name, version = distribution(manifest.name, manifest.version, at)
    top = folder.parent if folder.is_file() else folder
    inner = [folder.name] if folder.is_file() else []
    home = f"{module_name(name)}/{_HOME}"
    files = {
        f"{home}/{path.relative_to(top).as_posix()}": _read(path)
        for path in package_files(folder)
    }
    beside = [] if folder.is_file() else [p.name for p in top.iterdir() if p.is_file()]
    readmes = {file: _read(top / file) for file in READMES if file in beside}
    files |= {f"{home}/{file}": content for file, content in readmes.items()}
    parts = ", ".join(f'"{part}"' for part in (_HOME, *map(_escaped, inner)))
    files[f"{module_name(name)}/__init__.py"] = _CODE.format(parts=parts).encode()
    first = next(iter(readmes), "")
    described = first and text_of(readmes[first], top / first)
    return Wheel(
        name=name,
        version=version,
        metadata=(
            ("Summary", manifest.title),
            ("Author", manifest.owner),
            ("Maintainer", manifest.owner),
            ("Requires-Python", _PYTHON),
            ("Requires-Dist", _library(manifest, at)),
            *(("Requires-Dist", _at_least(other)) for other in needs),
            ("Description-Content-Type", READMES.get(first, "")),
        ),
        description=described,
        entry_points={GROUP: {name: module_name(name)}},
        files=files,
        licences={file: _read(top / file) for file in licences_among(beside)},
    )


def distribution(name: str, version: str, where: Location) -> tuple[str, str]:
    """
    Return name and version as pip takes them.

    Raises:
        DataError: If one of them cannot be that of a distribution.

    Examples:
        >>> distribution("regservice-region-x", "2026.01", Location())
        ('regservice-region-x', '2026.1')
    """
    from packaging.utils import InvalidName, canonicalize_name
    from packaging.version import InvalidVersion, Version

    try:
        canonicalize_name(name, validate=True)
    except InvalidName:
        raise DataError.of("RS4101", where, name=name) from None
    module = module_name(name)
    if module in {"regservice", module_name(BUILTIN)} | sys.stdlib_module_names:
        raise DataError.of("RS4102", where, name=name)
    try:
        return name, str(Version(version))
    except InvalidVersion:
        raise DataError.of("RS4103", where, version=version) from None


def _library(manifest: Manifest, where: Location) -> str:
    """Which versions of this library it works with; what it does not say, we do."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import Version

    said = str(getattr(manifest, "requires", ""))
    if said:
        try:
            return f"regservice{SpecifierSet(said)}"
        except InvalidSpecifier:
            raise DataError.of("RS4104", where, value=said) from None
    here = Version(__version__)
    least = here.public if here.is_prerelease else f"{here.major}.{here.minor}"
    return f"regservice<{here.major + 1},>={least}"


def _at_least(manifest: Manifest) -> str:
    name, version = distribution(manifest.name, manifest.version, Location())
    return f"{name}>={version}"


def _escaped(name: str) -> str:
    """A file name as it stands between quotes in Python."""
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise file_error(error, str(path)) from None


def text_of(content: bytes, path: Path) -> str:
    """
    Return a file as text.

    Raises:
        DataError: If it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DataError.of("RS1002", Location(str(path), line)) from None
