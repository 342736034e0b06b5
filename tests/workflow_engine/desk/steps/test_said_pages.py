"""What is told and said is entered on the pages of its steps, and read whole by the authority."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from compliance.models import TrailEntry
from tests import walk
from tests.guards.test_trail_words import in_code, raw_in
from tests.guards.test_trail_words import said as texts_of
from tests.pages import Page, day
from tests.workflow_engine.desk.steps.step_pages import address, refused_attempts
from tests.workflow_engine.nodes import said
from workflow_engine.access.scope import roles_of
from workflow_engine.desk.inspection import evidence
from workflow_engine.dossiers.models import Answer, Appraisal, Meeting, Notice, Reminder
from workflow_engine.flows.drawing import bpmn

pytestmark = pytest.mark.django_db


def scan(name="a.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 scan")


@pytest.fixture
def dossier(world):
    return said.open_said(world)


@pytest.fixture
def at_step(world, as_role, dossier):
    """Walk to a step and read its page."""

    def at_step(name, *, which=None, account=None):
        said.until(world, dossier, name)
        task = walk.task(dossier)
        client = as_role(account or world.account(task.flow_task.roles[0]))
        return Page(client, address(dossier, task), which=which)

    return at_step


def fill(world, dossier, **parts):
    """Return the fields of every candidate's block."""
    return {
        f"{part}-{candidate.pk}": scan() if value == "scan" else value
        for candidate in walk.candidates(dossier)
        for part, value in parts.items()
    }


def test_reports_are_received_on_the_page(world, dossier, at_step):
    page = at_step("report")

    on = day(world.on)
    answer = page.send(**fill(world, dossier, dated_on=on, received_on=on, file="scan"))

    assert answer.status_code == 302, answer.content.decode()
    assert walk.step(dossier) == "evaluate"
    assert Appraisal.objects.count() == 2


def test_a_report_that_was_begun_is_whole_and_what_was_typed_stays(world, dossier, at_step):
    first, _second = walk.candidates(dossier)
    page = at_step("report")

    answer = page.send(**{f"dated_on-{first.pk}": "31/02/2026", f"text-{first.pk}": "Đã viết"})

    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert "31/02/2026" in html
    assert "Đã viết" in html
    assert set(answer.context["wrong"].errors) == {
        f"dated_on-{first.pk}",
        f"received_on-{first.pk}",
        f"file-{first.pk}",
    }
    assert not Appraisal.objects.exists()


def test_a_candidate_without_a_role_finds_the_own_report_and_hands_it_in(world, dossier, as_role):
    first, second = walk.candidates(dossier)
    account = walk.account(world, "ung-vien", first.person, (), world.agency)
    client = as_role(account)
    task = walk.task(dossier)
    work = client.get(reverse("desk:my-work")).content.decode()
    assert address(dossier, task) in work

    page = Page(client, address(dossier, task))
    assert second.person.full_name not in page.html
    answer = page.send(**{f"text-{first.pk}": "Tôi đã hoàn thành nhiệm vụ."})

    assert (answer.status_code, answer.url) == (302, reverse("desk:my-work"))
    assert Appraisal.objects.get().candidate == first
    assert walk.step(dossier) == "report"


def test_the_dossier_itself_stays_closed_to_the_candidate(world, dossier, as_role):
    first, _second = walk.candidates(dossier)
    client = as_role(walk.account(world, "ung-vien", first.person, (), world.agency))

    assert client.get(reverse("desk:dossier", args=[dossier.number])).status_code == 403


def test_an_evaluation_is_entered_on_the_page(world, dossier, at_step):
    page = at_step("evaluate")
    first, second = walk.candidates(dossier)
    given = fill(world, dossier, text="Tốt.", proposed="yes")
    given[f"proposed-{second.pk}"] = ""

    refused = page.send(number="5/ĐG", dated_on=day(world.on), **given)
    assert refused.status_code == 422
    assert set(refused.context["wrong"].errors) == {f"proposed-{second.pk}"}

    given[f"proposed-{second.pk}"] = "no"
    assert page.send(number="5/ĐG", dated_on=day(world.on), **given).status_code == 302
    head = Appraisal.objects.filter(kind="head").order_by("candidate")
    assert {row.candidate_id: row.proposed for row in head} == {first.pk: True, second.pk: False}


