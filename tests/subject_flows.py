"""Made-up procedures about a post held, a person and a plan, as the desk opens them.

with subject_flows.known("holding", "plan"): ...      beside the procedures of the settings
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any
from unittest import mock

from viewflow import this
from viewflow.workflow.fields import import_flow_by_ref, import_task_by_ref

from tests import made_up
from workflow_engine.access.roles import Role
from workflow_engine.desk.forms import StepForm
from workflow_engine.desk.steps.forms.kinds import STEP_PAGES, StepPage
from workflow_engine.dossiers.models import SignOff
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.flows.flow import StatutoryFlow
from workflow_engine.nodes import Gate, Nomination, Start
from workflow_engine.nodes.step import Step
from workflow_engine.pages.fields import DayField


@dataclass(frozen=True)
class ToldAct:
    """On which day somebody was told."""

    told_on: date


class Told(Step):
    """A step that can begin a procedure as any other can."""

    kind = "told"
    kind_label = "Báo tin"
    act = ToldAct

    def perform(self, journal: Any, act: ToldAct) -> str:
        """Sign for it."""
        journal.sign(SignOff.Act.DONE, payload={"told_on": act.told_on})
        return "done"


class ToldForm(StepForm):
    """The one day."""

    told_on = DayField(label="Ngày báo tin")

    def act(self) -> ToldAct:
        """Return the act."""
        return ToldAct(self.cleaned_data["told_on"])


def begins(event: str = "notified_on") -> Any:
    """Return the start: the step, with the event that it dates."""
    start = Start(Told()).Cites("39", "1").By(Role.HR_OFFICER)
    return start.Dates(event, by="told_on") if event else start


def _holding() -> dict[str, Any]:
    return {
        "about": About(Kind.HOLDING, choose="holdings_that_end", plans="term_ends_on"),
        "considers": Considers(whoever=Whoever.HOLDER),
        "notify": begins().Next(this.check),
    }


def _person() -> dict[str, Any]:
    return {
        "about": About(Kind.PERSON, choose="people_of_the_agency"),
        "considers": Considers(post=Aim.NONE, whoever=Whoever.PERSON),
        "notify": begins().Plans("term_ends_on", by="told_on").Next(this.check),
    }


def _plan() -> dict[str, Any]:
    nobody = dict.fromkeys(("decide", "check"))
    return {
        **nobody,
        "about": About(Kind.PLAN),
        "considers": Considers(post=Aim.OWN),
        "governed_by": "plan_approved_on",
        "takes_effect": "",
        "notify": begins("").Next(this.enter),
        "enter": Nomination()
        .Cites("44", "1")
        .By(Role.HR_OFFICER)
        .Dates("plan_approved_on")
        .Next(this.check_people),
        "check_people": Gate("reappointment").Cites("44").Then(this.done).Else(this.refused),
    }


_FLOWS = {"holding": _holding, "person": _person, "plan": _plan}


def flow(name: str, **changes: Any) -> type[StatutoryFlow]:
    """Return a procedure of its own; its class can be imported while it is known."""
    place = f"processes.made_up_{name}"
    return made_up.flow(
        __module__=place, procedure=f"made-up-{name}", **{**_FLOWS[name](), **changes}
    )


@contextmanager
def known(*flows: type[StatutoryFlow]) -> Iterator[None]:
    """Have the system know these procedures, with the page of the step that begins them."""
    # Viewflow remembers the class of a stored name: each test has classes of its own.
    import_flow_by_ref.cache_clear()
    import_task_by_ref.cache_clear()
    with ExitStack() as stack:
        for each in flows:
            module = ModuleType(each.__module__)
            setattr(module, each.__name__, each)
            stack.enter_context(mock.patch.dict(sys.modules, {each.__module__: module}))
        stack.enter_context(mock.patch.dict(STEP_PAGES, {Told: StepPage(ToldForm)}))
        stack.enter_context(made_up.known(*flows))
        yield
