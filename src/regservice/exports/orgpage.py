"""The bodies as one page that one can search, filter and unfold offline."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Final

import attrs

from regservice.core.routing.book import Book
from regservice.errors import MissingExtraError
from regservice.explain.words import body_name, place_name, source_detail
from regservice.exports.fold import LEVELS, fold
from regservice.exports.graph import draw, edges_between
from regservice.messages import cli_text, name_of
from regservice.model.authority import Authority, Relation

_TEXTS: Final = (
    *("title", "lead", "view", "search", "relations", "details", "pick"),
    *("members", "upper", "lower", "list", "kind", "level", "places", "source"),
    *("functions", "note"),
)


@attrs.frozen
class OrgView:
    """
    One picture of the page.

    Attributes:
        title: What it shows, such as the name of a region.
        bodies: Its bodies.
        relations: Edges; those with an end elsewhere are left out.
    """

    title: str
    bodies: Sequence[Authority]
    relations: Sequence[Relation]


def org_page(book: Book, views: Sequence[OrgView], lang: str) -> str:
    """
    Put pictures of bodies, and what is known of each body, into one page.

    Args:
        book: The rows that name places and sources.
        views: The pictures, the one shown first in front; at least one.
        lang: ``zh`` or ``en``.

    Returns:
        A page without any address of elsewhere. A box that stands for several bodies
        lists them; without scripts the pictures and the lists are still there.

    Raises:
        MissingExtraError: If the extra ``report`` is not installed.
    """
    try:
        import jinja2
    except ImportError:
        raise MissingExtraError.of("RS5001", extra="report") from None
    source = resources.files("regservice.exports").joinpath("org.html.j2")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    bodies = {body.id: body for view in views for body in view.bodies}
    data = {
        "bodies": {key: _body(book, body, lang) for key, body in bodies.items()},
        "views": [_folded(view) for view in views],
        "edges": [_edges(book, view, lang) for view in views],
        "words": {code: cli_text(f"org.page.{code}", lang) for code in _TEXTS},
    }
    return environment.from_string(source.read_text("utf-8")).render(
        lang="zh-CN" if lang == "zh" else "en",
        words=data["words"],
        views=[
            {
                "title": view.title,
                "picture": draw(
                    view.bodies, view.relations, (), lang, name=f"v{number}"
                ),
                "levels": _levels(book, view, lang),
            }
            for number, view in enumerate(views)
        ],
        kinds={
            kind: name_of("relation", kind, lang)
            for kind in sorted(
                {str(edge.type) for view in views for edge in view.relations}
            )
        },
        # Inside a script element only this sign could end it.
        data=json.dumps(data, ensure_ascii=False, sort_keys=True).replace(
            "<", "\\u003c"
        ),
    )


def _body(book: Book, body: Authority, lang: str) -> Mapping[str, Any]:
    return {
        "name": body_name(book, body.id, lang),
        "other": body.name if lang == "en" else body.name_en,
        "kind": name_of("kind", body.kind, lang),
        "level": name_of("level", body.level, lang),
        "functions": [name_of("kind", code, lang) for code in body.functions],
        "places": [place_name(book, code) for code in body.places],
        "source": source_detail(book, body.source, lang),
        "note": body.note,
    }


def _folded(view: OrgView) -> Mapping[str, Sequence[str]]:
    """Box to the bodies that it stands for, where they are several."""
    known = {body.id: body for body in view.bodies}
    homes = fold(known, edges_between(known, view.relations), ())
    return {
        node.key: [body.id for body in node.members]
        for node in homes.values()
        if len(node.members) > 1
    }


def _edges(book: Book, view: OrgView, lang: str) -> Sequence[Mapping[str, Any]]:
    known = {body.id for body in view.bodies}
    return [
        {
            "a": edge.subject,
            "b": edge.object,
            "kind": str(edge.type),
            "says": name_of("relation", edge.type, lang),
            "since": str(edge.validity.start or ""),
            "until": str(edge.validity.end or ""),
            "source": source_detail(book, edge.source, lang),
        }
        for edge in sorted(view.relations, key=lambda edge: edge.id)
        if {edge.subject, edge.object} <= known
    ]


def _levels(
    book: Book, view: OrgView, lang: str
) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """Level to its bodies: the same in words, for those who cannot see the picture."""
    return [
        (
            name_of("level", level, lang),
            [
                (body.id, body_name(book, body.id, lang))
                for body in view.bodies
                if body.level is level
            ],
        )
        for level in LEVELS
        if any(body.level is level for body in view.bodies)
    ]
