"""What the machine does for a procedure that is no appointment."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from viewflow import this

from rules.compute.ballot import Count, tally
from rules.library import law
from tests import made_up
from workflow_engine.acts.beside.candidates import liftable_conditions
from workflow_engine.desk.steps.beside import conditions_reading
from workflow_engine.desk.steps.forms.beside import SpecialDecisionForm
from workflow_engine.nodes import Gate
from workflow_engine.nodes.conference.act import Ballot
from workflow_engine.nodes.conference.counting import Held, Result

ON = date(2026, 9, 1)


def dossier(gate="reappointment"):
    """Return what the law reads of a dossier of the made-up procedure."""
    flow = made_up.flow(**of_gate(gate))
    return SimpleNamespace(flow_class=flow, governing_date=ON)


def of_gate(gate):
    nodes = made_up.nodes()
    nodes["check"].gate = nodes["decide"].gate = gate
    return nodes


@pytest.mark.parametrize("gate", ["reappointment", "leaving_service"])
def test_special_decisions_lift_the_conditions_of_the_gates_of_the_own_flow(gate):
    own = {c.id for c in law().conditions_in_force(gate, ON) if c.lift}

    assert own
    assert set(liftable_conditions(dossier(gate))) == own


def test_a_special_decision_of_an_authority_that_is_no_role_is_offered():
    """Leaving the service: the recruiting authority may decide otherwise."""
    form = SpecialDecisionForm(dossier=dossier("leaving_service"))

    assert "recruiting_authority" in dict(form.fields["authority"].choices)


def test_why_a_fact_is_asked_for_is_told_by_the_own_gates():
    condition = next(
        c for c in law().conditions_in_force("reappointment", ON) if c.prefix == "reappointment"
    )
    fact = sorted(condition.reads("fact"))[0]

    told = conditions_reading(SimpleNamespace(dossier=dossier(), fact=fact))

    assert condition.citation.text("vi") in {line["cite"] for line in told}


def test_a_gate_without_an_edition_on_the_day_lifts_nothing():
    before = SimpleNamespace(flow_class=made_up.flow(), governing_date=date(2020, 1, 1))

    assert liftable_conditions(before) == {}


def meeting(*outcomes):
    """Return the conference of a procedure that routes these outcomes."""
    meet = made_up.conference()
    for outcome in outcomes:
        meet.On(outcome, this.check_again)
    flow = made_up.flow(
        check=Gate("reappointment").Cites("38").Then(this.meet).Else(this.refused),
        meet=meet,
        check_again=Gate("reappointment").Cites("38").Then(this.decide).Else(this.refused),
    )
    return flow.instance.node("meet")


def counted(agree):
    """Return what six slips on one person come to."""
    count = Count(6, 0, 6, 6, 6, 6, 0, {"agree": agree, "disagree": 6 - agree})
    ballot = Ballot("reappointment.leadership", secret=True)
    came_to = tally(ballot.rule, count, on=ON)
    return Result([Held(ballot, count, came_to, ("agree", "disagree"))])


def test_what_a_count_comes_to_is_the_route():
    meet = meeting("approved", "head-decides", "reported")

    assert [meet._route(counted(n), {}) for n in (6, 3, 0)] == [
        "approved",
        "head-decides",
        "reported",
    ]


def test_an_outcome_without_a_route_is_no_selection():
    """The check refuses such a procedure; were it asked all the same, nobody goes on."""
    with pytest.raises(ImproperlyConfigured, match="head-decides"):
        meeting("selected", "nobody")._route(counted(3), {})
