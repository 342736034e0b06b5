"""Between which days the records of the service can lie: one answer for forms and imports."""

from datetime import date

# The oldest birth: parents of those in the service stand on record too.
EARLIEST_BIRTH = date(1900, 1, 1)
# The oldest act or paper: no office of the State is older than the State.
EARLIEST = date(1945, 9, 2)
LATEST = date(2100, 12, 31)
YOUNGEST, OLDEST = 14, 110
