"""What is read of a candidate, and by which of its days a record counts."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.history import TrackedModel
from workflow_engine.dossiers.models import (
    Answer,
    Conference,
    Consulted,
    Happened,
    InterestDeclaration,
    SignOff,
    Statement,
)
from workflow_engine.registry.models import (
    AssetDeclaration,
    BusinessRole,
    Clearance,
    Discipline,
    HealthCertificate,
    IdentityFinding,
    PartyRole,
    Planning,
    PostHolding,
    Proceeding,
    Qualification,
    Rating,
    Relationship,
    TitleStandard,
    UnitCheck,
    WorkPeriod,
)

# The date from which a record counts. One dated after the day of the facts does not count yet, and
# is kept apart, as is one whose days contradict its papers: a mistyped year must not make a bar
# into none.
DATED_BY: Mapping[type[TrackedModel], str] = {
    Answer: "received_on",
    AssetDeclaration: "completed_on",
    BusinessRole: "held_from",
    Clearance: "checked_on",
    Conference: "held_on",
    Consulted: "dated_on",
    Discipline: "effective_on",
    Happened: "on",
    HealthCertificate: "issued_on",
    IdentityFinding: "document_date",
    InterestDeclaration: "declared_on",
    PartyRole: "held_from",
    Planning: "approved_on",
    PostHolding: "held_from",
    Proceeding: "opened_on",
    Qualification: "awarded_on",
    Rating: "decided_on",
    Relationship: "document_date",
    SignOff: "on",
    Statement: "document_date",
    TitleStandard: "in_force_from",
    UnitCheck: "checked_on",
    WorkPeriod: "held_from",
}

# What is read for the candidates alone; posts and Party seats are read for their relatives too.
OF_CANDIDATES = (
    AssetDeclaration,
    BusinessRole,
    Clearance,
    Discipline,
    HealthCertificate,
    Planning,
    Proceeding,
    Qualification,
    Rating,
    WorkPeriod,
)
