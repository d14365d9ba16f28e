"""Which bytes is a wheel, and which contents has it none for?"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from packaging.utils import parse_wheel_filename

from regservice.errors import DataError, Location
from regservice.exports.data_wheel import data_wheel, distribution
from regservice.exports.wheel import Wheel, stamp_of, wheel_bytes
from regservice.model.package import Manifest


def manifest(name: str = "regservice-x", version: str = "1") -> Manifest:
    """A manifest for Zhejiang."""
    return Manifest(
        name=name, title="试", version=version, places=("330000",), owner="甲"
    )


def opened(wheel: Wheel) -> zipfile.ZipFile:
    """The wheel as pip opens it."""
    return zipfile.ZipFile(io.BytesIO(wheel_bytes(wheel)))


def test_record_tells_the_hash_of_every_file() -> None:
    """Of files with commas, quotes and Chinese letters in their names too."""
    names = ["x/a,b.yaml", 'x/"q".yaml', "x/机构.yaml", "x/__init__.py"]
    with opened(
        Wheel(name="x", version="1", files={n: n.encode() for n in names})
    ) as found:
        record = found.read("x-1.dist-info/RECORD").decode()
        rows = list(csv.reader(io.StringIO(record)))
        for name, digest, size in rows[:-1]:
            content = found.read(name)
            raw = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
            assert f"sha256={raw.decode().rstrip('=')}" == digest
            assert len(content) == int(size)

        assert {*names} <= {row[0] for row in rows}
        assert found.namelist() == [row[0] for row in rows]
        assert ["x-1.dist-info/RECORD", "", ""] == rows[-1]


def test_wheel_bears_no_trace_of_a_compressor_or_a_system() -> None:
    """Stored, with the rights of a plain file, from one kind of system."""
    with opened(Wheel(name="x", version="1", files={"x.py": b"1" * 999})) as found:
        kinds = {
            (e.compress_type, e.create_system, e.external_attr >> 16, e.date_time)
            for e in found.infolist()
        }

    assert {(zipfile.ZIP_STORED, 3, 0o100644, (1980, 1, 1, 0, 0, 0))} == kinds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("x/机构e\u0301.yaml", "x/机构\xe9.yaml", id="composed"),
        pytest.param("x/A.yaml", "x/a.yaml", id="case"),
    ],
)
def test_names_that_some_systems_take_for_one_are_refused(one: str, other: str) -> None:
    """One of the files would be lost there."""
    with pytest.raises(DataError, match="RS4105"):
        wheel_bytes(Wheel(name="x", version="1", files={one: b"", other: b""}))


def test_line_break_makes_no_head_and_no_entry_point() -> None:
    """Whatever a title says."""
    wheel = Wheel(
        name="x",
        version="1",
        metadata=(("Summary", "a\nRequires-Dist: evil"),),
        entry_points={"g": {"n": "m\n[console_scripts]\nx = y"}},
    )
    with opened(wheel) as found:
        meta = found.read("x-1.dist-info/METADATA").decode()
        points = found.read("x-1.dist-info/entry_points.txt").decode()

    assert "Summary: a Requires-Dist: evil\n" in meta
    assert 2 == len(points.splitlines())


@pytest.mark.parametrize(
    ("name", "version"), [("Regservice-Region.X", "2026.01"), ("a_b", "1.0rc1+local.1")]
)
def test_name_of_the_file_is_read_back(name: str, version: str) -> None:
    """By what pip reads it with."""
    wheel = Wheel(name=name, version=distribution(name, version, Location())[1])
    found, number, _, _ = parse_wheel_filename(wheel.file)

    assert name.lower().replace(".", "-").replace("_", "-") == found
    assert wheel.version == str(number)


def test_time_that_is_given_is_the_same_in_every_zone() -> None:
    """It counts from 1970 in universal time."""
    wheel = Wheel(name="x", version="1")

    assert wheel_bytes(wheel) == wheel_bytes(wheel, stamp_of("0"))
    assert wheel_bytes(wheel) != wheel_bytes(wheel, stamp_of("1767225600"))


def test_single_file_is_a_package_too(tmp_path: Path) -> None:
    """It is copied under its own name, and the hook returns it; nothing beside it."""
    book = tmp_path / '规则 "甲".xlsx'
    book.write_bytes(b"PK")
    (tmp_path / "README.md").write_text("other", "utf-8")
    wheel = data_wheel(book, manifest())
    code = wheel.files["regservice_x/__init__.py"].decode()
    names: dict[str, object] = {"__file__": "/site/regservice_x/__init__.py"}
    exec(compile(code, "x", "exec"), names)  # noqa: S102 - what was just generated
    hook = names["regservice_package"]

    assert b"PK" == wheel.files['regservice_x/data/规则 "甲".xlsx']
    assert 2 == len(wheel.files)
    assert callable(hook)
    assert Path("/site/regservice_x/data", book.name) == hook()


def ranged(requires: str) -> Any:
    """What a manifest says that states a range."""
    known = attrs.asdict(manifest())
    return SimpleNamespace(**{**known, "requires": requires})


def test_range_of_the_library_comes_from_the_manifest(tmp_path: Path) -> None:
    """If it states one; else the range of this minor version."""
    (tmp_path / "package.yaml").write_text("", "utf-8")
    usual = dict(data_wheel(tmp_path, ranged("")).metadata)
    stated = dict(data_wheel(tmp_path, ranged(">=0.1, <0.9")).metadata)

    assert "regservice<1,>=0.1" == usual["Requires-Dist"]
    assert "regservice<0.9,>=0.1" == stated["Requires-Dist"]


def test_range_that_is_none_is_refused(tmp_path: Path) -> None:
    """Where the manifest stands."""
    with pytest.raises(DataError, match=r"RS4104.*package\.yaml"):
        data_wheel(tmp_path, ranged("soon"))


def test_description_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    """With file and line."""
    (tmp_path / "package.yaml").write_text("", "utf-8")
    (tmp_path / "说明.md").write_bytes("第一行\n说明".encode("gbk"))

    with pytest.raises(DataError, match=r"RS1002.*说明\.md:1"):
        data_wheel(tmp_path, manifest())
