"""A made-up procedure whose slips answer on one person: agree or disagree, by several bodies.

It is the appointment of 2026 up to its conferences, so that a dossier is opened and walked as any.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest import mock

from django.utils.functional import lazystr
from viewflow import this

from processes.appointment.papers import PAPERS_2026
from processes.appointment.stages import PREPARING, DecisionStage, PolicyStage
from processes.shared.composition import leadership_collective
from tests import made_up, walk
from tests.walk.people import World
from workflow_engine import nodes
from workflow_engine.access.roles import Role
from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.dossiers.models import Dossier, DossierSubject
from workflow_engine.flows.flow import ChosenEdition, Edition, StatutoryFlow
from workflow_engine.journal.statements import Document
from workflow_engine.nodes import (
    Approval,
    Ballot,
    Choice,
    Conference,
    Gate,
    PapersCheck,
    Report,
    Summons,
)
from workflow_engine.nodes.stating import Said


def standing_committee(dossier: Dossier, *, on: date) -> list[Any]:
    """Return the half of the leadership that is the other body here as well."""
    return list(leadership_collective(dossier, on=on))[:2]


class AnsweringFlow(PolicyStage, DecisionStage, StatutoryFlow):
    """Thử."""

    # Rows name a procedure by its module, which has to be one of an app.
    __module__ = "processes.answering"

    process_title = lazystr("Thủ tục thử")
    procedure = "answering"
    procedure_title = lazystr("Thủ tục thử")
    process_description = "Thử"
    source = "on_site"
    instrument = "170/2025/NĐ-CP"
    nomination = "list_candidates"
    number_prefix = "TL"
    edition = Edition("answering.2026", "Thử", date(2026, 8, 1), None, "thử", "theo quy định thử")

    draw_up_summons = Summons().Cites("33", "2", "a").By(Role.HR_OFFICER).Next(this.approve_summons)

    approve_summons = (
        Approval(paper="summons-decision")
        .Cites("33", "2", "a")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Approved(this.check_candidates)
        .Returned(this.draw_up_summons)
    )

    check_candidates = (
        Gate("appointment", facts_on="first_conference_on")
        .Cites("29")
        .Then(this.hold_leadership_conference)
        .Else(this.nobody_left)
    )

    gather_papers = (
        PapersCheck(PAPERS_2026).Cites("35").By(Role.HR_OFFICER).Next(this.check_before_decision)
    )

    hold_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("reappointment.leadership", secret=True),
        )
        .Annotation(title=lazystr("Lấy ý kiến"))
        .Cites("39", "4")
        .By(Role.HR_OFFICER)
        .Dates("first_conference_on", by="held_on")
        .Plans("first_conference_on", by="first_conference_on")
        .On("approved", this.hear_two_bodies)
        .On("head-decides", this.decide_at_half)
        .On("reported", this.report_and_go_on)
        .Moved(this.check_candidates)
    )

    decide_at_half = (
        Choice()
        .Annotation(title=lazystr("Người đứng đầu quyết định"))
        .Cites("39", "4")
        .By(Role.LEADER)
        .Next(this.hear_two_bodies)
        .Refused(this.report_to_authority)
        .Submitted(this.report_and_go_on)
    )

    # The authority lets the ballot be held once more.
    report_and_go_on = (
        Report()
        .Annotation(title=lazystr("Báo cáo"))
        .Cites("39", "4")
        .By(Role.HR_OFFICER)
        .States("rotation_reason", "planned_rotation_months")
        .States("urgent_task_unfinished", each=True)
        .Next(this.hold_leadership_conference)
    )

    hear_two_bodies = (
        Conference(
            composition=leadership_collective,
            summoned_as="hold_final_leadership_conference",
            ballots=(
                Ballot("dismissal.voting-body", secret=True, name="leadership", title="Tập thể"),
                Ballot(
                    "dismissal.voting-body",
                    secret=True,
                    name="committee",
                    title="Thường vụ",
                    composition=standing_committee,
                ),
            ),
        )
        .Annotation(title=lazystr("Hai nơi biểu quyết"))
        .Cites("53", "2")
        .By(Role.HR_OFFICER)
        .On("approved", this.hold_final_leadership_conference)
        .On("head-decides", this.report_to_authority, leaves=True)
        .On("split", this.hold_final_leadership_conference)
    )

    hold_final_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballots=(
                Ballot("dismissal.voting-body", secret=True, name="or-not", title="Có hay không"),
                Ballot(
                    "reappointment.leadership",
                    secret=True,
                    name="again",
                    title="Lần hai",
                    after="or-not:head-decides",
                ),
            ),
        )
        .Annotation(title=lazystr("Hai lượt phiếu"))
        .Cites("53", "2")
        .By(Role.HR_OFFICER)
        .On("approved", this.gather_papers)
        .On("head-decides", this.report_to_authority)
        .On("reported", this.report_to_authority)
    )


@contextmanager
def known() -> Iterator[None]:
    """Have the system know the procedure beside those of the settings."""
    with (
        mock.patch.dict(sys.modules, {AnsweringFlow.__module__: sys.modules[__name__]}),
        made_up.known(AnsweringFlow),
    ):
        yield


def open_dossier(world: World) -> Dossier:
    """Open a dossier of the procedure, with one person in the planning."""
    act = nodes.ProposalAct(
        need="Thử.",
        minutes_number="01/BB",
        minutes_date=world.on,
        request_number="02/TTr",
        request_date=world.on,
        submitted_on=world.on,
        first_conference_on=world.on,
        planned_effective_on=world.on + timedelta(days=30),
        earlier=None,
    )
    walk.delegate(world, AnsweringFlow.procedure)
    chosen = ChosenEdition(AnsweringFlow, world.on, "")
    return steps.open_dossier(
        opening=Opening(world.agency, DossierSubject.of(world.post), chosen),
        act=act,
        account=world.account("hr_officer"),
        at=world.at(),
    )


def counts(world: World, dossier: Dossier, **agreeing: int) -> dict[str, Any]:
    """Return the counts of the waiting conference: so many agree in each ballot, all others not."""
    act = walk.act_for(world, dossier, counts={})
    node = walk.task(dossier).flow_task
    found = {}
    for ballot in node.ballots:
        name = ballot.name.replace("-", "_")
        if name in agreeing:
            body = node.composition if ballot.composition is None else ballot.composition
            voters = [member.person for member in body(dossier, on=world.on)]
            present = [person for person in voters if person in act.present]
            found[ballot.name] = replace(
                nodes.Counted(),
                slips_prepared=len(voters),
                slips_distributed=len(present),
                slips_returned=len(present),
                votes={"agree": agreeing[name], "disagree": len(present) - agreeing[name]},
            )
    return found


def said(world: World, dossier: Dossier, months: int = 36, **changes: Any) -> Said:
    """Return what the report states."""
    [candidate] = walk.candidates(dossier)
    values = {
        ("rotation_reason", None): "planning",
        ("planned_rotation_months", None): months,
        ("urgent_task_unfinished", candidate.pk): False,
    }
    return replace(Said(values, Document("9/KH", world.on, "Sở Thử")), **changes)
