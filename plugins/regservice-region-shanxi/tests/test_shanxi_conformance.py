"""What every package has to fulfil, of Shanxi as it is installed."""

from __future__ import annotations

from pathlib import Path

from regservice.testing.conformance import PackageConformance


class TestConformance(PackageConformance):
    package = "regservice-region-shanxi"
    level = "gold"
    watched = ("rules", "path_rules", "programmes")
    source = Path(__file__).parents[1]
