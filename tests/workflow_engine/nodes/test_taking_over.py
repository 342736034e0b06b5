"""A dossier begun on paper is taken over at its present step: no way around anything."""

from dataclasses import replace
from datetime import date, timedelta
from unittest import mock

import pytest
from django.core.files.base import ContentFile

from compliance.models import TrailEntry
from tests import walk
from tests.processes import moving
from tests.processes.conftest import problems
from workflow_engine import nodes
from workflow_engine.access.errors import SamePersonError
from workflow_engine.acts import steps
from workflow_engine.acts.beside.taking_over import confirm_taking_over, refuse_taking_over
from workflow_engine.acts.steps import Opening
from workflow_engine.acts.steps.on_paper import OnPaper
from workflow_engine.base.errors import (
    IncompleteActError,
    NotConfirmedError,
    StepNotOpenError,
)
from workflow_engine.dossiers.models import Candidate, Dossier, DossierSubject, SignOff
from workflow_engine.flows.flow import choose_edition
from workflow_engine.registry.models import Proceeding

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
THEN = date(2026, 9, 7)


def paper(made, by="hr-officer", on=THEN, **changes):
    scan = ContentFile(b"%PDF-1.7 scan", name="giay.pdf")
    return replace(OnPaper(made.people[by], on, "05/TTr-SO", "Sở Thử", scan), **changes)


def as_of(made, on):
    """Return the world as the acts of a day see it; what is entered is entered today."""
    then = replace(made, on=on)
    then.at = lambda *_on: made.at()
    return then


def take_over(made, on_paper=None, **changes):
    on_paper = on_paper or paper(made)
    then = as_of(made, on_paper.on)
    opened = mock.patch.object(
        moving.steps,
        "open_dossier",
        lambda **given: open_dossier(on_paper=on_paper, **given),
    )
    open_dossier = steps.open_dossier
    with opened:
        return moving.open_secondment(then, **changes)


def entered(made, dossier, walked, by="hr-officer", on=THEN):
    """Enter the acts of a step as they were done on a day."""

    def take(_made, row, act, role=""):
        return steps.perform(
            task_id=walk.task(row).pk,
            act=act,
            account=made.account("hr_officer"),
            at=made.at(),
            on_paper=paper(made, by=by, on=on),
        )

    with mock.patch.object(moving, "take", take):
        walked(as_of(made, on), dossier)


def to_the_decision(made):
    dossier = take_over(made)
    entered(made, dossier, moving.consult, on=THEN + DAY)
    entered(made, dossier, moving.meet, by="director", on=THEN + DAY)
    entered(made, dossier, moving.consult, on=THEN + 2 * DAY)
    moving.supply(as_of(made, THEN + 2 * DAY), dossier)
    return Dossier.objects.get(pk=dossier.pk)


def confirm(made, dossier, role="head_of_hr"):
    confirm_taking_over(dossier_id=dossier.pk, account=made.account(role), at=made.at())


def test_it_is_entered_confirmed_by_another_and_decided_today(world):
    dossier = to_the_decision(world)

    assert walk.step(dossier) == "decide_secondment"
    runs = dossier.candidates.get().gate_runs.all()
    assert {run.facts_on for run in runs} == {THEN + 2 * DAY}
    for row in dossier.sign_offs.filter(from_paper=True):
        assert (row.on, THEN <= row.dated_on < world.on) == (world.on, True)
    opened = TrailEntry.objects.get(dossier=dossier.number, event="dossier:dossier:opened")
    assert opened.contents["on_paper"]["dated_on"] == THEN.isoformat()
    assert opened.actor_role == "hr_officer"

    decided = moving.decision(world, dossier)
    with pytest.raises(NotConfirmedError):
        moving.take(world, dossier, decided)
    confirm(world, dossier)
    moving.take(world, dossier, decided)

    assert walk.step(dossier) == Dossier.Outcome.ACHIEVED
    assert dossier.begun_on == THEN


def test_whoever_entered_or_did_it_confirms_nothing_and_does_not_decide(world):
    dossier = to_the_decision(world)
    with pytest.raises(IncompleteActError) as refused:
        confirm(world, dossier, role="hr_officer")
    assert problems(refused) == ["confirmed"]
    other = walk.account(
        world, "second", world.people["head-of-hr"], ("leader", "hr_officer"), world.agency
    )
    confirm(world, dossier)
    decided = moving.decision(world, dossier)
    for account in (
        other,
        walk.account(world, "first", world.people["hr-officer"], ("leader",), world.agency),
    ):
        with pytest.raises(SamePersonError):
            steps.perform(
                task_id=walk.task(dossier).pk, act=decided, account=account, at=world.at()
            )


