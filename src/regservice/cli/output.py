"""What is printed, where, and in which words?"""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import click

from regservice.engine.engine import Engine
from regservice.engine.load import load
from regservice.errors import Problem
from regservice.messages import cli_text


@attrs.frozen
class Output:
    """
    Where a command writes, and in which language.

    Attributes:
        lang: ``zh`` or ``en``.
        strict: Whether a quarantined package is an error.
        as_json: Whether the command was asked for JSON.
    """

    lang: str
    strict: bool = False
    as_json: bool = False

    def text(self, code: str, /, **params: Any) -> str:
        """Return a text of the command line."""
        return cli_text(code, self.lang, **params)

    def line(self, text: str = "") -> None:
        """Print a line of the result."""
        sys.stdout.write(text + "\n")

    def json(self, value: object) -> None:
        """
        Print JSON.

        Where stdout cannot encode a character it is escaped instead of lost.
        """
        text = json.dumps(value, ensure_ascii=False, indent=2)
        try:
            text.encode(sys.stdout.encoding or "utf-8")
        except (UnicodeEncodeError, LookupError):
            text = json.dumps(value, ensure_ascii=True, indent=2)
        self.line(text)

    def hint(self, text: str) -> None:
        """Print to stderr what is not a result."""
        sys.stderr.write(text + "\n")

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        ratios: Sequence[int] = (),
    ) -> None:
        """
        Print a table; wide columns fold.

        Args:
            heads: Codes of the headings.
            rows: Cells, as texts.
            ratios: How the columns share the width; empty to fit the content.
        """
        from rich.box import ASCII, SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        encoding = (sys.stdout.encoding or "ascii").lower()
        plain = not encoding.startswith(("utf", "gb", "cp936"))
        width = None if sys.stdout.isatty() else 120
        console = Console(file=sys.stdout, highlight=False, width=width)
        box = ASCII if plain else SIMPLE_HEAD
        table = Table(box=box, pad_edge=False, expand=bool(ratios))
        for number, head in enumerate(heads):
            ratio = ratios[number] if ratios else None
            table.add_column(self.text(head), overflow="fold", ratio=ratio)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)

    def errors(self, problems: Iterable[Problem]) -> None:
        """Print problems: as JSON on stdout if that was asked for, else as text."""
        problems = list(problems)
        if self.as_json:
            shapes = [problem.as_json(self.lang) for problem in problems]
            self.json({"schema_version": 1, "ok": False, "problems": shapes})
            return
        for problem in problems:
            self.hint(self.problem_text(problem))

    def problem_text(self, problem: Problem) -> str:
        """Put a problem into lines: where, what, allowed, fix."""
        where = str(problem.where)
        field = f" {problem.field}" if problem.field else ""
        label = self.text("warning" if problem.severity == "warning" else "error")
        lines = [f"{where}{': ' if where else ''}[{problem.code}]{field}"]
        lines.append(f"  {label}: {problem.message(self.lang)}")
        if problem.allowed:
            lines.append(f"  {self.text('allowed')}: {problem.allowed}")
        lines.append(f"  {self.text('fix')}: {problem.fix(self.lang)}")
        return "\n".join(lines)

    def load(self) -> Engine:
        """Load the engine; say on stderr which packages were quarantined."""
        engine = load(strict=self.strict)
        for found in engine.problems:
            for problem in found.problems:
                self.hint(self.problem_text(attrs.evolve(problem, severity="warning")))
        return engine


def usage_message(error: click.ClickException, lang: str) -> str:
    """Put a usage error into words of the chosen language."""
    text = _usage_text(error, lang)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "regservice"
    return f"{text}\n{cli_text('usage.hint', lang, command=command)}"


def _usage_text(error: click.ClickException, lang: str) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f" ({', '.join(error.possibilities)}?)" if error.possibilities else ""
        return cli_text("usage.no_option", lang, name=error.option_name, near=near)
    if isinstance(error, click.BadOptionUsage):
        return cli_text("usage.missing", lang, name=error.option_name)
    if isinstance(error, click.MissingParameter):
        name = _parameter_name(error)
        return cli_text("usage.missing", lang, name=name)
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param else None
        reason = error.message
        if isinstance(kind, click.Choice):
            choices = ", ".join(map(str, kind.choices))
            reason = cli_text("usage.choices", lang, choices=choices)
        elif isinstance(kind, click.IntRange):
            choices = f"{kind.min} - {kind.max}"
            reason = cli_text("usage.choices", lang, choices=choices)
        name = _parameter_name(error)
        return cli_text("usage.bad_value", lang, name=name, reason=reason)
    if isinstance(error, UnknownCommand):
        near_names = difflib.get_close_matches(error.name, error.known, 1)
        near = f" ({near_names[0]}?)" if near_names else ""
        return cli_text("usage.no_command", lang, name=error.name, near=near)
    return cli_text("usage.other", lang, reason=error.format_message())


def _parameter_name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    if isinstance(error.param, click.Argument):
        return str(error.param.name).upper()
    return error.param.opts[-1]


class UnknownCommand(click.UsageError):
    """
    A command that does not exist.

    Attributes:
        name: What was typed.
        known: The commands there are.
    """

    def __init__(self, name: str, known: Sequence[str], ctx: click.Context) -> None:
        """Keep the name and the commands for the message."""
        super().__init__(name, ctx=ctx)
        self.name = name
        self.known = known
