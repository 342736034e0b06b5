"""Notice: somebody is told in writing, and the day on which it arrived is on record.

A notice may open a dossier: the authority tells the person that the term ends, and the procedure
has begun.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import day_problems, not_come_yet
from workflow_engine.dossiers.models import Delivery, Paper, SignOff
from workflow_engine.dossiers.models import Notice as NoticeRow
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.declarations import Declared
from workflow_engine.nodes.filing import authority_of, file_paper
from workflow_engine.nodes.gathering import Stoppable, wanting
from workflow_engine.nodes.start import Start
from workflow_engine.nodes.stop import StopAct, stop

PERSON, AGENCY = Delivery.Audience.PERSON.value, Delivery.Audience.AGENCY.value


@dataclass(frozen=True)
class Delivered:
    """The notice as one addressee received it; `candidate` where it is one of the dossier."""

    audience: str
    addressee: str
    channel: str
    served_on: date
    receipt: str
    candidate: int | None = None


@dataclass(frozen=True)
class NoticeAct:
    """The notice: its paper, what it tells, and how it reached each addressee."""

    number: str
    dated_on: date
    text: str
    deliveries: tuple[Delivered, ...]
    file: File[bytes] | None = None

    @property
    def notified_on(self) -> date | None:
        """The day on which the last addressee had received it: from then on all are told."""
        return max((each.served_on for each in self.deliveries), default=None)

    @property
    def received_on(self) -> dict[int | None, date]:
        """The day on which each candidate received it, by key; of the person, without one."""
        persons = [each for each in self.deliveries if each.audience == PERSON]
        return {each.candidate: each.served_on for each in persons}


class _Notifying(Declared):
    """What a notice is, whether it opens the dossier or is given in it."""

    kind = "notice"
    kind_label = gettext_lazy("Notice")
    act: ClassVar[type] = NoticeAct
    dated_by = "dated_on"
    audiences: tuple[str, ...]
    paper: str

    def wrong(self, journal: Journal, act: NoticeAct) -> list[Problem]:
        """Name what keeps a notice from being on record."""
        problems = [
            *wanting(act.number, "number", _("The number of the paper is missing.")),
            *wanting(act.text, "text", _("Say what is told.")),
        ]
        if journal.opens:
            # It is the first act: the dossier is begun by it.
            problems += not_come_yet("dated_on", act.dated_on, today=journal.on)
        else:
            problems += day_problems(journal.dossier, "dated_on", act.dated_on, today=journal.on)
        wanted = self.wanted(journal)
        given = [(each.audience, each.candidate) for each in act.deliveries]
        for audience, candidate in wanted:
            if (audience, candidate) not in given:
                field = delivery_field(audience, candidate)
                problems.append(Problem(f"{field}-served_on", _("Say when it was received.")))
        for each in act.deliveries:
            problems += self._delivery(journal, act, each, wanted)
        return problems

    def wanted(self, journal: Journal) -> list[tuple[str, int | None]]:
        """Return whom the notice has to reach: each candidate, or the person of a new dossier.

        Whoever opens a dossier knows no candidate of it yet: the one that it enters is the person.
        """
        found: list[tuple[str, int | None]] = []
        if PERSON in self.audiences:
            people = [] if journal.opens else journal.standing()
            found += [(PERSON, each.pk) for each in people] or [(PERSON, None)]
        if AGENCY in self.audiences:
            found.append((AGENCY, None))
        return found

    def _delivery(
        self,
        journal: Journal,
        act: NoticeAct,
        each: Delivered,
        wanted: Sequence[tuple[str, int | None]],
    ) -> list[Problem]:
        field = delivery_field(each.audience, each.candidate)
        if (each.audience, each.candidate) not in wanted:
            return [Problem("", _("The notice is not for this addressee at this step."))]
        problems = [
            *wanting(each.addressee, f"{field}-addressee", _("Say who received it.")),
            *wanting(each.receipt, f"{field}-receipt", _("Say by what the receipt is proved.")),
        ]
        if each.channel not in Delivery.Channel.values:
            problems.append(Problem(f"{field}-channel", _("Say how it was brought.")))
        if each.served_on > journal.on:
            told = _("A notice is recorded after it was received.")
            problems.append(Problem(f"{field}-served_on", told))
        if each.served_on < act.dated_on:
            told = _("It cannot be received before the day of the notice.")
            problems.append(Problem(f"{field}-served_on", told))
        return problems

    def tell(
        self, journal: Journal, act: NoticeAct, *, supersedes: NoticeRow | None = None
    ) -> NoticeRow:
        """Keep the notice with its paper, and how it reached each addressee."""
        paper = file_paper(
            journal,
            kind=self.paper,
            number=act.number,
            dated_on=act.dated_on,
            issued_by=str(journal.performer.person),
            issuer=authority_of(journal),
            file=act.file,
        )
        row = NoticeRow.objects.create(
            dossier=journal.dossier,
            step=self.name,  # type: ignore[attr-defined] # every node has one
            paper=paper,
            text=act.text,
            sha256=_digest(paper, act.text),
            supersedes=supersedes,
        )
        people = {candidate.pk: candidate for candidate in journal.candidates()}
        for each in act.deliveries:
            if journal.opens and each.audience == PERSON:
                each = replace(each, candidate=next(iter(people), None))
            Delivery.objects.create(
                notice=row,
                audience=each.audience,
                candidate_id=each.candidate,
                addressee=each.addressee,
                channel=each.channel,
                served_on=each.served_on,
                receipt=each.receipt,
            )
            told: dict[str, Any] = {
                "audience": each.audience,
                "addressee": each.addressee,
                "channel": each.channel,
                "served_on": each.served_on,
                "receipt": each.receipt,
            }
            header = {}
            if each.candidate is not None:
                header = {"candidate": each.candidate}
                told = {"person": person_as_dict(people[each.candidate].person), **told}
            journal.add(Event.NOTICE_SERVED, header=header, payload=told)
        return row

    def payload(self, act: NoticeAct, row: NoticeRow) -> dict[str, Any]:
        """Return what the entry of the act says of the notice."""
        return {
            "number": act.number,
            "dated_on": act.dated_on,
            "text": act.text,
            "sha256": row.sha256,
        }


class Notice(_Notifying, Stoppable[NoticeAct | StopAct]):
    """A notice that is given in a dossier.

    `audiences` says who has to be told, `paper` is the kind of its paper.
    """

    acts = (NoticeAct, StopAct)
    route_labels = {"done": gettext_lazy("told"), "nobody": gettext_lazy("nobody left")}

    def __init__(self, *, paper: str, audiences: Sequence[str] = (PERSON, AGENCY)) -> None:
        super().__init__()
        self.paper = paper
        self.audiences = tuple(audiences)

    def perform(self, journal: Journal, act: NoticeAct | StopAct) -> str:
        """Record the notice, or stop where nobody is left.

        Raises:
            IncompleteActError: the paper is not whole, an addressee was not reached, or a date
                lies in the future or before the notice.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        accept(act, self.wrong(journal, act))
        row = self.tell(journal, act)
        journal.sign(SignOff.Act.DONE, payload=self.payload(act, row))
        return "done"


