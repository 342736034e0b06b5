"""What an insider could bend: days against papers, terms, periods, answers that nobody gave."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import ON, by_decision, edit, enter, leading
from tests.workflow_engine.facts.conftest import CHECKED
from workflow_engine.registry import models as registry
from workflow_engine.registry import papers


def discipline(person, on, paper, **given):
    return enter(
        registry.Discipline,
        person=person,
        form="warning",
        effective_on=on,
        by_party=False,
        document_number="9/QĐ",
        document_date=paper,
        **given,
    )


class TestDaysAndPapers:
    @pytest.mark.parametrize(
        ("on", "paper", "served"),
        [
            (date(2026, 8, 12), date(2026, 8, 12), 1),
            # Typed into the past beside a decision of this year, and the reverse.
            (date(2016, 8, 12), date(2026, 8, 12), None),
            (date(2026, 8, 12), date(2016, 8, 12), None),
            (date(2026, 8, 12), date(2026, 2, 12), 1),
            (date(2026, 8, 13), date(2026, 2, 12), None),
            # A decision has no effect before it was signed.
            (date(2026, 8, 11), date(2026, 8, 12), None),
        ],
    )
    def test_a_discipline_has_effect_from_its_decision(self, on, paper, served, eligible, facts):
        row = discipline(eligible.person, on, paper)
        fact = facts(eligible)["disciplines_being_served"]

        assert fact.value == served
        assert [one.ref for one in fact.evidence] == [str(row.pk)]

    def test_after_one_of_the_party_it_may_have_effect_before(self, eligible, value):
        enter(
            registry.Discipline,
            person=eligible.person,
            form="warning",
            effective_on=date(2026, 8, 1),
            by_party=True,
        )
        discipline(
            eligible.person,
            date(2026, 8, 1),
            date(2026, 8, 20),
            party_effective_on=date(2026, 8, 1),
        )

        assert value(eligible, "disciplines_being_served") == 2

    def test_what_was_confirmed_counts_and_only_for_those_days(self, eligible, value):
        row = leading(eligible)
        edit(row, document_number="1/QĐ", document_date=date(2026, 9, 1))
        assert value(eligible, "months_in_post_below") is None

        edit(row, days_confirmed=papers.confirmed_as(type(row), vars(row)))
        assert value(eligible, "months_in_post_below") == 44

        edit(row, held_from=date(2013, 1, 1), document_date=date(2026, 9, 1))
        assert value(eligible, "months_in_post_below") is None

    def test_a_check_is_not_truer_than_its_paper(self, house, eligible, value):
        check = registry.Clearance.objects.get(person=eligible.person, subject="criminal")
        for day, known in ((CHECKED, 0), (date(2026, 8, 19), None)):
            edit(check, document_date=day)
            assert value(eligible, "open_criminal_proceedings") == known

    def test_nor_is_one_of_a_unit(self, eligible, value):
        for day, known in ((CHECKED, 1), (date(2026, 8, 19), None)):
            edit(registry.UnitCheck.objects.get(), document_date=day)
            assert value(eligible, "deputies_after_appointment") == known


class TestTerms:
    @pytest.mark.parametrize(
        ("term", "months", "relation"), [(45, 44, "lower"), (44, 44, None), (6, None, None)]
    )
    def test_beyond_its_term_nobody_knows_whether_a_post_is_held(
        self, term, months, relation, house, eligible, value
    ):
        edit(leading(eligible), post=house.posts["director"], term_months=term)

        assert value(eligible, "months_in_post_below") == months
        assert value(eligible, "appointment_relation") == relation

    @pytest.mark.parametrize("term", [None, 60, 120])
    @pytest.mark.parametrize(
        ("since", "relation", "months"),
        [(date(2021, 9, 16), "lower", 59), (date(2021, 9, 15), None, 60)],
    )
    def test_without_a_term_or_with_one_too_long_a_post_has_that_of_the_law(
        self, term, since, relation, months, house, eligible, value
    ):
        edit(leading(eligible), post=house.posts["director"], held_from=since, term_months=term)

        assert value(eligible, "appointment_relation") == relation
        assert value(eligible, "months_in_post_below") == months
        assert (value(eligible, "source") is None) is (relation is None)

    def test_sector_law_sets_a_shorter_one_and_no_longer(self, house, eligible, value):
        edit(leading(eligible), post=house.posts["director"], held_from=date(2023, 9, 15))
        assert value(eligible, "appointment_relation") == "lower"

        edit(house.titles["director"], term_months=36)
        assert value(eligible, "appointment_relation") is None

        edit(house.titles["director"], term_months=120)
        edit(leading(eligible), held_from=date(2021, 9, 15))
        assert value(eligible, "appointment_relation") is None

    @pytest.mark.parametrize(
        ("until", "months"), [(date(2021, 1, 1), 60 + 8), (date(2021, 1, 2), 60 + 8)]
    )
    def test_time_beyond_the_term_of_a_post_that_has_ended_does_not_count(
        self, until, months, house, eligible, value
    ):
        edit(leading(eligible), held_from=date(2026, 1, 15))
        house.hold(
            eligible.person, "head", date(2016, 1, 1), until, left="moved", **by_decision(until)
        )

        assert value(eligible, "months_in_post_below") == months

    def test_a_post_of_the_staff_has_no_term(self, house, eligible, value):
        staff = registry.PostHolding.objects.get(person=eligible.person, kind="assigned")
        edit(staff, kind="appointed", held_until=None, left="")

        assert value(eligible, "source") == "on_site"

    def test_the_answer_is_known_where_it_is_the_same_either_way(self, eligible, value):
        edit(leading(eligible), term_months=36)

        assert value(eligible, "appointment_relation") == "higher"
        assert value(eligible, "months_in_post_below") == 36

    def test_a_row_of_its_own_renews_it(self, house, eligible, value):
        edit(leading(eligible), post=house.posts["director"], term_months=36)
        house.hold(eligible.person, "director", date(2026, 1, 1), term_months=60)

        assert value(eligible, "appointment_relation") == "lower"

    @pytest.mark.parametrize(
        ("kind", "since", "count"),
        [
            ("acting", date(2025, 9, 16), 1),
            ("acting", date(2025, 9, 15), None),
            ("seconded", date(2023, 9, 16), 1),
            ("seconded", date(2023, 9, 15), None),
        ],
    )
    def test_acting_and_secondment_have_a_longest_time(
        self, kind, since, count, house, eligible, value
    ):
        other = house.person()
        house.hold(other, "director", since, kind=kind)
        registry.Relationship.objects.create(person=eligible.person, relative=other, kind="spouse")

        assert value(eligible, "relatives_head_and_deputy") == count


class TestPlanning:
    @pytest.mark.parametrize(
        ("years", "planned"),
        [
            ((2026, 2026), True),
            ((2021, 2026), True),
            ((2025, 2030), True),
            # Longer than a term.
            ((2020, 2026), None),
            ((2015, 2100), None),
            ((2020, 2025), False),
            ((2027, 2032), False),
            ((None, None), None),
            ((2025, None), None),
        ],
    )
    def test_it_holds_in_the_years_of_its_period(self, years, planned, house, eligible, value):
        first, last = years
        edit(registry.Planning.objects.get(), period_from=first, period_until=last)
        house.check(eligible.person, "planning")

        assert value(eligible, "planned_for_post") is planned
        assert value(eligible, "planned_for_equivalent_or_higher") is planned

    @pytest.mark.parametrize(
        ("approved_on", "planned"),
        [
            (date(2020, 1, 1), True),
            (date(2019, 12, 31), None),
            (date(2015, 6, 1), None),
        ],
    )
    def test_it_was_approved_in_its_period_or_in_the_term_before(
        self, approved_on, planned, eligible, value
    ):
        edit(registry.Planning.objects.get(), approved_on=approved_on)

        assert value(eligible, "planned_for_post") is planned


class TestCommittees:
    def seats(self, house, eligible, **given):
        other = house.person()
        registry.Relationship.objects.create(person=eligible.person, relative=other, kind="spouse")
        seat = {"unit": house.units["dept"], "kind": "standing", "held_from": date(2024, 1, 1)}
        registry.PartyRole.objects.create(person=eligible.person, **seat)
        house.hold(other, "staff", date(2024, 1, 1), kind="assigned")
        return registry.PartyRole.objects.create(person=other, **seat, **given)

    def test_a_seat_is_left_by_a_decision(self, house, eligible, value):
        seat = self.seats(house, eligible)
        assert value(eligible, "relatives_in_collective") == 1

        edit(seat, held_until=ON)
        assert value(eligible, "relatives_in_collective") is None

        edit(seat, **by_decision(ON))
        assert value(eligible, "relatives_in_collective") == 0


class TestJudgement:
    FACT = "experience_assessed_fit"

    @pytest.mark.parametrize(
        ("on", "number", "fit"),
        [
            (date(2026, 8, 19), "13/BC", True),
            (CHECKED, "13/BC", False),
            (CHECKED, "12/BC", None),
            (date(2026, 8, 21), "13/BC", False),
        ],
    )
    def test_the_latest_paper_counts_and_not_the_last_entry(
        self, on, number, fit, house, eligible, value
    ):
        row = house.judged(eligible, self.FACT, confirmed=False, on=on)
        edit(row, document_number=number)

        assert value(eligible, self.FACT) is fit


class TestOpenAnswers:
    def test_of_a_degree_nobody_said_where_it_was_awarded(self, eligible, value):
        for row in registry.Qualification.objects.all():
            edit(row, foreign=None)

        assert value(eligible, "degree_level") is None
        # These are given at home alone.
        assert value(eligible, "political_theory_level") == "advanced"

    def test_the_standard_that_began_last_counts(self, house, eligible, value):
        old = registry.TitleStandard.objects.get()
        registry.TitleStandard.objects.create(
            title=old.title,
            in_force_from=date(2024, 1, 1),
            degree_level=5,
            political_theory_level=4,
            state_management_level=2,
            field_years=5,
            citation="Quyết định 0",
            confidence="unknown",
        )

        assert value(eligible, "title_degree_required") == "university"

    def test_of_two_exits_on_one_day_the_worse_counts(self, house, eligible, value):
        day = date(2025, 1, 1)
        edit(leading(eligible), held_until=day, left="removed", **by_decision(day))
        house.hold(
            eligible.person,
            "deputy-head",
            date(2023, 1, 1),
            day,
            left="relieved",
            **by_decision(day),
        )

        assert value(eligible, "last_exit_kind") == "dismissed"
