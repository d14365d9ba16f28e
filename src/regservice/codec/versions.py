"""Does a version lie in a range, as Python packaging writes ranges?"""

from __future__ import annotations

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from regservice.model.fields import fault


def admits(wanted: str, version: str) -> bool:
    """
    Tell whether *version* lies in the range *wanted*.

    A version that is no version lies in no range but the empty one. A pre-release
    counts like any other: who installed it wants it.

    Args:
        wanted: Such as ``>=0.1,<1``; empty for any version.
        version: The version.

    Raises:
        ValueError: If *wanted* is no range.

    Examples:
        >>> admits(">=0.1,<1", "0.4.2"), admits(">=1", "0.4.2"), admits("", "x")
        (True, False, True)
    """
    try:
        found = SpecifierSet(wanted)
    except InvalidSpecifier:
        raise fault("RS1105", wanted, ">=0.1,<1", "requires") from None
    if not len(found):
        return True
    try:
        return found.contains(Version(version), prereleases=True)
    except InvalidVersion:
        return False
