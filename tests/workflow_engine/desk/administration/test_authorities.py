"""Who decides what is kept on a page, asked there, and told in words on the record."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from compliance.models import TrailEntry
from tests.guards.test_trail_words import in_code, raw_in, said
from tests.pages import Page, day
from tests.workflow_engine.desk.steps.test_move_pages import filled
from workflow_engine.access.scope import roles_of
from workflow_engine.desk.inspection import evidence
from workflow_engine.registry.models import Delegation

pytestmark = pytest.mark.django_db
URL = "/quan-tri/tham-quyen/"


def given(world, **changes):
    values = {
        "procedure": "appointment-on-site",
        "kind": "delegated",
        "unit": world.units["SO"].pk,
        "title": world.titles["T-PGD"].pk,
        "authority": world.posts["SO-GD"].pk,
        "signs_as": "TM.",
        "held_from": day(world.on),
        "document_number": "1/QĐ-UBND",
        "document_date": day(world.on),
        "issued_by": "UBND Thành phố Thử",
        "page": "Điều 2",
        "party_managed": "no",
    }
    return values | changes


def test_a_row_is_added_asked_and_ended_on_the_pages(world, as_role, read):
    client = as_role(world.account("administrator"))
    refused = Page(client, URL, which=1).send(**given(world, document_number=""))
    assert refused.status_code == 422
    assert "UBND Thành phố Thử" in unescape(refused.content.decode())
    assert Page(client, URL, which=1).send(**given(world)).status_code == 302
    made = Delegation.objects.get(title=world.titles["T-PGD"])

    def answer(on):
        asked = {"procedure": "appointment-on-site", "post": world.post.pk}
        asked |= {"task": "decides", "on": day(on)}
        return unescape(client.get(URL, asked).content.decode())

    assert f"<strong>{made.authority}</strong>" in answer(world.on)
    assert f"<strong>{made.authority}</strong>" not in answer(world.on - timedelta(days=1))

    end = reverse("desk:end-authority", args=[made.pk])
    sent = {"held_until": day(world.on + timedelta(days=30)), "reason": "Theo QĐ 5/QĐ-UBND."}
    assert Page(client, end).send(**(sent | {"reason": ""})).status_code == 422
    assert Page(client, end).send(**sent).status_code == 302
    made.refresh_from_db()
    assert made.held_until == world.on + timedelta(days=30)


@pytest.mark.parametrize("role", ["hr_officer", "leader", "inspector", "appointing_authority"])
def test_who_does_not_keep_it_does_not_see_it(read, role):
    read(role, URL, status=403)


def test_the_head_of_hr_keeps_the_rows_of_the_own_agency_alone(world, as_role):
    page = Page(as_role(world.account("head_of_hr")), URL, which=1)

    assert str(world.units["SO"].pk) in page.offers("unit")
    assert str(world.units["TP"].pk) not in page.offers("unit")
    assert page.send(**given(world, unit=world.units["TP"].pk)).status_code == 422


def test_what_was_given_and_ended_is_told_in_words(world, as_role):
    client = as_role(world.account("administrator"))
    Page(client, URL, which=1).send(**given(world))
    end = reverse(
        "desk:end-authority", args=[Delegation.objects.get(title=world.titles["T-PGD"]).pk]
    )
    Page(client, end).send(held_until=day(world.on), reason="Theo QĐ 5/QĐ-UBND.")
    entries = list(TrailEntry.objects.filter(event__startswith="access:authority:"))
    assert len(entries) == 2
    held = roles_of(world.account("inspector"), on=world.on)

    for language, raw in (("vi", raw_in), ("en", in_code)):
        with override(language):
            for view in evidence.views(entries, held):
                assert raw([view.what, *said(view.told)]) == []


def test_it_is_said_early_which_row_will_be_missing(world, as_role, read):
    row = Delegation.objects.get(procedure="secondment")
    client = as_role(world.account("hr_officer"))
    page = reverse("desk:open-procedure", args=["secondment"])
    sent = filled(world, preview="1")  # planned to take effect in thirty days

    def told():
        return unescape(client.post(page, sent).content.decode())

    missing = "Chưa có dòng phân cấp, ủy quyền nào cho biết ai quyết định “Biệt phái"
    assert missing not in told()
    row.held_until = world.on + timedelta(days=10)
    row.save()
    assert missing in told()
    assert f'href="{URL}"' in told()
