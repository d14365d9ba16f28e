"""
The kit for authors of packages.

In: packages. Out: tests of them, for pytest. Nothing here is imported by the library;
what needs pytest is imported by nobody else.
"""
