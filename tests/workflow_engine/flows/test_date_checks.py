"""A procedure whose events or time limits do not agree with the law is refused, with a hint."""

from datetime import date

import pytest
from viewflow import this

from rules.library import law
from tests import made_up
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.checks.dates import ends_without
from workflow_engine.flows.checks.procedures import check_flow
from workflow_engine.flows.flow import Edition
from workflow_engine.nodes import Decision, End, Gate

RESIGNATION = {"schedule": "leaving.resignation", "circumstances": {"prolonged": lambda d: False}}


def start():
    return made_up.Notified().Cites("39", "1").By(Role.PARTY_COMMITTEE)


def notify(*events, **others):
    """The start, which dates what governs, what takes effect, and these events."""
    node = start().Dates("notified_on", by="notified_on").Plans("term_ends_on", by="term_ends_on")
    for event in events:
        node.Dates(event)
    for event, declared in others.items():
        node.Dates(event, **declared)
    return node.Next(this.check)


def decide(*events, upon=("approved", "refused")):
    node = (
        Decision(gate="reappointment", effect=made_up.no_effect)
        .Cites("39", "5")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom("notify")
    )
    for event in events:
        node.Dates(event, upon=upon)
    return node.Approved(this.done).Returned(this.refused).Refused(this.refused).Recheck(this.check)


def found(**changes):
    """Return by its number what the checks of dates say, each with its hint."""
    errors = check_flow(made_up.flow(**changes))
    return {e.id.removeprefix("chuan."): (e.msg, e.hint) for e in errors if e.id >= "chuan.E019"}


def test_a_procedure_that_dates_what_its_schedule_knows_is_sound():
    assert found() == {}
    assert (
        found(
            notify=notify("letter_received_on", "proposed_on"),
            decide=decide("decided_on"),
            **RESIGNATION,
        )
        == {}
    )


def test_a_schedule_that_the_law_does_not_have_throughout_is_refused():
    since_2025 = Edition("cu", "Cũ", date(2025, 6, 1), None, "thử", "thử")

    assert "E019" in found(schedule="no.such-schedule")
    assert "01/06/2025" in found(schedule="leaving.service", edition=since_2025)["E019"][0]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("policy_aproved_on", "the law does not name"),
        ("policy_approved_on", "the schedule 'leaving.resignation' does not know"),
    ],
)
def test_an_event_that_nobody_waits_for_is_refused(event, told):
    changed = found(
        notify=notify("letter_received_on", "proposed_on", event),
        decide=decide("decided_on"),
        **RESIGNATION,
    )

    assert set(changed) == {"E020"}
    assert told in changed["E020"][0]


def test_a_field_or_a_route_that_the_step_does_not_have_is_refused():
    field = found(notify=notify(notified_on={"by": "notifed_on"}))
    route = found(decide=decide("term_ends_on", upon="aproved"))

    assert "notifed_on" in field["E021"][0]
    assert "notified_on" in field["E021"][1]
    assert "aproved" in route["E021"][0]
    assert "approved" in route["E021"][1]


def test_a_limit_whose_event_nobody_dates_is_refused():
    message, hint = found(notify=notify("proposed_on"), decide=decide("decided_on"), **RESIGNATION)[
        "E022"
    ]

    assert "'letter_received_on'" in message
    assert "exit_proposal_working_days" in hint


def test_a_limit_whose_act_nobody_does_is_named_with_the_ends_past_it():
    message, hint = found(notify=notify("letter_received_on", "proposed_on"), **RESIGNATION)["E022"]

    assert "'decided_on'" in message
    assert "exit_decision" in hint
    assert "done, refused" in hint


def test_a_limit_may_be_counted_back_from_what_is_only_planned():
    planned = start().Dates("notified_on", by="notified_on")
    planned.Plans("retires_on", by="term_ends_on").Next(this.check)
    changes = {"schedule": "leaving.retirement", "takes_effect": "retires_on"}

    assert found(notify=planned, decide=decide("decided_on"), **changes) == {}


@pytest.mark.parametrize("named", ["governed_by", "takes_effect"])
def test_what_governs_and_takes_effect_is_named_and_dated(named):
    assert "E023" in found(**{named: ""})
    assert "first_conference_on" in found(**{named: "first_conference_on"})["E023"][0]


def test_the_day_as_of_which_a_gate_reads_is_dated():
    check = Gate("reappointment", facts_on="decided_on")
    check.Cites("38").Then(this.decide).Else(this.refused)

    message, hint = found(check=check)["E023"]

    assert "'decided_on'" in message
    assert "the gate 'check'" in message
    assert ".Plans('decided_on'" in hint


def test_a_circumstance_that_nobody_tells_is_refused():
    changed = found(
        notify=notify("letter_received_on", "proposed_on"),
        decide=decide("decided_on"),
        schedule="leaving.resignation",
    )

    assert set(changed) == {"E024"}
    assert "'prolonged'" in changed["E024"][0]


def test_the_ends_past_an_act_are_told_route_by_route():
    stopped = decide("decided_on", upon="approved")
    ends = {"refused": End(Dossier.Outcome.REFUSED)}
    flow = made_up.flow(
        notify=notify("request_received_on"), decide=stopped, schedule="leaving.service", **ends
    )

    [limit] = law().schedule(flow.schedule, flow.edition.since).steps
    assert ends_without(flow, limit) == ["refused"]
