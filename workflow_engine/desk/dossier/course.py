"""The course of a dossier: what was done, what is in hand, what is to come, beside the statute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from viewflow.workflow.base import Node
from viewflow.workflow.fields import get_task_ref
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine.access.roles import Role, name_of
from workflow_engine.dossiers.models import Dossier, SignOff
from workflow_engine.flows.flow import StatutoryFlow, procedures
from workflow_engine.pages.citations import Cite, cites


@dataclass
class StepRow:
    """One step of a procedure as one dossier passed it, or has still to pass it."""

    name: str
    title: str
    kind: str
    state: str
    cites: list[Cite]
    roles: str
    announcement: str
    acts: list[SignOff] = field(default_factory=list)
    conferences: list[Any] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def times(self) -> int:
        """How often the step was taken."""
        return sum(task.status == STATUS.DONE for task in self.tasks)


@cache
def refs_by_role() -> dict[str, frozenset[str]]:
    """Return, for each role, the stored names of the steps that it may take (gates apart)."""
    return _refs(lambda node: getattr(node, "kind", "") not in ("gate", "end"))


@cache
def gate_refs_by_role() -> dict[str, frozenset[str]]:
    """Return, for each role, the stored names of the gates that it may run."""
    return _refs(lambda node: getattr(node, "kind", "") == "gate")


def _refs(wanted: Any) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {role.value: set() for role in Role}
    for flow in procedures():
        for node in flow.instance.nodes():
            if wanted(node):
                for role in getattr(node, "roles", ()):
                    found[role].add(get_task_ref(node))
    return {role: frozenset(refs) for role, refs in found.items()}


def role_words(roles: Iterable[str]) -> str:
    """Return the names of roles, joined."""
    return " / ".join(name_of(role) for role in roles)


def main_line(flow: type[StatutoryFlow]) -> list[Node]:
    """Return the steps from the start to the decision when everything goes well."""
    line: list[Node] = []
    node: Node | None = flow.start_node()
    while node is not None and node not in line:
        line.append(node)
        node = next(iter(node.branches.values()), None)
    return line


def rows(
    dossier: Dossier,
    tasks: Sequence[Task],
    sign_offs: Iterable[SignOff],
) -> list[StepRow]:
    """Return the steps in the statute's order: the main line, and what was met beside it."""
    flow = dossier.flow_class
    taken: dict[str, list[Task]] = {}
    for task in tasks:
        taken.setdefault(task.flow_task.name, []).append(task)
    acts: dict[str, list[SignOff]] = {}
    for row in sign_offs:
        acts.setdefault(row.step, []).append(row)
    ahead = _ahead([task.flow_task for task in tasks if task.status == STATUS.NEW])
    found = []
    for node in _in_order(flow, set(taken)):
        # How it ended is said when it has ended: no end is shown before.
        if node.name not in taken and (node.kind == "end" or node.name not in ahead):
            continue
        mine = taken.get(node.name, [])
        found.append(
            StepRow(
                name=node.name,
                title=str(node.task_title),
                kind=str(node.kind_label),
                state=_state(dossier, node, mine),
                cites=cites(flow, node),
                roles=role_words(getattr(node, "roles", ())) if node.kind != "gate" else "",
                announcement=str(node.announcement) if node.kind == "conference" else "",
                acts=acts.get(node.name, []),
                tasks=mine,
            )
        )
    return found


def _in_order(flow: type[StatutoryFlow], taken: set[str]) -> list[Node]:
    line = main_line(flow)
    beside = [n for n in flow.instance.nodes_in_order() if n not in line and n.name in taken]
    for node in reversed(beside):
        before = [n for n in line if node in n.branches.values() and n.name in taken]
        line.insert(line.index(before[-1]) + 1 if before else len(line), node)
    return line


def _ahead(waiting: Iterable[Node]) -> set[str]:
    """Return the steps that can still be reached: after a lawful stop, none of the main line."""
    seen: set[str] = set()
    left = list(waiting)
    while left:
        node = left.pop()
        if node.name not in seen:
            seen.add(node.name)
            left += node.branches.values()
    return seen


def _state(dossier: Dossier, node: Node, tasks: list[Task]) -> str:
    if any(task.status == STATUS.NEW for task in tasks):
        return "now"
    if not tasks:
        return "coming"
    if node.kind == "end" and node.outcome != Dossier.Outcome.ACHIEVED:
        return "stopped"
    return "done"


def states(dossier: Dossier, tasks: Iterable[Task]) -> dict[str, str]:
    """Return the state of each element of the diagram that the dossier has reached."""
    found: dict[str, str] = {}
    for task in tasks:
        node = task.flow_task
        found[f"id_node_{node.name}"] = _state(dossier, node, [task])
    return found
