"""Somebody who signed in changes the password."""

import pytest
from django.urls import reverse

from tests import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    account = walk.world().account("hr_officer")
    account.set_password("cau-mat-khau-cu-9")
    account.save()
    return account


def test_a_new_password_replaces_the_old_one(client, account):
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    new = "cau-mat-khau-moi-7"

    answer = client.post(
        reverse("password-change"),
        {"old_password": "cau-mat-khau-cu-9", "new_password1": new, "new_password2": new},
    )

    account.refresh_from_db()
    assert answer.status_code == 302
    assert account.check_password(new)


def test_nobody_changes_a_password_without_the_old_one(client, account):
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    new = "cau-mat-khau-moi-7"

    answer = client.post(
        reverse("password-change"),
        {"old_password": "khong-phai", "new_password1": new, "new_password2": new},
    )

    account.refresh_from_db()
    assert "old_password" in answer.context["form"].errors
    assert not account.check_password(new)
