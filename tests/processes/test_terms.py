"""The end of a term: reappointment and extension, in both editions, from the notice to the post."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from compliance.replay import replay_dossier
from processes.appointment.effect import free_seats
from rules.compute.dates import Rounding, add_months
from tests import walk
from tests.walk.course import perform
from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.clock import duties
from workflow_engine.clock.forecast import forecast
from workflow_engine.clock.models import Duty, DutyKind
from workflow_engine.dossiers.models import Dossier, DossierSubject
from workflow_engine.facts import gathering as facts
from workflow_engine.flows.flow import choose_edition, procedures
from workflow_engine.nodes import StopAct
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.django_db

EDITIONS = {"2025": date(2026, 6, 15), "2026": date(2026, 9, 15)}


@pytest.fixture(params=EDITIONS)
def world(request):
    return an_agency(EDITIONS[request.param])


def an_agency(on):
    """Make an agency with two leaders whose terms end in six months, one near to retirement."""
    made = walk.world(on=on, candidates=0)
    walk.add_person(made, "holder", post="SO-PGD", planned=False, held_for=54)
    walk.add_person(
        made,
        "elder",
        post="P2-TP",
        planned=False,
        held_for=54,
        birth_date=date(1966, 3, 15),
        sex="male",
    )
    return made


def holding_of(world, key):
    return world.people[key].postholdings.get(held_until__gt=world.on)


FLOWS = [flow for flow in procedures() if flow.procedure in ("reappointment", "extension")]
WAYS = [
    pytest.param(flow, *way, id=f"{flow.edition.code}-{'-'.join(way)}")
    for flow in FLOWS
    for way in walk.ways_off(flow)
]


@pytest.mark.parametrize(("flow", "name", "route"), WAYS)
def test_every_way_off_leads_to_an_end_that_the_law_knows(flow, name, route):
    """Whoever is not decided on holds the post as before; whoever is, from the end of the term."""
    world = an_agency(EDITIONS[flow.edition.code[-4:]])
    key = "holder" if flow.procedure == "reappointment" else "elder"
    holding = holding_of(world, key)
    dossier = walk.open_about(world, flow.procedure, holding)
    assert dossier.flow_class is flow

    walk.along(world, dossier, walk.ways_to(flow, name, route))
    ended = walk.to_the_end(world, dossier)

    [candidate] = dossier.candidates.all()
    following = candidate.person.postholdings.filter(held_from__gt=world.on)
    holding.refresh_from_db()
    decided = ended.outcome == Dossier.Outcome.ACHIEVED
    assert (candidate.status == "decided") == decided == following.exists()
    assert candidate.status not in ("standing", "held")
    gone = (name, route) == ("decide_against", "nobody")
    assert bool(holding.left) == (decided or gone or ended.outcome_step.startswith("not_"))


def test_a_term_is_followed_by_the_next_from_its_end(world):
    holding = holding_of(world, "holder")
    dossier = walk.open_about(world, "reappointment", holding)

    ended = walk.to_the_end(world, dossier)

    assert ended.outcome == Dossier.Outcome.ACHIEVED
    holding.refresh_from_db()
    assert holding.left == PostHolding.Left.TERM_ENDED
    assert holding.end_document_number == "80/QĐ-TP"
    following = world.people["holder"].postholdings.get(held_from=holding.held_until)
    assert following.post == holding.post
    assert following.term_months == 60
    assert following.held_until == add_months(holding.held_until, 60, rounding=Rounding.LAST_DAY)
    assert following.document_number == "80/QĐ-TP"


def test_a_term_is_extended_to_retirement(world):
    holding = holding_of(world, "elder")
    dossier = walk.open_about(world, "extension", holding)

    ended = walk.to_the_end(world, dossier)

    assert ended.outcome == Dossier.Outcome.ACHIEVED
    holding.refresh_from_db()
    following = world.people["elder"].postholdings.get(held_from=holding.held_until)
    # Born in March 1966, a man reaches the age of 61 years and 9 months in December 2027.
    assert following.held_until == date(2028, 1, 1)
    assert following.term_months is None


def test_the_clock_sees_the_next_term(world):
    holding = holding_of(world, "holder")
    ends = holding.held_until
    units = list(world.units.values())
    near = ends - timedelta(days=40)
    clock = {"agency": world.agency.pk, "units": [unit.pk for unit in units]}
    duties.do_day(**clock, on=near, at=world.at(near))
    open_now = Duty.objects.filter(holding=holding, closed_on=None)
    assert {row.kind for row in open_now} >= {DutyKind.RENEWAL_NOTICE}

    walk.to_the_end(world, walk.open_about(world, "reappointment", holding))
    duties.do_day(**clock, on=near + timedelta(days=1), at=world.at(near + timedelta(days=1)))

    assert {row.closed_because for row in Duty.objects.filter(holding=holding)} == {"renewed"}
    following = world.people["holder"].postholdings.get(held_from=ends)
    [notice] = [
        due
        for due in forecast(on=near, units=clock["units"])
        if due.kind == DutyKind.RENEWAL_NOTICE and due.person == following.person
    ]
    assert notice.holding == following
    assert notice.event_on == following.held_until


@pytest.mark.parametrize(
    ("key", "procedure", "says"),
    [("holder", "extension", "dưới"), ("elder", "reappointment", "ít nhất|từ")],
)
def test_the_other_procedure_is_not_offered_and_is_refused_with_the_numbers(
    world, key, procedure, says
):
    holding = holding_of(world, key)
    flow = choose_edition(procedure, on=world.on).flow_class
    offered = {each.key for each in flow.about.offered(world.agency, on=world.on)}
    assert holding.pk not in offered

    with pytest.raises(IncompleteActError, match=says) as refused:
        walk.open_about(world, procedure, holding)

    assert "24" in str(refused.value)
    assert not Dossier.objects.exists()


def test_whoever_is_put_off_waits_and_is_not_struck_out(world):
    dossier = walk.open_about(world, "reappointment", holding_of(world, "holder"))
    walk.take(world, dossier)
    asked = dossier.fact_requests.get(fact="months_abroad_on_mission")
    walk.supply(world, asked, confirmed=4)
    for row in dossier.fact_requests.filter(closed=False):
        walk.supply(world, row)

    assert walk.step(dossier) == "check_conditions"
    [candidate] = walk.candidates(dossier, "held")
    run = candidate.gate_runs.order_by("pk").last()
    assert (run.result, run.unmet) == ("held", ["term-renewal.not-abroad"])
    # The record says "held" of a verdict with a condition that is not met, and a replay agrees.
    assert replay_dossier(dossier.number).same


def test_a_late_decision_says_why_and_counts_from_the_old_end(world):
    holding = holding_of(world, "holder")
    ends = holding.held_until
    dossier = walk.open_about(world, "reappointment", holding)
    walk.until(world, dossier, "decide_reappointment")
    act = walk.act_for(world, dossier)
    late = replace(world, on=ends + timedelta(days=5), acts=world.acts + 50)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(late, dossier)
    assert "reason" in [problem.field for problem in refused.value.problems]
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, effective_on=ends + timedelta(days=1))
    assert [problem.field for problem in refused.value.problems] == ["effective_on"]
    assert act.effective_on == ends


def test_who_is_not_reappointed_leaves_by_a_numbered_decision(world):
    holding = holding_of(world, "holder")
    dossier = walk.open_about(world, "reappointment", holding)
    walk.until(world, dossier, "decide_reappointment")

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, decision="refused", number="")
    assert [problem.field for problem in refused.value.problems] == ["number"]
    walk.take(world, dossier, decision="refused", number="81/QĐ-TP")

    holding.refresh_from_db()
    assert holding.left == PostHolding.Left.NOT_RENEWED
    assert holding.end_document_number == "81/QĐ-TP"
    assert holding.held_until == dossier.dates["term_ends_on"]


@pytest.mark.parametrize("key", ["holder", "elder"])
def test_who_is_struck_out_is_decided_on_by_the_authority(world, key):
    """NĐ 170/2025, art. 36, cl. 1 and 7: the rules decide nothing, the authority does."""
    holding = holding_of(world, key)
    procedure = "reappointment" if key == "holder" else "extension"
    dossier = walk.open_about(world, procedure, holding)
    walk.until(world, dossier, f"decide_{procedure}")
    walk.bar(world, dossier)
    walk.take(world, dossier)

    assert walk.step(dossier) == "decide_against"
    assert walk.candidates(dossier, "struck-out")
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, number="", reason="")
    assert [problem.field for problem in refused.value.problems] == ["number", "reason"]
    with pytest.raises(IncompleteActError, match="quyết định"):
        perform(world, dossier, StopAct("Dừng."))
    walk.take(world, dossier, number="82/QĐ-TP")

    dossier.refresh_from_db()
    holding.refresh_from_db()
    assert dossier.outcome == Dossier.Outcome.REFUSED
    assert (holding.left, holding.end_document_number) == ("not-renewed", "82/QĐ-TP")
    assert holding.held_until == dossier.dates["term_ends_on"]
    known = facts.gather(dossier, dossier.candidates.all(), on=holding.held_until)
    [of_holder] = known.values()
    assert of_holder["not_reappointed"].value is True


def test_two_terms_of_one_person_take_one_seat(world):
    before = free_seats(world.posts["SO-PGD"], on=world.on)

    walk.to_the_end(world, walk.open_about(world, "reappointment", holding_of(world, "holder")))

    assert free_seats(world.posts["SO-PGD"], on=world.on) == before


def test_a_notice_of_before_keeps_the_law_of_its_day_by_its_paper():
    """NĐ 300/2026, art. 35, cl. 2: what was begun before goes on under the law of then."""
    world = an_agency(EDITIONS["2026"])
    told_on = date(2026, 7, 20)
    chosen = choose_edition("reappointment", on=told_on)
    node = chosen.flow_class.start_node()
    act = walk.opening_for(world, node, dated_on=told_on)
    act = replace(act, deliveries=tuple(replace(d, served_on=told_on) for d in act.deliveries))

    def opened(act):
        subject = DossierSubject.of(holding_of(world, "holder"))
        return steps.open_dossier(
            opening=Opening(world.agency, subject, chosen),
            act=act,
            account=world.account("hr_officer"),
            at=world.at(),
        )

    with pytest.raises(IncompleteActError):
        opened(act)
    dossier = opened(replace(act, file=ContentFile(b"%PDF-1.7 scan", name="10.pdf")))

    assert dossier.flow_class.edition.code == "reappointment.2025"
    assert dossier.governing_date == dossier.begun_on == told_on
    assert walk.to_the_end(world, dossier).outcome == Dossier.Outcome.ACHIEVED


def test_a_term_whose_record_was_corrected_meanwhile_is_not_renewed_by_the_old_day(world):
    dossier = walk.open_about(world, "reappointment", holding_of(world, "holder"))
    walk.until(world, dossier, "decide_reappointment")
    holding = dossier.subject.holding
    holding.held_from -= timedelta(days=60)
    holding.save()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)

    assert "candidate" in {problem.field for problem in refused.value.problems}
