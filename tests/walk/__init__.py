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
from tests.walk.course import (
    STATED,
    declare_interests,
    earlier_act,
    open_about,
    open_dossier,
    said_at,
    supply,
    supply_all,
    take,
    to_the_end,
    until,
)
from tests.walk.events import happen
from tests.walk.people import BASIS, World, account, add_person, delegate, world
from tests.walk.routes import along, ways_off, ways_to

__all__ = [
    "BASIS",
    "STATED",
    "World",
    "account",
    "act_for",
    "add_person",
    "along",
    "candidates",
    "declare_interests",
    "delegate",
    "earlier_act",
    "happen",
    "open_about",
    "open_dossier",
    "opening_for",
    "said_at",
    "step",
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
