"""The pages by which somebody is moved: what the proposal asks, and what the decision."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import walk
from tests.processes import moving
from workflow_engine.dossiers.models import Dossier

pytestmark = pytest.mark.django_db

PAGE = "desk:open-procedure"


@pytest.fixture
def sign_in(world, client):
    def sign_in(role):
        account = world.account(role)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def filled(world, **changes):
    """Return the page of a secondment as it is sent."""
    effective = world.on + timedelta(days=30)
    return {
        "agency": world.agency.pk,
        "person": world.people["candidate-1"].pk,
        "need": "Giúp thành phố sắp xếp đơn vị hành chính.",
        "request_number": "05/TTr-SO",
        "request_date": f"{world.on:%d/%m/%Y}",
        "planned_effective_on": f"{effective:%d/%m/%Y}",
        "post": world.posts["TP-CV"].pk,
        "edition_shown": "secondment.2026",
        "stated-secondment_ground": "urgent_task",
        "stated-secondment_months": "12",
        "stated-sector_law_sets_secondment": "no",
        "stated-document_number": "05/TTr-SO",
        "stated-document_date": f"{world.on:%d/%m/%Y}",
        "stated-issued_by": "Sở Thử",
    } | changes


def test_a_secondment_asks_for_the_post_and_for_no_minutes_or_conference(world, sign_in):
    answer = sign_in("hr_officer").get(reverse(PAGE, args=["secondment"]))

    form = answer.context["form"]
    assert answer.status_code == 200
    assert "post" in form.fields
    assert not {"minutes_number", "minutes_date", "first_conference_on"} & set(form.fields)
    # No step of the article could confirm another edition.
    assert "override" not in form.fields
    offered = {key for _unit, posts in form.fields["post"].choices[1:] for key, _words in posts}
    assert world.posts["TP-CV"].pk in offered
    assert world.posts["SO-PGD"].pk not in offered


def test_a_secondment_is_opened_by_its_page(world, sign_in):
    answer = sign_in("hr_officer").post(reverse(PAGE, args=["secondment"]), filled(world))

    assert answer.status_code == 302, answer.context["form"].errors
    [dossier] = Dossier.objects.all()
    assert dossier.candidates.get().post == world.posts["TP-CV"]
    assert walk.step(dossier) == "consult_agencies"


@pytest.mark.parametrize(
    ("changes", "form", "field"),
    [
        ({"post": ""}, "form", "post"),
        # A post of the own agency, and one that is not there: no page offers them.
        ({"post": "SO-PGD"}, "form", "post"),
        ({"post": "999999"}, "form", "post"),
        ({"stated-secondment_months": "241"}, "states", "secondment_months"),
        ({"stated-secondment_ground": "wish"}, "states", "secondment_ground"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(world, sign_in, changes, form, field):
    sent = filled(world, **changes)
    if sent["post"] in world.posts:
        sent["post"] = world.posts[sent["post"]].pk
    answer = sign_in("hr_officer").post(reverse(PAGE, args=["secondment"]), sent)

    assert answer.status_code == 422
    assert field in answer.context[form].errors
    assert not Dossier.objects.exists()


def test_a_decision_on_a_secondment_ends_no_post(world, sign_in):
    dossier = moving.open_secondment(world)
    moving.to_the_gate(world, dossier)
    moving.supply(world, dossier)
    waiting = walk.task(dossier)
    page = reverse("desk:step", args=[dossier.number, waiting.flow_task.name, waiting.pk])

    answer = sign_in("leader").get(page)

    assert answer.status_code == 200
    assert not {"ends", "kept_because"} & set(answer.context["form"].fields)
    assert [value for value, _words in answer.context["form"].fields["decision"].choices] == [
        "approved",
        "returned",
        "refused",
    ]


@pytest.mark.parametrize("procedure", ["appointment-elsewhere", "rotation"])
def test_the_other_moves_have_their_pages(world, sign_in, procedure):
    answer = sign_in("hr_officer").get(reverse(PAGE, args=[procedure]))

    assert answer.status_code == 200
    assert "first_conference_on" not in answer.context["form"].fields
    assert ("minutes_number" in answer.context["form"].fields) is (
        procedure == "appointment-elsewhere"
    )
