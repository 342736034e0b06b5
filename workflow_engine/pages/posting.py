"""Views that take what is sent and have no page of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def posted(page: str, *named: str) -> Callable[[View], View]:
    """Take a POST; whoever comes without one, by the switch of the language say, sees `page`.

    `page` is the name of an address, `named` are the parts of the view's address that it needs.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **where: Any) -> HttpResponse:
            if request.method != "POST":
                back: HttpResponse = redirect(page, **{name: where[name] for name in named})
                return back
            return view(request, **where)

        return answer

    return decorate
