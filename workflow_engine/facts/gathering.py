"""Every fact that the gates of the procedures read, for every candidate of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from rules.library import law
from rules.model import Fact
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.facts import (  # noqa: F401 - each registers its gatherers
    after_exit,
    bars,
    course,
    declarations,
    discipline,
    exits,
    integrity,
    moves,
    person,
    places,
    planning,
    posts,
    ratings,
    relatives,
    standards,
    terms_held,
)
from workflow_engine.facts.errors import NoPostHeldError, NothingAimedAtError, NotKnownYetError
from workflow_engine.facts.loading import read
from workflow_engine.facts.reading import GATHERERS, UNKNOWN, Case, Gatherer, Reading, as_fact
from workflow_engine.facts.stated import gatherer_of


def gather(
    dossier: Dossier,
    candidates: Sequence[Candidate],
    *,
    on: date,
    effective_on: date | None = None,
    known_at: datetime | None = None,
) -> dict[int, dict[str, Fact]]:
    """Return, by candidate, every fact that is reckoned or stated, as it stood on a day.

    What nobody reckons is there where the dossier states something of it.

    `effective_on` is the day on which the decision takes effect, by default the planned one; where
    the procedure has none, it is the day of the facts.
    With `known_at` only what the system knew at that moment counts. The number of queries is the
    same for one candidate and for a hundred.
    """
    if not candidates:
        return {}
    register = read(dossier, candidates, on=on, effective_on=effective_on, known_at=known_at)
    vocabulary = law().facts
    asked = sorted(name for name in {*GATHERERS, *register.facts_stated} if name in vocabulary)
    gatherers = {name: found for name in asked if (found := gatherer_of(name))}
    answers: dict[int, dict[str, Fact]] = {}
    for candidate in candidates:
        case = Case(register, candidate)
        waiting = register.awaited.get(candidate.pk, set())
        answers[candidate.pk] = {
            name: as_fact(
                name,
                UNKNOWN if name in waiting else _reading(gatherer, case),
                vocabulary[name].bounds,
            )
            for name, gatherer in gatherers.items()
        }
    return answers


def _reading(gatherer: Gatherer, case: Case) -> Reading:
    """Return what a gatherer finds; what needs a person or a post is not known without one."""
    try:
        return gatherer(case) if case.person else UNKNOWN
    except (NotKnownYetError, NothingAimedAtError, NoPostHeldError):
        return UNKNOWN
