"""
The kit for authors of packages.

In: packages. Out: tests of them, for pytest. Nothing here is imported by the library;
what needs pytest is imported by nobody else.
"""

import sys

if "pytest" in sys.modules:
    # Else its assertions would fail without a word.
    sys.modules["pytest"].register_assert_rewrite(
        "regservice.testing.items", "regservice.testing.regions"
    )
