"""
Find the requests in a ledger as offices keep it.

A title above the header, header words of any common kind, merged cells, dates in
any common form, blank rows and totals: what was understood is kept with the cell
it stands in, and a row that is not usable is kept with its problem.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.cells import READERS, Cell, Grid, cell_text, read_jsonl
from regservice.codec.moments import read_moment
from regservice.errors import DataError, Location, Problem

_HEADERS: Final[Mapping[str, str]] = {
    "id": "id 编号 序号 诉求编号 问题编号 登记号 no",
    "text": "text 诉求内容 诉求 企业诉求 问题 问题描述 问题内容 具体问题"
    " 咨询内容 咨询问题 内容",
    "place": "place 所在区 地区 区 区县 所属区 辖区 企业所在区 企业所在地"
    " 所在地 所在地区",
    "site": "site 场所 场所地区 生产地址 生产场所 经营场所",
    "product": "product 产品 产品类别 产品类型 类别 涉及产品",
    "item": "item 事项 服务事项 事项类别 业务类型",
    "difficulty": "difficulty 难易 难易程度 问题难度 难度 难度等级 问题难易",
    "programme": "programme 专项 专项清单 重点项目",
    "applicant": "applicant 主体类型 申请主体 提问主体",
    "channel": "channel 渠道 来源 来源渠道 受理渠道 诉求来源",
    "received_by": "received_by 受理机构 受理单位 接收单位 受理站点"
    " 受理工作站 登记单位",
    "received_at": "received_at 日期 提出日期 受理日期 登记日期 受理时间"
    " 提出时间 登记时间 收到时间 收到日期 收件日期 收件日 来件日期 登记日 受理日"
    " 提交日期 反映日期",
}
_FIELD_OF: Final = {
    word: field for field, words in _HEADERS.items() for word in words.split()
}
_TOTALS: Final = re.compile(r"^(合计|总计|小计|填表人|制表人|备注|说明)")
_HEADER_ROWS: Final = 20


@attrs.frozen(kw_only=True)
class Entry:
    """
    One request of a ledger.

    Attributes:
        where: The row in the file.
        values: Field to text, without empty ones.
        extra: Texts of columns that mean no field, by header.
        received: Local time of receipt; ``None`` if not stated.
        cells: Where each field stands.
        problems: Why the row is not usable; empty if it is.
        notes: What was assumed in reading it.
    """

    where: Location
    values: Mapping[str, str] = attrs.field(hash=False)
    extra: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    received: dt.datetime | None = None
    cells: Mapping[str, Location] = attrs.field(factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@attrs.frozen(kw_only=True)
class Ledger:
    """
    The requests of a file, in order.

    Attributes:
        file: Name of the file.
        headers: The columns, as they are headed.
        entries: The requests, unusable ones included.
        originals: The cells of each entry under *headers*, as texts.
        notes: What was assumed about the file.
    """

    file: str
    headers: tuple[str, ...]
    entries: tuple[Entry, ...]
    originals: tuple[tuple[str, ...], ...]
    notes: tuple[Problem, ...] = ()


def read_ledger(path: Path, year: int) -> Ledger:
    """
    Read a ledger.

    Args:
        path: A ``.xlsx``, ``.csv`` or ``.jsonl`` file.
        year: The year of dates that state none.

    Returns:
        The requests.

    Raises:
        DataError: If the file cannot be read, has no header or no request.
        MissingExtraError: If a workbook is given and the extra is not installed.
    """
    if path.is_dir():
        raise DataError.of("RS4004", Location(str(path)), suffix="/")
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        ledger = _from_lines(path, year)
    elif suffix in READERS:
        ledger = _from_grids(READERS[suffix](path), year)
    else:
        raise DataError.of("RS4004", Location(str(path)), suffix=suffix)
    if not ledger.entries:
        raise DataError.of("RS4002", Location(str(path)))
    return attrs.evolve(ledger, entries=_marked(ledger.entries))


def header_field(text: str) -> str | None:
    """
    Return the field that a header means, or ``None``.

    Examples:
        >>> header_field("诉求内容(必填)"), header_field("联系电话")
        ('text', None)
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"\(.*?\)|[\s*:]", "", plain)
    return _FIELD_OF.get(plain)


def _from_grids(grids: list[Grid], year: int) -> Ledger:
    """The first sheet with a header is the ledger; others with one are told of."""
    headed = [grid for grid in grids if _is_headed(grid)] or grids
    ledger = _from_grid(headed[0], year)
    skipped = tuple(
        Problem(
            "RS4012",
            {"sheet": grid.sheet, "read": headed[0].sheet},
            Location(grid.file),
            severity="warning",
        )
        for grid in headed[1:]
    )
    return attrs.evolve(ledger, notes=(*ledger.notes, *skipped))


def _is_headed(grid: Grid) -> bool:
    top = (cell for row in grid.rows[:_HEADER_ROWS] for cell in row)
    return any(header_field(cell_text(cell)) == "text" for cell in top)


