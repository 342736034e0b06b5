"""What supplies a fact that is not known: the record to enter, the row to complete, the judgement.

The vocabulary names, for every fact, the kind of record that supplies it; here stands what that
is in this system. The page that answers a request for a fact is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model

from rules.errors import UnknownFactError
from rules.library import law
from workflow_engine.dossiers.models import Happened, InterestDeclaration, Statement
from workflow_engine.facts.course import READ
from workflow_engine.facts.stated import is_stated
from workflow_engine.registry.models import (
    AssetDeclaration,
    BusinessRole,
    Clearance,
    Discipline,
    HealthCertificate,
    Person,
    Planning,
    Post,
    PostHolding,
    Proceeding,
    Qualification,
    Rating,
    Relationship,
    Title,
    TitleStandard,
    UnitCheck,
    WorkPeriod,
)
from workflow_engine.registry.models.bases import EndedRecord, FoundRecord
from workflow_engine.registry.models.records import MAY_END, Matter


class Way(StrEnum):
    """How a fact is supplied."""

    RECORD = "record"  # a new record of the person: `acts.beside.answers.supply_record`
    STATEMENT = "statement"  # what the dossier says: `acts.beside.answers.state_fact`
    TABLE = "table"  # a row of the registry's tables is completed
    DOSSIER = "dossier"  # something of the dossier itself is entered


_PAPER = ("document_number", "document_date", "issued_by", "note")
_END = ("end_document_number", "end_document_date")


@dataclass(frozen=True)
class Supplier:
    """What to enter: the model, what is known of it already, and the fields to ask for.

    `or_else` is what to enter where there is no such record: as a rule the check that says so.
    """

    way: Way
    model: type[Model]
    fields: tuple[str, ...]
    initial: Mapping[str, Any] = field(default_factory=dict)
    or_else: Supplier | None = None


def _record(
    model: type[Model], *fields: str, or_else: Supplier | None = None, **initial: Any
) -> Supplier:
    ended = _END if issubclass(model, EndedRecord) else ()
    found = ("found_on",) if issubclass(model, FoundRecord) else ()
    return Supplier(Way.RECORD, model, (*fields, *ended, *found, *_PAPER), initial, or_else)


def _check(subject: str, or_else: Supplier | None = None) -> Supplier:
    ended = ("earlier_ended_on",) if subject in MAY_END else ()
    return _record(Clearance, "checked_on", "clear", *ended, subject=subject, or_else=or_else)


def _matter(matter: str, subject: str) -> Supplier:
    """Return the check of a matter; a matter that is open is entered instead."""
    opened = _record(Proceeding, "opened_on", "closed_on", matter=matter)
    return _check(subject, or_else=opened)


_Subject = Clearance.Subject
_STATED = Supplier(
    Way.STATEMENT,
    Statement,
    ("value", "reason", "document_number", "document_date", "issued_by"),
)
_HOLDING = _record(
    PostHolding,
    "post",
    "kind",
    "held_from",
    "held_until",
    "term_months",
    "left",
    or_else=_check(_Subject.POSTS),
)
_DISCIPLINE = _check(
    _Subject.DISCIPLINE,
    or_else=_record(
        Discipline,
        "form",
        "effective_on",
        "by_party",
        "party_effective_on",
        "for_corruption",
        "ended_on",
    ),
)

# By the vocabulary's word for the record.
_BY_RECORD: dict[str, Supplier] = {
    "asset_declaration": _record(
        AssetDeclaration, "completed_on", "verified", kind=AssetDeclaration.Kind.PERSONNEL
    ),
    "business_role": _check(
        _Subject.BUSINESS,
        or_else=_record(BusinessRole, "organisation", "held_from", "held_until"),
    ),
    "confirmation": _STATED,
    "discipline": _DISCIPLINE,
    "experience_assessment": _STATED,
    "health_certificate": _record(HealthCertificate, "issued_on", "fit"),
    "interest_declaration": Supplier(
        Way.DOSSIER,
        InterestDeclaration,
        ("person", "declared_on", "conflict", "measure", "measure_on", "document_number"),
    ),
    "kinship": _check(_Subject.RELATIVES, or_else=_record(Relationship, "relative", "kind")),
    "misconduct_finding": _matter(Matter.MISCONDUCT, _Subject.MISCONDUCT),
    "office_ban": _matter(Matter.OFFICE_BAN, _Subject.OFFICE_BAN),
    "person": Supplier(
        Way.TABLE,
        Person,
        ("birth_date", "sex", "party_member", "party_joined_on", "party_left_on", *_END),
    ),
    "planning": _record(
        Planning,
        "title",
        "unit",
        "approved_on",
        "period_from",
        "period_until",
        "ended_on",
        or_else=_check(_Subject.PLANNING),
    ),
    "political_conclusion": _STATED,
    "post_held": _HOLDING,
    "qualification": _record(
        Qualification,
        "level",
        "field",
        "awarded_on",
        "foreign",
        "recognised",
        or_else=_check(_Subject.QUALIFICATIONS),
    ),
    "rating": _record(Rating, "year", "level", "decided_on", or_else=_check(_Subject.RATINGS)),
    "suspension": _matter(Matter.SUSPENSION, _Subject.SUSPENSION),
    "title": Supplier(Way.TABLE, Title, ("rank", "rank_basis", "term_months", "term_basis")),
    "title_standard": Supplier(
        Way.TABLE,
        TitleStandard,
        (
            "in_force_from",
            "in_force_until",
            "degree_level",
            "degree_fields",
            "political_theory_level",
            "state_management_level",
            "field_years",
            "experience_sector",
            "citation",
            "confidence",
        ),
    ),
    "unit_limit": Supplier(Way.TABLE, Post, ("seats", "seats_basis")),
    "work_history": _record(
        WorkPeriod,
        "organisation",
        "sector",
        "held_from",
        "held_until",
        or_else=_check(_Subject.WORK_HISTORY),
    ),
}

# Where one word of the vocabulary stands for several things, or a fact needs more than its record.
_BY_FACT: dict[str, Supplier] = {
    **dict.fromkeys(READ, Supplier(Way.DOSSIER, Happened, ("event", "on"))),
    "deputies_after_appointment": Supplier(
        Way.TABLE,
        UnitCheck,
        ("checked_on", "clear", "document_number", "document_date", "issued_by", "note"),
    ),
    "profile_verified": _check(_Subject.PROFILE),
    "untrue_profile_findings": _matter(Matter.UNTRUE_PROFILE, _Subject.UNTRUE_PROFILE),
    "open_disciplinary_proceedings": _matter(Matter.DISCIPLINE, _Subject.DISCIPLINE),
    "open_denunciations_or_inspections": _check(
        _Subject.DENUNCIATION,
        or_else=_record(
            Proceeding,
            "kind",
            "opened_on",
            "team",
            "team_decided_on",
            "closed_on",
            matter=Matter.DENUNCIATION,
        ),
    ),
    "open_criminal_proceedings": _matter(Matter.CRIMINAL, _Subject.CRIMINAL),
    **{
        fact: _record(
            Qualification,
            "level",
            "field",
            "awarded_on",
            "foreign",
            "recognised",
            kind=kind,
            or_else=_check(_Subject.QUALIFICATIONS),
        )
        for fact, kind in (
            ("degree_level", Qualification.Kind.DEGREE),
            ("political_theory_level", Qualification.Kind.POLITICAL_THEORY),
            ("state_management_level", Qualification.Kind.STATE_MANAGEMENT),
        )
    },
}

# What is stated of the dossier, and so of everybody in it: of the policy, of the agency.
_OF_ALL_BY_RECORD = frozenset({"policy_approval"})
_OF_ALL = frozenset({"agency_under_inspection"})


def form_for(fact: str) -> Supplier:
    """Return what supplies a fact.

    Raises:
        UnknownFactError: the vocabulary does not list the fact.
    """
    vocabulary = law().facts
    if fact not in vocabulary:
        raise UnknownFactError(fact)
    if is_stated(fact):
        return _STATED
    return _BY_FACT.get(fact) or _BY_RECORD[vocabulary[fact].record]


def can_be_supplied(fact: str) -> bool:
    """Whether this system has a form for a fact that the vocabulary lists."""
    return is_stated(fact) or fact in _BY_FACT or law().facts[fact].record in _BY_RECORD


def label_of(fact: str) -> Mapping[str, str] | str:
    """Return what the law calls a fact, in its languages; its name where the law has it no more."""
    definition = law().facts.get(fact)
    return definition.label if definition else fact


def serves_the_dossier(fact: str) -> bool:
    """Whether one answer supplies a fact of every candidate of a dossier."""
    if is_stated(fact):
        return fact in _OF_ALL or law().facts[fact].record in _OF_ALL_BY_RECORD
    supplier = _BY_FACT.get(fact) or _BY_RECORD.get(law().facts[fact].record)
    return supplier is not None and supplier.way == Way.DOSSIER
