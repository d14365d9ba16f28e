"""
The command group, with help in the chosen language.

Commands live in one module each and are imported when they are named.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

import click

from regservice._version import __version__
from regservice.cli.output import Output
from regservice.cli.usage import UnknownCommand
from regservice.messages import cli_text

COMMANDS: Final = {
    "demo": "demo",
    "route": "route",
    "batch": "batch",
    "deadline": "time",
    "calendar": "time",
    "clock": "clock",
    "check": "check",
    "diff": "diff",
    "test": "cases",
    "convert": "convert",
    "fmt": "fmt",
    "org": "org",
    "items": "catalogue",
    "who": "catalogue",
    "pack": "pack",
    "plugins": "packages",
    "doctor": "packages",
    "explain": "explain",
}
"""Command to the module of this package that makes it."""


class Localised(click.Command):
    """A command whose help has headings in the chosen language."""

    output: Output

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = cli_text("usage", self.output.lang) + " "
        formatter.write_usage(ctx.command_path, pieces, prefix)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options."""
        records = [
            record
            for parameter in self.get_params(ctx)
            if (record := parameter.get_help_record(ctx)) is not None and record[1]
        ]
        if records:
            with formatter.section(cli_text("options", self.output.lang)):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its text in the chosen language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = cli_text("help.option", self.output.lang)
        return option


class LocalisedGroup(Localised, click.Group):
    """A group of commands that are made when they are named."""

    modules: dict[str, str]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return [*self.modules, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make the command, or return ``None``."""
        if cmd_name not in self.modules:
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(f"regservice.cli.{self.modules[cmd_name]}")
        command: click.Command = getattr(module, f"make_{cmd_name}")(self.output)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command with the nearest known one."""
        known = self.list_commands(ctx)
        name = args[0]
        if name not in known and not name.startswith("-"):
            raise UnknownCommand(name, known, ctx)
        return super().resolve_command(ctx, args)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write options, then commands."""
        Localised.format_options(self, ctx, formatter)
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                rows.append((name, command.get_short_help_str(limit=100)))
        with formatter.section(cli_text("commands", self.output.lang)):
            formatter.write_dl(rows)
        formatter.write_paragraph()
        formatter.write_text(cli_text("everywhere", self.output.lang))


def command(
    output: Output,
    name: str,
    *params: click.Parameter,
    examples: tuple[str, ...] = (),
    **attributes: Any,
) -> Localised:
    """
    Make a command with help and examples in the chosen language.

    Args:
        output: Language and streams.
        name: Name; its help text has the code ``<name>.help``.
        *params: Options and arguments.
        examples: Command lines, shown as they are and run by the tests.
        **attributes: Further attributes of the command, such as ``callback``.

    Returns:
        The command.
    """
    epilog = "\b\n" + "\n".join(
        [cli_text("examples", output.lang), *(f"  {line}" for line in examples)]
    )
    made = Localised(
        name=name,
        params=list(params),
        help=cli_text(f"{name}.help", output.lang),
        epilog=epilog if examples else None,
        **attributes,
    )
    made.output = output
    return made


def make_app(output: Output) -> LocalisedGroup:
    """Make the group of all commands."""
    app = LocalisedGroup(
        name="regservice", help=cli_text("app.help", output.lang), no_args_is_help=True
    )
    app.output = output
    app.modules = dict(COMMANDS)
    version = click.version_option(
        __version__,
        prog_name="regservice",
        help=cli_text("version.option", output.lang),
        message="%(prog)s %(version)s",
    )
    return version(app)
