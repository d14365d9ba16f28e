"""What every package has to fulfil, of Shanghai as it is installed."""

from __future__ import annotations

from pathlib import Path

from regservice.testing.conformance import PackageConformance


class TestConformance(PackageConformance):
    package = "regservice-region-shanghai"
    level = "gold"
    watched = ("rules", "path_rules", "limits", "programmes")
    source = Path(__file__).parents[1]