def test_a_gate_is_asked_as_of_then_and_not_as_of_today(world):
    person = world.people["candidate-1"]
    Proceeding.objects.create(
        person=person,
        matter="discipline",
        opened_on=THEN - DAY,
        closed_on=world.on - DAY,
        end_document_number="2/QĐ",
        end_document_date=world.on - DAY,
        document_number="1/QĐ",
        document_date=THEN - DAY,
        issued_by="Sở Thử",
    )
    dossier = take_over(world)
    entered(world, dossier, moving.consult)
    entered(world, dossier, moving.meet, by="director")
    entered(world, dossier, moving.consult)

    struck = dossier.candidates.get()
    assert struck.status == Candidate.Status.STRUCK_OUT
    assert {run.facts_on for run in struck.gate_runs.all()} == {THEN}


def test_a_gate_that_holds_somebody_as_of_then_is_not_confirmed_away(world):
    dossier = take_over(world)
    entered(world, dossier, moving.consult)
    entered(world, dossier, moving.meet, by="director")
    entered(world, dossier, moving.consult)
    with pytest.raises(IncompleteActError) as refused:
        confirm(world, dossier)

    assert problems(refused) == ["confirmed"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": date(2026, 9, 15)}, "paper_on"),
        ({"file": None}, "paper_file"),
        ({"number": " "}, "paper_number"),
        ({"issued_by": ""}, "paper_issued_by"),
        ({"on": date(2020, 1, 2)}, "override"),
    ],
)
def test_what_is_no_act_of_before_is_not_entered(world, changes, field):
    with pytest.raises((IncompleteActError, LookupError)) as refused:
        take_over(world, paper(world, **changes))
    if isinstance(refused.value, IncompleteActError):
        assert problems(refused) == [field]
    assert not Dossier.objects.exists()


def test_who_held_no_post_then_did_nothing_then(world):
    stranger = walk.add_person(world, "stranger")
    for row in stranger.postholdings.all():
        row.voided = True
        row.save()
    with pytest.raises(IncompleteActError) as refused:
        take_over(world, paper(world, by="stranger"))
    assert problems(refused) == ["paper_by"]


def test_nobody_but_whoever_took_it_over_enters_and_no_decision_is_entered(world):
    dossier = take_over(world)
    letters = (nodes.Letter("receiver", "06/CV", THEN, "Nơi nhận"),)
    for account, on_paper in (("head_of_hr", paper(world)), ("hr_officer", None)):
        with pytest.raises(NotConfirmedError):
            steps.perform(
                task_id=walk.task(dossier).pk,
                act=nodes.AskAct(letters),
                account=world.account(account),
                at=world.at(),
                on_paper=on_paper,
            )
    decided = to_the_decision(world)
    with pytest.raises(IncompleteActError) as refused:
        entered(
            world,
            decided,
            lambda made, row: moving.take(made, row, moving.decision(made, row)),
            by="director",
            on=THEN + 3 * DAY,
        )
    assert problems(refused) == ["paper_on"]


def test_a_procedure_with_conferences_is_not_taken_over(world):
    chosen = choose_edition("appointment-on-site", on=world.on)
    opening = Opening(world.agency, DossierSubject.of(world.post), chosen)
    with pytest.raises(IncompleteActError) as refused:
        steps.open_dossier(
            opening=opening,
            act=None,
            account=world.account("hr_officer"),
            at=world.at(),
            on_paper=paper(world),
        )
    assert problems(refused) == ["paper_on"]


def test_what_is_not_confirmed_ends_and_nothing_waits_any_more(world):
    dossier = take_over(world)
    given = {"dossier_id": dossier.pk, "account": world.account("head_of_hr"), "at": world.at()}
    with pytest.raises(IncompleteActError):
        refuse_taking_over(reason=" ", **given)
    refuse_taking_over(reason="Số văn bản không khớp.", **given)

    assert walk.step(dossier) == Dossier.Outcome.STOPPED
    assert walk.task(dossier) is None
    with pytest.raises(StepNotOpenError):
        confirm(world, dossier)
    assert SignOff.objects.filter(dossier=dossier, act="refused").exists()
