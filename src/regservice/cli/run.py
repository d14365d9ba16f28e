"""From arguments to an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

import click

from regservice.cli.app import make_app
from regservice.cli.output import Output, usage_message
from regservice.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_USAGE, RegserviceError
from regservice.messages import LANGUAGES, cli_text


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
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        lang, arguments = _take_lang(arguments)
    except ValueError:
        sys.stderr.write(cli_text("usage.lang", "zh") + "\n")
        return EXIT_USAGE
    strict = "--strict" in arguments
    output = Output(
        lang=lang,
        strict=strict,
        as_json="--json" in arguments,
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
    app = make_app(output)
    try:
        result = app.main(args=arguments, prog_name="regservice", standalone_mode=False)
    except click.ClickException as error:
        # Without arguments the message is the help itself.
        is_help = isinstance(error, click.exceptions.NoArgsIsHelpError)
        text = error.format_message()
        output.hint(text if is_help else usage_message(error, output.lang))
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
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
    return result if isinstance(result, int) else EXIT_DONE


def _take_lang(arguments: list[str]) -> tuple[str, list[str]]:
    """Take ``--lang`` out, wherever it stands; help texts need it first."""
    rest: list[str] = []
    lang = LANGUAGES[0]
    queue = iter(arguments)
    for argument in queue:
        if argument == "--":
            rest += [argument, *queue]
        elif argument == "--lang" or argument.startswith("--lang="):
            value = argument.partition("=")[2] or next(queue, "")
            if value not in LANGUAGES:
                raise ValueError(value)
            lang = value
        else:
            rest.append(argument)
    return lang, rest


def _survive_any_encoding() -> None:
    """A console that cannot show a character gets a question mark, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
