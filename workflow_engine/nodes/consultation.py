"""Consultation: bodies are asked in writing, and each answers in writing.

The letters go out and the answers come in by acts of their own: the step stays open until every
answer that the procedure needs is in. A body without an account answers through whoever receives
its letter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from compliance.events import Event
from rules.compute.deadlines import due
from rules.library import law
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Message, Wording
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.models import Answer, Consulted, Reminder, Stance
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import file_paper
from workflow_engine.nodes.gathering import Stoppable, ended_or_open, paper_dates, wanting
from workflow_engine.nodes.stop import StopAct, stop


@dataclass(frozen=True)
class Asked:
    """A body that the article has asked.

    `each`: it is asked about every candidate. `optional`: the article leaves it to the officer
    whether it is asked; an answer of one that was asked is waited for.
    """

    code: str
    title: Wording
    each: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Letter:
    """The letter by which one body is asked, or asked again."""

    body: str
    number: str
    dated_on: date
    addressee: str = ""


@dataclass(frozen=True)
class AskAct:
    """The letters that go out."""

    letters: tuple[Letter, ...]

    @property
    def asked_on(self) -> date | None:
        """The date of the last of these letters."""
        return max((each.dated_on for each in self.letters), default=None)


@dataclass(frozen=True)
class RemindAct:
    """A letter that asks a body once more."""

    letter: Letter


@dataclass(frozen=True)
class Answered:
    """What a body says on the matter, or on one candidate."""

    stance: str
    text: str = ""


@dataclass(frozen=True)
class AnswerAct:
    """The answer of one body: its letter, and what it says by candidate; None is the matter."""

    body: str
    number: str
    dated_on: date
    received_on: date
    signed_by: str
    answers: Mapping[int | None, Answered]
    file: File[bytes] | None = None

    @property
    def answered_on(self) -> date:
        """The day on which the answer was received."""
        return self.received_on


@dataclass(frozen=True)
class GoOnAct:
    """Nothing more is waited for: all is in, or the time that the law gives has run out."""

    reason: str = ""


class Consultation(Stoppable[AskAct | RemindAct | AnswerAct | GoOnAct | StopAct]):
    """Several bodies are asked in writing; what they answer is weighed, and is no gate.

    A body that does not agree stops nothing: its answer is reported whole to whoever decides.
    `silent_after` is the figure of the law by which an answer that does not come is waited for no
    longer; without one every answer is waited for.
    """

    kind = "consultation"
    kind_label = gettext_lazy("Consultation in writing")
    act = AskAct
    acts = (AskAct, RemindAct, AnswerAct, GoOnAct, StopAct)
    route_labels = {"done": gettext_lazy("answered"), "nobody": gettext_lazy("nobody left")}

    def __init__(
        self, bodies: Sequence[Asked], *, paper: str = "answer", silent_after: str = ""
    ) -> None:
        super().__init__()
        self.bodies = tuple(bodies)
        self.paper = paper
        self.silent_after = silent_after

    def body(self, code: str) -> Asked | None:
        """Return the body of a name, or None."""
        return next((each for each in self.bodies if each.code == code), None)

    def letters(self, dossier: Any) -> dict[str, Consulted]:
        """Return the letters that are out in this round, by body."""
        found = Consulted.objects.filter(dossier=dossier, step=self.name, closed=False)
        return {row.body: row for row in found.prefetch_related("answers", "reminders")}

    def unanswered(
        self, letters: Mapping[str, Consulted], candidates: Collection[int]
    ) -> list[Asked]:
        """Return the bodies whose answer is waited for, asked or still to be asked."""
        return [
            body
            for body in self.bodies
            if not (body.optional and body.code not in letters)
            and _lacking(body, letters.get(body.code), candidates)
        ]

    def perform(
        self, journal: Journal, act: AskAct | RemindAct | AnswerAct | GoOnAct | StopAct
    ) -> str | None:
        """Send letters, remind, receive an answer, or end the step where all is in.

        Raises:
            IncompleteActError: a body is not one of the step, was asked already or not yet, an
                answer is not whole, a date cannot be, or an answer is still waited for.
            CandidateNotInConsiderationError: an answer on somebody who is not considered.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        letters = self.letters(journal.dossier)
        if isinstance(act, AskAct):
            return self._ask(journal, act, letters)
        if isinstance(act, RemindAct):
            return self._remind(journal, act, letters)
        if isinstance(act, AnswerAct):
            return self._answer(journal, act, letters)
        return self._go_on(journal, act, letters)

    def _ask(self, journal: Journal, act: AskAct, letters: Mapping[str, Consulted]) -> str | None:
        problems = []
        if not act.letters:
            problems.append(Problem("", _("No letter was entered: name who is asked.")))
        for letter in act.letters:
            problems += self._letter(journal, letter, f"-{letter.body}")
            told = _("Name the body as the letter does.")
            problems += wanting(letter.addressee, f"addressee-{letter.body}", told)
            if letter.body in letters:
                told = _("%(body)s was asked already: remind it instead.")
                problems.append(Problem(f"number-{letter.body}", self._of(letter, told)))
        accept(act, problems)
        for letter in act.letters:
            row = Consulted.objects.create(
                dossier=journal.dossier,
                step=self.name,
                body=letter.body,
                addressee=letter.addressee,
                number=letter.number,
                dated_on=letter.dated_on,
            )
            journal.add(Event.OPINION_ASKED, payload=_told(row, letter))
        return ended_or_open(journal, open_for=self.bodies, payload={"letters": len(act.letters)})

    def _remind(
        self, journal: Journal, act: RemindAct, letters: Mapping[str, Consulted]
    ) -> str | None:
        letter, row = act.letter, letters.get(act.letter.body)
        problems = self._letter(journal, letter, "")
        waiting = {body.code for body in self.unanswered(letters, _keys(journal))}
        if row is None or letter.body not in waiting:
            told = _("No answer of this body is waited for: there is nothing to remind it of.")
            problems.append(Problem("body", told))
        elif letter.dated_on < row.dated_on:
            told = _("The reminder is dated before the letter that asked first.")
            problems.append(Problem("dated_on", told))
        accept(act, problems)
        assert row is not None  # noqa: S101 accepted: there is a letter
        Reminder.objects.create(consulted=row, number=letter.number, dated_on=letter.dated_on)
        journal.add(Event.OPINION_ASKED_AGAIN, payload=_told(row, letter))
        return ended_or_open(journal, open_for=self.bodies, payload={"number": letter.number})

    def _answer(
        self, journal: Journal, act: AnswerAct, letters: Mapping[str, Consulted]
    ) -> str | None:
        standing = self.candidates(journal, [pk for pk in act.answers if pk is not None])
        row = letters.get(act.body)
        problems = [
            *wanting(act.number, "number", _("The number of the paper is missing.")),
            *wanting(act.signed_by, "signed_by", _("Say who signed the answer.")),
            *paper_dates(
                journal, "received_on", dated_on=act.dated_on, on=act.received_on, what=_("Answer")
            ),
        ]
        if act.file is None:
            problems.append(Problem("file", _("Attach the answer: it is read whole.")))
        problems += self._said(act, row, standing)
        accept(act, problems)
        assert row is not None  # noqa: S101 accepted: there is a letter
        paper = file_paper(
            journal,
            kind=self.paper,
            number=act.number,
            dated_on=act.dated_on,
            issued_by=row.addressee,
            file=act.file,
        )
        for pk, said in act.answers.items():
            Answer.objects.create(
                consulted=row,
                candidate=standing[pk] if pk is not None else None,
                stance=said.stance,
                text=said.text,
                signed_by=act.signed_by,
                received_on=act.received_on,
                paper=paper,
            )
            person = {"person": person_as_dict(standing[pk].person)} if pk is not None else {}
            journal.add(
                Event.OPINION_ANSWERED,
                header={"candidate": pk} if pk is not None else {},
                payload={
                    **person,
                    "body": row.addressee,
                    "number": act.number,
                    "dated_on": act.dated_on,
                    "received_on": act.received_on,
                    "signed_by": act.signed_by,
                    "stance": said.stance,
                    "text": said.text,
                },
            )
        letters = self.letters(journal.dossier)
        waiting = self.unanswered(letters, _keys(journal))
        return self._end(journal, letters, waiting, {"body": row.addressee, "number": act.number})

    def _go_on(
        self, journal: Journal, act: GoOnAct, letters: Mapping[str, Consulted]
    ) -> str | None:
        waiting = self.unanswered(letters, _keys(journal))
        overdue = dict(self._silent(journal, letters, waiting))
        problems = []
        for body in waiting:
            if body.code not in overdue:
                told = _("The answer of %(body)s is waited for.")
                problems.append(Problem("", told % {"body": body.title}))
        if waiting and not act.reason.strip():
            told = _("Say what was done to obtain the answers that did not come.")
            problems.append(Problem("reason", told))
        accept(act, problems)
        silent = [
            {"body": letters[body.code].addressee, "due_on": overdue[body.code]} for body in waiting
        ]
        told_of = {"silent": silent} if silent else {"not_waited_for": True}
        return self._end(journal, letters, (), told_of, act.reason)

    def _end(
        self,
        journal: Journal,
        letters: Mapping[str, Consulted],
        waiting: Sequence[Asked],
        payload: Mapping[str, Any],
        reason: str = "",
    ) -> str | None:
        if not waiting:
            for row in letters.values():
                row.closed = True
                row.save()
        return ended_or_open(journal, open_for=waiting, payload=payload, reason=reason)

    def _silent(
        self, journal: Journal, letters: Mapping[str, Consulted], waiting: Sequence[Asked]
    ) -> Iterator[tuple[str, date]]:
        """Yield each body whose time has run out by the law, with its last day."""
        if not self.silent_after:
            return
        governing = journal.dossier.governing_date
        for body in waiting:
            row = letters.get(body.code)
            if row is not None:
                limit = due(
                    self.silent_after,
                    row.dated_on,
                    calendar=journal.days(),
                    on=governing,
                    law=law(),
                )
                if limit.last_day < journal.on:
                    yield body.code, limit.last_day

    def _letter(self, journal: Journal, letter: Letter, suffix: str) -> list[Problem]:
        problems = [
            *wanting(letter.number, f"number{suffix}", _("The number of the paper is missing.")),
            *paper_dates(journal, f"dated_on{suffix}", dated_on=letter.dated_on, what=_("Letter")),
        ]
        if not unread_in(letter.body) and self.body(letter.body) is None:
            problems.append(Problem("body", _("The article does not have this body asked here.")))
        return problems

    def _said(
        self, act: AnswerAct, row: Consulted | None, standing: Mapping[int, Any]
    ) -> list[Problem]:
        """Name what is wrong with what the answer says, and on whom."""
        if unread_in(act.body):
            return []
        body = self.body(act.body)
        if body is None or row is None:
            return [Problem("body", _("This body was not asked: send the letter first."))]
        if row.answers.exists():
            told = _("The answer of this body is on record already.")
            missing = set(standing) - {each.candidate_id for each in row.answers.all()}
            if not (body.each and missing & set(act.answers)):
                return [Problem("body", told)]
        problems = []
        wanted: list[int | None] = [None]
        if body.each:
            answered = {each.candidate_id for each in row.answers.all()}
            wanted = [pk for pk in standing if pk not in answered]
        for pk in wanted:
            said = act.answers.get(pk)
            about = str(standing[pk]) if pk is not None else body.title
            field = f"stance-{pk}" if pk is not None else "stance"
            if said is None or (not unread_in(said.stance) and said.stance not in Stance.values):
                told = _("Say what is answered on %(about)s.")
                problems.append(Problem(field, told % {"about": about}))
            elif said.stance != Stance.AGREE and not said.text.strip():
                told = _("Write down what is answered: it is reported whole.")
                problems.append(Problem(field.replace("stance", "text"), told))
        for pk in set(act.answers) - set(wanted):
            told = _("The body was not asked about that, or answered it already.")
            problems.append(Problem(f"stance-{pk}" if pk is not None else "stance", told))
        if act.received_on < row.dated_on:
            told = _("The answer cannot be received before the letter that asked.")
            problems.append(Problem("received_on", told))
        return problems

    def _of(self, letter: Letter, told: Message) -> Message:
        body = self.body(letter.body)
        return told % {"body": body.title if body else letter.body}


def _lacking(body: Asked, row: Consulted | None, candidates: Collection[int]) -> bool:
    """Whether a body has not answered on all that it is asked about."""
    if row is None:
        return True
    answered = {each.candidate_id for each in row.answers.all()}
    return bool(set(candidates) - answered) if body.each else not answered


def _keys(journal: Journal) -> list[int]:
    return [candidate.pk for candidate in journal.standing()]


def _told(row: Consulted, letter: Letter) -> dict[str, Any]:
    return {"body": row.addressee, "number": letter.number, "dated_on": letter.dated_on}
