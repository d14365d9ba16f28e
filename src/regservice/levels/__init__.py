"""
How far can a package be trusted: bronze, silver, gold or platinum?

In: a package, and those beside it. Out: for each rule whether it holds, and where it
does not; and the highest level of which it and all below hold. The machine decides all
of it; nothing here changes an answer.
"""