class OpeningNotice(_Notifying, Start[NoticeAct]):
    """A notice that opens the dossier: whoever it is about is told that the procedure begins."""

    def __init__(self, *, paper: str, audiences: Sequence[str] = (PERSON, AGENCY)) -> None:
        super().__init__()
        self.paper = paper
        self.audiences = tuple(audiences)

    def perform(self, journal: Journal, act: NoticeAct) -> str:
        """Record the notice and open the dossier.

        Raises:
            IncompleteActError: the paper is not whole, an addressee was not reached, or a date
                lies in the future or before the notice.
        """
        accept(act, self.wrong(journal, act))
        row = self.tell(journal, act)
        journal.sign(SignOff.Act.DONE, payload=self.payload(act, row))
        return "done"


class NoticeBeside(_Notifying):
    """A notice that is given by an act beside the steps, to the person and the agency."""

    def __init__(self, name: str, *, paper: str) -> None:
        self.name = name
        self.paper = paper
        self.audiences = (PERSON, AGENCY)


def delivery_field(audience: str, candidate: int | None) -> str:
    """Return the name under which a form asks how an addressee was reached."""
    return audience if candidate is None else f"{audience}-{candidate}"


def _digest(paper: Paper, text: str) -> str:
    """Return the digest of what the addressee read: of the file, or of the text alone."""
    return paper.sha256 or hashlib.sha256(text.encode()).hexdigest()
