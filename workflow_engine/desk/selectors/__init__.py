"""What the pages read: one module a page, each with a number of queries that does not grow.

Selectors write nothing and know no request: they get the roles that somebody holds, and a date.
"""
