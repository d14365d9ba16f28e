"""
Frozen records: the words of the domain, validated when they are built.

Floor 0. In: plain values. Out: immutable records; an invalid record cannot
exist. Nothing here does I/O, reads a clock or knows a message text.
"""
