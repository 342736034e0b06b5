"""The law as data and what judges by it.

Pure Python: nothing here knows a framework, a database or the time of day. Every
function that depends on a date is given it.
"""
