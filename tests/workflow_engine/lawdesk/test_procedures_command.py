"""The procedures in words: every step as it is declared, in Vietnamese, in English, as JSON."""

import json
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from rules.library import law
from rules.model import Validity
from tests import commands, messages
from workflow_engine.flows.flow import procedures
from workflow_engine.lawdesk.procedures import telling

FOUR_STEPS = "appointment-on-site.2026"
OF_A_PROCEDURE = {
    "procedure",
    "edition",
    "title",
    "legal_basis",
    "module",
    "source",
    "instrument",
    "amended_by",
    "in_force",
    "steps",
    "ends",
}
OF_A_STEP = {
    "name",
    "title",
    "kind",
    "citations",
    "by_rules",
    "roles",
    "papers_in",
    "papers_out",
    "papers_checked",
    "dates",
    "limits",
    "gate",
    "ballots",
    "states",
    "quorum",
    "announced",
    "left_out_where",
    "routes",
    "kept_apart_from",
}


@pytest.fixture
def run():
    """Run the command; return the exit status, the output, the errors."""

    return partial(commands.run, "procedures")


@pytest.fixture
def told(run):
    """The steps of the edition of four steps as JSON, by name."""
    _status, out, _err = run(FOUR_STEPS, "--json")
    [procedure] = json.loads(out)["procedures"]
    return {step["name"]: step for step in procedure["steps"]}


def test_every_edition_is_printed_and_every_step_and_end_named(run):
    status, out, _err = run()

    assert status == 0
    for flow in procedures():
        assert f"[{flow.edition.code}]" in out
        for node in flow.instance.nodes():
            assert f"[{node.name}]" in out


def test_a_procedure_is_all_its_editions_and_an_edition_is_one(run):
    for name, editions in (("appointment-on-site", 2), (FOUR_STEPS, 1)):
        _status, out, _err = run(name, "--json")

        assert len(json.loads(out)["procedures"]) == editions


def test_it_is_told_in_vietnamese(run):
    _status, out, _err = run()

    said = "\n".join(line.partition(" [")[0] for line in out.splitlines())
    assert messages.english_in(said.replace("processes/appointment/on_site", "")) == []
    assert "điểm d khoản 2 Điều 33 Nghị định 170/2025/NĐ-CP" in out
    assert "kể từ ngày nhận được đề nghị: 15 ngày làm việc" in out
    assert "phiếu kín" in out
    assert "không công bố kết quả" in out
    assert "hai người cùng đạt 50% → 17. Người đứng đầu lựa chọn" in out


def test_it_is_told_in_english_where_that_is_asked_for(run):
    _status, out, _err = run(FOUR_STEPS, "--language", "en")

    assert "In force: from 01/08/2026" in out
    assert "art. 33 cl. 2 pt. d of Decree 170/2025/NĐ-CP" in out
    assert "two tied at half → 17. The head chooses between the tied" in out
    assert "Not by whoever took: 1. Propose the appointment policy" in out


def test_the_life_of_an_edition_that_has_ended_is_told_to_its_last_day(run):
    _status, out, _err = run("appointment-on-site.2025", "--language", "en")

    assert "In force: from 01/07/2025 to 31/07/2026" in out


@pytest.mark.parametrize("more", [(), ("--json",), ("--write",)])
def test_an_unknown_name_exits_with_2_and_names_the_known(run, more):
    status, out, err = run("appointment-on-sight", *more)

    message = json.loads(out)["error"]["message"] if "--json" in more else err
    assert status == 2
    assert "appointment-on-sight" in message
    for flow in procedures():
        assert flow.procedure in message
        assert flow.edition.code in message
    if "--json" in more:
        assert json.loads(out)["error"]["code"] == "unknown-procedure"


def test_json_has_one_form_for_every_procedure_and_step(run):
    _status, out, _err = run("--json")

    for procedure in json.loads(out)["procedures"]:
        assert set(procedure) == OF_A_PROCEDURE
        assert set(procedure["in_force"]) == {"title", "from", "until", "basis", "transition"}
        names = {each["name"] for part in ("steps", "ends") for each in procedure[part]}
        for step in procedure["steps"]:
            assert set(step) == OF_A_STEP
            assert {route["to"] for route in step["routes"]} <= names
            assert all(set(text) >= {"vi", "en"} for text in (step["title"], step["kind"]))


def test_json_does_not_depend_on_the_language(run):
    assert run("--json", "--language", "en") == run("--json", "--language", "vi")


def test_json_says_what_the_flow_declares(told):
    policy = told["decide_policy"]
    [reply] = policy["limits"]
    [whole] = told["decide_appointment"]["limits"]
    [ballot] = told["hold_key_cadre_conference"]["ballots"]

    assert [role["code"] for role in policy["roles"]] == ["appointing_authority"]
    assert (reply["runs_from"], reply["values"][0]["value"]) == ("policy_requested_on", 15)
    assert (reply["awaits"], reply["not_done_at"]) == ("policy_decided_on", [])
    assert (whole["runs_from"], whole["values"][0]["value"]) == ("policy_approved_on", 30)
    assert whole["not_done_at"] == ["nobody_left", "stopped"]
    assert [(each["event"], each["planned"]) for each in told["propose"]["dates"]] == [
        ("policy_requested_on", False),
        ("first_conference_on", True),
        ("appointment_effective_on", True),
    ]
    assert [paper["code"] for paper in policy["papers_in"]] == ["policy-request"]
    assert {route["route"]: route["to"] for route in policy["routes"]} == {
        "approved": "list_candidates",
        "returned": "revise",
        "refused": "policy_refused",
    }
    assert "gather_papers" in policy["kept_apart_from"]
    assert (ballot["rule"], ballot["secret"], ballot["base"]["code"]) == (
        "appointment.key-cadres",
        True,
        "present",
    )
    assert told["hold_key_cadre_conference"]["announced"] is False
    assert told["check_candidates"]["by_rules"] is True
    assert told["check_candidates"]["gate"]["code"] == "appointment"
    assert told["disclose_declarations"]["citations"][0]["confidence"] == "secondary"
    assert len(told["gather_papers"]["papers_checked"]) == 10


def test_a_figure_that_changes_within_the_life_is_told_with_each_value(monkeypatch):
    flow = next(flow for flow in procedures() if flow.edition.code == FOUR_STEPS)
    [now] = [f for f in law().figures["policy_reply_working_days"] if f.in_force.until is None]
    turn = date(2027, 1, 1)
    before = replace(now, in_force=Validity(now.in_force.start, turn))
    after = replace(now, value=10, in_force=Validity(turn, None))
    changed = {**law().figures, "policy_reply_working_days": (before, after)}
    monkeypatch.setattr(telling, "law", lambda: replace(law(), figures=changed))

    [limit] = telling.told(flow)["steps"][1]["limits"]

    assert [(each["from"], each["value"]) for each in limit["values"]] == [
        ("2026-08-01", 15),
        ("2027-01-01", 10),
    ]
