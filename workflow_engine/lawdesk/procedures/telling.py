"""What a procedure declares, as plain data: the same declarations give the same dictionary.

Names and codes are those of the code; words stand in both languages, `{"vi": ..., "en": ...}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext, override

from rules.definitions import Figure
from rules.library import law
from rules.listed import ScheduleStep
from rules.model import Validity
from rules.wording import LANGUAGES
from workflow_engine.access.roles import said_of
from workflow_engine.dossiers.models.events import words_of
from workflow_engine.flows.checks.dates import ends_without
from workflow_engine.flows.flow import StatutoryFlow, procedures
from workflow_engine.nodes import Conference, Decision, End, Gate, Opinion, PapersCheck
from workflow_engine.nodes.conference.act import Ballot
from workflow_engine.nodes.conference.counting import word_of
from workflow_engine.nodes.declarations import Dated
from workflow_engine.nodes.step import labels_of
from workflow_engine.pages import words


class UnknownProcedureError(LookupError):
    """No procedure and no edition has this name; `known` lists those that do."""

    code = "unknown-procedure"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(name)


def named(name: str = "") -> tuple[type[StatutoryFlow], ...]:
    """Return the editions that `name` names: one by its code, all of a procedure, or every one.

    Raises:
        UnknownProcedureError: nothing has this name.
    """
    flows = procedures()
    found = tuple(f for f in flows if not name or name in (f.procedure, f.edition.code))
    if not found:
        codes = (code for flow in flows for code in (flow.procedure, flow.edition.code))
        raise UnknownProcedureError(name, sorted(set(codes)))
    return found


def told(flow: type[StatutoryFlow]) -> dict[str, Any]:
    """Return one edition of a procedure: its life, and its steps as a dossier takes them."""
    edition = flow.edition
    return {
        "procedure": flow.procedure,
        "edition": edition.code,
        "title": both(flow.process_title),
        "legal_basis": both(flow.process_description),
        "module": module_of(flow),
        "source": flow.source,
        "instrument": flow.instrument,
        "amended_by": flow.amended_by,
        "in_force": {
            "title": both(edition.title),
            "from": edition.since.isoformat(),
            "until": edition.until.isoformat() if edition.until else None,
            "basis": both(edition.basis),
            "transition": both(edition.transition),
        },
        "steps": [_step(flow, node) for node in acts(flow)],
        "ends": [
            {"name": node.name, "title": both(node.task_title), "outcome": str(node.outcome)}
            for node in ends(flow)
        ],
    }


def life_of(each: Mapping[str, Any]) -> Validity:
    """Return the life of an edition that `told` returned."""
    life = each["in_force"]
    until = date.fromisoformat(life["until"]) if life["until"] else None
    return Validity(date.fromisoformat(life["from"]), until)


def acts(flow: type[StatutoryFlow]) -> list[Any]:
    """Return the steps and gates: the main line first, then what branches off."""
    return [node for node in flow.instance.nodes_in_order() if not isinstance(node, End)]


def ends(flow: type[StatutoryFlow]) -> list[Any]:
    """Return the ends, in the same order."""
    return [node for node in flow.instance.nodes_in_order() if isinstance(node, End)]


def module_of(flow: type[StatutoryFlow]) -> str:
    """Return the file in which a procedure stands, from the root of the project."""
    return flow.__module__.replace(".", "/") + ".py"


def both(text: Any) -> dict[str, str]:
    """Return a text that is translated when it is read, in both languages."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = gettext(text) if isinstance(text, str) and text else str(text)
    return found


def _step(flow: type[StatutoryFlow], node: Any) -> dict[str, Any]:
    citations = zip(flow.instance.citations(node), node.cites, strict=True)
    here = {each.name for each in acts(flow)}
    return {
        "name": node.name,
        "title": both(node.task_title),
        "kind": {"code": node.kind, "node": type(node).__name__, **both(node.kind_label)},
        "citations": [
            {**citation.as_dict(), "confidence": cited.confidence} for citation, cited in citations
        ],
        "by_rules": isinstance(node, Gate),
        "roles": [{"code": role, **both(said_of(role))} for role in node.roles],
        "papers_in": [_paper(kind) for kind in node.takes],
        "papers_out": [_paper(kind) for kind in node.produces],
        "papers_checked": _checked(flow, node),
        "dates": [_dated(each) for each in node.dated],
        "limits": list(_limits(flow, node)),
        "gate": _gate(node),
        "ballots": _ballots(flow, node),
        "states": _states(node),
        "quorum": getattr(node, "quorum", None) or None,
        "announced": node.announced,
        "left_out_where": both(node.may_be_left_out)
        if isinstance(node, Opinion) and node.may_be_left_out
        else None,
        "routes": [
            {"route": route, "label": both(_labels(node).get(route, "")), "to": to.name}
            for route, to in node.branches.items()
        ],
        "kept_apart_from": [name for name in node.kept_apart_from if name in here],
    }


