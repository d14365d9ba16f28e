"""How is a command line that click refuses told in the chosen language?"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import click

from regservice.messages import cli_text


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
            choices = f"{kind.min} - {kind.max}" if kind.max else f">= {kind.min}"
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
