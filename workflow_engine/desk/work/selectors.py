"""What waits for somebody: steps to take, facts to supply, gates that hold a dossier.

Everything is found among the dossiers under way in the units where a role is held, ordered by its
due date; the number of queries does not depend on how many dossiers there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role, name_of
from workflow_engine.access.scope import HeldRole
from workflow_engine.clock.forecast import event_of
from workflow_engine.clock.models import Duty
from workflow_engine.desk.dossier.course import gate_refs_by_role, refs_by_role
from workflow_engine.desk.scope import within
from workflow_engine.dossiers.models import (
    Deadline,
    Dossier,
    DossierSubject,
    FactRequest,
    GateRun,
)
from workflow_engine.dossiers.models.dossier import with_subjects
from workflow_engine.flows.flow import Procedure, by_procedure
from workflow_engine.pages import words
from workflow_engine.pages.citations import Cite, cites
from workflow_engine.registry.models import Unit

SOON_DAYS = 3
PAGE = 40
_NO_DATE = date(9999, 12, 31)
_OVERSEEING = (Role.HEAD_OF_HR.value, Role.LEADER.value, Role.APPOINTING_AUTHORITY.value)
_SEEING_TO_DUTIES = (Role.HR_OFFICER.value, *_OVERSEEING)
_OPERATING = (Role.ADMINISTRATOR.value, Role.HEAD_OF_HR.value)


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits."""

    kind: str
    key: int
    dossier: Dossier
    title: str
    about: str
    role: str
    in_place_of: str
    due_on: date | None
    days: int | None
    cite: Cite | None
    step: str = ""


@dataclass(frozen=True)
class Group:
    """The things that wait, by how soon they are due."""

    code: str
    count: int
    items: list[WorkItem]


def due_items(held: Collection[HeldRole], *, on: date, page: Any) -> tuple[list[Group], Any]:
    """Return what waits for these roles in three groups, and the page that was cut.

    Of each kind no more is read than the page can show; the rest is counted by the database.
    """
    kinds = {"task": _tasks(held), "gate": _gates(held), "request": _requests(held)}
    counts = dict.fromkeys(("overdue", "soon", "later"), 0)
    soon = on + timedelta(days=SOON_DAYS)
    for found in kinds.values():
        counted = found.aggregate(
            overdue=Count("pk", filter=Q(due__lt=on)),
            soon=Count("pk", filter=Q(due__gte=on, due__lte=soon)),
            whole=Count("pk"),
        )
        counts["overdue"] += counted["overdue"]
        counts["soon"] += counted["soon"]
        counts["later"] += counted["whole"] - counted["overdue"] - counted["soon"]
    cut = Paginator(range(sum(counts.values())), PAGE).get_page(page)
    last = cut.end_index()
    keys = sorted(
        (
            (kind, pk, due or _NO_DATE)
            for kind, found in kinds.items()
            for pk, due in found.order_by(F("due").asc(nulls_last=True), "pk").values_list(
                "pk", "due"
            )[:last]
        ),
        key=lambda key: (key[2], key[0], key[1]),
    )
    items = _items(keys[max(cut.start_index() - 1, 0) : last], held, on=on)
    groups = [
        Group(code, count, [item for item in items if _group(item.due_on or _NO_DATE, on) == code])
        for code, count in counts.items()
    ]
    return groups, cut


def _group(due: date, on: date) -> str:
    if due < on:
        return "overdue"
    return "soon" if due <= on + timedelta(days=SOON_DAYS) else "later"


def _open_tasks(held: Iterable[HeldRole], refs: dict[str, frozenset[str]]) -> QuerySet[Task]:
    """Return the open tasks at the steps of each role, of dossiers within the role's unit.

    The steps are found by their index first; the dossiers narrow what that finds.
    """
    by_path: dict[str, set[str]] = {}
    for role in held:
        by_path.setdefault(role.unit_path, set()).update(refs.get(role.role, ()))
    scope = Q(pk__in=[])
    for path, names in by_path.items():
        if names:
            units = Unit.objects.filter(path__startswith=path).order_by().values("pk")
            under_way = Dossier.objects.filter(outcome=Dossier.Outcome.OPEN, agency__in=units)
            scope |= Q(flow_task__in=sorted(names), process__in=under_way.order_by().values("pk"))
    everything = sorted(set().union(*by_path.values()))
    found: QuerySet[Task] = Task.objects.filter(scope, status=STATUS.NEW, flow_task__in=everything)
    return found.order_by()


def _tasks(held: Collection[HeldRole]) -> QuerySet[Task]:
    nearest = (
        Deadline.objects.open()
        .filter(dossier=OuterRef("process_id"))
        .order_by()
        .values("dossier")
        .annotate(first=Min("due_on"))
        .values("first")
    )
    found: QuerySet[Task] = _open_tasks(held, refs_by_role()).annotate(due=Subquery(nearest))
    return found


def _gates(held: Collection[HeldRole]) -> QuerySet[Task]:
    """Return the gates that wait for somebody else: what waits for oneself is a request."""
    asked = FactRequest.objects.filter(dossier=OuterRef("process_id"), closed=False).order_by()
    found: QuerySet[Task] = (
        _open_tasks(held, gate_refs_by_role())
        .filter(~Exists(asked.filter(role__in={role.role for role in held})))
        .annotate(due=Subquery(asked.values("dossier").annotate(d=Min("due_on")).values("d")))
    )
    return found


def _requests(held: Collection[HeldRole]) -> QuerySet[FactRequest]:
    scope = Q(pk__in=[])
    for role in held:
        scope |= Q(role=role.role, dossier__agency__path__startswith=role.unit_path)
    found = FactRequest.objects.filter(scope, closed=False).order_by()
    return cast("QuerySet[FactRequest]", found.annotate(due=F("due_on")))


