"""The browser of the browser tests: the Chromium of the system, asking nothing of the network."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.desk import Desk, watch

# Playwright keeps an event loop in the thread of a test; the database is used beside the loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A machine that has other work to do is slow, not wrong.
expect.set_options(timeout=15_000)

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
AXE = Path(settings.BASE_DIR, "node_modules", "axe-core", "axe.min.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("there is no Chromium on this machine; CHROMIUM=... names one")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": path, "args": [*FLAGS, *root]}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "vi-VN", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def problems(context):
    """What the browser complained of: errors of scripts, refusals of the policy, foreign addresses.

    A test that provokes one takes it out of the list.
    """
    found: list[str] = []
    watch(context, found)
    return found


@pytest.fixture(autouse=True)
def _the_browser_has_nothing_to_complain_of(problems):
    yield

    assert problems == []


@pytest.fixture
def sign_in(live_server, context, client):
    """Sign an account in, past the login page."""

    def sign_in(account):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def desk(live_server, context, problems):
    """A window on the desk, with nobody signed in."""
    return Desk(context, live_server.url, problems)


@pytest.fixture
def second_browser(live_server, new_context, problems):
    """Another browser on another machine."""
    context = new_context()
    watch(context, problems)
    return Desk(context, live_server.url, problems)


@pytest.fixture
def barriers():
    """Ask axe for what on a page would keep somebody out, in one line each."""

    def barriers(page):
        # The policy of the page refuses a script that is put into it: axe comes in from outside.
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE.read_text(encoding="utf-8"))
        report = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG
        )
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in report["violations"]
            for node in violation["nodes"]
        ]

    return barriers
