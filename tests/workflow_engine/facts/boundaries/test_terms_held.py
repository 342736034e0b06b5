"""The post held whose term ends, as the registry knows it: each fact on both sides of its line."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import ON, by_decision, edit, enter
from workflow_engine.facts import gather
from workflow_engine.registry import models as registry

pytestmark = pytest.mark.django_db

SINCE = date(2022, 2, 1)  # five years end on 01/02/2027


@pytest.fixture
def holder(house):
    """Who holds the post that the dossier is about, and is considered for it again."""
    holding = house.hold(house.person(), "deputy-director", SINCE, term_months=60)
    [subject] = house.dossier.subjects.all()
    edit(subject, kind="holding", post=None, holding=holding)
    return house.candidate(holding.person)


def holding_of(holder):
    return registry.PostHolding.objects.get(person=holder.person, held_from=SINCE)


def rated(holder, **levels):
    for year, level in levels.items():
        day = date(int(year[1:]), 12, 20)
        enter(registry.Rating, person=holder.person, year=day.year, level=level, decided_on=day)


OF_THE_HOLDING = (
    "current_term_months",
    "months_to_retirement_at_expiry",
    "consecutive_terms_in_place",
    "years_not_completed_in_term",
)


@pytest.mark.parametrize("fact", OF_THE_HOLDING)
def test_a_dossier_about_no_post_held_knows_nothing_of_its_term(fact, eligible, value):
    assert value(eligible, fact) is None


def test_a_post_held_that_was_entered_in_error_is_none(holder, facts):
    edit(holding_of(holder), voided=True)

    known = facts(holder)

    assert {known[fact].value for fact in OF_THE_HOLDING} == {None}


def test_the_holder_is_considered_for_the_post_that_is_held(house, holder, value):
    assert holder.post == house.posts["deputy-director"]
    assert value(holder, "target_is_deputy") is True


class TestTerm:
    def test_it_is_the_one_of_the_decision(self, holder, value):
        assert value(holder, "current_term_months") == 60
        edit(holding_of(holder), term_months=36)
        assert value(holder, "current_term_months") == 36

    @pytest.mark.parametrize("said", [None, 72])
    def test_one_that_is_not_said_or_not_lawful_is_not_known(self, said, holder, value):
        edit(holding_of(holder), term_months=said)
        assert value(holder, "current_term_months") is None


class TestRetirement:
    """A man born in 06/1965 retires at 61 years and 9 months: NĐ 135/2020, annex I."""

    def test_months_are_counted_from_the_end_of_the_term(self, holder, value):
        edit(holder.person, birth_date=date(1980, 5, 20))
        whole = value(holder, "months_to_retirement_at_expiry")
        edit(holding_of(holder), term_months=48)
        assert value(holder, "months_to_retirement_at_expiry") == whole + 12

    def test_a_year_of_birth_alone_tells_no_month(self, holder, value):
        edit(holder.person, birth_precision="year")
        assert value(holder, "months_to_retirement_at_expiry") is None


class TestTermsRunning:
    def before(self, house, holder, until, post="deputy-director"):
        return house.hold(
            holder.person,
            post,
            date(2017, 2, 1),
            until,
            term_months=60,
            left="term-ended",
            **by_decision(until),
        )

    def test_a_first_term_is_known_only_from_a_check_of_the_posts(self, house, holder, value):
        assert value(holder, "consecutive_terms_in_place") is None
        house.check(holder.person, "posts")
        assert value(holder, "consecutive_terms_in_place") == 1

    def test_two_on_record_count_at_once(self, house, holder, value):
        self.before(house, holder, SINCE)
        assert value(holder, "consecutive_terms_in_place") == 2

    def test_a_break_or_another_title_ends_the_run(self, house, holder, value):
        row = self.before(house, holder, date(2022, 1, 31))
        house.check(holder.person, "posts")
        assert value(holder, "consecutive_terms_in_place") == 1
        edit(row, held_until=SINCE, post=house.posts["director"])
        assert value(holder, "consecutive_terms_in_place") == 1


class TestYearsNotCompleted:
    def test_each_ended_year_of_the_term_counts(self, holder, value):
        rated(holder, y2022="good", y2023="failed", y2024="good", y2025="failed")
        assert value(holder, "years_not_completed_in_term") == 2

    def test_one_year_without_a_rating_leaves_it_open(self, holder, value):
        rated(holder, y2022="good", y2023="failed", y2025="good")
        assert value(holder, "years_not_completed_in_term") is None

    def test_a_year_before_the_term_is_none_of_it(self, holder, value):
        rated(holder, y2021="failed", y2022="good", y2023="good", y2024="good", y2025="good")
        assert value(holder, "years_not_completed_in_term") == 0


class TestHeldNow:
    def test_a_leadership_post_by_appointment(self, house, holder, value):
        assert value(holder, "holds_leadership_post") is True

    def test_none_is_known_only_from_a_check(self, house, value):
        somebody = house.candidate()
        assert value(somebody, "holds_leadership_post") is None
        house.check(somebody.person, "posts")
        assert value(somebody, "holds_leadership_post") is False

    def test_beyond_its_term_nobody_knows(self, holder, value):
        edit(holding_of(holder), held_from=date(2021, 9, 15))
        assert value(holder, "holds_leadership_post") is None
        edit(registry.PostHolding.objects.get(person=holder.person), held_from=date(2021, 9, 16))
        assert value(holder, "holds_leadership_post") is True

    def test_a_secondment_counts_on_record_and_none_from_a_check(self, house, holder, value):
        assert value(holder, "secondments_open") is None
        house.check(holder.person, "posts")
        assert value(holder, "secondments_open") == 0
        house.hold(holder.person, "head", date(2026, 1, 1), kind="seconded", term_months=12)
        assert value(holder, "secondments_open") == 1

    def test_planned_for_any_title(self, eligible, value):
        assert value(eligible, "in_leadership_planning") is True
        edit(registry.Planning.objects.get(person=eligible.person), voided=True)
        assert value(eligible, "in_leadership_planning") is None


def test_months_at_the_move_are_those_at_the_day_of_effect(eligible, facts):
    known = facts(eligible)

    at_move = known["months_to_retirement_at_move"].value
    assert at_move == known["months_to_retirement_at_appointment"].value
    assert at_move is not None


def test_each_candidate_aims_at_a_post_of_his_or_her_own(house, eligible):
    """Of two in one dossier each is judged for his or her own post."""
    other = house.candidate()
    edit(other, post=house.posts["staff"])
    none = house.candidate()
    edit(none, post=None)
    house.dossier.refresh_from_db()

    known = gather(house.dossier, [eligible, other, none], on=ON)

    told = [known[each.pk]["target_is_deputy"].value for each in (eligible, other, none)]
    assert told == [True, False, None]
    # What needs no post is known of whoever aims at none.
    assert known[none.pk]["months_to_retirement_at_appointment"].known
