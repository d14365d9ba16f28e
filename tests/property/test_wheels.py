"""A wheel is its content: where, when and in which order it was made does not count."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from regservice.codec.package import read_package
from regservice.exports.data_wheel import data_wheel
from regservice.exports.wheel import wheel_bytes
from regservice.model.package import Contribution
from tests.property.regions import region_packages
from tests.property.written import files_of, write

HOMES = st.fixed_dictionaries(
    {
        table: st.sampled_from(["a.yaml", "机构.yaml", "b/c.yaml", "rows.yaml"])
        for table in ("places", "authorities", "relations", "rules", "limits")
    }
)


def built(files: Mapping[str, str], umask: int, mtime: int) -> bytes:
    """Write the files with these rights and times, and build them."""
    with tempfile.TemporaryDirectory() as name:
        before = os.umask(umask)
        try:
            write(Path(name), files)
        finally:
            os.umask(before)
        for file in files:
            os.utime(Path(name, file), (mtime, mtime))
        folder = Path(name)
        return wheel_bytes(data_wheel(folder, read_package(folder).manifest))


@settings(max_examples=25)
@given(data=st.data(), package=region_packages(), homes=HOMES)
def test_wheel_is_the_same_bytes_however_its_files_came_to_be(
    data: st.DataObject, package: Contribution, homes: dict[str, str]
) -> None:
    """Order of writing, rights, times and the folder leave no trace."""
    files = files_of(package, homes)
    shuffled = dict(data.draw(st.permutations(list(files.items()))))
    mtime = data.draw(st.integers(0, 2**31 - 1))

    assert built(files, 0o022, 1) == built(shuffled, 0o077, mtime)


@settings(max_examples=25)
@given(package=region_packages(), homes=HOMES)
def test_what_is_unpacked_is_what_was_packed(
    package: Contribution, homes: dict[str, str]
) -> None:
    """Build, unpack, read: the same records as were drawn."""
    content = built(files_of(package, homes), 0o022, 0)

    with tempfile.TemporaryDirectory() as name:
        zipfile.ZipFile(io.BytesIO(content)).extractall(name)
        (home,) = Path(name).glob("*/data")
        read = read_package(home)

    assert package.manifest == read.manifest
    assert package.tables == read.tables


@settings(max_examples=25)
@given(package=region_packages(), word=st.text("ab 甲乙", max_size=9))
def test_another_content_is_another_wheel(package: Contribution, word: str) -> None:
    """A comment more is another file, and is seen."""
    files = files_of(package, {})
    other = {**files, "rows.yaml": f"{files['rows.yaml']}\n# {word}"}

    assert built(files, 0o022, 0) != built(other, 0o022, 0)
