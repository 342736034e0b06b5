"""Opening a dossier with its first act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Length
from django.utils.timezone import localdate

from compliance import trail
from workflow_engine.access.models import Account
from workflow_engine.acts.steps.on_paper import OnPaper, not_taken_over, take_over
from workflow_engine.acts.steps.on_paper import problems as on_paper_problems
from workflow_engine.acts.steps.performing import identify, write
from workflow_engine.acts.within import tie, with_parent_locked
from workflow_engine.base.errors import (
    IncompleteActError,
    Problem,
)
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import (
    Candidate,
    Dossier,
    DossierSubject,
)
from workflow_engine.flows.about import Considers
from workflow_engine.flows.children import aim_problems, opening_problems
from workflow_engine.flows.flow import ChosenEdition
from workflow_engine.flows.opening import governing_day, subject_problems
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.earlier import edition_problems
from workflow_engine.nodes.stating import Said
from workflow_engine.registry.models import Post, Unit


@dataclass(frozen=True)
class Opening:
    """What a dossier is about, and the edition that was chosen for it.

    `subject` is what the dossier will be about; it is stored with it. `within` is the candidate of
    another dossier for whom it is opened, its parent; None where it is opened for none.
    """

    agency: Unit
    subject: DossierSubject
    chosen: ChosenEdition
    within: Candidate | None = None

    def problems(self, act: Any, on: date) -> list[Problem]:
        """Name what is wrong with what was chosen: the role was checked for the agency alone."""
        flow = self.chosen.flow_class
        found = opening_problems(flow, self.subject, self.agency, self.within)
        if not found and not flow.decided_in_parent:
            found = subject_problems(flow.about, self.subject, self.agency, on=on)
        found += aim_problems(flow, act, self.within)
        if self.chosen.overridden and not self.chosen.reason.strip():
            found.append(
                Problem("override_reason", _("Say why: the choice and its reason are recorded."))
            )
        if self.chosen.overridden and not flow.instance.step_that_confirms():
            told = _("No step of this procedure confirms it: leave it to the rule of transition.")
            found.append(Problem("override", told))
        governs = governing_day(flow, act, on=on)
        earlier = getattr(act, "earlier", None)
        found += edition_problems(
            flow.edition,
            governs,
            opened_on=on,
            overridden=self.chosen.overridden,
            earlier=earlier,
        )
        chooses = earlier.dated_on if earlier else governs.on
        if not found and self.chosen.on != chooses:
            found.append(Problem("override", _("The edition was chosen for another date.")))
        return found


def open_dossier(
    *,
    opening: Opening,
    act: Any,
    account: Account,
    at: datetime,
    said: Said | None = None,
    on_paper: OnPaper | None = None,
) -> Dossier:
    """Open a dossier with its first act and go on to the first step that waits for somebody.

    The holder of the post, or the person, that it is about is entered as the one candidate where
    the procedure says so.

    `said` is what the start states of facts, where it declares that it does. `on_paper` shows that
    the first act was done before: the dossier is then taken over, and begins on its day.

    Raises:
        NotYourRoleError: the account may not open one for the agency.
        IncompleteActError: the act contradicts itself, the subject is not one of those that the
            procedure can be opened about in the agency, or the edition is not the one that the
            dates choose and no act of its time is named for it.
    """
    flow_class = opening.chosen.flow_class
    node = flow_class.start_node()
    on = on_paper.on if on_paper else localdate(at)
    with transaction.atomic():
        performer = identify(account, node.roles, opening.agency, on=localdate(at))
        opening = replace(opening, within=with_parent_locked(opening.within))
        problems = []
        if on_paper is not None:
            problems += not_taken_over(flow_class)
            problems += on_paper_problems(on_paper, node, after=None, at=at)
        if not problems:
            problems = opening.problems(act, on)
        if problems:
            raise IncompleteActError(problems)
        dossier = Dossier(
            flow_class=flow_class,
            number=_next_number(flow_class, localdate(at)),
            agency=opening.agency,
            opened_on=on,
            opened_by=account,
            need=getattr(act, "need", ""),
            edition_date=opening.chosen.on,
            edition_reason=opening.chosen.reason if opening.chosen.overridden else "",
            edition_overridden=opening.chosen.overridden,
        )
        if on_paper is not None:
            dossier.taken_over_by = performer.person
            dossier.taken_over_on = localdate(at)
            dossier.entered_until = on
        dossier.save()
        subject = opening.subject
        subject.dossier = dossier
        subject.save()
        journal = Journal(
            dossier=dossier, performer=performer, step=node.name, at=at, on=on, opens=True
        )
        if opening.within is not None:
            tie(journal, opening.within)
        if on_paper is not None:
            take_over(journal, on_paper)
        entered = _enter(flow_class.considers, subject, act, node.name)
        activation = node.activation_class.create(node, None, None, seed=dossier)
        write(activation, journal, act, said, entered=entered)
    return dossier


def _enter(considers: Considers, subject: DossierSubject, act: Any, step: str) -> Candidate | None:
    """Enter whom the dossier is about as its one candidate; None where people are nominated."""
    person = considers.person_of(subject)
    if person is None:
        return None
    post = considers.post_of(subject)
    if considers.each_its_own:
        aimed_at = getattr(act, "post", None)
        if aimed_at is not None and not unread_in(aimed_at):
            post = Post.objects.filter(pk=aimed_at, unit__ended_on=None).first()
    entered: Candidate = Candidate.objects.create(
        dossier=subject.dossier, person=person, post=post, added_at=step
    )
    return entered


def _next_number(flow_class: Any, on: date) -> str:
    """Return the next number of the year: BN-2026-0001.

    Numbers are given under the lock of the trail's head, which every act takes anyway at its end:
    two who open a dossier at once get two numbers.
    """
    trail.lock()
    prefix = f"{flow_class.number_prefix}-{on.year}-"
    last = (
        Dossier.objects.filter(number__startswith=prefix)
        # 9999 comes before 10000.
        .order_by(Length("number").desc(), "-number")
        .values_list("number", flat=True)
        .first()
    )
    return f"{prefix}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:04d}"
