"""
The peers, each used as its own documentation recommends, on the same world.

Every peer answers with the id of the lead, the ids on the way, and the ids of the
rule and the bypass: the same as the index, and the same as the oracle.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import networkx as nx
import world as w

Answer = w.Truth
Peer = Callable[[str, str, str, str], Answer]

_PRODUCT = {str(product): number for number, product in enumerate(w.PRODUCTS)}
_GRADE = {grade: number for number, grade in enumerate(w.GRADES)}


def _way(world: w.World, chain: list[int], level: int, mask: int) -> tuple[str, ...]:
    """The bodies on the way, without those that are passed."""
    body = chain[0]
    level = min(level, world.level[body])
    return tuple(
        world.name(above)
        for above in chain
        if world.level[above] >= level
        and (
            world.level[above] == level
            or above == body
            or not mask >> world.level[above] & 1
        )
    )


def graph_of(world: w.World) -> nx.DiGraph[str]:
    """The world as a graph, with the rules of each body in its attributes."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for body, level in enumerate(world.level):
        place = world.place(body)
        name = world.name(body)
        graph.add_node(place, level=level, name=name, rules={}, bypasses={})
    for body in range(1, len(world.parent)):
        graph.add_edge(world.place(body), world.place(world.parent[body]))
    for (body, item, product), level in world.delegations.items():
        key = w.item_code(item), str(w.PRODUCTS[product])
        rule = level, w.delegation_id(body, item, product)
        graph.nodes[world.place(body)]["rules"][key] = rule
    for (body, item, product), mask in world.bypasses.items():
        key = w.item_code(item), str(w.PRODUCTS[product])
        bypass = mask, w.bypass_id(body, item, product)
        graph.nodes[world.place(body)]["bypasses"][key] = bypass
    return graph


def networkx_peer(world: w.World) -> Peer:
    """Search the way to the root, then look the rules up along it."""
    graph = graph_of(world)
    nodes = graph.nodes
    base = {
        (w.item_code(i), str(w.PRODUCTS[p]), w.GRADES[g]): (level, w.base_id(i, p, g))
        for (i, p, g), level in world.base.items()
    }

    def route(place: str, item: str, product: str, grade: str) -> Answer:
        chain = nx.shortest_path(graph, place, "national")
        level, rule = base[item, product, grade]
        mask, bypass = 0, None
        key = item, product
        for above in chain:
            found = nodes[above]["rules"].get(key)
            if found is not None:
                level, rule = found
                break
        for above in chain:
            found = nodes[above]["bypasses"].get(key)
            if found is not None:
                mask, bypass = found
                break
        level = min(level, nodes[place]["level"])
        way = []
        for above in chain:
            node = nodes[above]
            at = node["level"]
            if at >= level and (at == level or above == place or not mask >> at & 1):
                way.append(node["name"])
        return way[-1], tuple(way), rule, bypass

    return route


