"""Where does the library keep what only saves time?"""

from __future__ import annotations

import os


def cache_folder() -> str:
    """
    Return the folder of this library in the cache of the user.

    Returns:
        The path, whether it exists or not; empty if the user has no home.

    Examples:
        >>> os.path.basename(cache_folder())
        'regservice'
    """
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if not base:
        home = os.path.expanduser("~")
        base = "" if home == "~" else os.path.join(home, ".cache")
    return base and os.path.join(base, "regservice")
