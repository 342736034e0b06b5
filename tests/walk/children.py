"""A declaration of assets, as the dossier of a candidate of another one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.walk.acts import opening_for, task
from tests.walk.people import World
from workflow_engine import nodes
from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.dossiers.models import Candidate, Delivery, Dossier, DossierSubject
from workflow_engine.flows.flow import choose_edition


def open_child(made: World, parent: Dossier, candidate: Candidate | None = None) -> Dossier:
    """Ask a candidate of a dossier, the one where there is one, for the declaration."""
    candidate = candidate or parent.candidates.get()
    chosen = choose_edition("asset-declaration", on=made.on)
    node = chosen.flow_class.start_node()
    return steps.open_dossier(
        opening=Opening(parent.agency, DossierSubject.of(candidate.person), chosen, candidate),
        act=opening_for(made, node, text="Đề nghị kê khai tài sản, thu nhập."),
        account=made.account("hr_officer"),
        at=made.at(),
    )


def receive(made: World, child: Dossier, **changes: Any) -> Dossier:
    """Receive the declaration, found right unless the keyword arguments say otherwise."""
    given = nodes.Received(made.on, made.on, right=True, number="01/SỔ-KK")
    candidate = child.candidates.get()
    return steps.perform(
        task_id=task(child).pk,
        act=nodes.ReceiptAct({candidate.pk: replace(given, **changes)}),
        account=made.account("hr_officer"),
        at=made.at(),
    )


def hand_over(made: World, child: Dossier) -> Dossier:
    """Hand the declaration over to the body that controls assets."""
    received = nodes.Delivered(
        "agency", "Thanh tra Thành phố", Delivery.Channel.HANDED_OVER, made.on, "Giấy giao nhận 1"
    )
    return steps.perform(
        task_id=task(child).pk,
        act=nodes.NoticeAct("11/GN-SO", made.on, "Bàn giao 01 bản kê khai.", (received,)),
        account=made.account("hr_officer"),
        at=made.at(),
    )
