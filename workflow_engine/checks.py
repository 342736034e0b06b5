"""System checks: a procedure that could lead past a gate, or nowhere, does not start the server.

* chuan.E001  a step without a citation
* chuan.E002  a step that nobody may take
* chuan.E003  a gate without both its branches
* chuan.E004  a way from the start to a decision that passes no gate, or not immediately before
* chuan.E005  an unsound graph: a node that nothing leads to, or that leads to no end
* chuan.E006  a branch that the kind of node does not know, or a route that leads nowhere
* chuan.E007  an approval or decision that does not keep its preparers apart
* chuan.E008  a figure or an instrument that the law does not have
* chuan.E009  a gate that the law does not have, or one of whose facts nobody gathers
* chuan.E010  a gate one of whose facts nobody could supply when it is asked for
* chuan.E011  a conference whose count may come to what no route follows
* chuan.E012  a rule of counting that the law does not have on each day of the edition
* chuan.E013  an approval or decision that is not kept apart from a step that prepares it
* chuan.E014  papers that are not checked once, under their articles
* chuan.E015  a conference without a ballot that does not say whose quorum holds
* chuan.E016  a name, kept with every dossier, that does not say what the step is
* chuan.E017  a procedure that cannot be read: its module or its class raises an error
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from rules.errors import RuleError
from rules.library import law
from workflow_engine.access.roles import ANSWERED_BY
from workflow_engine.facts.gathering import GATHERERS
from workflow_engine.facts.suppliers import can_be_supplied
from workflow_engine.flow import StatutoryFlow, procedures
from workflow_engine.nodes import (
    Approval,
    Conference,
    Decision,
    End,
    Gate,
    Nomination,
    PapersCheck,
    Proposal,
    Revision,
    Summons,
)
from workflow_engine.nodes.conference import route_of

_NEEDED = {
    Gate: {"passed", "nobody"},
    Approval: {"approved", "returned"},
    Decision: {"approved", "returned", "refused", "recheck"},
}
# The kinds of step that enter people or papers, on which others then decide.
_PREPARING = (Proposal, Revision, Nomination, Summons, PapersCheck)
_NAME = re.compile(r"[a-z]+(_[a-z]+)*")


# `makemigrations` leaves these out: models do not wait for a procedure.
PROCEDURES = "procedures"


@register(PROCEDURES)
def procedures_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check every procedure that the settings name; where one cannot be read, say that alone."""
    flows, unreadable = readable()
    if unreadable:
        return unreadable
    return [message for flow in flows for message in check_flow(flow)]


def readable() -> tuple[list[type[StatutoryFlow]], list[CheckMessage]]:
    """Return the procedures of the settings that can be read, and an error for each other."""
    flows: list[type[StatutoryFlow]] = []
    unreadable: list[CheckMessage] = []
    for path in settings.PROCEDURES:
        try:
            flow = import_string(path)
            list(flow.instance.nodes())
        except Exception as error:  # noqa: BLE001 a half-written module may raise anything
            unreadable.append(
                Error(
                    f"{path} cannot be read: {_cause(error)}",
                    hint="Mend it, or take it out of PROCEDURES.",
                    id="chuan.E017",
                )
            )
        else:
            flows.append(flow)
    return flows, unreadable


def _cause(error: BaseException) -> str:
    """Say what went wrong in the module, not that its name could not be imported for it."""
    first = error.__cause__ or error
    return f"{type(first).__name__}: {first}"


def check_flow(flow: type[StatutoryFlow]) -> Iterator[CheckMessage]:
    """Yield what is wrong with one procedure."""
    nodes = list(flow.instance.nodes())
    yield from _declarations(flow, nodes)
    yield from _branches(flow, nodes)
    yield from _graph(flow, nodes)
    yield from _gates(flow, nodes)
    yield from _law(flow, nodes)
    yield from _facts(flow, nodes)
    yield from _counting(flow, nodes)
    yield from _preparing(flow, nodes)
    yield from _papers(flow, nodes)
    yield from _names(flow, nodes)


def _error(flow: type[StatutoryFlow], node: Any, number: int, text: str, hint: str) -> Error:
    return Error(f"{flow.__name__}.{node.name}: {text}", hint=hint, id=f"chuan.E{number:03d}")


