"""
Put a decision into words, in Chinese or English.

Floor 4. In: the rows and a decision. Out: texts. Nothing is decided here, and
a source is always named for what it is.
"""
