"""The dossier's models."""

from workflow_engine.dossiers.models.conferences import CandidateVotes, Conference, Summons
from workflow_engine.dossiers.models.deadlines import Deadline
from workflow_engine.dossiers.models.dossier import Candidate, Dossier, SignOff
from workflow_engine.dossiers.models.events import Happened
from workflow_engine.dossiers.models.gates import (
    SPECIAL_DECISION,
    Assessment,
    FactRequest,
    GateRun,
    InterestDeclaration,
    SpecialDecision,
)
from workflow_engine.dossiers.models.papers import Decision, Opinion, Paper
from workflow_engine.dossiers.models.subjects import DossierSubject

__all__ = [
    "SPECIAL_DECISION",
    "Assessment",
    "Candidate",
    "CandidateVotes",
    "Conference",
    "Deadline",
    "Decision",
    "Dossier",
    "DossierSubject",
    "FactRequest",
    "GateRun",
    "Happened",
    "InterestDeclaration",
    "Opinion",
    "Paper",
    "SignOff",
    "SpecialDecision",
    "Summons",
]
