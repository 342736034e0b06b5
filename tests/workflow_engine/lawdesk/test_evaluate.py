import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from rules.library import law
from tests import commands

ROOT = Path(__file__).parents[3]
ELIGIBLE = {
    "appointment_relation": "higher",
    "asset_declaration_days_before_planned_date": 83,
    "asset_declaration_verified": True,
    "business_roles": 0,
    "confirmed_no_other_bar": True,
    "confirmed_other_conditions": True,
    "conflict_declarations_missing": 0,
    "corruption_removals": 0,
    "degree_level": "master",
    "deputies_after_appointment": 2,
    "deputies_allowed": 2,
    "disciplines_being_served": 0,
    "experience_assessed_fit": True,
    "health_certificate_age_months": 2,
    "health_fit": True,
    "is_party_member": True,
    "last_exit_kind": "none",
    "misconduct_findings": 0,
    "not_reappointed": False,
    "months_in_post_below": 44,
    "months_to_retirement_at_appointment": 186,
    "office_bans": 0,
    "open_criminal_proceedings": 0,
    "open_denunciations_or_inspections": 0,
    "open_disciplinary_proceedings": 0,
    "open_suspensions": 0,
    "planned_for_equivalent_or_higher": True,
    "planned_for_post": True,
    "political_standard_concluded": True,
    "political_theory_level": "advanced",
    "profile_verified": True,
    "rated_recent_years": 3,
    "ratings_good_recent_years": 3,
    "relatives_head_and_deputy": 0,
    "relatives_hr_finance": 0,
    "relatives_in_collective": 0,
    "relatives_sector_head": 0,
    "relevant_experience_months": 200,
    "removals_on_record": 0,
    "reprimands_on_record": 0,
    "source": "on_site",
    "state_management_level": "principal_specialist",
    "target_is_deputy": True,
    "term_months": 60,
    "title_degree_required": "university",
    "title_experience_months_required": 60,
    "title_political_theory_required": "advanced",
    "title_state_management_required": "principal_specialist",
    "untrue_profile_findings": 0,
    "warnings_on_record": 0,
}


@pytest.fixture
def run(tmp_path):
    """Run the command on a file of these bytes; return the exit status, the output, the errors."""

    def of(content, *, subject="appointment", as_of="2026-09-15", more=("--json",)):
        file = tmp_path / "facts.json"
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        file.write_bytes(content)
        return commands.run("evaluate", subject, "--facts", file, "--as-of", as_of, *more)

    return of


def code_of(out):
    return json.loads(out)["error"]["code"]


def test_a_passing_verdict_exits_with_0(run):
    status, out, _err = run(ELIGIBLE)

    verdict = json.loads(out)
    assert status == 0
    assert verdict["passes"] is True
    assert len(verdict["findings"]) >= 39


def test_an_unmet_condition_exits_with_1_and_is_named(run):
    status, out, _err = run({**ELIGIBLE, "office_bans": 1})

    stopping = [f["condition"] for f in json.loads(out)["findings"] if f["outcome"] == "unmet"]
    assert status == 1
    assert stopping == ["appointment.no-ban"]


DECISION = {
    "condition": "appointment.time-in-post",
    "authority": "appointing_authority",
    "number": "5/QĐ",
    "decided_on": "2026-09-10",
    "document": "qd-5.pdf",
}


def decided(tmp_path, content):
    path = tmp_path / "decisions.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return "--json", "--decisions", str(path)


def test_a_special_decision_lifts_what_the_law_lets_it_lift(run, tmp_path):
    short = {**ELIGIBLE, "months_in_post_below": 3}

    assert run(short)[0] == 1
    status, out, _err = run(short, more=decided(tmp_path, [DECISION]))

    assert status == 0
    findings = json.loads(out)["findings"]
    [found] = [f for f in findings if f["condition"] == DECISION["condition"]]
    assert found["lifted_by"] == DECISION


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({}, "bad-json"),
        ("[", "bad-json"),
        ([{}], "bad-decision"),
        (["5/QĐ"], "bad-decision"),
        ([{**DECISION, "decided_on": "10/09/2026"}], "bad-decision"),
        ([{**DECISION, "override": True}], "bad-decision"),
        ([{**DECISION, "number": " "}], "special-decision"),
        ([{**DECISION, "condition": "appointment.no-such"}], "special-decision"),
    ],
)
def test_a_special_decision_that_cannot_be_used_is_refused(run, tmp_path, content, code):
    status, out, _err = run(ELIGIBLE, more=decided(tmp_path, content))

    assert status == 2
    assert code_of(out) == code


def test_a_fact_that_is_not_given_is_not_known_and_exits_with_1(run):
    status, out, _err = run({k: v for k, v in ELIGIBLE.items() if k != "health_fit"})

    missing = [f["missing"] for f in json.loads(out)["findings"] if f["outcome"] == "unknown"]
    assert status == 1
    assert missing == [["health_fit"]]


