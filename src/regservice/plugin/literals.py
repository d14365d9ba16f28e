"""
How is a value of Python written that its field does not take as it stands?

A date as a text, a list or one text for a tuple, a number in quotes, a mapping for a
condition or a record: what is there leaves one reading, and only its form is wrong.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from regservice.codec.moments import read_moment
from regservice.codec.repair import repaired
from regservice.codec.spec import AMOUNT, MARK, TIMED, Kind, Shape, fields_of
from regservice.codec.timed import timed
from regservice.codec.words import tidy
from regservice.errors import Mend, Problem
from regservice.messages.fields import FIELD_WORDS
from regservice.model.condition import Condition
from regservice.plugin.script import Script, callee, read_script

_HOURS: Final = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_MADE: Final = {AMOUNT: "Amount", MARK: "Mark", "09:00-12:00": "OfficeInterval"}
"""Form of a text to the record that Python has for it."""

_TRUTHS: Final = {"true": True, "false": False, "是": True, "否": False}
_PARTS: Final = ("[", "]")
_LEAST_CODE: Final = 100_000
"""A number from here on is the code of a place without its quotes."""

_YMD: Final = 3

Records = Mapping[str, Any]
"""The classes of records by name."""


def with_mends(problems: Iterable[Problem], records: Records) -> tuple[Problem, ...]:
    """
    Say of values in Python how they are mended, where there is one way.

    Args:
        problems: What is wrong with a package.
        records: The classes of records by name.
    """
    return tuple(_safely(problem, records) for problem in problems)


def _safely(problem: Problem, records: Records) -> Problem:
    """Whatever a value is like, what is wrong with it is told."""
    try:
        return _with_mend(problem, records)
    except (ValueError, RecursionError, MemoryError, OverflowError):
        return problem


def _with_mend(problem: Problem, records: Records) -> Problem:
    at, known = problem.where, problem.mend
    if problem.code != "RS1105" or not at.file.endswith(".py"):
        return problem
    if known is not None:
        # Several words in one text are several texts.
        several = known.new.replace(", ", "', '") if ", " in known.new else known.new
        return attrs.evolve(problem, mend=attrs.evolve(known, new=several))
    script = read_script(at.file)
    for start, value, shape in _values(script, records):
        if (at.line, at.column) in (script.mark(start), script.mark(value)):
            lead = script.text(start, value) if start is not value else ""
            old, new = script.text(value), _Writer(script, records).write(value, shape)
            if new and old and new != old:
                where = script.mark(value)
                lead = lead if (at.line, at.column) != where else ""
                return attrs.evolve(problem, mend=Mend(lead + old, lead + new))
    return problem


def _values(
    script: Script, records: Records
) -> Iterator[tuple[ast.expr | ast.keyword, ast.expr, Shape]]:
    """Each value of a record, and each part of one that is a list, with its shape."""
    for call in script.calls:
        cls = records.get(callee(call))
        if cls is None or cls.__name__ not in FIELD_WORDS:
            continue
        specs = fields_of(cls)
        for word in call.keywords:
            spec = specs.get(word.arg or "")
            shape = spec.shape if spec is not None else None
            if shape is None:
                continue
            yield word, word.value, shape
            if shape.inner and isinstance(word.value, ast.Tuple | ast.List | ast.Set):
                for part in word.value.elts:
                    yield part, part, shape.inner


def meant_call(call: ast.Call, script: Script, records: Records) -> Mend | None:
    """
    Return how a date or a condition is made that was made in another way.

    Args:
        call: What failed.
        script: The module.
        records: The classes of records by name.
    """
    cls = records.get(callee(call))
    if cls is not None and cls.__name__ in FIELD_WORDS:
        return _with_equals(call, script, fields_of(cls))
    kinds = {"date": Kind.DATE, "of": Kind.CONDITION}
    kind = kinds.get(callee(call))
    if kind is None:
        return None
    new = _Writer(script, records).write(call, Shape(kind))
    old = script.text(call)
    return Mend(old, new) if new and new != old else None


def _with_equals(
    call: ast.Call, script: Script, fields: Mapping[str, Any]
) -> Mend | None:
    """A field with ``==``, which makes it an argument without a name."""
    for part in call.args:
        left = part.left if isinstance(part, ast.Compare) else part
        left = left.target if isinstance(left, ast.NamedExpr) else left
        if isinstance(left, ast.Name):
            sign = re.match(r"\(?(\w+)\s*(?:==|:=)\s*", script.text(part))
            if sign and sign[1] in fields:
                line, column = script.mark(part)
                return Mend(sign[0], f"{sign[1]}=", line, column)
    return None


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


class _Writer:
    """Writes values anew, in the names that a module has."""

    def __init__(self, script: Script, records: Records) -> None:
        self._script, self._records = script, records

    def write(self, node: ast.expr, shape: Shape) -> str | None:
        """The value as its field takes it; none if that is not clear."""
        found = {
            Kind.LIST: self._list,
            Kind.CHOICE: self._one,
            Kind.TEXT: self._one,
            Kind.WHOLE: self._whole,
            Kind.TRUTH: self._truth,
            Kind.DATE: self._date,
            Kind.CONDITION: self._condition,
            Kind.RECORD: self._record,
        }.get(shape.kind)
        return found(node, shape) if found else None

    def _list(self, node: ast.expr, shape: Shape) -> str | None:
        inner = shape.inner
        if inner is None:
            return None
        if isinstance(node, ast.List | ast.Set):
            parts = [self._script.text(part) for part in node.elts]
        elif isinstance(node, ast.Call | ast.Dict) and inner.kind is Kind.RECORD:
            parts = [self.write(node, inner) or self._script.text(node)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            parts = [repr(part) for part in _split(node.value, shape)]
        else:
            return None
        return f"({', '.join(parts)}{',' * (len(parts) == 1)})" if all(parts) else None

    def _one(self, node: ast.expr, shape: Shape) -> str | None:
        """A text; also from brackets in which it stands alone, or from a number."""
        if isinstance(node, ast.List | ast.Tuple | ast.Set) and len(node.elts) == 1:
            (node,) = node.elts
        value = _literal(node)
        if type(value) is int and value >= _LEAST_CODE:
            return repr(str(value))
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if not isinstance(value, str):
            return None
        if not shape.choices and not shape.form:
            return repr(tidy(value))
        if shape.form in _MADE:
            return self._made(value, shape)
        new = shape.code_of(tidy(value)) or repaired(value, shape) or ""
        return repr(shape.code_of(new) or new) if new else None

    def _made(self, value: str, shape: Shape) -> str | None:
        """A record of the calendar or of time, from the text that YAML has for it."""
        name = self._script.called(_MADE[shape.form])
        if shape.form in TIMED:
            return f"{name}.read({timed(value, 'en')!r})" if name else None
        text = value if _HOURS.fullmatch(value) else repaired(value, shape)
        found = _HOURS.fullmatch(text or "")
        if not found or not name:
            return None
        a, b, c, d = map(int, found.groups())
        return f"{name}(opens={a * 60 + b}, closes={c * 60 + d})"

    def _whole(self, node: ast.expr, shape: Shape) -> str | None:
        value = _literal(node)
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if not isinstance(value, str):
            return None
        plain = tidy(value)
        return plain if re.fullmatch("0|[1-9][0-9]*", plain) else repaired(value, shape)

    def _truth(self, node: ast.expr, shape: Shape) -> str | None:
        text = str(_literal(node)).lower()
        word = text if text in _TRUTHS else repaired(text, shape)
        return None if word is None else str(_TRUTHS[word])

    def _date(self, node: ast.expr, shape: Shape) -> str | None:
        numbers: list[Any] = []
        if isinstance(node, ast.Call) and callee(node) in ("datetime", "date"):
            (first, *_) = args = [*node.args, ast.Constant(None)]
            if len(node.args) == 1:
                return self._date(first, shape)
            numbers = [_literal(arg) for arg in args[:-1]]
        elif isinstance(node, ast.Tuple | ast.List):
            numbers = [_literal(part) for part in node.elts]
        elif isinstance(node, ast.BinOp):
            text = self._script.text(node)
            return self._date(ast.Constant(re.sub(r"\s", "", text)), shape)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            moment, assumed = read_moment(tidy(node.value), 1)
            if moment and not assumed:
                numbers = [moment.year, moment.month, moment.day]
        texts = [str(number) for number in numbers[:_YMD]]
        late = any(numbers[_YMD:])
        if len(texts) < _YMD or late or not all(re.fullmatch(r"\d+", t) for t in texts):
            return None
        name = self._script.name_of("datetime.date")
        return f"{name}({', '.join(str(int(t)) for t in texts)})" if name else None

    def _condition(self, node: ast.expr, _: Shape) -> str | None:
        name = self._script.called(Condition.__name__)
        pairs: list[tuple[ast.expr | None, ast.expr]] = []
        if isinstance(node, ast.Call) and node.keywords and not node.args:
            pairs = [(ast.Constant(word.arg), word.value) for word in node.keywords]
        elif isinstance(node, ast.Call) and len(node.args) == 1:
            (node,) = node.args
        if isinstance(node, ast.Dict):
            pairs = [*zip(node.keys, node.values, strict=True)]
        found = []
        for key, value in pairs:
            texts = self._texts(value)
            if not isinstance(key, ast.Constant) or texts is None:
                return None
            found.append(f"{key.value!r}: {texts}")
        return f"{name}.of({{{', '.join(found)}}})" if name and found else None

    def _texts(self, node: ast.expr) -> str | None:
        """Values of a dimension, in brackets."""
        value = _literal(node)
        found = value if isinstance(value, list | tuple) else [value]
        if value is None or not all(isinstance(text, str | int) for text in found):
            return None
        return repr([str(text) for text in found])

    def _record(self, node: ast.expr, shape: Shape) -> str | None:
        """A record in the place of a mapping with its fields."""
        cls = shape.record
        if cls is None or cls.__name__ not in FIELD_WORDS:
            return None
        name = self._script.called(cls.__name__)
        if not name:
            return None
        if isinstance(node, ast.Call) and callee(node) == "dict" and not node.args:
            return self._script.text(node).replace("dict", name, 1)
        if not isinstance(node, ast.Dict):
            return None
        specs, parts = fields_of(cls), []
        for key, value in zip(node.keys, node.values, strict=True):
            field = key.value if isinstance(key, ast.Constant) else None
            if not isinstance(field, str) or field not in specs:
                return None
            text = self._script.text(value)
            if isinstance(value, ast.Dict):
                text = self.write(value, specs[field].shape) or ""
            parts.append(f"{field}={text}")
        return f"{name}({', '.join(parts)})"


def _split(text: str, shape: Shape) -> list[str]:
    """The texts of a list that was written as one; none if they are not known."""
    inner = shape.inner
    if inner is None or not inner.choices:
        return [text] if text else []
    found = (repaired(text, shape) or f"[{text}]").strip("[]").split(", ")
    codes = [inner.code_of(part) for part in found]
    return codes if inner.is_closed or all(codes) else [text]
