"""What a step states of facts beside what it does: asked for by its form, written with its act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rules.model import Value
from workflow_engine.base.errors import Problem
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Candidate, Statement
from workflow_engine.journal.journal import Journal
from workflow_engine.journal.statements import Document, state, told, value_problems

# A fact, and the candidate of whom it is stated; None of the whole dossier.
Key = tuple[str, int | None]


@dataclass(frozen=True)
class Said:
    """What an act states: the value of each fact, and the document on which all of it stands."""

    values: Mapping[Key, Value]
    document: Document


def asked(node: Any, candidates: Mapping[int, Candidate]) -> list[Key]:
    """Return what a step states: each fact of the dossier, or of each candidate considered."""
    return [
        (each.fact, pk) for each in node.states for pk in (candidates if each.each else (None,))
    ]


def field_of(key: Key) -> str:
    """Return what the field of a fact is called, in the form and in a problem."""
    fact, candidate = key
    return f"stated-{fact}-{candidate}" if candidate else f"stated-{fact}"


def problems(node: Any, journal: Journal, act: Any, said: Said | None) -> Iterator[Problem]:
    """Name what a step should state and is not said, or is none of what the law admits."""
    if not node.states or not isinstance(act, node.act):
        return
    standing = {candidate.pk: candidate for candidate in journal.standing()}
    wanted = asked(node, standing)
    values = said.values if said is not None else {}
    for key in wanted:
        yield from value_problems(key[0], values.get(key), field=field_of(key))
    document = said.document if said is not None else Document("", journal.on, "")
    if not unread_in(document):
        for problem in document.problems(on=journal.on):
            yield Problem(f"stated-{problem.field}", problem.message)


def write(node: Any, journal: Journal, act: Any, said: Said | None) -> None:
    """Store what the act states; what an earlier step stated of the same is superseded."""
    if said is None or not node.states or not isinstance(act, node.act):
        return
    candidates = {candidate.pk: candidate for candidate in journal.candidates()}
    before = _standing(journal)
    rows = []
    for fact, pk in asked(node, {c.pk: c for c in journal.standing()}):
        earlier = before.get((fact, pk))
        value = said.values[fact, pk]
        whose = candidates[pk] if pk is not None else None
        rows.append(state(journal, fact, value, said.document, candidate=whose, supersedes=earlier))
    journal.tell({"stated": [told(row) for row in rows], **said.document.told()}, rows)


def _standing(journal: Journal) -> dict[Key, Statement]:
    """Return what the dossier states so far, the latest of each fact."""
    of_dossier = Statement.objects.filter(dossier=journal.dossier, superseded_by=None)
    rows = of_dossier.order_by("pk")
    return {(row.fact, row.candidate_id): row for row in rows}
