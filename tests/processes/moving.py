"""Dossiers of people who move: seconded, appointed from elsewhere, rotated, as the screens do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile

from tests import walk
from workflow_engine import nodes
from workflow_engine.acts import steps
from workflow_engine.acts.beside import answers
from workflow_engine.acts.steps import Opening
from workflow_engine.dossiers.models import Candidate, Dossier, DossierSubject, FactRequest, Stance
from workflow_engine.flows.flow import choose_edition
from workflow_engine.journal.statements import Document
from workflow_engine.nodes.stating import Said

_SECONDED = ("secondment_ground", "secondment_months")
_ROTATED = ("rotation_reason", "planned_rotation_months", "rotation_within_political_system")
PROPOSED = {fact: walk.STATED[fact] for fact in _SECONDED}
ROTATED = {fact: walk.STATED[fact] for fact in _ROTATED}


def said_of(made: walk.World, values: dict[str, Any]) -> Said:
    """Return what a proposal states of the dossier, on its own paper."""
    document = Document("05/TTr-SO", made.on, "Sở Thử", "Theo tờ trình.")
    return Said({(fact, None): value for fact, value in values.items()}, document)


def open_secondment(
    made: walk.World,
    person: str = "candidate-1",
    stated: dict[str, Any] | None = None,
    **changes: Any,
) -> Dossier:
    """Open a secondment to the staff of the city; keyword arguments change the proposal."""
    act = nodes.ProposalAct(
        need="Giúp thành phố chuẩn bị sắp xếp đơn vị hành chính.",
        request_number="05/TTr-SO",
        request_date=made.on,
        planned_effective_on=made.on + timedelta(days=30),
        post=made.posts["TP-CV"].pk,
    )
    act = replace(act, **changes)
    return steps.open_dossier(
        opening=Opening(
            made.agency,
            DossierSubject.of(made.people[person]),
            choose_edition("secondment", on=act.request_date),
        ),
        act=act,
        account=made.account("hr_officer"),
        at=made.at(),
        said=said_of(made, PROPOSED if stated is None else stated),
    )


def take(made: walk.World, dossier: Dossier, act: Any, role: str = "") -> Dossier:
    waiting = walk.task(dossier)
    return steps.perform(
        task_id=waiting.pk,
        act=act,
        account=made.account(role or waiting.flow_task.roles[0]),
        at=made.at(),
    )


def consult(made: walk.World, dossier: Dossier, stance: str = Stance.AGREE) -> None:
    """Ask every body of the step in writing, and let each answer the same."""
    node = walk.task(dossier).flow_task
    asked = [each for each in node.bodies if not each.optional]
    letters = tuple(nodes.Letter(each.code, "06/CV", made.on, "Nơi được hỏi") for each in asked)
    take(made, dossier, nodes.AskAct(letters))
    said = nodes.Answered(stance, "" if stance == Stance.AGREE else "Chưa bố trí được.")
    for each in asked:
        people = [c.pk for c in walk.candidates(dossier)] if each.each else [None]
        answer = nodes.AnswerAct(
            each.code,
            "07/CV",
            made.on,
            made.on,
            "Chánh Văn phòng",
            dict.fromkeys(people, said),
            ContentFile(b"%PDF-1.7 scan", name="07.pdf"),
        )
        take(made, dossier, answer)


def meet(made: walk.World, dossier: Dossier, **changes: Any) -> None:
    met = nodes.Met(
        met_on=made.on,
        met_by=made.people["director"].pk,
        stance="agree",
        minutes_number="08/BB",
        minutes_dated_on=made.on,
    )
    people = [each.pk for each in walk.candidates(dossier)]
    take(made, dossier, nodes.MeetingAct(dict.fromkeys(people, replace(met, **changes))))


def supply(made: walk.World, dossier: Dossier, **said: Any) -> list[str]:
    """State what the gate asks; return what it asked for, in its order."""
    told = walk.STATED | said
    asked = []
    for _round in range(40):
        request = dossier.fact_requests.filter(closed=False).order_by("pk").first()
        if request is None:
            break
        asked.append(request.fact)
        if request.fact == "conflict_declarations_missing":
            walk.declare_interests(made, dossier)
            steps.run_gate(
                task_id=walk.task(dossier).pk, account=made.account("hr_officer"), at=made.at()
            )
            continue
        answers.state_fact(
            request_id=request.pk,
            value=told[request.fact],
            document=Document("09/XN", made.on, "Sở Thử", "Đã đối chiếu hồ sơ."),
            account=made.account(request.role),
            at=made.at(),
        )
    assert not FactRequest.objects.filter(dossier=dossier, closed=False).exists()
    return asked


def decision(made: walk.World, dossier: Dossier, **changes: Any) -> nodes.DecisionAct:
    given = {
        "decision": "approved",
        "candidate": walk.candidates(dossier)[0].pk,
        "dated_on": made.on,
        "number": "10/QĐ-SO",
        "effective_on": max(dossier.planned_effect, made.on),
    }
    return nodes.DecisionAct(**(given | changes))


def to_the_gate(made: walk.World, dossier: Dossier) -> None:
    """Take the steps before the gate, with everybody agreeing."""
    while (waiting := walk.task(dossier)) and waiting.flow_task.kind != "gate":
        if waiting.flow_task.kind == "consultation":
            consult(made, dossier)
        elif waiting.flow_task.kind == "meeting":
            meet(made, dossier)
        else:
            walk.take(made, dossier)


def open_rotation(
    made: walk.World,
    stated: dict[str, Any] | None = None,
    within: Candidate | None = None,
    **changes: Any,
) -> Dossier:
    """Open the rotation of a head of a section to a post of equal rank in another agency.

    `within` is the candidate of the plan, where it is a child of one.
    """
    act = nodes.ProposalAct(
        need="Luân chuyển theo kế hoạch năm.",
        request_number="05/TTr-SO",
        request_date=made.on,
        planned_effective_on=made.on + timedelta(days=30),
        post=made.posts["KHAC-VP"].pk,
    )
    act = replace(act, **changes)
    return steps.open_dossier(
        opening=Opening(
            made.agency,
            DossierSubject.of(made.people["candidate-1"]),
            choose_edition("rotation", on=act.request_date),
            within,
        ),
        act=act,
        account=made.account("hr_officer"),
        at=made.at(),
        said=said_of(made, ROTATED | (stated or {})),
    )


def open_elsewhere(made: walk.World, **changes: Any) -> Dossier:
    """Open an appointment from elsewhere to the vacant post."""
    act = nodes.ProposalAct(
        need="Khuyết một Phó Giám đốc Sở; nguồn tại chỗ chưa đáp ứng.",
        minutes_number="01/BB-SO",
        minutes_date=made.on,
        request_number="02/TTr-SO",
        request_date=made.on,
        submitted_on=made.on,
        planned_effective_on=made.on + timedelta(days=30),
    )
    return steps.open_dossier(
        opening=Opening(
            made.agency,
            DossierSubject.of(made.post),
            choose_edition("appointment-elsewhere", on=made.on),
        ),
        act=replace(act, **changes),
        account=made.account("hr_officer"),
        at=made.at(),
    )


def enter(made: walk.World, dossier: Dossier, *keys: str) -> None:
    """Have the policy approved, and enter people."""
    if walk.step(dossier) == "decide_policy":
        walk.take(made, dossier)
    people = tuple(made.people[key].pk for key in keys or ("from-elsewhere",))
    take(made, dossier, nodes.NominationAct(people))


R1_DAY = date(2026, 3, 2)
