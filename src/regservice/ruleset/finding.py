"""What can a proof find?"""

from __future__ import annotations

from enum import StrEnum

import attrs

from regservice.model.vocab import Role
from regservice.ruleset.boxes import Box
from regservice.ruleset.witness import Witness


class Kind(StrEnum):
    """What a proof can find."""

    GAP = "gap"
    CONFLICT = "conflict"
    SHADOWED_RULE = "shadowed_rule"
    DEAD_END = "dead_end"
    UNREACHABLE_BODY = "unreachable_body"
    PATH_VIOLATION = "path_violation"
    UNSOURCED_ROW = "unsourced_row"


@attrs.frozen(kw_only=True)
class Finding:
    """
    One thing that is wrong, with the smallest request that shows it.

    Attributes:
        kind: What is wrong.
        role: The role without a single holder; ``None`` for other kinds.
        rules: Ids of the rows at fault, sorted.
        bodies: Ids of the bodies concerned, sorted.
        row: Table and key of the row where it is mended; ``None`` if there is none.
        boxes: The requests concerned; empty for what concerns a row alone.
        witness: The smallest request that shows it; ``None`` if a row is at fault
            that no request uses.
    """

    kind: Kind
    role: Role | None = None
    rules: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    row: tuple[str, str] | None = None
    boxes: tuple[Box, ...] = ()
    witness: Witness | None = None
