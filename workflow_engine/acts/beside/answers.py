"""Answers to requests for facts: a statement, a record, a row of a table, declarations.

Somebody states what the law leaves to judgement or to the papers of the dossier, enters a record
of a person, completes a table of the registry (a standard of a title, the seats of a post, the
data of a person), or enters what those who take part declare of their interests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction

from compliance import trail
from workflow_engine.access.models import Account
from workflow_engine.acts.beside.common import (
    lacking,
    note_supplied,
    open_request,
    refuse,
    require_plausible,
    rerun_waiting_gate,
    supplied,
)
from workflow_engine.base.errors import (
    IncompleteActError,
    Problem,
    StepNotOpenError,
)
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import before_it_began
from workflow_engine.dossiers.models import (
    Dossier,
    FactRequest,
    InterestDeclaration,
)
from workflow_engine.dossiers.taking_part import participants_of
from workflow_engine.facts.suppliers import Supplier, Way, form_for, label_of
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.journal.statements import Document, state, told, value_problems
from workflow_engine.registry import births, identity, keeping, standards, words
from workflow_engine.registry.models import Person, TitleStandard
from workflow_engine.registry.models.bases import WordRecord


@dataclass(frozen=True)
class Declared:
    """What one participant declared of a conflict of interest, and the measure against it."""

    person: int
    conflict: bool
    measure: str = ""
    measure_on: date | None = None


def state_fact(
    *,
    request_id: int,
    value: Any,
    document: Document,
    account: Account,
    at: datetime,
    also: Sequence[int] = (),
) -> None:
    """Answer a request for a fact that the dossier states: what it is, by which document.

    `also` names requests for the same fact of other candidates of the dossier, to which the same
    document gives the same answer; each is an answer of its own on the record.

    Raises:
        IncompleteActError: the law does not admit the value, or the document is not cited in full.
        StepNotOpenError: the request is closed, or asks for something else.
    """
    with transaction.atomic():
        request, journal = open_request(request_id, account, at)
        if form_for(request.fact).way != Way.STATEMENT:
            raise StepNotOpenError(label_of(request.fact), journal.dossier.number)
        born = request.candidate.person.birth_date if request.candidate else None
        problems = [
            *lacking(document.reason, "reason", _("Give the reason for your answer.")),
            *value_problems(request.fact, value, field="value"),
            *document.problems(on=journal.on, born=born),
        ]
        accept((value, document, also), problems)
        answered = [request, *_others(request, also, journal)]
        for row in answered:
            whose = {"person": person_as_dict(row.candidate.person)} if row.candidate else {}
            statement = state(journal, row.fact, value, document, candidate=row.candidate)
            note_supplied(
                row,
                journal,
                reason=document.reason,
                payload={**whose, "stated": [told(statement)], **document.told()},
                rows=[statement],
            )
        rerun_waiting_gate(journal)
        journal.write()


def _others(request: FactRequest, also: Sequence[int], journal: Journal) -> list[FactRequest]:
    """Return the other requests that `also` names; refuse any but open ones for the same fact."""
    wanted = set(also) - {request.pk}
    rows = list(
        FactRequest.objects.filter(
            pk__in=wanted, dossier=journal.dossier, fact=request.fact, closed=False
        ).select_related("candidate__person")
    )
    if len(rows) != len(wanted):
        raise StepNotOpenError(label_of(request.fact), journal.dossier.number)
    return rows


def supply_record(*, request_id: int, record: Any, account: Account, at: datetime) -> None:
    """Answer a request with a record of the registry (unsaved, of the kind that was asked for).

    Raises:
        IncompleteActError: the record says what cannot be true, by the checks of an import.
        StepNotOpenError: the request is closed, or asks for something else.
        ValidationError: the record is not accepted.
    """
    with transaction.atomic():
        request, journal = open_request(request_id, account, at)
        record.person = _whose(record, request, journal)
        record.full_clean()
        require_plausible(record, on=journal.on)
        if isinstance(record, WordRecord):
            said = keeping.columns_of(record)
            refuse(dict(words.refusals(type(record), None, said, roles={request.role})))
            record.entered_as = request.role
        record.save()
        supplied(
            request,
            journal,
            reason="",
            payload={
                "record": type(record)._meta.model_name,
                "row": record.pk,
                "person": person_as_dict(record.person),
                "values": _said_by(record),
                "document": record.document_number,
            },
        )


def _said_by(record: Any) -> dict[str, Any]:
    """Return what a record says, but for notes and what is left empty."""
    said = keeping.values(record)
    return {n: value for n, value in said.items() if n != "note" and value not in (None, "")}


def _whose(record: Any, request: FactRequest, journal: Journal) -> Person:
    """Return whose record it is, where it is new and of the kind that the fact is read from."""
    supplier: Supplier | None = form_for(request.fact)
    fits = False
    while supplier is not None and not fits:
        fits = supplier.way == Way.RECORD and type(record) is supplier.model
        fits = fits and all(getattr(record, n) == v for n, v in supplier.initial.items())
        supplier = supplier.or_else
    if not fits or record.pk is not None or request.candidate is None:
        raise StepNotOpenError(label_of(request.fact), journal.dossier.number)
    return request.candidate.person


def complete_table(
    *, request_id: int, row: Any, account: Account, at: datetime, version: int = 0
) -> None:
    """Answer a request by completing a row of the registry's tables; the waiting gate runs again.

    `version` is the one of the row that whoever completes it has seen; 0 is that of a new row.

    Raises:
        IncompleteActError: another version of the row was stored since; or the row says what cannot
            be true, or would make somebody else of a person: that is corrected on the person's
            own page, where it has to be accepted.
        StepNotOpenError: the request is closed, or asks for something else.
        ValidationError: the row is not accepted.
    """
    with transaction.atomic():
        request, journal = open_request(request_id, account, at)
        supplier = form_for(request.fact)
        if supplier.way != Way.TABLE or not isinstance(row, supplier.model):
            raise StepNotOpenError(label_of(request.fact), journal.dossier.number)
        before: dict[str, Any] = {}
        if row.pk is not None:
            before = _seen(row, version)
        row.full_clean()
        require_plausible(row, on=journal.on)
        if isinstance(row, Person):
            refuse(_another(row))
        new = row.pk is None
        if new and supplier.model is TitleStandard:
            standards.follow(cast("TitleStandard", row))
        row.save()
        after = keeping.values(row)
        payload: dict[str, Any] = {"table": row._meta.model_name, "row": row.pk}
        if isinstance(row, Person):
            payload["person"] = person_as_dict(row)
        payload["changes"] = {
            name: [before.get(name), value]
            for name, value in after.items()
            if before.get(name) != value
        }
        supplied(request, journal, reason="", payload=payload)


def _seen(row: Any, version: int) -> dict[str, Any]:
    """Hold the trail, refuse a row that has another version by now, and return what it says.

    The trail comes before the row, as in `keeping.correct`: so neither waits for the other.
    """
    trail.lock()
    if keeping.version_of(row) != version:
        words = _("Somebody changed this record after you opened it: look at it again.")
        raise IncompleteActError([Problem("", words)])
    return keeping.values(type(row)._default_manager.get(pk=row.pk))


def _another(row: Person) -> dict[str, Message]:
    """Return what of the data of a person would be those of somebody else."""
    before = Person.objects.get(pk=row.pk)
    after = {name: getattr(row, name) for name in identity.WHO}
    once = births.once_known([before]).get(before.pk)
    asked = dict(identity.questions(before, after, once=once))
    if "full_name" in asked:
        message = _("This changes who the person is: correct it on the page of the person.")
        return {"birth_date": message}
    return {"sex": asked["personal_number"]} if asked else {}


def undeclared(dossier: Dossier) -> list[Person]:
    """Return those who took part and have not declared, or whose conflict has no measure yet."""
    people = participants_of(dossier)
    settled = {
        row.person_id
        for row in dossier.interest_declarations.all()
        if not row.conflict or (row.measure and row.measure_on)
    }
    return list(Person.objects.filter(pk__in=people - settled))


def declare_interests(
    *,
    request_id: int,
    declared: Sequence[Declared],
    declared_on: date,
    document_number: str,
    account: Account,
    at: datetime,
) -> None:
    """Enter what participants declared of their interests (NĐ 59/2019, art. 29 to 34).

    Raises:
        IncompleteActError: nobody declared, a date is in the future or before the dossier was
            begun, or somebody took no part.
        StepNotOpenError: the request is closed, or asks for something else.
    """
    with transaction.atomic():
        request, journal = open_request(request_id, account, at)
        if form_for(request.fact).model is not InterestDeclaration:
            raise StepNotOpenError(label_of(request.fact), journal.dossier.number)
        open_to = {person.pk: person for person in undeclared(journal.dossier)}
        problems = _problems(declared, open_to, declared_on, document_number, journal)
        accept((declared, declared_on, document_number), problems)
        rows = {row.person_id: row for row in journal.dossier.interest_declarations.all()}
        for one in declared:
            row = rows.get(one.person) or InterestDeclaration(
                dossier=journal.dossier, person=open_to[one.person]
            )
            row.declared_on = declared_on
            row.conflict = one.conflict
            row.measure = one.measure
            row.measure_on = one.measure_on
            row.document_number = document_number
            row.recorded_by = account
            row.save()
        supplied(
            request,
            journal,
            reason="",
            payload={
                "document": document_number,
                "declared_on": declared_on,
                "declarations": [
                    {
                        **person_as_dict(open_to[one.person]),
                        "conflict": one.conflict,
                        "measure": one.measure,
                        "measure_on": one.measure_on,
                    }
                    for one in declared
                ],
            },
        )


def _problems(
    declared: Sequence[Declared],
    open_to: dict[int, Person],
    declared_on: date,
    document_number: str,
    journal: Journal,
) -> list[Problem]:
    found, on, dossier = [], journal.on, journal.dossier
    if not declared:
        found.append(Problem("declared", _("Enter the declaration of at least one person.")))
    if declared_on > on:
        found.append(Problem("declared_on", _("The declaration is dated in the future.")))
    # The paper that holds it may be older; what is declared is the interest in this dossier.
    found += before_it_began(dossier, "declared_on", declared_on)
    if not document_number.strip():
        found.append(Problem("document_number", _("Name the document it stands on.")))
    for one in declared:
        if one.person not in open_to:
            found.append(Problem("declared", _("Somebody took no part, or declared already.")))
        elif one.measure.strip() and one.measure_on is None:
            found.append(
                Problem(f"measure_on-{one.person}", _("Give the date on which it was decided."))
            )
        elif one.measure_on and one.measure_on > on:
            found.append(
                Problem(f"measure_on-{one.person}", _("The measure is dated in the future."))
            )
        elif one.measure_on:
            found += before_it_began(dossier, f"measure_on-{one.person}", one.measure_on)
    return found
