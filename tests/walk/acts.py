"""Where a dossier stands, and an act that its step accepts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from tests.walk.people import World
from workflow_engine import nodes
from workflow_engine.dossiers.models import Candidate, Decision, Delivery, Dossier, Paper
from workflow_engine.nodes.conference.act import Counted, MoveAct
from workflow_engine.nodes.conference.counting import answers_of
from workflow_engine.nodes.earlier import EARLIER_MINUTES, recorded_act
from workflow_engine.registry.models import (
    PostHolding,
)


def task(dossier: Dossier) -> Task | None:
    """Return the task at which the dossier waits, or None once it is over."""
    return Task.objects.filter(process=dossier, status=STATUS.NEW).order_by("-pk").first()


def step(dossier: Dossier) -> str:
    """Return the name of the step at which the dossier waits, or its outcome."""
    waiting = task(dossier)
    return waiting.flow_task.name if waiting else Dossier.objects.get(pk=dossier.pk).outcome


def taken(dossier: Dossier) -> list[str]:
    """Return the steps that the dossier took, in their order, gates and the end included."""
    rows = Task.objects.filter(process=dossier, status=STATUS.DONE).order_by("pk")
    return [row.flow_task.name for row in rows]


def candidates(dossier: Dossier, *status: str) -> list[Candidate]:
    """Return the candidates by name; those in consideration unless statuses are named."""
    wanted = status or (Candidate.Status.STANDING,)
    return list(dossier.candidates.filter(status__in=wanted).select_related("person"))


def act_for(made: World, dossier: Dossier, **changes: Any) -> Any:
    """Return an act that the step accepts, with what the keyword arguments change."""
    dossier = Dossier.objects.select_related("agency").get(pk=dossier.pk)
    node = task(dossier).flow_task
    return _ACTS[type(node)](made, dossier, node, changes)


def _approval_number() -> str:
    """Return a number that no decision on record bears: an agency gives each once a year."""
    return f"{Paper.objects.count() + 20}/QĐ-CT"


def _decision_number() -> str:
    """Return the number of the next decision: the first is 80/QĐ-TP."""
    return f"{Decision.objects.count() + 80}/QĐ-TP"


def _revision(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    planned = {each.by: dossier.dates[each.event] for each in node.dated if each.planned}
    given = {"need": dossier.need, **_request(made, node, "11"), **planned}
    return nodes.RevisionAct(**(given | {"earlier": recorded_act(dossier)} | changes))


def _request(made: World, node: Any, number: str) -> dict[str, Any]:
    """Return the papers of a proposal: its request, and its minutes where a body decides on it."""
    given: dict[str, Any] = {
        "request_number": f"{number}/TTr-SO",
        "request_date": made.on,
        "submitted_on": made.on,
    }
    if node.minutes:
        given |= {"minutes_number": f"{number}/BB-SO", "minutes_date": made.on}
    return given


def _approval(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {"decision": "approved", "number": _approval_number(), "dated_on": made.on}
    given["edition_confirmed"] = node.confirms_edition(dossier)
    earlier = recorded_act(dossier)
    if earlier is not None and earlier.kind == EARLIER_MINUTES:
        given["dated_on"] = earlier.dated_on
    if changes.get("decision", "approved") != "approved":
        given["reason"] = "Cần làm rõ thêm."
    return nodes.ApprovalAct(**(given | changes))


def _nomination(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    source = getattr(dossier.flow_class, "source", "")
    named = [made.people["from-elsewhere"]] if source == "elsewhere" else made.eligible
    people = () if node.optional else tuple(person.pk for person in named)
    given: dict[str, Any] = {"people": people}
    if dossier.flow_class.considers.each_its_own:  # one free post, one person
        given = {"people": people[:1], "posts": dict.fromkeys(people[:1], made.posts["KHAC-VP"].pk)}
    return nodes.NominationAct(**(given | changes))


def _summons(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    lists = {
        conference.name: tuple(
            nodes.Summoned(member.person, member.capacities)
            for member in conference.composition(dossier, on=made.on)
        )
        for conference in node.conferences()
    }
    earlier = recorded_act(dossier)
    held_before = earlier is not None and earlier.kind == EARLIER_MINUTES
    given = {"lists": lists, "dated_on": earlier.dated_on if held_before else made.on}
    return nodes.SummonsAct(**(given | changes))


def opening_for(made: World, node: Any, **changes: Any) -> Any:
    """Return an act by which a start opens a dossier."""
    return _OPENINGS[type(node)](made, node, changes)


def _proposal(made: World, node: Any, changes: dict) -> Any:
    given: dict[str, Any] = {"need": "Cần thực hiện theo kế hoạch.", **_request(made, node, "01")}
    for field in node.plans:
        given[field] = made.on + timedelta(days=30 if field == "planned_effective_on" else 0)
    if node.flow_class.considers.each_its_own:
        given["post"] = made.posts["KHAC-VP"].pk
    return nodes.ProposalAct(**(given | changes))


def _opening_notice(made: World, node: Any, changes: dict) -> Any:
    deliveries = tuple(
        nodes.Delivered(audience, "Người nhận", Delivery.Channel.HANDED_OVER, made.on, "Ký nhận")
        for audience in node.audiences
    )
    given = {
        "number": "10/TB-SO",
        "dated_on": made.on,
        "text": "Thông báo hết thời hạn giữ chức vụ.",
        "deliveries": deliveries,
    }
    return nodes.NoticeAct(**(given | changes))


def _notice(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    return _opening_notice(made, node, {"number": "11/GN-SO", **changes})


def _receipt(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    right = nodes.Received(made.on, made.on, right=True, number="01/SỔ-KK")
    found = {candidate.pk: right for candidate in candidates(dossier)}
    return nodes.ReceiptAct(**({"received": found} | changes))


def _carried_out(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    return nodes.CarriedOutAct(**changes)


def _self_report(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    scan = ContentFile(b"%PDF-1.7 scan", name="bao-cao.pdf")
    reports = {
        candidate.pk: nodes.Reported(made.on, made.on, file=scan)
        for candidate in candidates(dossier)
    }
    return nodes.SelfReportAct(**({"reports": reports} | changes))


def _evaluation(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    evaluated = {
        candidate.pk: nodes.Evaluated("Hoàn thành tốt nhiệm vụ.", proposed=True)
        for candidate in candidates(dossier)
    }
    given = {"number": "35/NX-SO", "dated_on": made.on, "evaluated": evaluated}
    return nodes.EvaluationAct(**(given | changes))


def _consultation(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    """Return the letters to all who have to be asked, or then the answer of the next of them."""
    letters = node.letters(dossier)
    asked = [body for body in node.bodies if not body.optional]
    unasked = [body for body in asked if body.code not in letters]
    if unasked:
        given = {
            "letters": tuple(
                nodes.Letter(body.code, "06/CV", made.on, "Nơi được hỏi") for body in unasked
            )
        }
        return nodes.AskAct(**(given | changes))
    standing = [candidate.pk for candidate in candidates(dossier)]
    waiting = node.unanswered(letters, standing)
    if not waiting:
        return nodes.GoOnAct(**changes)
    [body, *_] = waiting
    about = standing if body.each else [None]
    answer: dict[str, Any] = {
        "body": body.code,
        "number": "07/CV",
        "dated_on": made.on,
        "received_on": made.on,
        "signed_by": "Chánh Văn phòng",
        "answers": dict.fromkeys(about, nodes.Answered("agree")),
        "file": ContentFile(b"%PDF-1.7 scan", name="07.pdf"),
    }
    return nodes.AnswerAct(**(answer | changes))


def _meeting(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    met = nodes.Met(
        met_on=made.on,
        met_by=made.people["director"].pk,
        stance="agree",
        minutes_number="08/BB",
        minutes_dated_on=made.on,
    )
    people = [candidate.pk for candidate in candidates(dossier)]
    return nodes.MeetingAct(**({"met": dict.fromkeys(people, met)} | changes))


def _conference(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    if "first_conference_on" in changes:
        return MoveAct(**({"reason": "Người chủ trì đi công tác đột xuất."} | changes))
    summonses = node.summonses(dossier)
    able = [row.person_id for row in summonses if row.attendance != row.Attendance.EXCUSED]
    present = frozenset(changes.pop("present", able))
    superior = node.presiding.by_superior(dossier, on=made.on)
    presided_as = changes.get("presided_as", "superior" if superior else "head")
    given: dict[str, Any] = {
        "held_on": dossier.dates["first_conference_on"] if node.opens_the_procedure else made.on,
        "presided_as": presided_as,
        "presided_by": made.people["director" if presided_as == "head" else "chairman"].pk,
        "superior_case": "one-leader" if superior else "",
        "minutes_number": "30/BB-HN",
        "announced": bool(node.announced),
        "present": present,
    }
    if node.ballots:
        given |= {"count_minutes_number": "31/BBKP-HN", "slips_stamped": True}
    if len(node.ballots) == 1 and "counts" not in changes:
        [ballot] = node.ballots
        given["counts"] = {ballot.name: counted(ballot, dossier, summonses, present, changes)}
    return nodes.ConferenceAct(**(given | changes))


_FIGURES = ("slips_prepared", "slips_distributed", "slips_returned", "blank_or_spoiled")


def counted(
    ballot: Any, dossier: Dossier, invited: Any, present: Any, changes: dict[str, Any]
) -> Counted:
    """Return the count of a ballot: all for the first option, or as `changes` has the `votes`.

    What it takes of `changes`, the figures of the slips among it, is taken out of them.
    """
    answers = answers_of(ballot, dossier)
    options = [str(candidate.pk) for candidate in candidates(dossier)]
    options = list(answers) or options
    votes = changes.pop("votes", None)
    if votes is None:
        votes = {options[0]: len(present)}
    votes = {
        **dict.fromkeys(options, 0),
        **{str(getattr(key, "pk", key)): slips for key, slips in votes.items()},
    }
    blank = changes.get("blank_or_spoiled", len(present) - sum(votes.values()))
    figures = {
        "slips_prepared": len(invited),
        "slips_distributed": len(present),
        "slips_returned": sum(votes.values()) + blank,
        "blank_or_spoiled": blank,
    }
    figures |= {name: changes.pop(name) for name in _FIGURES if name in changes}
    return Counted(**figures, votes=votes)


def _choice(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {
        "candidate": candidates(dossier)[0].pk,
        "opinions": "Ý kiến được báo cáo đầy đủ.",
        "dated_on": made.on,
    }
    if "refused" in node.branches:
        given |= {"candidate": None, "decision": "done"}
    return nodes.ChoiceAct(**(given | changes))


def _disclosure(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {
        "disclosed_on": made.on,
        "minutes_number": "40/BB-CK",
        "copies_handed_out": True,
        "read_out": True,
    }
    return nodes.DisclosureAct(**(given | changes))


def _opinion(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {
        "body": "Đảng ủy Sở Thử",
        "number": "50/CV-ĐU",
        "dated_on": made.on,
        "opinions": tuple(
            nodes.OpinionOnCandidate(candidate.pk, "Nhất trí giới thiệu.")
            for candidate in candidates(dossier)
        ),
    }
    return nodes.OpinionAct(**(given | changes))


def _papers(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    late = dossier.deadlines.open().filter(due_on__lt=made.on).exists()
    given = {
        "delay_explained": "Quy trình đã thực hiện từ trước." if late else "",
        "papers": tuple(
            nodes.PaperFiled(candidate.pk, paper.kind, "60/TL", made.on, "Sở Thử")
            for candidate in candidates(dossier)
            for paper in node.required
        ),
    }
    return nodes.PapersAct(**(given | changes))


def _report(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {
        "number": "70/BC-SO",
        "dated_on": made.on,
        "addressed_to": "Ủy ban nhân dân Thành phố Thử",
        "text": "Không có người được lựa chọn.",
    }
    return nodes.ReportAct(**(given | changes))


def _decision(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    candidate = candidates(dossier)[0]
    given = {
        "decision": "approved",
        "candidate": candidate.pk,
        "dated_on": made.on,
        "number": _decision_number(),
    }
    if node.from_day is not None:
        given["effective_on"] = node.from_day(dossier)
    else:
        given["effective_on"] = max(dossier.planned_effect, made.on)
        held = PostHolding.objects.filter(
            person=candidate.person,
            voided=False,
            kind=PostHolding.Kind.APPOINTED,
            held_from__lte=made.on,
        ).exclude(held_until__lte=made.on)
        given["ends"] = tuple(held.values_list("pk", flat=True)) if node.ends_posts else ()
    if changes.get("decision", "approved") != "approved":
        given["reason"] = "Cần xem xét lại."
    return nodes.DecisionAct(**(given | changes))


def _declining(made: World, dossier: Dossier, node: Any, changes: dict) -> Any:
    given = {"number": _decision_number(), "dated_on": made.on, "reason": "Không đủ điều kiện."}
    return nodes.DecliningAct(**(given | changes))


_ACTS: dict[type, Callable[[World, Dossier, Any, dict], Any]] = {
    nodes.Revision: _revision,
    nodes.SelfReport: _self_report,
    nodes.Notice: _notice,
    nodes.Receipt: _receipt,
    nodes.CarryingOut: _carried_out,
    nodes.Evaluation: _evaluation,
    nodes.Approval: _approval,
    nodes.Nomination: _nomination,
    nodes.Summons: _summons,
    nodes.Consultation: _consultation,
    nodes.Meeting: _meeting,
    nodes.Conference: _conference,
    nodes.Choice: _choice,
    nodes.Disclosure: _disclosure,
    nodes.Opinion: _opinion,
    nodes.PapersCheck: _papers,
    nodes.Report: _report,
    nodes.Decision: _decision,
    nodes.Declining: _declining,
}
_OPENINGS: dict[type, Callable[[World, Any, dict], Any]] = {
    nodes.OpeningNotice: _opening_notice,
    nodes.Proposal: _proposal,
}
