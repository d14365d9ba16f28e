"""
Which days are worked, since when is that known, and what is n units from here?

Rows of calendars go in; out come compiled calendars, as they are known today or were
known on some day, with the row behind each of their days.
"""
