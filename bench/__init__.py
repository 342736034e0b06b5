"""How long things take, and how many queries: measured side by side, never judged by a test.

`python -m bench` makes a database of its own, measures, prints a table and writes JSON. README.md
holds the table of the last run.
"""
