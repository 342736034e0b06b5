"""A procedure that could lead past a gate, or nowhere, is refused with the check that finds it."""

from datetime import date
from unittest import mock

import pytest
from django.utils.translation import override
from viewflow import this

from processes.appointment.effect import appoint
from processes.appointment.presiding import HEAD_OR_SUPERIOR
from processes.shared.composition import leadership_collective
from tests import made_up
from workflow_engine.access.roles import ANSWERED_BY, Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.facts import suppliers
from workflow_engine.facts.reading import GATHERERS
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.flows.checks.procedures import check_flow
from workflow_engine.flows.flow import Edition, StatutoryFlow, procedures
from workflow_engine.nodes import (
    Approval,
    Ballot,
    Conference,
    Decision,
    End,
    Gate,
    Nomination,
    PapersCheck,
    Proposal,
    Start,
)
from workflow_engine.nodes.conference import counting
from workflow_engine.nodes.papers import PaperRequired

EDITION = Edition("thu", "Thử", date(2026, 8, 1), None, "thử", "thử")
PAPERS = (PaperRequired("degrees", "Bằng cấp", "35", "9"),)
COMMON = {
    "presiding": HEAD_OR_SUPERIOR,
    "procedure": "thu",
    "instrument": "170/2025/NĐ-CP",
    "edition": EDITION,
    "about": About(Kind.POST, choose="posts_to_fill"),
    "considers": Considers(),
    "governed_by": "first_conference_on",
    "takes_effect": "appointment_effective_on",
}


def step(node):
    return node.Cites("33", "1").By(Role.HR_OFFICER)


def dated(start, conference="first_conference_on", effect="planned_effective_on"):
    """A start that plans what the procedure waits for."""
    planned = step(start).Plans("first_conference_on", by=conference)
    return planned.Plans("appointment_effective_on", by=effect)


def sound():
    """The nodes of the smallest procedure that is sound; a test changes one."""
    return {
        "propose": dated(Proposal()).Next(this.approve),
        "approve": step(Approval(paper="p"))
        .KeptApartFrom("propose")
        .Approved(this.enter)
        .Returned(this.refused),
        "enter": step(Nomination()).Next(this.check),
        "check": Gate("appointment").Cites("29").Then(this.meet).Else(this.refused),
        "meet": step(
            Conference(composition=leadership_collective, ballot=Ballot("appointment.final", True))
        )
        .Selected(this.gather)
        .Nobody(this.refused)
        .Tied(this.gather),
        "gather": step(PapersCheck(PAPERS)).Next(this.check_again),
        "check_again": Gate("appointment").Cites("29").Then(this.decide).Else(this.refused),
        "decide": step(Decision(gate="appointment", effect=appoint))
        .KeptApartFrom("propose", "enter", "gather")
        .Approved(this.done)
        .Returned(this.enter)
        .Refused(this.refused)
        .Recheck(this.check_again),
        "done": End(Dossier.Outcome.ACHIEVED),
        "refused": End(Dossier.Outcome.REFUSED),
    }


def meeting(**declared):
    return (
        step(Conference(composition=leadership_collective, **declared))
        .Selected(this.gather)
        .Nobody(this.refused)
    )


def papers(*required):
    return step(PapersCheck(required)).Next(this.check_again)


def found(**changes):
    """Return the ids that the check names for the sound procedure with these changes."""
    members = {
        name: node for name, node in {**COMMON, **sound(), **changes}.items() if node is not None
    }
    flow = type("BrokenFlow", (StatutoryFlow,), {"__doc__": "Thử.", **members})
    return {(error.id, error.msg.split(":")[0].rsplit(".", 1)[-1]) for error in check_flow(flow)}


def test_the_smallest_sound_procedure_is_sound():
    assert found() == set()


def test_the_procedures_of_the_project_are_sound():
    assert [error for flow in procedures() for error in check_flow(flow)] == []


