"""What is printed, where, and in which words?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from regservice.errors import Problem
from regservice.exports.shown import UNSEEN, shown
from regservice.messages import cli_text

if TYPE_CHECKING:
    from regservice.engine.engine import Engine

_IN_JSON: Final = {code: f"\\u{code:04x}" for code in UNSEEN}
"""JSON may hold them as they are, and a terminal would act on them."""


@attrs.frozen
class Output:
    """
    Where a command writes, and in which language.

    Attributes:
        lang: ``zh`` or ``en``.
        strict: Whether a quarantined package is an error.
        as_json: Whether the command was asked for JSON.
        pack: The pack to start from; empty to load the packages.
        packages: Folders of packages to load beside the national one, instead of
            those that are installed; empty for the installed ones.
    """

    lang: str
    strict: bool = False
    as_json: bool = False
    pack: str = ""
    packages: tuple[str, ...] = ()

    def text(self, code: str, /, **params: Any) -> str:
        """Return a text of the command line."""
        return cli_text(code, self.lang, **params)

    def line(self, text: str = "") -> None:
        """Print a line of the result."""
        sys.stdout.write(shown(text) + "\n")

    def json(self, value: object, indent: int | None = 2) -> None:
        """
        Print JSON.

        Where stdout cannot encode a character it is escaped instead of lost.
        """
        text = json.dumps(value, ensure_ascii=False, indent=indent).translate(_IN_JSON)
        try:
            text.encode(sys.stdout.encoding or "utf-8")
        except (UnicodeEncodeError, LookupError):
            text = json.dumps(value, ensure_ascii=True, indent=indent)
        sys.stdout.write(text + "\n")

    def hint(self, text: str) -> None:
        """Print to stderr what is not a result."""
        sys.stderr.write(shown(text) + "\n")

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
            table.add_row(*(Text(shown(cell)) for cell in row))
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

    def load(self, *, afresh: bool = False) -> Engine:
        """Start the engine; say on stderr which packages were quarantined."""
        engine = self.engine(strict=self.strict, afresh=afresh)
        self.tell_quarantined(engine)
        return engine

    def tell_quarantined(self, engine: Engine) -> None:
        """Say on stderr which packages are left out, and why."""
        for found in engine.problems:
            for problem in found.problems:
                self.hint(self.problem_text(attrs.evolve(problem, severity="warning")))

    def engine(
        self, *, strict: bool, afresh: bool = False, isolate: bool = False
    ) -> Engine:
        """
        Start the engine from the pack if one was named, else from the packages.

        Args:
            strict: Whether a package that cannot be used is an error.
            afresh: Whether the packages themselves are read, not what was kept of them.
            isolate: Whether strategies are not needed, so that no code of packages is
                then imported into this process.
        """
        if self.pack and not self.packages:
            from regservice.engine.unpack import load_pack

            return load_pack(self.pack)
        if afresh:
            from regservice.engine.compiled import compiled

            return compiled(
                self.packages,
                discover=not self.packages,
                strict=strict,
                isolate=True,
                stand_ins=isolate,
            )
        from regservice.engine.load import load

        # A command must end as it says, whatever code of packages does.
        return load(
            self.packages, discover=not self.packages, strict=strict, isolate=True
        )
