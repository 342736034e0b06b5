"""Posts and deputies: the last day that counts and the first that does not."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import (
    APPOINTED,
    MOVED,
    ON,
    edit,
    enter,
    leading,
    only_check,
)
from workflow_engine.registry import models as registry


class TestSource:
    """On site is who holds a post of the agency on the day of the facts."""

    def test_a_post_of_a_part_of_the_agency_is_on_site_and_is_the_evidence(self, eligible, facts):
        known = facts(eligible)["source"]
        held = registry.PostHolding.objects.get(person=eligible.person, held_until=None)

        assert known.value == "on_site"
        assert [(one.record, one.ref) for one in known.evidence] == [
            ("registry.postholding", str(held.pk))
        ]

    @pytest.mark.parametrize(("until", "source"), [(date(2026, 9, 16), "on_site"), (ON, None)])
    def test_who_left_by_the_day_is_not_on_site(self, until, source, eligible, value):
        held = registry.PostHolding.objects.get(person=eligible.person, held_until=None)
        edit(held, held_until=until, **MOVED)

        assert value(eligible, "source") == source

    def test_who_holds_a_post_of_another_agency_alone_is_not_known_to_be_on_site(
        self, house, eligible, facts
    ):
        elsewhere = house.person()
        row = house.hold(elsewhere, "chair", date(2020, 1, 1))

        known = facts(house.candidate(elsewhere))["source"]

        assert known.value is None
        assert [one.ref for one in known.evidence] == [str(row.pk)]

    def test_a_secondment_brings_nobody_into_the_agency(self, house, eligible, facts):
        other = house.person()
        home = house.hold(other, "chair", date(2024, 1, 1))
        here = house.hold(other, "head", date(2026, 9, 1), kind="seconded")
        known = facts(house.candidate(other))["source"]

        assert known.value is None
        assert [one.ref for one in known.evidence] == [str(home.pk), str(here.pk)]

    def test_nor_does_it_take_anybody_out(self, house, eligible, value):
        house.hold(eligible.person, "chair", date(2026, 9, 1), kind="seconded")

        assert value(eligible, "source") == "on_site"

    def test_of_whom_no_post_is_on_record_nothing_is_known(self, house, eligible, value):
        assert value(house.candidate(), "source") is None


class TestAnotherAgency:
    """Whether the post is of another agency than those where the person works."""

    @pytest.mark.parametrize(
        ("since", "another"),
        [(None, True), (date(2024, 1, 1), False), (date(2021, 9, 15), None)],
    )
    def test_a_post_of_the_agency_beyond_its_term_leaves_it_open(
        self, since, another, house, facts
    ):
        person = house.person()
        house.hold(person, "chair", date(2024, 1, 1))
        here = house.hold(person, "head", since) if since else None
        known = facts(house.candidate(person))["target_in_another_agency"]

        assert known.value is another
        if here:
            assert [one.ref for one in known.evidence] == [str(here.pk)]

    def test_a_secondment_there_is_no_post_of_the_agency(self, house, facts):
        person = house.person()
        house.hold(person, "chair", date(2024, 1, 1))
        house.hold(person, "head", date(2026, 9, 1), kind="seconded")

        assert facts(house.candidate(person))["target_in_another_agency"].value is True

    def test_a_post_there_that_is_taken_up_later_leaves_it_open(self, house, facts):
        person = house.person()
        house.hold(person, "chair", date(2024, 1, 1))
        house.hold(person, "head", date(2026, 12, 1))

        assert facts(house.candidate(person))["target_in_another_agency"].value is None


class TestDatedAhead:
    """A year mistyped, 2062 for 2026: the fact is not known, and the row is its evidence."""

    AHEAD = date(2062, 10, 12)

    @pytest.mark.parametrize(
        ("form", "given", "names"),
        [
            ("reprimand", {}, ("reprimands_on_record", "months_since_last_reprimand")),
            ("warning", {}, ("warnings_on_record", "months_since_last_warning")),
            ("removal", {}, ("removals_on_record", "months_since_last_removal")),
            ("removal", {"for_corruption": True}, ("corruption_removals",)),
        ],
    )
    def test_a_discipline(self, form, given, names, eligible, facts):
        row = enter(
            registry.Discipline, person=eligible.person, form=form, effective_on=self.AHEAD, **given
        )
        known = facts(eligible)

        for name in ("disciplines_being_served", *names):
            assert known[name].value is None
            assert [one.ref for one in known[name].evidence] == [str(row.pk)]

    @pytest.mark.parametrize(
        ("matter", "name"),
        [
            ("office-ban", "office_bans"),
            ("discipline", "open_disciplinary_proceedings"),
            ("denunciation", "open_denunciations_or_inspections"),
            ("suspension", "open_suspensions"),
            ("criminal", "open_criminal_proceedings"),
            ("misconduct", "misconduct_findings"),
            ("untrue-profile", "untrue_profile_findings"),
        ],
    )
    def test_a_matter(self, matter, name, eligible, facts, verdict):
        row = registry.Proceeding.objects.create(
            person=eligible.person, matter=matter, opened_on=self.AHEAD
        )

        assert facts(eligible)[name].value is None
        assert [one.ref for one in facts(eligible)[name].evidence] == [str(row.pk)]
        assert not verdict(eligible).passes

    def test_a_check_that_found_something(self, house, eligible, value):
        house.check(eligible.person, "criminal", self.AHEAD, clear=False)

        assert value(eligible, "open_criminal_proceedings") is None

    def test_a_rating_of_one_of_the_years(self, eligible, value):
        edit(registry.Rating.objects.get(year=2025), decided_on=self.AHEAD)

        assert value(eligible, "ratings_good_recent_years") is None

    def test_a_planning_where_no_other_is_on_record(self, house, eligible, value):
        house.check(eligible.person, "planning")
        edit(registry.Planning.objects.get(), approved_on=self.AHEAD)

        assert value(eligible, "planned_for_post") is None

    def test_a_certificate_beside_one_that_counts(self, eligible, value):
        enter(registry.HealthCertificate, person=eligible.person, issued_on=self.AHEAD, fit=False)

        assert value(eligible, "health_fit") is None

    def test_a_degree_above_what_counts(self, eligible, value):
        enter(
            registry.Qualification,
            person=eligible.person,
            kind="degree",
            level=6,
            awarded_on=self.AHEAD,
        )

        assert value(eligible, "degree_level") is None

    def test_a_leadership_post(self, house, eligible, value):
        house.hold(eligible.person, "director", self.AHEAD)

        assert value(eligible, "appointment_relation") is None

    def test_a_relationship_counts_whatever_the_date_of_its_paper(self, house, eligible, value):
        other = house.person()
        house.hold(other, "director", date(2024, 1, 1))
        registry.Relationship.objects.create(
            person=eligible.person, relative=other, kind="spouse", document_date=self.AHEAD
        )

        assert value(eligible, "relatives_in_collective") == 1


class TestPosts:
    @pytest.mark.parametrize(
        ("post", "relation"),
        [
            ("deputy-head", "higher"),
            ("head", "higher"),
            ("deputy-director", "equal"),
            ("director", "lower"),
        ],
    )
    def test_the_title_is_ranked_against_the_highest_post_held(
        self, post, relation, house, eligible, value
    ):
        edit(leading(eligible), post=house.posts[post])
        house.hold(eligible.person, "deputy-head", date(2024, 1, 1))

        assert value(eligible, "appointment_relation") == relation

    def test_acting_is_not_holding(self, house, eligible, value):
        house.hold(eligible.person, "director", date(2024, 1, 1), kind="acting")

        assert value(eligible, "appointment_relation") == "higher"

    def test_who_never_led_is_appointed_for_the_first_time(self, eligible, value):
        edit(leading(eligible), voided=True)

        assert value(eligible, "appointment_relation") == "first"
        assert value(eligible, "months_in_post_below") == 0

    def test_who_led_once_and_no_longer_does_is_appointed_to_a_higher_post(
        self, house, eligible, value
    ):
        edit(leading(eligible), post=house.posts["director"], held_until=date(2026, 1, 1))

        assert value(eligible, "appointment_relation") == "higher"

    @pytest.mark.parametrize("nothing_on_record", [True, False])
    def test_a_history_that_was_not_established_says_nothing(
        self, nothing_on_record, house, eligible, value
    ):
        only_check(house, eligible, "posts", on=date(2020, 1, 1))
        for row in registry.PostHolding.objects.filter(person=eligible.person):
            edit(row, voided=nothing_on_record or row.kind == "appointed")
        names = ("appointment_relation", "months_in_post_below", "last_exit_kind")
        assert [value(eligible, name) for name in names] == [None, None, None]

        house.check(eligible.person, "posts")
        assert [value(eligible, name) for name in names] == ["first", 0, "none"]

    @pytest.mark.parametrize(
        ("since", "months"), [(date(2025, 9, 15), 12), (date(2025, 9, 16), 11)]
    )
    def test_months_in_post_are_counted_to_the_day(self, since, months, eligible, value):
        edit(leading(eligible), held_from=since)

        assert value(eligible, "months_in_post_below") == months

    @pytest.mark.parametrize(
        ("since", "months"), [(date(2025, 9, 15), 12), (date(2025, 9, 16), None)]
    )
    def test_less_than_is_asked_is_known_only_of_a_complete_history(
        self, since, months, house, eligible, facts
    ):
        only_check(house, eligible, "posts", on=date(2020, 1, 1))
        edit(leading(eligible), held_from=since)
        found = facts(eligible)["months_in_post_below"]

        assert found.value == months
        assert len(found.evidence) == 2

    def test_each_post_is_evidence_with_what_it_counts_and_why_not(self, house, eligible, facts):
        edit(leading(eligible), held_from=date(2026, 3, 10))
        house.hold(eligible.person, "head", date(2022, 1, 1), date(2023, 1, 16), kind="acting")
        house.hold(eligible.person, "head", date(2020, 1, 1), date(2021, 1, 1), left="discipline")
        house.hold(eligible.person, "deputy-head", date(2019, 1, 1), date(2020, 1, 1))
        house.hold(eligible.person, "head", date(2019, 1, 1), date(2018, 1, 1))
        *posts, check = facts(eligible)["months_in_post_below"].evidence

        assert check.record == "registry.clearance"
        assert [
            (one.note["from"], one.note.get("until"), one.note["kind"], one.note["counts"])
            for one in posts
        ] == [
            ("2010-01-01", "2023-01-01", "assigned", "assigned"),
            ("2026-03-10", None, "appointed", "yes"),
            ("2022-01-01", "2023-01-16", "acting", "acting"),
            ("2020-01-01", "2021-01-01", "appointed", "discipline"),
            ("2019-01-01", "2020-01-01", "appointed", "standing"),
            ("2019-01-01", "2018-01-01", "appointed", "reversed"),
        ]
        assert posts[1].note["title"] == "head, Phòng"
        assert (posts[1].note["months"], posts[1].note["days"]) == ("6", "5")
        assert [one.note.get("counted_from") for one in posts] == [None, "2026-03-10", *4 * [None]]

    def test_the_finding_says_from_which_day_on_it_is_long_enough(self, house, eligible, verdict):
        now = leading(eligible)
        edit(now, held_from=date(2026, 3, 10))
        house.hold(eligible.person, "head", date(2024, 1, 1), date(2024, 4, 1), left="moved")
        said = verdict(eligible).finding("appointment.time-in-post").sentence
        assert said["vi"].endswith(
            "Nếu không có gì thay đổi thì sớm nhất đến ngày 10/12/2026 mới đủ 12 tháng."
        )
        assert said["en"].endswith(
            "If nothing changes, 12 months are reached on 10/12/2026 at the earliest."
        )

        edit(now, held_until=date(2026, 9, 1), left="moved")
        said = verdict(eligible).finding("appointment.time-in-post").sentence
        assert "sớm nhất" not in said["vi"]

    def test_what_is_lower_acting_or_lost_by_discipline_is_not_counted(
        self, house, eligible, value
    ):
        edit(leading(eligible), held_from=date(2026, 3, 15))
        house.hold(eligible.person, "deputy-head", date(2020, 1, 1), date(2021, 1, 1))
        house.hold(eligible.person, "head", date(2021, 1, 1), date(2022, 1, 1), kind="acting")
        house.hold(eligible.person, "head", date(2022, 1, 1), date(2023, 1, 1), left="discipline")
        assert value(eligible, "months_in_post_below") == 6

        house.hold(eligible.person, "deputy-director", date(2024, 1, 1), date(2024, 7, 1))
        assert value(eligible, "months_in_post_below") == 12

    def test_a_post_that_ends_before_it_begins_counts_nothing(self, house, eligible, value):
        house.hold(eligible.person, "head", date(2022, 1, 1), date(2021, 1, 1))

        assert value(eligible, "months_in_post_below") == 44

    def test_the_term_is_that_of_sector_law_where_it_sets_one(self, house, eligible, value):
        assert value(eligible, "term_months") == 60

        edit(house.titles["deputy-director"], term_months=36)
        assert value(eligible, "term_months") == 36

    def test_a_title_without_a_rank_leaves_open_how_it_compares(self, house, eligible, value):
        edit(house.titles["deputy-director"], rank=0)

        for name in (
            "appointment_relation",
            "months_in_post_below",
            "planned_for_equivalent_or_higher",
        ):
            assert value(eligible, name) is None


class TestDeputies:
    def test_whoever_holds_office_on_the_day_of_effect_counts_once(self, house, eligible, value):
        one, two = house.person(), house.person()
        house.hold(one, "deputy-director", date(2024, 1, 1), date(2026, 11, 1), **MOVED)
        assert value(eligible, "deputies_after_appointment") == 1

        house.hold(one, "deputy-director", date(2026, 11, 1))
        assert value(eligible, "deputies_after_appointment") == 2

        house.hold(two, "deputy-director", date(2026, 11, 2))
        assert value(eligible, "deputies_after_appointment") == 2
        assert value(eligible, "deputies_after_appointment", effective_on=date(2026, 11, 2)) == 3

    @pytest.mark.parametrize(
        ("checked", "number"),
        [
            ([], None),
            ([(date(2026, 3, 14), True)], None),
            ([(date(2026, 3, 15), True)], 1),
            ([(ON, True)], 1),
            ([(date(2026, 9, 16), True)], None),
            ([(date(2026, 8, 20), True), (date(2026, 8, 20), False)], None),
            # That nobody is missing any more no other paper says: the post that was missing does.
            ([(date(2026, 8, 20), False), (date(2026, 8, 21), True)], None),
        ],
    )
    def test_that_there_are_no_more_is_known_only_from_a_check_of_the_unit(
        self, checked, number, house, eligible, facts, verdict
    ):
        edit(registry.UnitCheck.objects.get(), unit=house.units["division"])
        for on, clear in checked:
            house.check_unit(on=on, clear=clear)
        fact = facts(eligible)["deputies_after_appointment"]

        assert fact.value == number
        assert verdict(eligible).passes is (number is not None)
        if number is None:
            missing = registry.UnitCheck.objects.filter(unit=house.units["dept"], clear=False)
            assert [(one.record, one.ref) for one in fact.evidence] == [
                *(("registry.unitcheck", str(row.pk)) for row in missing),
                ("registry.unit", str(house.units["dept"].pk)),
            ]

    @pytest.mark.parametrize(
        ("post", "found_on", "number"),
        [
            ("deputy-director", date(2026, 8, 21), 2),
            ("director", date(2026, 8, 21), 1),
            ("deputy-director", None, None),
            ("deputy-director", date(2026, 8, 20), None),
            ("deputy-head", date(2026, 8, 21), None),  # of another unit
        ],
    )
    def test_who_was_found_missing_is_entered_as_found_by_that_check(
        self, post, found_on, number, house, eligible, value
    ):
        house.check_unit(on=date(2026, 8, 21), clear=False)
        house.check_unit(on=date(2026, 8, 25))
        assert value(eligible, "deputies_after_appointment") is None

        house.hold(house.person(), post, date(2024, 1, 1), found_on=found_on)
        assert value(eligible, "deputies_after_appointment") == number

    @pytest.mark.parametrize("clear", [True, False])
    def test_a_check_of_a_unit_without_its_issuer_is_nobodys_word(
        self, clear, house, eligible, value
    ):
        edit(registry.UnitCheck.objects.get(), clear=clear, issued_by=" ")

        assert value(eligible, "deputies_after_appointment") is None

    def test_a_check_entered_in_error_finds_nothing(self, house, eligible, value):
        row = house.check_unit(on=date(2026, 8, 21), clear=False)
        edit(row, voided=True)

        assert value(eligible, "deputies_after_appointment") == 1

    def test_too_many_are_too_many_without_a_check(self, house, eligible, value):
        edit(registry.UnitCheck.objects.get(), clear=False)
        for number in (None, 3):
            house.hold(house.person(), "deputy-director", date(2024, 1, 1))
            assert value(eligible, "deputies_after_appointment") == number

    @pytest.mark.parametrize(
        ("until", "given", "number"),
        [
            # Before the check: it speaks of who is there.
            (date(2026, 8, 20), {}, 1),
            (date(2026, 8, 21), {}, None),
            (date(2026, 11, 1), {}, None),
            (date(2026, 11, 1), APPOINTED, None),
            (date(2026, 11, 1), MOVED, 1),
            (date(2026, 11, 1), {**MOVED, "left": "retired"}, 1),
            (date(2026, 11, 1), {"left": "retired"}, None),
            (date(2026, 11, 2), {}, 2),
        ],
    )
    def test_who_is_to_leave_leaves_by_a_decision(
        self, until, given, number, house, eligible, value
    ):
        house.hold(house.person(), "deputy-director", date(2024, 1, 1), until, **given)

        assert value(eligible, "deputies_after_appointment") == number

    def test_the_candidate_is_not_counted_twice(self, house, eligible, value):
        house.hold(eligible.person, "deputy-director", date(2024, 1, 1))

        assert value(eligible, "deputies_after_appointment") == 1

    def test_the_seats_of_the_unit_are_the_limit(self, house, eligible, value):
        assert value(eligible, "deputies_allowed") == 2


class TestUnranked:
    """A head or deputy by a title without a rank: whether it is a leadership post is not known."""

    @pytest.mark.parametrize(
        ("standing", "held_until", "relation"),
        [
            ("head", None, None),
            ("deputy", None, None),
            ("staff", None, "higher"),
            # What was held once does not matter beside what is held.
            ("head", date(2024, 1, 1), "higher"),
        ],
    )
    def test_a_title_is_not_ranked_against_it(
        self, standing, held_until, relation, house, eligible, value
    ):
        edit(house.posts["staff"], standing=standing)
        house.hold(eligible.person, "staff", date(2023, 1, 1), held_until, left="moved")

        assert value(eligible, "appointment_relation") == relation

    @pytest.mark.parametrize(("standing", "relation"), [("head", None), ("staff", "first")])
    def test_nor_is_it_known_whether_somebody_led(self, standing, relation, house, eligible, value):
        edit(leading(eligible), voided=True)
        edit(house.posts["staff"], standing=standing)
        house.hold(eligible.person, "staff", date(2020, 1, 1), date(2024, 1, 1), left="moved")

        assert value(eligible, "appointment_relation") == relation

    @pytest.mark.parametrize(
        ("since", "months"), [(date(2023, 1, 1), 44), (date(2026, 1, 1), None)]
    )
    def test_nor_that_too_few_months_were_served_below(self, since, months, house, eligible, value):
        edit(leading(eligible), held_from=since)
        edit(house.posts["staff"], standing="deputy")
        house.hold(eligible.person, "staff", date(2020, 1, 1), date(2022, 1, 1), left="moved")

        assert value(eligible, "months_in_post_below") == months
