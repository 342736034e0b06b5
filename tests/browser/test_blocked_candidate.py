"""Nobody whom a gate struck out or holds gets past it on the pages, and every attempt shows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from compliance import trail
from compliance.models import TrailEntry
from tests import pages, walk
from tests.browser.desk import attempts, step_url
from workflow_engine.desk.steps.views import CLOSED_ACTS
from workflow_engine.dossiers.models import BallotVotes, Candidate, FactRequest, SignOff
from workflow_engine.registry.models import HealthCertificate, PostHolding

Status = Candidate.Status


@pytest.fixture
def world(live_server):
    return walk.world(candidates=1, staff=1)


@pytest.fixture
def struck_out(world):
    """A dossier at its first conference, and somebody in no planning whom the gate struck out."""
    person = walk.add_person(world, "candidate-x", planned=False)
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    candidate = dossier.candidates.get(person=person)
    assert candidate.status == Status.STRUCK_OUT
    return dossier, candidate


@pytest.fixture
def held(world):
    """A dossier at its first gate, and somebody without a health certificate whom it holds."""
    [person] = world.eligible
    certificate = HealthCertificate.objects.get(person=person)
    certificate.voided = True
    certificate.save()
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    answered = [*walk.STATED, "conflict_declarations_missing"]
    for asked in dossier.fact_requests.filter(closed=False, fact__in=answered):
        if not FactRequest.objects.get(pk=asked.pk).closed:
            walk.supply(world, asked)
    candidate = dossier.candidates.get(person=person)
    assert (walk.step(dossier), candidate.status) == ("check_candidates", Status.HELD)
    return dossier, candidate


def shows_on_inspection(desk, world, dossier, tried):
    """The inspector finds every attempt, each with its entry in the trail."""
    entries = list(
        TrailEntry.objects.filter(event="attempt:act:refused").values_list("number", "dossier")
    )
    assert len(entries) == tried
    desk.sign_in(world.account("inspector")).open("inspection")
    for number, _dossier in entries:
        link = desk.link(reverse("desk:trail-entry", kwargs={"entry": number}))
        expect(link).to_be_visible()
    refused = desk.page.locator("section[aria-labelledby=refused]")
    expect(refused).to_contain_text(dossier.number)
    expect(refused).not_to_contain_text("hold_")  # steps by their titles
    desk.picture("blocked-inspection")
    assert trail.verify().whole


def test_no_address_of_another_step_or_task_leads_past_a_step(desk, world, struck_out):
    dossier, candidate = struck_out
    task = walk.task(dossier)
    other = walk.open_dossier(world)
    desk.sign_in(world.account("hr_officer")).open_dossier(dossier)

    def address(step, task_id, number=dossier.number):
        return reverse("desk:step", kwargs={"number": number, "step": step, "task_id": task_id})

    here = task.flow_task.name
    for path in (
        address("hold_final_leadership_conference", task.pk),  # a later step, by this task
        address("decide_appointment", task.pk),
        address(here, task.pk, other.number),  # this task, in another dossier
        address(here, walk.task(other).pk),  # the task of another dossier
        address(here, 999_999),
    ):
        assert desk.try_to_open(path).status == 409
        desk.open_dossier(dossier)
        assert desk.post(path, {"decision": "approved"}).status == 409
        desk.open_dossier(dossier)
    earlier = dossier.task_set.filter(flow_task__endswith="list_candidates").get()
    done = step_url(dossier, earlier)
    assert desk.try_to_open(done).ok  # shows who took it and when
    assert not desk.has("main form.panel")
    assert desk.post(done, {"people": candidate.person_id}).status == 409
    expect(desk.page.locator("main")).to_contain_text(world.people["hr-officer"].full_name)
    desk.picture("blocked-already-done")

    candidate.refresh_from_db()
    assert candidate.status == Status.STRUCK_OUT
    assert walk.task(dossier) == task
    assert {code for code, _view in attempts()} == {"step-not-open", "step-already-done"}
    shows_on_inspection(desk, world, dossier, 11)


def test_no_forged_form_brings_a_candidate_back(desk, world, struck_out):
    dossier, candidate = struck_out
    desk.sign_in(world.account("hr_officer")).open_step(dossier)
    assert not desk.has(f"[name=votes-{candidate.pk}]")

    # Slips for somebody whom the page does not list.
    desk.fill(pages.sent(walk.act_for(world, dossier)))
    desk.page.locator("main form.panel").evaluate(
        "(form, name) => form.insertAdjacentHTML('beforeend', `<input name=${name} value=3>`)",
        f"votes-{candidate.pk}",
    )
    assert desk.send().status == 403
    desk.picture("blocked-forged-votes")

    # The same with the token of the page's state taken away.
    desk.open_step(dossier)
    desk.fill(pages.sent(walk.act_for(world, dossier)))
    desk.page.locator("main form.panel").evaluate(
        "(form, name) => { form.querySelector('[name=state]').remove();"
        " form.insertAdjacentHTML('beforeend', `<input name=${name} value=0>`) }",
        f"votes-{candidate.pk}",
    )
    assert desk.send().status == 403

    # The steps behind, by their own forms.
    for step, field in (("obtain_party_opinion", "opinion"), ("decide_appointment", "candidate")):
        if step == "decide_appointment":
            walk.until(world, dossier, "gather_papers")
            desk.sign_in(world.account("hr_officer")).open_step(dossier)
            kind = walk.task(dossier).flow_task.required[0].kind
            desk.page.locator("main form.panel").evaluate(
                "(form, name) => form.insertAdjacentHTML('beforeend',"
                " `<input name=${name} value=01/01/2026>`)",
                f"paper-{candidate.pk}-{kind}-dated_on",
            )
            assert desk.send().status == 403
        waiting = walk.until(world, dossier, step)
        desk.sign_in(world.account(waiting.flow_task.roles[0])).open_step(dossier)
        desk.fill(pages.sent(walk.act_for(world, dossier)))
        desk.page.locator("main form.panel").evaluate(
            """(form, [field, pk]) => {
                const there = form.querySelector(`[name=${field}]`);
                if (there) there.value = pk;
                else form.insertAdjacentHTML('beforeend', `<input name=${field}-${pk} value=x>`);
            }""",
            [field, candidate.pk],
        )
        assert desk.send().status == 403, desk.words()
        assert walk.task(dossier) == waiting

    candidate.refresh_from_db()
    assert candidate.status == Status.STRUCK_OUT
    assert not BallotVotes.objects.filter(candidate=candidate).exists()
    assert not PostHolding.objects.filter(person=candidate.person, post=world.post).exists()
    assert {code for code, _view in attempts()} == {"candidate-not-in-consideration"}
    shows_on_inspection(desk, world, dossier, 5)


def test_a_stale_tab_counts_no_slips_for_whoever_left_meanwhile(desk, world):
    walk.add_person(world, "candidate-2")
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    leaving, _staying = walk.candidates(dossier)
    task = walk.task(dossier)
    desk.sign_in(world.account("hr_officer")).open_step(dossier)
    act = pages.sent(walk.act_for(world, dossier, votes={leaving: 3}))

    tab = desk.another()
    tab.open("withdraw-candidate", candidate_id=leaving.pk)
    tab.fill({"reason": "Có đơn xin rút.", "document": "Đơn ngày 20/11/2026"})
    tab.send()
    desk.fill(act)
    answer = desk.send()

    assert answer.status == 409
    expect(desk.page.locator("main [role=alert]").first).to_contain_text(str(leaving))
    expect(desk.page.locator("[name=minutes_number]")).to_have_value("30/BB-HN")
    assert not desk.has(f"[name=votes-{leaving.pk}]")
    desk.picture("blocked-stale-tab")
    assert walk.task(dossier) == task

    # Sent in spite of it, without what tells the states of the two pages apart.
    token = {"name": f"votes-{leaving.pk}", "value": "3"}
    desk.page.locator("main form.panel").evaluate(
        "(form, {name, value}) => { form.querySelector('[name=state]').value = '';"
        " form.insertAdjacentHTML('beforeend', `<input name=${name} value=${value}>`) }",
        token,
    )
    assert desk.send().status == 403
    assert walk.task(dossier) == task
    assert attempts()[-1][0] == "candidate-not-in-consideration"

    # What the second tab still shows is over as well.
    tab.open("step", number=dossier.number, step=task.flow_task.name, task_id=task.pk)
    tab.fill(pages.sent(walk.act_for(world, dossier)))
    walk.take(world, dossier)
    assert tab.send().status == 409
    expect(tab.page.locator("main")).to_contain_text(world.people["hr-officer"].full_name)
    assert attempts()[-1][0] == "step-already-done"
    assert dossier.conferences.count() == 1


@pytest.mark.concurrency
def test_of_two_browsers_at_once_one_takes_the_step_and_the_other_is_told(
    desk, second_browser, world
):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    act = pages.sent(walk.act_for(world, dossier))
    both = [
        (desk, world.account("hr_officer")),
        (second_browser, world.account("head_of_hr")),
    ]
    for one, account in both:
        one.sign_in(account).open_step(dossier)
        one.fill(act)

    for one, _account in both:
        one.page.evaluate(
            "setTimeout(() => document.querySelector('main form.panel').requestSubmit())"
        )
    for one, _account in both:
        expect(one.page.locator("main form.panel")).to_have_count(0)

    [signed] = SignOff.objects.filter(dossier=dossier, step="hold_leadership_conference")
    assert dossier.conferences.count() == 1
    assert attempts() == [("step-already-done", "desk:step")]
    lost = next(one for one, account in both if account.person != signed.person)
    expect(lost.page.locator("main")).to_contain_text(signed.person.full_name)
    task = dossier.task_set.filter(flow_task__endswith="hold_leadership_conference").get()
    when = f"{timezone.localtime(task.finished):%H:%M}"  # the clock on the wall, not UTC
    expect(lost.page.locator("main")).to_contain_text(when)
    lost.picture("blocked-second-browser")
    desk.forgive()
    assert trail.verify().whole


@pytest.mark.concurrency
def test_of_two_browsers_that_supply_one_fact_one_is_told(desk, second_browser, world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    asked = next(
        row for row in dossier.fact_requests.filter(closed=False) if row.fact in walk.STATED
    )
    for one in (desk, second_browser):
        one.sign_in(world.account(asked.role)).open("supply-fact", request_id=asked.pk)
        one.fill(
            {
                "value": "yes",
                "reason": "Đã đối chiếu.",
                "document_number": "1/XN",
                "document_date": pages.day(world.on),
                "issued_by": "Sở Thử",
            }
        )

    for one in (desk, second_browser):
        one.page.evaluate(
            "setTimeout(() => document.querySelector('main form.panel').requestSubmit())"
        )
    for one in (desk, second_browser):
        expect(one.page.locator("main form.panel")).to_have_count(0)

    assert dossier.statements.filter(fact=asked.fact).count() == 1
    assert attempts() == [("step-not-open", "desk:supply-fact")]
    desk.forgive()


def test_the_ways_back_of_the_machine_and_the_administrator_bring_nobody_past(
    desk, world, struck_out
):
    dossier, candidate = struck_out
    task = walk.task(dossier)
    tried = 0
    administrator = world.account("administrator")
    administrator.is_superuser = administrator.is_staff = True
    administrator.save()
    for account in (world.account("hr_officer"), administrator):
        desk.sign_in(account)
        for act in CLOSED_ACTS:
            assert desk.try_to_open(step_url(dossier, task, f"closed-{act}")).status == 403
            desk.open("my-work")
            assert desk.post(step_url(dossier, task, f"closed-{act}")).status == 403
            tried += 2
    desk.picture("blocked-closed-act")

    desk.sign_in(administrator)
    for path in (
        step_url(dossier, task),
        reverse("desk:special-decision", kwargs={"candidate_id": candidate.pk}),
        reverse("desk:withdraw-candidate", kwargs={"candidate_id": candidate.pk}),
    ):
        assert desk.try_to_open(path).status == 403
        desk.open("my-work")
        assert desk.post(path, {"reason": "x", "document": "x"}).status == 403
        tried += 2
    desk.picture("blocked-administrator")

    candidate.refresh_from_db()
    assert candidate.status == Status.STRUCK_OUT
    assert walk.task(dossier) == task
    assert len(attempts()) == tried
    assert {code for code, _view in attempts()} == {"closed-act", "not-your-role"}


def test_a_held_candidate_waits_until_the_fact_is_there(desk, world, held):
    dossier, candidate = held
    task = walk.task(dossier)
    asked = dossier.fact_requests.filter(closed=False).order_by("pk").first()
    assert asked.fact.startswith("health_")
    desk.sign_in(world.account("hr_officer")).open_step(dossier)

    # Running the gate, however often, and sending it a form of one's own.
    desk.post(step_url(dossier, task, "run-gate"))
    assert desk.post(step_url(dossier, task), {"decision": "approved"}).status == 409
    # A special decision for a condition that the law lets nobody lift.
    desk.open("special-decision", candidate_id=candidate.pk)
    desk.page.locator("[name=condition]").evaluate(
        "select => { select.add(new Option('x', 'appointment.health')); }"
    )
    desk.fill(
        {
            "condition": "appointment.health",
            "authority": "appointing_authority",
            "number": "5/QĐ",
            "decided_on": pages.day(world.on),
            "document": "Quyết định",
            "reason": "Trường hợp đặc biệt",
        }
    )
    assert desk.send().status == 422
    assert not dossier.special_decisions.exists()
    # Somebody who was not asked.
    desk.sign_in(world.account("party_committee"))
    path = reverse("desk:supply-fact", kwargs={"request_id": asked.pk})
    assert desk.try_to_open(path).status == 403
    # A certificate of the future, and one that says unfit.
    desk.sign_in(world.account(asked.role)).go(path)
    certificate = {
        "issued_on": pages.day(world.on + timedelta(days=3)),
        "document_number": "9/GKSK",
        "document_date": pages.day(world.on),
    }
    desk.fill(certificate)
    desk.picture("blocked-held-supply")
    desk.send()
    candidate.refresh_from_db()
    assert candidate.status in (Status.HELD, Status.STRUCK_OUT)
    assert walk.step(dossier) in ("check_candidates", "no-candidate")
    assert [code for code, _view in attempts()] == ["step-not-open", "not-your-role"]
    shows_on_inspection(desk, world, dossier, 2)
