"""
Files for people: ledgers with results, reports, pictures, wheels, pages.

Floor 4. In: plain rows and texts. Out: bytes on disk, written whole or not at
all. Everything emitted is escaped for where it goes; nothing refers to an
address outside the file.
"""
