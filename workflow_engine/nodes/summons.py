"""Summons: who is called to which conference."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from compliance.events import Event
from compliance.history import create_many
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Conference as ConferenceRow
from workflow_engine.dossiers.models import SignOff
from workflow_engine.dossiers.models import Summons as SummonsRow
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.conference.node import Conference
from workflow_engine.nodes.step import Step
from workflow_engine.registry import twins
from workflow_engine.registry.models import Person


@dataclass(frozen=True)
class Summoned:
    """One person, in which capacities: two posts are one person and one slip."""

    person: int
    capacities: tuple[Any, ...]


@dataclass(frozen=True)
class SummonsAct:
    """The list of each conference, of which day, and why it differs from the composition."""

    lists: dict[str, tuple[Summoned, ...]]
    dated_on: date
    deviation: str = ""


class Summons(Step[SummonsAct]):
    """The list of those summoned to each conference of the procedure is drawn up."""

    kind = "summons"
    kind_label = gettext_lazy("Summons")
    act = SummonsAct
    dated_by = "dated_on"

    def conferences(self) -> list[Conference]:
        """Return the conferences of the procedure that have a list of their own, in order."""
        return [
            node
            for node in self.flow_class.instance.nodes_in_order()
            if isinstance(node, Conference) and node.summoned_as == node.name
        ]

    def perform(self, journal: Journal, act: SummonsAct) -> str:
        """Store the lists, in place of an earlier draft.

        They are held against the composition of the day of the lists.

        Raises:
            IncompleteActError: an empty list, an unknown person, a person named twice, a list
                that differs from the composition without a reason, or a date that is not one of
                the dossier.
        """
        problems = day_problems(journal.dossier, "dated_on", act.dated_on, today=journal.on)
        known = {node.name for node in self.conferences()}
        if set(act.lists) - known:
            problems.append(
                Problem("lists", _("There is a list for no conference of this procedure."))
            )
        wanted = {s.person for summoned in act.lists.values() for s in summoned}
        people = list(Person.objects.filter(pk__in=wanted))
        identities = twins.as_it_stands()
        in_error = (twins.error_of(person, identities) for person in people)
        problems += [Problem("lists", told) for told in in_error if told]
        if {person.pk for person in people} != wanted:
            problems.append(
                Problem("lists", _("A list names somebody who is not in the registry."))
            )
        differs = False
        for node in self.conferences():
            summoned = act.lists.get(node.name, ())
            keys = [s.person for s in summoned]
            if not keys:
                problems.append(
                    Problem(node.name, _("Nobody is summoned to “%s”.") % node.task_title)
                )
            if len(set(keys)) != len(keys):
                problems.append(
                    Problem(
                        node.name,
                        _("“%s” names a person twice: two posts are one person and one slip.")
                        % node.task_title,
                    )
                )
            if not unread_in(act.dated_on):
                composed = node.composition(journal.dossier, on=act.dated_on)
                differs = differs or set(keys) != {member.person for member in composed}
        if differs and not act.deviation.strip():
            problems.append(
                Problem(
                    "deviation",
                    _("The lists differ from the composition that the article gives: say why."),
                )
            )
        accept(act, problems)
        self._store(journal, act)
        journal.sign(
            SignOff.Act.DONE,
            event=Event.CONFERENCE_SUMMONED,
            reason=act.deviation,
            payload={
                "summoned": {name: len(rows) for name, rows in act.lists.items()},
                "dated_on": act.dated_on,
            },
        )
        return "done"

    def _store(self, journal: Journal, act: SummonsAct) -> None:
        held = Counter(
            ConferenceRow.objects.filter(dossier=journal.dossier).values_list("step", flat=True)
        )
        drafted = {
            (row.conference, row.person_id): row
            for row in SummonsRow.objects.filter(dossier=journal.dossier)
            # What was held has its list: the next sitting has one of its own.
            if row.sitting > held[row.conference]
        }
        new = []
        for name, summoned in act.lists.items():
            for entry in summoned:
                row = drafted.pop((name, entry.person), None)
                if row is None:
                    new.append(
                        SummonsRow(
                            dossier=journal.dossier,
                            conference=name,
                            sitting=held[name] + 1,
                            person_id=entry.person,
                            capacities=list(entry.capacities),
                        )
                    )
                elif row.struck:
                    row.struck = False
                    row.save()
        for row in drafted.values():
            row.struck = True
            row.save()
        create_many(new)
