"""Pages for what went wrong before a page could answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that the form came from a page that is no longer valid, and what to do."""
    return render(request, "desk/errors/csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that the request could not be read."""
    return render(request, "desk/errors/400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that there is nothing at this address."""
    return render(request, "desk/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell that the machine failed and nothing was stored."""
    return render(request, "desk/errors/500.html", status=500)
