"""The page of bodies: whole, closed in itself, and safe."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from regservice.exports.fold import LIMIT
from regservice.exports.orgpage import OrgView, org_page
from regservice.model.authority import Authority, Relation

Picture = tuple[list[Authority], list[Relation]]


class _Page(HTMLParser):
    """What stands in a page: its elements, and the text of its data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data = ""
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag == "script" and dict(attrs).get("id") == "data"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [a for _, a in self.tags if a.get("class") == name]


def _page(make: Any, picture: Picture, lang: str = "zh") -> _Page:
    bodies, edges = picture
    places = sorted({place for body in bodies for place in body.places})
    known = {place.code for place in make.tables().places}
    more = {
        "places": [make.place(code) for code in places if code not in known],
        "authorities": bodies,
        "relations": edges,
    }
    view = OrgView("全部", bodies, edges)
    return _Page(org_page(make.world(more=more), [view, view], lang))


@pytest.mark.parametrize("size", [(2, 2, 1), (4, 6, 3)])
def test_every_body_is_in_the_picture_or_in_a_box_that_lists_it(
    make: Any, nation: Callable[..., Picture], size: tuple[int, int, int]
) -> None:
    """Up to sixty boxes; a box that stands for several can be unfolded."""
    bodies, edges = nation(*size)
    page = _page(make, (bodies, edges))
    data = json.loads(page.data)

    for number, several in enumerate(data["views"]):
        boxes = page.of_class("box")
        own = {str(box["data-key"]) for box in boxes[: len(boxes) // 2]}
        inside = {key for box, keys in several.items() if box in own for key in keys}
        assert {body.id for body in bodies} == own | inside
        assert len(own) <= LIMIT
        assert {body.id for body in bodies} == data["bodies"].keys()
        assert len(data["edges"][number]) == len(edges)


def test_the_same_stands_there_in_words(
    make: Any, nation: Callable[..., Picture]
) -> None:
    """For those who cannot see the picture, and where no script runs."""
    bodies, edges = nation(2, 2, 1)
    page = _page(make, (bodies, edges))

    listed = [button["data-key"] for button in page.of_class("body")]

    assert sorted(2 * [body.id for body in bodies]) == sorted(map(str, listed))


def test_page_loads_nothing(make: Any, nation: Callable[..., Picture]) -> None:
    """No address, no picture, no script or style of elsewhere."""
    bodies, edges = nation(2, 2, 1)
    page = _page(make, (bodies, edges), "en")

    assert not [a for _, a in page.tags if {"src", "href", "action"} & a.keys()]
    assert {"t", "d"} == {
        str(a["id"])[-1] for t, a in page.tags if t in {"title", "desc"} and "id" in a
    }
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(set(ids)) == len(ids)


def test_names_are_text_wherever_they_stand(make: Any) -> None:
    """In the picture, in the list, and in the data that the script reads."""
    hostile = "</script><script>alert(1)</script><b>局"
    body = make.body("n", "nmpa", "330000", name=hostile)
    text = org_page(
        make.world(more={"authorities": (body,)}), [OrgView(hostile, [body], [])], "zh"
    )
    page = _Page(text)

    assert 2 == sum(tag == "script" for tag, _ in page.tags)
    assert "b" not in {tag for tag, _ in page.tags}
    assert hostile == json.loads(page.data)["bodies"]["n"]["name"]
    assert not re.search("<script>alert", text)
