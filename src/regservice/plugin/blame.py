"""
Whatever a package raised: what is wrong, and in which line of the package?

An error of a row is the same problem as in YAML. Nothing of the error is trusted: to
show it may raise again.
"""

from __future__ import annotations

import ast
import os
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from regservice.codec.pairing import paired
from regservice.codec.spec import Kind, Shape, fields_of, key_names
from regservice.errors import DataError, Location, Mend, Problem
from regservice.messages.fields import FIELD_WORDS
from regservice.messages.problems import PROBLEMS
from regservice.model import (
    amount,
    authority,
    calendar,
    catalogue,
    condition,
    grounds,
    legal,
    limit,
    package,
    rule,
)
from regservice.model.fields import FieldFault
from regservice.plugin.brackets import left_open, nameless, not_opened
from regservice.plugin.imports import meant_import
from regservice.plugin.literals import meant_call
from regservice.plugin.meant import meant_line
from regservice.plugin.names import meant_name
from regservice.plugin.rows import class_name, fresh
from regservice.plugin.script import Script, callee, read_script
from regservice.plugin.signs import meant_sign, unreadable

_CLASSES: Final[dict[Kind, type]] = {
    Kind.TEXT: str,
    Kind.CHOICE: str,
    Kind.WHOLE: int,
    Kind.TRUTH: bool,
    Kind.LIST: tuple,
    Kind.MAPPING: dict,
}
"""Kind of value to the class that holds it in Python, where a literal can."""

_FORMS: Final[dict[Kind, str]] = {
    Kind.TEXT: '"..."',
    Kind.WHOLE: "0, 1, 2 ...",
    Kind.TRUTH: "True, False",
    Kind.LIST: "(..., ...)",
    Kind.DATE: "dt.date(2024, 1, 24)",
    Kind.CONDITION: "Condition.of({...})",
}
"""How it is written there."""

RECORDS: Final[dict[str, Any]] = {
    name: value
    for module in (
        *(amount, authority, calendar, catalogue, condition, grounds),
        *(legal, limit, package, rule),
    )
    for name, value in vars(module).items()
    if isinstance(value, type) and attrs.has(value)
}
"""The classes of records by name."""

_BRACKETS: Final = ("never closed", "parenthesis", "unmatched", "invalid syntax", "EOF")
_FEWEST: Final = 3
_LONGEST: Final = 300
_CALL: Final = re.compile(r"(\w+)\.__init__\(\) (missing|got an unexpected)(.*)")
_OURS: Final = f"{Path(__file__).parent.parent}{os.sep}"

Frame = traceback.FrameSummary


def reason_of(error: BaseException) -> str:
    r"""
    Say class and text of an error, in one line.

    Examples:
        >>> reason_of(ValueError("a\nb"))
        'ValueError: a b'
    """
    name = class_name(type(error))
    try:
        text = str.__str__(str(error))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - its text is code of the package too
        return name
    text = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    text = text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
    return f"{name}: {text}" if text else name


def problems_of(
    error: BaseException, name: str, home: str, where: Location
) -> tuple[Problem, ...]:
    """
    Turn an error into located problems.

    Args:
        error: What was raised while code of a package ran.
        name: Name of the package.
        home: Folder or file of its code; empty if unknown.
        where: Where the error stands if it does not tell.

    Returns:
        At least one problem.
    """
    mend, reason = None, reason_of(error)
    try:
        found = tuple(_told(error)) or tuple(_syntax(error, name))
        if not found:
            frame = _frame(error, home)
            found = tuple(_of_row(error, frame)) if frame is not None else ()
            if frame is not None:
                where = Location(frame.filename, frame.lineno or 0)
            if frame is not None and _is_in(where.file, home):
                where, mend = _meant(reason, frame) or (where, None)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - an error that does not even let itself be read
        found = ()
    if found:
        return found
    return (Problem("RS2101", {"name": name, "reason": reason}, where, mend=mend),)


def _meant(reason: str, frame: Frame) -> tuple[Location, Mend] | None:
    """What was meant by a name, an import, or the call of a date or a condition."""
    file, line = frame.filename, frame.lineno or 0
    script = read_script(file)
    call = script.at((frame.lineno, frame.end_lineno, frame.colno, frame.end_colno))
    mend = meant_call(call, script, RECORDS) if call is not None else None
    if call is not None and mend is not None:
        line, column = (mend.line, mend.column) if mend.line else script.mark(call)
        return Location(file, line, column), mend
    return meant_name(reason, file, line, RECORDS) or meant_import(
        reason, file, line, RECORDS
    )


