"""What looks right but is not, what was meant, and what a machine can do about it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from regservice.codec.mend import mended
from regservice.codec.package import read_package
from regservice.errors import DataError, Problem

MANIFEST = """\
name: demo
title: 虚构
version: "1"
places: ["310000"]
owner: 虚构
"""
ROWS = """\
items:
  - code: xh:ip
    name: 知产
    products: [drug]
    registration_business: false
    keywords: [专利, 商标]
    source: {kind: assumed, note: 虚构}
    validity: {start: 2024-01-24}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound package."""
    (tmp_path / "package.yaml").write_text(MANIFEST, "utf-8")
    (tmp_path / "rows.yaml").write_text(ROWS, "utf-8")
    return tmp_path


def _problems(folder: Path) -> tuple[Problem, ...]:
    try:
        read_package(folder)
    except DataError as error:
        return error.problems
    return ()


def _mend(folder: Path) -> None:
    while files := mended(_problems(folder)):
        for path, content in files.items():
            path.write_bytes(content)


FAULTS = [
    ("name: 知产", "name：知产", "RS1004", 3, 9),
    ("name: 知产", "name:知产", "RS1016", 3, 9),
    ("    name: 知产", "\tname: 知产", "RS1014", 3, 1),
    ("    name: 知产", "　　name: 知产", "RS1013", 3, 1),
    ("    name: 知产", "\u00a0\u00a0\u00a0\u00a0name: 知产", "RS1013", 3, 1),
    ("name: 知产", "name: 知产　", "RS1013", 3, 13),
    ("name: 知产", "name: “知产”", "RS1015", 3, 11),
    ("name: 知产", "name: 知产 ＃ 虚构", "RS1012", 3, 14),
    ("  - code", "  －　code", "RS1012", 2, 3),
    ("  - code", "  -code", "RS1017", 2, 3),
    ("[专利, 商标]", "[专利，商标]", "RS1012", 6, 18),
    ("[专利, 商标]", "[专利、商标]", "RS1012", 6, 18),
    ("[专利, 商标]", "［专利，商标］", "RS1105", 6, 15),
    ("[专利, 商标]", "专利、商标", "RS1105", 6, 15),
    ("products: [drug]", "products: drug", "RS1105", 4, 15),
    ("products: [drug]", "products: [durg]", "RS1105", 4, 16),
    ("products: [drug]", "productz: [drug]", "RS1104", 4, 5),
    ("items:", "itemss:", "RS1104", 1, 1),
    ("business: false", "business: no", "RS1105", 5, 28),
    ("business: false", "business: 'off'", "RS1105", 5, 28),
    ("kind: assumed", "kind: Assumed", "RS1105", 7, 20),
    ("2024-01-24", "2024/1/24", "RS1105", 8, 23),
    ("2024-01-24", "2024年1月24日", "RS1105", 8, 23),
    ("2024-01-24", "２０２４-01-24", "RS1105", 8, 23),
    ("  - code", "  • code", "RS1012", 2, 3),
    ("  - code", "  1、code", "RS1012", 2, 3),
    ("[专利, 商标]", "[专利; 商标]", "RS1012", 6, 18),
    ("name: 知产", 'name: "知产”', "RS1019", 3, 11),
    ("name: 知产", 'name: “知产"', "RS1015", 3, 11),
    ("[drug]", "[[drug]]", "RS1105", 4, 16),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), FAULTS)
def test_fault_is_located_and_mended(
    folder: Path, old: str, new: str, code: str, line: int, column: int
) -> None:
    """One message at its place; the mended package has the rows of the sound one."""
    sound = read_package(folder)
    path = folder / "rows.yaml"
    path.write_text(ROWS.replace(old, new, 1), "utf-8")
    (problem,) = _problems(folder)

    assert (code, line, column) == (
        problem.code,
        problem.where.line,
        problem.where.column,
    )
    _mend(folder)
    assert sound.tables == read_package(folder).tables


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: 知产", 'name: "“知产”，专利　"'),
        ("name: 知产", "name: 关于：知产，专利"),
        ("name: 知产", "name: |\n      　全角：也是文字，\n      ＃不是注释\n"),
        ("name: 知产", "name: 知产 # 名称：专利，商标"),
        ("[专利, 商标]", '["专利，商标"]'),
        ("[专利, 商标]", "\n      - 专利，商标"),
        ("[专利, 商标]", "[专利;商标]"),
        ("name: 知产", "name:\t知产"),
        ("name: 知产", "name: |\n      名称:\t知产\n      • code: 知产\n"),
    ],
)
def test_text_that_is_meant_is_left(folder: Path, old: str, new: str) -> None:
    """In quotes, in blocks, in comments, and where no sign would be expected."""
    (folder / "rows.yaml").write_text(ROWS.replace(old, new, 1), "utf-8")

    assert () == _problems(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024-01-24", "下个月"),
        ("products: [drug]", "products: [药]"),
        ("kind: assumed", "kind: law"),
        ("business: false", "business: 也许"),
    ],
)
def test_what_needs_a_decision_is_left_to_people(
    folder: Path, old: str, new: str
) -> None:
    """No guess, and the file stays as it was."""
    (folder / "rows.yaml").write_text(ROWS.replace(old, new, 1), "utf-8")
    (problem,) = _problems(folder)

    assert problem.mend is None
    assert {} == mended([problem])


@pytest.mark.parametrize(
    ("line", "at"),
    [("    name 知产\n", 3), ("======\n    name: 知产\n", 3)],
    ids=["no_colon", "no_key"],
)
def test_line_without_a_colon_is_told_there(folder: Path, line: str, at: int) -> None:
    """Not at the next one, where the parser finds out."""
    text = ROWS.replace("    name: 知产\n", line)
    (folder / "rows.yaml").write_text(text, "utf-8")
    (problem,) = _problems(folder)

    assert ("RS1003", at) == (problem.code, problem.where.line)


@pytest.mark.parametrize("name", ["rows.yml", "rows.YAML", "more/rows.Yml"])
def test_file_of_another_ending_is_read(folder: Path, name: str) -> None:
    """As many programs write it."""
    sound = read_package(folder)
    (folder / "more").mkdir()
    (folder / "rows.yaml").rename(folder / name)

    assert sound.tables == read_package(folder).tables


@pytest.mark.parametrize("name", ["package.yml", "Package.YAML"])
def test_manifest_of_another_ending_is_read(folder: Path, name: str) -> None:
    """The folder is a package all the same."""
    sound = read_package(folder)
    (folder / "package.yaml").rename(folder / name)

    assert sound.manifest == read_package(folder).manifest


def test_file_that_nobody_would_read_is_told(folder: Path) -> None:
    """An editor has added an ending; what names its rows is not to blame."""
    (folder / "rows.yaml").rename(folder / "rows.yaml.txt")
    (folder / "notes.txt").touch()
    (problem,) = _problems(folder)

    assert ("RS1028", str(folder / "rows.yaml.txt")) == (
        problem.code,
        problem.where.file,
    )


@pytest.mark.parametrize("inner", ["", "deeper/still"])
def test_link_to_a_folder_with_tables_is_told(
    folder: Path, tmp_path: Path, inner: str
) -> None:
    """It is not followed; a link to a file, or to a folder of other things, is fine."""
    shared = tmp_path / "shared"
    (shared / inner).mkdir(parents=True)
    (folder / "here").symlink_to(folder.parent / "no-such-folder")
    (folder / "sub").symlink_to(shared)
    (folder / "rows.yaml").rename(shared / "rows.txt")
    (folder / "rows.yaml").symlink_to(shared / "rows.txt")
    read_package(folder)
    (shared / inner / "more.yaml").write_text(ROWS, "utf-8")
    (problem,) = _problems(folder)

    assert ("RS1035", str(folder / "sub")) == (problem.code, problem.where.file)


def test_link_that_runs_in_a_circle_is_not_followed(folder: Path) -> None:
    (folder / "again").symlink_to(folder)
    (problem,) = _problems(folder)

    assert "RS1035" == problem.code


def test_row_of_another_table_is_told_once(folder: Path) -> None:
    """In the words of the file."""
    row = ROWS.partition("items:\n")[2]
    text = f"{ROWS}pause_reasons:\n{row.replace('xh:ip', 'xh:other')}"
    (folder / "rows.yaml").write_text(text, "utf-8")
    (problem,) = _problems(folder)

    assert ("RS1029", 10) == (problem.code, problem.where.line)
    assert {"here": "pause_reasons", "table": "items"}.items() <= problem.params.items()


def test_row_that_lacks_several_fields_is_told_once(folder: Path) -> None:
    """With all of them."""
    text = ROWS.replace("    name: 知产\n", "").replace("    products: [drug]\n", "")
    (folder / "rows.yaml").write_text(text, "utf-8")
    (problem,) = _problems(folder)

    assert ("RS1030", 2, "name, products") == (
        problem.code,
        problem.where.line,
        problem.params["fields"],
    )


def test_word_of_a_list_is_no_slip_for_two(folder: Path) -> None:
    """The longer one of them is not what was meant."""
    both = "applicants: [enterpriseresearch_institute]"
    text = ROWS.replace("    name: 知产", f"    name: 知产\n    {both}")
    (folder / "rows.yaml").write_text(text, "utf-8")
    (problem,) = _problems(folder)

    assert problem.mend is None


def test_utf_16_file_is_turned_into_utf8(folder: Path) -> None:
    """What some editors call Unicode."""
    path = folder / "rows.yaml"
    path.write_text(ROWS, "utf-16")
    (problem,) = _problems(folder)

    _mend(folder)

    assert "RS1002" == problem.code
    assert ROWS == path.read_text("utf-8")


def test_gbk_file_is_turned_into_utf8(folder: Path) -> None:
    """As an editor in China writes it."""
    sound = read_package(folder)
    (folder / "rows.yaml").write_bytes(ROWS.encode("gb18030"))
    (problem,) = _problems(folder)
    assert ("RS1002", 3) == (problem.code, problem.where.line)
    _mend(folder)

    assert sound.tables == read_package(folder).tables


def test_what_was_never_a_text_is_left(folder: Path) -> None:
    """Bytes that are in no encoding."""
    (folder / "rows.yaml").write_bytes(b"items: \xff\xff")

    assert {} == mended(_problems(folder))


def test_cells_and_headers_are_mended(tmp_path: Path) -> None:
    """Only their texts; comments and styles of the workbook stay."""
    path = tmp_path / "demo.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "规则包"
    book.active.append(["包名", "标题", "版本", "适用地区", "负责单位"])
    book.active.append(["demo", "虚构", "1", "310000", "虚构"])
    sheet = book.create_sheet("服务事相")
    head = ["代码", "名称", "产品类型", "是否注册业务", "依据.种类", "依据.备注"]
    sheet.append([*head, "有效期.生效日"])
    sheet.append(
        ["xh:ip", "知产", "药品、医疗器戒", "没有", "推定", "虚构", "2024/1/24"]
    )
    sheet["D2"] = "no"
    sheet["A1"].comment = openpyxl.comments.Comment("留着", "虚构")
    book.save(path)
    _mend(path)
    (item,) = read_package(path).tables.items

    assert ["drug", "device"] == list(item.products)
    assert "2024-01-24" == str(item.validity.start)
    made = openpyxl.load_workbook(path)
    assert "留着" == made["服务事项"]["A1"].comment.text


def test_fence_of_a_chat_is_taken_off(folder: Path) -> None:
    """Text that was copied from one has marks around it."""
    sound = read_package(folder)
    (folder / "rows.yaml").write_text(f"```yaml\n{ROWS}```\n", "utf-8")
    (problem,) = _problems(folder)

    assert ("RS1003", 1) == (problem.code, problem.where.line)
    _mend(folder)
    assert sound.tables == read_package(folder).tables
