"""Does installing Shandong change anything outside Shandong?"""

from __future__ import annotations

from regservice.testing.regions import RegionIsolation


class TestIsolation(RegionIsolation):
    package = "regservice-region-shandong"
    elsewhere = ("130000", "320000", "410000")
