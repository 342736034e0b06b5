"""The world of an edition of a procedure: its people, more accounts than roles, its dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests import walk
from workflow_engine.access.models import Account, Assignment
from workflow_engine.dossiers.models import Dossier


@dataclass
class Crowd:
    """What one edition begins with, again and again: dossiers that wait at their own steps."""

    flow: Any
    world: walk.World
    waiting: list[Dossier]


def crowd(flow: Any) -> Crowd:
    """Make a furnished world, accounts that must not act, and dossiers early and late."""
    made = walk.furnish(walk.world(on=walk.day_of(flow), candidates=4))
    _accounts(made)
    opened = [walk.open_any(made, flow) for _ in range(3)]
    for dossier, name in zip(
        opened[1:], (_after_the_first_gate(flow), _decision(flow)), strict=True
    ):
        if name:
            walk.until(made, dossier, name)
    return Crowd(flow, made, opened)


def _accounts(made: walk.World) -> None:
    """Add the preparer's second one, one that names nobody, one of another unit, a substitute."""
    people, units = made.people, made.units
    for name, person, role, unit in (
        ("preparer-2", people["hr-officer"], "appointing_authority", "TP"),
        ("head-of-hr-2", people["head-of-hr"], "appointing_authority", "TP"),
        ("nobody", None, "hr_officer", "SO"),
        ("elsewhere", people["staff-1"], "hr_officer", "P2"),
        ("candidate", people["candidate-1"], "hr_officer", "SO"),
    ):
        made.accounts[name] = walk.account(made, name, person, (role,), units[unit])
    substitute = Account.objects.create(username="substitute", person=people["staff-2"])
    Assignment.objects.create(
        account=substitute,
        role="appointing_authority",
        unit=units["TP"],
        held_from=made.on,
        in_place_of=made.account("appointing_authority"),
    )
    made.accounts["substitute"] = substitute


def _after_the_first_gate(flow: Any) -> str:
    """Return the name of the step to which the first gate lets whoever passes; empty for none."""
    gates = (node for node in flow.instance.nodes_in_order() if node.kind == "gate")
    return next((next(iter(gate.branches.values())).name for gate in gates), "")


def _decision(flow: Any) -> str:
    """Return the name of the step that decides; empty where none does."""
    nodes = flow.instance.nodes_in_order()
    return next((node.name for node in nodes if node.kind == "decision"), "")
