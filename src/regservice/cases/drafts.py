"""
What does the first draft of a package look like, for what regions change most?

A new service item, a delegated matter that is taken over or given back, a limit that is
another one here. Each is sound as it is, marked as invented, and has decision tests
that say what it changes.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import attrs

from regservice.cases.record import expected
from regservice.engine.engine import Engine
from regservice.engine.route import Route
from regservice.errors import DataError, Location, Problem
from regservice.model.authority import Relation
from regservice.model.catalogue import ServiceItem
from regservice.model.condition import Condition
from regservice.model.decisiontest import DecisionTest
from regservice.model.legal import Document, Source, Validity
from regservice.model.limit import TimeLimit
from regservice.model.package import Contribution, Manifest, Tables
from regservice.model.request import ServiceRequest
from regservice.model.rule import Holder, Rule
from regservice.model.supersession import Supersession
from regservice.model.vocab import (
    Applicant,
    DelegationMode,
    DocumentStatus,
    Modality,
    Product,
    RelationType,
    Role,
    SourceKind,
    Unit,
    Verification,
)
from regservice.plugin.needs import alike
from regservice.ruleset.compile import overlaid

_INVENTED: Final = Source(
    kind=SourceKind.ASSUMED, note="虚构示例:请换成本地的依据,没有条文的如实写推定。"
)
_REGULATORS: Final = ("district_amr", "city_amr", "provincial_mpa")
_ABOVE_OTHERS: Final = 100
_NAME: Final = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")


@attrs.frozen(kw_only=True)
class Order:
    """
    What a draft is wanted for.

    Attributes:
        name: Name of the package.
        place: Code of the place for which it speaks.
        day: From when on it holds.
        title: Chinese title; empty for a usual one.
        owner: Who answers for it; empty for a text that asks for it.
        principal: Id of the body that delegates.
        agent: Id of the body to which it is delegated.
        matter: Code of the matter.
        mode: How it is delegated.
        limit: Id of the limit that is another one here.
        count: How long it is.
        unit: In which unit; ``None`` for that of the limit.
        document: Code of the document by which a matter is given back.
        clause: Its clause.
        document_name: Its name, if it is not in the register yet.
    """

    name: str
    place: str
    day: dt.date
    title: str = ""
    owner: str = ""
    principal: str = ""
    agent: str = ""
    matter: str = ""
    mode: DelegationMode = DelegationMode.ENTRUSTS
    limit: str = ""
    count: int = 1
    unit: Unit | None = None
    document: str = ""
    clause: str = ""
    document_name: str = ""

    @property
    def slug(self) -> str:
        """With what the ids of its rows begin."""
        found = re.sub(r"[^a-z0-9_-]+", "-", alike(self.name)).strip("-")
        return found.removeprefix("regservice-") or found

    @property
    def namespace(self) -> str:
        """With what its codes begin, before the colon."""
        found = self.slug.replace("-", "_")
        return found if found[0].isalpha() else f"x{found}"


def draft(engine: Engine, kind: str, order: Order) -> Contribution:
    """
    Make a draft.

    Args:
        engine: The rules that are there; the draft needs the packages that speak for
            its place.
        kind: One of :data:`KINDS`.
        order: What it is wanted for.

    Returns:
        The package, with decision tests that pass.

    Raises:
        DataError: If it would not fit the rules that are there.
        UnknownNameError: If a name means nothing.
    """
    if not _NAME.fullmatch(order.name):
        params = {"field": "name", "value": order.name, "allowed": "xuhui-ip"}
        raise DataError((Problem("RS1105", params, Location("NAME"), "name"),))
    tables, asked = KINDS[kind](engine, order)
    if alike(order.name) in {alike(m.name) for m in engine.ruleset.manifests}:
        raise DataError.of("RS2804", Location("NAME"), name=order.name)
    manifest = _manifest(engine, kind, order)
    bare = Contribution(manifest=manifest, tables=tables)
    changed = Engine(overlaid(engine.ruleset, bare), ())
    tests = tuple(
        _test((engine, changed), order, number, question)
        for number, question in enumerate(asked, 1)
    )
    return attrs.evolve(bare, tests=tests)


def _manifest(engine: Engine, kind: str, order: Order) -> Manifest:
    places = engine.book.places
    inside = places.within(order.place)
    needs = tuple(
        manifest.name
        for manifest in engine.ruleset.manifests
        if "national" not in manifest.places and inside & set(manifest.places)
    )
    name = places.places[order.place].name
    return Manifest(
        name=alike(order.name),
        title=order.title or f"{name}:{_TITLES[kind]}(虚构示例)",
        version="1",
        places=(order.place,),
        owner=order.owner or "示例单位(虚构)",
        needs=needs,
        note="虚构示例,请改成本地的内容。",
    )


def _test(
    engines: tuple[Engine, Engine],
    order: Order,
    number: int,
    asked: Mapping[str, Any],
) -> DecisionTest:
    """Ask before and after: a test must show what the draft changes."""
    at = f"{order.day}T10:00"
    old, engine = engines
    route = engine.route(ServiceRequest(**asked), at=f"{at}:00+08:00")
    found = expected(engine, route)
    try:
        before = _told(old.route(ServiceRequest(**asked), at=f"{at}:00+08:00"))
    except DataError:  # the item is not there yet
        before = set()
    new = [line for line in route.explain("zh").splitlines() if line.strip()]
    fresh = [line.strip() for line in new if line.strip() not in before]
    bodies = engine.book.hierarchy.authorities
    names = [bodies[body].name for body in _bodies(engine, order)]
    shown = [line for line in fresh if any(name in line for name in names)]
    if shown:
        found["reason"] = (shown[0],)
    parts = {key: value for key, value in asked.items() if value}
    return DecisionTest(id=f"{order.slug}/test-{number}", at=at, **parts, **found)


def _told(route: Route) -> set[str]:
    return {line.strip() for line in route.explain("zh").splitlines()}


def _bodies(engine: Engine, order: Order) -> list[str]:
    return [engine.names.resolve("authority", order.agent)] if order.agent else []


Question = dict[str, Any]
"""Parts of a request."""


def _item(_: Engine, order: Order) -> tuple[Tables, list[Question]]:
    """A service item that the nearest regulator takes."""
    code = f"{order.namespace}:item"
    item = ServiceItem(
        code=code,
        name=f"示例事项 {order.slug}",
        name_en=f"Example item {order.slug}",
        products=(Product.DRUG, Product.DEVICE),
        applicants=(Applicant.ENTERPRISE,),
        registration_business=False,
        keywords=(f"示例{order.slug}",),
        examples=(f"示例{order.slug}怎么办?", f"示例{order.slug}要准备什么材料?"),
        enabled=(order.place,),
        source=_INVENTED,
        validity=Validity(start=order.day),
    )
    rule = Rule(
        id=f"{order.slug}/lead",
        role=Role.LEAD,
        when=Condition.of({"item": [code]}),
        holder=Holder(functions=_REGULATORS),
        specificity=_ABOVE_OTHERS,
        modality=Modality.MAY,
        source=_INVENTED,
        validity=Validity(start=order.day),
    )
    asked = [
        {"text": f"示例{order.slug}怎么办?", "place": order.place, "product": product}
        for product in ("drug", "device")
    ]
    return Tables(items=(item,), rules=(rule,)), asked


def _taken_over(engine: Engine, order: Order) -> tuple[Tables, list[Question]]:
    """A matter that a body takes over from another."""
    relation = Relation(
        type=RelationType.DELEGATES,
        subject=engine.names.resolve("authority", order.principal),
        object=engine.names.resolve("authority", order.agent),
        mode=order.mode,
        matters=(engine.names.resolve("matter", order.matter),),
        modality=Modality.MAY,
        source=_INVENTED,
        validity=Validity(start=order.day),
    )
    return Tables(relations=(relation,)), [_about(engine, order, relation.matters[0])]


def _given_back(engine: Engine, order: Order) -> tuple[Tables, list[Question]]:
    """A delegation of another package that ends."""
    subject = engine.names.resolve("authority", order.principal)
    object_ = engine.names.resolve("authority", order.agent)
    matter = engine.names.resolve("matter", order.matter)
    found = [
        row
        for row in engine.book.tables.relations
        if (row.type, row.subject, row.object)
        == (RelationType.DELEGATES, subject, object_)
        and matter in row.matters
        and order.day in row.validity
    ]
    if not found:
        raise DataError.of(
            "RS2801",
            Location("--matter"),
            principal=subject,
            agent=object_,
            matter=matter,
        )
    law = Source(
        kind=SourceKind.CLAUSE,
        document=order.document,
        clause=order.clause,
        verified=Verification.READ,
    )
    rows = tuple(
        attrs.evolve(
            row, validity=attrs.evolve(row.validity, end=order.day), source=law
        )
        for row in found
    )
    documents: tuple[Document, ...] = ()
    if order.document not in engine.book.documents:
        if not order.document_name:
            codes = sorted(engine.book.documents)
            near = difflib.get_close_matches(order.document, codes, 5, 0.4)
            known = ", ".join(near or ["-"])
            raise DataError.of(
                "RS2803", Location("--document"), document=order.document, allowed=known
            )
        documents = (
            Document(
                code=order.document,
                name=order.document_name,
                status=DocumentStatus.UNKNOWN,
                verified=Verification.READ,
                checked_on=order.day,
            ),
        )
    tables = Tables(
        documents=documents,
        relations=rows,
        supersessions=tuple(
            Supersession(table="relations", key=row.id, source=law) for row in rows
        ),
    )
    return tables, [_about(engine, order, matter)]


def _about(engine: Engine, order: Order, matter: str) -> Question:
    """A question about a matter, with the facts that make it the one."""
    row = engine.book.matters[matter]
    facts = {test.dimension: test.values[0] for test in row.when.tests}
    asked: Question = {
        "text": row.name,
        "place": order.place,
        "item": row.items[0] if row.items else None,
        "product": str(row.products[0]) if row.products else None,
        "difficulty": "complex",
    }
    known = {"product", "item", "difficulty", "site", "applicant", "channel"}
    asked |= {key: value for key, value in facts.items() if key in known}
    asked["attributes"] = {
        key: value for key, value in facts.items() if key in engine.book.fields
    }
    return asked


def _other_limit(engine: Engine, order: Order) -> tuple[Tables, list[Question]]:
    """A limit that is longer or shorter here."""
    limits = {row.id: row for row in engine.book.tables.limits}
    timed = {key: row for key, row in limits.items() if row.count}
    old = timed.get(order.limit)
    if old is None:
        allowed = ", ".join(timed)
        raise DataError.of(
            "RS2802", Location("--limit"), limit=order.limit, allowed=allowed
        )
    limit: TimeLimit = attrs.evolve(
        old,
        id=_free(f"{order.slug}/{old.goal}".replace("_", "-"), limits),
        count=order.count,
        unit=order.unit or old.unit,
        when=old.when.narrowed("place", (order.place,)),
        exception_to=(old.id,),
        source=_INVENTED,
        validity=Validity(start=order.day),
        note="",
    )
    wanted = {test.dimension: test.values[0] for test in old.when.tests}
    asked: Question = {
        "text": "延续注册要多久",
        "place": order.place,
        "product": wanted.get("product", "device"),
        "difficulty": wanted.get("difficulty"),
        "item": wanted.get("item"),
    }
    return Tables(limits=(limit,)), [asked]


def _free(key: str, taken: Collection[str]) -> str:
    """An id that no row has yet."""
    number, found = 2, key
    while found in taken:
        number, found = number + 1, f"{key}-{number}"
    return found


KINDS: Final[Mapping[str, Callable[[Engine, Order], tuple[Tables, list[Question]]]]] = {
    "item": _item,
    "take-over": _taken_over,
    "give-back": _given_back,
    "limit": _other_limit,
}
"""What a draft can be for."""

_TITLES: Final = {
    "item": "新增服务事项",
    "take-over": "承接委托事项",
    "give-back": "交回委托事项",
    "limit": "调整时限",
}
