"""A candidate leaves midway by a cause that is said; whoever works on a dossier hands it over."""

from datetime import date

import pytest

from compliance.models import TrailEntry, contents_of
from tests import walk
from tests.processes.conftest import problems
from tests.workflow_engine.nodes import said
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.acts.beside.handing_over import hand_over
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Candidate, HandOver

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(world):
    return said.open_said(world)


def leave(world, candidate, **changes):
    given = {"reason": "Theo hồ sơ.", "document": "QĐ 3/QĐ-SO", "cause": "withdrew"}
    withdraw_candidate(
        candidate_id=candidate.pk,
        account=world.account("hr_officer"),
        at=world.at(),
        **(given | changes),
    )


@pytest.mark.parametrize("cause", ["retired", "died"])
def test_who_retired_or_died_leaves_with_the_day_on_record(world, dossier, cause):
    first, second = walk.candidates(dossier)

    leave(world, first, cause=cause, left_on=world.on)

    first.refresh_from_db()
    assert (first.status, first.left_because, first.left_on) == ("withdrawn", cause, world.on)
    [told] = contents_of(list(TrailEntry.objects.filter(event="dossier:candidate:withdrawn")))
    assert (told["left_because"], told["left_on"]) == (cause, world.on.isoformat())
    assert walk.candidates(dossier) == [second]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cause": ""}, "cause"),
        ({"cause": "promoted"}, "cause"),
        ({"cause": "died"}, "left_on"),
        ({"cause": "retired"}, "left_on"),
        ({"cause": "retired", "left_on": date(2026, 9, 16)}, "left_on"),
    ],
)
def test_a_cause_that_cannot_be_takes_nobody_out(world, dossier, changes, field):
    first, _second = walk.candidates(dossier)

    with pytest.raises(IncompleteActError) as refused:
        leave(world, first, **changes)

    assert problems(refused) == [field]
    assert Candidate.objects.get(pk=first.pk).status == "standing"


@pytest.fixture
def successor(world):
    person = world.people["staff-1"]
    walk.account(world, "ke-nhiem", person, ("hr_officer",), world.agency)
    return person


def hand(world, dossier, successor, role="hr_officer", **changes):
    given = {
        "dossier_id": dossier.pk,
        "role": "hr_officer",
        "handed_by": world.people["hr-officer"],
        "taken_by": successor,
        "text": "Hồ sơ đang ở bước tự nhận xét; 03 văn bản.",
        "number": "4/BB-BG",
        "dated_on": world.on,
        "file": said.pdf(),
    }
    hand_over(**(given | changes), account=world.account(role), at=world.at())


def test_a_dossier_passes_to_a_successor_by_a_record(world, dossier, successor):
    hand(world, dossier, successor)

    row = HandOver.objects.get()
    assert (row.handed_by, row.taken_by) == (world.people["hr-officer"], successor)
    assert TrailEntry.objects.filter(event="dossier:dossier:handed-over").count() == 1
    assert walk.step(dossier) == "report"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"number": ""}, "number"),
        ({"file": None}, "file"),
        ({"dated_on": date(2026, 9, 16)}, "dated_on"),
        ({"dated_on": date(2026, 9, 14)}, "dated_on"),
    ],
)
def test_the_record_of_a_hand_over_is_whole(world, dossier, successor, changes, field):
    with pytest.raises(IncompleteActError) as refused:
        hand(world, dossier, successor, **changes)

    assert problems(refused) == [field]
    assert not HandOver.objects.exists()


def test_who_hands_over_acted_in_the_role_and_who_takes_over_holds_it(world, dossier, successor):
    for changes, field in (
        ({"handed_by": world.people["head-of-hr"]}, "handed_by"),
        ({"taken_by": world.people["staff-2"]}, "taken_by"),
        ({"taken_by": world.people["hr-officer"]}, "taken_by"),
    ):
        with pytest.raises(IncompleteActError) as refused:
            hand(world, dossier, successor, **changes)
        assert problems(refused) == [field]


def test_nobody_hands_over_to_another_entry_of_his_or_her_own(world, dossier, successor):
    walk.found_same(world.people["hr-officer"], successor)

    with pytest.raises(IncompleteActError) as refused:
        hand(world, dossier, successor)

    assert problems(refused) == ["taken_by"]
    assert not HandOver.objects.exists()


def test_who_only_reads_hands_nothing_over(world, dossier, successor):
    with pytest.raises(NotYourRoleError):
        hand(world, dossier, successor, role="inspector")
