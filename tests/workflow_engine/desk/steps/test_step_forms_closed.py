"""Who may not take a step on its page, and when a page is closed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import pages, walk
from tests.pages import Page, day
from tests.workflow_engine.desk.steps.step_pages import FIRST, address, refused_attempts
from workflow_engine.acts.beside import candidates

pytestmark = pytest.mark.django_db


# --------------------------------------------------------------------------- who may not, and when


def test_votes_for_somebody_who_is_not_considered_are_refused_and_on_record(world, at_step):
    dossier, page = at_step(FIRST)
    stranger = walk.open_dossier(world)
    walk.until(world, stranger, "draw_up_summons")
    forged = walk.candidates(stranger)[0]

    answer = page.send(**(pages.sent(walk.act_for(world, dossier)) | {f"votes-{forged.pk}": "0"}))

    assert answer.status_code == 403
    [attempt] = refused_attempts()
    assert attempt.header["extras"]["code"] == "candidate-not-in-consideration"
    assert attempt.dossier == dossier.number
    assert walk.step(dossier) == FIRST


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("obtain_party_opinion", "opinion-{}"),
        ("gather_papers", "paper-{}-curriculum-vitae-dated_on"),
        ("decide_appointment", "candidate"),
    ],
)
def test_a_forged_candidate_is_refused_at_every_step(world, at_step, step, name):
    dossier, page = at_step(step)
    [loser] = walk.candidates(dossier, "not-selected")
    changes = {name.format(loser.pk): loser.pk if name == "candidate" else day(world.on)}

    answer = page.send(**(pages.sent(walk.act_for(world, dossier)) | changes))

    assert answer.status_code == 403
    [attempt] = refused_attempts()
    assert attempt.header["extras"]["code"] == "candidate-not-in-consideration"


def test_the_second_of_two_who_send_is_told_who_was_first(world, at_step):
    dossier, page = at_step("decide_policy")
    whole = pages.sent(walk.act_for(world, dossier))

    first = page.send(**whole)
    second = page.send(**whole)

    assert (first.status_code, second.status_code) == (302, 409)
    assert world.people["chairman"].full_name in second.content.decode()
    assert dossier.papers.filter(kind="policy-decision").count() == 1
    [attempt] = refused_attempts()
    assert attempt.header["extras"]["code"] == "step-already-done"


def test_a_stale_page_tells_what_changed_and_keeps_what_was_typed(world, at_step):
    dossier, page = at_step(FIRST)
    gone = walk.candidates(dossier)[1]
    whole = pages.sent(walk.act_for(world, dossier)) | {"minutes_number": "GIỮ-1"}
    candidates.withdraw_candidate(
        candidate_id=gone.pk,
        reason="Xin rút",
        document="Đơn 1",
        account=world.account("hr_officer"),
        at=timezone.now(),
    )

    answer = page.send(**whole)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert str(gone) in html
    assert "GIỮ-1" in html
    assert not dossier.conferences.exists()


def test_a_step_is_closed_to_whoever_does_not_hold_its_role(world, at_step):
    roles = ["leader", "party_committee"]
    for role in roles:
        dossier, page = at_step(FIRST, account=world.account(role))
        assert page.response.status_code == 403
        sent = page.client.post(
            page.url, pages.posted(walk.act_for(world, dossier)) | {"announced": "on"}
        )
        assert sent.status_code == 403
        assert walk.step(dossier) == FIRST

    assert refused_attempts().count() == 2 * len(roles)


def test_who_prepared_does_not_decide_whichever_account_is_used(world, at_step):
    both = walk.account(
        world,
        "hai-vai",
        world.people["hr-officer"],
        ("appointing_authority",),
        world.units["TP"],
    )
    dossier, page = at_step("decide_policy", account=both)

    answer = page.send(**pages.sent(walk.act_for(world, dossier)))

    assert "disabled" in page.html
    assert answer.status_code == 403
    [attempt] = refused_attempts()
    assert attempt.header["extras"]["code"] == "same-person"
    assert walk.step(dossier) == "decide_policy"


@pytest.mark.parametrize("act", ["undo", "revive", "cancel", "assign", "unassign"])
def test_the_ways_back_of_the_machine_are_closed_and_an_attempt_is_on_record(world, at_step, act):
    dossier, page = at_step("decide_policy")
    task = walk.task(dossier)

    answer = page.client.post(address(dossier, task, f"closed-{act}"))

    assert answer.status_code == 403
    [attempt] = refused_attempts()
    assert attempt.header["extras"]["code"] == "closed-act"
    assert walk.task(dossier) == task


def test_addresses_that_do_not_belong_together_open_nothing(world, at_step):
    dossier, page = at_step("decide_policy")
    other = walk.open_dossier(world)
    mine, theirs = walk.task(dossier), walk.task(other)
    mixed = [
        {"number": dossier.number, "step": "decide_policy", "task_id": theirs.pk},
        {"number": dossier.number, "step": "revise", "task_id": mine.pk},
        {"number": "BN-1999-0001", "step": "decide_policy", "task_id": mine.pk},
        {"number": dossier.number, "step": "decide_policy", "task_id": 999999999999999},
    ]

    answers = [page.client.get(reverse("desk:step", kwargs=where)) for where in mixed]

    assert [answer.status_code for answer in answers] == [409] * 4
    assert refused_attempts().count() == 4


def test_a_form_from_a_foreign_page_is_refused(world, at_step):
    dossier, page = at_step("decide_policy")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = page.client.cookies

    answer = strict.post(page.url, pages.posted(walk.act_for(world, dossier)))

    assert answer.status_code == 403
    assert walk.step(dossier) == "decide_policy"


def test_a_page_asks_for_a_sign_in(world, at_step):
    _dossier, page = at_step("decide_policy")

    answer = Client().get(page.url)

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


def test_a_gate_is_run_again_and_never_sent_a_form(world, at_step):
    dossier, page = at_step("check_candidates")
    task = walk.task(dossier)

    sent = page.client.post(page.url, {"route": "passed"})
    again = page.client.post(address(dossier, task, "run-gate"))

    assert sent.status_code == 409
    assert again.status_code == 302
    assert walk.task(dossier) == task


def test_the_first_conference_is_moved_and_the_gate_judges_again(world, at_step):
    dossier, page = at_step(FIRST)

    answer = page.send(
        to=page.url,
        **{"form": "move", "move-first_conference_on": day(world.on), "move-reason": "Hoãn"},
    )
    without_reason = Page(page.client, address(dossier, walk.task(dossier))).send(
        **{"form": "move", "move-first_conference_on": "", "move-reason": ""}
    )

    assert answer.status_code == 302
    assert walk.taken(dossier).count("check_candidates") == 2
    assert without_reason.status_code == 422
    assert set(without_reason.context["wrong"].errors) == {"first_conference_on", "reason"}
