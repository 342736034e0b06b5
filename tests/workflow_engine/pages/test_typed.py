"""What is typed into a form stays when the language is switched, and nothing is done by it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from compliance.models import TrailEntry
from tests import pages, walk
from tests.pages import Page, day
from tests.workflow_engine.desk.steps.step_pages import address
from workflow_engine.pages.typed import SWITCH

SENT = re.compile(r'<form\b(?![^>]*\baction=)[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


def sent_forms():
    for path in TEMPLATES:
        for form in SENT.findall(path.read_text()):
            yield pytest.param(form, id=path.name)


@pytest.mark.parametrize("form", list(sent_forms()))
def test_every_form_that_is_sent_to_its_own_page_has_the_switch_behind_its_buttons(form):
    assert form.index("pages/switch.html") > form.rindex("<button")
    assert "data-guard" in form


@pytest.fixture
def opened(world, as_role):
    """Open the page of a form by name, with something typed; return the page and what was typed."""

    def opened(name):
        dossier = walk.open_dossier(world)
        if name == "step":
            task = walk.task(dossier)
            role, path = task.flow_task.roles[0], address(dossier, task)
            typed = {
                key: value
                for key, value in pages.sent(walk.act_for(world, dossier)).items()
                if isinstance(value, str)
            }
        elif name == "open":
            role, path = "hr_officer", reverse("desk:open-procedure", args=["appointment-on-site"])
            typed = {"request_number": "9/TTr-SO", "first_conference_on": "31/02/2026"}
        elif name == "withdraw":
            candidate = walk.until(world, dossier, "hold_extended_conference") and (
                dossier.candidates.first()
            )
            role, path = "hr_officer", reverse("desk:withdraw-candidate", args=[candidate.pk])
            typed = {"reason": "Xin rút vì lý do gia đình"}
        elif name == "account":
            found = world.account("hr_officer")
            role, path = "administrator", reverse("desk:account", args=[found.pk])
            typed = {"form": "close", "close-reason": "Nghỉ hưu"}
        elif name == "day":
            role, path = "administrator", reverse("desk:new-day")
            typed = {"on": "2/9/2027", "name": "Ngày nghỉ thử"}
        elif name == "record":
            person = world.eligible[0]
            role = "hr_officer"
            path = reverse("desk:person-record-add", args=[person.pk, "xep-loai"])
            typed = {"year": "2025", "document_number": "9/QĐ"}
        else:
            role, path = "hr_officer", reverse("desk:unit-checks")
            typed = {"checked_on": day(world.on), "document_number": "7/BC"}
        return Page(as_role(world.account(role)), path), typed

    return opened


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["step", "open", "withdraw", "account", "day", "record", "unit checks"]
)
def test_what_was_typed_stays_and_nothing_is_done_or_complained_of(opened, name):
    page, typed = opened(name)
    before = TrailEntry.objects.count()

    answer = page.client.post(page.url, {**page.fields, **typed, SWITCH: "en"})
    html = answer.content.decode()

    assert answer.status_code == 200
    assert '<html lang="en">' in html
    assert answer["Content-Language"] == "en"
    shown = Page.__new__(Page)
    for which in range(len(re.findall("data-switch>", html))):
        shown.read(page.client, page.url, answer, which=which)
        if typed.items() <= {key: values[0] for key, values in shown.fields.items()}.items():
            break
    assert {key: shown.fields.get(key) for key in typed} == {k: [v] for k, v in typed.items()}
    assert 'class="error' not in html
    assert f'data-typed="{typed.get("form", "")}"' in html
    assert TrailEntry.objects.count() == before
    # The language is remembered, and the page can be asked for as ever.
    assert '<html lang="en">' in page.client.get(page.url).content.decode()


@pytest.mark.django_db
def test_a_file_has_to_be_chosen_again_and_the_page_says_so(world, as_role):
    client = as_role(world.account("hr_officer"))
    file = SimpleUploadedFile("ds.csv", b"a,b\n1,2\n")

    answer = client.post(reverse("desk:import"), {"file": file, SWITCH: "vi"})

    assert answer.status_code == 200
    assert "hãy chọn lại" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["fr", "", "../vi"])
def test_a_language_that_is_not_offered_changes_nothing(world, as_role, code):
    client = as_role(world.account("hr_officer"))

    answer = client.post(reverse("desk:unit-checks"), {"document_number": "7/BC", SWITCH: code})

    assert answer["Content-Language"] == "vi"
    assert 'value="7/BC"' in answer.content.decode()
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


@pytest.mark.django_db
def test_nobody_else_puts_words_into_a_form(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        world.account("hr_officer"), backend="django.contrib.auth.backends.ModelBackend"
    )

    answer = client.post(reverse("desk:unit-checks"), {"document_number": "7/BC", SWITCH: "en"})

    assert answer.status_code == 403
    assert "7/BC" not in answer.content.decode()
