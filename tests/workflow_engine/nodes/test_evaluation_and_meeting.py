"""The head evaluates and proposes; the person is met, and who does not agree is kept whole."""

from datetime import date

import pytest

from compliance.models import TrailEntry, contents_of
from tests import walk
from tests.processes.conftest import problems
from tests.workflow_engine.nodes import said
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Appraisal, Candidate, Meeting
from workflow_engine.nodes import Evaluated, MeetingAct

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(world):
    dossier = said.open_said(world)
    said.until(world, dossier, "evaluate")
    return dossier


def test_the_head_may_propose_one_and_not_the_other(world, dossier):
    first, second = walk.candidates(dossier)
    evaluated = {first.pk: Evaluated("Tốt.", True), second.pk: Evaluated("Chưa tốt.", False)}

    said.take(world, dossier, said.act_for(world, dossier, evaluated=evaluated))

    head = Appraisal.objects.filter(kind=Appraisal.Kind.HEAD).order_by("pk")
    assert [(row.candidate, row.proposed) for row in head] == [(first, True), (second, False)]
    assert walk.candidates(dossier) == [first, second]  # it is a word, not a gate
    assert walk.step(dossier) == "meet"


@pytest.mark.parametrize(
    ("said_of_second", "field"),
    [(None, "text"), (Evaluated(" ", True), "text"), (Evaluated("Tốt."), "proposed")],
)
def test_every_candidate_is_evaluated_and_proposed_or_not(world, dossier, said_of_second, field):
    first, second = walk.candidates(dossier)
    evaluated = {first.pk: Evaluated("Tốt.", True)}
    if said_of_second:
        evaluated[second.pk] = said_of_second

    with pytest.raises(IncompleteActError) as refused:
        said.take(world, dossier, said.act_for(world, dossier, evaluated=evaluated))

    assert f"{field}-{second.pk}" in problems(refused)
    assert not Appraisal.objects.filter(kind=Appraisal.Kind.HEAD).exists()


@pytest.mark.parametrize("twice", [False, True])
def test_nobody_evaluates_himself_or_herself(world, dossier, twice):
    person = world.people["director"]
    director = Candidate.objects.create(
        dossier=dossier,
        person=walk.second_entry(person) if twice else person,
        added_at="notify",
    )
    if twice:
        walk.found_same(director.person, person)

    with pytest.raises(IncompleteActError, match=director.person.full_name):
        said.take(world, dossier, said.act_for(world, dossier))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"dated_on": date(2026, 9, 16)}, "dated_on"),
        ({"dated_on": date(2026, 9, 14)}, "dated_on"),
    ],
)
def test_the_paper_of_the_evaluation_is_whole(world, dossier, changes, field):
    with pytest.raises(IncompleteActError) as refused:
        said.take(world, dossier, said.act_for(world, dossier, **changes))

    assert set(problems(refused)) == {field}


@pytest.fixture
def to_meet(world, dossier):
    said.until(world, dossier, "meet")
    return dossier


def test_who_does_not_agree_goes_on_and_what_was_said_is_kept_whole(world, to_meet):
    first, second = walk.candidates(to_meet)
    met = {
        first.pk: said.talk(world),
        second.pk: said.talk(world, stance="disagree", text="Xin ở lại vì con nhỏ."),
    }

    said.take(world, to_meet, MeetingAct(met))

    row = Meeting.objects.get(candidate=second)
    assert (row.stance, row.text) == ("disagree", "Xin ở lại vì con nhỏ.")
    entries = TrailEntry.objects.filter(event="dossier:person:met").order_by("number")
    assert [each["text"] for each in contents_of(entries)] == ["", "Xin ở lại vì con nhỏ."]
    assert walk.candidates(to_meet) == [first, second]
    assert walk.step(to_meet) == "consult"


def test_the_talks_may_be_held_on_different_days(world, to_meet):
    first, _second = walk.candidates(to_meet)

    said.take(world, to_meet, MeetingAct({first.pk: said.talk(world)}))

    assert walk.step(to_meet) == "meet"
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"stance": ""}, "stance"),
        ({"stance": "other"}, "text"),
        ({"stance": "disagree", "text": " "}, "text"),
        ({"minutes_number": ""}, "minutes_number"),
        ({"minutes_dated_on": date(2026, 9, 14)}, "minutes_dated_on"),
        ({"minutes_dated_on": date(2026, 9, 16)}, "minutes_dated_on"),
        ({"met_on": date(2026, 9, 14)}, "met_on"),
        ({"met_by": 0}, "met_by"),
    ],
)
def test_a_talk_that_is_not_whole_is_told_beside_its_field(world, to_meet, changes, field):
    first, _second = walk.candidates(to_meet)

    with pytest.raises(IncompleteActError) as refused:
        said.take(world, to_meet, MeetingAct({first.pk: said.talk(world, **changes)}))

    assert problems(refused) == [f"{field}-{first.pk}"]
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("met_by", "in_error"),
    [("own", None), ("other", "other"), ("other", "own"), ("made in error", "other")],
)
def test_nobody_is_met_by_himself_or_herself_nor_by_an_entry_made_in_error(
    world, to_meet, met_by, in_error
):
    first, _second = walk.candidates(to_meet)
    whose = world.people["director"] if met_by == "made in error" else first.person
    other = walk.second_entry(whose)
    if in_error:
        walk.found_same(*((other, whose) if in_error == "other" else (whose, other)))

    act = MeetingAct({first.pk: said.talk(world, met_by=whose.pk if met_by == "own" else other.pk)})

    with pytest.raises(IncompleteActError) as refused:
        said.take(world, to_meet, act)

    assert problems(refused) == [f"met_by-{first.pk}"]
