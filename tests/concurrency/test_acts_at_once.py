"""Two who act at once: one is first, the other is told, and the record knows of both in order.

Threads with a connection each, on SQLite in a file and on PostgreSQL.
"""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from compliance import trail
from compliance.events import Event
from compliance.replay import replay_dossier
from tests import walk
from workflow_engine.access.errors import AccessError
from workflow_engine.acts import steps
from workflow_engine.acts.beside import candidates
from workflow_engine.base.errors import (
    ActRefusedError,
    CandidateNotInConsiderationError,
    IncompleteActError,
    StepAlreadyDoneError,
    StepNotOpenError,
)
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.facts.reading import GATHERERS
from workflow_engine.registry import keeping
from workflow_engine.registry.models import HealthCertificate, PostHolding, Proceeding

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Let each act begin at the same moment; return what each returned, or the refusal it met."""
    ready = threading.Barrier(len(acts))
    came = [None] * len(acts)

    def run(place, act):
        try:
            ready.wait()
            came[place] = act()
        except (ActRefusedError, AccessError) as refused:
            came[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.fixture
def world():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a SQLite in memory has one connection")
    return walk.world(on=date(2026, 9, 15), staff=0)


def sound(dossier):
    assert trail.verify().whole
    assert replay_dossier(dossier.number).same


def test_of_two_who_complete_a_step_the_second_is_told(world):
    dossier = walk.open_dossier(world)
    waiting, act = walk.task(dossier).pk, walk.act_for(world, dossier)
    other = walk.account(
        world, "other", world.people["inspector"], ("appointing_authority",), world.units["TP"]
    )

    def decide(account, at):
        return lambda: steps.perform(task_id=waiting, act=act, account=account, at=at)

    came = at_once(
        decide(world.account("appointing_authority"), world.at()), decide(other, world.at())
    )

    [first] = [one for one in came if isinstance(one, Dossier)]
    [told] = [one for one in came if isinstance(one, StepAlreadyDoneError)]
    signed = dossier.sign_offs.get(step="decide_policy")
    assert told.by == signed.person.full_name
    assert walk.step(first) == "list_candidates"
    assert dossier.papers.filter(kind="policy-decision").count() == 1
    sound(dossier)


def test_two_dossiers_opened_at_once_get_two_numbers(world):
    came = at_once(*[lambda: walk.open_dossier(world) for _ in range(3)])

    numbers = sorted(dossier.number for dossier in came)
    assert numbers == [f"BN-2026-{n:04d}" for n in (1, 2, 3)]
    assert trail.verify().whole


@pytest.fixture
def held(world):
    """A dossier at its first gate, which holds one candidate for a certificate and no other."""
    person = world.eligible[0]
    certificate = HealthCertificate.objects.get(person=person)
    certificate.voided = True
    certificate.save()
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    for asked in dossier.fact_requests.filter(closed=False, fact__in=list(walk.STATED)):
        walk.supply(world, asked)
    # Who confirmed takes part from then on, and declares as the others do.
    walk.declare_interests(world, dossier)
    return dossier, dossier.candidates.get(person=person)


def withdraw(world, candidate, at):
    return lambda: candidates.withdraw_candidate(
        candidate_id=candidate.pk,
        reason="Xin rút",
        document="Đơn",
        account=world.account("hr_officer"),
        at=at,
    )


def test_a_gate_run_and_a_withdrawal_at_once_leave_one_way_on(world, held):
    dossier, candidate = held
    waiting = walk.task(dossier).pk
    officer, at = world.account("head_of_hr"), world.at()

    came = at_once(
        lambda: steps.run_gate(task_id=waiting, account=officer, at=at),
        withdraw(world, candidate, world.at()),
    )

    # Either the gate was run first and held him still, or he was gone and the gate open already.
    assert isinstance(came[0], (Dossier, StepNotOpenError))
    assert came[1] is None
    candidate.refresh_from_db()
    assert candidate.status == Candidate.Status.WITHDRAWN
    assert walk.step(dossier) == "hold_leadership_conference"
    assert len(walk.candidates(dossier)) == 1
    sound(dossier)


def test_nobody_withdraws_twice(world, held):
    dossier, candidate = held

    came = at_once(withdraw(world, candidate, world.at()), withdraw(world, candidate, world.at()))

    assert came.count(None) == 1
    assert [type(one) for one in came if one] == [CandidateNotInConsiderationError]
    sound(dossier)


def test_of_two_decisions_on_the_last_seat_the_second_is_refused(world):
    dossiers = [walk.open_dossier(world) for _ in range(2)]
    ready = []
    for dossier, person in zip(dossiers, world.eligible, strict=True):
        walk.until(world, dossier, "list_candidates")
        walk.take(world, dossier, people=(person.pk,))
        waiting = walk.until(world, dossier, "decide_appointment")
        ready.append((waiting.pk, walk.act_for(world, dossier), world.at()))
    authority = world.account("appointing_authority")

    came = at_once(
        *[
            lambda pk=pk, act=act, at=at: steps.perform(
                task_id=pk, act=act, account=authority, at=at
            )
            for pk, act, at in ready
        ]
    )

    appointed = [one for one in came if isinstance(one, Dossier) and one.decisions.exists()]
    # The second finds the seat taken, or the gate finds a deputy too many.
    [other] = [one for one in came if one not in appointed]
    assert isinstance(other, (IncompleteActError, Dossier))
    assert len(appointed) == 1
    holders = PostHolding.objects.filter(post=world.post, document_number="80/QĐ-TP")
    assert holders.count() == 1
    for dossier in dossiers:
        sound(dossier)


@pytest.fixture
def while_facts_are_read():
    """Let the reading of the facts of a thread wait a moment for what another one does."""
    fact = "open_disciplinary_proceedings"
    whole, read, done = GATHERERS[fact], threading.Event(), threading.Event()
    deciding = []

    def slow(case):
        # The rows were read before; now the other may try to store one.
        if threading.current_thread() in deciding:
            read.set()
            done.wait(2)
        return whole(case)

    GATHERERS[fact] = slow
    yield deciding, read, done
    GATHERERS[fact] = whole


def test_no_record_comes_between_the_facts_of_a_decision_and_its_end(world, while_facts_are_read):
    deciding, read, done = while_facts_are_read
    dossier = walk.open_dossier(world)
    waiting = walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    act, at = walk.act_for(world, dossier), world.at()
    authority = world.account("appointing_authority")

    def decide():
        deciding.append(threading.current_thread())
        return steps.perform(task_id=waiting.pk, act=act, account=authority, at=at)

    def open_a_matter():
        read.wait(20)
        matter = Proceeding(person=candidate.person, matter="discipline", opened_on=world.on)
        entry = keeping.add(matter, actor=trail.Actor(account=None, role="hr_officer"))
        done.set()
        return entry

    _decided, added = at_once(decide, open_a_matter)

    # The verdict of the appointment says that there is none: it stands in the trail before it.
    made = trail.entries(dossier.number).get(event=Event.DECISION_SIGNED)
    assert made.number < added.number
    assert Proceeding.objects.filter(person=candidate.person).exists()
    sound(dossier)


def test_a_correction_and_an_act_that_names_the_person_do_not_wait_for_each_other(world):
    person = world.eligible[0]
    named, corrected = threading.Event(), threading.Event()
    actor = trail.Actor(account=None, role="hr_officer")

    def act():
        with transaction.atomic():
            Proceeding.objects.create(person=person, matter="discipline", opened_on=world.on)
            named.set()
            # The correction holds the trail by now, and asks for the person.
            corrected.wait(1)
            return trail.record(event=Event.RECORD_ADDED, actor=actor)

    def correct():
        named.wait(20)
        entry = keeping.correct(
            person,
            # A number is a key: to change it takes the strongest lock there is.
            {"personal_number": "099999999999", "full_name": "Tên Đã Sửa"},
            version=keeping.version_of(person),
            actor=actor,
            reason="Ghi nhầm",
        )
        corrected.set()
        return entry

    came = at_once(act, correct)

    assert {entry.event for entry in came} == {Event.RECORD_ADDED, Event.RECORD_CORRECTED}
    person.refresh_from_db()
    assert person.personal_number == "099999999999"
    assert Proceeding.objects.filter(person=person).exists()
    assert trail.verify().whole
