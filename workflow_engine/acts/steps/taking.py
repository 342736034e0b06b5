"""Taking a step that waits: who may, and the act that completes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine.access.models import Account
from workflow_engine.access.roles import CANDIDATE
from workflow_engine.access.scope import HeldRole, require_role
from workflow_engine.acts.steps.on_paper import ENTERING, OnPaper, done_by, file_it
from workflow_engine.acts.steps.on_paper import problems as on_paper_problems
from workflow_engine.acts.steps.performing import (
    keep_apart,
    locked,
    performer_of,
    require_moving,
    write,
)
from workflow_engine.base.errors import (
    IncompleteActError,
    NotConfirmedError,
    Problem,
    StepAlreadyDoneError,
    StepNotOpenError,
)
from workflow_engine.base.unread import unread_in, wrong_with
from workflow_engine.dossiers.models import (
    Candidate,
    Dossier,
    SignOff,
)
from workflow_engine.journal.journal import Journal, Performer
from workflow_engine.nodes.stating import Said


@dataclass
class Turn:
    """A step, with its dossier locked, before the one who wants to take it."""

    dossier: Dossier
    task: Task
    account: Account
    at: datetime
    # Where the act was done before the dossier was taken over from paper.
    on_paper: OnPaper | None = None

    @property
    def node(self) -> Any:
        """The node of the step."""
        return self.task.flow_task

    @property
    def on(self) -> date:
        """The day of the act: of one that was done on paper, its own."""
        return self.on_paper.on if self.on_paper else localdate(self.at)

    @cached_property
    def held(self) -> HeldRole:
        """The role by which the account may take the step.

        Raises:
            NotYourRoleError: it holds none.
        """
        return held_for(self.account, self.node, self.dossier, on=localdate(self.at))

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
        require_moving(dossier)
        performer = self._performer()
        keep_apart(dossier, node, performer)
        journal = Journal(
            dossier=dossier,
            performer=performer,
            step=node.name,
            at=self.at,
            on=self.on,
            on_paper=self.on_paper.told if self.on_paper else None,
            _candidates=candidates,
        )
        task.process = dossier
        if self.on_paper is not None:
            dossier.entered_until = self.on_paper.on
            dossier.save()
            file_it(journal, self.on_paper)
        write(node.activation_class(task), journal, act, said)

    def _performer(self) -> Performer:
        """Return who acts: of an act on paper whoever did it.

        Raises:
            NotConfirmedError: the dossier waits for the confirmation of what was entered.
            IncompleteActError: the act can be none of before, or who did it is not known.
        """
        dossier, entered = self.dossier, self.on_paper
        if (entered is None) != (dossier.entered_until is None):
            raise NotConfirmedError(dossier.number)
        doer = performer_of(self.account, self.held)
        if entered is None:
            return doer
        if doer.person != dossier.taken_over_by:
            raise NotConfirmedError(dossier.number)
        wrong = on_paper_problems(entered, self.node, after=dossier.entered_until, at=self.at)
        if wrong or unread_in(entered):
            raise IncompleteActError(wrong)
        return done_by(entered, self.account, self.held, self.node, dossier.agency)

    def problems(self, act: Any, *, said: Said | None = None) -> Sequence[Problem]:
        """Name what is wrong with an act of which a part could not be read; nothing is stored.

        Raises:
            NotYourRoleError, SamePersonError: the account may not take the step.
        """
        return wrong_with(lambda: self.take(act, said=said))


def held_for(account: Account, node: Any, dossier: Dossier, *, on: date) -> HeldRole:
    """Return the role by which an account may take a step: the person's own part comes first.

    While a dossier is taken over from paper, it is the role of who enters what was done.

    Raises:
        NotYourRoleError: it holds none, and the step is not the own act of a candidate.
    """
    if dossier.entered_until is not None:
        return require_role(account, ENTERING, dossier.agency, on=on)
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
    *,
    task_id: int,
    act: Any,
    account: Account,
    at: datetime,
    said: Said | None = None,
    on_paper: OnPaper | None = None,
) -> Dossier:
    """Complete the step that waits as task `task_id`; `said` is what it states of facts.

    `on_paper` shows that it was done before the dossier was taken over.

    Raises:
        StepNotOpenError: there is no such step, or it is not one that somebody takes.
        StepAlreadyDoneError: somebody was first.
        NotYourRoleError, SamePersonError: the account may not take the step.
        ActRefusedError: the act is not accepted.
    """
    with transaction.atomic():
        found = turn(task_id=task_id, account=account, at=at)
        found.on_paper = on_paper
        found.take(act, said=said)
    return found.dossier


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


def _acts_of(node: Any) -> tuple[type, ...]:
    return getattr(node, "acts", None) or ((node.act,) if hasattr(node, "act") else ())
