"""Meeting: the person is met before it is decided, and what the person says is kept whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.models import Candidate, Stance
from workflow_engine.dossiers.models import Meeting as MeetingRow
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import file_paper
from workflow_engine.nodes.gathering import Gathering, paper_dates, wanting
from workflow_engine.nodes.stop import StopAct, stop
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


class Meeting(Gathering[MeetingAct | StopAct]):
    """Every candidate in consideration is met.

    A person who does not agree is no less met: the law has the authority decide, and it reads what
    the person said.
    """

    kind = "meeting"
    kind_label = gettext_lazy("Talk with the person")
    act = MeetingAct
    acts = (MeetingAct, StopAct)
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
        for pk, met in act.met.items():
            problems += _wrong(journal, standing[pk], met, people)
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
    journal: Journal, candidate: Candidate, met: Met, people: Mapping[int, Person]
) -> list[Problem]:
    key = candidate.pk
    what = _("Talk with %(name)s") % {"name": str(candidate)}
    problems = [
        *wanting(met.minutes_number, f"minutes_number-{key}", _("The minutes have no number.")),
        *paper_dates(journal, f"met_on-{key}", dated_on=met.met_on, what=what),
    ]
    if met.minutes_dated_on < met.met_on:
        told = _("The minutes cannot be dated before the talk.")
        problems.append(Problem(f"minutes_dated_on-{key}", told))
    if met.minutes_dated_on > journal.on:
        told = _("The minutes cannot be dated in the future.")
        problems.append(Problem(f"minutes_dated_on-{key}", told))
    if met.met_by == candidate.person_id:
        told = _("Nobody meets himself or herself: name who met the person.")
        problems.append(Problem(f"met_by-{key}", told))
    elif not unread_in(met.met_by) and met.met_by not in people:
        told = _("Name who met the person, by a person of the registry.")
        problems.append(Problem(f"met_by-{key}", told))
    if not unread_in(met.stance) and met.stance not in Stance.values:
        problems.append(Problem(f"stance-{key}", _("Say whether the person agrees.")))
    elif met.stance in (Stance.DISAGREE, Stance.OTHER) and not met.text.strip():
        told = _("Write down what the person said: it is reported whole.")
        problems.append(Problem(f"text-{key}", told))
    return problems
