"""A dossier begun on paper is taken over, entered, confirmed or not, on its pages."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import walk
from tests.pages import Page, day
from tests.workflow_engine.desk.steps.test_move_pages import filled
from workflow_engine.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
OPEN = "desk:open-procedure"


def shown_by(world, then, by="hr-officer"):
    return {
        "paper_by": world.people[by].personal_number,
        "paper_on": day(then),
        "paper_number": "05/TTr-SO",
        "paper_issued_by": "Sở Thử",
        "paper_file": SimpleUploadedFile("giay.pdf", b"%PDF-1.7 scan"),
    }


@pytest.fixture
def taken_over(world, as_role):
    """Take a secondment over on its page, and return it."""
    then = world.on - timedelta(days=8)
    told = dict.fromkeys(
        ("request_date", "submitted_on", "stated-document_date"), f"{then:%d/%m/%Y}"
    )
    sent = filled(world, **told)
    client = as_role(world.account("hr_officer"))
    url = reverse(OPEN, args=["secondment"])
    refused = client.post(url, sent | shown_by(world, then) | {"paper_file": ""})
    assert refused.status_code == 422
    assert "paper_file" in refused.context["on_paper"].errors
    assert client.post(url, sent | shown_by(world, then)).status_code == 302
    return Dossier.objects.get()


def test_it_is_taken_over_entered_and_confirmed_by_another(world, as_role, read, taken_over):
    dossier, then = taken_over, world.on - timedelta(days=7)
    page = reverse("desk:dossier", args=[dossier.number])
    url = reverse("desk:confirm-taking-over", args=[dossier.number])
    assert "Ghi nhận từ hồ sơ giấy." in unescape(read("hr_officer", page))
    waiting = walk.task(dossier)
    step = reverse("desk:step", args=[dossier.number, waiting.flow_task.name, waiting.pk])
    asked = Page(as_role(world.account("hr_officer")), step, which=0)
    answer = asked.send()
    assert answer.status_code == 422
    assert set(answer.context["on_paper"].errors) >= {"paper_by", "paper_on"}
    assert dossier.taken_over_by == world.people["hr-officer"]
    assert walk.step(dossier) == "consult_agencies"

    own = Page(as_role(world.account("hr_officer")), url)
    assert own.send(confirmed="on").status_code == 422
    other = Page(as_role(world.account("head_of_hr")), url)
    assert other.send().status_code == 422
    assert other.send(confirmed="on").status_code == 302
    dossier.refresh_from_db()
    assert dossier.entered_until is None
    assert then > dossier.begun_on


def test_what_does_not_agree_ends_it_with_the_reason(world, as_role, read, taken_over):
    url = reverse("desk:confirm-taking-over", args=[taken_over.number])
    page = Page(as_role(world.account("head_of_hr")), f"{url}?refuse=1")
    assert page.send(reason="").status_code == 422
    assert page.send(reason="Số văn bản không khớp.").status_code == 302

    told = unescape(read("hr_officer", reverse("desk:dossier", args=[taken_over.number])))
    assert "Nội dung nhập từ hồ sơ giấy không được xác nhận" in told
