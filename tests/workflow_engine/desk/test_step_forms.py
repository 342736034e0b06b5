"""Every step is taken on its page, and a page says what is wrong beside the field."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from compliance.models import TrailEntry
from tests import pages, walk
from tests.pages import Page, day
from workflow_engine.acts.beside import candidates
from workflow_engine.desk.steps.forms.kinds import STEP_PAGES
from workflow_engine.dossiers.models import Dossier, FactRequest
from workflow_engine.flows.flow import procedures

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return walk.world()


@pytest.fixture
def as_role(client):
    """Sign in as the account of a role, or as any account."""

    def sign_in(account):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def at_step(world, as_role):
    """Bring a dossier to a step and open its page as somebody who may take it."""

    def bring(name, *, override="", account=None, **nominated):
        dossier = walk.open_dossier(world, override=override)
        task = walk.until(world, dossier, name)
        return dossier, page_of(world, as_role, dossier, task, account=account)

    return bring


def page_of(world, as_role, dossier, task, *, account=None):
    node = task.flow_task
    client = as_role(account or world.account(node.roles[0]))
    return Page(client, address(dossier, task))


def address(dossier, task, name="step", **other):
    return reverse(
        f"desk:{name}",
        kwargs={"number": dossier.number, "step": task.flow_task.name, "task_id": task.pk, **other},
    )


def refused_attempts():
    return TrailEntry.objects.filter(event="attempt:act:refused")


# ------------------------------------------------------------------------------------- all pages


def test_every_kind_of_node_has_a_page():
    kinds = {
        type(node)
        for flow in procedures()
        for node in flow.instance.nodes()
        if getattr(node, "roles", ())
    }

    assert kinds <= set(STEP_PAGES)
    assert all(isinstance(kind, type) for kind in STEP_PAGES)


@pytest.mark.parametrize(
    ("override", "conferences"),
    [("", 4), ("appointment-on-site.2025", 5)],
    ids=["four steps", "five steps"],
)
def test_a_dossier_is_walked_to_the_post_on_its_pages(world, as_role, override, conferences):
    dossier = walk.open_dossier(world, override=override)
    while task := walk.task(dossier):
        if task.flow_task.kind == "gate":
            supply_on_pages(world, as_role, dossier, task)
            continue
        page = page_of(world, as_role, dossier, task)
        assert page.response.status_code == 200, page.html
        answer = page.send(**pages.sent(walk.act_for(world, dossier)))
        assert answer.status_code == 302, complaints(answer)
        shown = page.client.get(answer.url)
        assert shown.status_code == 200

    assert Dossier.objects.get(pk=dossier.pk).outcome == Dossier.Outcome.ACHIEVED
    assert dossier.conferences.count() == conferences
    assert not refused_attempts().exists()


def supply_on_pages(world, as_role, dossier, task):
    client = as_role(world.account("hr_officer"))
    assert client.get(address(dossier, task)).status_code == 200
    for asked in FactRequest.objects.filter(dossier=dossier, closed=False):
        if asked.fact == "conflict_declarations_missing":
            walk.declare_interests(world, dossier)
            continue
        if FactRequest.objects.get(pk=asked.pk).closed:
            continue
        client = as_role(world.account(asked.role))
        page = Page(client, reverse("desk:supply-fact", kwargs={"request_id": asked.pk}))
        assert page.response.status_code == 200
        answer = page.send(
            confirmed="yes",
            reason="Đã đối chiếu.",
            document_number="1/XN",
            document_date=day(world.on),
        )
        assert answer.status_code == 302, complaints(answer)
    client = as_role(world.account("hr_officer"))
    if walk.task(dossier) == task:
        answer = client.post(address(dossier, task, "run-gate"))
        assert answer.status_code == 302
    assert walk.task(dossier) != task


def complaints(answer):
    """Return what a page complains of, in words."""
    html = answer.content.decode()
    start = html.find('class="error-summary"')
    words = re.sub(r"<[^>]+>", " ", html[start : start + 3000] if start >= 0 else html)
    return " ".join(words.split())[:1500]


# ------------------------------------------------------------------------ what a page will not take

FIRST = "hold_leadership_conference"
YESTERDAY, TOMORROW = timedelta(days=-1), timedelta(days=1)
AN_HUNDRED = "100"

# step, what is sent instead of what the step would accept, the field that is told
PROBLEMS = [
    ("decide_policy", {"decision": "returned", "reason": ""}, "reason"),
    ("decide_policy", {"decision": "refused", "reason": "   "}, "reason"),
    ("decide_policy", {"decision": "postponed"}, "decision"),
    ("decide_policy", {"decision": None}, "decision"),
    ("decide_policy", {"number": ""}, "number"),
    ("decide_policy", {"number": "9" * 81}, "number"),
    ("decide_policy", {"number": "12\x07/QĐ"}, "number"),
    ("decide_policy", {"dated_on": TOMORROW}, "dated_on"),
    ("decide_policy", {"dated_on": timedelta(days=-30)}, "dated_on"),
    ("decide_policy", {"dated_on": "31/02/2026"}, "dated_on"),
    ("decide_policy", {"dated_on": "12/25/2026"}, "dated_on"),
    ("decide_policy", {"dated_on": "01/01/0001"}, "dated_on"),
    ("decide_policy", {"dated_on": "hôm nay"}, "dated_on"),
    ("decide_policy", {"reason": "x" * 5001}, "reason"),
    ("list_candidates", {"people": []}, "people"),
    ("list_candidates", {"people": ["999999"]}, "people"),
    ("list_candidates", {"people": ["-1"]}, "people"),
    ("list_candidates", {"people": ["1; DROP TABLE"]}, "people"),
    ("list_candidates", {"people": ["9" * 40]}, "people"),
    ("draw_up_summons", {FIRST: []}, FIRST),
    (FIRST, {"held_on": TOMORROW}, "held_on"),
    (FIRST, {"held_on": YESTERDAY}, "held_on"),
    (FIRST, {"held_on": "2026"}, "held_on"),
    (FIRST, {"presided_by": ""}, "presided_by"),
    (FIRST, {"presided_by": "987654321"}, "presided_by"),
    (FIRST, {"presided_by": "một"}, "presided_by"),
    (FIRST, {"presided_as": "king"}, "presided_as"),
    (FIRST, {"presided_as": "superior", "presider_role": ""}, "presider_role"),
    (FIRST, {"minutes_number": ""}, "minutes_number"),
    (FIRST, {"announced": None}, "announced"),
    (FIRST, {"format": "by telephone"}, "format"),
    (FIRST, {"count_minutes_number": ""}, "count_minutes_number"),
    (FIRST, {"slips_stamped": None}, "slips_stamped"),
    (FIRST, {"slips_prepared": AN_HUNDRED}, "slips_prepared"),
    (FIRST, {"slips_distributed": "1"}, "slips_distributed"),
    (FIRST, {"slips_returned": AN_HUNDRED}, "slips_returned"),
    (FIRST, {"blank_or_spoiled": AN_HUNDRED}, "blank_or_spoiled"),
    (FIRST, {"slips_returned": "-3"}, "slips_returned"),
    (FIRST, {"slips_returned": "1.5"}, "slips_returned"),
    (FIRST, {"slips_returned": "9" * 400}, "slips_returned"),
    (FIRST, {"slips_returned": "1e3"}, "slips_returned"),
    (FIRST, {"slips_returned": ""}, "slips_returned"),
    (FIRST, {"present": ["987654321"]}, "present"),
    ("disclose_declarations", {"copies_handed_out": None}, "copies_handed_out"),
    ("disclose_declarations", {"read_out": None}, "read_out"),
    ("disclose_declarations", {"disclosed_on": TOMORROW}, "disclosed_on"),
    ("obtain_party_opinion", {"number": ""}, "number"),
    ("obtain_party_opinion", {"dated_on": TOMORROW}, "dated_on"),
    ("obtain_party_opinion", {"body": "x" * 201}, "body"),
    ("decide_appointment", {"number": ""}, "number"),
    ("decide_appointment", {"effective_on": YESTERDAY}, "effective_on"),
    ("decide_appointment", {"effective_on": ""}, "effective_on"),
    ("decide_appointment", {"decision": "returned", "reason": ""}, "reason"),
    ("decide_appointment", {"ends": ["987654321"]}, "ends"),
]


@pytest.mark.parametrize("step", list(dict.fromkeys(step for step, *_ in PROBLEMS)))
def test_a_problem_stands_above_the_form_and_beside_its_field(world, at_step, subtests, step):
    dossier, page = at_step(step)
    before = walk.task(dossier)
    whole = pages.sent(walk.act_for(world, dossier))
    for changes, field in [problem[1:] for problem in PROBLEMS if problem[0] == step]:
        with subtests.test(msg=f"{changes!r:.60}"):
            answer = page.send(**(whole | typed(world, changes)))

            html = answer.content.decode()
            assert answer.status_code == 422, html
            told = answer.context["form"].errors[field]
            assert 'class="error-summary"' in html
            # A link to the field, or to the first of its radio buttons.
            assert f'href="#id_{field}"' in html or f'href="#id_{field}_0"' in html
            assert f'id="id_{field}' in html
            # Twice: above the form and beside the field.
            assert html.count(escape(told[0])) == 2

    assert walk.task(dossier) == before
    # A mistake is no attempt; a value that the page never offered is one.
    assert {entry.extras["code"] for entry in refused_attempts()} <= {"forged-form"}


def typed(world, changes):
    return {
        name: day(world.on + value) if isinstance(value, timedelta) else value
        for name, value in changes.items()
    }


def test_everything_typed_stays_when_something_is_wrong(world, at_step):
    dossier, page = at_step(FIRST)
    whole = pages.sent(walk.act_for(world, dossier)) | {
        "minutes_number": "XYZ-77",
        "slips_returned": "",
    }

    answer = page.send(**whole)

    again = pages.Page.__new__(pages.Page)
    again.read(page.client, page.url, answer)
    assert answer.status_code == 422
    assert again.fields["minutes_number"] == ["XYZ-77"]
    assert again.fields["present"] == [str(pk) for pk in whole["present"]] or set(
        again.fields["present"]
    ) == {str(pk) for pk in whole["present"]}
    assert again.fields["presided_by"] == [str(whole["presided_by"])]


def test_a_paper_that_is_too_old_is_told_at_its_row(world, at_step):
    dossier, page = at_step("gather_papers")
    [candidate] = walk.candidates(dossier)
    whole = pages.sent(walk.act_for(world, dossier))
    row = f"paper-{candidate.pk}-health-certificate"

    too_old = page.send(**(whole | {f"{row}-dated_on": day(world.on - timedelta(days=200))}))
    half = page.send(**(whole | {f"{row}-number": ""}))

    assert set(too_old.context["form"].errors) == {f"{row}-dated_on"}
    assert set(half.context["form"].errors) == {f"{row}-number"}
    assert too_old.status_code == half.status_code == 422


def test_papers_are_kept_with_their_files_and_digests(world, at_step, settings):
    dossier, page = at_step("gather_papers")
    [candidate] = walk.candidates(dossier)
    row = f"paper-{candidate.pk}-curriculum-vitae"
    scan = SimpleUploadedFile("ly-lich.pdf", b"%PDF-1.7 thu", content_type="application/pdf")

    page.send(**(pages.sent(walk.act_for(world, dossier)) | {f"{row}-file": scan}))

    paper = dossier.papers.get(kind="curriculum-vitae")
    assert paper.sha256 == hashlib.sha256(b"%PDF-1.7 thu").hexdigest()


def test_a_file_that_is_no_paper_is_refused(world, at_step):
    dossier, page = at_step("gather_papers")
    [candidate] = walk.candidates(dossier)
    row = f"paper-{candidate.pk}-curriculum-vitae"
    script = SimpleUploadedFile("x.html", b"<script>", content_type="text/html")

    answer = page.send(**(pages.sent(walk.act_for(world, dossier)) | {f"{row}-file": script}))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {f"{row}-file"}


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
    roles = ["inspector", "leader", "party_committee", "appointing_authority", "administrator"]
    for role in roles:
        dossier, page = at_step(FIRST, account=world.account(role))
        assert page.response.status_code == 403
        sent = page.client.post(
            page.url, pages.sent(walk.act_for(world, dossier)) | {"announced": "on"}
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

    answer = strict.post(page.url, pages.sent(walk.act_for(world, dossier)))

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


def test_somebody_is_found_with_and_without_marks_and_added_to_the_lists(world, at_step):
    dossier, page = at_step("draw_up_summons")
    guest = world.people["inspector"]
    whole = pages.sent(walk.act_for(world, dossier))

    found = page.send(**whole, search=guest.full_name.upper(), search_now="1")
    added = whole | {FIRST: [*whole[FIRST], guest.pk]}
    no_reason = page.send(**added)
    told = page.send(**(added | {"deviation": "Mời cơ quan thanh tra dự."}))

    assert found.status_code == 200
    assert guest.full_name in found.content.decode()
    assert 'class="error-summary"' not in found.content.decode()
    assert set(no_reason.context["form"].errors) == {"deviation"}
    assert told.status_code == 302
    assert dossier.summonses.filter(conference=FIRST, person=guest).exists()


def test_whom_step_two_did_not_carry_is_offered_again_in_the_edition_of_2025(world, at_step):
    dossier, page = at_step("name_others", override="appointment-on-site.2025")
    [standing] = walk.candidates(dossier)
    back = dossier.candidates.exclude(pk=standing.pk).get()

    assert page.offers("people").count(str(back.person_id)) == 1
    assert str(standing.person_id) not in page.offers("people")
    assert "Có thể được giới thiệu lại." in page.html
    answer = page.send(people=[back.person_id])

    assert answer.status_code == 302
    assert {c.pk for c in walk.candidates(dossier, "standing", "held")} == {standing.pk, back.pk}


def test_a_date_of_effect_that_would_strike_out_is_shown_and_can_be_confirmed(world, at_step):
    dossier, page = at_step("decide_appointment")
    [candidate] = walk.candidates(dossier)
    planned = dossier.planned_effective_on
    candidate.person.sex = "male"
    candidate.person.birth_date = planned.replace(year=planned.year - 57, day=1)
    candidate.person.save()
    whole = pages.sent(walk.act_for(world, dossier)) | {"date_confirmed": None}
    late = (planned.replace(day=1) + timedelta(days=32)).replace(day=1)

    assert "date_confirmed" not in page.fields
    answer = page.send(**(whole | {"effective_on": day(late)}))

    assert answer.status_code == 422
    page.read(page.client, page.url, answer)
    assert f"{escape(candidate)} không đáp ứng điều kiện" in page.html
    assert page.offers("date_confirmed") == [day(late)]
    assert page.fields["effective_on"] == [day(late)]
    assert walk.step(dossier) == "decide_appointment"
    assert page.send(date_confirmed=day(late)).status_code == 302
    assert walk.step(dossier) == Dossier.Outcome.NO_CANDIDATE


def test_a_paper_that_grew_too_old_is_told_where_the_papers_are_returned(world, at_step):
    dossier, page = at_step("decide_appointment")
    paper = dossier.papers.get(kind="health-certificate")
    paper.dated_on -= timedelta(days=200)
    paper.save()
    whole = pages.sent(walk.act_for(world, dossier)) | {"date_confirmed": None}

    answer = page.send(**whole)

    assert answer.status_code == 422
    assert day(paper.dated_on) in answer.context["form"].errors["decision"][0]
    assert page.send(**(whole | {"decision": "returned", "reason": "x"})).status_code == 302
    assert walk.step(dossier) == "gather_papers"


def test_with_nobody_left_a_conference_page_offers_to_stop(world, as_role, at_step):
    dossier, page = at_step("hold_extended_conference")
    assert "form" not in page.fields
    [candidate] = walk.candidates(dossier)
    candidates.withdraw_candidate(
        candidate_id=candidate.pk,
        reason="Lý do cá nhân",
        document="Đơn",
        account=world.account("hr_officer"),
        at=world.at(),
    )

    page = page_of(world, as_role, dossier, walk.task(dossier))

    assert page.fields["form"] == ["stop"]
    assert page.send(**{"stop-reason": " "}).status_code == 422
    assert page.send(**{"stop-reason": "Đã xin rút."}).status_code == 302
    assert walk.step(dossier) == "report_to_authority"


def test_the_head_is_chosen_already_as_who_presided(world, at_step):
    _dossier, page = at_step(FIRST)

    assert page.fields["presided_by"] == [str(world.people["director"].pk)]
    assert page.fields["presided_as"] == ["head"]
