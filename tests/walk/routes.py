"""A dossier of any procedure is led along any route, by an act made for each kind of node.

    ways = walk.ways_to(flow, "hold_leadership_conference", "reported")
    walk.along(world, dossier, ways)

A route is left by what the law has it follow from: the slips, a refusal, a candidate who withdraws,
a bar that is on record.
"""

from __future__ import annotations

from collections import deque
from itertools import zip_longest
from typing import Any

from tests.walk.acts import act_for, candidates, step, task
from tests.walk.course import perform, take
from tests.walk.people import World
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.dossiers.models import Dossier
from workflow_engine.nodes import StopAct
from workflow_engine.nodes.conference.counting import answers_of
from workflow_engine.registry.models import Discipline

Way = tuple[str, str]


def ways_off(flow: Any) -> list[Way]:
    """Return every route of a procedure that its nodes do not name first: off the main way."""
    nodes = flow.instance.nodes_in_order()
    return [(node.name, route) for node in nodes for route in list(node.branches)[1:]]


def ways_to(flow: Any, name: str, route: str) -> list[Way]:
    """Return the fewest routes from the start through a node, left by `route`."""
    start = flow.start_node()
    waiting = deque([(start, [])])
    seen = {start.name}
    while waiting:
        node, before = waiting.popleft()
        if node.name == name:
            return [*before, (name, route)]
        for each, following in node.branches.items():
            if following.name not in seen:
                seen.add(following.name)
                waiting.append((following, [*before, (node.name, each)]))
    raise AssertionError(f"nothing leads to {name}")


def along(made: World, dossier: Dossier, ways: list[Way]) -> None:
    """Lead a dossier that was just opened along its routes."""
    start = dossier.flow_class.start_node().name
    for (name, route), following in zip_longest(ways, ways[1:]):
        node = dossier.flow_class.instance.node(name)
        if name == start or (node.kind == "gate" and step(dossier) != name):
            continue
        if following and node.branches[route].kind == "gate":
            judged = node.branches[route]
            if following[1] == ("unmet" if "unmet" in judged.branches else "nobody"):
                bar(made, dossier)
        assert step(dossier) == name
        leave(made, dossier, route)
        assert step(dossier) != name or node.branches[route] is node


def leave(made: World, dossier: Dossier, route: str) -> None:
    """Leave the step at which a dossier waits by a route."""
    node = task(dossier).flow_task
    if node.kind == "gate":
        if route == "nobody" and "unmet" in node.branches:
            withdraw(made, dossier)
        else:
            take(made, dossier)
    elif node.kind == "declining" and route == "nobody":
        depart(dossier)
        perform(made, dossier, StopAct("Nhân sự đã thôi giữ chức vụ."))
    elif route == "nobody":
        withdraw(made, dossier)
        perform(made, dossier, StopAct("Nhân sự xin rút."))
    elif node.kind == "conference":
        take(made, dossier, votes=_slips(made, dossier, node, route))
    elif route == "recheck":
        bar(made, dossier)
        take(made, dossier)
    elif node.kind in ("choice", "approval", "decision"):
        take(made, dossier, decision=route)
    else:
        take(made, dossier)


def _slips(made: World, dossier: Dossier, node: Any, route: str) -> dict[str, int]:
    """Return the slips by which one person is agreed to, by half, or by nobody."""
    [ballot] = node.ballots
    assert answers_of(ballot, dossier) == ("agree", "disagree")
    counted = act_for(made, dossier).counts[ballot.name]
    everybody = counted.slips_returned
    agree = {"approved": everybody, "head-decides": everybody // 2}.get(route, 0)
    return {"agree": agree, "disagree": everybody - agree}


def bar(made: World, dossier: Dossier) -> None:
    """Put on record what no gate lets anybody past: a removal for corruption, long ago."""
    [candidate] = candidates(dossier, "standing", "held")
    day = made.on.replace(year=made.on.year - 12)
    Discipline.objects.create(
        person=candidate.person,
        form=Discipline.Form.REMOVAL,
        effective_on=day,
        for_corruption=True,
        by_party=False,
        document_number="9/QĐ-THỬ",
        document_date=day,
        issued_by="Sở Thử",
    )


def depart(dossier: Dossier) -> None:
    """Let whoever holds the post that a dossier is about leave it."""
    holding = dossier.subject.holding
    holding.left = holding.Left.MOVED
    holding.save()


def withdraw(made: World, dossier: Dossier) -> None:
    """Let whoever is considered withdraw."""
    for candidate in candidates(dossier, "standing", "held"):
        withdraw_candidate(
            candidate_id=candidate.pk,
            reason="Nhân sự xin rút.",
            document="9/ĐƠN",
            account=made.account("hr_officer"),
            at=made.at(),
        )
