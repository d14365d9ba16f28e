"""Which level does a package reach, and what keeps it from the next?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from regservice.errors import Problem
from regservice.levels import bronze, gold, platinum, silver
from regservice.levels.finding import Fault, Finding, Level, LevelRule
from regservice.levels.subject import Subject, open_subject

LOADS: Final = "B01"
"""The rule without which no other can be judged."""

RULES: Final = (
    LevelRule(LOADS, Level.BRONZE, lambda _: iter(())),
    LevelRule("B02", Level.BRONZE, bronze.manifest_is_complete),
    LevelRule("B03", Level.BRONZE, bronze.ids_bear_the_prefix),
    LevelRule("B04", Level.BRONZE, bronze.documents_are_complete),
    LevelRule("B05", Level.BRONZE, bronze.clauses_are_read),
    LevelRule("B06", Level.BRONZE, bronze.items_are_recognisable),
    LevelRule("B07", Level.BRONZE, bronze.items_are_tested),
    LevelRule("B08", Level.BRONZE, bronze.tests_pass),
    LevelRule("B09", Level.BRONZE, bronze.is_proved),
    LevelRule("B10", Level.BRONZE, bronze.loads_fast),
    LevelRule("B11", Level.BRONZE, bronze.builds_alike),
    LevelRule("B12", Level.BRONZE, bronze.leaves_no_trace),
    LevelRule("B13", Level.BRONZE, bronze.imports_quietly),
    LevelRule("B14", Level.BRONZE, bronze.terms_are_stated),
    LevelRule("S01", Level.SILVER, silver.doors_agree),
    LevelRule("S02", Level.SILVER, silver.limits_say_what_pauses),
    LevelRule("S03", Level.SILVER, silver.limits_warn),
    LevelRule("S04", Level.SILVER, silver.limits_are_grounded),
    LevelRule("S05", Level.SILVER, silver.rows_are_covered),
    LevelRule("S06", Level.SILVER, silver.is_signed),
    LevelRule("S07", Level.SILVER, silver.unknown_goes_somewhere),
    LevelRule("S08", Level.SILVER, silver.has_readme),
    LevelRule("S09", Level.SILVER, silver.examples_are_recognised),
    LevelRule("S10", Level.SILVER, silver.changes_are_recorded),
    LevelRule("G01", Level.GOLD, gold.names_are_english_too),
    LevelRule("G02", Level.GOLD, gold.tests_are_at_the_edges),
    LevelRule("G03", Level.GOLD, gold.rows_are_dated),
    LevelRule("G04", Level.GOLD, gold.powers_are_cited),
    LevelRule("G05", Level.GOLD, gold.reasons_are_whole),
    LevelRule("G06", Level.GOLD, gold.page_stays_inside),
    LevelRule("G07", Level.GOLD, gold.law_is_in_force),
    LevelRule("G08", Level.GOLD, gold.inference_is_told),
    LevelRule("P01", Level.PLATINUM, platinum.tests_see_changes),
    LevelRule("P02", Level.PLATINUM, platinum.code_is_typed),
    LevelRule("P03", Level.PLATINUM, platinum.answers_elsewhere_stay),
    LevelRule("P04", Level.PLATINUM, platinum.stands_beside_another),
)
"""All rules, level by level."""


@attrs.frozen
class Judged:
    """
    What came of one rule.

    Attributes:
        rule: The rule.
        findings: Where it does not hold.
        is_open: Whether it was not judged: the package does not load, or lacks a level
            below.
    """

    rule: LevelRule
    findings: tuple[Finding, ...] = ()
    is_open: bool = False

    @property
    def ok(self) -> bool:
        """Whether it holds."""
        return not self.findings and not self.is_open


@attrs.frozen
class Verdict:
    """
    What came of a package.

    Attributes:
        name: Its name, or how it was asked for.
        version: Its version; empty if it does not load.
        judged: Rule by rule.
    """

    name: str
    version: str
    judged: tuple[Judged, ...]

    @property
    def level(self) -> Level | None:
        """The highest level of which it and all below hold; ``None`` for none."""
        reached = None
        for level in Level:
            if not all(each.ok for each in self.judged if each.rule.level is level):
                break
            reached = level
        return reached

    def holds(self, level: Level) -> bool:
        """Tell whether a level and all below it hold."""
        levels = list(Level)
        reached = self.level
        return reached is not None and levels.index(reached) >= levels.index(level)


def judge(
    subject: Subject, asked: Level = Level.BRONZE, rules: Sequence[LevelRule] = RULES
) -> Verdict:
    """
    Judge a package that loads.

    Args:
        subject: The package.
        asked: The level up to which all rules are judged; above it, a level is judged
            only if all below it hold.
        rules: By which rules.

    Returns:
        What came of each.
    """
    levels = list(Level)
    done: list[Judged] = []
    for level in levels:
        own = [rule for rule in rules if rule.level is level]
        needed = levels.index(level) <= levels.index(asked)
        if needed or all(each.ok for each in done):
            done += [_one(subject, rule) for rule in own]
        else:
            done += [Judged(rule, is_open=True) for rule in own]
    manifest = subject.manifest
    return Verdict(manifest.name, manifest.version, tuple(done))


def _one(subject: Subject, rule: LevelRule) -> Judged:
    return Judged(rule, tuple(Finding(rule.id, fault) for fault in rule.judge(subject)))


def unloaded(
    package: str, problems: Sequence[Problem], rules: Sequence[LevelRule] = RULES
) -> Verdict:
    """
    Judge a package that does not load.

    Args:
        package: How it was asked for.
        problems: Why it does not.
        rules: By which rules; all but the first stay open.
    """
    faults = tuple(
        Finding(LOADS, Fault(problem.where, problem=problem)) for problem in problems
    )
    judged = (
        Judged(rule, faults) if rule.id == LOADS else Judged(rule, is_open=True)
        for rule in rules
    )
    return Verdict(package, "", tuple(judged))


def judged(
    package: str,
    beside: Sequence[str] = (),
    *,
    asked: Level = Level.BRONZE,
    lang: str = "zh",
) -> Verdict:
    """
    Judge a package.

    Args:
        package: Its path, or the name of an installed distribution.
        beside: Paths of packages that are loaded too.
        asked: The level up to which all rules are judged.
        lang: Language of names in texts of others.

    Returns:
        The level that it reaches, and what keeps it from the next.

    Raises:
        DataError: If there is none of that name.
        MissingExtraError: If the extra ``xlsx`` is not installed.
    """
    subject = open_subject(package, beside, lang)
    if isinstance(subject, Subject):
        return judge(subject, asked)
    return unloaded(package, subject)
