"""What is refused becomes a page that says why, and an entry in the trail."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from workflow_engine.access.errors import AccessError
from workflow_engine.acts import attempts
from workflow_engine.base.errors import (
    ActRefusedError,
    ClosedActError,
    StepAlreadyDoneError,
    StepNotOpenError,
)


class RefusedAttemptsMiddleware:
    """Record refused attempts after the act's transaction is rolled back, and answer them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an act or an access that was refused; leave every other error alone."""
        if not isinstance(error, (ActRefusedError, AccessError, PermissionDenied)):
            return None
        match = request.resolver_match
        kwargs = match.kwargs if match else {}
        attempts.record(
            error=error,
            account=request.user if request.user.is_authenticated else None,
            at=timezone.now(),
            dossier=attempts.dossier_named(kwargs),
            step=str(kwargs.get("step", "")),
            what={
                "method": request.method or "",
                "view": match.view_name if match else "",
                "task": int(kwargs.get("task_id", 0)),
            },
        )
        status = getattr(error, "status", 403)
        conflict = isinstance(error, (StepAlreadyDoneError, StepNotOpenError))
        return render(
            request,
            "desk/errors/refused.html",
            {
                "error": error,
                "conflict": conflict,
                "closed": isinstance(error, ClosedActError),
                "number": kwargs.get("number", ""),
            },
            status=status,
        )
