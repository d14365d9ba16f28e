"""
Do the rules give the answers that experts expect?

In: an engine, and the decision tests of packages. Out: what was expected, what came
and why, where each expectation stands, which rows no answer relied on; and answers of
today recorded as tests. Nothing here changes an answer.
"""
