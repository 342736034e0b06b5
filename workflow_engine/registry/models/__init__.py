"""The registry's models: units and posts, people, and the dated records of each person."""

from workflow_engine.registry.models.answers import KeptAnswer
from workflow_engine.registry.models.delegations import Delegation
from workflow_engine.registry.models.people import Person
from workflow_engine.registry.models.records import (
    RECORD_MODELS,
    AssetDeclaration,
    Clearance,
    Discipline,
    HealthCertificate,
    Planning,
    PostHolding,
    Proceeding,
    Qualification,
    Rating,
    WorkPeriod,
)
from workflow_engine.registry.models.ties import BusinessRole, PartyRole, Relationship
from workflow_engine.registry.models.units import Post, Title, TitleStandard, Unit, UnitCheck

__all__ = [
    "RECORD_MODELS",
    "AssetDeclaration",
    "BusinessRole",
    "Clearance",
    "Delegation",
    "Discipline",
    "HealthCertificate",
    "KeptAnswer",
    "PartyRole",
    "Person",
    "Planning",
    "Post",
    "PostHolding",
    "Proceeding",
    "Qualification",
    "Rating",
    "Relationship",
    "Title",
    "TitleStandard",
    "Unit",
    "UnitCheck",
    "WorkPeriod",
]