@pytest.mark.parametrize(
    ("error", "node", "changes"),
    [
        pytest.param(
            "chuan.E001",
            "enter",
            lambda: {"enter": Nomination().By(Role.HR_OFFICER).Next(this.check)},
            id="a step without a citation",
        ),
        pytest.param(
            "chuan.E001",
            "check",
            lambda: {"check": Gate("appointment").Then(this.meet).Else(this.refused)},
            id="a gate without a citation",
        ),
        pytest.param(
            "chuan.E002",
            "enter",
            lambda: {"enter": Nomination().Cites("29").Next(this.check)},
            id="a step that nobody may take",
        ),
        pytest.param(
            "chuan.E003",
            "check",
            lambda: {"check": Gate("appointment").Cites("29").Then(this.meet)},
            id="a gate without Else",
        ),
        pytest.param(
            "chuan.E003",
            "check",
            lambda: {"check": Gate("appointment").Cites("29").Else(this.refused)},
            id="a gate without Then",
        ),
        pytest.param(
            "chuan.E004",
            "decide",
            lambda: {
                "meet": step(Conference(composition=leadership_collective)).Selected(this.decide)
            },
            id="a decision straight after a conference",
        ),
        pytest.param(
            "chuan.E004",
            "decide",
            lambda: {
                "check_again": Gate("reappointment")
                .Cites("29")
                .Then(this.decide)
                .Else(this.refused)
            },
            id="a decision behind the gate of something else",
        ),
        pytest.param(
            "chuan.E004",
            "decide",
            lambda: {
                "decide": step(Decision(gate="appointment", effect=appoint))
                .KeptApartFrom("propose")
                .Approved(this.done)
                .Returned(this.enter)
                .Refused(this.refused)
                .Recheck(this.enter)
            },
            id="a decision that rechecks at no gate",
        ),
        pytest.param(
            "chuan.E004",
            "meet",
            lambda: {"enter": step(Nomination()).Next(this.meet)},
            id="a conference before any gate",
        ),
        pytest.param(
            "chuan.E005",
            "enter_more",
            lambda: {"enter_more": step(Nomination()).Next(this.check)},
            id="a step that nothing leads to",
        ),
        pytest.param(
            "chuan.E005",
            "enter",
            lambda: {
                "enter": step(Nomination()).Next(this.enter_more),
                "enter_more": step(Nomination()).Next(this.enter),
            },
            id="steps that lead to no end",
        ),
        pytest.param(
            "chuan.E006",
            "enter",
            lambda: {"enter": step(Nomination())},
            id="a step that leads nowhere",
        ),
        pytest.param(
            "chuan.E006",
            "approve",
            lambda: {
                "approve": step(Approval(paper="p")).KeptApartFrom("propose").Approved(this.enter)
            },
            id="an approval that cannot return",
        ),
        pytest.param(
            "chuan.E011",
            "meet",
            lambda: {
                "meet": step(
                    Conference(
                        composition=leadership_collective, ballot=Ballot("appointment.final", True)
                    )
                ).Selected(this.check_again)
            },
            id="a ballot that has to select somebody",
        ),
        pytest.param(
            "chuan.E006",
            "enter",
            lambda: {"enter": step(Nomination()).Next(this.check).branch("skip", this.decide)},
            id="a route that the kind does not know",
        ),
        pytest.param(
            "chuan.E007",
            "approve",
            lambda: {
                "approve": step(Approval(paper="p")).Approved(this.enter).Returned(this.refused)
            },
            id="an approval that the preparer may take",
        ),
        pytest.param(
            "chuan.E007",
            "approve",
            lambda: {
                "approve": step(Approval(paper="p"))
                .KeptApartFrom("propoze")
                .Approved(this.enter)
                .Returned(this.refused)
            },
            id="an approval kept apart from a step that is not there",
        ),
        pytest.param(
            "chuan.E008",
            "enter",
            lambda: {
                "enter": Nomination()
                .Cites("1", instrument="0/0000/NĐ-CP")
                .By(Role.HR_OFFICER)
                .Next(this.check)
            },
            id="an instrument that is not in the list",
        ),
        pytest.param(
            "chuan.E009",
            "check",
            lambda: {"check": Gate("promotion").Cites("29").Then(this.meet).Else(this.refused)},
            id="a gate that the law does not have",
        ),
        pytest.param(
            "chuan.E008",
            "gather",
            lambda: {"gather": papers(PaperRequired("cv", "Lý lịch", "35", "2", "no_such_age"))},
            id="an age of a paper that the law does not have",
        ),
        pytest.param(
            "chuan.E012",
            "meet",
            lambda: {"meet": meeting(ballot=Ballot("no.such-rule", True))},
            id="a ballot that the law does not know",
        ),
        pytest.param(
            "chuan.E012",
            "meet",
            lambda: {"meet": meeting(ballot=Ballot("appointment.r1-final", True))},
            id="a ballot of the law before",
        ),
        pytest.param(
            "chuan.E012",
            "meet",
            lambda: {
                "edition": Edition("thu", "Thử", date(2026, 7, 31), None, "thử", "thử"),
                "meet": meeting(ballot=Ballot("appointment.final", True)),
            },
            id="a ballot that the law has not known since the first day",
        ),
        pytest.param(
            "chuan.E012",
            "meet",
            lambda: {
                "edition": Edition("thu", "Thử", date(2026, 7, 31), date(2026, 8, 2), "thử", "thử"),
                "meet": meeting(quorum="appointment.r1-introduction"),
            },
            id="a quorum that the law gives up before the last day",
        ),
        pytest.param(
            "chuan.E013",
            "decide",
            lambda: {
                "decide": step(Decision(gate="appointment", effect=appoint))
                .KeptApartFrom("propose", "enter")
                .Approved(this.done)
                .Returned(this.gather)
                .Refused(this.refused)
                .Recheck(this.check_again)
            },
            id="a decision that whoever gathered the papers may take",
        ),
        pytest.param(
            "chuan.E013",
            "approve",
            lambda: {
                "approve": step(Approval(paper="p"))
                .KeptApartFrom("propose")
                .Approved(this.enter)
                .Returned(this.refused),
                "check": Gate("appointment").Cites("29").Then(this.meet).Else(this.approve),
            },
            id="an approval to which whoever entered the people leads back",
        ),
        pytest.param(
            "chuan.E014",
            "gather",
            lambda: {"gather": papers(*PAPERS, *PAPERS)},
            id="a paper that is asked for twice",
        ),
        pytest.param(
            "chuan.E014",
            "gather",
            lambda: {"gather": papers(PaperRequired("degrees", "Bằng cấp", "", ""))},
            id="a paper under no article",
        ),
        pytest.param(
            "chuan.E015",
            "meet",
            lambda: {"meet": meeting()},
            id="a conference without a ballot and without a quorum",
        ),
        pytest.param(
            "chuan.E016",
            "enter_2",
            lambda: {"enter_2": step(Nomination()).Next(this.check)},
            id="a name with a number",
        ),
        pytest.param(
            "chuan.E016",
            "conditions",
            lambda: {
                "conditions": Gate("appointment").Cites("29").Then(this.meet).Else(this.refused)
            },
            id="a gate that is not called one",
        ),
    ],
)
def test_a_procedure_with_a_fault_is_refused(error, node, changes):
    assert (error, node) in found(**changes())


