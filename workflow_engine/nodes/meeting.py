"""Meeting: the person is met before it is decided, and what the person says is kept whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Candidate, Stance
from workflow_engine.dossiers.models import Meeting as MeetingRow
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import authority_of, file_paper
from workflow_engine.nodes.gathering import Gathering, wanting
from workflow_engine.nodes.stop import StopAct, stop
from workflow_engine.registry import twins
from workflow_engine.registry.models import Person


@dataclass(frozen=True)
class Met:
    """A talk with one candidate: by whom, when, on which minutes, and what the person said."""

    met_on: date
    met_by: int
    stance: str
    minutes_number: str
    minutes_dated_on: date
    text: str = ""
    file: File[bytes] | None = None


@dataclass(frozen=True)
class MeetingAct:
    """The talks that were held, by candidate."""

    met: Mapping[int, Met]

    @property
    def met_on(self) -> dict[int, date]:
        """The day of the talk with each candidate."""
        return {candidate: each.met_on for candidate, each in self.met.items()}

    @property
    def last_met_on(self) -> date | None:
        """The day of the last of these talks."""
        return max(self.met_on.values(), default=None)


class Meeting(Gathering[MeetingAct | StopAct]):
    """Every candidate in consideration is met.

    A person who does not agree is no less met: the law has the authority decide, and it reads what
    the person said.
    """

    kind = "meeting"
    kind_label = gettext_lazy("Talk with the person")
    act = MeetingAct
    acts = (MeetingAct, StopAct)
    dated_by = "last_met_on"
    route_labels = {"done": gettext_lazy("met"), "nobody": gettext_lazy("nobody left")}

    def __init__(self, *, paper: str = "meeting-minutes") -> None:
        super().__init__()
        self.paper = paper

    def has(self, journal: Journal) -> set[int]:
        """Return the candidates who were met."""
        rows = MeetingRow.objects.filter(dossier=journal.dossier, step=self.name)
        return set(rows.values_list("candidate", flat=True))

    def perform(self, journal: Journal, act: MeetingAct | StopAct) -> str | None:
        """Keep each talk; the step stays open while somebody was not met.

        Raises:
            IncompleteActError: the minutes are not whole, what the person said is missing, a date
                cannot be, or somebody met himself or herself.
            CandidateNotInConsiderationError: a talk with somebody who is not considered.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        standing = self.candidates(journal, act.met)
        wanted = [each.met_by for each in act.met.values() if not unread_in(each.met_by)]
        people = Person.objects.in_bulk(wanted)
        problems = self.nothing_given(journal, act.met)
        known = twins.as_it_stands()
        for pk, met in act.met.items():
            problems += _wrong(journal, standing[pk], met, people, known)
        accept(act, problems)
        for pk, met in act.met.items():
            candidate, met_by = standing[pk], people[met.met_by]
            paper = file_paper(
                journal,
                candidate=candidate,
                kind=self.paper,
                number=met.minutes_number,
                dated_on=met.minutes_dated_on,
                issued_by=met_by.full_name,
                issuer=authority_of(journal),
                file=met.file,
            )
            MeetingRow.objects.create(
                dossier=journal.dossier,
                candidate=candidate,
                step=self.name,
                met_on=met.met_on,
                met_by=met_by,
                stance=met.stance,
                text=met.text,
                paper=paper,
            )
            journal.add(
                Event.PERSON_MET,
                header={"candidate": pk},
                payload={
                    "person": person_as_dict(candidate.person),
                    "met_by": person_as_dict(met_by),
                    "met_on": met.met_on,
                    "stance": met.stance,
                    "text": met.text,
                    "minutes": met.minutes_number,
                },
            )
        return self.go_on(journal, {"met": len(act.met)})


def _wrong(
    journal: Journal,
    candidate: Candidate,
    met: Met,
    people: Mapping[int, Person],
    known: twins.Identities,
) -> list[Problem]:
    key = candidate.pk
    problems = [
        *wanting(met.minutes_number, f"minutes_number-{key}", _("The minutes have no number.")),
        *day_problems(
            journal.dossier, f"met_on-{key}", met.met_on, today=journal.on, step=journal.step
        ),
    ]
    if met.minutes_dated_on < met.met_on:
        told = _("The minutes cannot be dated before the talk.")
        problems.append(Problem(f"minutes_dated_on-{key}", told))
    if met.minutes_dated_on > journal.on:
        told = _("The minutes cannot be dated in the future.")
        problems.append(Problem(f"minutes_dated_on-{key}", told))
    named = not unread_in(met.met_by)
    if named and (by := _not_met_by(met.met_by, candidate, people, known)):
        problems.append(Problem(f"met_by-{key}", by))
    if not unread_in(met.stance) and met.stance not in Stance.values:
        problems.append(Problem(f"stance-{key}", _("Say whether the person agrees.")))
    elif met.stance in (Stance.DISAGREE, Stance.OTHER) and not met.text.strip():
        told = _("Write down what the person said: it is reported whole.")
        problems.append(Problem(f"text-{key}", told))
    return problems


def _not_met_by(
    met_by: int, candidate: Candidate, people: Mapping[int, Person], known: twins.Identities
) -> Message | None:
    """Return why the person was not met by whoever is named, or None."""
    if known.same(met_by, candidate.person_id):
        return _("Nobody meets himself or herself: name who met the person.")
    if met_by not in people:
        return _("Name who met the person, by a person of the registry.")
    return twins.error_of(people[met_by], known)
