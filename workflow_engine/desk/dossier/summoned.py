"""Who is summoned to which conference: read by whoever decides on the lists or excuses somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from workflow_engine.access.roles import Role
from workflow_engine.access.scope import HeldRole
from workflow_engine.desk.dossier.ballots import sitting_title
from workflow_engine.desk.scope import roles_in
from workflow_engine.dossiers.models import Conference, Dossier, Summons

_AWAY = (Summons.Attendance.ABSENT, Summons.Attendance.EXCUSED)


@dataclass
class SummonedPerson:
    """One person summoned: in what capacity, and to which conferences, in their order."""

    name: str
    capacity: str
    cells: list[tuple[Summons | None, Any]]


@dataclass
class SummonsLists:
    """The lists of a dossier; `excusable` are the summonses that the reader may excuse today."""

    conferences: list[tuple[Any, int]]
    people: list[SummonedPerson]
    excusable: set[int]


def summons_lists(dossier: Dossier, held: Collection[HeldRole]) -> SummonsLists | None:
    """Return the lists, or None before they are drawn up; in two queries."""
    rows = list(
        Summons.objects.filter(dossier=dossier, struck=False)
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )
    if not rows:
        return None
    sittings = Counter((row.conference, row.sitting) for row in rows)
    meetings = [
        (node, sitting)
        for node in dossier.flow_class.instance.nodes_in_order()
        if node.kind == "conference"
        for name, sitting in sorted(sittings)
        if name == node.name
    ]
    over = set(Conference.objects.filter(dossier=dossier).values_list("step", "sitting"))
    open_to = {
        (node.name, sitting)
        for node, sitting in meetings
        if (node.name, sitting) not in over and node.excusable
    }
    decides = dossier.is_open and Role.APPOINTING_AUTHORITY.value in roles_in(dossier, held)
    people: dict[int, dict[tuple[str, int], Summons]] = {}
    for row in rows:
        people.setdefault(row.person_id, {})[row.conference, row.sitting] = row
    titles = [(node.name, sitting, sitting_title(node, sitting)) for node, sitting in meetings]
    return SummonsLists(
        conferences=[(title, sittings[name, sitting]) for name, sitting, title in titles],
        people=[
            SummonedPerson(
                name=next(iter(cells.values())).person.full_name,
                capacity=next(iter(cells.values())).in_capacity,
                cells=[(cells.get((name, sitting)), title) for name, sitting, title in titles],
            )
            for cells in people.values()
        ],
        excusable={
            row.pk
            for row in rows
            if decides and (row.conference, row.sitting) in open_to and row.attendance not in _AWAY
        },
    )
