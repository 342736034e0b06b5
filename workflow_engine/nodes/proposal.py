"""Proposal: the start of a procedure, and its revision when the authority returns it.

What is asked follows what the step declares: the minutes where a body decided on the request, the
days that it plans, the post where the person aims at one of his or her own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import before_what_it_follows
from workflow_engine.dossiers.models import Candidate, SignOff
from workflow_engine.facts.planning import may_stand
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.declarations import Declared
from workflow_engine.nodes.earlier import (
    EarlierAct,
    as_dict,
    edition_problems_of,
    file_earlier_act,
)
from workflow_engine.nodes.filing import file_own_paper
from workflow_engine.nodes.gate import Gate
from workflow_engine.nodes.planned_dates import AsOf, Typed, struck_out_by_dates, too_far
from workflow_engine.nodes.start import Start
from workflow_engine.nodes.step import Step
from workflow_engine.registry.models import Person, Planning


@dataclass(frozen=True)
class ProposalAct:
    """What a proposal says: the need, the papers it stands on, the dates it plans.

    Of the minutes, the dates and the post it says what its step asks; `submitted_on` is the day on
    which the authority received the request, where the law counts from it, and `post` the key of
    the post at which the person aims. `date_confirmed` repeats the planned date of effect after it
    was shown whom it strikes out, and `conference_confirmed` that of the first conference.
    """

    need: str
    request_number: str
    request_date: date
    submitted_on: date | None = None
    minutes_number: str = ""
    minutes_date: date | None = None
    first_conference_on: date | None = None
    planned_effective_on: date | None = None
    # Only where the law of an earlier day is to govern: the act by which it was carried out then.
    earlier: EarlierAct | None = None
    date_confirmed: date | None = None
    conference_confirmed: date | None = None
    post: int | None = None

    @property
    def proposed_on(self) -> date:
        """The day from which it stands: that of the receipt, else that of the paper."""
        return self.request_date if self.submitted_on is None else self.submitted_on

    def problems(self, on: date) -> list[Problem]:
        """Name what contradicts itself."""
        found = []
        for name in ("need", "request_number"):
            if not getattr(self, name).strip():
                found.append(Problem(name, _("This has to be filled in.")))
        if self.minutes_date is not None and self.minutes_date > self.request_date:
            found.append(
                Problem("minutes_date", _("The meeting is dated after the request it decided on."))
            )
        if self.submitted_on is None and self.request_date > on:
            told = _("What was proposed is recorded on that day or later.")
            found.append(Problem("request_date", told))
        if self.request_date > self.proposed_on:
            found.append(
                Problem(
                    "request_date",
                    _("The request is dated after the day on which the authority received it."),
                )
            )
        if self.submitted_on is not None and self.submitted_on > on:
            found.append(
                Problem("submitted_on", _("What was received is recorded on that day or later."))
            )
        return found + self._planned(on, sound=not found)

    def _planned(self, on: date, *, sound: bool) -> list[Problem]:
        first, effect = self.first_conference_on, self.planned_effective_on
        found = []
        if first is not None and first < self.proposed_on:
            told = _("The first conference cannot be held before the request is submitted.")
            found.append(Problem("first_conference_on", told))
        if effect is not None and first is not None and effect < first:
            told = _("What is decided cannot take effect before the first conference.")
            found.append(Problem("planned_effective_on", told))
        if effect is not None and first is None and effect < self.proposed_on:
            told = _("The decision cannot take effect before it is proposed.")
            found.append(Problem("planned_effective_on", told))
        if first is not None:
            found += too_far("first_conference_on", first, after=on)
        if sound and not found and effect is not None and not unread_in(first):
            start = max(first, on) if first is not None else on
            found += too_far("planned_effective_on", effect, after=start)
        return found


class _Proposing(Declared):
    """What a proposal and its revision share: what they ask, and what they put on record."""

    def __init__(self, *, request: str = "policy-request", minutes: str = "policy-minutes") -> None:
        super().__init__()
        # The kinds of the papers; without minutes no body decided on the request.
        self.request = request
        self.minutes = minutes

    @property
    def plans(self) -> frozenset[str]:
        """The fields of the act that plan an event."""
        return frozenset(each.by for each in self.dated if each.planned)

    @property
    def asks_for_receipt(self) -> bool:
        """Whether the law counts from the day on which the authority received the request."""
        return any(each.by == "submitted_on" for each in self.dated)

    def governed_on(self, act: ProposalAct, flow: Any) -> date | None:
        """Return the day that the act gives the event by which the procedure is governed."""
        for each in self.dated:
            if each.event == flow.governed_by and (day := getattr(act, each.by, None)):
                found: date = day
                return found
        return None

    def wrong(self, journal: Journal, act: ProposalAct) -> list[Problem]:
        """Name what of the act is missing, and what contradicts itself."""
        found = act.problems(journal.on)
        empty = _("This has to be filled in.")
        if self.minutes and not act.minutes_number.strip():
            found.append(Problem("minutes_number", empty))
        wanted = [
            *(["minutes_date"] if self.minutes else []),
            *(["submitted_on"] if self.asks_for_receipt else []),
            *sorted(self.plans),
        ]
        found += [Problem(name, empty) for name in wanted if getattr(act, name) is None]
        if journal.dossier.flow_class.considers.each_its_own:
            for candidate in journal.candidates():
                if candidate.post_id is None and not unread_in(act.post):
                    told = _("Say for which post %(name)s is considered.")
                    words = {"name": candidate.person.full_name}
                    found.append(Problem("post", told % words))
        return found

    def put_on_record(self, journal: Journal, act: ProposalAct) -> None:
        """Keep the need and the papers, and sign."""
        dossier = journal.dossier
        flow = dossier.flow_class
        dossier.need = act.need
        dossier.save()
        if act.earlier is not None:
            file_earlier_act(journal, act.earlier)
        for kind, number, dated_on in (
            (self.minutes, act.minutes_number, act.minutes_date),
            (self.request, act.request_number, act.request_date),
        ):
            if kind and dated_on is not None:
                file_own_paper(journal, kind=kind, number=number, dated_on=dated_on)
        confirmed = {
            name: True
            for name, said, day in (
                ("date_confirmed", act.date_confirmed, act.planned_effective_on),
                ("conference_confirmed", act.conference_confirmed, act.first_conference_on),
            )
            if said is not None and said == day
        }
        governed = self.governed_on(act, flow) or dossier.edition_date
        journal.sign(
            SignOff.Act.DONE,
            payload={
                "need": act.need,
                "request": act.request_number,
                "request_date": act.request_date,
                **({"submitted_on": act.submitted_on} if act.submitted_on else {}),
                **{name: getattr(act, name) for name in sorted(self.plans)},
                **confirmed,
                # In an officer's own words, or as a message.
                "edition_reason": dossier.edition_reason
                or flow.edition.why(flow.governed_by, governed).as_dict(),
                **({"earlier_act": as_dict(act.earlier)} if act.earlier else {}),
            },
        )


def _struck_out(journal: Journal, act: ProposalAct) -> list[Problem]:
    """Show whom of the planning a planned date strikes out, and the earliest one would not.

    Nobody is a candidate yet: those are asked about who may become one. The earliest date of effect
    is that of the first conference: nothing takes effect before it. The earliest of the conference
    is today; that of one which was held before is on its paper.
    """
    dossier = journal.dossier
    gate = next(
        (n for n in dossier.flow_class.instance.nodes_in_order() if isinstance(n, Gate)), None
    )
    post = dossier.flow_class.considers.post_of(dossier.subject)
    if gate is None or post is None or unread_in(act):
        return []
    first, effect = act.first_conference_on, act.planned_effective_on
    if first is None or effect is None:
        return []
    planned = Planning.objects.filter(
        may_stand(journal.on),
        title__rank__gte=max(post.title.rank, 1),
        unit__path__startswith=dossier.agency.path,
    )
    people = Person.objects.filter(pk__in=planned.values("person")).order_by("sort_key")
    return struck_out_by_dates(
        dossier,
        # Rows in memory, with keys that no stored row has.
        [
            Candidate(pk=-p.pk, dossier=dossier, person=p, post=post, added_at=gate.name)
            for p in people
        ],
        gate=gate.gate,
        judged=AsOf(first, effect),
        typed=[
            Typed(
                "planned_effective_on",
                "date_confirmed",
                effect,
                AsOf(first, first),
                act.date_confirmed,
            ),
            Typed(
                "first_conference_on",
                "conference_confirmed",
                first,
                AsOf(min(first, journal.on), effect),
                act.conference_confirmed,
            ),
        ],
    )


class Proposal(_Proposing, Start[ProposalAct]):
    """The start of a procedure: somebody proposes, with the papers that the law asks for."""

    kind = "proposal"
    kind_label = gettext_lazy("Proposal")
    act = ProposalAct
    dated_by = "request_date"

    def perform(self, journal: Journal, act: ProposalAct) -> str:
        """Open the dossier with its papers.

        Raises:
            IncompleteActError: something is missing, or the dates contradict one another.
        """
        problems = self.wrong(journal, act) or _struck_out(journal, act)
        accept(act, problems)
        self.put_on_record(journal, act)
        return "done"


@dataclass(frozen=True)
class RevisionAct(ProposalAct):
    """A proposal put forward again after it was returned."""


class Revision(_Proposing, Step[RevisionAct]):
    """A returned proposal is amended and put forward again."""

    kind = "revision"
    kind_label = gettext_lazy("Revision of the proposal")
    act = RevisionAct
    dated_by = "request_date"

    def perform(self, journal: Journal, act: RevisionAct) -> str:
        """Amend the proposal; the time limit of the authority begins anew from the new receipt.

        Interpretation: the article counts from the day the request is received; a returned request
        that is put forward again is received again.

        Raises:
            IncompleteActError: something is missing, the dates contradict one another, the edition
                would change, or the act on which it rests is not named or does not fit it.
        """
        dossier = journal.dossier
        governed = self.governed_on(act, dossier.flow_class)
        problems = [
            *self.wrong(journal, act),
            # It follows the return: what was asked for before is not what is asked for anew.
            *before_what_it_follows(dossier, "request_date", act.request_date),
            *(edition_problems_of(dossier, governed, act.earlier) if governed else ()),
        ]
        problems = problems or _struck_out(journal, act)
        accept(act, problems)
        if act.earlier is not None:
            dossier.edition_date = act.earlier.dated_on
        self.put_on_record(journal, act)
        return "done"