def ballots(*outcomes, rule="reappointment.leadership", edition=EDITION):
    """Return what the check finds at a conference that routes these outcomes."""
    meet = made_up.conference(rule)
    for outcome in outcomes:
        meet.On(outcome, this.decide_or_not)
    flow = made_up.flow(
        edition=edition,
        check=Gate("reappointment").Cites("38").Then(this.meet).Else(this.refused),
        meet=meet,
        decide_or_not=Gate("reappointment").Cites("38").Then(this.decide).Else(this.refused),
    )
    return [error for error in check_flow(flow) if error.id == "chuan.E011"]


def test_every_outcome_of_a_count_is_a_route():
    outcomes = ["approved", "head-decides", "reported"]

    assert ballots(*outcomes) == []
    for missing in outcomes:
        [error] = ballots(*(o for o in outcomes if o != missing))
        assert f"'{missing}'" in error.msg
    assert len(ballots("selected", "nobody")) == len(outcomes)


def test_an_opinion_carries_everybody_forward():
    before = Edition("cu", "Cũ", date(2025, 7, 1), date(2026, 8, 1), "thử", "thử")

    assert ballots("opinion", rule="appointment.r1-opinion", edition=before) == []


def test_a_tie_is_no_selection_and_needs_a_route_of_its_own():
    assert ballots("selected", "nobody", rule="appointment.final")[0].msg.count("'tied'") == 1


def test_a_rule_that_the_law_does_not_have_is_told_once():
    assert ballots("selected", "nobody", rule="no.such-rule") == []
    assert found(meet=meeting(ballot=Ballot("no.such-rule", True))) == {("chuan.E012", "meet")}


def test_a_procedure_may_begin_with_another_start_than_a_proposal():
    start = dated(made_up.Notified(), "notified_on", "term_ends_on").Next(this.approve)

    assert found(propose=start) == set()