def _told(error: BaseException) -> Iterator[Problem]:
    """The problems of an error of this library, such as of a folder that was read."""
    problems = getattr(error, "problems", None) if isinstance(error, DataError) else ()
    if type(problems) is not tuple:
        return
    for problem in problems:
        if type(problem) is Problem and problem.code in PROBLEMS:
            params = {str(key): str(value) for key, value in problem.params.items()}
            yield attrs.evolve(problem, params=params)


def _syntax(error: BaseException, name: str) -> Iterator[Problem]:
    if type(error) in (SyntaxError, IndentationError, TabError):
        file, line = error.filename, error.lineno  # type: ignore[attr-defined]
        if isinstance(file, str) and Path(file).is_file():
            content = Path(file).read_bytes()
            undecoded = unreadable(content)
            if undecoded:
                yield Problem("RS1002", {}, Location(file, undecoded))
                return
            column = int(error.offset or 0)  # type: ignore[attr-defined]
            text = str(error.text or "")  # type: ignore[attr-defined]
            mend = meant_sign(text.rstrip("\n"), column)
            if mend is not None:
                params = {"found": mend.old, "want": mend.new}
                where = Location(file, int(line or 0), column)
                yield Problem("RS1012", params, where, mend=mend)
                return
            params = {"name": name, "reason": reason_of(error)}
            end = int(error.end_lineno or 0)  # type: ignore[attr-defined]
            meant = meant_line(content, file, int(line or 0), params["reason"], end)
            if meant is not None:
                yield Problem("RS2101", params, meant[0], mend=meant[1])
                return
            # The parser finds out where another bracket is closed.
            if "unknown encoding" in params["reason"]:
                line = _declared(content)
            at = _bracket(content, int(line or 0), params["reason"]) or int(line or 0)
            yield Problem("RS2101", params, Location(file, at))


def _declared(content: bytes) -> int:
    """The line on which a module declares its encoding."""
    lines = content.split(b"\n")[:2]
    return next((n for n, text in enumerate(lines, 1) if b"coding" in text), 1)


def _bracket(content: bytes, line: int, reason: str) -> int:
    """The line of a bracket that the parser takes for another; 0 if there is none."""
    if "positional argument" in reason:
        return nameless(content, line)
    said = content.split(b"\n")[line - 1 : line]
    if said and said[0].startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
        return 0  # what a merge has left
    if any(words in reason for words in _BRACKETS):
        return left_open(content) or not_opened(content)
    return 0


def _frame(error: BaseException, home: str) -> Frame | None:
    """The last line that is the package's own; else the last that is not ours."""
    trace: Any = BaseException.__dict__["__traceback__"].__get__(error)
    frames = [
        frame
        for frame in traceback.extract_tb(trace)
        if not frame.filename.startswith((_OURS, "<"))
    ]
    own = [f for f in frames if _is_in(f.filename, home)]
    found = own or frames
    return found[-1] if found else None


def _is_in(file: str, home: str) -> bool:
    return bool(home) and (file == home or file.startswith(f"{home}{os.sep}"))


def _of_row(error: BaseException, frame: Frame) -> Iterator[Problem]:
    """What was wrong with a row while it was made, at its keyword if it has one."""
    script = read_script(frame.filename)
    span = frame.lineno, frame.end_lineno, frame.colno, frame.end_colno
    call = script.at(span)
    arguments = BaseException.__dict__["args"].__get__(error)
    if type(error) is ValueError and arguments and type(arguments[0]) is FieldFault:
        fault = arguments[0]
        line, column = frame.lineno or 0, 0
        if call is not None:
            line, column = script.word(call, fault.field)
        params = {
            "field": fault.field,
            "value": fault.value[:60],
            "allowed": fault.allowed,
        }
        where = Location(frame.filename, line, column)
        yield Problem(fault.code, params, where, fault.field, fault.allowed)
        return
    found = []
    if type(error) is TypeError:
        found = list(_arguments(str(error), script, call, frame))
    if not found and call is not None and callee(call) in RECORDS:
        found = list(_unfit(script, call)) or list(_made(error, script, call))
    yield from found


