"""What the dossier itself says of a fact: somebody states it on a document.

So is known what the law leaves to a named person's judgement, and what only the papers of the
procedure say. What can be reckoned from the records, or read of what happened, has a gatherer of
its own and is never typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from rules.errors import FactTypeError
from rules.facts import facts_from_json
from rules.library import law
from rules.model import Json, Value
from workflow_engine.dossiers.models import Statement
from workflow_engine.facts.reading import GATHERERS, UNKNOWN, Case, Gatherer, Reading
from workflow_engine.registry.names import key

# What the steps or the registry may tell by themselves: where they say nothing it is stated.
_TOLD_FIRST = frozenset(
    {
        "agencies_agreed_in_writing",
        "in_approved_rotation_plan",
        "open_inspections_involving_person",
        "person_met_on_duties",
        "target_leadership_heard",
        "workplace_leadership_heard",
    }
)


def is_stated(fact: str) -> bool:
    """Whether the dossier states a fact that the vocabulary lists: nobody reckons it for sure."""
    definition = law().facts.get(fact)
    if definition is None:
        return False
    return fact in _TOLD_FIRST or (fact not in GATHERERS and definition.may_be_stated)


def gatherer_of(fact: str) -> Gatherer | None:
    """Return what answers a fact: what reckons it, or the statements; None where nobody does."""
    if fact in GATHERERS:
        return GATHERERS[fact]
    return partial(stated, fact=fact) if is_stated(fact) else None


def typed(fact: str, value: Json) -> Value | None:
    """Return the value that a statement holds; None where the law does not admit it any more."""
    try:
        return facts_from_json({fact: value})[fact].value
    except FactTypeError:
        return None


def stated(case: Case, *, fact: str) -> Reading:
    """What the latest paper on the fact says, of this candidate or of the whole dossier.

    Interpretation: of two papers of one day the worse counts where one denies what the other
    confirms; where they say two other things, and where one paper is entered as saying both, it is
    not known. A statement that was corrected does not count.
    """
    candidate = case.candidate.pk
    if ahead := case.register.statements_ahead(candidate, fact):
        return Reading(None, ahead)
    rows = case.register.statements(candidate, fact)
    latest = max((row.document_date for row in rows), default=None)
    last = [row for row in rows if row.document_date == latest]
    if not last:
        return UNKNOWN
    if doubtful := _contradictory(last):
        return Reading(None, doubtful)
    row = min(last, key=lambda row: (row.value is True, -row.pk))
    return Reading(typed(fact, row.value), [row])


def _contradictory(rows: Sequence[Statement]) -> Sequence[Statement]:
    """Return the statements of one day that cannot both count."""
    said: dict[str, list[Statement]] = {}
    for row in rows:
        said.setdefault(key(row.document_number), []).append(row)
    for of_paper in said.values():
        if _differ(of_paper):
            return of_paper
    judged = all(isinstance(row.value, bool) for row in rows)
    return rows if _differ(rows) and not judged else ()


def _differ(rows: Iterable[Statement]) -> bool:
    return len({repr(row.value) for row in rows}) > 1
