"""A small procedure that is no appointment: it begins with a notice and judges for reappointment.

flow = made_up.flow()                     the sound procedure
flow = made_up.flow(check=None)           without a step
with made_up.known(flow): ...             beside the procedures of the settings
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest import mock

from viewflow import this

from processes.appointment.presiding import HEAD_OR_SUPERIOR
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier, SignOff
from workflow_engine.flows import flow as flows
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes import Ballot, Conference, Decision, End, Gate, Start

EDITION = Edition("made-up.2026", "Ấn bản thử", date(2026, 8, 1), None, "thử", "theo quy định thử")


@dataclass(frozen=True)
class NoticeAct:
    """What the notice says."""

    notified_on: date
    term_ends_on: date


class Notified(Start):
    """Somebody is told: a start that is no proposal."""

    kind = "notice"
    kind_label = "Thông báo"
    act = NoticeAct

    def perform(self, journal: Journal, act: NoticeAct) -> str:
        """Open the dossier with the notice."""
        journal.sign(SignOff.Act.DONE, payload={"notified_on": act.notified_on})
        return "done"


def nobody_belongs(*args: Any, **kwargs: Any) -> tuple[()]:
    """Return nobody."""
    return ()


def no_effect(*args: Any, **kwargs: Any) -> list[Any]:
    """Write nothing."""
    return []


def conference(rule: str = "reappointment.leadership") -> Conference:
    """Return a conference that votes by a rule; its routes are to be said."""
    voted = Conference(composition=nobody_belongs, ballot=Ballot(rule, secret=True))
    return voted.Cites("39", "4").By(Role.HR_OFFICER)


def nodes() -> dict[str, Any]:
    """Return the nodes of the sound procedure; a test changes one."""
    return {
        "notify": Notified()
        .Cites("39", "1")
        .By(Role.PARTY_COMMITTEE)
        .Dates("notified_on", by="notified_on")
        .Plans("term_ends_on", by="term_ends_on")
        .Next(this.check),
        "check": Gate("reappointment").Cites("38").Then(this.decide).Else(this.refused),
        "decide": Decision(gate="reappointment", effect=no_effect)
        .Cites("39", "5")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom("notify")
        .Approved(this.done)
        .Returned(this.refused)
        .Refused(this.refused)
        .Recheck(this.check),
        "done": End(Dossier.Outcome.ACHIEVED),
        "refused": End(Dossier.Outcome.REFUSED),
    }


def flow(**changes: Any) -> type[StatutoryFlow]:
    """Return the procedure with changes; None takes a member out."""
    members = {
        "__doc__": "Thử.",
        "__module__": __name__,
        "process_title": "Thủ tục thử",
        "process_description": "Điều 38, Điều 39 (thử)",
        "procedure": "made-up",
        "procedure_title": "Thủ tục thử",
        "number_prefix": "TH",
        "instrument": "170/2025/NĐ-CP",
        "edition": EDITION,
        "about": About(Kind.PERSON, choose="people_of_the_agency"),
        "considers": Considers(post=Aim.NONE, whoever=Whoever.PERSON),
        "presiding": HEAD_OR_SUPERIOR,
        "governed_by": "notified_on",
        "takes_effect": "term_ends_on",
        **nodes(),
        **changes,
    }
    kept = {name: member for name, member in members.items() if member is not None}
    return type("MadeUpFlow", (StatutoryFlow,), kept)


@contextmanager
def known(*others: type[StatutoryFlow]) -> Iterator[None]:
    """Have the system know these procedures beside those of the settings."""
    all_of_them = (*flows.procedures(), *others)
    with mock.patch.object(flows, "procedures", return_value=all_of_them):
        yield
