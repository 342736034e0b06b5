"""Two departments, somebody who is signed in, and a dossier at any step."""

from datetime import date

import pytest

from tests import walk
from tests.workflow_engine.desk.people.lists import SINCE
from tests.workflow_engine.desk.steps.step_pages import page_of
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.registry.models import (
    Person,
    Post,
    PostHolding,
    Title,
    Unit,
)


@pytest.fixture
def house(db):
    """Two departments with a head each; the first has a division."""
    title = Title.objects.create(code="TP", name="Trưởng phòng", rank=30)
    made = {}
    for number, (code, name, parent) in enumerate(
        (("SO", "Sở Một", None), ("SO-P1", "Phòng Một", "SO"), ("SO2", "Sở Hai", None)), start=1
    ):
        unit = Unit.objects.create(
            code=code,
            name=name,
            kind="agency" if parent is None else "constituent",
            parent=made[parent]["unit"] if parent else None,
        )
        post = Post.objects.create(code=f"{code}-TP", unit=unit, title=title, standing="head")
        person = Person.objects.create(
            personal_number=f"{number:012}",
            full_name=["Trần Đức Ưng", "Nguyễn Thị Ánh", "Lê Văn Ẩn"][number - 1],
            birth_date=date(1980, number, 1),
            sex="male",
        )
        PostHolding.objects.create(
            person=person, post=post, held_from=SINCE, document_number="1/QĐ"
        )
        made[code] = {"unit": unit, "post": post, "person": person}
    return made


@pytest.fixture
def signed_in(client, house):
    """Sign in as somebody with a role in a unit."""

    def sign_in(role=Role.HR_OFFICER, unit="SO"):
        account = Account.objects.create(username=f"{role}-{unit}", person=house["SO"]["person"])
        Assignment.objects.create(
            account=account, role=role, unit=house[unit]["unit"], held_from=SINCE
        )
        client.force_login(account)
        return account

    return sign_in


@pytest.fixture
def at_step(world, as_role):
    """Bring a dossier to a step and open its page as somebody who may take it."""

    def bring(name, *, override="", account=None, **nominated):
        dossier = walk.open_dossier(world, override=override)
        task = walk.until(world, dossier, name)
        return dossier, page_of(world, as_role, dossier, task, account=account)

    return bring
