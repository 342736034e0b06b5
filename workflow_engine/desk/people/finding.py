"""Finding people for a list: by name with or without marks, or by personal number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from workflow_engine.access.scope import held_on
from workflow_engine.registry.finding import named
from workflow_engine.registry.models import Person, PostHolding
from workflow_engine.registry.names import search_key

MOST_FOUND = 20
_FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Listed:
    """A person as a list shows one: with the posts held today."""

    person: Person
    posts: str

    @property
    def key(self) -> int:
        """The person's key."""
        return self.person.pk


def find_people(words: str, *, on: date, besides: Collection[int] = ()) -> list[Listed]:
    """Return the people whom `words` may mean, at most twenty, without those of `besides`."""
    if len(search_key(words)) < _FEWEST_LETTERS:
        return []
    people = Person.objects.filter(named(words)).exclude(pk__in=besides)[:MOST_FOUND]
    return with_posts(people, on=on)


def with_posts(people: Iterable[Person], *, on: date) -> list[Listed]:
    """Return people with the posts they hold on `on`, in one query."""
    people = list(people)
    posts: dict[int, list[str]] = {}
    for row in (
        PostHolding.objects.filter(held_on(on), person__in=people, voided=False)
        .select_related("post__title", "post__unit")
        .order_by("-post__title__rank", "pk")
    ):
        posts.setdefault(row.person_id, []).append(row.capacity)
    return [Listed(person, "; ".join(posts.get(person.pk, ()))) for person in people]
