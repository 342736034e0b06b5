"""Another body's word is entered and corrected by that body; the refusal says by whom."""

from datetime import date

import pytest
from django.urls import reverse

from compliance import trail
from compliance.models import TrailEntry
from workflow_engine.access.roles import Role
from workflow_engine.registry import keeping
from workflow_engine.registry.models import AssetDeclaration, Clearance, Proceeding

DAY = "01/11/2026"
PAPER = {"document_number": "8/TTr", "document_date": DAY, "issued_by": "Thanh tra Mẫu"}
CHECK = {"subject": "denunciation", "checked_on": DAY, "clear": "on", **PAPER}
OPEN = {"matter": "criminal", "opened_on": DAY, **PAPER}
OVER = {"closed_on": "05/11/2026", "end_document_number": "9/KL", "end_document_date": "05/11/2026"}
VERIFIED = {"kind": "personnel", "completed_on": DAY, "verified": "true", **PAPER}


def address(house, kind, row=None):
    person = house["SO"]["person"].pk
    if row is None:
        return reverse("desk:person-record-add", args=[person, kind])
    return reverse("desk:person-record-edit", args=[person, kind, row.pk])


def is_refused(answer, field):
    return any("thanh tra" in str(told) for told in answer.context["form"].errors[field])


@pytest.mark.parametrize(
    ("kind", "model", "sent", "field"),
    [
        ("xac-minh", Clearance, CHECK, "subject"),
        ("ke-khai", AssetDeclaration, VERIFIED, "verified"),
        ("vu-viec", Proceeding, OPEN | OVER, "matter"),
    ],
)
def test_who_keeps_the_file_does_not_clear_in_the_name_of_the_inspectorate(
    kind, model, sent, field, client, signed_in, house
):
    signed_in()
    assert is_refused(client.post(address(house, kind), sent), field)
    assert not model.objects.exists()

    account = signed_in(Role.INSPECTOR)
    assert client.post(address(house, kind), sent).status_code == 302
    row = model.objects.get()
    assert row.entered_as == "inspector"
    assert TrailEntry.objects.get().actor_role == "inspector"
    assert row.history.get().history_user_id == account.pk


def test_a_bar_is_entered_by_whoever_keeps_the_file_and_lifted_by_its_body(
    client, signed_in, house
):
    signed_in()
    client.post(address(house, "vu-viec"), OPEN)
    row = Proceeding.objects.get()
    assert row.entered_as == "hr_officer"
    page = client.get(address(house, "vu-viec", row))
    version = page.context["form"].initial["version"]
    for given in (OVER, {"voided": "on"}, {"matter": "discipline"}, {"opened_on": "02/11/2026"}):
        sent = {**OPEN, **given, "version": version, "reason": "xem lại"}
        assert is_refused(client.post(address(house, "vu-viec", row), sent), "matter"), given
    sent = {**OPEN, "note": "đã báo", "version": version, "reason": "ghi chú"}
    assert client.post(address(house, "vu-viec", row), sent).status_code == 302

    signed_in(Role.INSPECTOR)
    version = keeping.version_of(row)
    sent = {**OPEN, **OVER, "note": "đã báo", "version": version, "reason": "kết luận"}
    assert client.post(address(house, "vu-viec", row), sent).status_code == 302
    row.refresh_from_db()
    assert (row.closed_on, row.entered_as) == (date(2026, 11, 5), "inspector")


def test_a_body_enters_its_own_word_alone(client, signed_in, house):
    signed_in(Role.INSPECTOR)
    for kind, sent in (("xac-minh", {**CHECK, "subject": "ratings"}), ("ke-khai", VERIFIED)):
        sent = {**sent, "verified": ""} if kind == "ke-khai" else sent
        answer = client.post(address(house, kind), sent)
        assert answer.context["form"].errors
    assert client.get(address(house, "xep-loai")).status_code == 403
    assert not Clearance.objects.exists()

    page = client.get(reverse("desk:person", args=[house["SO"]["person"].pk])).content.decode()
    assert address(house, "vu-viec") in page
    assert address(house, "xep-loai") not in page


@pytest.mark.parametrize("role", [Role.LEADER, Role.HEAD_OF_HR, Role.PARTY_COMMITTEE])
def test_nobody_else_enters_it(role, client, signed_in, house):
    signed_in(role)

    assert client.get(address(house, "vu-viec")).status_code == 403


def test_an_inspector_of_another_unit_does_not_either(client, signed_in, house):
    signed_in(Role.INSPECTOR, "SO2")

    assert client.get(address(house, "vu-viec")).status_code == 403


def test_no_way_round_the_form(house):
    """Whoever calls the registry is held to it too."""
    actor = trail.Actor(account=None, role="hr_officer", unit="SO")
    day = date(2026, 11, 1)
    row = Clearance(person=house["SO"]["person"], subject="criminal", checked_on=day, clear=True)
    with pytest.raises(keeping.NotTheirWordError):
        keeping.add(row, actor=actor)

    row.clear = False
    keeping.add(row, actor=actor)
    with pytest.raises(keeping.NotTheirWordError):
        keeping.correct(
            row, {"voided": True}, version=keeping.version_of(row), actor=actor, reason="x"
        )
    row.refresh_from_db()
    assert not row.voided
