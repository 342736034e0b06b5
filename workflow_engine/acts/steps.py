"""The one way in which anything happens in a dossier.

Screens, commands and tests call these functions and no other. Each runs in one transaction under
the lock of the dossier: check who acts, check the act, write it, record it, go on. An act that is
refused raises, the transaction rolls back whole, and `attempts.record` puts the attempt on record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.timezone import localdate
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from compliance import trail
from compliance.events import Event
from workflow_engine.access.errors import SamePersonError
from workflow_engine.access.models import Account
from workflow_engine.access.roles import CANDIDATE
from workflow_engine.access.scope import HeldRole, require_role
from workflow_engine.acts.within import (
    children_follow,
    dated_by_parent,
    tie,
    with_parent_locked,
)
from workflow_engine.base.errors import (
    DossierStandsStillError,
    IncompleteActError,
    Problem,
    StepAlreadyDoneError,
    StepNotOpenError,
)
from workflow_engine.base.messages import message as _
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.base.unread import accept, unread_in, wrong_with
from workflow_engine.dossiers.models import (
    Candidate,
    Dossier,
    DossierSubject,
    SignOff,
    standing_still,
)
from workflow_engine.dossiers.taking_part import barring
from workflow_engine.dossiers.titles import title_of
from workflow_engine.flows.about import Considers
from workflow_engine.flows.children import aim_problems, opening_problems
from workflow_engine.flows.flow import ChosenEdition
from workflow_engine.flows.opening import governing_day, subject_problems
from workflow_engine.journal.journal import Journal, Performer
from workflow_engine.nodes import stating
from workflow_engine.nodes.earlier import edition_problems, governed_otherwise
from workflow_engine.nodes.stating import Said
from workflow_engine.registry import twins
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
    *, opening: Opening, act: Any, account: Account, at: datetime, said: Said | None = None
) -> Dossier:
    """Open a dossier with its first act and go on to the first step that waits for somebody.

    The holder of the post, or the person, that it is about is entered as the one candidate where
    the procedure says so.

    `said` is what the start states of facts, where it declares that it does.

    Raises:
        NotYourRoleError: the account may not open one for the agency.
        IncompleteActError: the act contradicts itself, the subject is not one of those that the
            procedure can be opened about in the agency, or the edition is not the one that the
            dates choose and no act of its time is named for it.
    """
    flow_class = opening.chosen.flow_class
    node = flow_class.start_node()
    on = localdate(at)
    with transaction.atomic():
        performer = identify(account, node.roles, opening.agency, on=on)
        opening = replace(opening, within=with_parent_locked(opening.within))
        problems = opening.problems(act, on)
        if problems:
            raise IncompleteActError(problems)
        dossier = Dossier(
            flow_class=flow_class,
            number=_next_number(flow_class, on),
            agency=opening.agency,
            opened_on=on,
            opened_by=account,
            need=getattr(act, "need", ""),
            edition_date=opening.chosen.on,
            edition_reason=opening.chosen.reason if opening.chosen.overridden else "",
            edition_overridden=opening.chosen.overridden,
        )
        dossier.save()
        subject = opening.subject
        subject.dossier = dossier
        subject.save()
        journal = Journal(
            dossier=dossier, performer=performer, step=node.name, at=at, on=on, opens=True
        )
        if opening.within is not None:
            tie(journal, opening.within)
        entered = _enter(flow_class.considers, subject, act, node.name)
        activation = node.activation_class.create(node, None, None, seed=dossier)
        _take(activation, journal, act, said, entered=entered)
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


@dataclass
class Turn:
    """A step, with its dossier locked, before the one who wants to take it."""

    dossier: Dossier
    task: Task
    account: Account
    at: datetime

    @property
    def node(self) -> Any:
        """The node of the step."""
        return self.task.flow_task

    @property
    def on(self) -> date:
        """The day of the act."""
        return localdate(self.at)

    @cached_property
    def held(self) -> HeldRole:
        """The role by which the account may take the step.

        Raises:
            NotYourRoleError: it holds none.
        """
        return held_for(self.account, self.node, self.dossier, on=self.on)

    def take(
        self,
        act: Any,
        *,
        said: Said | None = None,
        candidates: list[Candidate] | None = None,
    ) -> None:
        """Complete the step; `said` is what it states of facts, where it declares that it does.

        `candidates` are those of the dossier, where they were read already.

        Raises:
            StepNotOpenError: it is not one that somebody takes.
            StepAlreadyDoneError: somebody was first.
            NotYourRoleError, SamePersonError: the account may not take the step.
            ActRefusedError: the act is not accepted.
        """
        dossier, node, task = self.dossier, self.node, self.task
        if not isinstance(act, _acts_of(node)):
            raise StepNotOpenError(node.task_title, dossier.number)
        if task.status != STATUS.NEW:
            raise already_done(dossier, node, task)
        _require_moving(dossier)
        performer = _performer(self.account, self.held)
        _keep_apart(dossier, node, performer)
        journal = Journal(
            dossier=dossier,
            performer=performer,
            step=node.name,
            at=self.at,
            on=self.on,
            _candidates=candidates,
        )
        task.process = dossier
        _take(node.activation_class(task), journal, act, said)

    def problems(self, act: Any, *, said: Said | None = None) -> Sequence[Problem]:
        """Name what is wrong with an act of which a part could not be read; nothing is stored.

        Raises:
            NotYourRoleError, SamePersonError: the account may not take the step.
        """
        return wrong_with(lambda: self.take(act, said=said))


def held_for(account: Account, node: Any, dossier: Dossier, *, on: date) -> HeldRole:
    """Return the role by which an account may take a step: the person's own part comes first.

    Raises:
        NotYourRoleError: it holds none, and the step is not the own act of a candidate.
    """
    if getattr(node, "of_the_candidate", False) and account.is_active and account.person_id:
        own = dossier.candidates.filter(person=account.person_id, status=Candidate.Status.STANDING)
        if own.exists():
            return HeldRole(CANDIDATE, dossier.agency.path, dossier.agency.code, None)
    return require_role(account, node.roles, dossier.agency, on=on)


def turn(*, task_id: int, account: Account, at: datetime) -> Turn:
    """Lock the dossier of the step that waits as task `task_id`, for an account that may take it.

    Raises:
        StepNotOpenError: there is no such step.
    """
    dossier, task = locked(task_id)
    return Turn(dossier, task, account, at)


def perform(
    *, task_id: int, act: Any, account: Account, at: datetime, said: Said | None = None
) -> Dossier:
    """Complete the step that waits as task `task_id`; `said` is what it states of facts.

    Raises:
        StepNotOpenError: there is no such step, or it is not one that somebody takes.
        StepAlreadyDoneError: somebody was first.
        NotYourRoleError, SamePersonError: the account may not take the step.
        ActRefusedError: the act is not accepted.
    """
    with transaction.atomic():
        found = turn(task_id=task_id, account=account, at=at)
        found.take(act, said=said)
    return found.dossier


def run_gate(*, task_id: int, account: Account, at: datetime) -> Dossier:
    """Run the gate again at which the dossier waits.

    Raises:
        StepNotOpenError: the dossier does not wait at a gate there.
        NotYourRoleError: the account may not run it.
    """
    with transaction.atomic():
        dossier, task = locked(task_id)
        node = task.flow_task
        if node.kind != "gate" or task.status != STATUS.NEW:
            raise StepNotOpenError(node.task_title, dossier.number)
        _require_moving(dossier)
        on = localdate(at)
        performer = identify(account, node.roles, dossier.agency, on=on)
        journal = Journal(dossier=dossier, performer=performer, step=node.name, at=at, on=on)
        journal.add(Event.GATE_RUN)
        rerun(journal, task)
        journal.write()
    return dossier


def rerun(journal: Journal, task: Task) -> None:
    """Run the gate of `task` within the act of `journal`; go on if nobody is held."""
    task.process = journal.dossier
    activation = task.flow_task.activation_class(task)
    activation.journal = journal
    activation.activate()
    if activation.complete.can_proceed():
        activation.complete()
        activation.activate_next()


def locked(task_id: int) -> tuple[Dossier, Task]:
    """Lock the dossier of a task and return both as they now stand.

    Raises:
        StepNotOpenError: there is no such task.
    """
    dossier = _dossier_of_task.first(task=task_id)
    if dossier is None:
        raise StepNotOpenError("?", "?")
    return dossier, _task.rows(task=task_id)[0]


def locked_dossier(pk: int) -> Dossier:
    """Lock a dossier until the end of the transaction."""
    return _with_its_agency().get(pk=pk)


def _with_its_agency() -> QuerySet[Dossier]:
    locked: QuerySet[Dossier] = Dossier.objects.select_for_update(of=("self",))
    return locked.select_related("agency").order_by()


@prepared
def _dossier_of_task() -> QuerySet[Dossier]:
    task: QuerySet[Task] = Task.objects.filter(pk=Place("task")).order_by()
    return _with_its_agency().filter(pk__in=task.values("process"))


@prepared
def _task() -> QuerySet[Task]:
    task: QuerySet[Task] = Task.objects.filter(pk=Place("task")).order_by()
    return task


def _take(
    activation: Any,
    journal: Journal,
    act: Any,
    said: Said | None,
    *,
    entered: Candidate | None = None,
) -> None:
    node = activation.flow_task
    activation.journal = journal
    journal.dated_on = node.day_of(act)
    unsaid = list(stating.problems(node, journal, act, said))
    if unsaid or unread_in(said):  # All that is wrong is told at once.
        raise IncompleteActError([*unsaid, *wrong_with(lambda: node.perform(journal, act))])
    activation.route = node.perform(journal, act)
    stating.write(node, journal, act, said)
    if activation.route is None:  # a part is done, and the step waits for the rest
        date_events(journal, node, act, None)
        journal.write()
        return
    activation.task.owner = journal.performer.account
    activation.task.started = journal.at
    activation.complete()
    if entered is not None:
        journal.entered(entered)
    date_events(journal, node, act, activation.route)
    activation.activate_next()
    journal.write()


def date_events(journal: Journal, node: Any, act: Any, route: str | None) -> None:
    """Put on record the events that the act dates; the one that governs comes first.

    An act that leaves its step open (no `route`) dates what a field of it dates, and no end of the
    step.

    Raises:
        IncompleteActError: by the day of the event that governs another edition does.
    """
    dossier = journal.dossier
    flow = dossier.flow_class
    told, of_the_act = node.dating(journal, act), journal.dated_on or journal.on
    for each in sorted(node.dated, key=lambda each: each.event != flow.governed_by):
        if route is None and not each.by:
            continue
        for candidate, on in each.days(told, route=route or "", on=of_the_act).items():
            if each.event == flow.governed_by and candidate is None:
                accept(act, governed_otherwise(dossier, on, field=each.by))
            journal.happened(each.event, on=on, planned=each.planned, candidate=candidate)
    if journal.opens and (planned_there := dated_by_parent(dossier)):
        event, on = planned_there
        journal.happened(event, on=on, planned=True)
    children_follow(journal, {each.event for each in node.dated})
    if journal.opens and flow.about.plans:
        planned = flow.about.day_of(dossier.subject, by=dossier.governing_date)
        journal.happened(flow.about.plans, on=planned, planned=True)


def _acts_of(node: Any) -> tuple[type, ...]:
    return getattr(node, "acts", None) or ((node.act,) if hasattr(node, "act") else ())


def identify(account: Account, roles: Sequence[str], unit: Unit, *, on: date) -> Performer:
    """Return who acts, in which role; who it is has to be known.

    Raises:
        NotYourRoleError: the account holds none of the roles in the unit.
        IncompleteActError: the account names no person.
    """
    return _performer(account, require_role(account, roles, unit, on=on))


def _performer(account: Account, held: HeldRole) -> Performer:
    if account.person is None:
        raise IncompleteActError(
            [
                Problem(
                    "account",
                    _("Your account names no person of the registry: who acts must be known."),
                )
            ]
        )
    return Performer(account, account.person, held.role, held.unit_code, held.in_place_of)


def kept_apart(dossier: Dossier, node: Any, person_id: int | None) -> SignOff | None:
    """Return the earlier act by which a person may not take the step, or None."""
    if not node.kept_apart_from:
        return None
    signed = _sign_offs.rows(dossier=dossier.pk)
    return barring(dossier.flow_class, node, signed, person_id, twins.as_it_stands())


@prepared
def _sign_offs() -> QuerySet[SignOff]:
    return SignOff.objects.filter(dossier=Place("dossier")).order_by("pk")


def _require_moving(dossier: Dossier) -> None:
    """Refuse a step of a dossier that is put off."""
    row = standing_still().filter(dossier=dossier).first()
    if row is not None:
        row.dossier = dossier
        raise DossierStandsStillError(dossier.number, row.because, row.from_on)


def _keep_apart(dossier: Dossier, node: Any, performer: Performer) -> None:
    """The natural person who prepared does not approve, whichever account is used."""
    earlier = kept_apart(dossier, node, performer.person.pk)
    if earlier is not None:
        raise SamePersonError(
            performer.person.full_name, title_of(dossier.flow_class, earlier.step)
        )


def already_done(dossier: Dossier, node: Any, task: Task) -> StepAlreadyDoneError:
    """Return the error that tells who completed the step of `task`, and when."""
    signed = (
        SignOff.objects.filter(dossier=dossier, step=node.name)
        .select_related("person")
        .order_by("-pk")
        .first()
    )
    return StepAlreadyDoneError(
        node.task_title, signed.person.full_name if signed else "?", task.finished
    )


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
