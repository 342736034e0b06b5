"""Nomination: people are entered as candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.events import Event
from compliance.history import create_many
from workflow_engine.dossiers.models import Candidate, SignOff
from workflow_engine.errors import IncompleteActError, Problem
from workflow_engine.journal import person_as_dict
from workflow_engine.nodes.step import Step
from workflow_engine.registry.models import Person


@dataclass(frozen=True)
class NominationAct:
    """The people entered, by key, and what the list rests on."""

    people: tuple[int, ...]
    note: str = ""


class Nomination(Step):
    """People are entered as candidates, at least one unless `optional`."""

    kind = "nomination"
    kind_label = gettext_lazy("Entry of candidates")
    act = NominationAct
    route_labels = {"done": gettext_lazy("entered"), "nobody": gettext_lazy("nobody else")}

    def __init__(self, *, optional: bool = False) -> None:
        super().__init__()
        self.optional = optional

    def Nobody(self, node: Any) -> Nomination:
        """Say where it leads when nobody further is entered."""
        return self.branch("nobody", node)

    def perform(self, journal: Any, act: NominationAct) -> str:
        """Enter the people; who is in the dossier already is refused.

        Raises:
            IncompleteActError: nobody, an unknown person, or somebody who is in the dossier.
        """
        wanted = set(act.people)
        people = list(Person.objects.filter(pk__in=wanted))
        already = {candidate.person_id: candidate for candidate in journal.candidates()}
        problems = [
            Problem(
                "people",
                _("%(name)s is in this dossier already (%(status)s) and cannot be entered again.")
                % {
                    "name": person.full_name,
                    "status": already[person.pk].get_status_display(),
                },
            )
            for person in people
            if person.pk in already
        ]
        if len(people) != len(wanted):
            problems.append(
                Problem("people", _("The list names somebody who is not in the registry."))
            )
        if not wanted and not self.optional:
            problems.append(Problem("people", _("Enter at least one person.")))
        if problems:
            raise IncompleteActError(problems)
        create_many(
            [Candidate(dossier=journal.dossier, person=p, added_at=self.name) for p in people]
        )
        journal.candidates_changed()
        for person in people:
            journal.add(Event.CANDIDATE_ADDED, payload={"person": person_as_dict(person)})
        journal.sign(SignOff.Act.DONE, payload={"note": act.note, "entered": len(people)})
        return "done" if people or "nobody" not in self.branches else "nobody"
