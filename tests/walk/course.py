"""A dossier is opened and walked, step by step, as the screens do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from viewflow.workflow.models import Task

from tests.walk.acts import act_for, candidates, opening_for, step, taken, task
from tests.walk.people import BASIS, FURNISHED, World
from workflow_engine import nodes
from workflow_engine.access.models import Account
from workflow_engine.acts import steps
from workflow_engine.acts.beside import answers
from workflow_engine.acts.steps import Opening
from workflow_engine.dossiers.models import (
    Candidate,
    Dossier,
    DossierSubject,
    FactRequest,
    InterestDeclaration,
)
from workflow_engine.dossiers.taking_part import participants_of
from workflow_engine.flows.about import Kind
from workflow_engine.flows.flow import choose_edition, procedures
from workflow_engine.journal.statements import Document
from workflow_engine.nodes import stating
from workflow_engine.nodes.earlier import EARLIER_POLICY, EarlierAct
from workflow_engine.nodes.stating import Said

# What a named person states of whoever meets every condition.
STATED: dict[str, Any] = {
    "confirmed_time_in_post": True,
    "confirmed_assessment_of_short_service": True,
    "confirmed_other_conditions": True,
    "confirmed_no_other_bar": True,
    "experience_assessed_fit": True,
    "political_standard_concluded": True,
    "post_needed": True,
    "agency_under_inspection": False,
    "confirmed_no_other_postponement": True,
    "maternity_leaves_open": 0,
    "months_abroad_on_mission": 0,
    "months_in_hospital": 0,
    "pending_responsibility_matters": 0,
    "title_limited_to_two_terms": False,
    "new_term_months": 60,
    "extension_assessed_fit": True,
    # Of whoever moves.
    "secondment_ground": "urgent_task",
    "secondment_months": 12,
    "sector_law_sets_secondment": False,
    "urgent_task_unfinished": True,
    "objective_reason_recorded": True,
    "returned_to_sending_agency": True,
    "fitting_position_after_secondment": True,
    "rotation_reason": "planning",
    "planned_rotation_months": 36,
    "rotation_within_political_system": True,
    "in_approved_rotation_plan": True,
    "rotation_standing_assessed": True,
    "rotation_prospects_assessed": True,
    "title_closed_to_locals": False,
    "serious_illnesses_treated": 0,
    "long_studies_open": 0,
    "pregnancy_maternity_or_small_child": 0,
    "hardships_confirmed": 0,
    "open_inspections_involving_person": 0,
    "confirmed_no_other_relocation_bar": True,
    "wishes_to_move": False,
    # Of whoever comes from elsewhere.
    "policy_names_source": True,
    "workplace_assessment_received": True,
    "elsewhere_person_appraised": True,
    "opinions_not_reported": 0,
    "workplace_slips_share": "over_half",
    "workplace_head_decided_for": True,
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
        minutes_date=changes.get("submitted_on", made.on),
        request_number="02/TTr-SO",
        request_date=changes.get("submitted_on", made.on),
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


def open_about(
    made: World,
    procedure: str,
    what: Any,
    *,
    account: Account | None = None,
    within: Candidate | None = None,
    **changes: Any,
) -> Dossier:
    """Open a dossier of any procedure about a record; keyword arguments change its first act.

    `within` is the candidate of its parent, where it is a child.
    """
    chosen = choose_edition(procedure, on=made.on)
    node = chosen.flow_class.start_node()
    said = None
    if node.states:
        values = {(each.fact, None): STATED[each.fact] for each in node.states}
        said = Said(values, Document("05/TTr-SO", made.on, "Sở Thử", "Theo tờ trình."))
    return steps.open_dossier(
        opening=Opening(made.agency, DossierSubject.of(what), chosen, within),
        act=opening_for(made, node, **changes),
        account=account or made.account(node.roles[0]),
        at=made.at(),
        said=said,
    )


def day_of(flow: Any) -> date:
    """Return a working day of an edition: six weeks before its end, or after its begin."""
    life = flow.edition.life
    if life.until is not None:
        return life.until - timedelta(days=47)
    return max(life.start, date(2026, 8, 1)) + timedelta(days=45)


def subject_of(made: World, flow: Any) -> Any:
    """Return what a dossier of a procedure is opened about, of a world that `furnish` completed.

    It is the vacant post, the agency, a plan, or the first of those whom the procedure offers and
    whose file is whole.
    """
    kind = flow.about.kind
    if kind is Kind.POST:
        return made.post
    if kind is Kind.UNIT:
        return made.agency
    if kind is Kind.PLAN:
        return "Kế hoạch năm 2027"
    ready = [made.people[key] for key in FURNISHED]
    offered = [each.subject.what for each in flow.about.offered(made.agency, on=made.on)]
    for person in ready:
        for what in offered:
            if person == (what if kind is Kind.PERSON else what.person):
                return what
    raise AssertionError(f"{flow.procedure}: nobody in the world to open a dossier about ({kind})")


def open_any(made: World, flow: Any, **changes: Any) -> Dossier:
    """Open a dossier of any edition of any procedure, by its declarations; a child in a parent."""
    if flow.decided_in_parent:
        whose = _candidate_of_a_parent(made, flow)
        dossier = open_about(made, flow.procedure, whose.person, within=whose, **changes)
    else:
        dossier = open_about(made, flow.procedure, subject_of(made, flow), **changes)
    assert dossier.flow_class is flow, f"{made.on} chooses {dossier.flow_class.edition.code}"
    return dossier


def _candidate_of_a_parent(made: World, flow: Any) -> Candidate:
    """Return somebody of a dossier for whom a child is carried out."""
    parent = open_any(
        made,
        next(
            each
            for each in procedures()
            if each.edition.life.covers(made.on)
            and flow.procedure in [child.procedure for child in each.children]
        ),
    )
    while not candidates(parent):
        take(made, parent)
    return candidates(parent)[0]


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

    `said` is what the step states of facts; unsaid, it is what holds of whoever meets everything.
    """
    waiting = task(dossier)
    node = waiting.flow_task
    if node.kind == "gate":
        supply_all(made, dossier)
        return dossier
    if node.kind == "carrying-out":
        for candidate in candidates(dossier):
            child = open_about(made, node.procedure, candidate.person, within=candidate)
            to_the_end(made, child)
    return perform(made, dossier, act_for(made, dossier, **changes), account=account, said=said)


