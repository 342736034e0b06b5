"""Candidates judged by a former reading of the law, and the act that judges them anew.

A mistake in the law is corrected by a new reading. Candidates of open dossiers may have been judged
by the mistake: they are found here and judged again. The gate of the decision would judge them
anyway; they learn of it now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from compliance.events import Event
from rules.definitions import Law
from rules.errors import NoEditionInForceError
from rules.expression import written
from rules.library import FIRST_READING, law
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.acts.beside.common import (
    journal_of,
    rerun_waiting_gate,
    waiting_gate,
)
from workflow_engine.acts.steps import locked_dossier
from workflow_engine.base.errors import StepNotOpenError
from workflow_engine.dossiers.models import Candidate, Dossier, GateRun
from workflow_engine.dossiers.titles import TITLES
from workflow_engine.nodes.gate import Gate, judge

JUDGING_AGAIN = (Role.HR_OFFICER.value, Role.HEAD_OF_HR.value)
_JUDGED = (Candidate.Status.STANDING, Candidate.Status.HELD, Candidate.Status.STRUCK_OUT)


@dataclass(frozen=True)
class FormerlyJudged:
    """A candidate of an open dossier whose last verdict rests on a former reading of the law."""

    run: GateRun

    @property
    def in_consideration(self) -> bool:
        """Whether the candidate can be judged again.

        One who was struck out cannot: the authority is told.
        """
        return self.run.candidate.status != Candidate.Status.STRUCK_OUT

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "dossier": self.run.dossier.number,
            "candidate": self.run.candidate_id,
            "name": str(self.run.candidate),
            "status": self.run.candidate.status,
            "gate": self.run.gate,
            "step": self.run.step,
            "law_on": self.run.law_on.isoformat(),
            "reading": self.run.reading.isoformat() if self.run.reading else None,
            "result": self.run.result,
            "entry": self.run.trail_entry,
        }


def formerly_judged(dossiers: Iterable[int] | None = None) -> list[FormerlyJudged]:
    """Return the candidates of open dossiers whom another reading than today's judged.

    Only where the two readings ask something different; `dossiers` narrows the search. One query.
    """
    latest = (
        GateRun.objects.filter(candidate=OuterRef("candidate"))
        .exclude(result=GateRun.Result.ENGINE_FAILED)
        .order_by("-pk")
        .values("pk")
    )
    runs: QuerySet[GateRun] = (
        GateRun.objects.filter(
            pk=Subquery(latest[:1]),
            dossier__outcome=Dossier.Outcome.OPEN,
            candidate__status__in=_JUDGED,
        )
        .exclude(_by_reading(law().reading))
        .select_related("dossier", "candidate__person")
        .order_by("dossier__number", "pk")
    )
    if dossiers is not None:
        runs = runs.filter(dossier__in=list(dossiers))
    return [FormerlyJudged(run) for run in runs if _reads_otherwise(run)]


def _by_reading(day: date | None) -> Q:
    return Q(reading__isnull=True) if day is None else Q(reading=day, reading__isnull=False)


def _reads_otherwise(run: GateRun) -> bool:
    return _asked(run.gate, run.law_on, run.reading or FIRST_READING) != _asked(
        run.gate, run.law_on, date.max
    )


@lru_cache(maxsize=512)
def _asked(gate: str, on: date, known_on: date) -> tuple[Any, ...]:
    """Return what a gate asks on a day by a reading, so that two readings can be compared."""
    books = law(known_on=known_on)
    try:
        conditions = books.conditions_in_force(gate, on)
    except NoEditionInForceError:
        return ()
    return tuple(
        (
            each.id,
            tuple(written(node) for node in each.expressions),
            each.lift.authorities if each.lift else (),
            tuple(_value(books, name, on) for name in each.reads("figure")),
            tuple(_meaning(books, name, on) for name in each.reads("fact")),
        )
        for each in conditions
    )


def _meaning(books: Law, name: str, on: date) -> tuple[Any, ...]:
    """Return what decides the value of a fact: how it is reckoned, by which figures and bounds."""
    fact = books.facts[name]
    editions = (each for figure in fact.figures for each in books.figures[figure])
    return (
        fact.reckoned.get("en", ""),
        tuple(fact.values),
        fact.ordered,
        fact.bounds,
        tuple((each.name, each.value, each.over) for each in editions if each.in_force.covers(on)),
        books.retirement if fact.record == "person" else (),
    )


def _value(books: Law, figure: str, on: date) -> tuple[int, int]:
    found = books.figure(figure, on)
    return found.value, found.over


def judge_again(*, dossier_id: int, account: Account, at: datetime) -> None:
    """Judge again, by today's reading, each candidate in consideration whom a former one judged.

    A candidate with an unmet condition is struck out. A fact that is not known is asked for; until
    it is, the gate of the decision holds the candidate.

    Raises:
        StepNotOpenError: the dossier is over, or nobody in it was judged by a former reading.
        NotYourRoleError: the account is not of the personnel unit.
    """
    with transaction.atomic():
        dossier = locked_dossier(dossier_id)
        journal = journal_of(dossier, JUDGING_AGAIN, account, at, act="judge-again")
        found = [each.run for each in formerly_judged([dossier_id]) if each.in_consideration]
        if not dossier.is_open or not found:
            raise StepNotOpenError(TITLES["judge-again"], dossier.number)
        journal.add(Event.GATE_RUN)
        if waiting_gate(dossier) is not None:
            rerun_waiting_gate(journal)
        else:
            candidates = {each.pk: each for each in journal.candidates()}
            for step, gate in dict.fromkeys((run.step, run.gate) for run in found):
                node = dossier.flow_class.instance.node(step)
                judge(
                    journal,
                    step=step,
                    gate=gate,
                    candidates=[
                        candidates[run.candidate_id]
                        for run in found
                        if (run.step, run.gate) == (step, gate)
                    ],
                    facts_on=node.day_of_facts(dossier, otherwise=journal.on)
                    if isinstance(node, Gate)
                    else journal.on,
                    holds=False,
                )
        journal.candidates_changed()
        journal.write()
