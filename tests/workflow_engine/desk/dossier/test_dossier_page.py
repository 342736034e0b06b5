"""The page of a dossier: the next act first, then every step, finding, count and paper."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from compliance.models import TrailEntry
from tests import walk
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import roles_of
from workflow_engine.acts.beside import candidates
from workflow_engine.desk.dossier import findings
from workflow_engine.desk.dossier import page as pages
from workflow_engine.desk.dossier.brief import dossier_brief
from workflow_engine.desk.scope import dossier_for
from workflow_engine.dossiers.models import Candidate, Dossier

pytestmark = pytest.mark.django_db


def address(dossier, name="dossier", **more):
    return reverse(f"desk:{name}", kwargs={"number": dossier.number, **more})


def address_of_decision(candidate):
    return reverse("desk:special-decision", kwargs={"candidate_id": candidate.pk})


def shown(world, dossier, role="hr_officer"):
    on = timezone.localdate()
    held = roles_of(world.account(role), on=on)
    return pages.dossier_page(
        dossier_for(dossier.number, held), account=world.account(role), held=held, on=on
    )


@pytest.fixture
def opened(world):
    return walk.open_dossier(world)


def test_the_next_act_is_named_with_who_holds_the_role(world, opened):
    [act] = shown(world, opened).acts

    assert act.step == "decide_policy"
    assert not act.mine
    assert act.holders[0][1] == [world.people["chairman"].full_name]
    assert act.due_on is not None
    assert shown(world, opened, "appointing_authority").acts[0].mine


def test_whoever_prepared_is_told_that_another_has_to_decide(world, opened):
    officer = world.account("hr_officer")
    world.accounts["both"] = walk.account(
        world, "both", officer.person, ("appointing_authority", "hr_officer"), world.units["TP"]
    )

    [act] = shown(world, opened, "both").acts

    assert not act.mine
    assert act.kept_apart


def test_the_button_leads_to_the_step_only_for_whom_it_waits(world, opened, read):
    task = walk.task(opened)
    step = address(opened, "step", step="decide_policy", task_id=task.pk)

    assert step in read("appointing_authority", address(opened))
    assert step not in read("hr_officer", address(opened))


def test_steps_to_come_are_shown_while_the_dossier_is_open(world, held_at_the_gate):
    states = {row.name: row.state for row in shown(world, held_at_the_gate).steps}

    assert states["propose"] == "done"
    assert states["check_candidates"] == "now"
    assert states["decide_appointment"] == "coming"
    assert "report_to_authority" not in states


def test_a_step_beside_the_main_line_is_shown_where_it_was_taken(world, opened):
    walk.take(world, opened, decision="returned")

    names = [row.name for row in shown(world, opened).steps]

    assert names[:3] == ["propose", "decide_policy", "revise"]


def test_a_dossier_that_stopped_says_so_and_shows_no_step_to_come(world, opened, read):
    walk.take(world, opened, decision="refused")

    rows = shown(world, opened).steps

    assert [row.state for row in rows] == ["done", "done", "stopped"]
    assert "notice-unmet" in read("hr_officer", address(opened))


def test_a_held_candidate_shows_what_is_missing_and_who_was_asked(world, held_at_the_gate):
    page = shown(world, held_at_the_gate)

    first = page.candidates[0]
    assert first.row.status == Candidate.Status.HELD
    [fitting] = [
        f for f in first.verdict.blocking if f.condition.endswith("experience-and-results")
    ]
    [lack] = fitting.missing
    assert lack.role == str(Role.LEADER.label)
    assert lack.due_on is not None
    assert lack.request in {request.pk for request in first.requests}
    assert {asked.mine for asked in page.acts[0].asked} == {True, False}


def test_a_finding_shows_the_facts_that_were_read_with_their_evidence(
    world, held_at_the_gate, read
):
    candidate = held_at_the_gate.candidates.first()

    text = read("hr_officer", address(held_at_the_gate, "verdict", candidate_id=candidate.pk))

    assert text.count('class="finding finding-') > 20
    assert walk.BASIS in text
    assert "Điều 29" in text


@pytest.mark.parametrize(
    ("language", "counted"),
    [("vi", "Được tính"), ("en", "It counts")],
)
def test_the_posts_behind_a_number_of_months_are_listed(world, held_at_the_gate, language, counted):
    candidate = held_at_the_gate.candidates.order_by("pk").first()
    run = candidate.gate_runs.order_by("pk").last()

    with override(language):
        verdict = findings.verdict_of(candidate, run, on=world.on)

    [found] = [f for f in verdict.findings if f.condition == "appointment.time-in-post"]
    [fact] = [f for f in found.facts if f.name == "months_in_post_below"]
    held = candidate.person.postholdings.order_by("pk")
    assert [post.since for post in fact.posts] == [f"{h.held_from:%d/%m/%Y}" for h in held]
    assert [post.title.split(",")[0] for post in fact.posts] == [h.post.title.name for h in held]
    assert counted in {post.counted for post in fact.posts}
    assert all(post.kind and post.length for post in fact.posts)
    assert not any(line.record == "registry.postholding" for line in fact.evidence)


def test_a_page_lists_them_with_their_footing(world, held_at_the_gate, read):
    candidate = held_at_the_gate.candidates.first()

    text = read("hr_officer", address(held_at_the_gate, "verdict", candidate_id=candidate.pk))

    assert "Chức vụ hoặc công việc" in text
    assert "Được tính" in text


def test_what_rests_on_a_source_that_was_not_seen_is_marked(world, held_at_the_gate):
    verdict = shown(world, held_at_the_gate).candidates[0].verdict

    assert verdict.unverified > 0
    assert all(
        bool(finding.unverified)
        for finding in verdict.findings
        if finding.condition.endswith("other-conditions")
    )


def test_a_special_decision_is_named_where_it_lifts_a_condition(world, opened, read):
    walk.until(world, opened, "list_candidates")
    walk.add_person(world, "candidate-9", planned=False)
    walk.take(world, opened, people=[world.people["candidate-9"].pk, world.eligible[0].pk])
    walk.until(world, opened, "check_candidates")
    candidate = opened.candidates.get(person=world.people["candidate-9"])
    [view] = [c for c in shown(world, opened).candidates if c.row == candidate]
    [unmet] = [f for f in view.verdict.findings if f.outcome == "unmet"]
    assert view.verdict.liftable
    assert address_of_decision(candidate) in read("hr_officer", address(opened))

    candidates.record_special_decision(
        candidate_id=candidate.pk,
        condition=unmet.condition,
        authority="appointing_authority",
        number="99/QĐ-ĐB",
        decided_on=world.on,
        document="Quyết định đặc biệt",
        reason="Theo quy định.",
        file=ContentFile(b"%PDF-1.7 scan", name="dac-biet.pdf"),
        account=world.account("appointing_authority"),
        at=world.at(),
    )

    [view] = [c for c in shown(world, opened).candidates if c.row == candidate]
    [lifted] = [f for f in view.verdict.findings if f.lifted]
    assert lifted.condition == unmet.condition
    assert lifted in view.verdict.blocking
    assert "99/QĐ-ĐB" in read("hr_officer", address(opened))


def test_what_would_meet_an_unmet_condition_is_shown_and_who_could_lift_it(world, opened, read):
    walk.until(world, opened, "list_candidates")
    walk.add_person(world, "candidate-9", planned=False)
    walk.take(world, opened, people=[world.people["candidate-9"].pk, world.eligible[0].pk])
    walk.until(world, opened, "check_candidates")
    candidate = opened.candidates.get(person=world.people["candidate-9"])

    [view] = [c for c in shown(world, opened).candidates if c.row == candidate]
    text = read("hr_officer", address(opened, "verdict", candidate_id=candidate.pk))

    assert [f.nearest for f in view.verdict.unmet] == [
        (
            "Để đạt: Được quy hoạch vào chức vụ dự kiến bổ nhiệm: có thay vì không. "
            "Hoặc có quyết định theo trường hợp đặc biệt của cấp có thẩm quyền bổ nhiệm."
        )
    ]
    assert view.verdict.unmet[0].nearest in text
    assert {f.nearest for f in view.verdict.findings if f.outcome != "unmet"} == {""}


def test_a_verdict_of_the_former_release_is_shown_without_it():
    [path] = (Path(__file__).parents[3] / "cases" / "0.1.0").glob("*.2026.json")
    recorded = [r["payload"] for r in json.loads(path.read_text()) if r["payload"].get("verdicts")]

    told = findings.view(None, recorded[0], {}, on=date(2026, 11, 23), whole=True)

    assert len(told.findings) > 20
    assert {finding.nearest for finding in told.findings} == {""}


def test_a_paper_that_grew_too_old_is_named(world, opened):
    walk.until(world, opened, "gather_papers")
    walk.take(world, opened)
    [of_one] = shown(world, opened).paper_sets
    assert of_one.wanting == []

    on = world.on.replace(year=world.on.year + 1)
    held = roles_of(world.account("hr_officer"), on=on)
    later = pages.dossier_page(
        Dossier.objects.get(pk=opened.pk), account=world.account("hr_officer"), held=held, on=on
    )

    assert {line.state for line in later.paper_sets[0].wanting} == {"old"}


def test_the_brief_for_an_approver_has_votes_opinions_papers_and_who_prepared(world, opened):
    walk.until(world, opened, "decide_appointment")
    held = roles_of(world.account("appointing_authority"), on=world.on)

    brief = dossier_brief(Dossier.objects.get(pk=opened.pk), held=held, on=world.on)

    [left] = brief.candidates
    assert len(left.votes) == 4
    assert left.opinions
    assert left.papers.wanting == []
    assert len(brief.gone) == 1
    assert {row.step for row in brief.prepared} >= {"propose", "gather_papers"}


def test_the_brief_stands_on_the_page_of_the_decision(world, opened, read):
    task = walk.until(world, opened, "decide_appointment")

    text = read(
        "appointing_authority",
        address(opened, "step", step="decide_appointment", task_id=task.pk),
    )

    assert 'id="brief"' in text


def test_an_account_of_another_unit_is_refused_and_the_attempt_recorded(world, opened, read):
    world.accounts["elsewhere"] = walk.account(
        world, "elsewhere", world.people["staff-1"], ("hr_officer",), world.units["P1"]
    )

    read("elsewhere", address(opened), status=403)

    entry = TrailEntry.objects.filter(event="attempt:act:refused").last()
    assert entry.dossier == opened.number
    assert entry.extras["code"] == "out-of-scope"


def test_a_number_that_no_dossier_has_is_not_found(world, read):
    read("hr_officer", "/ho-so/BN-2026-9999/", status=404)


def test_the_number_of_queries_is_the_same_for_one_candidate_and_for_many(world, opened, queries):
    walk.until(world, opened, "check_candidates")
    few = queries("hr_officer", address(opened))
    other = walk.open_dossier(world)
    walk.until(world, other, "list_candidates")
    for n in range(10, 16):
        walk.add_person(world, f"candidate-{n}")
    walk.until(world, other, "check_candidates")
    assert other.candidates.count() > opened.candidates.count()

    assert queries("hr_officer", address(other)) == few


def test_the_list_reads_a_fixed_number_of_times(world, opened, queries):
    once = queries("hr_officer", "/ho-so/")
    for _ in range(4):
        walk.open_dossier(world)

    assert queries("hr_officer", "/ho-so/") == once
