"""
How is the head of a hook written that nobody can call, or what it gives back?

Only where the body of the hook does not depend on it.
"""

from __future__ import annotations

import ast

from regservice.errors import Edit, Location, Mend
from regservice.plugin.script import read_script


def marked_head(where: Location, hook: str) -> Mend | None:
    """
    Return how a hook gets the mark that it lacks, in the name that the module has.

    Args:
        where: Where it is defined.
        hook: Its name.
    """
    script = read_script(where.file)
    mark = script.name_of("regservice.plugin.hookimpl")
    lines = [line.decode("utf-8", "replace") for line in script.lines[: where.line]]
    if not mark or not lines or not lines[-1].lstrip().startswith(f"def {hook}"):
        return None
    if lines[-2:-1] and lines[-2].strip() == mark:
        return Mend(lines[-2], lines[-2].replace(mark, f"@{mark}"), where.line - 1)
    blanks = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())]
    return Mend(lines[-1], f"{blanks}@{mark}\n{lines[-1]}")


def plain_head(where: Location, hook: str) -> Mend | None:
    """
    Return a head without arguments that nobody uses, and without ``async``.

    Args:
        where: Where the hook is defined.
        hook: Its name.
    """
    script = read_script(where.file)
    function = script.functions.get(hook)
    if function is None or function.lineno != where.line:
        return None
    nodes = [part for node in function.body for part in ast.walk(node)]
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    names = {arg.arg for arg in ast.walk(function.args) if isinstance(arg, ast.arg)}
    waits = (ast.Await, ast.AsyncFor, ast.AsyncWith)
    if used & names or any(isinstance(node, waits) for node in nodes):
        return None
    line = script.lines[where.line - 1].decode("utf-8", "replace")
    if "def " not in line or not line.rstrip().endswith(":"):
        return None
    blanks = line[: len(line) - len(line.lstrip())]
    return Mend(line, f"{blanks}def {hook}():")


def spread(where: Location, hook: str) -> tuple[Location, Mend | None]:
    """
    Return where a hook gives a list in place of its rows, and how it gives the rows.

    Args:
        where: Where the hook is defined.
        hook: Its name.
    """
    script = read_script(where.file)
    function = script.functions.get(hook)
    for node in ast.walk(function) if function is not None else ():
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.List):
            line, column = script.mark(node)
            return where, Mend("yield", "yield from", line, column)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Call):
            text = script.text(node.value)
            line, column = script.mark(node.value)
            end = node.value.end_lineno or line
            last = column + len(text) - 1 if end == line else len(text.split("\n")[-1])
            close = Edit(text[-1], f"{text[-1]}]", end, last)
            return where, Mend(text[0], f"[{text[0]}", line, column, (close,))
        if isinstance(node, ast.Return) and isinstance(node.value, ast.List):
            for part in node.value.elts:
                if isinstance(part, ast.List | ast.Tuple):
                    at = Location(where.file, *script.mark(part))
                    return at, _without(part, at, script.text(part))
    return where, None


def _without(part: ast.List | ast.Tuple, at: Location, text: str) -> Mend | None:
    """The rows of a list without its brackets."""
    if text[:1] not in ("[", "(") or not part.elts:
        return None
    last = text.rpartition("\n")[2]
    column = len(last) if "\n" in text else at.column + len(text) - 1
    end = Edit(text[-1], "", part.end_lineno or at.line, column)
    return Mend(text[0], "", at.line, at.column, (end,))
