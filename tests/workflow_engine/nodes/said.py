"""A small procedure in which everything is told and said, and acts that its steps accept.

It is no procedure of the law: it has each kind once, in an order of its own.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from django.core.files.base import ContentFile
from viewflow import this

from tests import made_up, walk
from workflow_engine import nodes
from workflow_engine.access.roles import Role
from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models import Candidate, Dossier, DossierSubject
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.flows.flow import ChosenEdition, StatutoryFlow
from workflow_engine.journal import limits
from workflow_engine.journal.journal import candidates_of
from workflow_engine.nodes import Asked, Consultation, Evaluation, Meeting, Notice, OpeningNotice

WORKPLACE = Asked("workplace", "Nơi đang công tác", each=True)
RECEIVER = Asked("receiver", "Nơi tiếp nhận")
PARTY = Asked("party", "Cấp ủy", optional=True)
HR = (Role.HR_OFFICER, Role.HEAD_OF_HR)


class SaidFlow(StatutoryFlow):
    """Everything that is told and said."""

    process_title = "Thủ tục thử"
    process_description = "Điều 39 (thử)"
    procedure = "made-up-said"
    procedure_title = "Thủ tục thử"
    number_prefix = "TS"
    instrument = "170/2025/NĐ-CP"
    edition = made_up.EDITION
    schedule = "appointment.renewal"
    about = About(Kind.POST, choose="posts_to_fill")
    considers = Considers(post=Aim.OF_SUBJECT, whoever=Whoever.NOMINATED)
    governed_by = "notified_on"
    asks_for_papers = False
    put_off_by = "renewal"

    notify = (
        OpeningNotice(paper="renewal-notice")
        .Annotation(title="Thông báo")
        .Cites("39", "1")
        .By(Role.APPOINTING_AUTHORITY, *HR)
        .Dates("notified_on", by="notified_on")
        .Next(this.report)
    )
    report = (
        nodes.SelfReport()
        .Annotation(title="Tự nhận xét")
        .Cites("39", "1")
        .By(*HR)
        .Dates("self_report_on", by="received_on", each=True)
        .Next(this.evaluate)
        .Nobody(this.ended)
    )
    evaluate = (
        Evaluation()
        .Annotation(title="Người đứng đầu đánh giá")
        .Cites("39", "3")
        .By(Role.LEADER)
        .Next(this.meet)
        .Nobody(this.ended)
    )
    meet = (
        Meeting()
        .Annotation(title="Gặp, trao đổi")
        .Cites("26", "5", "b")
        .By(Role.LEADER, *HR)
        .Next(this.consult)
        .Nobody(this.ended)
    )
    consult = (
        Consultation((WORKPLACE, RECEIVER, PARTY))
        .Annotation(title="Lấy ý kiến bằng văn bản")
        .Cites("26", "5", "a")
        .By(*HR)
        .Next(this.tell)
        .Nobody(this.ended)
    )
    tell = (
        Notice(paper="notice")
        .Annotation(title="Thông báo kết quả")
        .Cites("39", "1")
        .By(*HR)
        .Next(this.done)
        .Nobody(this.ended)
    )
    done = nodes.End(Dossier.Outcome.ACHIEVED).Annotation(title="Xong")
    ended = nodes.End(Dossier.Outcome.STOPPED).Annotation(title="Dừng")


# A dossier stores where its procedure stands, and Viewflow looks there: below an application.
SaidFlow.__module__ = "processes.made_up_said"
sys.modules[SaidFlow.__module__] = ModuleType(SaidFlow.__module__)
sys.modules[SaidFlow.__module__].SaidFlow = SaidFlow


def pdf(name: str = "a.pdf") -> ContentFile:
    return ContentFile(b"%PDF-1.7 scan", name=name)


def delivered(
    made: walk.World, audience: str, candidate: int | None = None, **changes: Any
) -> nodes.Delivered:
    given = {
        "audience": audience,
        "addressee": "Sở Thử" if audience == "agency" else "Người được thông báo",
        "channel": "handed-over",
        "served_on": made.on,
        "receipt": "Giấy biên nhận 1/BN",
        "candidate": candidate,
    }
    return nodes.Delivered(**(given | changes))


def notice(made: walk.World, dossier: Dossier | None = None, **changes: Any) -> nodes.NoticeAct:
    people = [each.pk for each in walk.candidates(dossier)] if dossier else []
    given = {
        "number": "01/TB-SO",
        "dated_on": made.on,
        "text": "Thời hạn giữ chức vụ sắp hết; đề nghị chuẩn bị hồ sơ.",
        "deliveries": (
            *(delivered(made, "person", key) for key in people or [None]),
            delivered(made, "agency"),
        ),
    }
    return nodes.NoticeAct(**(given | changes))


def open_said(made: walk.World, act: nodes.NoticeAct | None = None, people: int = 2) -> Dossier:
    """Open a dossier by a notice; the first of the world's candidates are considered in it."""
    act = act or notice(made)
    chosen = ChosenEdition(SaidFlow, act.notified_on, "thử")
    dossier = steps.open_dossier(
        opening=Opening(made.agency, DossierSubject.of(made.post), chosen),
        act=act,
        account=made.account("hr_officer"),
        at=made.at(),
    )
    for person in made.eligible[:people]:
        Candidate.objects.create(dossier=dossier, person=person, post=made.post, added_at="notify")
    limits.follow(dossier, lambda: candidates_of(dossier), WorkingCalendar.load)
    return dossier


