"""One fault each, planted in a sound region: told once, at its place, with a proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

Run = Callable[..., Any]
Region = Any

RULE = "modality: may, source: *guess}"


@attrs.frozen
class Planted:
    """
    A fault.

    Attributes:
        code: The code under which it must be reported.
        file: The file in which it must be located.
        mark: A text of the row at which it must be located.
        plant: Makes the region faulty.
    """

    code: str
    file: str
    mark: str
    plant: Callable[[Region], Region] = attrs.field(repr=False)

    @property
    def is_finding(self) -> bool:
        """Whether only a proof finds it; others are refused at once."""
        return self.code.startswith("RS26")


def _rule(key: str, when: str, holder: str, more: str = "") -> str:
    return (
        f"  - {{id: zj/{key}, role: lead, when: {{{when}}}, holder: {{{holder}}},"
        f" {more} {RULE}"
    )


CITY = """\
  - {id: zj/city/mpa, name: 试验市局, kind: city_amr, level: city,
     places: ["330100"], validity: {end: 2026-06-01}, source: *guess}
"""

FAULTS = {
    "overlap": Planted(
        "RS2602",
        "rules.yaml",
        "id: zj/renewal",
        lambda r: r.added(
            "rules.yaml",
            "rules",
            _rule("renewal", "item: [renewal]", "functions: [district_amr]"),
        ),
    ),
    "gap: a rule is missing": Planted(
        "RS2601",
        "rules.yaml",
        "id: zj/basic",
        lambda r: r.changed(
            "rules.yaml",
            (
                "  - {id: zj/complex, role: lead, when: {difficulty: [complex]},\n"
                "     holder: {authority: zj/mpa}, modality: may, source: *guess}\n"
            ),
            "",
        ).changed("rules.yaml", "[zj/basic, zj/complex]", "[zj/basic]"),
    ),
    "gap: a condition is too narrow": Planted(
        "RS2601",
        "rules.yaml",
        "id: zj/complex,",
        lambda r: r.changed(
            "rules.yaml",
            "when: {difficulty: [complex]}",
            (
                "when: {difficulty: [complex],"
                " product: [drug, cosmetic, combination, none]}"
            ),
        ),
    ),
    "gap: a rule has ended": Planted(
        "RS2601",
        "rules.yaml",
        "id: zj/complex,",
        lambda r: r.changed(
            "rules.yaml",
            "holder: {authority: zj/mpa}, modality",
            "holder: {authority: zj/mpa}, validity: {end: 2025-01-01}, modality",
        ),
    ),
    "gap: a body has ended": Planted(
        "RS2601",
        "bodies.yaml",
        "id: zj/mpa",
        lambda r: r.changed(
            "bodies.yaml",
            "{id: zj/mpa,",
            "{id: zj/mpa, validity: {end: 2026-06-01},",
        ),
    ),
    "exception to a rule of another role": Planted(
        "RS2021",
        "rules.yaml",
        "[zj/basic, zj/complex, zj/receive]",
        lambda r: r.changed(
            "rules.yaml", "[zj/basic, zj/complex]", "[zj/basic, zj/complex, zj/receive]"
        ),
    ),
    "circle": Planted(
        "RS2004",
        "bodies.yaml",
        "subject: zj/a/amr, object: zj/mpa",
        lambda r: r.added(
            "bodies.yaml",
            "relations",
            "  - {type: administers, subject: zj/mpa, object: zj/a/amr,\n"
            "     modality: may, source: *guess}",
        ).added(
            "bodies.yaml",
            "relations",
            "  - {type: administers, subject: zj/a/amr, object: zj/mpa,\n"
            "     modality: may, source: *guess}",
        ),
    ),
    "shadowed rule": Planted(
        "RS2603",
        "rules.yaml",
        "id: zj/late",
        lambda r: r.added(
            "rules.yaml",
            "rules",
            _rule("late", "difficulty: [basic]", "functions: [district_amr]"),
        ).changed(
            "rules.yaml",
            "holder: {functions: [station]}, modality: may, source: *guess}\n"
            "  - {id: zj/complex",
            "holder: {functions: [station]}, exception_to: [zj/late],\n"
            "     modality: may, source: *guess}\n"
            "  - {id: zj/complex",
        ),
    ),
    "rule that can never hold": Planted(
        "RS2603",
        "rules.yaml",
        "id: zj/never",
        lambda r: r.added(
            "rules.yaml",
            "rules",
            _rule(
                "never",
                "item: [clinical_trial], product: [cosmetic]",
                "functions: [district_amr]",
            ),
        ),
    ),
    "orphan station": Planted(
        "RS2604",
        "bodies.yaml",
        "id: zj/b/station",
        lambda r: r.changed(
            "bodies.yaml",
            "  - {type: manages, subject: zj/b/amr, object: zj/b/station,"
            " modality: may,\n     source: *guess}\n",
            "",
        ),
    ),
    "two nearest bodies": Planted(
        "RS2602",
        "bodies.yaml",
        "id: zj/a/second",
        lambda r: r.added(
            "bodies.yaml",
            "authorities",
            "  - {id: zj/a/second, name: 甲区二站, kind: station, level: station,\n"
            '     places: ["330102"], source: *guess}',
        ),
    ),
    "expired edge": Planted(
        "RS2604",
        "bodies.yaml",
        "subject: zj/a/amr, object: zj/a/station",
        lambda r: r.changed(
            "bodies.yaml",
            "object: zj/a/station, modality: may,",
            "object: zj/a/station, validity: {end: 2025-01-01}, modality: may,",
        ),
    ),
    "dangling exception": Planted(
        "RS2002",
        "rules.yaml",
        "[zj/basic, zj/complex, zj/nope]",
        lambda r: r.changed(
            "rules.yaml", "[zj/basic, zj/complex]", "[zj/basic, zj/complex, zj/nope]"
        ),
    ),
    "circle of exceptions": Planted(
        "RS2004",
        "rules.yaml",
        "id: zj/complex,",
        lambda r: r.changed(
            "rules.yaml",
            "holder: {authority: zj/mpa}, modality",
            "holder: {authority: zj/mpa}, exception_to: [zj/complaint], modality",
        ),
    ),
    "self-succession": Planted(
        "RS2013",
        "bodies.yaml",
        "type: succeeds",
        lambda r: r.added(
            "bodies.yaml",
            "relations",
            "  - {type: succeeds, subject: zj/a/amr, object: zj/a/amr,\n"
            "     modality: may, source: *guess}",
        ),
    ),
    "reversed validity": Planted(
        "RS1107",
        "bodies.yaml",
        "id: zj/science",
        lambda r: r.changed(
            "bodies.yaml",
            "  - {id: zj/science,",
            "  - {id: zj/science, validity: {start: 2026-01-01, end: 2025-01-01},",
        ),
    ),
    "lead that no way reaches": Planted(
        "RS2604",
        "rules.yaml",
        "id: zj/funding",
        lambda r: r.added(
            "rules.yaml",
            "rules",
            _rule(
                "funding",
                "item: [policy_funding]",
                "authority: zj/science",
                "exception_to: [zj/basic, zj/complex],",
            ),
        ),
    ),
    "lead that no way reaches, while a relation has ended nearby": Planted(
        "RS2604",
        "rules.yaml",
        "id: zj/funding",
        lambda r: (
            FAULTS["lead that no way reaches"]
            .plant(r)
            .added(
                "bodies.yaml",
                "authorities",
                "  - {id: zj/old, name: 旧分局, kind: provincial_mpa,"
                ' level: provincial,\n     places: ["330000"],'
                " validity: {end: 2025-01-01}, source: *guess}",
            )
            .added(
                "bodies.yaml",
                "relations",
                "  - {type: guides, subject: zj/old, object: zj/a/amr, modality: may,"
                "\n     validity: {end: 2025-01-01}, source: *guess}",
            )
            .added(
                "bodies.yaml",
                "relations",
                "  - {type: succeeds, subject: zj/mpa, object: zj/old, modality: may,"
                "\n     validity: {start: 2025-01-01}, source: *guess}",
            )
        ),
    ),
    "lead that no way reaches from any kind of first contact": Planted(
        "RS2604",
        "rules.yaml",
        "id: zj/funding",
        lambda r: (
            FAULTS["lead that no way reaches"]
            .plant(r)
            .added(
                "rules.yaml",
                "rules",
                "  - {id: zj/by-phone, role: receive, when: {channel: [hotline]},"
                "\n     holder: {authority: zj/mpa}, exception_to: [zj/receive],"
                f" {RULE}",
            )
            .added(
                "rules.yaml",
                "path_rules",
                "  - {id: zj/down, leaves: provincial_mpa, enters: district_amr,"
                "\n     over: guides, hands_over: true, modality: may, source: *guess}"
                "\n  - {id: zj/down-2, leaves: district_amr, enters: station,"
                "\n     over: manages, hands_over: true, modality: may,"
                " source: *guess}",
            )
        ),
    ),
    "bureau that ended without a successor": Planted(
        "RS2604",
        "bodies.yaml",
        "id: zj/city/mpa",
        lambda r: (
            r.changed(
                "bodies.yaml", "  - {id: zj/science,", CITY + "  - {id: zj/science,"
            )
            .changed(
                "bodies.yaml",
                "  - {type: guides, subject: zj/mpa, object: zj/b/amr,"
                " modality: may, source: *guess}\n",
                "  - {type: guides, subject: zj/city/mpa, object: zj/b/amr,"
                " modality: may, source: *guess}\n"
                "  - {type: guides, subject: zj/mpa, object: zj/city/mpa,"
                " modality: may, source: *guess}\n",
            )
            .added(
                "rules.yaml",
                "path_rules",
                "  - {id: zj/to-city, leaves: district_amr, enters: city_amr,"
                "\n     over: guides, hands_over: true, modality: may, source: *guess}"
                "\n  - {id: zj/from-city, leaves: city_amr, enters: provincial_mpa,"
                "\n     over: guides, hands_over: true, modality: may, source: *guess}",
            )
        ),
    ),
    "gateway that nobody can pass": Planted(
        "RS2604",
        "rules.yaml",
        "id: zj/wall",
        lambda r: r.added(
            "rules.yaml",
            "path_rules",
            "  - {id: zj/wall, leaves: district_amr, enters: provincial_mpa,"
            "\n     over: administers, hands_over: true, only: true, modality: may,"
            "\n     source: *guess}",
        ),
    ),
    "bureau without a way on, of two stations": Planted(
        "RS2604",
        "bodies.yaml",
        "id: zj/b/amr",
        lambda r: r.changed(
            "bodies.yaml",
            "  - {type: guides, subject: zj/mpa, object: zj/b/amr, modality: may,"
            " source: *guess}\n",
            "",
        ),
    ),
    "no path rule": Planted(
        "RS2604",
        "rules.yaml",
        "id: zj/complex,",
        lambda r: r.changed(
            "rules.yaml",
            (
                "  - {id: zj/to-province, leaves: district_amr,"
                " enters: provincial_mpa, over: guides,\n"
                "     hands_over: true, modality: may, source: *guess}\n"
            ),
            "",
        ),
    ),
    "body that no request reaches": Planted(
        "RS2605",
        "bodies.yaml",
        "id: zj/city/amr",
        lambda r: r.added(
            "bodies.yaml",
            "authorities",
            "  - {id: zj/city/amr, name: 试验市局, kind: district_amr, level: city,\n"
            '     places: ["330100"], source: *guess}',
        ),
    ),
    "bypass over a gateway": Planted(
        "RS2606",
        "rules.yaml",
        "id: zj/fast",
        lambda r: r.added(
            "rules.yaml",
            "bypasses",
            "  - {id: zj/fast, when: {item: [renewal]}, skips: [district_amr],\n"
            "     modality: may, source: *guess}",
        ),
    ),
    "must without a source": Planted(
        "RS2607",
        "rules.yaml",
        "id: zj/basic",
        lambda r: r.changed(
            "rules.yaml",
            "holder: {functions: [station]}, modality: may, source: *guess}\n"
            "  - {id: zj/complex",
            "holder: {functions: [station]}, modality: must, source: *guess}\n"
            "  - {id: zj/complex",
        ),
    ),
}


def test_sound_region_proves_clean(region: Region, run: Run) -> None:
    """Otherwise no fault below would mean anything."""
    ran = run("check", str(region.write()), "--json")

    assert (0, [], "clean") == (
        ran.code,
        ran.json["problems"],
        ran.json["proof"]["verdict"],
    )
    assert {"330000", "330100", "330102", "330106"} == set(ran.json["proof"]["places"])


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_told_once_at_its_place(
    region: Region, run: Run, name: str
) -> None:
    """The code, the file, the line, and the exit code of its kind."""
    fault = FAULTS[name]
    faulty = fault.plant(region)

    ran = run("check", str(faulty.write()), "--json")

    (problem,) = ran.json["problems"]
    assert (fault.code, fault.file) == (problem["code"], problem["file"].split("/")[-1])
    # Where the row begins, or at the very value.
    row, value = faulty.lines(fault.file, fault.mark)
    assert problem["line"] in (row, value)
    assert (1 if fault.is_finding else 3) == ran.code
    assert problem["message"]
    assert problem["fix"]


@pytest.mark.parametrize(
    "name",
    [n for n, f in FAULTS.items() if f.is_finding and n != "rule that can never hold"],
)
def test_witness_reproduces_the_finding(region: Region, run: Run, name: str) -> None:
    """Routed by the same packages it ends as the finding says."""
    folder = str(FAULTS[name].plant(region).write())
    (finding,) = run("check", folder, "--json").json["proof"]["findings"]
    witness = finding["witness"]

    answer = run("route", *witness["arguments"], "--package", folder, "--json").json

    assert witness["reproduced"]
    assert f"--package {folder}" in witness["command"]
    ways = [hop["id"] for hop in answer["path"]]
    used = {step["rule"]: step["outcome"] for step in answer["steps"]}
    outcomes = {used.get(rule) for rule in finding["rules"]}
    shown = {
        "gap": answer["cause"] == "gap",
        "dead_end": answer["cause"] == "gap",
        "conflict": answer["cause"] == "conflict",
        "shadowed_rule": outcomes <= {None, "gave_way"},
        "unreachable_body": not set(finding["bodies"]) & set(ways),
        "path_violation": set(finding["rules"]) & set(used) != set(),
        "unsourced_row": outcomes == {"lead"},
    }
    assert shown[finding["kind"]], answer


def test_rule_that_can_never_hold_has_no_witness(region: Region, run: Run) -> None:
    """There is no request that it is meant for."""
    folder = str(FAULTS["rule that can never hold"].plant(region).write())

    (finding,) = run("check", folder, "--json").json["proof"]["findings"]

    assert finding["witness"] is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_row_without_a_source_is_told_with_its_own_modality(
    region: Region, run: Run, lang: str
) -> None:
    """Not every one that binds says must."""
    fault = FAULTS["must without a source"].plant(region)
    faulty = fault.changed("rules.yaml", "modality: must", "modality: in_principle")

    told = run("check", str(faulty.write()), "--lang", lang).out

    assert "in_principle" in told
    assert "must" not in told


def test_two_faults_are_told_apart(region: Region, run: Run) -> None:
    """Each once, in one go."""
    both = FAULTS["orphan station"].plant(FAULTS["overlap"].plant(region))

    problems = run("check", str(both.write()), "--json").json["problems"]

    assert ["RS2602", "RS2604"] == sorted(problem["code"] for problem in problems)


def test_budget_that_ends_leaves_it_undecided(region: Region, run: Run) -> None:
    """Never clean, and said so."""
    ran = run("check", str(region.write()), "--budget", "5", "--json")

    assert (1, "undecided", ["RS2608"]) == (
        ran.code,
        ran.json["proof"]["verdict"],
        [problem["code"] for problem in ran.json["problems"]],
    )
