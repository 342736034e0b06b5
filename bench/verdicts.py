"""One verdict of the full gate: both judges and the explanation, on the facts of the sample."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from bench.courses import Course
from bench.figures import Line, settled
from rules.judge.engine import evaluate
from rules.library import law
from rules.model import Fact
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.facts import gather
from workflow_engine.registry.models import Planning

GATE = "appointment"
RUNS = 2000
LIMIT_MS = 3
# One day of each edition of the conditions.
DAYS = (("R2, from 01/08/2026", None), ("R1, until 31/07/2026", date(2026, 7, 15)))


def measure(runs: int = RUNS) -> list[Line]:
    """Return one line for each edition."""
    course = Course()
    known = facts_of_everybody(course)
    return [_line(name, on or course.on, known, runs) for name, on in DAYS]


def _line(name: str, on: date, known: list[Mapping[str, Fact]], runs: int) -> Line:
    conditions = len(law().conditions_in_force(GATE, on))
    line = Line(f"A verdict, {name}: {conditions} conditions", queries="0")
    for facts in known:
        evaluate(GATE, on=on, facts=facts)
    with settled():
        for run in range(runs):
            facts = known[run % len(known)]
            line.take(partial(evaluate, GATE, on=on, facts=facts))
    return line.within(LIMIT_MS)


def facts_of_everybody(course: Course) -> list[Mapping[str, Fact]]:
    """Gather the facts of all who are planned for the post, and of one whom nothing stops."""
    whole = course.before_the_gate()
    planned = Planning.objects.filter(
        title=course.post.title, unit=course.post.unit, ended_on=None
    ).values_list("person", flat=True)
    others = [
        Candidate(pk=-number, dossier=whole, person_id=person, post=course.post)
        for number, person in enumerate(sorted(set(planned)), start=1)
    ]
    found = gather(Dossier.objects.get(pk=whole.pk), others, on=course.on)
    found |= gather(
        Dossier.objects.get(pk=whole.pk),
        list(Candidate.objects.filter(dossier=whole)),
        on=course.on,
    )
    return list(found.values())