def act_for(made: walk.World, dossier: Dossier, **changes: Any) -> Any:
    """Return an act by which the step at hand is done whole, with changes."""
    people = [each.pk for each in walk.candidates(dossier)]
    node = walk.task(dossier).flow_task
    if node.name == "report":
        report = nodes.Reported(made.on, made.on, "Hoàn thành nhiệm vụ.", pdf())
        return nodes.SelfReportAct(**({"reports": dict.fromkeys(people, report)} | changes))
    if node.name == "evaluate":
        said = nodes.Evaluated("Hoàn thành tốt nhiệm vụ.", proposed=True)
        given = {"number": "05/ĐG", "dated_on": made.on}
        return nodes.EvaluationAct(**(given | {"evaluated": dict.fromkeys(people, said)} | changes))
    if node.name == "meet":
        met = talk(made)
        return nodes.MeetingAct(**({"met": dict.fromkeys(people, met)} | changes))
    return notice(made, dossier, **changes)


def talk(made: walk.World, **changes: Any) -> nodes.Met:
    given = {
        "met_on": made.on,
        "met_by": made.people["director"].pk,
        "stance": "agree",
        "minutes_number": "07/BB",
        "minutes_dated_on": made.on,
    }
    return nodes.Met(**(given | changes))


def letters(made: walk.World, *codes: str, **changes: Any) -> nodes.AskAct:
    given = {"number": "11/CV", "dated_on": made.on, "addressee": "Cơ quan Thử"} | changes
    return nodes.AskAct(tuple(nodes.Letter(body=code, **given) for code in codes))


def answer(
    made: walk.World, code: str, answers: dict[int | None, nodes.Answered], **changes: Any
) -> nodes.AnswerAct:
    given = {
        "body": code,
        "number": "20/CV-TL",
        "dated_on": made.on,
        "received_on": made.on,
        "signed_by": "Chánh Văn phòng",
        "answers": answers,
        "file": pdf(),
    }
    return nodes.AnswerAct(**(given | changes))


def take(made: walk.World, dossier: Dossier, act: Any, role: str = "") -> Dossier:
    task = walk.task(dossier)
    return steps.perform(
        task_id=task.pk,
        act=act,
        account=made.account(role or task.flow_task.roles[0]),
        at=made.at(),
    )


def until(made: walk.World, dossier: Dossier, name: str) -> None:
    """Take the steps before `name` whole."""
    while walk.step(dossier) != name:
        take(made, dossier, act_for(made, dossier))


def days(made: walk.World, count: int) -> date:
    return made.on + timedelta(days=count)
