"""Search: people, dossiers, posts and units, by words with or without marks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from workflow_engine.access.scope import HeldRole, units_in_scope
from workflow_engine.desk.dossier.listing import found_by
from workflow_engine.desk.people.selectors import readable
from workflow_engine.desk.scope import visible, within
from workflow_engine.dossiers.models import Dossier
from workflow_engine.registry.finding import named
from workflow_engine.registry.models import Person, Post, Title, Unit
from workflow_engine.registry.names import search_key

MOST = 20


@dataclass
class Results:
    """What was found, at most twenty of a kind."""

    dossiers: list[Dossier]
    people: list[Person]
    posts: list[Post]
    units: list[Unit]

    @property
    def count(self) -> int:
        """How many things were found."""
        return len(self.dossiers) + len(self.people) + len(self.posts) + len(self.units)


def search(text: str, held: Collection[HeldRole], *, on: date) -> Results:
    """Find what `text` names within the units of these roles, in a fixed number of queries."""
    plain = search_key(text)
    if not plain or not held:
        return Results([], [], [], [])
    titles = [
        pk for pk, name in Title.objects.values_list("pk", "name") if plain in search_key(name)
    ]
    return Results(
        dossiers=list(
            visible(held).filter(found_by(text)).to_show().order_by("-opened_on", "-number")[:MOST]
        ),
        people=_people(text, held, on),
        posts=list(
            Post.objects.filter(within(held, "unit__path"))
            .filter(Q(title__in=titles) | Q(unit__search_key__contains=plain))
            .select_related("unit", "title")
            .order_by("unit__path", "-title__rank")[:MOST]
        ),
        units=list(
            Unit.objects.filter(units_in_scope(held))
            .filter(Q(search_key__contains=plain) | Q(code__icontains=plain))
            .order_by("path")[:MOST]
        ),
    )


def _people(text: str, held: Collection[HeldRole], on: date) -> list[Person]:
    return list(readable(held, on=on).filter(named(text)).order_by("sort_key")[:MOST])