def test_a_procedure_with_two_starts_is_refused():
    second = step(made_up.Notified()).Next(this.enter)

    assert ("chuan.E005", "propose_too") in found(propose_too=second)


def test_a_procedure_without_a_start_is_refused():
    assert "chuan.E005" in {error for error, _name in found(propose=None)}


def test_a_gate_that_reads_a_fact_which_nobody_could_answer_is_refused(monkeypatch):
    """The candidate would be held, and asked for a fact, for ever."""
    monkeypatch.setitem(ANSWERED_BY, "hr_officer", None)

    assert {("chuan.E010", "check"), ("chuan.E010", "check_again")} <= found()


def test_a_gate_that_reads_a_fact_for_which_there_is_no_form_is_refused(monkeypatch):
    monkeypatch.delitem(suppliers._BY_RECORD, "rating")

    assert ("chuan.E010", "check") in found()


def test_a_gate_that_reads_a_fact_which_nobody_gathers_is_refused(monkeypatch):
    monkeypatch.delitem(GATHERERS, "office_bans")

    assert {("chuan.E009", "check"), ("chuan.E009", "check_again")} <= found()


def test_a_conference_may_say_that_the_article_asks_for_no_quorum():
    assert found(meet=meeting(quorum=None)) == set()


def test_a_procedure_without_a_check_of_papers_says_so():
    without = {
        "gather": None,
        "meet": meeting(ballot=Ballot("appointment.final", True))
        .Selected(this.check_again)
        .Tied(this.check_again),
        "decide": sound()["decide"].KeptApartFrom("propose", "enter").Returned(this.enter),
    }

    assert {error for error, _name in found(**without)} == {"chuan.E014"}
    assert found(**without, asks_for_papers=False) == set()


def test_papers_are_checked_at_one_step():
    twice = {
        "gather": step(PapersCheck(PAPERS)).Next(this.gather_more),
        "gather_more": papers(*PAPERS),
    }

    assert "chuan.E014" in {error for error, _name in found(**twice)}


def test_every_check_says_how_to_mend_what_it_finds():
    members = {**COMMON, **sound(), "meet": meeting(), "gather": papers(*PAPERS, *PAPERS)}
    flow = type("BrokenFlow", (StatutoryFlow,), {"__doc__": "Thử.", **members})

    assert all(error.hint for error in check_flow(flow))


def several(*ballots, **more):
    """What the check finds at a conference with these ballots, but for routes that it has not."""
    meet = Conference(composition=made_up.nobody_belongs, ballots=ballots, **more)
    meet = meet.Cites("39", "4").By(Role.HR_OFFICER)
    for outcome in ("approved", "head-decides", "reported", "split"):
        meet.On(outcome, this.decide_or_not)
    flow = made_up.flow(
        check=Gate("reappointment").Cites("38").Then(this.meet).Else(this.refused),
        meet=meet,
        decide_or_not=Gate("reappointment").Cites("38").Then(this.decide).Else(this.refused),
    )
    ours = ("chuan.E011", "chuan.E025", "chuan.E026")
    return [error.id for error in check_flow(flow) if error.id in ours]


def one(name, after="", **more):
    return Ballot("reappointment.leadership", True, name=name, title=name, after=after, **more)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_in_whatever_language_it_is_checked_an_answer_with_words_has_words(language):
    with override(language):
        assert several(one("a"), one("b", after="a:approved")) == []


def test_an_answer_that_nobody_words_is_found():
    with mock.patch.dict(counting.ANSWERS):
        del counting.ANSWERS["agree"]
        assert several(one("a")) == ["chuan.E025"]
        assert several(one("a", options={"agree": "đồng ý bổ nhiệm lại"})) == []


def test_several_ballots_are_named_and_follow_what_one_of_before_comes_to():
    assert several(one("a"), one("b", after="a:approved")) == []
    assert several(one("a"), one("b")) == []
    assert several(one("a"), one("a")) == ["chuan.E025"]
    assert several(one("a"), one("")) == ["chuan.E025"]
    assert several(one("a"), one("b", after="a:selected")) == ["chuan.E025"]
    assert several(one("b", after="a:approved"), one("a")) == ["chuan.E025"]


