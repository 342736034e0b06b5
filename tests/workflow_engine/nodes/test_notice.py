"""A notice opens a dossier or is given in it, and is on record with the proof of its receipt."""

import hashlib

import pytest

from compliance.models import TrailEntry
from tests import walk
from tests.processes.conftest import problems
from tests.workflow_engine.nodes import said
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.acts.beside.notices import change_notice
from workflow_engine.base.errors import IncompleteActError, StepNotOpenError
from workflow_engine.dossiers.models import Delivery, Dossier, Notice

pytestmark = pytest.mark.django_db


def test_a_notice_opens_a_dossier_and_the_law_counts_from_the_day_of_its_receipt(world):
    early = said.days(world, 0)
    dossier = said.open_said(world)

    opened = TrailEntry.objects.get(event="dossier:dossier:opened")
    row = Notice.objects.get()
    assert opened.dossier == dossier.number
    assert dossier.dates["notified_on"] == early
    assert dossier.governing_date == early
    assert [(d.audience, d.served_on) for d in row.deliveries.all()] == [
        ("person", early),
        ("agency", early),
    ]
    assert row.sha256 == hashlib.sha256(row.text.encode()).hexdigest()
    assert walk.step(dossier) == "report"


def test_the_file_of_a_notice_is_what_its_digest_is_of(world):
    said.open_said(world, said.notice(world, file=said.pdf()))

    assert Notice.objects.get().sha256 == hashlib.sha256(b"%PDF-1.7 scan").hexdigest()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"text": ""}, "text"),
        ({"dated_on": said.date(2026, 9, 16)}, "dated_on"),
    ],
)
def test_a_notice_that_is_not_whole_opens_nothing(world, changes, field):
    with pytest.raises(IncompleteActError) as refused:
        said.open_said(world, said.notice(world, **changes))

    assert field in problems(refused)
    assert not Dossier.objects.exists()


def test_a_notice_of_the_day_before_opens_a_dossier(world):
    """It is the first act: nothing that it could follow lies before it."""
    dossier = said.open_said(world, said.notice(world, dated_on=said.date(2026, 9, 14)))

    assert dossier.sign_offs.get().dated_on == said.date(2026, 9, 14)
    assert dossier.opened_on == said.date(2026, 9, 15)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"receipt": ""}, "agency-receipt"),
        ({"addressee": ""}, "agency-addressee"),
        ({"channel": "pigeon"}, "agency-channel"),
        ({"served_on": said.date(2026, 9, 16)}, "agency-served_on"),
        ({"served_on": said.date(2026, 9, 14)}, "agency-served_on"),
    ],
)
def test_what_is_not_proved_to_be_received_is_no_notice(world, changes, field):
    dossier = said.open_said(world)
    said.until(world, dossier, "meet")
    said.take(world, dossier, said.act_for(world, dossier))
    _answer_all(world, dossier)
    people = [said.delivered(world, "person", c.pk) for c in walk.candidates(dossier)]
    act = said.notice(
        world, dossier, deliveries=(*people, said.delivered(world, "agency", **changes))
    )

    with pytest.raises(IncompleteActError) as refused:
        said.take(world, dossier, act)

    assert problems(refused) == [field]
    assert Notice.objects.count() == 1  # the one that opened the dossier


def _answer_all(world, dossier):
    people = [c.pk for c in walk.candidates(dossier)]
    agrees = said.nodes.Answered("agree")
    said.take(world, dossier, said.letters(world, "workplace", "receiver"))
    said.take(world, dossier, said.answer(world, "workplace", dict.fromkeys(people, agrees)))
    said.take(world, dossier, said.answer(world, "receiver", {None: agrees}))


def test_every_candidate_is_told_and_nobody_else(world):
    dossier = said.open_said(world)
    said.until(world, dossier, "consult")
    _answer_all(world, dossier)
    first, second = walk.candidates(dossier)
    stranger = said.delivered(world, "person", 999)
    act = said.notice(
        world,
        dossier,
        deliveries=(
            said.delivered(world, "person", first.pk),
            said.delivered(world, "agency"),
            stranger,
        ),
    )

    with pytest.raises(IncompleteActError) as refused:
        said.take(world, dossier, act)
    assert problems(refused) == [f"person-{second.pk}-served_on", ""]

    said.take(world, dossier, said.notice(world, dossier))
    assert {d.candidate_id for d in Delivery.objects.filter(audience="person")} == {
        None,
        first.pk,
        second.pk,
    }
    assert Dossier.objects.get(pk=dossier.pk).outcome == Dossier.Outcome.ACHIEVED


def change(world, **changes):
    before = Notice.objects.get(superseded_by=None)
    change_notice(
        notice_id=before.pk,
        act=said.notice(world, before.dossier, **changes),
        reason=changes.pop("reason", "Ghi nhầm ngày hết thời hạn."),
        account=world.account("hr_officer"),
        at=world.at(),
    )


def test_a_changed_notice_starts_the_time_of_the_law_anew(world):
    dossier = said.open_said(world)
    limits = dossier.deadlines.filter(act="self_report_on", superseded_by=None)
    before = set(limits.values_list("candidate", "starts_on"))
    first = Notice.objects.get()
    world.on = said.days(world, 3)

    change(world)

    second = Notice.objects.get(supersedes=first)
    assert Dossier.objects.get(pk=dossier.pk).dates["notified_on"] == second.paper.dated_on
    assert len(before) == 2
    after = set(limits.values_list("candidate", "starts_on"))
    assert {on for _candidate, on in after} == {world.on}
    assert before.isdisjoint(after)
    assert TrailEntry.objects.filter(event="notice:notice:changed").count() == 1


def test_a_notice_is_changed_once_and_its_follower_next(world):
    said.open_said(world)
    first = Notice.objects.get()
    change(world)
    change(world)
    assert Notice.objects.count() == 3

    with pytest.raises(StepNotOpenError):
        change_notice(
            notice_id=first.pk,
            act=said.notice(world),
            reason="Lần nữa.",
            account=world.account("hr_officer"),
            at=world.at(),
        )


def test_a_change_says_why_and_is_whole(world):
    dossier = said.open_said(world)

    with pytest.raises(IncompleteActError) as refused:
        change_notice(
            notice_id=Notice.objects.get().pk,
            act=said.notice(world, dossier, number=""),
            reason=" ",
            account=world.account("hr_officer"),
            at=world.at(),
        )

    assert problems(refused) == ["reason", "number"]
    assert Notice.objects.count() == 1


def test_who_may_not_give_the_notice_does_not_change_it(world):
    dossier = said.open_said(world)

    with pytest.raises(NotYourRoleError):
        change_notice(
            notice_id=Notice.objects.get().pk,
            act=said.notice(world, dossier),
            reason="Ghi nhầm.",
            account=world.account("leader"),
            at=world.at(),
        )
