"""``regservice route``: one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from regservice.cli.output import Output
from regservice.core.routing.what_if import Change
from regservice.core.routing.why_not import WhyNot
from regservice.engine.instants import typed
from regservice.engine.names import choice
from regservice.explain.alternatives import change_text
from regservice.model.request import Override, ServiceRequest

if TYPE_CHECKING:
    from regservice.cli.app import Localised

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
    "why-not": False,
}
"""Options that take a value, and whether they may come several times."""

_SIGNED: Final = ("actor", "reason")

FLAGS: Final = {"what-if": "what_if", "json": "as_json"}
"""Options that take none, and the parameters that they set."""


def make_route(output: Output) -> Localised:
    """Make the command."""
    import click

    from regservice.cli.app import command

    def option(name: str, *, multiple: bool) -> click.Option:
        text = output.text(f"route.{name.replace('-', '_')}")
        return click.Option([f"--{name}"], multiple=multiple, help=text)

    return command(
        output,
        "route",
        click.Argument(["text"], required=False, default=""),
        *(option(name, multiple=several) for name, several in OPTIONS.items()),
        click.Option(["--what-if"], is_flag=True, help=output.text("route.what_if")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            'regservice route "二类医疗器械延续注册要提前多久提交" --place 徐汇区',
            'regservice route "化妆品备案需要哪些材料" --place 黄浦区 --json',
        ),
        callback=lambda **options: run(output, **options),
    )


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


def run(output: Output, **options: Any) -> int:
    """
    Route one request and print the answer.

    Args:
        output: Where to, and from which engine.
        **options: The text, the options of the table above, and ``as_json``.

    Returns:
        The exit code.
    """

    def text(name: str) -> str | None:
        value = options[name]
        return str(value) if value else None

    def coded(name: str) -> str | None:
        value = text(name)
        return None if value is None else choice(name, value)

    def moment(name: str) -> str | None:
        value = text(name)
        return None if value is None else typed(value)

    engine = output.load()
    request = ServiceRequest(
        text=text("text") or "",
        place=text("place"),
        site=text("site"),
        product=coded("product"),
        item=text("item"),
        difficulty=coded("difficulty"),
        programmes=options["programme"],
        attributes=_attributes(output, options),
        applicant=coded("applicant"),
        channel=coded("channel"),
        received_by=text("received_by"),
        received_at=moment("received_at"),
        overrides=_overrides(output, options),
    )
    route = engine.route(request, at=moment("at"), known_at=moment("known_at"))
    lang, body = output.lang, text("why_not")
    extra: dict[str, Any] = {}
    if body:
        found = route.why_not(body)
        because = route.explain(lang, why_not=body)
        extra["why_not"] = {**_why_not(found), "because": because}
    if options.get("what_if"):
        change = route.what_if()
        said = change_text(engine.book, route.decision, change, lang)
        extra["what_if"] = {**_what_if(change), "text": said}
    if options["as_json"]:
        output.json({**route.as_json(lang), **extra})
        return 0
    output.line(route.reason(lang))
    output.line()
    output.line(route.explain(lang))
    for key, code in (("why_not", "because"), ("what_if", "text")):
        if key in extra:
            output.line()
            output.line(extra[key][code])
    return 0


def _attributes(output: Output, options: dict[str, Any]) -> dict[str, str]:
    """What has an option of its own is not said in both ways."""
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


def _why_not(found: WhyNot) -> dict[str, Any]:
    return {
        "id": found.authority,
        "reason": found.reason,
        "rule": found.rule,
        "failed": found.failed
        and {
            "dimension": found.failed.dimension,
            "actual": list(found.actual),
            "allowed": list(found.failed.values),
        },
        "beaten_by": found.beaten_by,
        "other": found.other,
    }


def _what_if(change: Change | None) -> dict[str, Any]:
    if change is None:
        return {"dimension": None}
    return {
        "dimension": change.dimension,
        "before": change.before,
        "after": change.after,
        "lead": change.decision.lead,
        "handler": change.decision.handler,
    }