def test_bodies_that_are_counted_apart_may_differ_and_that_is_a_route():
    meet = Conference(composition=made_up.nobody_belongs, ballots=(one("a"), one("b")))
    for outcome in ("approved", "head-decides", "reported"):
        meet.On(outcome, this.refused)

    assert ("chuan.E011", "meet") in found(meet=meet.Cites("39", "4").By(Role.HR_OFFICER))


def test_a_conference_says_who_presides():
    meet = made_up.conference()
    flow = made_up.flow(presiding=None, meet=meet)

    assert "chuan.E026" in {error.id for error in check_flow(flow)}


def test_a_step_states_facts_of_the_dossier_and_none_that_is_reckoned():
    def stating(fact):
        start = made_up.nodes()["notify"].By(Role.HR_OFFICER).States(fact)
        return {error.id for error in check_flow(made_up.flow(notify=start))}

    # The head of personnel answers for the second, and the step is an officer's.
    assert "chuan.E027" not in stating("rotation_reason")
    assert "chuan.E027" in stating("sector_law_sets_secondment")
    for fact in ("no_such_fact", "months_in_party", "health_fit", "days_from_notice_to_expiry"):
        assert "chuan.E027" in stating(fact)


# ------------------------------------------------------------------------- subject and candidates


def said(**changes):
    """Return what the checks of the subject say, with their hints."""
    members = {**COMMON, **sound(), **changes}
    members = {name: member for name, member in members.items() if member is not None}
    flow = type("BrokenFlow", (StatutoryFlow,), {"__doc__": "Thử.", **members})
    return [
        (error.id, error.msg, error.hint)
        for error in check_flow(flow)
        if error.id in ("chuan.E030", "chuan.E031", "chuan.E032")
    ]


@pytest.mark.parametrize(
    ("changes", "number", "told"),
    [
        ({"about": None}, 30, "does not say what it is about"),
        ({"considers": None}, 30, "does not say what it is about"),
        ({"about": About(Kind.POST, choose="nobody_knows")}, 30, "nobody_knows"),
        ({"about": About(Kind.POST, choose="units_of_the_agency")}, 30, "nothing of the kind"),
        ({"about": About(Kind.POST)}, 30, "does not say who offers"),
        (
            {
                "about": About(Kind.PLAN, choose="posts_to_fill"),
                "considers": Considers(post=Aim.OWN),
            },
            30,
            "nothing of the kind 'plan'",
        ),
        (
            {"about": About(Kind.POST, choose="posts_to_fill", plans="term_ends_on")},
            30,
            "has no end of a term",
        ),
        ({"considers": Considers(whoever=Whoever.HOLDER), "enter": None}, 31, "no 'holding'"),
        ({"about": About(Kind.UNIT, choose="units_of_the_agency")}, 31, "a 'unit' has none"),
        (
            {
                "about": About(Kind.HOLDING, choose="holdings_that_end"),
                "considers": Considers(post=Aim.OWN, whoever=Whoever.HOLDER),
                "enter": None,
            },
            31,
            "nobody says for which post",
        ),
        (
            {
                "about": About(Kind.HOLDING, choose="holdings_that_end"),
                "considers": Considers(whoever=Whoever.HOLDER),
            },
            31,
            "enters candidates",
        ),
        ({"enter": None}, 31, "no step enters any"),
        ({"propose": step(Start()).Next(this.approve)}, 32, "opens nothing"),
    ],
)
def test_what_a_procedure_considers_fits_what_it_is_about(changes, number, told):
    if changes.get("enter", 0) is None:
        changes = {
            **changes,
            "approve": step(Approval(paper="p"))
            .KeptApartFrom("propose")
            .Approved(this.check)
            .Returned(this.refused),
            "decide": step(Decision(gate="appointment", effect=appoint))
            .KeptApartFrom("propose", "gather")
            .Approved(this.done)
            .Returned(this.gather)
            .Refused(this.refused)
            .Recheck(this.check_again),
        }

    found_here = said(**changes)

    assert any(
        which == f"chuan.E{number:03d}" and told in msg and hint for which, msg, hint in found_here
    ), found_here


def test_a_procedure_that_decides_nothing_needs_no_day_of_effect():
    without = {"decide": None, "done": None, "check_again": None, "takes_effect": None}
    gather = step(PapersCheck(PAPERS)).Next(this.refused)
    start = step(Proposal()).Plans("first_conference_on", by="first_conference_on")

    told = found(**without, gather=gather, propose=start.Next(this.approve))

    assert not any(which == "chuan.E023" for which, _where in told)