def _made(error: BaseException, script: Script, call: ast.Call) -> Iterator[Problem]:
    """Values that a record could not even compare, as far as it had taken them."""
    cls = RECORDS[callee(call)]
    trace: Any = BaseException.__dict__["__traceback__"].__get__(error)
    rows = [frame.f_locals.get("self") for frame, _ in traceback.walk_tb(trace)]
    row = next((row for row in reversed(rows) if type(row) is cls), None)
    if row is not None:
        yield from fresh(row, cls, script.file, script.marks(call))[1]


def _unfit(script: Script, call: ast.Call) -> Iterator[Problem]:
    """Values written into a record that its fields cannot hold."""
    cls = RECORDS[callee(call)]
    specs = fields_of(cls) if cls.__name__ in FIELD_WORDS else {}
    for word in call.keywords:
        spec = specs.get(word.arg or "")
        value = _literal(word.value)
        if spec is None or value is None or _fits(value, spec.shape):
            continue
        allowed = ", ".join(spec.shape.choices) or _FORMS.get(spec.shape.kind, "")
        params = {"field": spec.name, "value": repr(value)[:60], "allowed": allowed}
        where = Location(script.file, *script.word(call, spec.name))
        yield Problem("RS1105", params, where, spec.name, allowed)


def _literal(node: ast.expr) -> Any:
    """A value that is written out; ``None`` for any other."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _fits(value: Any, shape: Shape) -> bool:
    if shape.kind is Kind.CHOICE and isinstance(value, str):
        return value in shape.choices or not shape.is_closed
    # Records and dates are made by calls: no literal is one.
    return isinstance(value, _CLASSES.get(shape.kind, ()))


def _arguments(text: str, script: Script, call: Any, frame: Frame) -> Iterator[Problem]:
    """Missing and unknown fields of a record, all of them at once."""
    found = _CALL.match(text)
    cls = RECORDS.get(found[1]) if found is not None else None
    if found is None or cls is None:
        return
    fields = [a for a in attrs.fields(cls) if a.init]
    named = re.findall(r"'(\w+)'", found[3])
    missing = named if found[2] == "missing" else []
    surplus = [] if found[2] == "missing" else named[:1]
    written = call is not None and callee(call) == found[1]
    if written and all(word.arg for word in call.keywords) and not call.args:
        given = [word.arg for word in call.keywords]
        required = [a.alias for a in fields if a.default is attrs.NOTHING]
        missing = [name for name in required if name not in given]
        surplus = [name for name in given if name not in {a.alias for a in fields}]
    allowed = ", ".join(a.alias for a in fields)

    def problem(code: str, name: str, allowed: str) -> Problem:
        mark = script.word(call, name) if written else (frame.lineno or 0, 0)
        params = {"field": name, "allowed": allowed}
        return Problem(code, params, Location(script.file, *mark), name, allowed)

    other = _other_class(call, cls) if written and len(surplus) >= _FEWEST else ""
    if other:
        params = {"here": cls.__name__, "table": other}
        yield Problem("RS1029", params, Location(script.file, *script.mark(call)))
        return
    words = key_names(cls) if cls.__name__ in FIELD_WORDS else {}
    for name in [name for name in surplus if words.get(name) in missing]:
        # What is a key in YAML is meant as one here.
        odd = problem("RS1104", name, allowed)
        params = {**odd.params, "near": words[name]}
        yield attrs.evolve(odd, params=params, mend=Mend(name, words[name]))
        surplus.remove(name)
        missing.remove(words[name])
    yield from paired(
        [
            *(problem("RS1102", name, "") for name in missing),
            *(problem("RS1103", name, allowed) for name in surplus),
        ]
    )


def _other_class(call: ast.Call, cls: type) -> str:
    """The one class of rows whose fields are all there, and no others; else empty."""
    given = {word.arg for word in call.keywords}
    found = []
    for name, other in RECORDS.items():
        fields = [a for a in attrs.fields(other) if a.init]
        needed = {a.alias for a in fields if a.default is attrs.NOTHING}
        if other is not cls and needed <= given <= {a.alias for a in fields}:
            found.append(name)
    return found[0] if len(found) == 1 else ""
