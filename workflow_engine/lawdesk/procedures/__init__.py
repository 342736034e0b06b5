"""A procedure as it is declared, told to a jurist: as data, as text, and as the tables of the docs.

Nothing here reads the database: what is told is the flow class, in the order of the statute.
"""
