"""All packages together are proved to be free of gaps and conflicts."""

from __future__ import annotations

from regservice.engine.engine import Engine
from regservice.ruleset.prove import prove


def test_all_packages_together_prove_clean(whole: Engine) -> None:
    """Every item at every place of the five regions, in every period."""
    proof = prove(whole.ruleset)

    told = [(str(f.kind), f.rules, f.bodies) for f in proof.findings]
    assert [] == told
    assert proof.is_clean
    assert {"110000", "140000", "310000", "320000", "370000"} <= set(proof.places)
