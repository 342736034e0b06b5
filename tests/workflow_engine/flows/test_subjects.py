"""A dossier about a post held, a person or a plan is opened, and everything reads its subject."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from compliance import trail
from compliance.events import Event
from tests import subject_flows, walk
from tests.pages import Page, day
from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Dossier, DossierSubject
from workflow_engine.dossiers.under_way import others_about
from workflow_engine.facts import gather
from workflow_engine.flows.choosers import holdings_that_end, people_of_the_agency
from workflow_engine.flows.flow import choose_edition
from workflow_engine.nodes import NominationAct
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.django_db


def opened(world, flow, what, *, told_on=None):
    """Open a dossier about something by the act of its start."""
    told_on = told_on or world.on
    chosen = choose_edition(flow.procedure, on=told_on)
    return steps.open_dossier(
        opening=Opening(world.agency, DossierSubject.of(what), chosen),
        act=subject_flows.ToldAct(told_on),
        account=world.account("hr_officer"),
        at=world.at(),
    )


def holding_of(world, key="deputy-director-1"):
    return PostHolding.objects.get(person=world.people[key], post=world.post)


def ends(holding):
    return holding.held_from.replace(year=holding.held_from.year + 5)


class TestAPostHeld:
    @pytest.fixture
    def flow(self):
        found = subject_flows.flow("holding")
        with subject_flows.known(found):
            yield found

    def test_the_holder_is_the_one_candidate_for_the_post_held(self, world, flow):
        holding = holding_of(world)

        dossier = opened(world, flow, holding)

        [candidate] = dossier.candidates.all()
        assert candidate.person == holding.person
        assert candidate.post == holding.post
        assert dossier.subject.what == holding
        assert str(dossier.about) == f"{holding.person.full_name}: {holding.post}"

    def test_the_end_of_the_term_is_planned_by_the_subject(self, world, flow):
        holding = holding_of(world)

        dossier = opened(world, flow, holding)

        row = dossier.dates.row("term_ends_on")
        assert row.planned
        assert row.on == ends(holding)
        assert dossier.planned_effect == row.on

    def test_opening_is_on_record_under_one_event_with_what_it_is_about(self, world, flow):
        dossier = opened(world, flow, holding_of(world))

        first, second, *_ = trail.entries(dossier.number)
        assert first.event == Event.DOSSIER_OPENED
        assert first.contents["about"]["values"]["person"] == holding_of(world).person.full_name
        assert second.event == Event.CANDIDATE_ADDED
        assert second.contents["post"] == str(holding_of(world).post)

    def test_the_gate_judged_the_holder_at_once_by_facts_of_the_holding(self, world, flow):
        dossier = opened(world, flow, holding_of(world))

        [candidate] = dossier.candidates.all()
        assert dossier.gate_runs.filter(candidate=candidate).exists()
        known = gather(dossier, [candidate], on=world.on)[candidate.pk]
        assert known["current_term_months"].value == 60

    def test_a_notice_of_before_the_opening_governs_in_the_time_of_its_edition(self, world, flow):
        day_before = world.on - timedelta(days=5)

        dossier = opened(world, flow, holding_of(world), told_on=day_before)

        assert dossier.governing_date == day_before
        assert dossier.dates.row("notified_on").planned is False

    def test_a_notice_in_the_time_of_an_edition_that_is_over_chooses_no_law(self, world, flow):
        """A typed day alone would choose it: an act on paper has to be named."""
        flow.edition = replace(flow.edition, until=world.on - timedelta(days=1))

        with pytest.raises(IncompleteActError) as refused:
            opened(world, flow, holding_of(world), told_on=world.on - timedelta(days=5))

        assert [problem.field for problem in refused.value.problems] == ["told_on"]

    def test_those_whose_term_ends_are_offered_soonest_first(self, world):
        holding = holding_of(world)
        holding.held_from -= timedelta(days=90)
        holding.save()

        offered = holdings_that_end(world.agency, world.on)

        assert offered[0].subject.what == holding
        posts = {each.subject.what.post for each in offered}
        assert world.posts["SO-GD"] in posts
        assert world.posts["TP-CT"] not in posts  # of the agency above
        assert world.posts["SO-CV"] not in posts  # no term
        assert f"{ends(holding):%d/%m/%Y}" in offered[0].words

    def test_a_term_that_was_renewed_is_over(self, world):
        holding = holding_of(world)
        PostHolding.objects.create(
            person=holding.person,
            post=holding.post,
            held_from=world.on + timedelta(days=30),
            term_months=60,
            document_number="1/QĐ",
            document_date=world.on,
            issued_by="UBND",
        )

        assert holding not in [
            each.subject.what for each in holdings_that_end(world.agency, world.on)
        ]

    def test_another_kind_or_another_agency_or_a_term_that_is_over_opens_nothing(self, world, flow):
        gone = holding_of(world, "deputy-director-2")
        gone.held_until, gone.left = world.on, "moved"
        gone.save()
        above = PostHolding.objects.get(person=world.people["chairman"], post=world.posts["TP-CT"])

        for what in (world.people["staff-1"], above, gone):
            with pytest.raises(IncompleteActError) as refused:
                opened(world, flow, what)
            assert [problem.field for problem in refused.value.problems] == ["holding"]
        assert not Dossier.objects.exists()

    def test_the_page_offers_them_and_opens_one(self, world, flow, client):
        client.force_login(
            world.account("hr_officer"), backend="django.contrib.auth.backends.ModelBackend"
        )
        holding = holding_of(world)
        page = Page(client, reverse("desk:open-procedure", args=[flow.procedure]))
        told = {"holding": holding.pk, "told_on": day(world.on)}

        answer = page.send(**told, edition_shown=flow.edition.code)

        dossier = Dossier.objects.get()
        assert answer.status_code == 302, answer.content.decode()
        assert dossier.subject.what == holding
        body = client.get(answer.url).content.decode()
        assert holding.person.full_name in body
        # What a proposal says nobody is asked for here.
        form = client.get(reverse("desk:open-procedure", args=[flow.procedure])).context["form"]
        assert set(form.fields) == {"agency", "holding", "told_on", "edition_shown"}


class TestAPerson:
    def test_the_person_is_the_one_candidate_and_aims_at_no_post(self, world):
        flow = subject_flows.flow("person")
        with subject_flows.known(flow):
            dossier = opened(world, flow, world.people["staff-1"])

            [candidate] = dossier.candidates.all()
            known = gather(dossier, [candidate], on=world.on)[candidate.pk]
        assert (candidate.person, candidate.post) == (world.people["staff-1"], None)
        assert known["target_is_deputy"].value is None
        assert known["months_to_retirement_at_appointment"].known

    def test_whoever_holds_no_post_of_the_agency_opens_nothing(self, world):
        flow = subject_flows.flow("person")
        with subject_flows.known(flow), pytest.raises(IncompleteActError) as refused:
            opened(world, flow, world.people["chairman"])
        assert [problem.field for problem in refused.value.problems] == ["person"]

    def test_two_dossiers_about_one_person_know_of_each_other(self, world):
        held, about = subject_flows.flow("holding"), subject_flows.flow("person")
        with subject_flows.known(held, about):
            first = opened(world, held, holding_of(world))
            words = {each.key: each.words for each in people_of_the_agency(world.agency, world.on)}
            second = opened(world, about, world.people["deputy-director-1"])
            other = opened(world, about, world.people["staff-1"])

            assert first.number in words[world.people["deputy-director-1"].pk]
            assert first.number not in words[world.people["staff-1"].pk]
            assert others_about(first) == [second]
            assert others_about(second) == [first]
            assert others_about(other) == []


class TestAPlan:
    @pytest.fixture
    def flow(self):
        found = subject_flows.flow("plan")
        with subject_flows.known(found):
            yield found

    def test_it_is_governed_from_its_opening_until_its_event_happens(self, world, flow):
        dossier = opened(world, flow, "Kế hoạch luân chuyển năm 2026")

        assert str(dossier.about) == "Kế hoạch luân chuyển năm 2026"
        assert dossier.governing_date == world.on
        world.on += timedelta(days=3)
        nominate(world, dossier, {world.people["candidate-1"]: world.post})
        dossier.refresh_from_db()
        assert dossier.governing_date == world.on

    def test_each_person_aims_at_a_post_of_his_or_her_own(self, world, flow):
        dossier = opened(world, flow, "Kế hoạch")
        aims = {
            world.people["candidate-1"]: world.post,
            world.people["candidate-2"]: world.posts["P1-TP"],
        }

        nominate(world, dossier, aims)

        entered = dossier.candidates.select_related("person", "post")
        assert {each.person: each.post for each in entered} == aims
        # Nothing is decided: the gate judged as of the day of the facts.
        assert dossier.planned_effect is None
        assert dossier.gate_runs.count() == 2

    def test_whoever_aims_at_nothing_is_refused_by_name(self, world, flow):
        dossier = opened(world, flow, "Kế hoạch")

        with pytest.raises(IncompleteActError) as refused:
            nominate(world, dossier, {world.people["candidate-1"]: None})

        [problem] = refused.value.problems
        assert world.people["candidate-1"].full_name in str(problem.message)
        assert not dossier.candidates.exists()

    def test_a_plan_without_a_name_opens_nothing(self, world, flow):
        with pytest.raises(IncompleteActError) as refused:
            opened(world, flow, "  ")
        assert [problem.field for problem in refused.value.problems] == ["label"]

    def test_an_event_in_the_time_of_another_edition_is_refused(self, world, flow):
        dossier = opened(world, flow, "Kế hoạch")
        ended = replace(flow.edition, until=world.on + timedelta(days=1))
        flow.edition = ended
        world.on += timedelta(days=3)

        with pytest.raises(IncompleteActError):
            nominate(world, dossier, {world.people["candidate-1"]: world.post})

        dossier.refresh_from_db()
        assert not dossier.candidates.exists()

    def test_the_pages_open_it_and_ask_for_the_post_of_each(self, world, flow, client):
        client.force_login(
            world.account("hr_officer"), backend="django.contrib.auth.backends.ModelBackend"
        )
        page = Page(client, reverse("desk:open-procedure", args=[flow.procedure]))
        answer = page.send(
            label="Kế hoạch năm 2026", told_on=day(world.on), edition_shown=flow.edition.code
        )
        dossier = Dossier.objects.get()
        person = world.people["candidate-1"]
        task = walk.task(dossier)
        enter = Page(
            client,
            reverse(
                "desk:step",
                kwargs={"number": dossier.number, "step": "enter", "task_id": task.pk},
            ),
        )

        refused = enter.send(people=[person.pk])
        entered = enter.send(people=[person.pk], **{f"post-{person.pk}": world.post.pk})

        assert answer.status_code == 302
        assert (refused.status_code, entered.status_code) == (422, 302)
        assert dossier.candidates.get().post == world.post


def nominate(world, dossier, aims):
    return steps.perform(
        task_id=walk.task(dossier).pk,
        act=NominationAct(
            people=tuple(person.pk for person in aims),
            posts={person.pk: post.pk for person, post in aims.items() if post is not None},
        ),
        account=world.account("hr_officer"),
        at=world.at(),
    )


def test_a_subject_is_of_its_kind_and_of_no_other(world):
    dossier = walk.open_dossier(world)
    for wrong in (
        {"kind": "post"},
        {"kind": "year", "year": 2026, "post": world.post},
        {"kind": "plan", "label": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DossierSubject.objects.create(dossier=dossier, **wrong)


def test_two_dossiers_about_one_post_know_of_each_other_on_both_pages(world, client):
    first, second = walk.open_dossier(world), walk.open_dossier(world)
    client.force_login(
        world.account("hr_officer"), backend="django.contrib.auth.backends.ModelBackend"
    )

    for one, other in ((first, second), (second, first)):
        body = client.get(reverse("desk:dossier", kwargs={"number": one.number})).content.decode()
        assert f'href="{reverse("desk:dossier", kwargs={"number": other.number})}"' in body


def test_what_a_subject_is_called_is_worded_when_it_is_read(world):
    assert str(DossierSubject.of(2026)) == "Năm 2026"
    assert str(DossierSubject.of(world.agency)) == world.agency.name
