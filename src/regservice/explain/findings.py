"""What did a proof find, as located problems in words?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from regservice.core.routing.book import Book
from regservice.errors import Location, Problem
from regservice.explain.boxes import box_words, period_words
from regservice.explain.words import body_name, dimension_name
from regservice.messages import name_of
from regservice.model.vocab import Role
from regservice.ruleset.finding import Finding, Kind
from regservice.ruleset.located import where
from regservice.ruleset.prove import Proof, Verdict
from regservice.ruleset.ruleset import Ruleset

CODES: Final[Mapping[Kind, str]] = {
    Kind.GAP: "RS2601",
    Kind.CONFLICT: "RS2602",
    Kind.SHADOWED_RULE: "RS2603",
    Kind.DEAD_END: "RS2604",
    Kind.UNREACHABLE_BODY: "RS2605",
    Kind.PATH_VIOLATION: "RS2606",
    Kind.UNSOURCED_ROW: "RS2607",
}
"""Kind of a finding to the code of its message."""

_SHOWN: Final = 3


def problems(
    ruleset: Ruleset, proof: Proof, lang: str, packages: Sequence[str] = ()
) -> list[Problem]:
    """
    Put the findings of a proof into located problems.

    Args:
        ruleset: What was proved.
        proof: The proof.
        lang: ``zh`` or ``en``, for the names in the texts.
        packages: Folders of the packages, for the commands that show a finding.

    Returns:
        One problem a finding; one more if the budget did not suffice.
    """
    found = [
        _problem(ruleset, proof, finding, lang, packages) for finding in proof.findings
    ]
    if proof.partial:
        names = ", ".join(dimension_name(ruleset.book, n, lang) for n in proof.partial)
        found.append(Problem("RS2609", {"dimensions": names}))
    elif proof.verdict is Verdict.UNDECIDED:
        found.append(Problem("RS2608", {"classes": proof.classes}))
    return found


def _problem(
    ruleset: Ruleset,
    proof: Proof,
    finding: Finding,
    lang: str,
    packages: Sequence[str],
) -> Problem:
    book = ruleset.book
    place = _home(ruleset, finding)
    params = {
        "role": ", ".join(
            name_of("role", role, lang) for role in _roles(book, finding)
        ),
        "rules": ", ".join(finding.rules),
        "bodies": ", ".join(
            f"{body_name(book, body, lang)} [{body}]" for body in finding.bodies
        ),
        "requests": _requests(book, proof, finding, lang),
        "modality": _modality(book, finding),
        "witness": finding.witness.command(packages) if finding.witness else "-",
    }
    return Problem(
        CODES[finding.kind],
        params,
        place,
        f"{finding.row[0]}:{finding.row[1]}" if finding.row else "",
    )


def _roles(book: Book, finding: Finding) -> list[str]:
    """Its role; all roles in which two bodies that are equally near clash."""
    clashing = {row.role for row in book.tables.rules if row.id in finding.rules}
    return [str(role) for role in Role if role in clashing] or [
        str(finding.role or Role.LEAD)
    ]


def _modality(book: Book, finding: Finding) -> str:
    """The modality that a row without a source states."""
    table, key = finding.row or ("", "")
    rows = getattr(book.tables, table, ()) if finding.kind is Kind.UNSOURCED_ROW else ()
    return next((str(row.modality) for row in rows if row.id == key), "")


def _requests(book: Book, proof: Proof, finding: Finding, lang: str) -> str:
    items = {item.code for item in book.tables.items} - {"out_of_scope"}
    texts = [
        f"{box_words(book, box, proof.places, items, lang)}"
        f" ({period_words(proof.periods, box.periods, lang)})"
        for box in finding.boxes[:_SHOWN]
    ]
    more = len(finding.boxes) - _SHOWN
    return " | ".join(texts) + (f" | ... +{more}" if more > 0 else "")


def _home(ruleset: Ruleset, finding: Finding) -> Location:
    """The row where it is mended, else the manifest of the package of that place."""
    if finding.row is not None:
        return where(ruleset.origins, *finding.row)
    places = {p for box in finding.boxes for p in box.get("place") or ()}
    within = {w for place in places for w in ruleset.book.places.within(place)}
    for manifest in ruleset.manifests:
        if not within.isdisjoint(manifest.places) and "national" not in manifest.places:
            return Location(manifest.name)
    return Location()
