"""A made-up department on which everything can be tried: people, posts and full dated records.

Nothing here is true of anybody. Every person is marked `is_sample`, every unit and paper says in
its name or number that it is made up, and no personal number is one that a person can have.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from compliance import trail
from compliance.events import Event
from compliance.history import create_many
from workflow_engine.registry.models import Person
from workflow_engine.registry.models.bases import Record
from workflow_engine.sample.careers import CareerMaker
from workflow_engine.sample.cast import CAST
from workflow_engine.sample.delegations import delegations
from workflow_engine.sample.papers import PaperMaker
from workflow_engine.sample.people import PeopleMaker
from workflow_engine.sample.structure import build

PEOPLE = 300
_SEED = 20250701
_REASON = "sample"


class SampleError(Exception):
    """The sample cannot be loaded."""

    code = "sample"


class NotASampleDatabaseError(SampleError):
    """The registry holds people who are not made up."""

    code = "not-a-sample-database"

    def __init__(self, people: int) -> None:
        self.people = people
        super().__init__(
            f"The registry holds {people} people who are not of the sample. Made-up people are not "
            "mixed with real ones: load the sample into a database of its own (DATABASE_URL or "
            "CHUAN_DATA names another)."
        )


@dataclass(frozen=True)
class Loaded:
    """How much was loaded; nothing where the sample was there already."""

    units: int = 0
    posts: int = 0
    people: int = 0
    records: int = 0


def is_loaded() -> bool:
    """Whether the sample is there.

    Raises:
        NotASampleDatabaseError: there are people, and not all of them are made up.
    """
    real = Person.objects.filter(is_sample=False).count()
    if real:
        raise NotASampleDatabaseError(real)
    return Person.objects.exists()


def load(*, today: date, people: int = PEOPLE) -> Loaded:
    """Load the sample as it would stand on `today`, unless it is there already.

    Raises:
        NotASampleDatabaseError: there are people, and not all of them are made up.
    """
    with transaction.atomic():
        if is_loaded():
            return Loaded()
        rng = Random(_SEED)  # noqa: S311 the same people every time, nothing secret
        layout = build()
        officials = PeopleMaker(rng, today, layout).everybody(people)
        create_many([official.person for official in officials], reason=_REASON)
        careers = CareerMaker(rng, today, layout)
        records: list[Record] = []
        records += [row for official in officials for row in careers.posts_held(official)]
        records += careers.mass_organisations(officials)
        records += careers.party_roles(officials)
        papers = PaperMaker(rng, today, layout)
        records += [row for official in officials for row in papers.records(official)]
        records += papers.odd_cases(officials)
        create_many(records, reason=_REASON)
        create_many(list(papers.unit_checks()), reason=_REASON)
        by_key = {official.key: official.person for official in officials}
        create_many(delegations(layout, by_key["administrator"]), reason=_REASON)
        loaded = Loaded(len(layout.units), len(layout.posts), len(officials), len(records))
        trail.record(
            event=Event.PEOPLE_IMPORTED,
            actor=trail.SYSTEM,
            header={"sample": True, "people": loaded.people, "records": loaded.records},
        )
    return loaded


def person(key: str) -> Person:
    """Return the made-up person who plays the part `key` of the cast."""
    part = next(part for part in CAST if part.key == key)
    found: Person = Person.objects.filter(
        is_sample=True, full_name=part.name, postholdings__post__code=part.post
    ).earliest("pk")
    return found
