"""Which command lines can be read without click?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def read_plain(
    arguments: Iterable[str], options: Mapping[str, bool], flags: Mapping[str, str]
) -> dict[str, Any] | None:
    """
    Read the arguments of a command with one text and options.

    Args:
        arguments: What follows the command.
        options: Names of the options that take a value, and whether they may come
            several times.
        flags: Names of the options that take none, and the parameters that they set.

    Returns:
        The parameters as click would give them; ``None`` for anything that is not
        plain: an unknown or shortened name, a missing value, a request for help.

    Examples:
        >>> known = {"place": False}, {"json": "as_json"}
        >>> read_plain(["a", "--place", "b", "--json"], *known)
        {'place': 'b', 'as_json': True, 'text': 'a'}
        >>> read_plain(["--plac", "b"], *known)
    """
    found: dict[str, Any] = {
        _key(name): () if several else None for name, several in options.items()
    }
    found |= dict.fromkeys(flags.values(), False)
    texts: list[str] = []
    queue = iter(arguments)
    for argument in queue:
        name, equals, value = argument.removeprefix("--").partition("=")
        if not argument.startswith("-"):
            texts.append(argument)
        elif argument == f"--{name}" and name in flags:
            found[flags[name]] = True
        elif not argument.startswith("--") or name not in options:
            return None
        else:
            value = value if equals else next(queue, "-")
            if value.startswith("-"):
                return None
            several = found[_key(name)] if options[name] else None
            found[_key(name)] = value if several is None else (*several, value)
    if len(texts) > 1:
        return None
    return {**found, "text": "".join(texts)}


def _key(name: str) -> str:
    return name.replace("-", "_")