def _labels(node: Any) -> dict[str, Any]:
    """Return the words of the routes of a node; a start has one route and no word for it."""
    return labels_of(node)


def _paper(kind: str) -> dict[str, str]:
    return {"code": kind, **both(words.PAPERS.get(kind, kind))}


def _checked(flow: type[StatutoryFlow], node: Any) -> list[dict[str, Any]]:
    if not isinstance(node, PapersCheck):
        return []
    return [
        {
            "code": paper.kind,
            **both(paper.title),
            "article": paper.article,
            "clause": paper.clause,
            "not_older_than": _values(flow, paper.max_age) if paper.max_age else [],
        }
        for paper in node.required
    ]


def _dated(each: Dated) -> dict[str, Any]:
    """Return an event that a step dates or plans."""
    return {
        "event": each.event,
        "title": dict(words_of(each.event)),
        "planned": each.planned,
        "by": each.by or None,
        "upon": list(each.upon),
        "each": each.each,
    }


def _limits(flow: type[StatutoryFlow], node: Any) -> Iterator[dict[str, Any]]:
    """Yield the time limits within which the step is to be taken: those for the acts it does."""
    done = {each.event for each in node.dated if not each.planned}
    for limit in _schedule(flow):
        if limit.act in done:
            [first, *_later] = _editions(flow, limit.limit)
            yield {
                "figure": limit.limit,
                "title": dict(words_of(limit.act)),
                "description": dict(first.description),
                "runs_from": limit.event,
                "awaits": limit.act,
                "before": limit.before,
                "when": limit.when or None,
                "unless": limit.unless or None,
                "not_done_at": ends_without(flow, limit),
                "values": _values(flow, limit.limit),
            }


def _schedule(flow: type[StatutoryFlow]) -> list[ScheduleStep]:
    """Return the limits of the schedule of a procedure in the life of the edition, each once."""
    life = flow.edition.life
    found = [
        each
        for each in law().schedules
        if each.id == flow.schedule and each.in_force.overlaps(life)
    ]
    return list(dict.fromkeys(step for each in found for step in each.steps))


def _values(flow: type[StatutoryFlow], figure: str) -> list[dict[str, Any]]:
    """Return the values of a figure in the life of the edition, each with its unit and citation."""
    return [
        {
            "from": max(each.in_force.start, flow.edition.since).isoformat(),
            "value": each.value,
            "unit": each.unit,
            "citation": each.citation.as_dict(),
            "confidence": each.confidence.value,
        }
        for each in _editions(flow, figure)
    ]


def _editions(flow: type[StatutoryFlow], figure: str) -> list[Figure]:
    life = flow.edition.life
    return [each for each in law().figures[figure] if each.in_force.overlaps(life)]


def _gate(node: Any) -> dict[str, str] | None:
    if not isinstance(node, (Gate, Decision)):
        return None
    return {"code": node.gate, **law().gates[node.gate].title}


def _states(node: Any) -> list[dict[str, Any]]:
    return [
        {"code": each.fact, **law().facts[each.fact].label, "of_each": each.each}
        for each in getattr(node, "states", ())
    ]


def _ballots(flow: type[StatutoryFlow], node: Any) -> list[dict[str, Any]]:
    if not isinstance(node, Conference):
        return []
    return [_ballot(flow, ballot) for ballot in node.ballots]


def _ballot(flow: type[StatutoryFlow], ballot: Ballot) -> dict[str, Any]:
    rule = law().ballot(ballot.rule, flow.edition.since)
    return {
        "name": ballot.name,
        "called": both(ballot.title),
        "after": ballot.after,
        "answers": {answer: both(word_of(ballot, answer)) for answer in rule.answers},
        "rule": rule.id,
        "title": dict(rule.title),
        "secret": ballot.secret,
        "base": {"code": rule.denominator, **both(words.BASES.get(rule.denominator, ""))},
        "excused_leave_the_count": ballot.excusable,
        "citation": rule.citation.as_dict(),
    }
