"""A dossier is opened and walked, step by step, as the screens do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from viewflow.workflow.models import Task

from tests.walk.acts import act_for, step, taken, task
from tests.walk.people import BASIS, World
from workflow_engine import nodes
from workflow_engine.access.models import Account
from workflow_engine.acts import steps
from workflow_engine.acts.beside import answers
from workflow_engine.acts.steps import Opening
from workflow_engine.dossiers.models import (
    Dossier,
    DossierSubject,
    FactRequest,
    InterestDeclaration,
)
from workflow_engine.dossiers.taking_part import participants_of
from workflow_engine.flows.flow import choose_edition, procedures
from workflow_engine.journal.statements import Document
from workflow_engine.nodes.earlier import EARLIER_POLICY, EarlierAct
from workflow_engine.nodes.stating import Said

CONFIRMED = {
    "confirmed_time_in_post",
    "confirmed_assessment_of_short_service",
    "confirmed_other_conditions",
    "confirmed_no_other_bar",
    "experience_assessed_fit",
    "political_standard_concluded",
}


def open_dossier(
    made: World,
    *,
    account: Account | None = None,
    first_conference_on: date | None = None,
    override: str = "",
    earlier: EarlierAct | None = None,
    **changes: Any,
) -> Dossier:
    """Open a dossier for the vacant post; keyword arguments change the proposal.

    With `override` an edition governs by an act of its time: `earlier`, or one that is made up.
    """
    first = first_conference_on or made.on
    if override and earlier is None:
        earlier = earlier_act(override, before=made.on)
    act = nodes.ProposalAct(
        need="Khuyết một Phó Giám đốc Sở phụ trách khối nội bộ.",
        minutes_number="01/BB-SO",
        minutes_date=made.on,
        request_number="02/TTr-SO",
        submitted_on=made.on,
        first_conference_on=first,
        planned_effective_on=first + timedelta(days=30),
        earlier=earlier,
    )
    chosen = choose_edition(
        "appointment-on-site",
        on=first,
        override=override,
        override_reason="Quy trình đã bắt đầu trước ngày 01/08/2026." if override else "",
        acted_on=earlier.dated_on if earlier else None,
    )
    return steps.open_dossier(
        opening=Opening(made.agency, DossierSubject.of(made.post), chosen),
        act=replace(act, **changes),
        account=account or made.account("hr_officer"),
        at=made.at(),
    )


def earlier_act(code: str, *, before: date, **changes: Any) -> EarlierAct:
    """Return an act of the last day of an edition, by which its procedure was carried out."""
    edition = next(flow.edition for flow in procedures() if flow.edition.code == code)
    act = EarlierAct(
        EARLIER_POLICY,
        "19/QĐ-TP",
        edition.life.nearest(before),
        "UBND Thành phố Thử",
        file=ContentFile(b"%PDF-1.7 scan", name="19.pdf"),
    )
    return replace(act, **changes)


def take(
    made: World,
    dossier: Dossier,
    *,
    account: Account | None = None,
    said: Said | None = None,
    **changes: Any,
) -> Dossier:
    """Take the step at which the dossier waits; a gate is taken by supplying what it asks for.

    `said` is what the step states of facts.
    """
    waiting = task(dossier)
    node = waiting.flow_task
    if node.kind == "gate":
        supply_all(made, dossier)
        return dossier
    return steps.perform(
        task_id=waiting.pk,
        act=act_for(made, dossier, **changes),
        account=account or made.account(node.roles[0]),
        at=made.at(),
        said=said,
    )


def until(made: World, dossier: Dossier, name: str) -> Task:
    """Take every step before `name`; return the task that then waits."""
    for _ in range(40):
        if step(dossier) == name:
            return task(dossier)
        if task(dossier) is None:
            break
        take(made, dossier)
    raise AssertionError(f"{name} was not reached: {taken(dossier)}, then {step(dossier)}")


def to_the_end(made: World, dossier: Dossier) -> Dossier:
    """Take every step that is left."""
    for _ in range(40):
        if task(dossier) is None:
            return Dossier.objects.get(pk=dossier.pk)
        take(made, dossier)
    raise AssertionError(f"the dossier does not end: {taken(dossier)}")


def supply_all(made: World, dossier: Dossier) -> None:
    """Supply every fact that the gate asks for, as those who can would.

    Fails where something is asked for that a whole file should have answered.
    """
    for _ in range(40):
        asked = FactRequest.objects.filter(dossier=dossier, closed=False).order_by("pk").first()
        if asked is None:
            break
        supply(made, asked)
    waiting = task(dossier)
    if waiting and waiting.flow_task.kind == "gate":
        steps.run_gate(task_id=waiting.pk, account=made.account("hr_officer"), at=made.at())
        waiting = task(dossier)
    if waiting and waiting.flow_task.kind == "gate":
        left = list(FactRequest.objects.filter(dossier=dossier, closed=False))
        raise AssertionError(f"the gate holds: {[row.fact for row in left]}")


def supply(made: World, asked: FactRequest, *, confirmed: bool = True) -> None:
    """Supply one fact: a confirmation, or the declarations of everybody who took part."""
    if asked.fact == "conflict_declarations_missing":
        declare_interests(made, asked.dossier)
        waiting = task(asked.dossier)
        steps.run_gate(task_id=waiting.pk, account=made.account("hr_officer"), at=made.at())
        return
    if asked.fact not in CONFIRMED:
        raise AssertionError(f"{asked.candidate} lacks {asked.fact}")
    answers.state_fact(
        request_id=asked.pk,
        value=confirmed,
        document=Document("03/BC-SO", made.on, "Sở Thử", "Đã đối chiếu hồ sơ."),
        account=made.account(asked.role),
        at=made.at(),
    )


def declare_interests(made: World, dossier: Dossier) -> None:
    """Let everybody who took part so far declare that there is no conflict of interest."""
    missing = participants_of(dossier) - set(
        dossier.interest_declarations.values_list("person", flat=True)
    )
    for person in sorted(missing):
        InterestDeclaration.objects.create(
            dossier=dossier,
            person_id=person,
            declared_on=made.on,
            conflict=False,
            document_number=BASIS,
            recorded_by=made.account("hr_officer"),
        )