def test_a_talk_is_entered_on_the_page(world, dossier, at_step):
    page = at_step("meet")
    first, _second = walk.candidates(dossier)
    given = {
        "met_on": day(world.on),
        "met_by": world.people["director"].personal_number,
        "stance": "disagree",
        "text": "Xin ở lại.",
        "minutes_number": "7/BB",
        "minutes_dated_on": day(world.on),
    }

    half = page.send(**{f"{part}-{first.pk}": given[part] for part in ("met_on", "stance")})
    assert half.status_code == 422
    answer = page.send(**{f"{part}-{first.pk}": value for part, value in given.items()})

    assert (answer.status_code, answer.url) == (302, page.url)  # the other is still to be met
    assert Meeting.objects.get().text == "Xin ở lại."


def test_letters_reminders_and_answers_are_entered_on_one_page(world, dossier, at_step):
    letters = {
        f"{part}-{code}": value
        for code in ("workplace", "receiver")
        for part, value in {
            "addressee": "Sở Tiếp nhận",
            "number": "11/CV",
            "dated_on": day(world.on),
        }.items()
    }
    assert at_step("consult").send(**letters).url == at_step("consult").url

    reminded = at_step("consult", which=1)
    assert reminded.offers("remind-body") == ["workplace", "receiver"]
    sent = {"remind-body": "receiver", "remind-number": "15/CV", "remind-dated_on": day(world.on)}
    assert reminded.send(**sent).status_code == 302
    assert Reminder.objects.count() == 1

    paper = {
        "answer-number": "20/TL",
        "answer-dated_on": day(world.on),
        "answer-received_on": day(world.on),
        "answer-signed_by": "Giám đốc",
    }
    page = at_step("consult", which=0)
    wrong = page.send(**paper, **{"answer-body": "receiver", "answer-stance-0": "disagree"})
    assert wrong.status_code == 422
    assert set(wrong.context["wrong"].errors) == {"file", "text-0"}
    answered = page.send(
        **paper,
        **{
            "answer-body": "receiver",
            "answer-stance-0": "disagree",
            "answer-text-0": "Chưa có vị trí phù hợp.",
            "answer-file": scan(),
        },
    )
    assert answered.status_code == 302
    page = at_step("consult", which=0)
    on_each = {f"answer-stance-{c.pk}": "agree" for c in walk.candidates(dossier)}
    sent = {**paper, **on_each, "answer-body": "workplace", "answer-file": scan()}
    assert page.send(**sent).status_code == 302

    assert Answer.objects.count() == 3
    assert walk.step(dossier) == "tell"


def test_a_notice_is_given_and_changed_on_its_pages(world, dossier, as_role, read):
    first = Notice.objects.get()
    html = read("hr_officer", reverse("desk:dossier", args=[dossier.number]))
    change = reverse("desk:change-notice", args=[first.pk])
    assert change in html
    page = Page(as_role(world.account("hr_officer")), change)
    on = day(world.on)
    served = {
        f"{name}-{part}": value
        for name in ("agency", *(f"person-{c.pk}" for c in walk.candidates(dossier)))
        for part, value in {"served_on": on, "channel": "post", "receipt": "Giấy báo phát"}.items()
    }
    given = {"number": "2/TB", "dated_on": on, "text": "Sửa ngày.", "reason": "Ghi nhầm."}

    refused = page.send(**(given | {"number": ""}), **served)
    assert refused.status_code == 422
    assert "Sửa ngày." in unescape(refused.content.decode())
    assert page.send(**given, **served).status_code == 302

    assert Notice.objects.get(supersedes=first).deliveries.count() == 3
    assert change not in read("hr_officer", reverse("desk:dossier", args=[dossier.number]))


@pytest.fixture
def everything(world, dossier):
    """A dossier in which everything was told and said, not all of it in agreement."""
    said.until(world, dossier, "meet")
    first, second = walk.candidates(dossier)
    talks = {
        first.pk: said.talk(world),
        second.pk: said.talk(world, stance="disagree", text="Xin ở lại vì con nhỏ."),
    }
    said.take(world, dossier, said.nodes.MeetingAct(talks))
    said.take(world, dossier, said.letters(world, "workplace", "receiver"))
    letter = said.nodes.Letter("receiver", "15/CV", world.on)
    said.take(world, dossier, said.nodes.RemindAct(letter))
    no = said.nodes.Answered("disagree", "Chưa có vị trí phù hợp.")
    said.take(world, dossier, said.answer(world, "receiver", {None: no}))
    on_each = dict.fromkeys((first.pk, second.pk), said.nodes.Answered("agree"))
    said.take(world, dossier, said.answer(world, "workplace", on_each))
    return dossier


def test_who_does_not_agree_is_read_whole_on_the_dossier(everything, read):
    html = unescape(read("appointing_authority", reverse("desk:dossier", args=[everything.number])))

    assert "Xin ở lại vì con nhỏ." in html
    assert "Chưa có vị trí phù hợp." in html
    assert "Hoàn thành tốt nhiệm vụ." in html


