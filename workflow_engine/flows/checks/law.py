"""What a procedure takes from the law: figures, instruments, gates and their facts, counts."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.checks import CheckMessage

from rules import library
from rules.definitions import BallotRule
from rules.errors import RuleError
from workflow_engine.access.roles import ANSWERED_BY, Role
from workflow_engine.facts.stated import gatherer_of, is_stated
from workflow_engine.facts.suppliers import can_be_supplied
from workflow_engine.flows.checks.saying import error
from workflow_engine.flows.flow import StatutoryFlow
from workflow_engine.nodes import (
    Conference,
    Gate,
)
from workflow_engine.nodes.conference.act import Ballot
from workflow_engine.nodes.conference.counting import is_worded
from workflow_engine.nodes.conference.node import route_of


def law(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Check that the law has every figure and instrument that is named."""
    for node in nodes:
        aged = [paper.max_age for paper in getattr(node, "required", ()) if paper.max_age]
        silent = [node.silent_after] if getattr(node, "silent_after", "") else []
        for figure in dict.fromkeys([*aged, *silent]):
            missing = missing_on(
                flow, figure, library.law().figures.get(figure, ()), library.law().figure
            )
            if missing:
                yield error(
                    flow,
                    node,
                    8,
                    f"uses the figure '{figure}', which has no value on {missing:%d/%m/%Y}.",
                    "Add it to rules/law/figures.",
                )
        for cited in getattr(node, "cites", ()):
            for number in {cited.instrument or flow.instrument, flow.amended_by} - {""}:
                if number not in library.law().instruments:
                    yield error(
                        flow,
                        node,
                        8,
                        f"cites '{number}'.",
                        "Add the instrument to rules/law/instruments/.",
                    )


