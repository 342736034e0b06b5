"""What becomes of a secondment whose time ends, NĐ 170/2025, art. 26, cl. 2: both procedures."""

from datetime import date, timedelta

import pytest

from rules.compute.dates import Rounding, add_months
from tests import walk
from tests.processes import moving
from tests.processes.moving import said_of
from workflow_engine import nodes
from workflow_engine.access.scope import roles_of
from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.clock import duties
from workflow_engine.clock.forecast import forecast
from workflow_engine.clock.models import DutyKind
from workflow_engine.desk.work.selectors import open_duties
from workflow_engine.dossiers.models import Dossier, DossierSubject
from workflow_engine.flows.choosers import secondments_that_end
from workflow_engine.flows.flow import choose_edition
from workflow_engine.registry.models import PostHolding, Unit

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
EDITIONS = {"2025": date(2026, 6, 15), "2026": date(2026, 9, 15)}
UNFINISHED = {"urgent_task_unfinished": True, "objective_reason_recorded": True}
RETURNED = {"returned_to_sending_agency": True, "fitting_position_after_secondment": True}


@pytest.fixture(params=EDITIONS)
def made(request):
    return walk.world(on=EDITIONS[request.param], candidates=1, staff=0)


def seconded(made, *, months=12, ends=None, **given):
    """Put the person on secondment to the staff of the city, until ten days from now."""
    ends = ends or made.on + 10 * DAY
    since = add_months(ends, -months, rounding=Rounding.LAST_DAY)
    return PostHolding.objects.create(
        person=made.people["candidate-1"],
        post=made.posts["TP-CV"],
        kind=PostHolding.Kind.SECONDED,
        held_from=since,
        held_until=ends,
        term_months=months,
        document_number="1/QĐ",
        document_date=since - DAY,
        issued_by="Sở Thử",
        **given,
    )


def opened(made, procedure, row, **stated):
    act = nodes.ProposalAct(
        need="Nhiệm vụ sắp xếp đơn vị hành chính.",
        request_number="05/TTr-SO",
        request_date=made.on,
    )
    said = {"secondment_months": 18} | stated
    return steps.open_dossier(
        opening=Opening(made.agency, DossierSubject.of(row), choose_edition(procedure, on=made.on)),
        act=act,
        account=made.account("hr_officer"),
        at=made.at(),
        said=said_of(made, said) if procedure == "secondment-extension" else None,
    )


def to_the_decision(made, row, *, said=UNFINISHED, **stated):
    dossier = opened(made, "secondment-extension", row, **stated)
    moving.consult(made, dossier)
    moving.supply(made, dossier, **said)
    return dossier


def extended(made, dossier, row, **changes):
    act = moving.decision(made, dossier, effective_on=row.held_until, **changes)
    return moving.take(made, dossier, act, "leader")


def test_the_extension_goes_on_from_the_end_and_the_end_moves(made):
    row = seconded(made)
    ends = row.held_until
    dossier = to_the_decision(made, row)
    extended(made, dossier, row)

    assert Dossier.objects.get(pk=dossier.pk).outcome == Dossier.Outcome.ACHIEVED
    row.refresh_from_db()
    following = PostHolding.objects.get(person=row.person, post=row.post, held_from=ends)
    assert (row.left, row.held_until) == (PostHolding.Left.TERM_ENDED, ends)
    assert (following.kind, following.term_months) == (PostHolding.Kind.SECONDED, 6)
    assert following.held_until == add_months(row.held_from, 18, rounding=Rounding.LAST_DAY)
    due = [each for each in forecast(on=made.on) if each.kind == DutyKind.SECONDMENT_END]
    assert [(each.event_on, each.unit) for each in due] == [
        (following.held_until, made.units["P2"])
    ]


@pytest.mark.parametrize("wanting", sorted(UNFINISHED))
def test_only_the_amended_text_asks_why_it_is_not_finished(made, wanting):
    dossier = to_the_decision(made, seconded(made), said=UNFINISHED | {wanting: False})

    amended = dossier.flow_class.edition.code.endswith("2026")
    assert walk.step(dossier) == ("no-candidate" if amended else "decide_extension")


@pytest.mark.parametrize(
    ("months", "by_sector_law", "goes_on"),
    [(36, False, True), (37, False, False), (37, True, True)],
)
def test_the_limit_holds_for_the_whole(made, months, by_sector_law, goes_on):
    row = seconded(made, months=30)
    said = UNFINISHED | {"sector_law_sets_secondment": by_sector_law}
    dossier = to_the_decision(made, row, said=said, secondment_months=months)

    assert walk.step(dossier) == ("decide_extension" if goes_on else "no-candidate")


def test_a_second_extension_counts_from_the_first_day(made):
    first = seconded(made, months=12, ends=made.on - 100 * DAY, left="term-ended")
    row = seconded(made, months=6, ends=add_months(first.held_until, 6, rounding=Rounding.LAST_DAY))
    with pytest.raises(IncompleteActError, match="18"):
        extended(made, to_the_decision(made, row), row)


def test_what_is_over_is_not_extended(made):
    row = seconded(made, ends=made.on - DAY)
    with pytest.raises(IncompleteActError) as refused:
        extended(made, to_the_decision(made, row), row, reason="Chậm.")

    assert [each.field for each in refused.value.problems] == ["dated_on"]


def test_the_end_leaves_the_own_post_alone(made):
    row = seconded(made)
    own = PostHolding.objects.exclude(pk=row.pk).get(person=row.person, held_until__gt=made.on)
    dossier = opened(made, "secondment-end", row)
    moving.supply(made, dossier, **RETURNED)
    extended(made, dossier, row)

    row.refresh_from_db()
    own.refresh_from_db()
    assert (row.left, row.end_document_number) == (PostHolding.Left.TERM_ENDED, "10/QĐ-SO")
    assert own.left == PostHolding.Left.NOT_LEFT
    assert not [each for each in forecast(on=made.on) if each.kind == DutyKind.SECONDMENT_END]


@pytest.mark.parametrize("wanting", sorted(RETURNED))
def test_who_gets_no_suitable_work_back_there_is_not_sent_back_so(made, wanting):
    dossier = opened(made, "secondment-end", seconded(made))
    moving.supply(made, dossier, **(RETURNED | {wanting: False}))

    asked = wanting == "fitting_position_after_secondment" or dossier.flow_class.amended_by
    assert walk.step(dossier) == ("no-candidate" if asked else "decide_end")


def test_the_duty_is_the_senders_and_leads_to_both(made):
    row = seconded(made)
    for agency, units in duties.agencies().items():
        duties.do_day(agency, units, on=made.on, at=made.at())
    [duty] = [
        each
        for each in open_duties(roles_of(made.account("hr_officer"), on=made.on), on=made.on)
        if each.holding_id == row.pk
    ]

    assert duty.unit == made.units["P2"]
    assert {each.code for each in duty.answered_by} == {"secondment-extension", "secondment-end"}


def test_the_sender_is_offered_it_and_the_receiver_is_not(made):
    row = seconded(made)
    receiver = Unit.objects.get(pk=row.post.unit_id)

    assert [each.key for each in secondments_that_end(made.agency, made.on)] == [row.pk]
    assert not secondments_that_end(receiver, made.on)
