"""What every package has to fulfil, of the item as it is installed."""

from __future__ import annotations

from pathlib import Path

from regservice.testing.conformance import PackageConformance


class TestConformance(PackageConformance):
    package = "regservice-item-advertising"
    source = Path(__file__).parents[1]
