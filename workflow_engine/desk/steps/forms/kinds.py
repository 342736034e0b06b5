"""Which forms a step is taken with: one entry for each kind of node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow_engine.desk.forms import StepForm
from workflow_engine.desk.steps.forms.conference import ConferenceForm, MoveForm, StopForm
from workflow_engine.desk.steps.forms.consulting import AnswerForm, AskForm, GoOnForm, RemindForm
from workflow_engine.desk.steps.forms.decisions import (
    ApprovalForm,
    CarriedOutForm,
    ChoiceForm,
    DecisionForm,
    DecliningForm,
    ReportForm,
)
from workflow_engine.desk.steps.forms.lists import NominationForm, SummonsForm
from workflow_engine.desk.steps.forms.papers import DisclosureForm, OpinionForm, PapersForm
from workflow_engine.desk.steps.forms.proposal import ProposalForm, RevisionForm
from workflow_engine.desk.steps.forms.said import (
    EvaluationForm,
    MeetingForm,
    NoticeForm,
    ReceiptForm,
    SelfReportForm,
)
from workflow_engine.nodes import (
    Approval,
    CarryingOut,
    Choice,
    Conference,
    Consultation,
    Decision,
    Declining,
    Disclosure,
    Evaluation,
    Gate,
    Meeting,
    Nomination,
    Notice,
    OpeningNotice,
    Opinion,
    PapersCheck,
    Proposal,
    Receipt,
    Report,
    Revision,
    SelfReport,
    Summons,
)


@dataclass(frozen=True)
class StepPage:
    """The form of a step, and the forms of the other acts that it takes.

    A gate is taken with none: it is run. The form of a start is a part of the page of openings.
    """

    form: type[StepForm] | None
    others: Mapping[str, type[StepForm]] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The template of the page."""
        return self.form.template if self.form else "desk/steps/gate.html"


STEP_PAGES: dict[type[Any], StepPage] = {
    Proposal: StepPage(ProposalForm),
    Revision: StepPage(RevisionForm),
    Approval: StepPage(ApprovalForm),
    Nomination: StepPage(NominationForm),
    Summons: StepPage(SummonsForm),
    Gate: StepPage(None),
    CarryingOut: StepPage(CarriedOutForm, {"stop": StopForm}),
    Conference: StepPage(ConferenceForm, {"move": MoveForm, "stop": StopForm}),
    Choice: StepPage(ChoiceForm),
    Disclosure: StepPage(DisclosureForm, {"stop": StopForm}),
    Opinion: StepPage(OpinionForm, {"stop": StopForm}),
    OpeningNotice: StepPage(NoticeForm),
    Notice: StepPage(NoticeForm, {"stop": StopForm}),
    SelfReport: StepPage(SelfReportForm, {"stop": StopForm}),
    Receipt: StepPage(ReceiptForm, {"stop": StopForm}),
    Evaluation: StepPage(EvaluationForm, {"stop": StopForm}),
    Meeting: StepPage(MeetingForm, {"stop": StopForm}),
    Consultation: StepPage(
        AskForm,
        {"answer": AnswerForm, "remind": RemindForm, "goon": GoOnForm, "stop": StopForm},
    ),
    PapersCheck: StepPage(PapersForm),
    Report: StepPage(ReportForm),
    Decision: StepPage(DecisionForm),
    Declining: StepPage(DecliningForm, {"stop": StopForm}),
}


def step_page(node: Any) -> StepPage:
    """Return the page of a node; that of the step by which it begins, where a start is one."""
    return STEP_PAGES[type(getattr(node, "step", None) or node)]
