"""A child dossier: opened for a candidate of another one, awaited there, and freed or closed."""

from datetime import date, timedelta

import pytest

from compliance.models import TrailEntry
from tests import walk
from tests.walk.routes import bar
from workflow_engine import facts, nodes
from workflow_engine.acts import steps
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.acts.steps import Opening
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Dossier, DossierSubject
from workflow_engine.flows.flow import choose_edition
from workflow_engine.registry.models import AssetDeclaration

pytestmark = pytest.mark.django_db

DAYS = "asset_declaration_days_before_planned_date"


@pytest.fixture
def made():
    return walk.world(on=date(2026, 9, 15), candidates=1, staff=0)


@pytest.fixture
def parent(made):
    """An appointment whose candidate was entered; the gate is still to come."""
    dossier = walk.open_dossier(made)
    walk.until(made, dossier, "draw_up_summons")
    return dossier


def known(parent, made, **asked):
    [candidate] = parent.candidates.all()
    read = facts.gather(Dossier.objects.get(pk=parent.pk), [candidate], on=made.on, **asked)
    return read[candidate.pk][DAYS]


def events(dossier):
    rows = TrailEntry.objects.filter(dossier=dossier.number).order_by("number")
    return [row.event for row in rows]


def limits(child):
    return {row.figure: row for row in child.deadlines.filter(superseded_by=None)}


def test_a_declaration_is_asked_for_made_and_handed_over(made, parent):
    child = walk.open_child(made, parent)
    walk.receive(made, child)
    walk.hand_over(made, child)

    ended = Dossier.objects.get(pk=child.pk)
    assert (ended.outcome, ended.number[:3]) == (Dossier.Outcome.ACHIEVED, "KK-")
    person = child.candidates.get().person
    row = AssetDeclaration.objects.get(person=person, completed_on=made.on)
    assert (row.kind, row.verified) == (AssetDeclaration.Kind.PERSONNEL, None)
    found = limits(child)
    lead = found["asset_declaration_lead_days"]
    assert lead.due_on == parent.planned_effect - timedelta(days=10)
    assert lead.met_on == made.on
    assert found["declaration_handover_days_most"].due_on == made.on + timedelta(days=20)


def test_what_is_wrong_is_made_again_within_seven_days(made, parent):
    child = walk.open_child(made, parent)
    walk.receive(made, child, right=False, wrong="Thiếu phần thu nhập.", asked_on=made.on)
    assert walk.step(child) == "receive"
    assert not AssetDeclaration.objects.filter(completed_on=made.on).exists()
    assert limits(child)["declaration_correction_days_most"].due_on == made.on + timedelta(days=7)

    made.on += timedelta(days=3)
    walk.receive(made, child)

    assert limits(child)["declaration_correction_days_most"].met_on == made.on
    assert walk.step(child) == "hand_over"


@pytest.mark.parametrize(
    "changes",
    [
        {"right": None},
        {"number": ""},
        {"right": False, "wrong": "", "asked_on": date(2026, 9, 15)},
        {"right": False, "wrong": "Thiếu.", "asked_on": None},
        {"received_on": date(2026, 9, 16)},
        {"dated_on": date(2026, 9, 16)},
    ],
)
def test_a_receipt_that_does_not_say_enough_is_refused(made, parent, changes):
    child = walk.open_child(made, parent)

    with pytest.raises(IncompleteActError):
        walk.receive(made, child, **changes)

    assert walk.step(child) == "receive"


def test_the_parent_waits_for_what_the_child_brings(made, parent):
    """What was declared for something else does not count meanwhile, and counts as of then."""
    before = known(parent, made)
    child = walk.open_child(made, parent)
    asked_at = made.at()

    assert before.value is not None
    assert known(parent, made).value is None
    walk.take(made, parent)  # the lists
    walk.take(made, parent)  # approved: the gate runs, and holds
    assert walk.step(parent) == "check_candidates"
    assert DAYS in parent.fact_requests.filter(closed=False).values_list("fact", flat=True)

    walk.receive(made, child)
    assert known(parent, made).value == (parent.planned_effect - made.on).days
    assert known(parent, made, known_at=asked_at).value is None


