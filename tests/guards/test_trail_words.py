"""Whatever the trail tells, it tells in words: of every event, of every column of every record."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from compliance import trail
from compliance.events import Event
from compliance.history import TrackedModel
from compliance.models import TrailEntry
from tests import messages, walk
from tests.workflow_engine.importing.conftest import SOMEBODY, TODAY, people
from workflow_engine.access.scope import roles_of
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.desk.inspection import evidence
from workflow_engine.desk.inspection.telling import ReferredTo, Telling
from workflow_engine.dossiers.deadlines import amend_day
from workflow_engine.flows.flow import procedures
from workflow_engine.importing.applying import apply
from workflow_engine.registry import keeping
from workflow_engine.registry.models import Person, PostHolding

pytestmark = pytest.mark.django_db

REGISTRY = apps.get_app_config("registry")
TRACKED = [model for model in REGISTRY.get_models() if issubclass(model, TrackedModel)]
# A word with a hyphen or an underscore, in the writing of the code: `to-accept`, `held_from`.
CODE = re.compile(r"(?<![\w./-])[a-z]+(?:[-_][a-z0-9]+)+(?![\w./-])")


def said(things):
    """Yield every label and text of what is told, but what is shown letter by letter."""
    for thing in things:
        yield thing.label
        if not thing.verbatim:
            yield thing.text
        yield from said(thing.parts)


def raw_in(texts):
    """Return what is not said in Vietnamese words."""
    return [text for text in texts if CODE.search(text) or messages.codes_in(text) or english(text)]


def in_code(texts):
    """Return what is said in the writing of the code."""
    return [text for text in texts if messages.codes_in(text)]


def english(text):
    return " " in text and messages.english_in(text)


def samples(column):
    """Yield values of a column as a record keeps them."""
    if column.choices:
        yield from (code for code, _label in column.flatchoices if code != "")
    elif isinstance(column, models.BooleanField):
        yield from (True, False)
    elif isinstance(column, models.DateField):
        yield "2026-08-01"
    elif not isinstance(column, (models.IntegerField, models.JSONField)):
        yield "Chữ ai đó viết"


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_every_column_of_every_record_has_its_name_and_its_values_in_words(model):
    columns = [
        column
        for column in model._meta.concrete_fields
        if not column.primary_key and column.editable and column.name not in keeping._DERIVED
    ]
    entry = TrailEntry(event=Event.RECORD_CORRECTED, extras={"model": model._meta.model_name})
    with override("vi"):
        for column in columns:
            for value in samples(column):
                contents = {"values": {column.name: value}, "changes": {column.name: [None, value]}}
                told = list(said(Telling(entry, contents, ReferredTo()).things(contents)))
                assert raw_in(told) == []
                assert column.name not in told
                shown = dict(column.flatchoices).get(value) if column.choices else None
                assert shown is None or str(shown) in told


@pytest.fixture
def world(db):
    return walk.world()


def recorded(world, edition):
    """Bring about entries of every kind that the machine writes, as far as a world of tests can."""
    at = timezone.now()
    walk.to_the_end(world, walk.open_dossier(world, override=edition))
    world.post.seats = 9
    world.post.save()
    held = walk.open_dossier(world)
    walk.until(world, held, "check_candidates")
    child = walk.open_child(world, held, walk.candidates(held, "held")[0])
    walk.receive(world, child, right=False, wrong="Thiếu phần thu nhập.", asked_on=world.on)
    walk.receive(world, child)
    walk.hand_over(world, child)
    withdraw_candidate(
        candidate_id=walk.candidates(held, "held")[0].pk,
        reason="Xin rút.",
        document="Đơn ngày 01/12/2026",
        account=world.account("hr_officer"),
        at=at,
    )
    officer = world.account("hr_officer")
    actor = trail.Actor(account=officer.pk, role="hr_officer", unit="SO")
    apply(people(SOMEBODY), today=TODAY, actor=actor, name="nhân sự.xlsx", accepted=True)
    person = Person.objects.latest("pk")
    holding = PostHolding(
        person=person, post=world.post, held_from=date(2020, 1, 1), document_number="1/QĐ"
    )
    keeping.add(holding, actor=actor, reason="Bổ sung.")
    keeping.correct(
        holding,
        {"kind": "acting", "held_until": date(2021, 1, 1)},
        version=keeping.version_of(holding),
        actor=actor,
        reason="Ghi nhầm.",
    )
    holiday = CalendarDay(
        on=date(2026, 12, 10), kind="holiday", name="Nghỉ thử", source="Thông báo 1"
    )
    holiday.confidence = "seen"
    open_one = walk.open_dossier(world)
    amend_day(holiday, actor=actor, reason="Có thông báo.", at=at)
    client = Client()
    client.force_login(
        world.account("party_committee"), backend="django.contrib.auth.backends.ModelBackend"
    )
    client.get(reverse("desk:dossier-trail", kwargs={"number": open_one.number}))
    client.force_login(
        world.account("inspector"), backend="django.contrib.auth.backends.ModelBackend"
    )
    client.post(reverse("desk:verify-trail"))
    client.post(reverse("login"), {"username": "ai-do", "password": "sai"})


@pytest.mark.parametrize("edition", ["", "appointment-on-site.2025"], ids=["2026", "2025"])
def test_every_entry_is_told_in_words_in_both_languages(world, edition):
    recorded(world, edition)
    entries = list(TrailEntry.objects.select_related("payload").order_by("number"))
    held = roles_of(world.account("inspector"), on=world.on)
    names = set(world.accounts)  # Of this world they look like codes.

    found = {}
    for language in ("vi", "en"):
        with override(language):
            for view in evidence.views(entries, held):
                texts = [view.what, view.step, view.about, *said(view.told)]
                raw = raw_in if language == "vi" else in_code  # "key-cadre" is a word there
                wrong = [text for text in raw(texts) if text not in names]
                if wrong:
                    found[view.entry.event, language] = wrong[:5]

    assert found == {}
    steps = {node.name for flow in procedures() for node in flow.instance.nodes()}
    assert steps  # the names of steps are among the codes that are looked for
    assert len({entry.event for entry in entries}) >= 18


def test_what_the_judges_told_the_operator_is_shown_letter_by_letter():
    contents = {"failure": {"code": "engine", "message": "The two judges differ."}}
    entry = TrailEntry(event=Event.ENGINE_FAILED)

    [told] = Telling(entry, contents, ReferredTo()).things(contents)

    assert (told.text, told.verbatim) == ("The two judges differ.", True)


def test_a_request_says_who_is_asked_for_what_about_whom_and_by_when(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    entry = TrailEntry.objects.filter(event=Event.FACT_REQUESTED.value).first()

    with override("vi"):
        [view] = evidence.views([entry], roles_of(world.account("inspector"), on=world.on))
    asked = {"candidate": entry.extras["candidate"], "fact": entry.extras["fact"]}
    request = dossier.fact_requests.get(**asked)
    assert request.candidate.person.full_name in view.about
    assert request.get_role_display() in view.about
    assert f"{request.due_on:%d/%m/%Y}" in view.about