def _declarations(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    known = _steps_of_the_procedure(flow)
    for node in nodes:
        if isinstance(node, End):
            continue
        if not node.cites:
            yield _error(
                flow, node, 1, "states no citation.", "Add .Cites(article, clause, point)."
            )
        if not node.roles:
            yield _error(flow, node, 2, "names no role.", "Add .By(Role...).")
        if isinstance(node, (Approval, Decision)) and not node.kept_apart_from:
            yield _error(
                flow,
                node,
                7,
                "does not say who may not take it.",
                "Add .KeptApartFrom(...) with the steps that prepare.",
            )
        for name in node.kept_apart_from:
            if name not in known:
                yield _error(
                    flow, node, 7, f"is kept apart from no step '{name}'.", "Mend the name."
                )


def _steps_of_the_procedure(flow: type[StatutoryFlow]) -> set[str]:
    """Return the names of the steps in every edition: what editions share names steps of each."""
    editions = {flow, *(other for other in procedures() if other.procedure == flow.procedure)}
    return {node.name for edition in editions for node in edition.instance.nodes()}


def _branches(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    for node in nodes:
        if isinstance(node, End):
            continue
        needed = next((n for kind, n in _NEEDED.items() if isinstance(node, kind)), None)
        if isinstance(node, Conference):
            needed = {"selected"} if node.ballot is None else set()
            yield from _outcomes(flow, node)
        needed = needed if needed is not None else {"done"}
        missing = needed - set(node.branches)
        if missing and isinstance(node, Gate):
            yield _error(
                flow, node, 3, f"lacks {sorted(missing)}.", "Add .Then(...) and .Else(...)."
            )
        elif missing:
            yield _error(flow, node, 6, f"lacks {sorted(missing)}.", "Say where each route leads.")
        known = set(getattr(node, "route_labels", {})) or {"done"}
        for route in set(node.branches) - known - {"done"}:
            yield _error(
                flow, node, 6, f"has an unknown route '{route}'.", "Use the kind's routes."
            )


def _outcomes(flow: type[StatutoryFlow], node: Conference) -> Iterator[CheckMessage]:
    """Everything that a count can come to, by the rule as it stands in the edition, leads on."""
    if node.ballot is None:
        return
    since, until = flow.edition.since, flow.edition.until
    editions = [
        each
        for each in law().ballots
        if each.id == node.ballot.rule
        and (until is None or each.in_force.start < until)
        and (each.in_force.until is None or each.in_force.until > since)
    ]
    for outcome in sorted({outcome for each in editions for outcome in each.outcomes}):
        if route_of(outcome) not in node.branches:
            yield _error(
                flow,
                node,
                11,
                f"says nothing of a count that comes to '{outcome}'.",
                f'Add .On("{outcome}", this.<node>).',
            )


def _graph(flow: type[StatutoryFlow], nodes: list[Any]) -> Iterator[CheckMessage]:
    starts = flow.start_nodes()
    if not starts:
        yield Error(
            f"{flow.__name__} has no start.",
            hint="Begin with a Start (a Proposal is one) that nothing leads to.",
            id="chuan.E005",
        )
        return
    for node in starts[1:]:
        yield _error(flow, node, 5, "is a second start.", "A dossier is opened by one act.")
    reached = _reach(starts, lambda node: node.branches.values())
    before = _before(nodes)
    ending = _reach(
        [n for n in nodes if isinstance(n, End)], lambda node: before.get(node.name, ())
    )
    for node in nodes:
        if node.name not in reached:
            yield _error(flow, node, 5, "is never reached.", "Lead to it, or take it out.")
        if node.name not in ending:
            yield _error(flow, node, 5, "leads to no end.", "Every step has to end somewhere.")


def _before(nodes: Iterable[Any]) -> dict[str, list[Any]]:
    """Return by the name of each node the nodes that lead to it."""
    before: dict[str, list[Any]] = {}
    for node in nodes:
        for following in node.branches.values():
            before.setdefault(following.name, []).append(node)
    return before


def _reach(start: list[Any], following: Any) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node.name not in found:
            found.add(node.name)
            waiting.extend(following(node))
    return found


def _gates(flow: type[StatutoryFlow], nodes: list[Any]) -> Iterator[CheckMessage]:
    """No decision without its gate right before it, no ballot before the candidates were judged."""
    for node in nodes:
        if isinstance(node, Decision):
            for other in nodes:
                if node in other.branches.values() and not (
                    isinstance(other, Gate) and other.gate == node.gate
                ):
                    yield _error(
                        flow,
                        node,
                        4,
                        f"is reached from '{other.name}' without its gate.",
                        f"Put a Gate('{node.gate}') immediately before it.",
                    )
            if not isinstance(node.branches.get("recheck"), Gate):
                yield _error(
                    flow, node, 4, "does not go back to a gate.", "Add .Recheck(this.<gate>)."
                )
    unjudged = _reach(
        list(flow.start_nodes()),
        lambda node: () if isinstance(node, Gate) else node.branches.values(),
    )
    for node in nodes:
        if isinstance(node, (Conference, Decision)) and node.name in unjudged:
            yield _error(
                flow,
                node,
                4,
                "can be reached before any gate.",
                "The candidates are judged before the first conference.",
            )


def _law(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    for node in nodes:
        limited = [limit.figure for limit in getattr(node, "limits", ())]
        aged = [paper.max_age for paper in getattr(node, "required", ()) if paper.max_age]
        for figure in dict.fromkeys((*limited, *aged)):
            missing = _missing_on(flow, figure, law().figures.get(figure, ()), law().figure)
            if missing:
                yield _error(
                    flow,
                    node,
                    8,
                    f"uses the figure '{figure}', which has no value on {missing:%d/%m/%Y}.",
                    "Add it to rules/law/figures.",
                )
        for cited in getattr(node, "cites", ()):
            for number in {cited.instrument or flow.instrument, flow.amended_by} - {""}:
                if number not in law().instruments:
                    yield _error(
                        flow,
                        node,
                        8,
                        f"cites '{number}'.",
                        "Add the instrument to rules/law/instruments/.",
                    )


def _facts(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Every fact that a gate reads is gathered by somebody: else it would hold everybody."""
    for node in nodes:
        if not isinstance(node, Gate):
            continue
        if node.gate not in law().gates:
            yield _error(
                flow, node, 9, f"asks the gate '{node.gate}'.", "Add it to rules/law/gates/."
            )
            continue
        prefixes = law().gates[node.gate].conditions
        read = {
            name
            for condition in law().conditions
            if condition.prefix in prefixes
            for name in condition.reads("fact")
        }
        for name in sorted(read & set(GATHERERS)):
            yield from _supply(flow, node, name)
        for name in sorted(read - set(GATHERERS)):
            yield _error(
                flow,
                node,
                9,
                f"reads the fact '{name}', which nobody gathers.",
                "Add a gatherer to workflow_engine/facts.",
            )


def _supply(flow: type[StatutoryFlow], node: Any, name: str) -> Iterator[CheckMessage]:
    """What is asked for somebody answers, on a form: else whoever is held stays held."""
    supplier = law().facts[name].supplied_by
    if ANSWERED_BY.get(supplier) is None:
        yield _error(
            flow,
            node,
            10,
            f"reads the fact '{name}' of '{supplier}', for whom no role answers.",
            "Name the role in workflow_engine/access/roles.py.",
        )
    if not can_be_supplied(name):
        yield _error(
            flow,
            node,
            10,
            f"reads the fact '{name}', for whose record there is no form.",
            "Add the record to workflow_engine/facts/suppliers.py.",
        )


def _missing_on(
    flow: type[StatutoryFlow], name: str, editions: Iterable[Any], ask: Any
) -> date | None:
    """Return the first day in the life of the edition on which the law has not one such provision.

    It can change only where a provision begins or ends: those days are asked, and no others.
    """
    turns = {day for each in editions for day in (each.in_force.start, each.in_force.until) if day}
    first = flow.edition.since
    for day in sorted({first, *(turn for turn in turns if flow.edition.covers(turn))}):
        try:
            ask(name, day)
        except (RuleError, LookupError):
            return day
    return None


def _counting(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Every count has its rule from the first day of the edition to the last."""
    for node in nodes:
        if not isinstance(node, Conference):
            continue
        for rule in filter(None, (node.ballot and node.ballot.rule, node.quorum)):
            editions = [each for each in law().ballots if each.id == rule]
            missing = _missing_on(flow, rule, editions, law().ballot)
            if missing:
                yield _error(
                    flow,
                    node,
                    12,
                    f"counts by the rule '{rule}', which is not in force on {missing:%d/%m/%Y}.",
                    "Name a rule of rules/law/ballots that is in force through the edition.",
                )
        if node.ballot is None and node.quorum == "":
            yield _error(
                flow,
                node,
                15,
                "holds no ballot and does not say whose quorum holds.",
                "Add quorum='<rule of rules/law/ballots>', or quorum=None where the article asks "
                "for none.",
            )


def _preparing(flow: type[StatutoryFlow], nodes: list[Any]) -> Iterator[CheckMessage]:
    """Nobody decides on what he or she has prepared: every way to the decision is looked back."""
    before = _before(nodes)
    for node in nodes:
        if not isinstance(node, (Approval, Decision)) or not node.kept_apart_from:
            continue
        leading = _reach(before.get(node.name, []), lambda here: before.get(here.name, ()))
        preparing = {n.name for n in nodes if isinstance(n, _PREPARING) and n.name in leading}
        missing = sorted(preparing - set(node.kept_apart_from))
        if missing:
            yield _error(
                flow,
                node,
                13,
                f"may be taken by whoever took {missing}.",
                "Add these steps to .KeptApartFrom(...).",
            )


def _papers(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """The papers of the article are checked at one step, each named once and under its clause."""
    checks = [node for node in nodes if isinstance(node, PapersCheck)]
    if len(checks) != int(flow.asks_for_papers):
        yield Error(
            f"{flow.__name__} checks its papers at {len(checks)} steps.",
            hint="Check them at one PapersCheck(...), or say asks_for_papers = False where the "
            "articles list none.",
            id="chuan.E014",
        )
    for node in checks:
        kinds = [paper.kind for paper in node.required]
        for paper in node.required:
            if kinds.count(paper.kind) > 1 or not paper.article:
                yield _error(
                    flow,
                    node,
                    14,
                    f"asks for '{paper.kind}' twice, or under no article.",
                    "Name each paper once, with its article and clause.",
                )


def _names(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Steps are imperatives, gates `check_...`, ends participles or states; never numbers."""
    for node in nodes:
        if not _NAME.fullmatch(node.name):
            yield _error(
                flow,
                node,
                16,
                "has a name that is not words in small letters.",
                "Say what is done: it is kept with every dossier.",
            )
        elif isinstance(node, Gate) and node.name.partition("_")[0] != "check":
            yield _error(flow, node, 16, "does not say that it is a gate.", "Call it check_...")
