"""The dossier's models."""

from workflow_engine.dossiers.models.conferences import (
    BallotVotes,
    Conference,
    CountedBallot,
    Summons,
)
from workflow_engine.dossiers.models.deadlines import Deadline
from workflow_engine.dossiers.models.dossier import Candidate, Dossier, SignOff
from workflow_engine.dossiers.models.events import Happened
from workflow_engine.dossiers.models.gates import (
    SPECIAL_DECISION,
    FactRequest,
    GateRun,
    InterestDeclaration,
    SpecialDecision,
)
from workflow_engine.dossiers.models.papers import Decision, Opinion, Paper
from workflow_engine.dossiers.models.statements import Statement
from workflow_engine.dossiers.models.subjects import DossierSubject

__all__ = [
    "SPECIAL_DECISION",
    "BallotVotes",
    "Candidate",
    "Conference",
    "CountedBallot",
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
    "Statement",
    "Summons",
]
