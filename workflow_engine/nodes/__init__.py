"""The vocabulary of acts from which every procedure is written.

One module a kind. Each kind is a thin subclass of a Viewflow node with the act it takes, what it
checks, and what it writes; a statute that needs a new kind of act gets a new module here.
"""

from workflow_engine.nodes.approval import Approval, ApprovalAct
from workflow_engine.nodes.carrying_out import CarriedOutAct, CarryingOut
from workflow_engine.nodes.choice import Choice, ChoiceAct
from workflow_engine.nodes.conference.act import Ballot, ConferenceAct, Counted
from workflow_engine.nodes.conference.node import Conference
from workflow_engine.nodes.consultation import Consultation
from workflow_engine.nodes.decision import Decision, DecisionAct
from workflow_engine.nodes.declining import Declining, DecliningAct
from workflow_engine.nodes.disclosure import Disclosure, DisclosureAct
from workflow_engine.nodes.end import End
from workflow_engine.nodes.evaluation import Evaluated, Evaluation, EvaluationAct
from workflow_engine.nodes.gate import Gate
from workflow_engine.nodes.letters import (
    AnswerAct,
    Answered,
    AskAct,
    Asked,
    GoOnAct,
    Letter,
    RemindAct,
)
from workflow_engine.nodes.meeting import Meeting, MeetingAct, Met
from workflow_engine.nodes.nomination import Nomination, NominationAct
from workflow_engine.nodes.notice import Delivered, Notice, NoticeAct, OpeningNotice
from workflow_engine.nodes.opinion import Opinion, OpinionAct, OpinionOnCandidate
from workflow_engine.nodes.papers import PaperFiled, PapersAct, PapersCheck
from workflow_engine.nodes.proposal import Proposal, ProposalAct, Revision, RevisionAct
from workflow_engine.nodes.receipt import Receipt, ReceiptAct, Received
from workflow_engine.nodes.report import Report, ReportAct
from workflow_engine.nodes.self_report import Reported, SelfReport, SelfReportAct
from workflow_engine.nodes.start import Start
from workflow_engine.nodes.step import Step
from workflow_engine.nodes.stop import StopAct
from workflow_engine.nodes.summons import Summoned, Summons, SummonsAct

__all__ = [
    "AnswerAct",
    "Answered",
    "Approval",
    "ApprovalAct",
    "AskAct",
    "Asked",
    "Ballot",
    "CarriedOutAct",
    "CarryingOut",
    "Choice",
    "ChoiceAct",
    "Conference",
    "ConferenceAct",
    "Consultation",
    "Counted",
    "Decision",
    "DecisionAct",
    "Declining",
    "DecliningAct",
    "Delivered",
    "Disclosure",
    "DisclosureAct",
    "End",
    "Evaluated",
    "Evaluation",
    "EvaluationAct",
    "Gate",
    "GoOnAct",
    "Letter",
    "Meeting",
    "MeetingAct",
    "Met",
    "Nomination",
    "NominationAct",
    "Notice",
    "NoticeAct",
    "OpeningNotice",
    "Opinion",
    "OpinionAct",
    "OpinionOnCandidate",
    "PaperFiled",
    "PapersAct",
    "PapersCheck",
    "Proposal",
    "ProposalAct",
    "Receipt",
    "ReceiptAct",
    "Received",
    "RemindAct",
    "Report",
    "ReportAct",
    "Reported",
    "Revision",
    "RevisionAct",
    "SelfReport",
    "SelfReportAct",
    "Start",
    "Step",
    "StopAct",
    "Summoned",
    "Summons",
    "SummonsAct",
]
