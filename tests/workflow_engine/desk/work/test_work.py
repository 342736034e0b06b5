"""My work shows what waits for whoever is signed in, the most urgent first, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import walk
from workflow_engine.access.models import Assignment
from workflow_engine.access.scope import roles_of
from workflow_engine.desk.work import selectors as work
from workflow_engine.dossiers.models import Deadline, GateRun

pytestmark = pytest.mark.django_db
WORK = "/viec-cua-toi/"


def waiting(world, role, *, on=None):
    on = on or timezone.localdate()
    groups, _page = work.due_items(roles_of(world.account(role), on=on), on=on, page=1)
    return [(group.code, item) for group in groups for item in group.items]


def test_the_front_page_leads_to_what_waits(world, as_role):
    response = as_role(world.account("hr_officer")).get("/")

    assert response.status_code == 302
    assert response["Location"] == WORK


def test_a_step_waits_for_the_role_that_may_take_it_and_for_nobody_else(world):
    walk.open_dossier(world)

    assert [item.step for _group, item in waiting(world, "appointing_authority")] == [
        "decide_policy"
    ]
    assert waiting(world, "hr_officer") == []
    assert waiting(world, "inspector") == []


def test_a_row_names_the_dossier_the_post_the_step_the_article_and_the_date(world, read):
    dossier = walk.open_dossier(world)
    [due] = Deadline.objects.filter(dossier=dossier).values_list("due_on", flat=True)

    shown = read("appointing_authority", WORK)

    assert dossier.number in shown
    assert "Phó Giám đốc Sở, Sở Thử" in shown
    assert "Điều 33" in shown
    assert f"{due:%d/%m/%Y}" in shown


def test_what_is_overdue_stands_apart_from_what_is_due_soon_and_later(world):
    dossier = walk.open_dossier(world)
    due = Deadline.objects.get(dossier=dossier).due_on

    for on, group in (
        (due + timedelta(days=1), "overdue"),
        (due, "soon"),
        (due - timedelta(days=3), "soon"),
        (due - timedelta(days=4), "later"),
    ):
        assert [code for code, _item in waiting(world, "appointing_authority", on=on)] == [group]


def test_a_missing_fact_waits_for_whoever_can_supply_it_and_the_gate_is_shown_to_others(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")

    leader = waiting(world, "leader")
    assert {item.kind for _group, item in leader} == {"request"}
    assert {item.about for _group, item in leader} == {str(c) for c in dossier.candidates.all()}
    # HR is asked for something of its own here: the gate itself is not named a second time.
    assert {item.kind for _group, item in waiting(world, "hr_officer")} == {"request"}


def test_a_gate_that_waits_for_others_alone_is_shown_as_held(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    for row in dossier.fact_requests.filter(closed=False, role="hr_officer"):
        row.closed = True
        row.save()

    assert [item.kind for _group, item in waiting(world, "hr_officer")] == ["gate"]


def test_work_in_another_unit_is_not_shown(world):
    walk.open_dossier(world)
    elsewhere = walk.account(
        world, "elsewhere", world.people["staff-1"], ("appointing_authority",), world.units["P1"]
    )
    world.accounts["elsewhere"] = elsewhere

    assert waiting(world, "elsewhere") == []


def test_a_substitute_sees_in_whose_place_it_waits(world, read):
    walk.open_dossier(world)
    deputy = walk.account(world, "deputy", world.people["staff-2"], (), world.agency)
    Assignment.objects.create(
        account=deputy,
        role="appointing_authority",
        unit=world.units["TP"],
        held_from=world.on,
        in_place_of=world.account("appointing_authority"),
        basis="QĐ 9",
    )
    world.accounts["deputy"] = deputy

    assert world.people["chairman"].full_name in read("deputy", WORK)


def test_a_failure_of_the_judges_is_told_to_those_who_run_the_machine(world, read):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    run = GateRun.objects.filter(dossier=dossier).last()
    run.pk = None
    run.result = GateRun.Result.ENGINE_FAILED
    run.save()

    for role in ("administrator", "head_of_hr"):
        assert dossier.number in read(role, WORK)
    assert str(run.candidate) not in read("party_committee", WORK).split("</h2>")[0]


def test_a_passed_time_limit_is_shown_to_those_who_oversee_the_unit(world):
    dossier = walk.open_dossier(world)
    due = Deadline.objects.get(dossier=dossier).due_on
    after = due + timedelta(days=2)
    leader = roles_of(world.account("leader"), on=after)

    [row] = work.overdue_deadlines(leader, on=after)

    assert row.dossier == dossier
    assert row.days == -2
    assert work.overdue_deadlines(leader, on=due) == []
    assert (
        work.overdue_deadlines(roles_of(world.account("party_committee"), on=after), on=after) == []
    )


def test_the_number_of_queries_does_not_grow_with_the_number_of_dossiers(world, queries):
    walk.open_dossier(world)
    once = queries("appointing_authority", WORK)
    for _ in range(5):
        walk.open_dossier(world)

    assert queries("appointing_authority", WORK) == once


def test_without_a_role_the_page_says_whom_to_ask(world, as_role):
    nobody = walk.account(world, "nobody", world.people["staff-3"], (), world.agency)

    response = as_role(nobody).get(reverse("desk:my-work"))

    assert response.status_code == 200
    assert "notice" in response.content.decode()
