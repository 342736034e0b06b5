"""The dossier's models."""

from workflow_engine.dossiers.models.appraisals import Appraisal, Meeting, Stance
from workflow_engine.dossiers.models.children import ChildDossier
from workflow_engine.dossiers.models.conferences import (
    BallotVotes,
    Conference,
    CountedBallot,
    Summons,
)
from workflow_engine.dossiers.models.consultations import Answer, Consulted, Reminder
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
from workflow_engine.dossiers.models.handovers import HandOver
from workflow_engine.dossiers.models.notices import Delivery, Notice
from workflow_engine.dossiers.models.papers import Decision, Opinion, Paper
from workflow_engine.dossiers.models.postponements import Postponement, standing_still
from workflow_engine.dossiers.models.statements import Statement
from workflow_engine.dossiers.models.subjects import DossierSubject

__all__ = [
    "SPECIAL_DECISION",
    "Answer",
    "Appraisal",
    "BallotVotes",
    "Candidate",
    "ChildDossier",
    "Conference",
    "Consulted",
    "CountedBallot",
    "Deadline",
    "Decision",
    "Delivery",
    "Dossier",
    "DossierSubject",
    "FactRequest",
    "GateRun",
    "HandOver",
    "Happened",
    "InterestDeclaration",
    "Meeting",
    "Notice",
    "Opinion",
    "Paper",
    "Postponement",
    "Reminder",
    "SignOff",
    "SpecialDecision",
    "Stance",
    "Statement",
    "Summons",
    "standing_still",
]
