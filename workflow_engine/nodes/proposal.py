"""Proposal: the start of a procedure, and its revision when the authority returns it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import before_what_it_follows
from workflow_engine.dossiers.models import Candidate, SignOff
from workflow_engine.facts.planning import may_stand
from workflow_engine.journal.journal import Journal
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

    `date_confirmed` repeats the planned date of effect after it was shown whom it strikes out, and
    `conference_confirmed` that of the first conference.
    """

    need: str
    minutes_number: str
    minutes_date: date
    request_number: str
    request_date: date
    submitted_on: date
    first_conference_on: date
    planned_effective_on: date
    # Only where the law of an earlier day is to govern: the act by which it was carried out then.
    earlier: EarlierAct | None = None
    date_confirmed: date | None = None
    conference_confirmed: date | None = None

    def problems(self, on: date) -> list[Problem]:
        """Name what contradicts itself."""
        found = []
        for name in ("need", "minutes_number", "request_number"):
            if not getattr(self, name).strip():
                found.append(Problem(name, _("This has to be filled in.")))
        if self.minutes_date > self.request_date:
            found.append(
                Problem("minutes_date", _("The meeting is dated after the request it decided on."))
            )
        if self.request_date > self.submitted_on:
            found.append(
                Problem(
                    "request_date",
                    _("The request is dated after the day on which the authority received it."),
                )
            )
        if self.submitted_on > on:
            found.append(
                Problem("submitted_on", _("What was received is recorded on that day or later."))
            )
        if self.first_conference_on < self.submitted_on:
            found.append(
                Problem(
                    "first_conference_on",
                    _("The first conference cannot be held before the request is submitted."),
                )
            )
        if self.planned_effective_on < self.first_conference_on:
            found.append(
                Problem(
                    "planned_effective_on",
                    _("What is decided cannot take effect before the first conference."),
                )
            )
        found += too_far("first_conference_on", self.first_conference_on, after=on)
        if not found and not unread_in(self.first_conference_on):
            start = max(self.first_conference_on, on)
            found += too_far("planned_effective_on", self.planned_effective_on, after=start)
        return found


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
    planned = Planning.objects.filter(
        may_stand(journal.on),
        title__rank__gte=max(post.title.rank, 1),
        unit__path__startswith=dossier.agency.path,
    )
    people = Person.objects.filter(pk__in=planned.values("person")).order_by("sort_key")
    first, effect = act.first_conference_on, act.planned_effective_on
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


def _write(journal: Journal, act: ProposalAct) -> None:
    dossier = journal.dossier
    flow = dossier.flow_class
    dossier.need = act.need
    dossier.save()
    if act.earlier is not None:
        file_earlier_act(journal, act.earlier)
    for kind, number, dated_on in (
        ("policy-minutes", act.minutes_number, act.minutes_date),
        ("policy-request", act.request_number, act.request_date),
    ):
        file_own_paper(journal, kind=kind, number=number, dated_on=dated_on)
    journal.sign(
        SignOff.Act.DONE,
        payload={
            "need": act.need,
            "request": act.request_number,
            "request_date": act.request_date,
            "submitted_on": act.submitted_on,
            "first_conference_on": act.first_conference_on,
            "planned_effective_on": act.planned_effective_on,
            **({"date_confirmed": True} if act.date_confirmed == act.planned_effective_on else {}),
            **(
                {"conference_confirmed": True}
                if act.conference_confirmed == act.first_conference_on
                else {}
            ),
            # In an officer's own words, or as a message.
            "edition_reason": dossier.edition_reason
            or flow.edition.why(flow.governed_by, act.first_conference_on).as_dict(),
            **({"earlier_act": as_dict(act.earlier)} if act.earlier else {}),
        },
    )


class Proposal(Start[ProposalAct]):
    """The start of a procedure: somebody proposes, with the papers that the law asks for."""

    kind = "proposal"
    kind_label = gettext_lazy("Proposal")
    act = ProposalAct
    dated_by = "request_date"

    def perform(self, journal: Journal, act: ProposalAct) -> str:
        """Open the dossier with its papers.

        Raises:
            IncompleteActError: the dates contradict one another.
        """
        problems = act.problems(journal.on) or _struck_out(journal, act)
        accept(act, problems)
        _write(journal, act)
        return "done"


@dataclass(frozen=True)
class RevisionAct(ProposalAct):
    """A proposal put forward again after it was returned."""


class Revision(Step[RevisionAct]):
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
            IncompleteActError: the dates contradict one another, the edition would change, or the
                act on which it rests is not named or does not fit it.
        """
        dossier = journal.dossier
        problems = [
            *act.problems(journal.on),
            # It follows the return: what was asked for before is not what is asked for anew.
            *before_what_it_follows(dossier, "request_date", act.request_date),
            *edition_problems_of(dossier, act.first_conference_on, act.earlier),
        ]
        problems = problems or _struck_out(journal, act)
        accept(act, problems)
        if act.earlier is not None:
            dossier.edition_date = act.earlier.dated_on
        _write(journal, act)
        return "done"
