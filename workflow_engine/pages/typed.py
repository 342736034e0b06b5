"""What is typed into a form stays when the language of the page is switched.

The button of the switch inside a form sends the form to its own page, with `SWITCH` beside what was
typed. Here such a request is turned into one that only asks for the page: no act can come of it.
The page is shown in the other language with what was typed, and complains of nothing yet. So it is
with a script and without one, and nothing is kept anywhere meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

SWITCH = "switch_language"


class Typed(QueryDict):
    """What was typed into a form and is not sent yet."""


def as_typed(sent: QueryDict) -> Typed:
    """Return what a form holds as typed and not sent."""
    typed = Typed(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        typed.setlist(name, cast("list[str | bytes]", values))
    return typed


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what the form of a page is filled with: sent, or typed before a switch; or None."""
    if request.method == "POST":
        return request.POST
    typed: Typed | None = getattr(request, "typed", None)
    return typed


class TypedForm(forms.BaseForm):
    """A form that complains of nothing, and is not valid, while it is typed and not sent."""

    @property
    def is_typed(self) -> bool:
        """Tell whether the form holds what was typed and is not sent yet."""
        return isinstance(self.data, Typed)

    def full_clean(self) -> None:
        """Hold what was sent against the fields; what is typed is not judged yet."""
        if self.is_typed:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()

    def is_valid(self) -> bool:
        """Tell whether the form was sent and can be used."""
        return not self.is_typed and super().is_valid()


class TypedMiddleware:
    """Shows the page of a form in the other language with what was typed.

    It stands behind the check that a form comes from a page of ours: what stands in a form may not
    be put there by others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and remember the language that was chosen."""
        response = self.get_response(request)
        if hasattr(request, "typed"):
            code = request.typed.get(SWITCH, "")
            if code in dict(settings.LANGUAGES):
                response.set_cookie(
                    settings.LANGUAGE_COOKIE_NAME,
                    code,
                    max_age=settings.LANGUAGE_COOKIE_AGE,
                    path=settings.LANGUAGE_COOKIE_PATH,
                    domain=settings.LANGUAGE_COOKIE_DOMAIN,
                    secure=settings.LANGUAGE_COOKIE_SECURE,
                    httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                    samesite=settings.LANGUAGE_COOKIE_SAMESITE,
                )
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Turn a form that was sent to switch the language into a request for its page."""
        if request.method != "POST" or SWITCH not in request.POST:
            return
        request.typed = as_typed(request.POST)  # type: ignore[attr-defined]
        code = request.typed.get(SWITCH, "")  # type: ignore[attr-defined]
        if code in dict(settings.LANGUAGES):
            translation.activate(code)
            request.LANGUAGE_CODE = code
        if request.FILES:
            messages.warning(
                request, _("A browser does not keep the files of a form: choose them again.")
            )
        request.method = "GET"
        request.POST = QueryDict()
