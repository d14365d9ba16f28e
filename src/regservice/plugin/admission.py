"""
Which installed distributions may be imported?

Decided by metadata alone, before any of their code runs: what the environment
disables, what the list allows, and which versions of this library they require.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import Any, Final, Self

import attrs
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from regservice._version import __version__
from regservice.codec.versions import admits
from regservice.errors import DataError, Location, Problem
from regservice.plugin.found import Found
from regservice.plugin.sources import ALLOW, DISABLE, GROUP, Candidate

_LIBRARY: Final = "regservice"


@attrs.frozen
class Admission:
    """
    Who is let in.

    Attributes:
        disabled: Names, as packaging writes them.
        allowed: Lists of name to range of versions; each must name a distribution.

    Examples:
        >>> Admission(frozenset({"acme"})).skips("Acme")
        'disabled'
        >>> Admission(allowed=({"acme": ">=2"},)).skips("other")
        'not_allowed'
    """

    disabled: frozenset[str] = frozenset()
    allowed: tuple[Mapping[str, str], ...] = ()

    @classmethod
    def of(cls, allow: Mapping[str, str] | None = None) -> Self:
        """
        Read the environment, and take a list of the caller; both have to be met.

        Args:
            allow: Distribution to range of versions, such as ``>=2026.1``; an empty
                range for any; ``None`` for no list.

        Raises:
            DataError: If a range or the environment cannot be read.
        """
        lists = [] if allow is None else [_normal(allow, "allow")]
        text = os.environ.get(ALLOW, "")
        if text.strip():
            lists.append(_parsed(text))
        names = os.environ.get(DISABLE, "").split(",")
        disabled = frozenset(canonicalize_name(n.strip()) for n in names if n.strip())
        return cls(disabled, tuple(lists))

    def skips(self, name: str) -> str:
        """Return why a distribution is not even looked at; empty if it is."""
        key = canonicalize_name(name)
        if key in self.disabled:
            return "disabled"
        return "" if all(key in each for each in self.allowed) else "not_allowed"

    def bars(self, name: str, version: str) -> bool:
        """
        Whether a version of a distribution gives no rows, for either reason.

        Examples:
            >>> Admission(allowed=({"acme": ">=2"},)).bars("acme", "1.0")
            True
        """
        return bool(self.skips(name) or self.refuses(name, version))

    def refuses(self, name: str, version: str) -> Problem | None:
        """Return the problem of a version outside of the range that is allowed."""
        for each in self.allowed:
            wanted = each.get(canonicalize_name(name), "")
            if not admits(wanted, version):
                params = {"name": name, "version": version, "wanted": wanted}
                return Problem("RS2111", params, Location(name))
        return None


def _normal(allow: Mapping[str, str], where: str) -> dict[str, str]:
    found = {}
    for name, wanted in allow.items():
        try:
            admits(wanted, "0")
        except ValueError:
            value = f"{name}{wanted}"
            raise DataError.of("RS2112", Location(where), value=value) from None
        found[str(canonicalize_name(name))] = wanted
    return found


def _parsed(text: str) -> dict[str, str]:
    """A comma also stands inside a range: what begins with a sign belongs to it."""
    found = {}
    for part in re.split(r",(?!\s*[<>=!~])", text):
        if part.strip():
            try:
                wanted = Requirement(part.strip())
            except InvalidRequirement:
                value = part.strip()
                raise DataError.of("RS2112", Location(ALLOW), value=value) from None
            found[str(canonicalize_name(wanted.name))] = str(wanted.specifier)
    return found


def installed(admission: Admission) -> Iterator[Candidate | Found]:
    """
    Find the distributions that announce a package, by their metadata.

    Args:
        admission: Who is let in.

    Yields:
        Where the code of each is; or, if it is not to be imported, why.
    """
    known: set[str] = set()
    targets: set[tuple[str, str]] = set()
    found: list[tuple[str, str, Candidate | Found]] = []
    for distribution in metadata.distributions():
        try:
            name, version = distribution.name, distribution.version or ""
            key = canonicalize_name(name)
            if key in known:
                continue  # as for Python, the first on the path counts
            known.add(key)
            entries = [e for e in distribution.entry_points if e.group == GROUP]
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - metadata may be anything
            found += [("", "", each) for each in _unreadable(distribution, error)]
            continue
        for entry in entries:
            # An editable install can leave two listings of one distribution.
            if (entry.name, entry.value) not in targets:
                targets.add((entry.name, entry.value))
                one = Candidate(name=name, version=version, target=entry.value)
                judged = _judged(one, distribution, admission)
                found.append((entry.name, entry.value, judged))
    yield from (each for *_, each in sorted(found, key=lambda item: item[:2]))


def _unreadable(distribution: Any, error: BaseException) -> Iterator[Found]:
    """Whether the metadata are of any interest here is in a file of theirs."""
    try:
        text = distribution.read_text("entry_points.txt") or ""
        if f"[{GROUP}]" not in text:
            return
        where = str(distribution.locate_file("."))
        name = str(distribution.metadata.get("Name") or where)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - as above
        return
    from regservice.plugin.blame import reason_of

    params = {"name": name, "reason": reason_of(error)}
    problem = Problem("RS2109", params, Location(where))
    yield Found(name=name, origin="entry_point", problems=(problem,))


def _judged(
    candidate: Candidate, distribution: metadata.Distribution, admission: Admission
) -> Candidate | Found:
    name = candidate.name
    base = Found(name=name, version=candidate.version, origin="entry_point")
    skipped = admission.skips(name)
    if skipped:
        return attrs.evolve(base, skipped=skipped)
    problem = admission.refuses(name, candidate.version)
    problem = problem or _unfit(distribution, name)
    return attrs.evolve(base, problems=(problem,)) if problem else candidate


def _unfit(distribution: metadata.Distribution, name: str) -> Problem | None:
    """What the distribution requires that this library is not."""
    where = Location(name)
    try:
        requirements = [Requirement(text) for text in distribution.requires or ()]
    except (InvalidRequirement, TypeError, ValueError) as error:
        from regservice.plugin.blame import reason_of

        params = {"name": name, "reason": reason_of(error)}
        return Problem("RS2109", params, where)
    for wanted in requirements:
        extra = wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})
        if canonicalize_name(wanted.name) != _LIBRARY or extra:
            continue
        if not admits(str(wanted.specifier), __version__):
            params = {"name": name, "wanted": str(wanted.specifier)}
            return Problem("RS2107", {**params, "here": __version__}, where)
    return None
