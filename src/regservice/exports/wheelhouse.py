"""
Which wheels lie in a folder, and which files make it one that pip installs from?

A folder on a file share is enough: pages in the form of PEP 503 with relative links and
hashes, the same as JSON for programs, and a catalogue for people.
"""

from __future__ import annotations

import hashlib
import html
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from email.parser import HeaderParser
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import attrs

from regservice.codec.files import is_manifest
from regservice.codec.package import read_package
from regservice.errors import DataError, Location, RegserviceError, file_error
from regservice.exports.pages import GENERATOR, Page, Section, to_html
from regservice.messages import page_text
from regservice.model.package import Manifest
from regservice.plugin.needs import alike

_MADE: Final = '"made_by": "regservice"'
_BOOK: Final = ".xlsx"
_MOST: Final = 5_000_000
"""The largest manifest that is looked at, in bytes."""


@attrs.frozen(kw_only=True)
class Shelved:
    """
    A wheel that lies in the folder.

    Attributes:
        file: Name of the file.
        name: Name of the distribution, normalised.
        version: Its version.
        sha256: Hash of the file.
        size: Its size in bytes.
        requires_python: The range of versions of Python; empty for any.
        title: What it calls itself.
        owner: Who answers for it; empty if that is not said.
        places: The places for which it speaks; empty if that is not known.
    """

    file: str
    name: str
    version: str
    sha256: str
    size: int
    requires_python: str = ""
    title: str = ""
    owner: str = ""
    places: tuple[str, ...] = ()


def shelved(path: Path) -> Shelved:
    """
    Read a wheel as far as an index needs it; none of its code runs.

    Raises:
        DataError: If it cannot be read or is no whole wheel.
    """
    where = Location(str(path))
    try:
        content = path.read_bytes()
        name, version = _called(path.name)
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
            if broken is not None:
                raise DataError.of("RS4113", where, reason=broken)
            heads = HeaderParser().parsestr(_metadata(archive))
            manifest = _manifest(archive)
    except OSError as error:
        raise file_error(error, str(path)) from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise DataError.of("RS4113", where, reason=str(error)) from None
    said = (alike(heads.get("Name", "")), heads.get("Version", ""))
    if said != (name, version):
        raise DataError.of("RS4113", where, reason=f"METADATA: {' '.join(said)}")
    return Shelved(
        file=path.name,
        name=name,
        version=version,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        requires_python=heads.get("Requires-Python", ""),
        title=manifest.title if manifest else heads.get("Summary", ""),
        owner=manifest.owner if manifest else heads.get("Author", ""),
        places=manifest.places if manifest else (),
    )


def _called(file: str) -> tuple[str, str]:
    """Name and version that a file name states; ``ValueError`` if it states none."""
    from packaging.utils import parse_wheel_filename

    name, version, _, _ = parse_wheel_filename(file)
    return str(name), str(version)


def _metadata(archive: zipfile.ZipFile) -> str:
    found = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
    if len(found) != 1 or found[0].count("/") != 1:
        raise zipfile.BadZipFile("METADATA")
    return archive.read(found[0]).decode("utf-8", "replace")


def _may_be_manifest(name: str) -> bool:
    """Any workbook may hold the manifest as a sheet."""
    folder, _, file = name.rpartition("/")
    return bool(folder) and (is_manifest(file) or file.endswith(_BOOK))


def _manifest(archive: zipfile.ZipFile) -> Manifest | None:
    """The manifest of the data package inside; one that cannot be read is none."""
    found = [
        entry
        for entry in archive.infolist()
        if _may_be_manifest(entry.filename) and entry.file_size < _MOST
    ]
    if not found:
        return None
    first = min(found, key=lambda e: (e.filename.endswith(_BOOK), e.filename))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, first.filename.rpartition("/")[2])
        file.write_bytes(archive.read(first))
        try:
            return read_package(file if file.suffix == _BOOK else file.parent).manifest
        except RegserviceError:
            return None


