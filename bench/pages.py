"""My work, the list and the page of a dossier, at a hundred dossiers and at ten thousand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import cycle

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.courses import Course
from bench.crowd import Crowd
from bench.figures import Line, queries_of, settled
from workflow_engine.access.models import Account

SIZES = (100, 10_000)
RUNS = 60
LIMIT_MS = 150
# Who looks, and how far that person sees.
_READERS = (("canbo", "an officer of one agency"), ("thamquyen", "the authority, all agencies"))


def measure(sizes: Sequence[int] = SIZES, runs: int = RUNS) -> list[Line]:
    """Return each page at each size, and whether the number of queries grows."""
    crowd = Crowd(Course())
    lines: dict[str, list[Line]] = {}
    for size in sizes:
        print(f"    {size} dossiers", file=sys.stderr, flush=True)
        crowd.grow(size)
        if connection.vendor == "postgresql":
            # As its own daemon does in time.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        for what, look in _pages(crowd):
            line = _measured(f"{what}, {size} dossiers", look, runs)
            lines.setdefault(what, []).append(line)
    for of_page in lines.values():
        # Where none of a kind is on the page, the rows of that kind are not asked for.
        if int(of_page[-1].queries) > int(of_page[0].queries):
            of_page[-1].reached = False
            of_page[-1].note = "more queries"
    return [line for of_page in lines.values() for line in of_page]


def _pages(crowd: Crowd) -> list[tuple[str, Callable[[], None]]]:
    found = []
    clients = {name: _signed_in(name) for name, _who in _READERS}
    for name, who in _READERS:
        found.append((f"My work, {who}", _get(clients[name], [reverse("desk:my-work")])))
    numbers = crowd.whole_numbers[:40]
    pages = [reverse("desk:dossier", args=[number]) for number in numbers]
    found.append(("The page of a dossier", _get(clients["thamquyen"], pages)))
    found.append(("The list of dossiers", _get(clients["thamquyen"], [reverse("desk:dossiers")])))
    return found


def _measured(what: str, look: Callable[[], None], runs: int) -> Line:
    line = Line(what)
    look()
    # A page may show more of one dossier than of another: the most is told.
    line.queries = str(max(len(queries_of(look)) for _time in range(4)))
    with settled():
        for _run in range(runs):
            line.take(look)
    return line.within(LIMIT_MS)


def _get(client: Client, addresses: Sequence[str]) -> Callable[[], None]:
    turn = cycle(addresses)

    def look() -> None:
        address = next(turn)
        answer = client.get(address, headers={"host": "localhost"})
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    return look


def _signed_in(name: str) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client