def test_the_page_of_a_dossier_asks_the_same_number_of_queries_for_more_people(
    world, dossier, queries
):
    url = reverse("desk:dossier", args=[dossier.number])
    few = queries("hr_officer", url)
    said.until(world, dossier, "consult")
    more = queries("hr_officer", url)
    [first, _second] = walk.candidates(dossier)
    said.take(world, dossier, said.letters(world, "workplace", "receiver"))
    agrees = said.nodes.Answered("agree")
    on_each = {c.pk: agrees for c in walk.candidates(dossier)}
    said.take(world, dossier, said.answer(world, "workplace", on_each))

    # The reminders, the answers, and of these the candidates, the people and the papers.
    assert queries("hr_officer", url) - more <= 5
    assert more - few <= 2
    assert first.pk


def test_every_entry_is_told_in_words_in_both_languages(world, everything):
    said.take(world, everything, said.notice(world, everything))
    entries = list(TrailEntry.objects.filter(dossier=everything.number).order_by("number"))
    held = roles_of(world.account("inspector"), on=world.on)
    names = set(world.accounts)

    found = {}
    for language, raw in (("vi", raw_in), ("en", in_code)):
        with override(language):
            for view in evidence.views(entries, held):
                told = [view.what, view.about, *texts_of(view.told)]
                wrong = [text for text in raw(told) if text not in names]
                if wrong:
                    found[view.entry.event, language] = wrong
    assert found == {}
    assert not refused_attempts().exists()


def test_each_kind_is_an_element_of_the_drawing():
    drawn = bpmn.parts(bpmn.skeleton(said.SaidFlow))

    kinds = {name.removeprefix("id_node_"): part[0] for name, part in drawn.items()}
    assert kinds["notify"] == "startEvent"
    assert {kinds[name] for name in ("report", "evaluate", "meet", "consult", "tell")} <= {
        "userTask",
        "exclusiveGateway",
        "task",
    }


def test_a_procedure_is_put_off_and_goes_on_on_its_pages(world, dossier, as_role, read):
    url = reverse("desk:dossier", args=[dossier.number])
    put_off, go_on = (reverse(f"desk:{n}", args=[dossier.number]) for n in ("postpone", "resume"))
    assert put_off in read("hr_officer", url)
    page = Page(as_role(world.account("hr_officer")), put_off)
    assert "renewal.abroad" in page.offers("ground")
    on = day(world.on)
    proof = {
        "proof_number": "9/QĐ",
        "proof_dated_on": on,
        "proof_issued_by": "Sở Thử",
        "proof_file": scan(),
    }
    given = {"ground": "renewal.abroad", "from_on": on, "number": "3/TB", "dated_on": on}
    served = {
        f"{name}-{part}": value
        for name in ("agency", *(f"person-{c.pk}" for c in walk.candidates(dossier)))
        for part, value in {"served_on": on, "channel": "post", "receipt": "Giấy báo phát"}.items()
    }

    refused = page.send(**given, **served, **proof)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"text"}
    proof["proof_file"] = scan()
    assert page.send(**given, **served, **proof, text="Hoãn quy trình.").status_code == 302

    assert put_off not in read("hr_officer", url)
    assert go_on in read("hr_officer", url)
    task = walk.task(dossier)
    reported = Page(as_role(world.account("hr_officer")), address(dossier, task))
    sent = fill(world, dossier, dated_on=on, received_on=on, file="scan")
    assert reported.send(**sent).status_code == 409

    proof["proof_file"] = scan()
    page = Page(as_role(world.account("hr_officer")), go_on)
    assert page.send(ended_on=on, **proof).status_code == 302
    assert put_off in read("hr_officer", url)


def test_a_dossier_is_handed_over_on_its_page(world, dossier, as_role, read):
    successor = world.people["staff-1"]
    walk.account(world, "ke-nhiem", successor, ("hr_officer",), world.agency)
    url = reverse("desk:hand-over", args=[dossier.number])
    assert url in read("hr_officer", reverse("desk:dossier", args=[dossier.number]))
    page = Page(as_role(world.account("hr_officer")), url)
    given = {
        "role": "hr_officer",
        "handed_by": world.people["hr-officer"].personal_number,
        "taken_by": successor.personal_number,
        "text": "Hồ sơ đang ở bước tự nhận xét.",
        "number": "4/BB-BG",
        "dated_on": day(world.on),
    }

    refused = page.send(**given)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"file"}
    assert page.send(**given, file=scan()).status_code == 302

    html = read("hr_officer", reverse("desk:dossier", args=[dossier.number]))
    assert "Hồ sơ đang ở bước tự nhận xét." in unescape(html)
