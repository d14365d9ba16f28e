"""``regservice explain``: what does an error code mean, and how is it mended?"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from regservice.cli.app import Localised, command
from regservice.cli.output import Output
from regservice.cli.rehearse import Told, rehearse
from regservice.codec.examples import Attempt, Example, example_of, fixable_codes
from regservice.errors import EXIT_DONE, UnknownNameError, file_error
from regservice.messages import LANGUAGES
from regservice.messages.problems import PROBLEMS

_LONG: Final = 2
"""Two digits of a code name its range."""


def make_explain(output: Output) -> Localised:
    """Make the command."""
    return command(
        output,
        "explain",
        click.Argument(["code"], required=False),
        click.Option(["--save"], metavar="DIR", help=output.text("explain.save")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=("regservice explain RS1102", "regservice explain"),
        callback=lambda **options: _explain(output, **options),
    )


def _explain(
    output: Output, code: str | None, save: str | None, *, as_json: bool
) -> int:
    if code is None:
        return _list(output, as_json=as_json)
    number = known_code(code)
    example = example_of(number)
    if save is not None and example is not None:
        _save(example, Path(save))
        output.hint(output.text("explain.saved", folder=save))
    if as_json:
        output.json(
            {"schema_version": 1, **_line(output, number), **_more(output, example)}
        )
        return EXIT_DONE
    for line in explanation(output, number, example):
        output.line(line)
    return EXIT_DONE


def known_code(text: str) -> str:
    """
    Return the code that *text* means.

    Raises:
        UnknownNameError: If there is none; it says which are near, and which ranges
            there are.

    Examples:
        >>> known_code("rs1102"), known_code("1102")
        ('RS1102', 'RS1102')
    """
    plain = text.strip().strip("[]").upper()
    number = plain if plain.startswith("RS") else f"RS{plain}"
    if number in PROBLEMS:
        return number
    near = difflib.get_close_matches(number, sorted(PROBLEMS), 3, 0.8)
    raise UnknownNameError.of(
        "RS3101",
        allowed=", ".join(_ranges()),
        kind="error_code",
        name=text,
        near=f" ({', '.join(near)}?)" if near else "",
        command="explain",
    )


def _ranges() -> Iterator[str]:
    """The first and the last code of each range."""
    heads = sorted({code[: 2 + _LONG] for code in PROBLEMS})
    for head in heads:
        own = sorted(code for code in PROBLEMS if code.startswith(head))
        yield own[0] if len(own) == 1 else f"{own[0]}-{own[-1]}"


def _texts(output: Output, code: str) -> tuple[str, str]:
    return PROBLEMS[code][LANGUAGES.index(output.lang)]


def _line(output: Output, code: str) -> dict[str, Any]:
    message, fix = _texts(output, code)
    fixable = code in fixable_codes()
    return {"code": code, "message": message, "fix": fix, "fixable": fixable}


def _list(output: Output, *, as_json: bool) -> int:
    rows = [_line(output, code) for code in sorted(PROBLEMS)]
    if as_json:
        output.json({"schema_version": 1, "codes": rows})
        return EXIT_DONE
    for row in rows:
        output.line(f"{row['code']}  {row['message']}")
    output.hint(output.text("explain.more"))
    return EXIT_DONE


def _more(output: Output, example: Example | None) -> dict[str, Any]:
    if example is None:
        return {"cause": None, "bad": None, "good": None}
    return {
        "cause": example.cause[LANGUAGES.index(output.lang)],
        "bad": _attempt_json(example.bad, rehearse(example.bad, output.lang)),
        "good": _attempt_json(example.good, rehearse(example.good, output.lang)),
    }


def _attempt_json(attempt: Attempt, told: Told) -> dict[str, Any]:
    return {
        "files": dict(attempt.files),
        "encodings": dict(attempt.encodings),
        "base": attempt.stands_on_base,
        "installed": attempt.installed or None,
        "without": list(attempt.without),
        "refused": dict(attempt.refused),
        "python": attempt.python or None,
        "run": list(attempt.run),
        "codes": list(told.codes),
        "printed": list(told.problems),
    }


def explanation(output: Output, code: str, example: Example | None) -> Iterator[str]:
    """
    Give the lines of an explanation; the examples are run for what they print.

    Args:
        output: The language.
        code: The code.
        example: Its example; ``None`` if there is none.
    """
    message, fix = _texts(output, code)
    yield code
    yield "  " + output.text("explain.message", text=message)
    yield "  " + output.text("explain.fix", text=fix)
    by = "explain.fixable" if code in fixable_codes() else "explain.by_hand"
    if example is None:
        return
    cause = example.cause[LANGUAGES.index(output.lang)]
    yield "  " + output.text("explain.cause", text=cause)
    yield "  " + output.text(by)
    for head, attempt in (("bad", example.bad), ("good", example.good)):
        yield ""
        yield output.text(f"explain.{head}")
        for title, text in parts(output, attempt):
            yield f"  {title}"
            yield from (f"    {line}".rstrip() for line in text.splitlines())
        told = rehearse(attempt, output.lang)
        printed = "\n".join(told.problems) or output.text("explain.clean")
        yield f"  {output.text('explain.printed')}"
        yield from (f"    {line}" for line in printed.splitlines())


def parts(output: Output, attempt: Attempt) -> Iterator[tuple[str, str]]:
    """
    Give what an example is made of: a title, and a text or nothing.

    Args:
        output: The language.
        attempt: The example.
    """
    if attempt.stands_on_base:
        yield output.text("explain.base"), ""
    for name, text in attempt.files.items():
        if text is None:
            yield output.text("explain.gone", name=name), ""
        elif name in attempt.encodings:
            encoding = attempt.encodings[name]
            yield output.text("explain.encoded", name=name, encoding=encoding), text
        else:
            yield output.text("explain.file", name=name), text
    if attempt.installed:
        yield output.text("explain.installed", name=attempt.installed), ""
    for name in attempt.without:
        yield output.text("explain.without", name=name), ""
    for name, error in attempt.refused.items():
        yield output.text("explain.refused", name=name, error=error), ""
    if attempt.python:
        yield output.text("explain.python"), attempt.python
    for line in attempt.run:
        yield f"$ {line}", ""


def _save(example: Example, folder: Path) -> None:
    for name, attempt in (("bad", example.bad), ("good", example.good)):
        try:
            attempt.write(folder / name)
            if attempt.python:
                (folder / name / "example.py").write_text(attempt.python, "utf-8")
        except OSError as error:
            raise file_error(error, str(folder), writing=True) from None