def numbers(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Check that an edition gives other numbers only to what its stages cite."""
    cited = {each.number for node in nodes for each in getattr(node, "cites", ())}
    for number in sorted(set(flow.numbered) - cited):
        yield error(
            flow,
            flow.start_node(),
            8,
            f"gives '{number}' another number, and no step cites it.",
            "Take it out of `numbered`, or mend the citation of the step.",
        )


def facts(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Every fact that a gate reads is gathered by somebody: else it would hold everybody."""
    for node in nodes:
        if not isinstance(node, Gate):
            continue
        if node.gate not in library.law().gates:
            yield error(
                flow, node, 9, f"asks the gate '{node.gate}'.", "Add it to rules/law/gates/."
            )
            continue
        prefixes = library.law().gates[node.gate].conditions
        read = {
            name
            for condition in library.law().conditions
            if condition.prefix in prefixes
            for name in condition.reads("fact")
        }
        for name in sorted(read):
            if gatherer_of(name) is not None:
                yield from _supply(flow, node, name)
                continue
            yield error(
                flow,
                node,
                9,
                f"reads the fact '{name}', which nobody gathers.",
                "Add a gatherer to workflow_engine/facts.",
            )


def stated(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """What a step states the law knows as a fact of the dossier, and nobody reckons it."""
    for node in nodes:
        for each in getattr(node, "states", ()):
            if not is_stated(each.fact):
                yield error(
                    flow,
                    node,
                    27,
                    f"states '{each.fact}', which is no fact of the dossier, or is reckoned.",
                    "Name a fact of rules/law/facts whose source is the dossier.",
                )
            elif others := _not_answering(node, each.fact):
                yield error(
                    flow,
                    node,
                    27,
                    f"lets {', '.join(others)} state '{each.fact}', which is another's word.",
                    "Let the gate ask for it, or give the step to whoever answers for it.",
                )


def _not_answering(node: Any, fact: str) -> list[str]:
    """Return the roles of a step that do not answer for a fact which it states.

    What a body concluded at its meeting is stated with the minutes of it. The head of personnel
    says what an officer of personnel may say.
    """
    supplier = library.law().facts[fact].supplied_by
    if isinstance(node, Conference) and supplier not in Role.values:
        return []
    answering = {ANSWERED_BY.get(supplier)}
    if Role.HR_OFFICER in answering:
        answering.add(Role.HEAD_OF_HR)
    return [role for role in node.roles if role not in answering]


def _supply(flow: type[StatutoryFlow], node: Any, name: str) -> Iterator[CheckMessage]:
    """What is asked for somebody answers, on a form: else whoever is held stays held."""
    supplier = library.law().facts[name].supplied_by
    if ANSWERED_BY.get(supplier) is None:
        yield error(
            flow,
            node,
            10,
            f"reads the fact '{name}' of '{supplier}', for whom no role answers.",
            "Name the role in workflow_engine/access/roles.py.",
        )
    if not can_be_supplied(name):
        yield error(
            flow,
            node,
            10,
            f"reads the fact '{name}', for whose record there is no form.",
            "Add the record to workflow_engine/facts/suppliers.py.",
        )


def counting(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Every count has its rule from the first day of the edition to the last."""
    for node in nodes:
        if not isinstance(node, Conference):
            continue
        for rule in filter(None, (*(ballot.rule for ballot in node.ballots), node.quorum)):
            editions = [each for each in library.law().ballots if each.id == rule]
            missing = missing_on(flow, rule, editions, library.law().ballot)
            if missing:
                yield error(
                    flow,
                    node,
                    12,
                    f"counts by the rule '{rule}', which is not in force on {missing:%d/%m/%Y}.",
                    "Name a rule of rules/law/ballots that is in force through the edition.",
                )
        if not node.ballots and node.quorum == "":
            yield error(
                flow,
                node,
                15,
                "holds no ballot and does not say whose quorum holds.",
                "Add quorum='<rule of rules/law/ballots>', or quorum=None where the article asks "
                "for none.",
            )


def outcomes(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Everything that the counts can come to, by the rules as they stand in the edition, leads on.

    Several ballots are named; each follows one of before, or stands beside them as another body.
    """
    for node in nodes:
        if isinstance(node, Conference) and node.ballots:
            yield from _ballots_of(flow, node)
            yield from _outcomes_of(flow, node)


def _rules_of(flow: type[StatutoryFlow], ballot: Ballot) -> list[BallotRule]:
    return [
        each
        for each in library.law().ballots
        if each.id == ballot.rule and each.in_force.overlaps(flow.edition.life)
    ]


def _ballots_of(flow: type[StatutoryFlow], node: Conference) -> Iterator[CheckMessage]:
    """Every ballot has its own name, follows an outcome that is there, and words its answers."""
    came_to: dict[str, set[str]] = {}
    for ballot in node.ballots:
        rules = _rules_of(flow, ballot)
        if ballot.name in came_to or (len(node.ballots) > 1 and not (ballot.name and ballot.title)):
            yield error(
                flow,
                node,
                25,
                f"has two ballots, or one of several, without a name and a title: '{ballot.name}'.",
                "Give each of several ballots a name and a title of its own.",
            )
        before, _colon, outcome = ballot.after.partition(":")
        if ballot.after and outcome not in came_to.get(before, ()):
            yield error(
                flow,
                node,
                25,
                f"holds the ballot '{ballot.name}' after '{ballot.after}', to which none comes.",
                "Write after='<ballot of before>:<outcome of its rule>'.",
            )
        for answer in sorted({answer for rule in rules for answer in rule.answers}):
            if not is_worded(ballot, answer):
                yield error(
                    flow,
                    node,
                    25,
                    f"has no words for the answer '{answer}' of '{ballot.rule}'.",
                    "Add them to the options of the ballot.",
                )
        came_to[ballot.name] = {outcome for rule in rules for outcome in rule.outcomes}


def _outcomes_of(flow: type[StatutoryFlow], node: Conference) -> Iterator[CheckMessage]:
    followed = {ballot.after for ballot in node.ballots if ballot.after}
    wanted = {
        outcome
        for ballot in node.ballots
        for rule in _rules_of(flow, ballot)
        for outcome in rule.outcomes
        if f"{ballot.name}:{outcome}" not in followed
    }
    if sum(not ballot.after for ballot in node.ballots) > 1:
        wanted.add("split")
    for outcome in sorted(wanted):
        if route_of(outcome) not in node.branches:
            yield error(
                flow,
                node,
                11,
                f"says nothing of a count that comes to '{outcome}'.",
                f'Add .On("{outcome}", this.<node>).',
            )


def missing_on(
    flow: type[StatutoryFlow], name: str, editions: Iterable[Any], ask: Any
) -> date | None:
    """Return the first day in the life of the edition on which the law has not one such provision.

    It can change only where a provision begins or ends: those days are asked, and no others.
    """
    turns: set[date] = {
        day for each in editions for day in (each.in_force.start, each.in_force.until) if day
    }
    first = flow.edition.since
    for day in sorted({first, *(turn for turn in turns if flow.edition.covers(turn))}):
        try:
            ask(name, day)
        except (RuleError, LookupError):
            return day
    return None
