"""The dossier's models."""

from workflow_engine.dossiers.models.appraisals import Appraisal, Meeting, Stance
from workflow_engine.dossiers.models.conferences import CandidateVotes, Conference, Summons
from workflow_engine.dossiers.models.consultations import Answer, Consulted, Reminder
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
from workflow_engine.dossiers.models.handovers import HandOver
from workflow_engine.dossiers.models.notices import Delivery, Notice
from workflow_engine.dossiers.models.papers import Decision, Opinion, Paper
from workflow_engine.dossiers.models.postponements import Postponement, standing_still

__all__ = [
    "SPECIAL_DECISION",
    "Answer",
    "Appraisal",
    "Assessment",
    "Candidate",
    "CandidateVotes",
    "Conference",
    "Consulted",
    "Deadline",
    "Decision",
    "Delivery",
    "Dossier",
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
    "Summons",
    "standing_still",
]
