"""Who acts in a dossier, under its lock, and how an act is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from viewflow.workflow.models import Task

from workflow_engine.access.errors import SamePersonError
from workflow_engine.access.models import Account
from workflow_engine.access.scope import HeldRole, require_role
from workflow_engine.acts.within import children_follow, dated_by_parent
from workflow_engine.base.errors import (
    DossierStandsStillError,
    IncompleteActError,
    Problem,
    StepNotOpenError,
)
from workflow_engine.base.messages import message as _
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.base.unread import accept, unread_in, wrong_with
from workflow_engine.dossiers.models import (
    Candidate,
    Dossier,
    SignOff,
    standing_still,
)
from workflow_engine.dossiers.taking_part import barring
from workflow_engine.dossiers.titles import title_of
from workflow_engine.journal.journal import Journal, Performer
from workflow_engine.nodes import stating
from workflow_engine.nodes.earlier import governed_otherwise
from workflow_engine.nodes.stating import Said
from workflow_engine.registry import twins
from workflow_engine.registry.models import Unit


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


def write(
    activation: Any,
    journal: Journal,
    act: Any,
    said: Said | None,
    *,
    entered: Candidate | None = None,
) -> None:
    """Check the act of a task, write it, date its events and go on.

    Raises:
        ActRefusedError: the act is not accepted; the transaction is rolled back.
    """
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


def identify(account: Account, roles: Sequence[str], unit: Unit, *, on: date) -> Performer:
    """Return who acts, in which role; who it is has to be known.

    Raises:
        NotYourRoleError: the account holds none of the roles in the unit.
        IncompleteActError: the account names no person.
    """
    return performer_of(account, require_role(account, roles, unit, on=on))


def performer_of(account: Account, held: HeldRole) -> Performer:
    """Return who acts in a role that the account holds.

    Raises:
        IncompleteActError: the account names no person.
    """
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


def require_moving(dossier: Dossier) -> None:
    """Refuse a step of a dossier that is put off."""
    row = standing_still().filter(dossier=dossier).first()
    if row is not None:
        row.dossier = dossier
        raise DossierStandsStillError(dossier.number, row.because, row.from_on)


def keep_apart(dossier: Dossier, node: Any, performer: Performer) -> None:
    """The natural person who prepared does not approve, whichever account is used."""
    earlier = kept_apart(dossier, node, performer.person.pk)
    if earlier is not None:
        raise SamePersonError(
            performer.person.full_name, title_of(dossier.flow_class, earlier.step)
        )
