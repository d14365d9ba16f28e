"""
Pure engines: no I/O, no clock, no logging, no randomness.

Floor 1. In: records, facts and instants. Out: records. The instant is always
an argument, so the same question gets the same answer on every machine.
"""
