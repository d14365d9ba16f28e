"""``regservice route``: one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from regservice.cli import asking
from regservice.cli.output import Output
from regservice.core.routing.what_if import Change
from regservice.core.routing.why_not import WhyNot
from regservice.explain.alternatives import change_text

if TYPE_CHECKING:
    from regservice.cli.app import Localised

OPTIONS: Final = {**asking.OPTIONS, "why-not": False}
"""Options that take a value, and whether they may come several times."""

FLAGS: Final = {"what-if": "what_if", "json": "as_json"}
"""Options that take none, and the parameters that they set."""


def make_route(output: Output) -> Localised:
    """Make the command."""
    import click

    from regservice.cli.app import command

    return command(
        output,
        "route",
        click.Argument(["text"], required=False, default=""),
        *asking.make_options(output, OPTIONS),
        click.Option(["--what-if"], is_flag=True, help=output.text("route.what_if")),
        click.Option(["--json", "as_json"], is_flag=True, help=output.text("json")),
        examples=(
            'regservice route "二类医疗器械延续注册要提前多久提交" --place 徐汇区',
            'regservice route "化妆品备案需要哪些材料" --place 黄浦区 --json',
        ),
        callback=lambda **options: run(output, **options),
    )


def run(output: Output, **options: Any) -> int:
    """
    Route one request and print the answer.

    Args:
        output: Where to, and from which engine.
        **options: The text, the options of the table above, and ``as_json``.

    Returns:
        The exit code.
    """
    engine = output.load()
    asked = asking.asked(output, options)
    route = engine.route(asked.request, at=asked.at, known_at=asked.known_at)
    lang, body = output.lang, options["why_not"]
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