def zen_peer(world: w.World) -> Peer:
    """A decision table with hit policy first, made once, evaluated per request."""
    import zen

    names = [("item", "item"), ("product", "product"), ("grade", "grade")]
    names = [*((f"l{n}", f"s{n}") for n in (4, 3, 2, 1, 0)), *names]
    rows: list[dict[str, str]] = []
    ordered = sorted(world.delegations, key=lambda key: -world.level[key[0]])
    for key in ordered:
        body, item, product = key
        rows.append(
            {
                f"l{world.level[body]}": str(body),
                "item": str(item),
                "product": str(product),
                "level": str(world.delegations[key]),
                "rule": f'"{w.delegation_id(*key)}"',
            }
        )
    for (item, product, grade), level in world.base.items():
        rows.append(
            {
                "item": str(item),
                "product": str(product),
                "grade": str(grade),
                "level": str(level),
                "rule": f'"{w.base_id(item, product, grade)}"',
            }
        )
    for number, row in enumerate(rows):
        row["_id"] = str(number)
        for name, _ in names:
            row.setdefault(name, "")
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": field} for name, field in names],
        "outputs": [
            {"id": name, "name": name, "field": name} for name in ("level", "rule")
        ],
        "rules": rows,
    }
    at = {"position": {"x": 0, "y": 0}}
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", **at},
            {"id": "t", "type": "decisionTableNode", "name": "t", **at}
            | {"content": content},
            {"id": "out", "type": "outputNode", "name": "out", **at},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "t", "type": "edge"},
            {"id": "b", "sourceId": "t", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(
        zen.ZenDecisionContent(json.dumps(graph))
    )
    bypasses = {key: (mask, w.bypass_id(*key)) for key, mask in world.bypasses.items()}

    def route(place: str, item: str, product: str, grade: str) -> Answer:
        body, i, p = world.number(place), int(item[-3:]), _PRODUCT[product]
        chain = list(world.chain(body))
        context: dict[str, int] = {"item": i, "product": p, "grade": _GRADE[grade]}
        context |= {f"s{n}": -1 for n in range(5)}
        context |= {f"s{world.level[above]}": above for above in chain}
        found = decision.evaluate(context)["result"]
        mask, bypass = next(
            (bypasses[above, i, p] for above in chain if (above, i, p) in bypasses),
            (0, None),
        )
        way = _way(world, chain, int(found["level"]), mask)
        return way[-1], way, found["rule"], bypass

    return route


def sqlite_peer(world: w.World) -> Peer:
    """Indexed tables and one prepared query a request."""
    base = sqlite3.connect(":memory:")
    base.executescript(
        """
        create table above(place text, level int, body int, name text,
                           primary key (place, level)) without rowid;
        create table rule(body int, item text, product text, level int, id text,
                          primary key (body, item, product)) without rowid;
        create table bypass(body int, item text, product text, mask int, id text,
                            primary key (body, item, product)) without rowid;
        create table base(item text, product text, grade text, level int, id text,
                          primary key (item, product, grade)) without rowid;
        """
    )
    bodies = range(len(world.parent))
    base.executemany(
        "insert into above values (?, ?, ?, ?)",
        [
            (world.place(b), world.level[a], a, world.name(a))
            for b in bodies
            for a in world.chain(b)
        ],
    )

    def codes(key: w.Key) -> tuple[int, str, str]:
        return key[0], w.item_code(key[1]), str(w.PRODUCTS[key[2]])

    for table, rows, name in (
        ("rule", world.delegations, w.delegation_id),
        ("bypass", world.bypasses, w.bypass_id),
    ):
        base.executemany(
            f"insert into {table} values (?, ?, ?, ?, ?)",  # noqa: S608 - own names
            [(*codes(key), value, name(*key)) for key, value in rows.items()],
        )
    base.executemany(
        "insert into base values (?, ?, ?, ?, ?)",
        [
            (w.item_code(i), str(w.PRODUCTS[p]), w.GRADES[g], v, w.base_id(i, p, g))
            for (i, p, g), v in world.base.items()
        ],
    )
    base.execute("analyze")
    query = """
        with chain as materialized
          (select level, body, name from above where place = ?1)
        select c.level, c.name, r.level, r.id, p.mask, p.id
        from chain c
        left join rule r on r.body = c.body and r.item = ?2 and r.product = ?3
        left join bypass p on p.body = c.body and p.item = ?2 and p.product = ?3
        order by c.level desc
    """

    def route(place: str, item: str, product: str, grade: str) -> Answer:
        rows: list[Any] = base.execute(query, (place, item, product)).fetchall()
        rule = next(((r[2], r[3]) for r in rows if r[3] is not None), None)
        if rule is None:
            rule = base.execute(
                "select level, id from base"
                " where item = ? and product = ? and grade = ?",
                (item, product, grade),
            ).fetchone()
        mask, bypass = next(((r[4], r[5]) for r in rows if r[5] is not None), (0, None))
        deepest = rows[0][0]
        level = min(rule[0], deepest)
        way = tuple(
            r[1]
            for r in rows
            if r[0] >= level
            and (r[0] == level or r[0] == deepest or not mask >> r[0] & 1)
        )
        return way[-1], way, rule[1], bypass

    return route