def test_a_child_that_brought_nothing_holds_the_parent_until_another_does(made, parent):
    child = walk.open_child(made, parent)
    withdraw_candidate(
        candidate_id=child.candidates.get().pk,
        reason="Gửi nhầm.",
        document="9/ĐƠN",
        account=made.account("hr_officer"),
        at=made.at(),
    )
    steps.perform(
        task_id=walk.task(child).pk,
        act=nodes.StopAct("Gửi nhầm."),
        account=made.account("hr_officer"),
        at=made.at(),
    )
    assert Dossier.objects.get(pk=child.pk).outcome == Dossier.Outcome.NO_CANDIDATE
    assert known(parent, made).value is None

    walk.receive(made, walk.open_child(made, parent))

    assert known(parent, made).value is not None


def test_one_child_at_a_time_of_whoever_is_considered_while_the_parent_is_open(made, parent):
    walk.open_child(made, parent)
    with pytest.raises(IncompleteActError) as refused:
        walk.open_child(made, parent)
    [problem] = refused.value.problems
    assert "KK-2026-0001" in str(problem.message)


def test_it_is_opened_for_another_dossier_alone(made):
    chosen = choose_edition("asset-declaration", on=made.on)
    with pytest.raises(IncompleteActError):
        steps.open_dossier(
            opening=Opening(made.agency, DossierSubject.of(made.people["candidate-1"]), chosen),
            act=walk.opening_for(made, chosen.flow_class.start_node()),
            account=made.account("hr_officer"),
            at=made.at(),
        )
    assert not Dossier.objects.exists()


def test_each_has_its_own_trail_and_the_parent_is_told(made, parent):
    child = walk.open_child(made, parent)
    walk.receive(made, child)
    walk.hand_over(made, child)

    told = [event for event in events(parent) if ":child:" in event]
    assert told == ["dossier:child:opened", "dossier:child:ended"]
    assert "dossier:dossier:opened" in events(child)


def end(made, parent):
    """Bar whoever is considered: the gate strikes out the only candidate, and the dossier ends."""
    bar(made, parent)
    walk.take(made, parent)  # the lists
    walk.take(made, parent)  # approved: the gate runs
    assert Dossier.objects.get(pk=parent.pk).outcome == Dossier.Outcome.NO_CANDIDATE


def test_the_end_of_the_parent_closes_what_nobody_needs_any_more(made, parent):
    child = walk.open_child(made, parent)
    end(made, parent)

    ended = Dossier.objects.get(pk=child.pk)
    assert ended.outcome_step == "not_needed"
    assert walk.task(child) is None
    assert "dossier:parent:ended" in events(child)


def test_the_end_of_the_parent_frees_what_is_owed_anyway(made, parent):
    child = walk.open_child(made, parent)
    walk.receive(made, child)
    end(made, parent)

    assert walk.step(child) == "hand_over"
    walk.hand_over(made, child)
    assert Dossier.objects.get(pk=child.pk).outcome == Dossier.Outcome.ACHIEVED


def test_a_declaration_that_was_asked_for_is_what_is_disclosed(made):
    """The one of before, for another decision, is not: it is refused until this one has come."""
    dossier = walk.open_dossier(made)
    walk.until(made, dossier, "disclose_declarations")
    child = walk.open_child(made, dossier)

    with pytest.raises(IncompleteActError):
        walk.take(made, dossier)
    walk.receive(made, child)
    walk.take(made, dossier)

    assert walk.step(dossier) == "hold_key_cadre_conference"


def test_another_day_of_the_decision_moves_the_last_day_of_the_declaration(made):
    dossier = walk.open_dossier(made)
    walk.until(made, dossier, "hold_leadership_conference")
    child = walk.open_child(made, dossier)
    later = dossier.planned_effect + timedelta(days=21)

    walk.take(
        made,
        dossier,
        first_conference_on=made.on + timedelta(days=7),
        planned_effective_on=later,
        date_confirmed=later,
    )

    assert limits(child)["asset_declaration_lead_days"].due_on == later - timedelta(days=10)
    assert "dossier:parent:moved" in events(child)
