"""A dossier stands still by a case that the law names, and its time limits with it."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from compliance.models import TrailEntry
from rules.library import law
from tests import walk
from tests.processes.conftest import problems
from tests.workflow_engine.nodes import said
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.acts.beside.postponing import Proof, postpone, resume
from workflow_engine.base.errors import (
    DossierStandsStillError,
    IncompleteActError,
    StepNotOpenError,
)
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.dossiers.deadlines import moved_by
from workflow_engine.dossiers.models import Deadline, Delivery, Postponement

pytestmark = pytest.mark.django_db
GROUND = "renewal.abroad"


@pytest.fixture
def dossier(world):
    return said.open_said(world)


def proof(world, **changes):
    return replace(Proof("9/QĐ-CT", world.on, "Sở Thử", said.pdf()), **changes)


def put_off(world, dossier, role="hr_officer", **changes):
    given = {
        "dossier_id": dossier.pk,
        "ground": GROUND,
        "from_on": world.on,
        "proof": proof(world),
        "notice": said.notice(world, dossier),
    }
    postpone(**(given | changes), account=world.account(role), at=world.at())


def go_on(world, dossier, **changes):
    given = {"dossier_id": dossier.pk, "ended_on": world.on, "proof": proof(world)}
    resume(**(given | changes), account=world.account("hr_officer"), at=world.at())


def test_no_step_is_taken_until_the_case_is_over(world, dossier):
    put_off(world, dossier)

    with pytest.raises(DossierStandsStillError) as refused:
        said.take(world, dossier, said.act_for(world, dossier))
    assert law().grounds_of("renewal", world.on)[GROUND].words["vi"] in str(refused.value)

    world.on = date(2026, 12, 20)
    go_on(world, dossier)
    said.take(world, dossier, said.act_for(world, dossier))
    assert walk.step(dossier) == "evaluate"


def test_the_person_and_the_agency_are_told(world, dossier):
    put_off(world, dossier)

    told = Delivery.objects.filter(notice__step="postpone-dossier")
    assert sorted(told.values_list("audience", flat=True)) == ["agency", "person", "person"]


def test_a_limit_stands_still_for_as_long_as_the_dossier_does(world, dossier):
    limit = dossier.deadlines.filter(act="self_report_on").first()
    assert (limit.starts_on, limit.due_on) == (date(2026, 9, 15), date(2026, 9, 30))
    world.on = date(2026, 9, 20)
    put_off(world, dossier)
    assert limit not in Deadline.objects.running()

    world.on = date(2026, 11, 10)  # 51 days later
    go_on(world, dossier)

    limit.refresh_from_db()
    assert (limit.stood_still, limit.due_on) == (51, date(2026, 11, 20))
    assert limit in Deadline.objects.running()


def test_a_day_off_moves_a_limit_by_what_it_ended_on_after_it_stood_still(world, dossier):
    world.on = date(2026, 9, 20)
    put_off(world, dossier)
    world.on = date(2026, 11, 10)
    go_on(world, dossier)

    off = CalendarDay(on=date(2026, 11, 20), kind="holiday", name="Nghỉ", source="TB 1")
    assert {one.after for one in moved_by(off)} == {date(2026, 11, 23)}


def test_twice_put_off_the_times_add_up(world, dossier):
    for begin, end in ((20, 22), (24, 25)):
        world.on = date(2026, 9, begin)
        put_off(world, dossier)
        world.on = date(2026, 9, end)
        go_on(world, dossier)

    limit = dossier.deadlines.filter(act="self_report_on").first()
    assert (limit.stood_still, limit.due_on) == (3, date(2026, 10, 5))  # 03/10 is a Saturday


def test_a_limit_counted_back_from_a_fixed_day_does_not_move(world, dossier):
    walk.happen(dossier, planned=True, term_ends_on=date(2027, 3, 1))
    said.until(world, dossier, "evaluate")
    back = list(dossier.deadlines.filter(before=True).values_list("pk", "due_on"))
    assert back
    put_off(world, dossier)
    world.on = date(2026, 10, 20)
    go_on(world, dossier)

    assert list(dossier.deadlines.filter(before=True).values_list("pk", "due_on")) == back


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ground": "renewal.holiday"}, "ground"),
        ({"ground": "renewal.discipline-or-prosecution"}, "ground"),  # of the first edition
        ({"from_on": date(2026, 9, 16)}, "from_on"),
        ({"from_on": date(2026, 9, 14)}, "from_on"),
    ],
)
def test_only_a_case_of_the_law_puts_a_dossier_off(world, dossier, changes, field):
    with pytest.raises(IncompleteActError) as refused:
        put_off(world, dossier, **changes)

    assert problems(refused) == [field]
    assert not Postponement.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "proof_number"),
        ({"issued_by": ""}, "proof_issued_by"),
        ({"dated_on": date(2026, 9, 16)}, "proof_dated_on"),
        ({"file": None}, "proof_file"),
    ],
)
def test_the_case_and_its_end_are_proved(world, dossier, changes, field):
    with pytest.raises(IncompleteActError) as refused:
        put_off(world, dossier, proof=proof(world, **changes))
    assert problems(refused) == [field]

    put_off(world, dossier)
    with pytest.raises(IncompleteActError) as refused:
        go_on(world, dossier, proof=proof(world, **changes))
    assert problems(refused) == [field]


def test_who_was_not_told_is_told_first(world, dossier):
    notice = said.notice(world, dossier, deliveries=(said.delivered(world, "agency"),))

    with pytest.raises(IncompleteActError) as refused:
        put_off(world, dossier, notice=notice)

    assert problems(refused) == [f"person-{c.pk}-served_on" for c in walk.candidates(dossier)]


def test_an_end_before_the_beginning_or_to_come_is_none(world, dossier):
    put_off(world, dossier)

    for day in (date(2026, 9, 14), date(2026, 9, 16)):
        with pytest.raises(IncompleteActError) as refused:
            go_on(world, dossier, ended_on=day)
        assert problems(refused) == ["ended_on"]


def test_a_dossier_is_put_off_once_at_a_time_and_goes_on_once(world, dossier):
    with pytest.raises(StepNotOpenError):
        go_on(world, dossier)
    put_off(world, dossier)
    with pytest.raises(StepNotOpenError):
        put_off(world, dossier)


def test_who_only_reads_puts_nothing_off(world, dossier):
    with pytest.raises(NotYourRoleError):
        put_off(world, dossier, role="inspector")


def test_a_procedure_without_a_list_is_never_put_off(world):
    dossier = walk.open_dossier(world)

    with pytest.raises(IncompleteActError) as refused:
        put_off(world, dossier, notice=said.notice(world))
    assert problems(refused) == ["ground"]


def test_it_is_told_in_words_and_shown_on_the_dossier(world, dossier, read):
    put_off(world, dossier)
    entry = TrailEntry.objects.get(event="dossier:dossier:postponed")

    with override("vi"):
        words = law().grounds_of("renewal", world.on)[GROUND].words["vi"]
        html = read("inspector", reverse("desk:trail-entry", args=[entry.number]))
        assert words in html
        assert words in read("hr_officer", reverse("desk:dossier", args=[dossier.number]))
