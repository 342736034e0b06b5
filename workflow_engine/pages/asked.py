"""What a page is asked for in its address, made fit to be searched by."""

from django.http import HttpRequest

LONGEST = 100


def asked(request: HttpRequest, name: str) -> str:
    """Return one value of the query: no longer than a name, without NUL, which no text holds."""
    return request.GET.get(name, "").replace("\0", "").strip()[:LONGEST]
