"""
The same answers for whole arrays: columns of days and of minutes go in and come out.

Needs the extra ``columns`` (numpy).
"""
