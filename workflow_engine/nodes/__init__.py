"""The vocabulary of acts from which every procedure is written.

One module a kind. Each kind is a thin subclass of a Viewflow node with the act it takes, what it
checks, and what it writes; a statute that needs a new kind of act gets a new module here.
"""

from workflow_engine.nodes.approval import Approval, ApprovalAct
from workflow_engine.nodes.choice import Choice, ChoiceAct
from workflow_engine.nodes.conference.act import Ballot, ConferenceAct, Counted
from workflow_engine.nodes.conference.node import Conference
from workflow_engine.nodes.decision import Decision, DecisionAct
from workflow_engine.nodes.disclosure import Disclosure, DisclosureAct
from workflow_engine.nodes.end import End
from workflow_engine.nodes.gate import Gate
from workflow_engine.nodes.nomination import Nomination, NominationAct
from workflow_engine.nodes.opinion import Opinion, OpinionAct, OpinionOnCandidate
from workflow_engine.nodes.papers import PaperFiled, PapersAct, PapersCheck
from workflow_engine.nodes.proposal import Proposal, ProposalAct, Revision, RevisionAct
from workflow_engine.nodes.report import Report, ReportAct
from workflow_engine.nodes.start import Start
from workflow_engine.nodes.step import Step
from workflow_engine.nodes.stop import StopAct
from workflow_engine.nodes.summons import Summoned, Summons, SummonsAct

__all__ = [
    "Approval",
    "ApprovalAct",
    "Ballot",
    "Choice",
    "ChoiceAct",
    "Conference",
    "ConferenceAct",
    "Counted",
    "Decision",
    "DecisionAct",
    "Disclosure",
    "DisclosureAct",
    "End",
    "Gate",
    "Nomination",
    "NominationAct",
    "Opinion",
    "OpinionAct",
    "OpinionOnCandidate",
    "PaperFiled",
    "PapersAct",
    "PapersCheck",
    "Proposal",
    "ProposalAct",
    "Report",
    "ReportAct",
    "Revision",
    "RevisionAct",
    "Start",
    "Step",
    "StopAct",
    "Summoned",
    "Summons",
    "SummonsAct",
]
