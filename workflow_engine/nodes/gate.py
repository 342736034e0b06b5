"""Gate: only the rules can open it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy
from viewflow.workflow.activation import Activation

from compliance.events import Event
from compliance.history import create_many
from rules.errors import RuleError
from rules.judge.engine import evaluate
from rules.judge.verdict import Finding, Verdict
from rules.library import law
from rules.model import Fact, Outcome, SpecialDecision
from workflow_engine import facts
from workflow_engine.access.roles import ANSWERED_BY, Role
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.dossiers.models import Candidate, Dossier, FactRequest, GateRun
from workflow_engine.dossiers.models import SpecialDecision as SpecialDecisionRow
from workflow_engine.facts.suppliers import serves_the_dossier
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.step import Step, StepActivation

_log = logging.getLogger("chuan.gate")
_Result = GateRun.Result


class GateActivation(StepActivation):
    """Runs the gate on arrival; waits while anybody is held."""

    @Activation.status.super()
    def activate(self) -> None:
        """Run the gate."""
        self.route = self.flow_task.run(self.journal)


class Gate(Step[None]):
    """Judges every candidate in consideration and every one it holds.

    An unmet condition strikes the candidate out; an unknown one holds the candidate until the fact
    is supplied, one that puts the procedure off until it is over; the dossier goes on with those
    who remain, or ends. `facts_on` names the date of the dossier as of which the facts are read;
    unsaid, they are read as of the day of the run. While a dossier is taken over from paper, that
    is the day of the last act that was entered.
    """

    kind = "gate"
    kind_label = gettext_lazy("Gate of the rules")
    activation_class = GateActivation
    bpmn_element = "businessRuleTask"
    route_labels = {
        "passed": gettext_lazy("conditions met"),
        "nobody": gettext_lazy("nobody meets them"),
        "unmet": gettext_lazy("not met, and the law asks for a decision"),
    }

    def __init__(self, gate: str, *, facts_on: str = "") -> None:
        super().__init__()
        self.gate = gate
        self.facts_on = facts_on
        self.roles = (Role.HR_OFFICER.value, Role.HEAD_OF_HR.value)

    def Then(self, node: Any) -> Self:
        """Say where those who meet the conditions go."""
        return self.branch("passed", node)

    def Else(self, node: Any) -> Self:
        """Say where the dossier goes when nobody is left."""
        return self.branch("nobody", node)

    def Unmet(self, node: Any) -> Self:
        """Say which decision the law asks for where whoever is considered was struck out."""
        return self.branch("unmet", node)

    def day_of_facts(self, dossier: Dossier, *, otherwise: date) -> date:
        """Return the day as of which the facts are read: that of the event, or another."""
        if dossier.entered_until is not None:
            return dossier.entered_until
        return dossier.dates[self.facts_on] if self.facts_on else otherwise

    def run(self, journal: Journal) -> str | None:
        """Judge, record, settle; return the route, or None while somebody is held."""
        dossier = journal.dossier
        on = self.day_of_facts(dossier, otherwise=journal.on)
        judged = [
            c
            for c in journal.candidates()
            if c.status in (Candidate.Status.STANDING, Candidate.Status.HELD)
        ]
        results = judge(journal, step=self.name, gate=self.gate, candidates=judged, facts_on=on)
        if _Result.HELD in results or _Result.ENGINE_FAILED in results:
            return None
        if _Result.PASSES in results:
            return "passed"
        return "unmet" if "unmet" in self.branches and _struck_out(journal) else "nobody"


def judge(
    journal: Journal,
    *,
    step: str,
    gate: str,
    candidates: Sequence[Candidate],
    facts_on: date,
    effective_on: date | None = None,
    holds: bool = True,
) -> list[str]:
    """Judge candidates by both judges, record every verdict, settle every candidate.

    Where the judges fail, the candidate is held and the operator told: nobody passes unjudged.
    Beside the steps nobody is held (`holds` is False): what is not known is asked for, and the
    gate that comes holds whom it still concerns.
    """
    dossier = journal.dossier
    # The clock, not the moment of the act: versions of records bear the clock, and a record that
    # this very act supplied is known now.
    known_at = timezone.now()
    known = facts.gather(dossier, candidates, on=facts_on, effective_on=effective_on)
    special = special_decisions(candidates)
    read = {
        "facts_on": facts_on,
        "effective_on": effective_on or dossier.planned_effect or facts_on,
        "known_at": known_at,
    }
    runs: dict[int, GateRun] = {}
    for candidate in candidates:
        verdict, failure = _verdict(
            gate,
            dossier.governing_date,
            known[candidate.pk],
            special.get(candidate.pk, ()),
            decided_by=facts_on,
        )
        run = _record(journal, step, gate, candidate, read, verdict, failure)
        runs[candidate.pk] = run
        if holds or run.result in (_Result.PASSES, _Result.STRUCK_OUT):
            _settle(journal, step, candidate, run)
    _ask(journal, step, runs, closes=holds)
    return [run.result for run in runs.values()]


def _struck_out(journal: Journal) -> bool:
    """Tell whether somebody was struck out whose case the procedure is.

    Who was struck out since it is the case of another procedure is decided on in that one.
    """
    dossier = journal.dossier
    case_of = dossier.flow_class.about.case_of
    runs = [*journal.rows(GateRun), *GateRun.objects.filter(dossier=dossier)]
    struck_out = {c.pk for c in journal.candidates() if c.status == Candidate.Status.STRUCK_OUT}
    return any(
        run.candidate_id in struck_out
        and run.result == _Result.STRUCK_OUT
        and case_of not in run.unmet
        for run in runs
    )


def special_decisions(candidates: Sequence[Candidate]) -> dict[int, tuple[SpecialDecision, ...]]:
    """Return the special decisions recorded for the candidates, in one query a dossier."""
    found: dict[int, tuple[SpecialDecision, ...]] = {}
    dossiers = {candidate.dossier_id for candidate in candidates}
    for row in (row for pk in dossiers for row in _special_decisions.rows(dossier=pk)):
        found[row.candidate_id] = (
            *found.get(row.candidate_id, ()),
            SpecialDecision(
                condition=row.condition,
                authority=row.authority,
                number=row.number,
                decided_on=row.decided_on,
                document=row.document,
            ),
        )
    return found


@prepared
def _special_decisions() -> QuerySet[SpecialDecisionRow]:
    return SpecialDecisionRow.objects.filter(dossier=Place("dossier"))


def preview(
    dossier: Dossier,
    candidates: Sequence[Candidate],
    *,
    gate: str,
    facts_on: date,
    effective_on: date | None = None,
) -> dict[int, Verdict | None]:
    """Return what the gate would find, without recording or settling anything."""
    known = facts.gather(dossier, candidates, on=facts_on, effective_on=effective_on)
    special = special_decisions(candidates)
    return {
        candidate.pk: _verdict(
            gate,
            dossier.governing_date,
            known[candidate.pk],
            special.get(candidate.pk, ()),
            decided_by=facts_on,
        )[0]
        for candidate in candidates
    }


def _verdict(
    gate: str,
    law_on: date,
    known: dict[str, Fact],
    special: Sequence[SpecialDecision],
    *,
    decided_by: date,
) -> tuple[Verdict | None, RuleError | None]:
    # Interpretation: art. 29 sets no day for a special decision; it has to precede what it allows,
    # so at each gate those count that were taken by the day whose facts the gate reads.
    try:
        return (
            evaluate(
                gate,
                on=law_on,
                facts=known,
                special_decisions=special,
                decided_by=decided_by,
            ),
            None,
        )
    except RuleError as error:
        _log.exception("gate %s: the judges failed (%s)", gate, error.code)
        return None, error


def _result(dossier: Dossier, verdict: Verdict | None) -> str:
    if verdict is None:
        return _Result.ENGINE_FAILED
    if verdict.passes:
        return _Result.PASSES
    unmet = [each for each in verdict.findings if each.outcome == Outcome.UNMET]
    if all(_only_puts_off(dossier, finding) for finding in unmet):
        return _Result.HELD
    return _Result.STRUCK_OUT


def _only_puts_off(dossier: Dossier, finding: Finding) -> bool:
    """Tell whether a condition that is not met puts the procedure off, and ends it for nobody.

    It stands in the clause that lists the cases in which the procedure is put off.
    """
    cited = finding.citation
    return law().puts_off(
        cited.instrument,
        cited.article,
        cited.clause,
        dossier.governing_date,
        of=dossier.flow_class.put_off_by,
    )


def _record(
    journal: Journal,
    step: str,
    gate: str,
    candidate: Candidate,
    read: dict[str, Any],
    verdict: Verdict | None,
    failure: RuleError | None,
) -> GateRun:
    result = _result(journal.dossier, verdict)
    unmet: list[str] = []
    missing: list[str] = []
    if verdict is not None:
        unmet = [f.condition for f in verdict.findings if f.outcome == Outcome.UNMET]
        missing = sorted({name for f in verdict.findings for name in f.missing})
    row = GateRun(
        dossier=journal.dossier,
        candidate=candidate,
        step=step,
        gate=gate,
        facts_on=read["facts_on"],
        law_on=journal.dossier.governing_date,
        run_at=journal.at,
        reading=law().reading,
        result=result,
        missing=missing,
        unmet=unmet,
    )
    payload: dict[str, Any] = {
        "person": person_as_dict(candidate.person),
        **read,
    }
    if failure is not None:
        payload["failure"] = {"code": failure.code, "message": str(failure)}
    if verdict is not None:
        payload["verdicts"] = [{"candidate": str(candidate.pk), "verdict": verdict.as_dict()}]
    journal.add(
        Event.ENGINE_FAILED if verdict is None else Event.RULES_EVALUATED,
        step=step,
        header={"candidate": candidate.pk, "gate": gate, "result": result},
        payload=payload,
        rows=[row],
        by_rules=True,
    )
    return row


def _settle(journal: Journal, step: str, candidate: Candidate, run: GateRun) -> None:
    if run.result == _Result.PASSES:
        if candidate.status != Candidate.Status.STANDING:
            journal.settle(candidate, Candidate.Status.STANDING, step=step)
    elif run.result == _Result.STRUCK_OUT:
        journal.settle(
            candidate,
            Candidate.Status.STRUCK_OUT,
            event=Event.CANDIDATE_STRUCK_OUT,
            step=step,
            payload={"unmet": run.unmet},
            by_rules=True,
        )
    elif candidate.status != Candidate.Status.HELD:
        journal.settle(
            candidate,
            Candidate.Status.HELD,
            event=Event.CANDIDATE_HELD,
            step=step,
            by_rules=True,
        )


@prepared
def _open_requests() -> QuerySet[FactRequest]:
    return FactRequest.objects.filter(dossier=Place("dossier"), closed=False)


def _ask(journal: Journal, step: str, runs: Mapping[int, GateRun], *, closes: bool) -> None:
    """Ask whoever can supply each missing fact; close what is no longer missing.

    What the dossier itself supplies is asked for once: the one answer serves every candidate.
    """
    missing = {
        (None if serves_the_dossier(name) else pk, name)
        for pk, run in runs.items()
        if run.result == _Result.HELD
        for name in run.missing
    }
    open_requests = {
        (row.candidate_id, row.fact): row
        for row in _open_requests.rows(dossier=journal.dossier.pk)
        if row.candidate_id is None or row.candidate_id in runs
    }
    for key, row in open_requests.items():
        # Who judges a part of the candidates cannot tell that a question of all is answered.
        if key not in missing and (closes or key[0] is not None):
            row.closed = True
            row.supplied_on = row.supplied_on or timezone.localdate(journal.at)
            row.save()
    wanted = sorted(
        missing - set(open_requests), key=lambda key: (key[0] is None, key[0] or 0, key[1])
    )
    if not wanted:
        return
    vocabulary = law().facts
    today = timezone.localdate(journal.at)
    due_on = journal.days().add_working_days(today, settings.FACT_REQUEST_WORKING_DAYS)
    create_many(
        [
            FactRequest(
                dossier=journal.dossier,
                candidate=runs[pk].candidate if pk else None,
                step=step,
                fact=name,
                record=vocabulary[name].record,
                role=_asked(vocabulary[name].supplied_by),
                asked_on=today,
                due_on=due_on,
            )
            for pk, name in wanted
        ]
    )
    for pk, name in wanted:
        journal.add(
            Event.FACT_REQUESTED,
            step=step,
            header={
                **({"candidate": pk} if pk else {}),
                "fact": name,
                "role": _asked(vocabulary[name].supplied_by),
            },
            payload={
                **({"person": person_as_dict(runs[pk].candidate.person)} if pk else {}),
                "due_on": due_on,
            },
            by_rules=True,
        )


def _asked(supplier: str) -> str:
    """Return the role that is asked for a fact; whom the law names where no role answers."""
    return ANSWERED_BY[supplier] or supplier
