"""
Records to and from files: YAML packages, spreadsheets of requests, JSON.

Floor 2; the only door to ruamel.yaml and cattrs. In: paths and bytes. Out:
records, or one :class:`~regservice.errors.DataError` that lists every fault
with file, line, column, field, what is allowed and how to mend it.
"""
