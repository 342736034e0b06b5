"""Start, a step that somebody takes, a trivial condition, the next step."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.flow.views import CreateProcessView, UpdateProcessView

from bench.bare.models import BareProcess


def is_approved(activation: Any) -> bool:
    """Stand where the gate stands."""
    return activation.process.decision == "approved"


class BareFlow(flow.Flow):
    """Viewflow as its documentation shows it, with a real lock and its permission checks."""

    process_class = BareProcess
    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)

    start = (
        flow.Start(CreateProcessView.as_view(fields=["number"]))
        .Permission(auto_create=True)
        .Next(this.approve_summons)
    )
    approve_summons = (
        flow.View(
            UpdateProcessView.as_view(fields=["decision", "paper_number", "dated_on", "reason"])
        )
        .Permission(auto_create=True)
        .Next(this.check_candidates)
    )
    check_candidates = flow.If(is_approved).Then(this.hold_leadership_conference).Else(this.refused)
    hold_leadership_conference = (
        flow.View(UpdateProcessView.as_view(fields=["decision"]))
        .Permission(auto_create=True)
        .Next(this.held)
    )
    held = flow.End()
    refused = flow.End()
