"""An act is of the day of its paper, whenever it is recorded; both days stay on record."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from compliance import trail
from compliance.events import Event
from compliance.models import contents_of
from compliance.replay import replay_dossier
from tests import walk
from workflow_engine.acts import steps
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Dossier, Happened, SignOff
from workflow_engine.flows.flow import procedures
from workflow_engine.nodes import CarryingOut, Nomination, PapersCheck, StopAct
from workflow_engine.nodes.conference.act import MoveAct
from workflow_engine.nodes.earlier import EARLIER_MINUTES, EARLIER_POLICY
from workflow_engine.registry.models import HealthCertificate, PostHolding

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
EDITIONS = {2025: date(2026, 6, 1), 2026: date(2026, 9, 1)}
# What is done in the system alone, and stands on no paper of its own.
WITHOUT_PAPER = (CarryingOut, Nomination, PapersCheck)


def at_the_decision(world):
    """Return a dossier whose conditions were judged yesterday."""
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "decide_appointment")
    world.on += DAY
    return dossier


def refused(world, dossier, **changes):
    """Return the fields in which an act is wrong; nothing of it is stored."""
    before = SignOff.objects.count()
    with pytest.raises(IncompleteActError) as told:
        walk.take(world, dossier, **changes)
    assert SignOff.objects.count() == before
    return [problem.field for problem in told.value.problems]


# ------------------------------------------------------------------- every act of every edition


def says(act, name):
    """Whether an act has a day of that name: it is typed, or the last of several that are."""
    typed = {field.name for field in fields(act)}
    return name in typed or isinstance(getattr(act, name, None), property)


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_every_step_says_the_day_of_its_paper_or_stands_on_none(flow):
    taken = [node for node in flow.instance.nodes_in_order() if getattr(node, "act", None)]
    undated = [node for node in taken if not node.dated_by]

    assert len(taken) > len(undated)
    assert [n.name for n in undated if n.produces or not isinstance(n, WITHOUT_PAPER)] == []
    for node in set(taken) - set(undated):
        assert any(says(act, node.dated_by) for act in getattr(node, "acts", (node.act,)))


def recorded_late(world, dossier):
    """Take the step that waits a day after the day of its paper; return both days."""
    node = walk.task(dossier).flow_task
    on_paper = world.on + DAY
    world.on += 2 * DAY
    opens = node.kind == "conference" and node.opens_the_procedure
    if opens:
        on_paper = dossier.dates["first_conference_on"]
        world.on = max(world.on, on_paper + DAY)
    said = {node.dated_by: on_paper} if node.dated_by and not opens else {}
    papers = set(dossier.papers.values_list("pk", flat=True))
    events = set(dossier.happened.values_list("pk", flat=True))

    walk.take(world, dossier, **said)

    signed = dossier.sign_offs.filter(step=node.name).last()
    assert (signed.on, signed.dated_on) == (world.on, on_paper if node.dated_by else None)
    if not node.dated_by:
        return None
    entry = contents_of([trail.entries(dossier.number).get(number=signed.trail_entry)])[0]
    assert f"{on_paper}" in str(entry)
    for paper in dossier.papers.exclude(pk__in=papers).filter(step=node.name):
        assert paper.dated_on == on_paper
    for row in Happened.objects.filter(dossier=dossier, planned=False).exclude(pk__in=events):
        assert row.on == on_paper or row.event == dossier.flow_class.takes_effect
        for limit in dossier.deadlines.filter(act=row.event).exclude(met_on=None):
            assert limit.met_on == on_paper
        for limit in dossier.deadlines.filter(event=row.event):
            assert limit.starts_on == on_paper
    return on_paper


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_counts_is_the_day_of_the_paper_at_every_step(edition):
    world = walk.world(on=EDITIONS[edition], candidates=1, staff=0)
    # Four steps come before it, each two days after the one before.
    dossier = walk.open_dossier(world, first_conference_on=world.on + 9 * DAY)
    signed = None

    while walk.task(dossier) is not None:
        if walk.task(dossier).flow_task.kind == "gate":
            walk.supply_all(world, dossier)
        else:
            signed = recorded_late(world, dossier)
            dossier = Dossier.objects.get(pk=dossier.pk)

    assert dossier.outcome == Dossier.Outcome.ACHIEVED
    decision = dossier.decisions.get()
    assert (decision.signed_on, signed) == (world.on - DAY, world.on - DAY)
    post = PostHolding.objects.get(post=world.post, document_number=decision.number)
    assert (post.document_date, post.held_from) == (signed, decision.effective_on)
    [ended] = PostHolding.objects.filter(end_document_number=decision.number)
    assert ended.end_document_date == signed
    assert dossier.deadlines.get(act="process_finished_on").met_on == signed
    assert trail.verify().whole
    assert replay_dossier(dossier.number).same


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_act_is_of_a_day_to_come_or_of_one_before_what_it_follows(edition):
    world = walk.world(on=EDITIONS[edition], candidates=1, staff=0)
    dossier = walk.open_dossier(world, first_conference_on=world.on + 9 * DAY)
    seen = set()

    while walk.task(dossier) is not None:
        node = walk.task(dossier).flow_task
        if node.kind == "gate":
            walk.supply_all(world, dossier)
            continue
        opens = node.kind == "conference" and node.opens_the_procedure
        world.on = dossier.dates["first_conference_on"] if opens else world.on + DAY
        if node.dated_by:
            last = dossier.sign_offs.exclude(dated_on=None).latest("dated_on").dated_on
            for day in (world.on + DAY, last - DAY):
                assert node.dated_by in refused(world, dossier, **{node.dated_by: day})
            seen.add(node.kind)
        walk.take(world, dossier)
        dossier = Dossier.objects.get(pk=dossier.pk)

    assert seen >= {"summons", "approval", "conference", "disclosure", "opinion", "decision"}


def test_a_returned_proposal_is_put_forward_after_its_return():
    world = walk.world(on=EDITIONS[2026], candidates=1, staff=0)
    dossier = walk.open_dossier(world)
    world.on += 3 * DAY
    walk.take(world, dossier, decision="returned", dated_on=world.on - DAY)
    early = dict.fromkeys(("minutes_date", "request_date", "submitted_on"), world.on - 2 * DAY)

    assert refused(world, dossier, first_conference_on=world.on, **early) == ["request_date"]
    walk.take(world, dossier, first_conference_on=world.on)

    request = dossier.papers.filter(kind="policy-request").last()
    assert request.dated_on == world.on


def test_the_request_is_dated_apart_from_the_day_on_which_it_was_received():
    world = walk.world(on=EDITIONS[2026], candidates=1, staff=0)
    days = {"minutes_date": world.on - 3 * DAY, "request_date": world.on - 2 * DAY}

    dossier = walk.open_dossier(world, submitted_on=world.on - DAY, **days)

    papers = dict(dossier.papers.values_list("kind", "dated_on"))
    assert papers == {
        "policy-minutes": days["minutes_date"],
        "policy-request": days["request_date"],
    }
    assert dossier.deadlines.get().starts_on == world.on - DAY
    with pytest.raises(IncompleteActError):
        walk.open_dossier(world, request_date=world.on, submitted_on=world.on - DAY)


def test_acts_that_stand_on_no_paper_have_the_day_of_recording_alone():
    world = walk.world(on=EDITIONS[2026], candidates=1, staff=0)
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    node = walk.task(dossier).flow_task

    assert node.day_of(MoveAct(world.on, "x")) is None
    assert node.day_of(StopAct("x")) is None
    walk.take(world, dossier, first_conference_on=world.on + DAY)
    assert dossier.sign_offs.filter(step=node.name).get().dated_on is None


# ------------------------------------------------------------------------------- the time limits


@pytest.mark.parametrize("kind", [EARLIER_POLICY, EARLIER_MINUTES])
def test_the_whole_procedure_is_counted_from_the_approval_that_stands(kind):
    """NĐ 170/2025, art. 33, cl. 1, pt. c: from the approval, and not from what confirms it."""
    world = walk.world(on=date(2026, 8, 20), candidates=1, staff=0)
    approved = date(2026, 7, 31)
    days = dict.fromkeys(
        ("minutes_date", "request_date", "submitted_on", "first_conference_on"), approved
    )
    dossier = walk.open_dossier(
        world,
        override="appointment-on-site.2025",
        earlier=walk.earlier_act("appointment-on-site.2025", before=world.on, kind=kind),
        **(days if kind == EARLIER_MINUTES else {}),
    )

    walk.take(world, dossier)

    whole = dossier.deadlines.get(act="process_finished_on")
    assert whole.starts_on == approved
    reply = dossier.deadlines.get(act="policy_decided_on")
    assert reply.met_on == (world.on if kind == EARLIER_POLICY else approved)


# --------------------------------------------------------------------------------- the decision


@pytest.fixture
def world():
    return walk.world(on=EDITIONS[2026], candidates=1, staff=0)


def test_a_decision_of_a_day_before_the_conditions_were_judged_is_refused(world):
    dossier = at_the_decision(world)
    judged_on = world.on - DAY
    world.on += 2 * DAY

    for decision in ("approved", "returned", "refused"):
        assert refused(world, dossier, decision=decision, dated_on=judged_on - DAY) == ["dated_on"]
    walk.take(world, dossier, dated_on=judged_on)
    assert dossier.decisions.get().signed_on == judged_on


def test_what_was_judged_after_the_signing_forbids_its_record(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "decide_appointment")
    signed = world.on
    world.on += 2 * DAY
    walk.take(world, dossier, decision="returned")
    walk.until(world, dossier, "decide_appointment")
    world.on += DAY

    [problem] = refused(world, dossier, dated_on=signed)

    assert problem == "dated_on"


def test_a_late_record_is_judged_as_of_both_days(world):
    dossier = at_the_decision(world)
    signed = world.on
    world.on += 3 * DAY
    [candidate] = walk.candidates(dossier)

    walk.take(world, dossier, dated_on=signed)

    runs = candidate.gate_runs.filter(step="decide_appointment")
    assert {(run.facts_on, run.result) for run in runs} == {
        (signed, "passes"),
        (world.on, "passes"),
    }
    assert replay_dossier(dossier.number).same


def test_who_did_not_meet_the_conditions_when_it_was_signed_is_not_appointed_by_it(world):
    dossier = at_the_decision(world)
    signed = world.on
    [candidate] = walk.candidates(dossier)
    certificate = HealthCertificate.objects.get(person=candidate.person)
    world.on += 2 * DAY
    certificate.issued_on = certificate.document_date = world.on
    certificate.save()

    assert refused(world, dossier, dated_on=signed) == ["dated_on"]

    walk.take(world, dossier)
    assert dossier.decisions.get().signed_on == world.on


def test_who_does_not_meet_them_any_more_when_it_is_recorded_is_not_appointed_either(world):
    dossier = at_the_decision(world)
    signed = world.on
    [candidate] = walk.candidates(dossier)
    certificate = HealthCertificate.objects.get(person=candidate.person)
    certificate.voided = True
    certificate.save()
    HealthCertificate.objects.create(
        person=candidate.person,
        issued_on=signed,
        fit=True,
        document_number="61/GKSK",
        document_date=signed,
        issued_by="Bệnh viện Thử",
    )
    world.on += 2 * DAY
    HealthCertificate.objects.create(
        person=candidate.person,
        issued_on=world.on,
        fit=False,
        document_number="62/GKSK",
        document_date=world.on,
        issued_by="Bệnh viện Thử",
    )

    walk.take(world, dossier, dated_on=signed)

    assert not dossier.decisions.exists()
    assert candidate.gate_runs.first().facts_on == world.on


def test_a_decision_takes_effect_from_its_signing_on_at_the_earliest(world):
    dossier = at_the_decision(world)
    signed = world.on
    world.on += 3 * DAY

    assert refused(world, dossier, dated_on=signed, effective_on=signed - DAY) == ["effective_on"]
    # After the signing, though before the record.
    walk.take(world, dossier, dated_on=signed, effective_on=signed + DAY)

    assert PostHolding.objects.get(post=world.post, held_from=signed + DAY).document_date == signed


def test_a_refused_decision_finishes_the_procedure_on_its_own_day(world):
    dossier = at_the_decision(world)
    signed = world.on
    world.on += 2 * DAY

    walk.take(world, dossier, decision="refused", dated_on=signed, number="90/QĐ-TP")

    assert dossier.deadlines.get(act="process_finished_on").met_on == signed
    [entry] = trail.entries(dossier.number).filter(event=Event.DECISION_REFUSED)
    told = contents_of([entry])[0]
    assert (told["number"], told["dated_on"]) == ("90/QĐ-TP", f"{signed}")


# -------------------------------------------------------------------- who acted, and by which entry


def test_whoever_runs_a_gate_signs_for_the_act_and_not_for_what_the_rules_found(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    waiting = walk.task(dossier)

    steps.run_gate(task_id=waiting.pk, account=world.account("hr_officer"), at=world.at())

    signed = dossier.sign_offs.get(step="check_candidates")
    entry = trail.entries(dossier.number).get(number=signed.trail_entry)
    assert entry.event == Event.GATE_RUN
    assert entry.actor_account == world.account("hr_officer").pk
    by_rules = trail.entries(dossier.number).filter(actor_role="rules")
    assert by_rules.filter(number__gt=entry.number).exists()
    assert not dossier.sign_offs.filter(
        trail_entry__in=list(by_rules.values_list("number", flat=True))
    ).exists()
