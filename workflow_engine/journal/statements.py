"""What an act states of facts: values that the law admits, each on a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.facts import admits
from rules.library import law
from rules.model import Value, to_json
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Message, said
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Candidate, Statement
from workflow_engine.journal.journal import Journal
from workflow_engine.registry import plausible


@dataclass(frozen=True)
class Document:
    """The document on which a statement stands, and what is said of the reason."""

    number: str
    dated_on: date
    issued_by: str
    reason: str = ""

    def problems(self, *, on: date, born: date | None = None) -> Iterator[Problem]:
        """Name what of the document is not given, or cannot be right on the day of the act."""
        if not self.number.strip():
            yield Problem("document_number", _("Name the document it stands on."))
        if not self.issued_by.strip():
            yield Problem("issued_by", _("Say who issued the document."))
        dated = {"document_date": self.dated_on}
        for name, told in plausible.problems(dated, born=born, today=on):
            yield Problem(name, told)

    def told(self) -> dict[str, Any]:
        """Return what the entry of an act tells of the document."""
        return {
            "document": self.number,
            "document_date": self.dated_on,
            "issued_by": self.issued_by,
        }


def state(
    journal: Journal,
    fact: str,
    value: Value,
    document: Document,
    *,
    candidate: Candidate | None = None,
    supersedes: Statement | None = None,
) -> Statement:
    """Store what is stated: a gate of the same act reads it. The entry is numbered at its end."""
    return Statement.objects.create(
        dossier=journal.dossier,
        candidate=candidate,
        fact=fact,
        value=to_json(value),
        reason=document.reason,
        document_number=document.number,
        document_date=document.dated_on,
        issued_by=document.issued_by,
        by=journal.performer.account,
        supersedes=supersedes,
    )


def told(statement: Statement) -> dict[str, Any]:
    """Return what an entry tells of a statement: enough to be worded without the law of today."""
    definition = law().facts[statement.fact]
    whose = {"candidate": statement.candidate_id} if statement.candidate_id else {}
    return {
        "fact": statement.fact,
        "type": definition.type,
        "unit": definition.unit,
        "value": statement.value,
        **whose,
    }


def value_problems(fact: str, value: Any, *, field: str) -> Iterator[Problem]:
    """Say which values the law admits of a fact, where this is none of them."""
    definition = law().facts[fact]
    if unread_in(value) or (value is not None and admits(definition, value)):
        return
    yield Problem(field, _admitted(fact))


def _admitted(fact: str) -> Message:
    definition = law().facts[fact]
    words: dict[str, Any] = {"fact": said(**definition.label)}
    if definition.bounds is not None:
        words["low"], words["high"] = (
            f"{bound:%d/%m/%Y}" if isinstance(bound, date) else str(bound)
            for bound in definition.bounds
        )
    match definition.type:
        case "boolean":
            return _("Say whether this is so or not: “%(fact)s”.") % words
        case "integer" | "money":
            return _("“%(fact)s” is a whole number from %(low)s to %(high)s.") % words
        case "date" if definition.bounds is not None:
            return _("“%(fact)s” is a day from %(low)s to %(high)s.") % words
        case "date":
            return _("“%(fact)s” is a day: write day/month/year.") % words
        case "month":
            return _("“%(fact)s” is a month: write month/year.") % words
        case _:
            return _("Choose what the law knows of “%(fact)s”.") % words
