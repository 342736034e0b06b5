"""A mistake in the law is corrected while dossiers are open: who was judged by it is found."""

import json
import shutil
from copy import deepcopy
from datetime import date
from functools import cache

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from compliance import replay, trail
from compliance.events import Event
from rules import library
from rules.editing.readings import keep
from tests import walk
from tests.law_copies import law_of_appointment
from workflow_engine.access.roles import Role
from workflow_engine.acts.beside import rejudging
from workflow_engine.base.errors import StepNotOpenError
from workflow_engine.dossiers.models import Candidate, Dossier

pytestmark = pytest.mark.django_db

LEARNED = date(2099, 1, 1)  # After every reading that the project has.
RATINGS = "conditions/appointment/10-standards.yaml"
BECAUSE = {"vi": "Đọc lại điều luật.", "en": "The article was read again."}


@pytest.fixture(scope="module")
def correction(tmp_path_factory):
    """Return the law with another thing asked of the health of a candidate; each is read once."""

    @cache
    def folder(requires):
        house = tmp_path_factory.mktemp("house")
        path = law_of_appointment(house / "law")
        released = shutil.copytree(path, house / "released")
        file = path / RATINGS
        text = file.read_text(encoding="utf-8")
        assert "requires: health_fit\n" in text
        text = text.replace("requires: health_fit\n", f"requires: {requires}\n")
        file.write_text(text, encoding="utf-8")
        keep(path, released, LEARNED, BECAUSE, today=LEARNED)
        return path

    return folder


@pytest.fixture
def corrected(correction, monkeypatch):
    """Return how to correct the law."""

    def correct(requires="health_fit = false"):
        monkeypatch.setattr(library, "FOLDER", correction(requires))

    return correct


@pytest.fixture(scope="module")
def past_the_gate(django_db_setup, django_db_blocker):
    """A world whose dossier has passed its first gate, built once and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = walk.world()
        dossier = walk.open_dossier(world)
        walk.until(world, dossier, "hold_extended_conference")
        yield world, dossier
        transaction.set_rollback(True)


@pytest.fixture
def world(past_the_gate, db):
    return deepcopy(past_the_gate[0])


@pytest.fixture
def dossier(past_the_gate, world):
    return Dossier.objects.get(pk=past_the_gate[1].pk)


def test_nobody_is_listed_while_the_law_is_read_as_before(world, dossier):
    assert rejudging.formerly_judged() == []


def test_a_correction_lists_whom_it_concerns_and_the_new_verdict_strikes_out(
    world, dossier, corrected
):
    standing = walk.candidates(dossier, Candidate.Status.STANDING)
    before = trail.entries(dossier.number).count()
    corrected()

    found = rejudging.formerly_judged()
    assert {each.run.candidate_id for each in found} == {each.pk for each in standing}

    rejudging.judge_again(
        dossier_id=dossier.pk, account=world.account(Role.HR_OFFICER), at=world.at()
    )

    assert walk.candidates(dossier, Candidate.Status.STANDING) == []
    assert rejudging.formerly_judged() == [
        each for each in rejudging.formerly_judged() if not each.in_consideration
    ]
    told = list(trail.entries(dossier.number))[before:]
    assert {each.event for each in told} >= {Event.RULES_EVALUATED, Event.CANDIDATE_STRUCK_OUT}


def test_what_the_former_reading_judged_replays_and_is_named(world, dossier, corrected):
    corrected()

    replayed = replay.replay_dossier(dossier.number)

    assert replayed.same
    assert {each.condition for each in replayed.otherwise} == {"appointment.health-fit"}
    assert {(each.recorded, each.today) for each in replayed.otherwise} == {("met", "unmet")}


def test_what_is_not_known_by_the_correction_is_asked_for_and_nobody_is_held(
    world, dossier, corrected
):
    standing = walk.candidates(dossier, Candidate.Status.STANDING)
    corrected("confirmed_no_other_bar and office_bans = 0 and health_fit")

    assert rejudging.formerly_judged()
    rejudging.judge_again(
        dossier_id=dossier.pk, account=world.account(Role.HR_OFFICER), at=world.at()
    )

    assert walk.candidates(dossier, Candidate.Status.STANDING) == standing
    assert rejudging.formerly_judged() == []


def test_a_dossier_that_no_correction_concerns_is_not_judged_again(world, dossier):

    with pytest.raises(StepNotOpenError):
        rejudging.judge_again(
            dossier_id=dossier.pk, account=world.account(Role.HR_OFFICER), at=world.at()
        )


def test_the_page_says_so_and_the_personnel_unit_judges_anew(world, dossier, client, corrected):
    corrected()
    client.force_login(world.account(Role.HR_OFFICER))
    page = reverse("desk:dossier", args=[dossier.number])

    assert "formerly-judged" in client.get(page).content.decode()
    answer = client.post(reverse("desk:judge-again", args=[dossier.number]))

    assert answer.status_code == 302
    assert walk.candidates(dossier, Candidate.Status.STANDING) == []


def test_the_command_lists_them(world, dossier, corrected, capsys):
    corrected()

    call_command("formerly_judged", json=True)
    told = json.loads(capsys.readouterr().out)["formerly_judged"]
    assert {each["dossier"] for each in told} == {dossier.number}

    with pytest.raises(SystemExit):
        call_command("formerly_judged", fail_if_any=True)
