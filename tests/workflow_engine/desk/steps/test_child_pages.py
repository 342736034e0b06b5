"""A child dossier on the pages: opened from the candidate of its parent, and shown in both."""

import pytest
from django.urls import reverse

from tests import walk
from workflow_engine.dossiers.models import ChildDossier, Dossier
from workflow_engine.registry.models import AssetDeclaration

pytestmark = pytest.mark.django_db

ADDRESS = reverse("desk:open-procedure", args=["asset-declaration"])


@pytest.fixture
def officer(world, as_role):
    return as_role(world.account("hr_officer"))


@pytest.fixture
def parent(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "draw_up_summons")
    return dossier


def day(on):
    return f"{on:%d/%m/%Y}"


def asked(world, candidate, **changes):
    return {
        "agency": candidate.dossier.agency_id,
        "within": candidate.pk,
        "person": candidate.person_id,
        "edition_shown": "asset-declaration.2025",
        "number": "15/TB-SO",
        "dated_on": day(world.on),
        "text": "Đề nghị kê khai tài sản, thu nhập.",
        "person-addressee": candidate.person.full_name,
        "person-served_on": day(world.on),
        "person-channel": "handed-over",
        "person-receipt": "Ký nhận",
        **changes,
    }


def test_it_is_opened_from_the_candidate_and_taken_to_its_receipt(world, officer, parent):
    first, second = walk.candidates(parent)
    page = reverse("desk:dossier", args=[parent.number])
    link = f"{ADDRESS}?within={first.pk}"
    assert link in officer.get(page).content.decode()
    opening = officer.get(ADDRESS, {"within": first.pk})
    assert parent.number in opening.content.decode()

    sent = officer.post(ADDRESS, asked(world, first))

    assert sent.status_code == 302, sent.context["form"].errors
    child = ChildDossier.objects.get(candidate=first).dossier
    body = officer.get(page).content.decode()
    assert child.number in body
    assert link not in body
    assert f"within={second.pk}" in body
    assert (
        parent.number in officer.get(reverse("desk:dossier", args=[child.number])).content.decode()
    )

    waiting = walk.task(child)
    step = reverse("desk:step", args=[child.number, "receive", waiting.pk])
    [own] = child.candidates.all()
    given = {
        f"dated_on-{own.pk}": day(world.on),
        f"received_on-{own.pk}": day(world.on),
        f"right-{own.pk}": "yes",
        f"number-{own.pk}": "01/SỔ-KK",
    }
    assert officer.get(step).status_code == 200
    answer = officer.post(step, given)

    assert answer.status_code == 302, answer.context["form"].errors
    assert walk.step(child) == "hand_over"
    assert AssetDeclaration.objects.filter(person=first.person, completed_on=world.on).exists()


def test_without_a_parent_it_is_neither_listed_nor_opened(world, officer):
    listed = officer.get(reverse("desk:open-dossier")).context["listed"]
    assert "asset-declaration" not in [procedure.code for procedure, _flow in listed]

    assert officer.get(ADDRESS).status_code == 302
    assert not Dossier.objects.filter(number__startswith="KK-").exists()


def test_it_is_opened_about_nobody_else_than_the_candidate(world, officer, parent):
    first, second = walk.candidates(parent)

    answer = officer.post(ADDRESS, asked(world, first, person=second.person_id))

    assert answer.status_code in (400, 403, 422)
    assert not ChildDossier.objects.exists()
