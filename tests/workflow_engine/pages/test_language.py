"""Pages are in Vietnamese unless the reader has chosen English by the switch."""

import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


def language_of(response):
    html = response.content.decode()
    found = "vi" if '<html lang="vi">' in html else "en"
    assert response["Content-Language"] == found
    assert f'<html lang="{found}">' in html
    return found


@pytest.mark.parametrize("asked", ["", "en", "en-US,en;q=0.9", "fr", "vi"])
def test_what_the_browser_asks_for_does_not_count(client, asked):
    response = client.get(reverse("login"), headers={"accept-language": asked})

    assert language_of(response) == "vi"
    assert "Cookie" in response["Vary"]


def test_the_switch_leads_to_english_and_back(client):
    for language in ("en", "vi"):
        client.post(reverse("set_language"), {"language": language, "next": reverse("login")})

        assert language_of(client.get(reverse("login"))) == language


@pytest.mark.parametrize("odd", ["fr", "", "xx", "en-gb", "../../vi", "x" * 600])
def test_a_language_that_is_not_offered_is_vietnamese(client, odd):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = odd

    assert language_of(client.get(reverse("login"))) == "vi"
