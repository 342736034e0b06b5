"""Random acts over every registered procedure, lawful and not, and what must hold after each.

`crowd.py` makes the world of an edition and its dossiers, `machine.py` drives one of them and asks
what must hold, `tries.py` is all that is tried, and `appointment.py` counts the slips of the one
procedure whose ballots are counted here a second time. `python -m tests.soak` runs it for as long
as one says; `tests/processes/test_stateful.py` runs a little of it in every suite.
"""
