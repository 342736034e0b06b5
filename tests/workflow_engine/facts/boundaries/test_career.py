"""Experience, planning, ratings, exits and papers: each on its first and last day."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import (
    ON,
    by_decision,
    edit,
    enter,
    leading,
    only_check,
)
from workflow_engine.registry import models as registry


class TestExperience:
    def test_work_beside_and_before_the_posts_counts_once(self, eligible, value):
        assert value(eligible, "relevant_experience_months") == 200

        for since, until in (
            (date(2008, 1, 1), date(2010, 1, 1)),
            (date(2009, 1, 1), date(2012, 1, 1)),
        ):
            enter(
                registry.WorkPeriod,
                person=eligible.person,
                organisation="Sở",
                held_from=since,
                held_until=until,
            )
        assert value(eligible, "relevant_experience_months") == 224

    def test_only_work_in_the_sector_counts_where_the_standard_names_one(
        self, house, eligible, value
    ):
        edit(registry.TitleStandard.objects.get(), experience_sector="finance")
        enter(
            registry.WorkPeriod,
            person=eligible.person,
            organisation="Trường",
            sector="education",
            held_from=date(2000, 1, 1),
            held_until=date(2010, 1, 1),
        )
        assert value(eligible, "relevant_experience_months") == 200

        edit(house.units["division"], sector="health")
        assert value(eligible, "relevant_experience_months") == 0

    @pytest.mark.parametrize(("years", "months"), [(16, 200), (17, None)])
    def test_less_than_the_standard_asks_is_known_only_of_a_complete_history(
        self, years, months, house, eligible, value
    ):
        only_check(house, eligible, "work-history", on=date(2020, 1, 1))
        edit(registry.TitleStandard.objects.get(), field_years=years)

        assert value(eligible, "relevant_experience_months") == months

    def test_a_work_history_that_was_checked_and_is_empty_is_none(self, house, eligible, value):
        only_check(house, eligible, "work-history", on=date(2020, 1, 1))
        for row in registry.PostHolding.objects.filter(person=eligible.person):
            edit(row, voided=True)
        assert value(eligible, "relevant_experience_months") is None

        house.check(eligible.person, "work-history")
        assert value(eligible, "relevant_experience_months") == 0


class TestPlanning:
    def test_another_unit_is_not_the_post_but_is_equivalent(self, house, eligible, value):
        edit(registry.Planning.objects.get(), unit=house.units["city"])
        assert value(eligible, "planned_for_post") is None

        house.check(eligible.person, "planning")
        assert value(eligible, "planned_for_post") is False
        assert value(eligible, "planned_for_equivalent_or_higher") is True

    @pytest.mark.parametrize(("title", "planned"), [("head", False), ("director", True)])
    def test_the_rank_of_the_title_decides(self, title, planned, house, eligible, value):
        edit(registry.Planning.objects.get(), title=house.titles[title])
        house.check(eligible.person, "planning")

        assert value(eligible, "planned_for_equivalent_or_higher") is planned

    @pytest.mark.parametrize(("ended_on", "planned"), [(date(2026, 9, 16), True), (ON, False)])
    def test_whoever_was_taken_out_is_not_planned(self, ended_on, planned, house, eligible, value):
        edit(registry.Planning.objects.get(), ended_on=ended_on)
        house.check(eligible.person, "planning")

        assert value(eligible, "planned_for_post") is planned


class TestRatings:
    def test_the_years_are_those_that_ended_before_the_day(self, eligible, value):
        assert value(eligible, "ratings_good_recent_years", on=date(2026, 12, 31)) == 3
        assert value(eligible, "rated_recent_years", on=date(2027, 1, 1)) is None

    def test_the_year_that_is_missing_is_named(self, eligible, facts, verdict):
        for year in (2023, 2024):
            edit(registry.Rating.objects.get(year=year), voided=True)
        evidence = facts(eligible)["rated_recent_years"].evidence
        said = verdict(eligible).finding("appointment.good-ratings").sentence

        years = [one.note.get("missing_year") for one in evidence]
        assert years == [None, "2023", "2024"]
        assert "còn thiếu năm 2023, 2024 (cán bộ tổ chức)" in said["vi"]
        assert "missing for 2023, 2024 (the personnel officer)" in said["en"]

    def test_a_gap_is_one_only_where_the_ratings_were_checked(self, house, eligible, value):
        edit(registry.Rating.objects.get(year=2024), voided=True)
        assert value(eligible, "rated_recent_years") is None
        assert value(eligible, "ratings_good_recent_years") is None

        house.check(eligible.person, "ratings")
        assert value(eligible, "rated_recent_years") == 2
        assert value(eligible, "ratings_good_recent_years") == 2

    def test_a_later_decision_on_a_year_takes_the_place_of_the_earlier(self, eligible, value):
        enter(
            registry.Rating,
            person=eligible.person,
            year=2024,
            level="failed",
            decided_on=date(2026, 2, 1),
        )

        assert value(eligible, "ratings_good_recent_years") == 2
        assert value(eligible, "ratings_good_recent_years", on=date(2026, 1, 31)) == 3

    @pytest.mark.parametrize(
        ("level", "decided_on", "count"),
        [
            ("failed", ON, None),
            ("completed", ON, None),
            ("good", ON, 3),
            ("excellent", ON, 3),
            # Decided on a day that has not come: nobody knows what is mistyped.
            ("failed", date(2026, 9, 16), None),
        ],
    )
    def test_a_rating_of_the_running_year_that_is_not_good_leaves_it_open(
        self, level, decided_on, count, eligible, value
    ):
        registry.Rating.objects.create(
            person=eligible.person, year=2026, level=level, decided_on=decided_on
        )
        assert value(eligible, "ratings_good_recent_years") == count
        assert value(eligible, "rated_recent_years") == 3

        # Fewer than three good years are fewer, whatever comes.
        edit(registry.Rating.objects.get(year=2024), level="completed")
        assert value(eligible, "ratings_good_recent_years") == 2

    @pytest.mark.parametrize("levels", [("good", "failed"), ("failed", "good")])
    def test_of_two_decisions_of_one_day_the_lower_stands(self, levels, eligible, value):
        row = registry.Rating.objects.get(year=2024)
        edit(row, level=levels[0])
        enter(
            registry.Rating,
            person=eligible.person,
            year=2024,
            level=levels[1],
            decided_on=row.decided_on,
        )

        assert value(eligible, "ratings_good_recent_years") == 2


class TestExits:
    def leave(self, house, candidate, how, on):
        edit(leading(candidate), held_until=on, left=how, **by_decision(on))
        house.hold(candidate.person, "staff", on, kind="assigned")

    @pytest.mark.parametrize(
        ("how", "kind"),
        [
            ("relieved", "relieved"),
            ("resigned", "resigned"),
            ("removed", "dismissed"),
            ("moved", "none"),
            ("term-ended", "none"),
            ("not-renewed", "none"),
        ],
    )
    def test_how_the_post_was_left_is_put_into_the_words_of_the_law(
        self, how, kind, house, eligible, value
    ):
        self.leave(house, eligible, how, date(2025, 1, 1))

        assert value(eligible, "last_exit_kind") == kind

    @pytest.mark.parametrize(("on", "kind"), [(ON, "relieved"), (date(2026, 9, 16), None)])
    def test_a_post_is_left_from_the_day_on_which_it_is_no_longer_held(
        self, on, kind, house, eligible, value
    ):
        self.leave(house, eligible, "relieved", on)

        assert value(eligible, "last_exit_kind") == kind

    def test_that_no_later_exit_came_is_known_only_of_a_complete_history(
        self, house, eligible, value
    ):
        self.leave(house, eligible, "relieved", date(2025, 1, 1))
        only_check(house, eligible, "posts", on=date(2020, 1, 1))
        assert value(eligible, "last_exit_kind") is None

        house.check(eligible.person, "posts")
        assert value(eligible, "last_exit_kind") == "relieved"

    @pytest.mark.parametrize(
        ("until", "again", "kind"),
        [
            (ON, None, None),
            (date(2026, 9, 16), None, "none"),
            (ON, ON, "none"),
            (date(2026, 9, 1), ON, None),
        ],
    )
    def test_an_end_of_which_nobody_says_how_may_be_an_exit(
        self, until, again, kind, house, eligible, facts
    ):
        row = leading(eligible)
        edit(row, held_until=until)
        if again:
            house.hold(eligible.person, "head", again)
        fact = facts(eligible)["last_exit_kind"]

        assert fact.value == kind
        if kind is None:
            assert [one.ref for one in fact.evidence] == [str(row.pk)]

    @pytest.mark.parametrize(
        ("standing", "how", "until", "kind"),
        [
            ("head", "removed", date(2025, 1, 1), None),
            ("deputy", "relieved", date(2025, 1, 1), None),
            ("deputy", "relieved", date(2046, 1, 1), None),
            ("head", "", date(2025, 1, 1), None),
            ("head", "moved", date(2025, 1, 1), "none"),
            ("staff", "removed", date(2025, 1, 1), "none"),
        ],
    )
    def test_a_post_of_a_leader_without_a_rank_may_be_a_leadership_post(
        self, standing, how, until, kind, house, eligible, facts, verdict
    ):
        post = house.posts["staff"]
        edit(post, standing=standing)
        day = date(2025, 1, 1)
        row = house.hold(
            eligible.person, "staff", date(2024, 1, 1), until, left=how, **by_decision(day)
        )
        known = facts(eligible)

        assert known["last_exit_kind"].value == kind
        if kind is None:
            assert [one.ref for one in known["last_exit_kind"].evidence] == [str(row.pk)]
            assert not verdict(eligible).passes

    @pytest.mark.parametrize("until", [date(2023, 6, 1), ON])
    def test_one_left_before_another_exit_leaves_it_open_as_well(
        self, until, house, eligible, value
    ):
        self.leave(house, eligible, "relieved", date(2025, 1, 1))
        edit(house.posts["staff"], standing="deputy")
        house.hold(eligible.person, "staff", date(2023, 1, 1), until, left="removed")

        assert value(eligible, "last_exit_kind") is None
        for name in ("target_against_post_left", "months_in_new_position", "rating_after_exit"):
            assert value(eligible, name) is None

    def test_the_decision_of_the_exit_is_its_evidence(self, house, eligible, facts):
        self.leave(house, eligible, "relieved", date(2025, 1, 1))
        edit(leading(eligible), end_document_number="9/QĐ", end_document_date=date(2024, 12, 1))
        evidence = facts(eligible)["last_exit_kind"].evidence[0]

        assert evidence.note["end_document_number"] == "9/QĐ"

    @pytest.mark.parametrize(("on", "months"), [(date(2025, 9, 15), 12), (date(2025, 9, 16), 11)])
    def test_months_run_from_taking_up_the_position_that_followed(
        self, on, months, house, eligible, value
    ):
        self.leave(house, eligible, "relieved", on)

        assert value(eligible, "months_in_new_position") == months

    @pytest.mark.parametrize(
        ("post", "relation"),
        [("head", "higher"), ("deputy-director", "equal"), ("director", "lower")],
    )
    def test_the_title_is_ranked_against_the_post_left(
        self, post, relation, house, eligible, value
    ):
        edit(leading(eligible), post=house.posts[post])
        self.leave(house, eligible, "relieved", date(2025, 1, 1))

        assert value(eligible, "target_against_post_left") == relation

    def test_the_lowest_rating_since_then_counts(self, house, eligible, value):
        self.leave(house, eligible, "relieved", date(2024, 6, 1))
        assert value(eligible, "rating_after_exit") == "completed_well"

        edit(registry.Rating.objects.get(year=2025), level="completed")
        assert value(eligible, "rating_after_exit") == "completed"

        edit(registry.Rating.objects.get(year=2023), level="failed")
        assert value(eligible, "rating_after_exit") == "completed"

    def test_a_year_without_a_rating_since_then_leaves_it_open(self, house, eligible, facts):
        self.leave(house, eligible, "relieved", date(2023, 6, 1))
        edit(registry.Rating.objects.get(year=2024), voided=True)
        found = facts(eligible)["rating_after_exit"]
        assert found.value is None
        assert [one.note.get("missing_year") for one in found.evidence] == [None, None, "2024"]

        house.check(eligible.person, "ratings")
        assert facts(eligible)["rating_after_exit"].value == "completed_well"

    def test_the_wait_after_it_says_when_it_is_over(self, house, eligible, verdict):
        edit(leading(eligible), post=house.posts["deputy-director"])
        self.leave(house, eligible, "relieved", date(2026, 1, 31))
        found = verdict(eligible).finding("appointment.wait-after-relief")

        assert "sớm nhất đến ngày 31/01/2027 mới đủ 12 tháng" in found.sentence["vi"]

    def test_who_was_not_rated_since_then_has_no_rating(self, house, eligible, value):
        self.leave(house, eligible, "relieved", date(2026, 1, 1))

        assert value(eligible, "rating_after_exit") is None


class TestPapers:
    @pytest.mark.parametrize(
        ("issued_on", "months"),
        [(ON, 0), (date(2026, 3, 15), 6), (date(2026, 3, 14), 7)],
    )
    def test_a_certificate_is_six_months_old_to_the_day(self, issued_on, months, eligible, value):
        edit(registry.HealthCertificate.objects.get(), issued_on=issued_on)

        assert value(eligible, "health_certificate_age_months") == months

    def test_a_certificate_of_the_31st_is_usable_to_the_end_of_february(self, eligible, value):
        edit(registry.HealthCertificate.objects.get(), issued_on=date(2026, 8, 31))

        name = "health_certificate_age_months"
        assert value(eligible, name, on=date(2027, 2, 28)) == 6
        assert value(eligible, name, on=date(2027, 3, 1)) == 7

    def test_the_latest_certificate_counts(self, eligible, value):
        enter(
            registry.HealthCertificate,
            person=eligible.person,
            issued_on=date(2026, 7, 31),
            fit=False,
        )
        assert value(eligible, "health_fit") is True

        enter(
            registry.HealthCertificate,
            person=eligible.person,
            issued_on=date(2026, 8, 2),
            fit=False,
        )
        assert value(eligible, "health_fit") is False

    @pytest.mark.parametrize(("first", "second"), [(True, False), (False, True)])
    def test_of_two_papers_of_one_day_the_worse_stands(self, first, second, eligible, value):
        person = eligible.person
        health, assets = registry.HealthCertificate, registry.AssetDeclaration
        edit(health.objects.get(), fit=first)
        enter(health, person=person, issued_on=date(2026, 8, 1), fit=second)
        edit(assets.objects.get(), verified=first)
        again = enter(
            assets,
            person=person,
            kind="personnel",
            completed_on=date(2026, 8, 10),
            verified=second,
        )
        assert value(eligible, "health_fit") is False
        assert value(eligible, "asset_declaration_verified") is False

        # Of one of them nobody said it.
        edit(assets.objects.exclude(pk=again.pk).get(), verified=True)
        edit(again, verified=None)
        assert value(eligible, "asset_declaration_verified") is None

    @pytest.mark.parametrize(
        ("completed_on", "days"), [(date(2026, 3, 15), 231), (date(2026, 3, 14), None)]
    )
    def test_a_declaration_older_than_a_paper_was_made_for_another_appointment(
        self, completed_on, days, eligible, value
    ):
        edit(registry.AssetDeclaration.objects.get(), completed_on=completed_on)

        assert value(eligible, "asset_declaration_days_before_planned_date") == days

    def test_an_annual_declaration_is_not_one_for_personnel_work(self, eligible, value):
        edit(registry.AssetDeclaration.objects.get(), kind="annual")

        assert value(eligible, "asset_declaration_days_before_planned_date") is None

    @pytest.mark.parametrize(("effective_on", "days"), [(date(2026, 8, 20), 10), (None, 83)])
    def test_days_are_counted_to_the_date_of_effect(self, effective_on, days, eligible, value):
        name = "asset_declaration_days_before_planned_date"

        assert value(eligible, name, effective_on=effective_on) == days
