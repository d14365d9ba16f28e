"""Does installing Jiangsu change anything outside Jiangsu?"""

from __future__ import annotations

from regservice.testing.regions import RegionIsolation


class TestIsolation(RegionIsolation):
    package = "regservice-region-jiangsu"
    elsewhere = ("310000", "330000", "340000")
