"""``regservice plugins docs``: a page about one package, made from its rows."""

from __future__ import annotations

from pathlib import Path

import click

from regservice.cli.app import Localised, command
from regservice.cli.check import checked
from regservice.cli.output import Output
from regservice.core.routing.book import Book
from regservice.errors import EXIT_DONE, DataError
from regservice.explain.packages import package_lines, package_parts
from regservice.exports.files import write_text
from regservice.exports.pages import Page, Section, to_html, to_markdown
from regservice.model.package import Contribution
from regservice.plugin.found import Found
from regservice.plugin.manager import collect


def make_docs(output: Output) -> Localised:
    """Make the command."""
    made = command(
        output,
        "plugins.docs",
        click.Argument(["package"]),
        click.Option(["--out"], help=output.text("plugins.docs.out")),
        examples=(
            "regservice plugins docs plugins/regservice-region-shanghai",
            (
                "regservice plugins docs plugins/regservice-region-shanghai"
                " --out shanghai.html"
            ),
        ),
        callback=lambda **options: _run(output, **options),
    )
    made.name = "docs"
    return made


def _run(output: Output, package: str, out: str | None) -> int:
    kind = Path(out).suffix.lower() if out else ".md"
    if kind not in (".md", ".html"):
        raise click.UsageError(output.text("plugins.docs.suffix"))
    page = page_of(package, output)
    text = to_html(page) if kind == ".html" else to_markdown(page)
    if out is None:
        output.line(text.rstrip("\n"))
        return EXIT_DONE
    write_text(Path(out), text)
    output.line(output.text("plugins.docs.done", file=out))
    return EXIT_DONE


def page_of(package: str, output: Output) -> Page:
    """
    Make the page about a package.

    Args:
        package: Its folder, or the name of an installed distribution.
        output: Says the language, and which packages stand beside it.

    Raises:
        DataError: If there is none, or if it is quarantined.
    """
    contribution, book = _read(package, output)
    parts = package_parts(book, contribution, output.lang)
    return Page(
        output.lang,
        contribution.manifest.title,
        package_lines(book, contribution, output.lang),
        tuple(Section(*part) for part in parts),
    )


def _read(package: str, output: Output) -> tuple[Contribution, Book]:
    if Path(package).exists():
        *_, found = collect([package], discover=False)
        problems, ruleset, *_ = checked((package, *output.packages))
        if ruleset is None or problems:
            raise DataError(tuple(problems))
        return _sound(found), ruleset.book
    engine = output.engine(strict=False, afresh=True)
    out = {found.name: found for found in engine.problems}
    everything = collect(output.packages, discover=not output.packages)
    near = {f.name: out.get(f.name, f) for f in everything}
    if package not in near:
        listed = ", ".join(sorted(near))
        raise DataError.of("RS4114", name=package, near=f" ({listed})")
    return _sound(near[package]), engine.book


def _sound(found: Found) -> Contribution:
    if found.contribution is None:
        raise DataError(found.problems)
    return found.contribution
