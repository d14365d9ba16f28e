"""From arguments to an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import Final

from regservice.cli.output import Output
from regservice.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_USAGE, RegserviceError
from regservice.messages import LANGUAGES, cli_text

PACK_VARIABLE: Final = "REGSERVICE_PACK"
"""Environment variable that names the pack where ``--pack`` does not."""

_SELDOM: Final = 100_000, 50, 100
"""Rules live to the end: to search them for garbage takes a third of a ``diff``."""


def run(argv: Sequence[str] | None = None) -> int:
    """
    Run the command line.

    Args:
        argv: Arguments without the name of the program; ``None`` for those of the
            process.

    Returns:
        The exit code: 0 done, 1 findings, 2 usage, 3 invalid data, 4 quarantined
        package under ``--strict``.
    """
    if sys.stdout is None or sys.stderr is None:
        return EXIT_USAGE  # closed by the caller: there is nobody to tell
    _survive_any_encoding()
    given, packages, arguments = _take_globals(
        list(sys.argv[1:] if argv is None else argv)
    )
    lang = given.get("lang", LANGUAGES[0])
    if lang not in LANGUAGES:
        sys.stderr.write(cli_text("usage.lang", "zh") + "\n")
        return EXIT_USAGE
    pack = given.get("pack", os.environ.get(PACK_VARIABLE, ""))
    if "pack" in given and not pack:
        sys.stderr.write(cli_text("usage.missing", lang, name="--pack FILE") + "\n")
        return EXIT_USAGE
    if pack and "pack" in given and packages:
        sys.stderr.write(cli_text("usage.pack_or_package", lang) + "\n")
        return EXIT_USAGE
    output = Output(
        lang=lang,
        strict="--strict" in arguments,
        as_json="--json" in arguments,
        pack=pack,
        packages=tuple(packages),
    )
    arguments = [a for a in arguments if a != "--strict"]
    try:
        return _run(output, arguments)
    except BrokenPipeError:
        # The reader of a pipe went away: not an error of ours.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE


def _run(output: Output, arguments: list[str]) -> int:
    try:
        result = _quick(output, arguments)
        return _with_click(output, arguments) if result is None else result
    except KeyboardInterrupt:
        output.hint(cli_text("interrupted", output.lang))
        return EXIT_FINDINGS
    except RegserviceError as error:
        output.errors(error.problems)
        return error.exit_code
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        output.hint(cli_text("no_output", output.lang, reason=reason))
        return EXIT_FINDINGS
    except Exception as error:
        if os.environ.get("REGSERVICE_DEBUG"):
            raise
        kind = type(error).__name__
        output.hint(cli_text("unexpected", output.lang, kind=kind))
        return EXIT_FINDINGS


def _quick(output: Output, arguments: list[str]) -> int | None:
    """
    Answer a plain ``route`` without click, which would double the time from a pack.

    Returns:
        The exit code; ``None`` for whatever click must read or refuse. Nothing has
        been printed then.
    """
    if arguments[:1] != ["route"]:
        return None
    collecting = gc.isenabled()
    gc.disable()  # one answer and out: looking for garbage would find none
    try:
        from regservice.cli import route
        from regservice.cli.plain import read_plain

        options = read_plain(arguments[1:], route.OPTIONS, route.FLAGS)
        return None if options is None else route.run(output, **options)
    except Exception as error:
        click = sys.modules.get("click")
        if click is None or not isinstance(error, click.UsageError):
            raise
        return None
    finally:
        if collecting:
            gc.enable()


def _with_click(output: Output, arguments: list[str]) -> int:
    import click

    from regservice.cli.app import make_app
    from regservice.cli.usage import usage_message

    app = make_app(output)
    thresholds = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        result = app.main(args=arguments, prog_name="regservice", standalone_mode=False)
    except click.ClickException as error:
        # Without arguments the message is the help itself.
        is_help = isinstance(error, click.exceptions.NoArgsIsHelpError)
        text = error.format_message()
        output.hint(text if is_help else usage_message(error, output.lang))
        return EXIT_USAGE
    except click.Abort:
        raise KeyboardInterrupt from None
    finally:
        gc.set_threshold(*thresholds)
    return result if isinstance(result, int) else EXIT_DONE


def _take_globals(
    arguments: list[str],
) -> tuple[dict[str, str], list[str], list[str]]:
    """Take what every command knows out, wherever it stands; help needs it."""
    given: dict[str, str] = {}
    packages: list[str] = []
    rest: list[str] = []
    queue = iter(arguments)
    for argument in queue:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *queue]
        elif name in ("--lang", "--pack"):
            given[name[2:]] = value if equals else next(queue, "")
        elif name == "--package":
            packages.append(value if equals else next(queue, ""))
        else:
            rest.append(argument)
    return given, packages, rest


def _survive_any_encoding() -> None:
    """A console that cannot show a character gets a question mark, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
