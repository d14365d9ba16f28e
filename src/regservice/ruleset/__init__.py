"""
Compile the rows of all packages into one immutable, digested ruleset.

Floor 3. In: contributions. Out: a :class:`~regservice.ruleset.ruleset.Ruleset`,
or one error with every fault of the compile.
"""
