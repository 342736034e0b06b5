"""Who reaches which limit when: the table, the calendar, and the duties that have opened."""
