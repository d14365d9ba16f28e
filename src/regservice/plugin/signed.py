"""What of a strategy is data, to be checked and told to another process?"""

from __future__ import annotations

from collections.abc import Callable

import attrs
from attrs import field

from regservice.errors import DataError, Location
from regservice.model.condition import Facts
from regservice.model.fields import filled
from regservice.model.legal import ROW_ID, Source
from regservice.model.rule import Strategy


@attrs.frozen(kw_only=True)
class Signed:
    """
    A strategy without its function.

    Attributes:
        id: As in the strategy.
        version: As there.
        source: As there.
    """

    id: str = field(validator=ROW_ID)
    version: str = field(validator=filled)
    source: Source

    def strategy(self, choose: Callable[[Facts], str | None]) -> Strategy:
        """Put a function to it."""
        return Strategy(
            id=self.id, version=self.version, choose=choose, source=self.source
        )

    def stand_in(self, name: str) -> Strategy:
        """
        Return a strategy whose function says that it cannot run here.

        Args:
            name: Name of the package, for the message.
        """
        key = self.id

        def choose(_: Facts) -> str | None:
            raise DataError.of("RS2115", Location(name), key=key, name=name)

        return self.strategy(choose)
