"""Which options ask a question, and which request do they make?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from regservice.cli.output import Output
from regservice.engine.instants import typed
from regservice.engine.names import choice
from regservice.model.request import Override, ServiceRequest

if TYPE_CHECKING:
    import click

OPTIONS: Final = {
    "place": False,
    "site": False,
    "product": False,
    "item": False,
    "difficulty": False,
    "attr": True,
    "programme": True,
    "applicant": False,
    "channel": False,
    "received-by": False,
    "received-at": False,
    "at": False,
    "known-at": False,
    "override": True,
    "actor": False,
    "reason": False,
}
"""Options that take a value, and whether they may come several times."""

_SIGNED: Final = ("actor", "reason")


@attrs.frozen
class Asked:
    """
    What the options ask.

    Attributes:
        request: The request.
        at: The instant whose law applies; ``None`` means now.
        known_at: Leave out documents issued after it; ``None`` leaves out none.
    """

    request: ServiceRequest
    at: str | None
    known_at: str | None


def make_options(output: Output, options: dict[str, bool]) -> list[click.Option]:
    """Make options for click, each with its help text."""
    import click

    return [
        click.Option(
            [f"--{name}"],
            multiple=several,
            help=output.text(f"route.{name.replace('-', '_')}"),
        )
        for name, several in options.items()
    ]


def asked(output: Output, options: dict[str, Any]) -> Asked:
    """
    Read what the options ask.

    Args:
        output: For the texts of usage errors.
        options: The text, and the options of the table above.

    Raises:
        click.UsageError: If they contradict each other.
        UnknownNameError: If a value of a closed vocabulary means nothing.
    """

    def text(name: str) -> str | None:
        value = options[name]
        return str(value) if value else None

    def coded(name: str) -> str | None:
        value = text(name)
        return None if value is None else choice(name, value)

    def moment(name: str) -> str | None:
        value = options[name]
        return None if value is None else typed(str(value))

    request = ServiceRequest(
        text=text("text") or "",
        place=text("place"),
        site=text("site"),
        product=coded("product"),
        item=text("item"),
        difficulty=coded("difficulty"),
        programmes=options["programme"],
        attributes=attributes_of(output, options),
        applicant=coded("applicant"),
        channel=coded("channel"),
        received_by=text("received_by"),
        received_at=moment("received_at"),
        overrides=_overrides(output, options),
    )
    return Asked(request, moment("at"), moment("known_at"))


def parse_pairs(pairs: tuple[str, ...], output: Output) -> dict[str, str]:
    """
    Read ``NAME=VALUE`` arguments.

    Raises:
        click.UsageError: If one has no ``=``, or two of one name differ.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name or not value:
            raise _misused(output, "key_value", value=pair)
        name, value = name.strip(), value.strip()
        if found.setdefault(name, value) != value:
            raise _misused(output, "twice", name=name)
    return found


def _misused(output: Output, code: str, **params: str) -> Exception:
    """A usage error; click is loaded for it alone."""
    import click

    return click.UsageError(output.text(f"usage.{code}", **params))


def attributes_of(output: Output, options: dict[str, Any]) -> dict[str, str]:
    """
    Return the facts that ``--attr`` states.

    Raises:
        click.UsageError: If one is stated twice, or has an option of its own.
    """
    found = parse_pairs(options["attr"], output)
    for name in ("product", "difficulty"):
        if options[name] and name in found:
            raise _misused(output, "twice", name=name)
    return found


def _overrides(output: Output, options: dict[str, Any]) -> tuple[Override, ...]:
    """A principle is set aside by somebody and for a reason, or not at all."""
    rules = options["override"]
    signed = [" ".join((options[name] or "").split()) for name in _SIGNED]
    given = bool(rules), *map(bool, signed)
    if any(given) and not all(given):
        raise _misused(output, "override")
    actor, reason = signed
    return tuple(
        Override(rule=rule, actor=actor, reason=reason) for rule in dict.fromkeys(rules)
    )