def test_the_law_is_that_of_the_date(run):
    facts = {**ELIGIBLE, "experience_assessed_fit": False}

    before, after = run(facts, as_of="2026-07-31")[1], run(facts, as_of="2026-08-01")[1]

    name = "appointment.experience-and-results"
    assert name not in {f["condition"] for f in json.loads(before)["findings"]}
    assert name in {
        f["condition"] for f in json.loads(after)["findings"] if f["outcome"] == "unmet"
    }


def test_people_read_the_findings_in_vietnamese(run):
    with translation.override("vi"):
        _status, out, _err = run({**ELIGIBLE, "office_bans": 1}, more=())

    assert "Số quyết định cấm nhân sự đảm nhiệm chức vụ đang có hiệu lực: 1." in out
    assert "điểm a khoản 9 Điều 29 Nghị định 170/2025/NĐ-CP" in out
    assert out.index("appointment.no-ban") < out.index("appointment.general-standard")


def test_facts_are_read_from_standard_input(monkeypatch, capsys):
    stream = io.TextIOWrapper(io.BytesIO(json.dumps(ELIGIBLE).encode()))
    monkeypatch.setattr(sys, "stdin", stream)

    call_command("evaluate", "appointment", "--facts", "-", "--as-of", "2026-09-15", "--json")

    assert json.loads(capsys.readouterr().out)["passes"] is True


def test_a_mark_of_byte_order_does_no_harm(run):
    assert run(b"\xef\xbb\xbf" + json.dumps(ELIGIBLE).encode())[0] == 0


def test_an_unknown_gate_lists_those_there_are(run):
    status, _out, err = run({}, subject="promotion", more=())

    assert status == 2
    assert "promotion" in err
    for gate in law().gates:
        assert gate in err


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-13-01", "2026-02-30", "20260901", "2026-W01-1"]
)
def test_what_is_no_date_is_refused(run, text):
    status, out, _err = run({}, as_of=text)

    assert (status, code_of(out)) == (2, "bad-date")


def test_a_date_before_the_law_is_refused(run):
    status, out, _err = run({}, as_of="2020-01-01")

    assert (status, code_of(out)) == (2, "no-edition-in-force")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bad-json"),
        (b"{", "bad-json"),
        (b"[]", "bad-json"),
        (b'"text"', "bad-json"),
        (b"null", "bad-json"),
        (b'{"office_bans": NaN}', "bad-json"),
        (b'{"office_bans": ' + b"9" * 10_000 + b"}", "bad-json"),
        (b"[" * 100_000, "bad-json"),
        (b'{"a":' * 100_000, "bad-json"),
        ('{"x": "ế"}'.encode("utf-16"), "wrong-encoding"),
        ('{"x": "ế"}'.encode("cp1258", "replace") + b"\xff", "wrong-encoding"),
        (b'{"office_bans": 0, "office_bans": 1}', "duplicate-key"),
        (b'{"office_bans": {"value": 0, "value": 1}}', "duplicate-key"),
        (b'{"office_bans": 0}' + b" " * 1_000_000, "file-too-big"),
        (b'{"office_ban": 0}', "unknown-fact"),
        (b'{"\\ud800\\u001b[2J": 0}', "unknown-fact"),
        (b'{"": 0}', "unknown-fact"),
        (b'{"office_bans": "0"}', "fact-type"),
        (b'{"office_bans": 0.0}', "fact-type"),
        (b'{"office_bans": true}', "fact-type"),
        (b'{"office_bans": -1}', "fact-type"),
        (b'{"office_bans": 101}', "fact-type"),
        (b'{"office_bans": [0]}', "fact-type"),
        (b'{"office_bans": {"value": 0, "who": 1}}', "fact-type"),
        (b'{"office_bans": {"value": 0, "evidence": "paper"}}', "fact-type"),
        (b'{"health_fit": 1}', "fact-type"),
        (b'{"source": "nowhere"}', "fact-type"),
        (b'{"source": "\\ud800"}', "fact-type"),
    ],
)
def test_what_cannot_be_judged_exits_with_2_and_says_why(run, content, code):
    status, out, _err = run(content)
    plain_status, plain_out, plain_err = run(content, more=())

    assert (status, code_of(out)) == (2, code)
    assert (plain_status, plain_out) == (2, "")
    assert plain_err.strip()
    assert "\x1b[2J" not in plain_err
    assert "Traceback" not in plain_err


def test_a_wrong_name_is_answered_with_the_nearest_one(run):
    _status, _out, err = run({"office_ban": 0}, more=())

    assert "office_bans" in err


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_refused(name, tmp_path):
    given = ("--facts", tmp_path / name, "--as-of", "2026-09-15", "--json")
    status, out, _err = commands.run("evaluate", "appointment", *given)

    assert status == 2
    assert code_of(out) == "unreadable-file"


def test_the_shell_sees_the_exit_status(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text('{"office_bans": 1}')
    command = [sys.executable, "manage.py", "evaluate", "appointment", "--as-of", "2026-09-15"]

    done = subprocess.run(  # noqa: S603 our own command
        [*command, "--facts", str(file)],
        cwd=ROOT,
        env={**os.environ, "CHUAN_DATA": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert "appointment.no-ban" in done.stdout.decode()
