"""A dossier of any procedure is opened at an address of its own."""

from datetime import date

import pytest
from django.urls import reverse

from tests import made_up
from workflow_engine.access.models import Assignment
from workflow_engine.flows.flow import by_procedure, procedures

pytestmark = pytest.mark.django_db

LIST = "desk:open-dossier"


@pytest.fixture
def officer(world, client):
    account = world.account("hr_officer")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_old_address_leads_to_the_one_procedure_that_may_be_opened(world, client):
    """The made-up procedure alone is begun by the Party committee."""
    client.force_login(
        world.account("party_committee"), backend="django.contrib.auth.backends.ModelBackend"
    )
    with made_up.known(made_up.flow()):
        answer = client.get(reverse(LIST), {"agency": "1"})

    page = reverse("desk:open-procedure", args=["made-up"])
    assert answer.status_code == 302
    assert answer.url == f"{page}?agency=1"


def test_procedures_are_listed_each_with_its_legal_basis(world, officer):
    account = world.account("hr_officer")
    Assignment.objects.create(
        account=account, role="party_committee", unit=world.agency, held_from=world.on
    )

    with made_up.known(made_up.flow()):
        body = officer.get(reverse(LIST)).content.decode()

    for procedure in ("appointment-on-site", "made-up"):
        assert f'href="{reverse("desk:open-procedure", args=[procedure])}"' in body
    assert "Điều 33 Nghị định 170/2025/NĐ-CP" in body
    assert "Điều 38, Điều 39 (thử)" in body


def test_only_what_the_account_may_open_is_listed(officer):
    """The made-up procedure is begun by another role."""
    with made_up.known(made_up.flow()):
        listed = officer.get(reverse(LIST)).context["listed"]

    codes = [procedure.code for procedure, _flow in listed]
    assert "appointment-on-site" in codes
    assert "made-up" not in codes


def test_whoever_may_open_nothing_is_told_so(world, client):
    account = world.account("inspector")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse(LIST)).context["listed"] == []


def test_the_edition_is_chosen_within_the_procedure(officer):
    address = reverse("desk:chosen-edition", args=["made-up"])

    with made_up.known(made_up.flow()):
        governed = officer.get(address, {"notified_on": "01/08/2026"})
        before = officer.get(address, {"notified_on": "31/07/2026"})

    assert governed.context["chosen"].flow_class.edition.code == "made-up.2026"
    assert before.context["chosen"] is None


@pytest.mark.parametrize("name", ["desk:open-procedure", "desk:chosen-edition"])
def test_a_procedure_that_is_not_there_has_no_page(officer, name):
    assert officer.get(reverse(name, args=["khong-co"])).status_code == 404


def test_a_procedure_has_the_roles_of_its_own_start():
    with made_up.known(made_up.flow()):
        assert by_procedure()["made-up"].roles == {"party_committee"}
    assert by_procedure()["appointment-on-site"].roles == {"hr_officer", "head_of_hr"}


def test_a_procedure_shows_the_edition_in_force_else_the_last():
    procedure = by_procedure()["appointment-on-site"]

    assert [
        procedure.edition_on(day).edition.code[-4:]
        for day in (date(2026, 7, 31), date(2026, 8, 1), date(2020, 1, 1))
    ] == ["2025", "2026", "2026"]
    own = {flow for flow in procedures() if flow.procedure == "appointment-on-site"}
    assert set(procedure.editions) == own


def test_any_start_may_begin_a_procedure():
    flow = made_up.flow()

    assert flow.start_node().name == "notify"
    assert next(iter(flow.instance.nodes_in_order())).name == "notify"