def _items(
    keys: Sequence[tuple[str, int, date]], held: Collection[HeldRole], *, on: date
) -> list[WorkItem]:
    task_keys = [pk for kind, pk, _due in keys if kind != "request"]
    request_keys = [pk for kind, pk, _due in keys if kind == "request"]
    tasks = {t.pk: t for t in Task.objects.filter(pk__in=task_keys).only("process_id", "flow_task")}
    requests = {
        row.pk: row
        for row in FactRequest.objects.filter(pk__in=request_keys).select_related(
            "candidate__person"
        )
    }
    wanted = {t.process_id for t in tasks.values()} | {r.dossier_id for r in requests.values()}
    dossiers = {d.pk: d for d in Dossier.objects.filter(pk__in=wanted).to_show()}
    substituted = {role.in_place_of for role in held if role.in_place_of}
    names = {
        account.pk: account.display_name
        for account in Account.objects.filter(pk__in=substituted).select_related("person")
    }
    items = []
    for kind, pk, due in keys:
        if kind == "request":
            row = requests[pk]
            dossier = dossiers[row.dossier_id]
            node, roles = dossier.flow_class.instance.node(row.step), (row.role,)
            title, about = words.fact_label(row.fact), row.about
        else:
            dossier = dossiers[tasks[pk].process_id]
            node = tasks[pk].flow_task
            roles, title, about = node.roles, str(node.task_title), ""
        role = _as_whom(held, roles, dossier)
        where = cites(dossier.flow_class, node)
        known = None if due == _NO_DATE else due
        items.append(
            WorkItem(
                kind=kind,
                key=pk,
                dossier=dossier,
                title=title,
                about=about,
                role=name_of(role.role) if role else "",
                in_place_of=names.get(role.in_place_of, "") if role and role.in_place_of else "",
                due_on=known,
                days=(known - on).days if known else None,
                cite=where[0] if where else None,
                step=node.name,
            )
        )
    return items


def _as_whom(
    held: Collection[HeldRole], roles: Collection[str], dossier: Dossier
) -> HeldRole | None:
    mine = [role for role in held if role.role in roles and role.covers(dossier.agency)]
    return min(mine, key=lambda role: role.in_place_of is not None, default=None)


def overdue_deadlines(held: Collection[HeldRole], *, on: date, most: int = 15) -> list[Deadline]:
    """Return the time limits that have passed in the units that these roles oversee."""
    overseeing = [role for role in held if role.role in _OVERSEEING]
    if not overseeing:
        return []
    found = (
        Deadline.objects.running()
        .filter(within(overseeing, "dossier__agency__path"), due_on__lt=on)
        .select_related("dossier__agency")
        .prefetch_related(with_subjects("dossier__"))
        .order_by("due_on")[:most]
    )
    rows = list(found)
    for row in rows:
        row.days = (row.due_on - on).days
    return rows


def open_duties(held: Collection[HeldRole], *, on: date, most: int = 15) -> list[Duty]:
    """Return the duties that the calendar opened, for those who see to them, soonest first."""
    seeing_to = [role for role in held if role.role in _SEEING_TO_DUTIES]
    if not seeing_to:
        return []
    rows = list(
        Duty.objects.filter(within(seeing_to, "unit__path"), closed_on=None)
        .select_related(
            "person",
            "unit",
            "holding__person",
            "holding__post__title",
            "holding__post__unit",
        )
        .order_by("due_on", "pk")[:most]
    )
    taken_up: dict[int, list[Dossier]] = {}
    for subject in DossierSubject.objects.filter(
        holding__in=[row.holding_id for row in rows if row.holding_id],
        dossier__outcome=Dossier.Outcome.OPEN,
    ).select_related("dossier"):
        taken_up.setdefault(subject.holding_id, []).append(subject.dossier)
    for row in rows:
        row.days = (row.due_on - on).days
        row.dossiers = taken_up.get(row.holding_id, [])
        row.answered_by = [] if row.dossiers else _answered_by(row, held, on=on)
    return rows


def _answered_by(row: Duty, held: Collection[HeldRole], *, on: date) -> list[Procedure]:
    """Return the procedures by which a duty is answered: about the end of the term of its post.

    Those that one of the roles may open, and of which the post may be a case by the law.
    """
    if row.holding is None:
        return []
    subject, roles = DossierSubject.of(row.holding), {role.role for role in held}
    event = event_of(row.kind)
    return [
        procedure
        for procedure in by_procedure().values()
        if procedure.roles & roles
        and (about := procedure.edition_on(on).about).plans == event
        and about.no_case(subject, by=on) is None
    ]


def engine_failures(held: Collection[HeldRole], *, most: int = 15) -> list[GateRun]:
    """Return the candidates whom the judges could not judge, for those who run the machine."""
    operating = [role for role in held if role.role in _OPERATING]
    if not operating:
        return []
    last = (
        GateRun.objects.filter(candidate=OuterRef("candidate_id"))
        .order_by()
        .values("candidate")
        .annotate(last=Max("pk"))
        .values("last")
    )
    return list(
        GateRun.objects.filter(
            within(operating, "dossier__agency__path"),
            result=GateRun.Result.ENGINE_FAILED,
            dossier__outcome=Dossier.Outcome.OPEN,
        )
        .annotate(last=Subquery(last))
        .filter(pk=F("last"))
        .select_related("dossier", "candidate__person")
        .prefetch_related(with_subjects("dossier__"))
        .order_by("-pk")[:most]
    )