def perform(
    made: World,
    dossier: Dossier,
    act: Any,
    *,
    account: Account | None = None,
    said: Said | None = None,
) -> Dossier:
    """Take the step at which the dossier waits by an act."""
    waiting = task(dossier)
    node = waiting.flow_task
    if said is None and node.states:
        said = said_at(made, dossier, node)
    return steps.perform(
        task_id=waiting.pk,
        act=act,
        account=account or made.account(node.roles[0]),
        at=made.at(),
        said=said,
    )


def said_at(made: World, dossier: Dossier, node: Any) -> Said:
    """Return what a step states of whoever meets every condition."""
    standing = {candidate.pk: candidate for candidate in candidates(dossier)}
    values = {key: STATED[key[0]] for key in stating.asked(node, standing)}
    return Said(values, Document("04/BC-SO", made.on, "Sở Thử"))


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


def supply(made: World, asked: FactRequest, *, confirmed: Any = None) -> None:
    """Supply one fact: a statement, or the declarations of everybody who took part."""
    if asked.fact == "conflict_declarations_missing":
        declare_interests(made, asked.dossier)
        waiting = task(asked.dossier)
        steps.run_gate(task_id=waiting.pk, account=made.account("hr_officer"), at=made.at())
        return
    if asked.fact not in STATED:
        raise AssertionError(f"{asked.candidate} lacks {asked.fact}")
    answers.state_fact(
        request_id=asked.pk,
        value=STATED[asked.fact] if confirmed is None else confirmed,
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
