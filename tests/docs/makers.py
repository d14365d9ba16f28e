"""The scripts that make pages of the documentation, as modules."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "_gen"


def maker(name: str) -> Any:
    """Load the script of that name."""
    file = FOLDER / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"regservice_docs_{name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
