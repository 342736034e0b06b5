"""Dossiers of moves: a person is seconded, step by step, as the screens do."""

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
from workflow_engine.dossiers.models import Dossier, DossierSubject, FactRequest, Stance
from workflow_engine.flows.flow import choose_edition
from workflow_engine.journal.statements import Document

# What a person without any obstacle has the gate told, each on a paper.
NOTHING_IN_THE_WAY = {
    "serious_illnesses_treated": 0,
    "long_studies_open": 0,
    "pregnancy_maternity_or_small_child": 0,
    "hardships_confirmed": 0,
    "open_inspections_involving_person": 0,
    "confirmed_no_other_relocation_bar": True,
    "wishes_to_move": False,
}
PROPOSED = {
    "secondment_ground": "urgent_task",
    "secondment_months": 12,
    "sector_law_sets_secondment": False,
}


def open_secondment(made: walk.World, person: str = "candidate-1", **changes: Any) -> Dossier:
    """Open a secondment to the staff of the city; keyword arguments change the proposal."""
    act = nodes.ProposalAct(
        need="Giúp thành phố chuẩn bị sắp xếp đơn vị hành chính.",
        request_number="05/TTr-SO",
        submitted_on=made.on,
        planned_effective_on=made.on + timedelta(days=30),
        stated=PROPOSED,
        post=made.posts["TP-CV"].pk,
    )
    return steps.open_dossier(
        opening=Opening(
            made.agency,
            DossierSubject.of(made.people[person]),
            choose_edition("secondment", on=made.on),
        ),
        act=replace(act, **changes),
        account=made.account("hr_officer"),
        at=made.at(),
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
    told = {**NOTHING_IN_THE_WAY, **said}
    asked = []
    for _round in range(40):
        request = dossier.fact_requests.filter(closed=False).order_by("pk").first()
        if request is None:
            break
        asked.append(request.fact)
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
            raise AssertionError(waiting.flow_task.name)


R1_DAY = date(2026, 3, 2)
