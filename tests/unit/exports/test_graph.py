"""The picture of bodies and relations: readable, whole, and always the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from regservice.exports.graph import _lines, draw
from regservice.model.authority import Authority, Relation
from regservice.model.vocab import Level

Nation = Callable[..., tuple[list[Authority], list[Relation]]]
SVG = "{http://www.w3.org/2000/svg}"
WAY = ("n/p01/d01/s01", "n/p01/d01", "n/p01", "n")


def _boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """The outermost rectangle of each box: left, top, right, bottom."""
    found = []
    for group in ET.fromstring(svg).iter(f"{SVG}g"):  # noqa: S314 - our own text
        rects = [
            tuple(float(rect.get(k, "0")) for k in ("x", "y", "width", "height"))
            for rect in group.iter(f"{SVG}rect")
        ]
        found.append(
            (
                min(r[0] for r in rects),
                min(r[1] for r in rects),
                max(r[0] + r[2] for r in rects),
                max(r[1] + r[3] for r in rects),
            )
        )
    return found


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize(
    "shape",
    [
        (0, 0, 0),
        (3, 2, 2),
        (5, 5, 1),
        (31, 12, 10),
        (80, 0, 0),
        (2, 50, 3),
        (1, 40, 40),
    ],
)
@pytest.mark.parametrize("way", [(), WAY])
def test_boxes_never_overlap_and_lie_in_the_picture(
    nation: Nation, shape: tuple[int, ...], way: tuple[str, ...]
) -> None:
    """Whatever is drawn, at most 60 boxes."""
    svg = draw(*nation(*shape), way, "zh")

    boxes = _boxes(svg)
    assert 60 >= len(boxes) > 0
    assert not any(_overlap(a, b) for a, b in combinations(boxes, 2))
    width, height = map(float, re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    assert all(b[0] >= 0 and b[2] <= width and b[3] <= height for b in boxes)


def test_bodies_of_one_kind_and_place_stand_below_each_other(make: Any) -> None:
    """Two stations of one district each have a row; other districts move down."""
    bodies = [make.body(k, "station", "330101", level=Level.STATION) for k in "ab"]
    bodies.append(make.body("c", "station", "330102", level=Level.STATION))
    bodies.append(make.body("d", "district_amr", "330102"))

    svg = draw(bodies, [], (), "zh")

    boxes = _boxes(svg)
    assert not any(_overlap(one, other) for one, other in combinations(boxes, 2))
    a, b, c, d = (box[1] for box in boxes)
    assert a < b < c == d


def test_folded_picture_says_so(nation: Nation) -> None:
    """In the description, and for each box how many of which kind."""
    svg = draw(*nation(31, 12, 10), WAY, "en")

    description = ET.fromstring(svg).findtext(f"{SVG}desc")  # noqa: S314 - our own text
    assert description is not None
    assert description.startswith("4124 bodies, 4123 relations; the path in red: stat")
    assert description.endswith("; 4090 of the bodies share 2 boxes (×N)")
    assert "×371 district market" in svg
    assert "×3719 service station" in svg


def test_bodies_on_the_way_are_drawn_by_name_and_in_order(nation: Nation) -> None:
    """Each hop has a number, and each of its ends a red frame."""
    svg = draw(*nation(31, 12, 10), WAY, "zh")

    assert ["1", "2", "3"] == re.findall(r">(\d)</text>", svg)
    assert 4 == svg.count('stroke="#B00020" stroke-width="3"/>')
    assert all(f"({key})</title>" in svg for key in WAY)


def test_picture_without_a_way_does_not_speak_of_one(nation: Nation) -> None:
    """Nothing is red in it."""
    svg = draw(*nation(2, 1, 1), (), "zh")

    assert "7 个机构,6 条关系</desc>" in svg
    assert "#B00020" not in svg


def test_same_input_gives_the_same_picture(nation: Nation) -> None:
    """No order of packages counts."""
    bodies, edges = nation(31, 12, 3)

    assert draw(bodies, edges, WAY, "zh") == draw(bodies[::-1], edges[::-1], WAY, "zh")


def test_edges_between_folded_bodies_are_drawn_once(nation: Nation) -> None:
    """From each province to the box of its counties; none within a box."""
    svg = draw(*nation(31, 12, 10), (), "en")

    titles = re.findall(r"<title>([^<]* - [^<]*)</title>", svg)
    assert 31 + 31 + 1 == len(titles) == len(set(titles))


def test_picture_is_wide_enough_for_its_description(make: Any) -> None:
    """Also where there are few boxes and a long way."""
    bodies = [make.body("a", "nmpa", "national", name="国" * 60, level=Level.NATIONAL)]

    svg = draw(bodies, [], ("a",), "zh")

    width = int(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    assert width > 60 * 13
    assert "0 个机构,0 条关系</desc>" in draw([], [], (), "zh")


def test_names_are_text_and_no_markup(make: Any) -> None:
    """Whatever a body is called."""
    bodies = [
        make.body("a", "nmpa", "330000", name='<script>"&'),
        make.body("b", "nmpa", "330000", name="]]>"),
    ]

    svg = draw(bodies, [make.edge("a", "guides", "b")], ("a", "b"), "zh")

    assert "<script>" not in svg
    assert '<script>"& (a)' in {
        title.text
        for title in ET.fromstring(svg).iter(f"{SVG}title")  # noqa: S314 - our own text
    }


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("徐汇区科委", ["徐汇区科委"]),
        (
            "国家药品监督管理局药品审评检查长三角分中心",
            ["国家药品监督管理局药品审评", "检查长三角分中心"],
        ),
        ("×5579 district market regulator", ["×5579 district market", "regulator"]),
        ("a" * 23 + " bb", ["a" * 23, "bb"]),
        ("x" * 60, ["x" * 23, "x" * 22 + "…"]),
    ],
)
def test_name_is_broken_into_two_lines_between_words(
    name: str, lines: list[str]
) -> None:
    """Chinese anywhere; what does not fit ends in a mark."""
    assert lines == _lines(name)
