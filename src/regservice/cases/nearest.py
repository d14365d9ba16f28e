"""Which rule would come closest to the answer that was expected?"""

from __future__ import annotations

from regservice.cases.outcome import Nearest
from regservice.core.routing.what_if import what_if
from regservice.core.routing.why_not import WhyNot
from regservice.engine.engine import Engine
from regservice.engine.route import Route
from regservice.errors import Location
from regservice.ruleset.located import where


def nearest(engine: Engine, route: Route, field: str, body: str) -> Nearest:
    """
    Say what stands between an answer and a body.

    Args:
        engine: The engine.
        route: Its answer, in which *body* is not what *field* says.
        field: ``handler`` or ``lead``.
        body: Id of the body that was expected there.

    Returns:
        The rule that comes closest, and the smallest change that gives the body.
    """
    why = route.why_not(body)
    table, rule = _rule(route, body, why)
    at = where(engine.ruleset.origins, table, rule) if rule else Location()
    changes = what_if(
        route.book, route.request, route.as_of, route.received, route.decision
    )
    change = next((c for c in changes if getattr(c.decision, field) == body), None)
    return Nearest(why, rule, at, change)


def _rule(route: Route, body: str, why: WhyNot) -> tuple[str, str | None]:
    """The rule against which it fails; of a lead that only liaises, its path rule."""
    if why.reason == "is_lead":
        hops = (hop for hop in route.decision.path if hop.authority == body)
        return "path_rules", next((hop.rule for hop in hops), None)
    return "rules", why.rule
