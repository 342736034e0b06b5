"""Every step is taken on its page, and a page says what is wrong beside the field."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from tests import pages, walk
from tests.pages import Page, day
from tests.workflow_engine.desk.steps.step_pages import FIRST, address, page_of, refused_attempts
from workflow_engine.access.scope import held_on
from workflow_engine.desk.steps.forms.conference import rule_in_words
from workflow_engine.desk.steps.forms.kinds import STEP_PAGES
from workflow_engine.dossiers.models import Dossier, FactRequest
from workflow_engine.flows.flow import procedures
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.django_db


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
            value="yes",
            reason="Đã đối chiếu.",
            document_number="1/XN",
            document_date=day(world.on),
            issued_by="Sở Thử",
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
    (FIRST, {"presided_as": "superior", "superior_case": ""}, "superior_case"),
    (FIRST, {"presided_as": "superior", "superior_case": "whim"}, "superior_case"),
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


# What cannot be read, and what only the act finds wrong: both are told in one round, nothing else.
TOGETHER = [
    (
        "decide_policy",
        {"dated_on": "hôm nay", "decision": "returned", "reason": ""},
        {"dated_on", "reason"},
    ),
    ("decide_policy", {"decision": None, "dated_on": TOMORROW}, {"decision", "dated_on"}),
    (FIRST, {"slips_returned": "", "held_on": TOMORROW}, {"slips_returned", "held_on"}),
    (FIRST, {"held_on": "2026", "slips_stamped": None}, {"held_on", "slips_stamped"}),
    (FIRST, {"presided_by": "", "announced": None}, {"presided_by", "announced"}),
    (FIRST, {"minutes_number": "", "slips_prepared": "x"}, {"minutes_number", "slips_prepared"}),
    (
        "disclose_declarations",
        {"disclosed_on": "x", "read_out": None},
        {"disclosed_on", "read_out"},
    ),
    ("obtain_party_opinion", {"dated_on": "x", "number": ""}, {"dated_on", "number"}),
    ("decide_appointment", {"effective_on": "x", "number": ""}, {"effective_on", "number"}),
]


@pytest.mark.parametrize("step", list(dict.fromkeys(step for step, *_ in TOGETHER)))
def test_all_that_is_wrong_with_a_form_is_told_at_once(world, at_step, subtests, step):
    dossier, page = at_step(step)
    before = walk.task(dossier)
    whole = pages.sent(walk.act_for(world, dossier))
    for changes, fields in [problem[1:] for problem in TOGETHER if problem[0] == step]:
        with subtests.test(msg=f"{changes!r:.60}"):
            answer = page.send(**(whole | typed(world, changes)))

            assert answer.status_code == 422
            assert set(answer.context["form"].errors) == fields

    assert walk.task(dossier) == before


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


@pytest.mark.parametrize(("edition", "told"), [("", False), ("appointment-on-site.2025", True)])
def test_only_a_quorum_that_the_text_asks_for_is_told(world, at_step, edition, told):
    step = "hold_extended_conference"
    dossier, _page = at_step(step, override=edition)
    [ballot] = dossier.flow_class.instance.node(step).ballots
    words = rule_in_words(ballot, dossier, (9, 0))
    figures = {figure["words"] for figure in words["figures"]}

    assert any("phải có mặt" in one or "have to be present" in one for one in figures) is told


def test_the_leadership_posts_held_are_chosen_to_end_and_one_that_stays_needs_its_ground(
    world, at_step
):
    """Luật 80/2025, art. 31, cl. 1."""
    dossier, page = at_step("decide_appointment")
    [candidate] = walk.candidates(dossier)
    on = dossier.dates["appointment_effective_on"]
    rows = PostHolding.objects.filter(held_on(on), person=candidate.person)
    held = [str(row.pk) for row in rows if row.leads]
    whole = {"decision": "approved", "number": "80/QĐ-TP"}
    because = {"kept_because": "Kiêm nhiệm theo Đề án số 7/ĐA-SO."}

    assert page.fields["ends"] == held
    without = page.send(**whole, ends=None)
    assert without.status_code == 422
    assert set(without.context["form"].errors) == {"kept_because"}
    assert page.send(**whole, ends=None, **because).status_code == 302
    assert dossier.decisions.get().kept_because == because["kept_because"]
    told = page.client.get(reverse("desk:dossier", args=[dossier.number])).content.decode()
    assert because["kept_because"] in told
