"""A desk in a browser: sign somebody in, open a page, type into it, send it, read the answer.

    desk.sign_in(world.account("hr_officer"))
    desk.open("my-work")
    desk.fill({"need": "...", "present": [1, 2, 3]})
    answer = desk.send()

Elements are found by the names of fields, by addresses and by classes, never by their words: the
pages are in two languages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, Response

from compliance.models import TrailEntry
from tests import pages, walk
from tests.pages import day
from workflow_engine.dossiers.models import Dossier, FactRequest

MAIN_FORM = "main form.panel"
# Chromium complains of every answer that is no success, also of those that are meant.
REFUSAL = re.compile(
    r"console: Failed to load resource: the server responded with a status of (403|404|409|422)\b"
)
_PASSWORD = "mật khẩu thử"
_STATE = "boxes => boxes.map(box => [box.value, box.checked])"

# A form of one's own making, with the token of the page that is open.
_FORGE = """([path, data]) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = path;
    const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
    for (const [name, value] of Object.entries({...data, csrfmiddlewaretoken: token})) {
        const input = document.createElement('input');
        Object.assign(input, {type: 'hidden', name, value});
        form.append(input);
    }
    document.body.append(form);
    form.submit();
}"""


def watch(context: BrowserContext, found: list[str]) -> None:
    """Collect what the browser complains of: scripts, refusals of the policy, foreign addresses."""
    context.on("weberror", lambda error: found.append(f"script: {error.error}"))
    context.on(
        "console",
        lambda message: message.type == "error" and found.append(f"console: {message.text}"),
    )
    context.on(
        "request",
        lambda request: (
            urlsplit(request.url).hostname not in {"localhost", "127.0.0.1", None}
            and found.append(f"foreign address: {request.url}")
        ),
    )


class Desk:
    """One window on the desk."""

    def __init__(self, context: BrowserContext, url: str, problems: list[str]) -> None:
        self.context, self.url, self.problems = context, url, problems
        self.page: Page = context.new_page()
        self._cookies: dict[int, dict[str, Any]] = {}

    # ------------------------------------------------------------------------------- going about

    def sign_in(self, account: Any) -> Desk:
        """Sign an account in, past the login page."""
        if account.pk not in self._cookies:
            client = Client()
            client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            self._cookies[account.pk] = {"name": cookie.key, "value": cookie.value, "url": self.url}
        self.context.add_cookies([self._cookies[account.pk]])
        return self

    def log_in(self, account: Any) -> None:
        """Sign an account in on the login page, with its password."""
        self.go(reverse("login"))
        self.fill({"username": account.username, "password": _PASSWORD})
        self.send()

    def go(self, path: str) -> Response:
        """Open an address."""
        return self.page.goto(self.url + path, wait_until="load")

    def open(self, name: str, **kwargs: Any) -> Response:
        """Open a page of the desk by its name."""
        return self.go(reverse(f"desk:{name}", kwargs=kwargs))

    def open_dossier(self, dossier: Dossier) -> Response:
        """Open the page of a dossier."""
        return self.open("dossier", number=dossier.number)

    def open_step(self, dossier: Dossier, task: Any = None) -> Response:
        """Open the page of the step at which the dossier waits."""
        return self.go(step_url(dossier, task))

    def follow(self, link: Locator) -> Response:
        """Click something that opens a page."""
        with self.page.expect_navigation() as opening:
            link.click()
        return opening.value

    def link(self, path: str) -> Locator:
        """Return the first link of the page that leads to an address."""
        return self.page.locator(f'main a[href="{path}"]').first

    def another(self, account: Any = None) -> Desk:
        """Open a second tab of this browser."""
        second = Desk(self.context, self.url, self.problems)
        second._cookies = self._cookies
        return second.sign_in(account) if account else second

    # ----------------------------------------------------------------------------------- forms

    def fill(self, data: Mapping[str, Any], form: str = MAIN_FORM) -> None:
        """Type into the form as somebody would; a list ticks these and no others."""
        # What is folded away is unfolded before it is typed into.
        self.page.evaluate(
            "document.querySelectorAll('main form details').forEach(d => d.open = true)"
        )
        for name, value in data.items():
            field = self.page.locator(f'{form} [name="{name}"]')
            kind = field.first.evaluate("e => e.type") if field.count() else ""
            if not kind:
                assert not value, f"the page has no field {name}"
            elif kind in ("checkbox", "radio") and isinstance(value, (list, tuple)):
                self._tick(field, {str(one) for one in value})
            elif kind == "radio":
                self.page.check(f'{form} [name="{name}"][value="{value}"]')
            elif kind == "checkbox":
                field.set_checked(bool(value))
            elif kind == "file":
                scan = {"name": value.name, "mimeType": "application/pdf", "buffer": value.read()}
                field.set_input_files(scan)
            elif kind == "select-one":
                field.select_option(str(value))
            elif kind != "hidden":
                field.fill(str(value))

    def _tick(self, boxes: Locator, wanted: Iterable[str]) -> None:
        for place, (value, ticked) in enumerate(boxes.evaluate_all(_STATE)):
            if (value in wanted) != ticked:
                boxes.nth(place).click()

    def send(self, button: str = f"{MAIN_FORM} button.btn-primary") -> Response:
        """Send the form and return the answer; a refusal that is meant is no complaint."""
        answer = self.follow(self.page.locator(button))
        self.forgive()
        return answer

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> Response:
        """Send a form that no page offers, from within the page that is open."""
        given = {name: str(value) for name, value in (data or {}).items()}
        with self.page.expect_navigation() as sending:
            self.page.evaluate(_FORGE, [path, given])
        self.forgive()
        return sending.value

    def try_to_open(self, path: str) -> Response:
        """Open an address that may well be refused."""
        answer = self.go(path)
        self.forgive()
        return answer

    def forgive(self) -> None:
        """Take the refusals that a test provoked out of what the browser complained of."""
        self.problems[:] = [one for one in self.problems if not REFUSAL.match(one)]

    # ----------------------------------------------------------------------------------- steps

    def take(self, world: walk.World, dossier: Dossier, *, account: Any = None, **changes: Any):
        """Take the step at which the dossier waits, on its page; return the answer."""
        task = walk.task(dossier)
        self.sign_in(account or world.account(task.flow_task.roles[0]))
        self.open_step(dossier, task)
        self.fill(pages.sent(walk.act_for(world, dossier, **changes)))
        return self.send()

    def supply(self, world: walk.World, asked: FactRequest) -> Response:
        """Answer a request for a fact on its page, as whoever was asked."""
        self.sign_in(world.account(asked.role))
        self.open("supply-fact", request_id=asked.pk)
        if asked.fact == "conflict_declarations_missing":
            self.fill({"declared_on": day(world.on), "document_number": "5/BC-XĐLI"})
            for select in self.page.locator('main [name^="conflict-"]').all():
                select.select_option("no")
        else:
            self.fill(
                {
                    "value": "yes",
                    "reason": "Đã đối chiếu hồ sơ.",
                    "document_number": "3/BC-SO",
                    "document_date": day(world.on),
                    "issued_by": "Sở Thử",
                }
            )
        return self.send()

    def supply_all(self, world: walk.World, dossier: Dossier) -> None:
        """Answer every request that is open, until the gate lets the dossier go on."""
        for _turn in range(40):
            asked = FactRequest.objects.filter(dossier=dossier, closed=False).first()
            if asked is None:
                return
            answer = self.supply(world, asked)
            assert answer.ok, self.words()
        raise AssertionError("the gate asks on and on")

    # --------------------------------------------------------------------------------- reading

    def words(self) -> str:
        """Return what stands on the page."""
        return " ".join(self.page.locator("main").inner_text().split())

    def has(self, selector: str) -> bool:
        """Whether the page shows something."""
        return self.page.locator(selector).count() > 0

    def picture(self, name: str) -> None:
        """Keep a picture of the page where `PICTURES` names a folder: for whoever wants to look."""
        folder = os.environ.get("PICTURES")
        if folder:
            self.page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


def step_url(dossier: Dossier, task: Any = None, name: str = "step") -> str:
    """Return the address of a step, of the one that waits unless a task is given."""
    task = task or walk.task(dossier)
    return reverse(
        f"desk:{name}",
        kwargs={"number": dossier.number, "step": task.flow_task.name, "task_id": task.pk},
    )


def attempts() -> list[tuple[str, str]]:
    """Return the refused attempts on record, oldest first: their codes, and on which page."""
    entries = TrailEntry.objects.filter(event="attempt:act:refused").order_by("number")
    return [(entry.extras["code"], entry.extras.get("view", "")) for entry in entries]
