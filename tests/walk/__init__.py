"""A small world of its own, and a walk of a dossier through it.

    world = walk.world()                          an agency, its people with whole files, accounts
    dossier = walk.open_dossier(world)            a dossier of the edition that the day chooses
    walk.until(world, dossier, "hold_extended_conference")
    walk.take(world, dossier, votes={first: 3, second: 2})
    walk.to_the_end(world, dossier)

Everything goes through `workflow_engine.acts.steps` and `acts.beside`, as the screens do. What an
act is made up so that the step accepts it; keyword arguments change one thing at a time. The day is
of the world: pass `walk.world(on=date(2026, 6, 15))` for the edition of 2025.
"""

from tests.walk.acts import act_for, candidates, opening_for, step, taken, task
from tests.walk.children import hand_over, open_child, receive
from tests.walk.course import (
    STATED,
    day_of,
    declare_interests,
    earlier_act,
    open_about,
    open_any,
    open_dossier,
    said_at,
    subject_of,
    supply,
    supply_all,
    take,
    to_the_end,
    until,
)
from tests.walk.events import happen
from tests.walk.people import (
    BASIS,
    World,
    account,
    add_person,
    another_agency,
    delegate,
    found_same,
    furnish,
    second_entry,
    world,
)
from tests.walk.routes import along, bar, ways_off, ways_to

__all__ = [
    "BASIS",
    "STATED",
    "World",
    "account",
    "act_for",
    "add_person",
    "along",
    "another_agency",
    "bar",
    "candidates",
    "day_of",
    "declare_interests",
    "delegate",
    "earlier_act",
    "found_same",
    "furnish",
    "hand_over",
    "happen",
    "open_about",
    "open_any",
    "open_child",
    "open_dossier",
    "opening_for",
    "receive",
    "said_at",
    "second_entry",
    "step",
    "subject_of",
    "supply",
    "supply_all",
    "take",
    "taken",
    "task",
    "to_the_end",
    "until",
    "ways_off",
    "ways_to",
    "world",
]
