"""Does installing Beijing change anything outside Beijing?"""

from __future__ import annotations

from regservice.testing.regions import RegionIsolation


class TestIsolation(RegionIsolation):
    package = "regservice-region-beijing"
    elsewhere = ("120000", "130000", "310000")