def index_files(wheels: Iterable[Shelved], lang: str) -> dict[str, bytes]:
    """
    Return the files that make a folder with these wheels an index.

    Args:
        wheels: What lies in the folder.
        lang: Language of the catalogue, ``zh`` or ``en``.

    Returns:
        Path in the folder to content; the same for the same wheels in any order.

    Examples:
        >>> sorted(index_files([], "zh"))
        ['index.html', 'index.json', 'simple/index.html']
    """
    groups: dict[str, list[Shelved]] = {}
    for wheel in _newest_first(wheels):
        groups.setdefault(wheel.name, []).append(wheel)
    pages = {f"simple/{name}/index.html": _files(name, groups[name]) for name in groups}
    pages["simple/index.html"] = _links(
        "simple", (f'<a href="{name}/">{name}</a>' for name in groups)
    )
    shape = {
        "schema_version": 1,
        "made_by": "regservice",
        "packages": [_shape(name, found) for name, found in groups.items()],
    }
    text = json.dumps(shape, ensure_ascii=False, indent=2)
    pages["index.json"] = f"{text}\n"
    pages["index.html"] = to_html(_catalogue(groups, lang))
    return {name: page.encode() for name, page in pages.items()}


def _newest_first(wheels: Iterable[Shelved]) -> list[Shelved]:
    from packaging.version import Version

    files = sorted(wheels, key=lambda wheel: wheel.file)
    newest = sorted(files, key=lambda wheel: Version(wheel.version), reverse=True)
    return sorted(newest, key=lambda wheel: wheel.name)


def _files(name: str, wheels: Iterable[Shelved]) -> str:
    return _links(name, map(_link, wheels))


def _link(wheel: Shelved) -> str:
    python = html.escape(wheel.requires_python)
    needs = f' data-requires-python="{python}"' if python else ""
    target = f"../../{quote(wheel.file)}#sha256={wheel.sha256}"
    return f'<a href="{target}"{needs}>{html.escape(wheel.file)}</a>'


def _links(title: str, links: Iterable[str]) -> str:
    lines = "".join(f"{link}<br>\n" for link in links)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'{GENERATOR}\n<meta name="pypi:repository-version" content="1.0">\n'
        f"<title>{title}</title>\n</head>\n<body>\n{lines}</body>\n</html>\n"
    )


def _shape(name: str, wheels: list[Shelved]) -> dict[str, Any]:
    newest = wheels[0]
    return {
        "name": name,
        "title": newest.title,
        "owner": newest.owner,
        "places": list(newest.places),
        "files": [
            {
                "file": wheel.file,
                "version": wheel.version,
                "sha256": wheel.sha256,
                "size": wheel.size,
                "requires_python": wheel.requires_python,
            }
            for wheel in wheels
        ],
    }


def _catalogue(groups: Mapping[str, list[Shelved]], lang: str) -> Page:
    def text(code: str, **params: Any) -> str:
        return page_text(f"shelf.{code}", lang, **params)

    heads = ("name", "version", "title_of", "owner", "places", "hash")
    rows = tuple(
        (
            name,
            wheel.version,
            wheel.title,
            wheel.owner,
            ", ".join(wheel.places),
            wheel.sha256,
        )
        for name, wheels in groups.items()
        for wheel in wheels
    )
    section = Section(
        text("all", count=len(groups), files=len(rows)),
        heads=tuple(map(text, heads)),
        rows=rows,
    )
    lines = (text("how"), text("or"))
    return Page(lang, text("title"), lines, (section,))


def stale(folder: Path, fresh: Mapping[str, bytes]) -> Iterator[Path]:
    """
    Give the pages of an index that was made before and are none of *fresh*.

    Args:
        folder: The folder of the wheels.
        fresh: What is going to be written.
    """
    for page in sorted(folder.glob("simple/*/index.html")):
        if page.relative_to(folder).as_posix() not in fresh and is_ours(page):
            yield page


def is_ours(path: Path) -> bool:
    """Tell whether a file was made by this module, and may be replaced."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return False
    return GENERATOR in text or _MADE in text