def _from_grid(grid: Grid, year: int) -> Ledger:
    at, columns = _header(grid)
    headers = tuple(cell_text(cell) for cell in grid.rows[at])
    entries, originals = [], []
    for number, row in enumerate(grid.rows[at + 1 :], at + 1):
        texts = tuple(cell_text(cell) for cell in row)
        filled = [text for text in texts if text]
        text_column = columns["text"]
        asked = texts[text_column] if text_column < len(texts) else ""
        if not filled or (not asked and _TOTALS.match(filled[0])):
            continue
        values = {
            field: texts[column]
            for field, column in columns.items()
            if column < len(texts) and texts[column]
        }
        extra = {
            head: text
            for column, (head, text) in enumerate(zip(headers, texts, strict=False))
            if head and text and column not in columns.values()
        }
        cells = {field: grid.where(number, column) for field, column in columns.items()}
        column = columns.get("received_at")
        raw = row[column] if column is not None and column < len(row) else ""
        entry = _entry(cells["text"], values, extra, cells=cells, raw=raw, year=year)
        entries.append(entry)
        originals.append((*texts, *[""] * len(headers))[: len(headers)])
    unknown = [
        head
        for column, head in enumerate(headers)
        if head and column not in columns.values()
    ]
    where = Location(grid.file)
    params = {"columns": "、".join(unknown)}
    note = Problem("RS4013", params, where, severity="warning")
    return Ledger(
        file=grid.file,
        headers=headers,
        entries=tuple(entries),
        originals=tuple(originals),
        notes=(note,) if unknown else (),
    )


def _header(grid: Grid) -> tuple[int, dict[str, int]]:
    """The row near the top with most known words, the text column among them."""
    best: tuple[int, dict[str, int]] | None = None
    for number, row in enumerate(grid.rows[:_HEADER_ROWS]):
        columns: dict[str, int] = {}
        twice: dict[str, list[int]] = {}
        for column, cell in enumerate(row):
            field = header_field(cell_text(cell)) if isinstance(cell, str) else None
            if field is not None:
                twice.setdefault(field, []).append(column)
                columns.setdefault(field, column)
        if "text" in columns and (best is None or len(columns) > len(best[1])):
            doubled = [(f, c) for f, c in twice.items() if len(c) > 1]
            if doubled:
                field, at = doubled[0]
                names = ", ".join(grid.where(number, c).cell or str(c + 1) for c in at)
                raise DataError.of(
                    "RS4010", grid.where(number, at[1]), field=field, columns=names
                )
            best = number, columns
    if best is None:
        code = "RS4003" if any(map(any, grid.rows)) else "RS4002"
        raise DataError.of(code, Location(grid.file))
    return best


def _from_lines(path: Path, year: int) -> Ledger:
    rows = read_jsonl(path)
    headers = tuple(
        dict.fromkeys(key for _, row in rows if isinstance(row, dict) for key in row)
    )
    entries, originals = [], []
    for where, row in rows:
        if isinstance(row, str):
            problem = Problem("RS4007", {"reason": row}, where)
            entries.append(Entry(where=where, values={}, problems=(problem,)))
            originals.append(("",) * len(headers))
            continue
        plain = {key: _plain(value) for key, value in row.items()}
        known = {key: header_field(key) for key in plain}
        values = {
            field: plain[key] for key, field in known.items() if field and plain[key]
        }
        extra = {k: plain[k] for k, field in known.items() if not field and plain[k]}
        raw = values.get("received_at", "")
        entries.append(_entry(where, values, extra, cells={}, raw=raw, year=year))
        originals.append(tuple(plain.get(head, "") for head in headers))
    return Ledger(
        file=str(path),
        headers=headers,
        entries=tuple(entries),
        originals=tuple(originals),
    )


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(map(_plain, value))
    if isinstance(value, dict):
        return ";".join(f"{key}={_plain(part)}" for key, part in value.items())
    return cell_text(value if isinstance(value, float | bool) else str(value))


def _entry(  # noqa: PLR0913 - the parts of one row
    where: Location,
    values: dict[str, str],
    extra: dict[str, str],
    *,
    cells: Mapping[str, Location],
    raw: Cell,
    year: int,
) -> Entry:
    problems, notes = [], []
    if "text" not in values and "item" not in values:
        problems.append(Problem("RS4005", {}, cells.get("text", where), "text"))
    received = None
    if raw != "":
        at = cells.get("received_at", where)
        received, assumed = read_moment(raw, year)
        if received is None:
            params = {"value": cell_text(raw)}
            problems.append(Problem("RS3202", params, at, "received_at"))
        elif assumed:
            params = {"value": cell_text(raw), "read": f"{received:%Y-%m-%d %H:%M}"}
            notes.append(Problem("RS4011", params, at, "received_at", "", "warning"))
    return Entry(
        where=where,
        values=values,
        extra=extra,
        received=received,
        cells=cells,
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _marked(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The second of two rows that say the same, the number apart, is a duplicate."""
    seen: dict[object, Location] = {}
    result = []
    for row in entries:
        entry = row
        said = {k: v for k, v in entry.values.items() if k not in ("id", "received_at")}
        key = (frozenset(said.items()), frozenset(entry.extra.items()), entry.received)
        first = seen.setdefault(key, entry.where)
        if first is not entry.where and not entry.problems:
            other = first.cell or str(first.line)
            problem = Problem("RS4006", {"other": other}, entry.where)
            entry = attrs.evolve(entry, problems=(problem,))
        result.append(entry)
    return tuple(result)
