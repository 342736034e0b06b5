"""What is tried with a dossier, lawful and not: each a function of a machine and a chance.

`TRIES` says how often each comes up. A try that does not fit where the dossier waits does nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from viewflow.workflow.models import Task

from rules.library import law
from tests import walk
from tests.soak.machine import Machine
from workflow_engine import nodes
from workflow_engine.access.models import Assignment
from workflow_engine.acts import steps
from workflow_engine.acts.beside import absences, answers, candidates, postponing, rejudging
from workflow_engine.dossiers.models import Delivery, FactRequest, Summons
from workflow_engine.journal.statements import Document
from workflow_engine.nodes.conference.act import MoveAct
from workflow_engine.nodes.conference.counting import answers_of
from workflow_engine.nodes.notice import AGENCY, PERSON
from workflow_engine.registry.models import (
    AssetDeclaration,
    Clearance,
    Discipline,
    HealthCertificate,
    Planning,
    PostHolding,
    Proceeding,
    Rating,
)

RECORDS = (HealthCertificate, AssetDeclaration, Clearance, Planning, Rating)
WHOLE: dict[type, Callable[[date], dict[str, Any]]] = {
    HealthCertificate: lambda on: {"issued_on": on, "fit": True},
    AssetDeclaration: lambda on: {"kind": "personnel", "completed_on": on, "verified": True},
}


def act(machine: Machine, rng: random.Random) -> None:
    """Try something with the dossier; begin with another one where it is over."""
    if machine.block is None:
        machine.begin(rng)
    elif machine.over():
        machine.finish()
        machine.begin(rng)
    [one] = rng.choices(list(TRIES), list(TRIES.values()))
    one(machine, rng)


def _pdf(name: str) -> ContentFile:
    return ContentFile(b"%PDF-1.7 scan", name=f"{name}.pdf")


# ------------------------------------------------------------------------------------- steps


def go_on(machine: Machine, rng: random.Random) -> None:
    """Take the step as it should be taken."""
    if not machine.waits_for_an_act():
        machine.attempt("supplied", lambda: _supply(machine))
    elif (given := machine.default()) is not None:
        machine.perform("step", given, machine.usual(rng), said=machine.said())


@transaction.atomic
def _supply(machine: Machine) -> None:
    """Answer what is asked for, as far as a whole file does; all of it, or nothing."""
    world = machine.world
    walk.declare_interests(world, machine.dossier)
    for asked in FactRequest.objects.filter(dossier=machine.dossier, closed=False):
        asked.refresh_from_db()
        if asked.fact in walk.STATED and not asked.closed:
            walk.supply(world, asked)
    waiting = walk.task(machine.dossier)
    if waiting and waiting.flow_task.kind == "gate":
        steps.run_gate(task_id=waiting.pk, account=world.account("hr_officer"), at=world.at())


def decide_otherwise(machine: Machine, rng: random.Random) -> None:
    """Leave the step by another of its routes."""
    if not machine.waits_for_an_act():
        return
    routes = list(walk.task(machine.dossier).flow_task.branches)
    given = machine.default()
    if given is not None and hasattr(given, "decision"):
        changed = replace(given, decision=rng.choice(routes), reason=rng.choice(["", "Xem lại."]))
        machine.perform("other route", changed, machine.usual(rng), said=machine.said())


def vote(machine: Machine, rng: random.Random) -> None:
    """Fill the ballots at random, sometimes so that they do not add up."""
    if not machine.waits_for_an_act():
        return
    given = machine.default()
    if not isinstance(given, nodes.ConferenceAct) or not given.counts:
        return
    counts = {}
    for name, count in given.counts.items():
        node = walk.task(machine.dossier).flow_task
        ballot = next(each for each in node.ballots if each.name == name)
        options = list(answers_of(ballot, machine.dossier))
        options = options or [str(each.pk) for each in walk.candidates(machine.dossier)]
        there = len(given.present)
        left, votes = there, {}
        for option in options:
            # Often on a line: exactly half of those present, or thirty per cent.
            line = min(left, rng.choice([rng.randint(0, left), there // 2, -(-3 * there // 10)]))
            votes[option] = line
            left -= line
        if rng.random() < 0.25:
            votes[str(machine.somebody(rng))] = rng.randint(-1, 3)
        counts[name] = replace(count, votes=votes, blank_or_spoiled=left)
    changed = replace(given, counts=counts)
    machine.perform("ballot", changed, machine.usual(rng), said=machine.said())


def forge(machine: Machine, rng: random.Random) -> None:
    """Send the act with one thing changed."""
    if machine.waits_for_an_act() and (given := machine.default()) is not None:
        changed = twisted(machine, rng, "", given)
        machine.perform("forged act", changed, machine.usual(rng), said=machine.said())


def misstate(machine: Machine, rng: random.Random) -> None:
    """State at the step what is not so, or nothing of it."""
    if not machine.waits_for_an_act() or (said := machine.said()) is None:
        return
    if (given := machine.default()) is not None:
        key = rng.choice(list(said.values))
        value = rng.choice([None, True, False, -1, 0, 1, 12, 10**6, "planning", "không có"])
        said = replace(said, values={**said.values, key: value})
        machine.perform("misstated", given, machine.usual(rng), said=rng.choice([said, None]))


def intrude(machine: Machine, rng: random.Random) -> None:
    """Send the act from any account."""
    if machine.waits_for_an_act() and (given := machine.default()) is not None:
        machine.perform("act of anybody", given, machine.anybody(rng), said=machine.said())


def resend(machine: Machine, rng: random.Random) -> None:
    """Send an act to a task that is over, or one to a task that takes another."""
    on, somebody = machine.world.on, machine.somebody(rng)
    acts = [
        nodes.ApprovalAct("approved", "1/QĐ", on),
        nodes.DecisionAct("approved", somebody, on, "9/QĐ", on),
        nodes.NominationAct((machine.world.people["staff-1"].pk,)),
        nodes.ReportAct("1", on, "x", "x"),
        nodes.ChoiceAct(rng.choice([somebody, None]), "x", on, head_vacant=True),
        nodes.StopAct("x"),
    ]
    if machine.waits_for_an_act() and (given := machine.default()) is not None:
        acts += [given] * 3
    task = rng.choice(list(Task.objects.filter(process=machine.dossier)))
    machine.perform("resent act", rng.choice(acts), machine.anybody(rng), task=task)


def go_back(machine: Machine, rng: random.Random) -> None:
    """Undo, revive or cancel a task as the engine would."""
    task = rng.choice(list(Task.objects.filter(process=machine.dossier)))
    activation = task.flow_task.activation_class(task)
    machine.attempt("way back", getattr(activation, rng.choice(["undo", "revive", "cancel"])))


def run_a_gate(machine: Machine, rng: random.Random) -> None:
    """Run any task as a gate."""
    task = rng.choice(list(Task.objects.filter(process=machine.dossier)))
    account, at = machine.anybody(rng), machine.world.at()
    machine.attempt("gate run", lambda: steps.run_gate(task_id=task.pk, account=account, at=at))


def move(machine: Machine, rng: random.Random) -> None:
    """Move the conference that waits."""
    if machine.waits_for_an_act():
        to = machine.world.on + timedelta(days=rng.choice([-60, -1, 0, 1, 9, 60]))
        machine.perform("move", MoveAct(to, rng.choice(["", "Bão"])), machine.usual(rng))


def stop(machine: Machine, rng: random.Random) -> None:
    """Say that nobody is left, whether it is so or not."""
    if not machine.waits_for_an_act():
        return
    left, step = walk.candidates(machine.dossier), walk.step(machine.dossier)
    machine.perform("stop", nodes.StopAct(rng.choice(["", "Đã rút."])), machine.usual(rng))
    assert not left or walk.step(machine.dossier) == step


def twisted(machine: Machine, rng: random.Random, name: str, value: Any) -> Any:
    """Return a value of an act as somebody might forge it."""
    if is_dataclass(value) and not isinstance(value, type):
        chosen = rng.choice(fields(value)).name
        return replace(value, **{chosen: twisted(machine, rng, chosen, getattr(value, chosen))})
    if isinstance(value, bool):
        return not value
    if name == "decision":
        return rng.choice(["approved", "returned", "refused", "submitted", "recheck", ""])
    if name == "stance":
        return rng.choice(["agree", "disagree", "other", "", "x"])
    if name == "candidate":
        return machine.somebody(rng)
    if name == "people":
        keys = machine.dossier.candidates.values_list("person", flat=True)
        keys = {*value, *keys, *(person.pk for person in machine.world.eligible)}
        return tuple(rng.sample(sorted(keys), rng.randint(0, len(keys))))
    if isinstance(value, int):
        return value + rng.choice([-value, -1, 1, 7, 987654])
    if isinstance(value, date):
        return value + timedelta(days=rng.choice([-400, -40, -1, 1, 40, 400]))
    if isinstance(value, str):
        return rng.choice(["", " ", "x"])
    if isinstance(value, Mapping):
        return _twisted_map(machine, rng, dict(value))
    if isinstance(value, (tuple, frozenset)):
        items = list(value)
        if items and is_dataclass(items[0]) and rng.random() < 0.5:
            place = rng.randrange(len(items))
            items[place] = twisted(machine, rng, "", items[place])
            return type(value)(items)
        rng.shuffle(items)
        return type(value)(items[: rng.randint(0, len(items))])
    return None  # a file, or what was left out


def _twisted_map(machine: Machine, rng: random.Random, value: dict[Any, Any]) -> dict[Any, Any]:
    if not value:
        return value
    key = rng.choice(list(value))
    how = rng.choice(["drop", "rename", "change"])
    row = value[key] if how == "change" else value.pop(key)
    if how == "rename":
        somebody = machine.somebody(rng)
        value[str(somebody) if isinstance(key, str) else somebody] = row
    elif how == "change":
        value[key] = twisted(machine, rng, "", row)
    return value


# ------------------------------------------------------------------------- beside the steps


def act_beside(machine: Machine, rng: random.Random) -> None:
    """Withdraw, excuse, decide specially, answer, put off, judge again: of anybody, by anybody."""
    world = machine.world
    account = machine.anybody(rng) if rng.random() < 0.5 else world.account("hr_officer")
    rng.choice(BESIDE)(machine, rng, {"account": account, "at": world.at()})


def _withdraw(machine: Machine, rng: random.Random, common: dict[str, Any]) -> None:
    somebody, reason = machine.somebody(rng), rng.choice(["", "Xin rút"])
    machine.attempt(
        "withdrawal",
        lambda: candidates.withdraw_candidate(
            candidate_id=somebody, reason=reason, document="Đơn", **common
        ),
    )


def _excuse(machine: Machine, rng: random.Random, common: dict[str, Any]) -> None:
    rows = list(Summons.objects.filter(dossier=machine.dossier)[:40])
    if not rows:
        return
    row = rng.choice(rows)
    common["account"] = rng.choice(
        [common["account"], machine.world.account("appointing_authority")]
    )
    machine.attempt(
        "excuse",
        lambda: absences.excuse_absence(summons_id=row.pk, reason="Bão", **common),
    )


def _decide_specially(machine: Machine, rng: random.Random, common: dict[str, Any]) -> None:
    run = machine.dossier.gate_runs.exclude(unmet=[]).first()
    gates = [node.gate for node in machine.flow.instance.nodes() if node.kind == "gate"]
    if not gates:
        return
    asked = law().conditions_in_force(rng.choice(gates), machine.dossier.governing_date)
    given = {
        "candidate_id": machine.somebody(rng),
        "condition": rng.choice([*(each.id for each in asked), *(run.unmet if run else [])]),
        "authority": rng.choice(["appointing_authority", "hr_officer"]),
        "number": "5/QĐ",
        "decided_on": machine.world.on,
        "document": "Quyết định",
        "reason": "Đặc biệt",
        "file": _pdf("dac-biet"),
    }
    machine.attempt(
        "special decision", lambda: candidates.record_special_decision(**given, **common)
    )


def _answer(machine: Machine, rng: random.Random, common: dict[str, Any]) -> None:
    asked = list(FactRequest.objects.filter(dossier=machine.dossier))
    if not asked:
        return
    request, world = rng.choice(asked), machine.world
    if rng.random() < 0.6 and request.role in world.accounts:
        common["account"] = world.account(request.role)
    if rng.random() < 0.5:
        whole = walk.STATED.get(request.fact, True)
        value = whole if rng.random() < 0.7 else rng.choice([True, False, 0, 1, "x", None])
        document = Document("1/BC", world.on, "Sở Thử", "Đã xem")
        machine.attempt(
            "statement",
            lambda: answers.state_fact(
                request_id=request.pk, value=value, document=document, **common
            ),
        )
        return
    record = rng.choice(
        [
            HealthCertificate(issued_on=world.on, fit=True),
            PostHolding(post=world.post, held_from=world.on),
            Clearance(subject="criminal", checked_on=world.on, clear=True),
        ]
    )
    machine.attempt(
        "record",
        lambda: answers.supply_record(request_id=request.pk, record=record, **common),
    )


def _put_off(machine: Machine, rng: random.Random, common: dict[str, Any]) -> None:
    on = machine.world.on
    proof = postponing.Proof("3/XN", on, "Bệnh viện Thử", _pdf("xac-nhan"))
    if machine.dossier.postponements.filter(ended_on=None).exists():
        ended = on + timedelta(days=rng.choice([-3, 0, 0, 1]))
        machine.attempt(
            "resumption",
            lambda: postponing.resume(
                dossier_id=machine.dossier.pk, ended_on=ended, proof=proof, **common
            ),
        )
        return
    known = law().grounds_of(machine.flow.put_off_by, on) if machine.flow.put_off_by else {}
    if rng.random() < 0.7:  # it stands still, and nothing else can be tried, until it goes on
        return
    ground = rng.choice([*known, "mưa"])
    told = [(PERSON, each.pk) for each in walk.candidates(machine.dossier)] + [(AGENCY, None)]
    deliveries = tuple(
        nodes.Delivered(
            audience, "Người nhận", Delivery.Channel.HANDED_OVER, on, "Ký nhận", candidate=pk
        )
        for audience, pk in told
    )
    notice = nodes.NoticeAct("8/TB", on, "Tạm hoãn.", deliveries)
    machine.attempt(
        "postponement",
        lambda: postponing.postpone(
            dossier_id=machine.dossier.pk,
            ground=ground,
            from_on=on,
            proof=proof,
            notice=notice,
            **common,
        ),
    )


def _judge_again(machine: Machine, rng: random.Random, common: dict[str, Any]) -> None:
    machine.attempt(
        "judged again",
        lambda: rejudging.judge_again(dossier_id=machine.dossier.pk, **common),
    )


BESIDE = (_withdraw, _excuse, _decide_specially, _answer, _answer, _put_off, _judge_again)


# ------------------------------------------------------------------------- the world goes on


def change_the_records(machine: Machine, rng: random.Random) -> None:
    """A paper is found wrong, a matter is opened or closed, a day passes, a role ends."""
    world = machine.world
    people = [candidate.person for candidate in walk.candidates(machine.dossier)]
    person = rng.choice([*people, *people, *people, *world.eligible])
    kind = rng.choice(["void", "restore", "open", "close", "bar", "day", "role", "new"])
    if kind in ("void", "restore"):
        rows = list(rng.choice(RECORDS).objects.filter(person=person).order_by("pk"))
        if rows:  # not everybody has a record of every kind
            row = rng.choice(rows)
            row.voided = kind == "void"
            row.save()
    elif kind == "open":
        Proceeding.objects.create(person=person, matter="discipline", opened_on=world.on)
    elif kind == "close":
        for row in Proceeding.objects.filter(person=person, closed_on=None):
            row.closed_on = world.on
            row.save()
    elif kind == "bar":  # what no gate lets anybody past
        day = world.on - timedelta(days=12 * 365)
        Discipline.objects.create(
            person=person,
            form=Discipline.Form.REMOVAL,
            effective_on=day,
            for_corruption=True,
            by_party=False,
            document_number="9/QĐ-THỬ",
            document_date=day,
            issued_by="Sở Thử",
        )
    elif kind == "day":
        world.on += timedelta(days=rng.choice([1, 1, 2, 20]))
    elif kind == "role":
        row = rng.choice(list(Assignment.objects.order_by("pk")))
        row.held_until = rng.choice([None, None, None, world.on])
        row.save()
    else:
        for model, values in WHOLE.items():
            model.objects.create(person=person, **values(world.on))


TRIES: dict[Callable[[Machine, random.Random], None], int] = {
    go_on: 10,
    vote: 2,
    decide_otherwise: 1,
    forge: 5,
    misstate: 1,
    intrude: 2,
    resend: 2,
    go_back: 1,
    run_a_gate: 2,
    move: 1,
    stop: 1,
    act_beside: 4,
    change_the_records: 3,
}
