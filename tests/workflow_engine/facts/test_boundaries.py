"""Each subject on its boundaries: the last day that counts and the first that does not."""

from datetime import date

import pytest

from workflow_engine.registry import models as registry

ON = date(2026, 9, 15)
# How a relative left a post, with the decision.
MOVED = {"left": "moved", "document_number": "5/QĐ", "document_date": date(2026, 9, 1)}


def edit(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def leading(candidate):
    return registry.PostHolding.objects.get(person=candidate.person, kind="appointed")


def only_check(house, candidate, subject, **given):
    for row in registry.Clearance.objects.filter(person=candidate.person, subject=subject):
        edit(row, voided=True)
    return house.check(candidate.person, subject, **given)


class TestChecks:
    @pytest.mark.parametrize(
        ("on", "known"),
        [(date(2026, 3, 14), None), (date(2026, 3, 15), 0), (ON, 0), (date(2026, 9, 16), None)],
    )
    def test_a_check_tells_for_six_months(self, on, known, house, eligible, value):
        only_check(house, eligible, "criminal", on=on)

        assert value(eligible, "open_criminal_proceedings") == known

    def test_what_is_open_counts_without_any_check(self, house, eligible, value):
        only_check(house, eligible, "criminal", on=date(2020, 1, 1))
        registry.Proceeding.objects.create(
            person=eligible.person, matter="criminal", opened_on=date(2026, 9, 1)
        )

        assert value(eligible, "open_criminal_proceedings") == 1

    def test_a_check_that_found_what_is_not_on_record_leaves_it_open(self, house, eligible, value):
        only_check(house, eligible, "criminal", clear=False)

        assert value(eligible, "open_criminal_proceedings") is None

    @pytest.mark.parametrize(
        ("on", "clear", "known"),
        [
            (None, True, None),
            (date(2026, 8, 19), True, None),
            # Of one day, the finding stands, whichever was entered last.
            (date(2026, 8, 20), True, None),
            (date(2026, 8, 21), True, 0),
            (date(2026, 8, 21), False, None),
        ],
    )
    def test_a_finding_stands_until_a_later_check_finds_nothing_beyond_the_record(
        self, on, clear, known, house, eligible, value
    ):
        registry.Proceeding.objects.create(
            person=eligible.person,
            matter="criminal",
            opened_on=date(2020, 1, 1),
            closed_on=date(2021, 1, 1),
        )
        only_check(house, eligible, "criminal", clear=False)
        if on:
            house.check(eligible.person, "criminal", on, clear)

        assert value(eligible, "open_criminal_proceedings") == known

    def test_a_finding_of_the_day_stands_where_it_was_entered_last_too(
        self, house, eligible, value
    ):
        house.check(eligible.person, "criminal", clear=False)

        assert value(eligible, "open_criminal_proceedings") is None

    @pytest.mark.parametrize(
        ("subject", "names"),
        [
            ("discipline", ("disciplines_being_served", "open_disciplinary_proceedings")),
            ("discipline", ("warnings_on_record", "months_since_last_reprimand")),
            ("denunciation", ("open_denunciations_or_inspections",)),
            ("relatives", ("relatives_in_collective", "relatives_head_and_deputy")),
            ("business", ("business_roles",)),
        ],
    )
    def test_an_old_row_is_not_what_a_check_found(
        self, subject, names, house, eligible, value, verdict
    ):
        person, day = eligible.person, date(2012, 3, 1)
        over = {"opened_on": day, "closed_on": date(2012, 4, 1)}
        cousin = house.person()
        house.hold(cousin, "staff", day)
        registry.Relationship.objects.create(person=person, relative=cousin, kind="other")
        registry.Discipline.objects.create(person=person, form="reprimand", effective_on=day)
        registry.BusinessRole.objects.create(
            person=person, organisation="Công ty", held_from=day, held_until=date(2013, 1, 1)
        )
        for matter, kind in (("discipline", ""), ("denunciation", "by-plan")):
            registry.Proceeding.objects.create(person=person, matter=matter, kind=kind, **over)
        assert verdict(eligible).passes

        only_check(house, eligible, subject, clear=False)
        assert [value(eligible, name) for name in names] == [None for _ in names]
        assert not verdict(eligible).passes

    @pytest.mark.parametrize(("closed_on", "count"), [(date(2026, 9, 16), 1), (ON, 0)])
    def test_a_matter_is_open_until_the_day_on_which_it_was_closed(
        self, closed_on, count, eligible, value
    ):
        registry.Proceeding.objects.create(
            person=eligible.person,
            matter="suspension",
            opened_on=date(2026, 9, 1),
            closed_on=closed_on,
        )

        assert value(eligible, "open_suspensions") == count

    @pytest.mark.parametrize(("opened_on", "count"), [(ON, 1), (date(2026, 9, 16), None)])
    def test_a_matter_counts_from_the_day_on_which_it_was_opened(
        self, opened_on, count, eligible, value
    ):
        registry.Proceeding.objects.create(
            person=eligible.person, matter="office-ban", opened_on=opened_on
        )

        assert value(eligible, "office_bans") == count

    def test_the_latest_verification_of_the_file_counts_however_old(self, house, eligible, value):
        only_check(house, eligible, "profile", on=date(2020, 1, 1))
        assert value(eligible, "profile_verified") is True

        house.check(eligible.person, "profile", date(2021, 1, 1), clear=False)
        assert value(eligible, "profile_verified") is False


class TestDiscipline:
    @pytest.mark.parametrize(
        ("effective_on", "served"), [(date(2025, 9, 16), 1), (date(2025, 9, 15), 0)]
    )
    def test_a_decision_has_effect_for_twelve_months(self, effective_on, served, eligible, value):
        registry.Discipline.objects.create(
            person=eligible.person, form="warning", effective_on=effective_on
        )

        assert value(eligible, "disciplines_being_served") == served
        assert value(eligible, "warnings_on_record") == 1

    @pytest.mark.parametrize(("ended_on", "served"), [(date(2026, 9, 16), 1), (ON, 0)])
    def test_unless_a_later_decision_ended_it(self, ended_on, served, eligible, value):
        registry.Discipline.objects.create(
            person=eligible.person,
            form="warning",
            effective_on=date(2026, 1, 1),
            ended_on=ended_on,
            document_number="9/QĐ",
            document_date=date(2026, 1, 1),
        )

        assert value(eligible, "disciplines_being_served") == served

    @pytest.mark.parametrize("form", ["reprimand", "warning", "pay-cut", "demotion", "expulsion"])
    def test_an_early_end_without_a_paper_is_not_known(self, form, eligible, facts, verdict):
        row = registry.Discipline.objects.create(
            person=eligible.person,
            form=form,
            effective_on=date(2026, 8, 12),
            ended_on=date(2026, 8, 13),
        )
        found = facts(eligible)["disciplines_being_served"]

        assert found.value is None
        assert [one.ref for one in found.evidence] == [str(row.pk)]
        assert not verdict(eligible).passes

    @pytest.mark.parametrize(
        ("effective_on", "months"), [(date(2024, 9, 16), 23), (date(2024, 9, 15), 24)]
    )
    def test_months_since_the_last_one_are_completed_ones(
        self, effective_on, months, eligible, value
    ):
        for day in (date(2010, 1, 1), effective_on):
            registry.Discipline.objects.create(
                person=eligible.person, form="reprimand", effective_on=day, by_party=True
            )

        assert value(eligible, "months_since_last_reprimand") == months
        assert value(eligible, "reprimands_on_record") == 2
        assert value(eligible, "months_since_last_warning") is None

    def test_without_a_check_the_last_one_may_not_be_the_last(self, house, eligible, value):
        registry.Discipline.objects.create(
            person=eligible.person, form="reprimand", effective_on=date(2010, 1, 1)
        )
        only_check(house, eligible, "discipline", on=date(2020, 1, 1))

        assert value(eligible, "reprimands_on_record") == 1
        assert value(eligible, "months_since_last_reprimand") is None

    def test_a_removal_counts_for_corruption_only_where_it_was_for_that(self, eligible, value):
        registry.Discipline.objects.create(
            person=eligible.person, form="removal", effective_on=date(2010, 1, 1)
        )

        assert value(eligible, "corruption_removals") == 0
        assert value(eligible, "removals_on_record") == 1


class TestPartyFirst:
    """NĐ 172/2025 and NĐ 234/2026, art. 2, cl. 9, second paragraph."""

    @pytest.mark.parametrize(
        ("party", "served"),
        [
            (date(2025, 9, 15), 0),
            (date(2025, 9, 16), 1),
            (None, 1),
            # A later day cannot be right: the decision's own counts.
            (date(2025, 12, 1), 1),
        ],
    )
    def test_the_decision_of_the_state_runs_from_the_day_of_the_partys(
        self, party, served, eligible, value
    ):
        registry.Discipline.objects.create(
            person=eligible.person,
            form="warning",
            effective_on=date(2025, 10, 10),
            party_effective_on=party,
        )

        assert value(eligible, "disciplines_being_served") == served

    @pytest.mark.parametrize(
        ("own", "party", "served"),
        [
            (date(2026, 8, 12), date(2016, 8, 10), None),
            (date(2026, 8, 12), date(2025, 8, 10), None),
            (date(2026, 8, 12), date(2025, 9, 15), None),
            # Thirty days to begin, a hundred and fifty to decide.
            (date(2026, 3, 14), date(2025, 9, 15), 0),
            (date(2026, 3, 15), date(2025, 9, 15), None),
            # Over by its own day too: it does not matter.
            (date(2025, 9, 15), date(2005, 9, 15), 0),
        ],
    )
    @pytest.mark.parametrize("kind", ["civil-servant", "public-employee"])
    def test_a_day_of_the_party_too_long_before_is_not_taken(
        self, kind, own, party, served, eligible, facts
    ):
        edit(eligible.person, kind=kind)
        row = registry.Discipline.objects.create(
            person=eligible.person, form="removal", effective_on=own, party_effective_on=party
        )
        known = facts(eligible)

        assert known["disciplines_being_served"].value == served
        if served is None:
            assert known["months_since_last_removal"].value is None
            for name in ("disciplines_being_served", "months_since_last_removal"):
                assert [one.ref for one in known[name].evidence] == [str(row.pk)]

    @pytest.mark.parametrize(("kind", "served"), [("public-employee", 1), ("civil-servant", 0)])
    def test_but_not_the_dismissal_of_a_public_employee(self, kind, served, eligible, value):
        edit(eligible.person, kind=kind)
        registry.Discipline.objects.create(
            person=eligible.person,
            form="dismissal",
            effective_on=date(2025, 10, 10),
            party_effective_on=date(2025, 9, 10),
        )

        assert value(eligible, "disciplines_being_served") == served

    def test_the_wait_runs_from_that_day_too(self, eligible, value):
        registry.Discipline.objects.create(
            person=eligible.person,
            form="warning",
            effective_on=date(2024, 10, 10),
            party_effective_on=date(2024, 9, 15),
        )

        assert value(eligible, "months_since_last_warning") == 24

    @pytest.mark.parametrize(
        ("party", "own", "served"),
        [
            (date(2025, 9, 15), date(2025, 10, 10), None),
            (date(2025, 9, 16), date(2025, 10, 10), 2),
            # Too long before to be what the other one follows.
            (date(2024, 10, 10), date(2025, 10, 10), 1),
        ],
    )
    def test_whether_it_follows_one_on_record_is_not_known_until_it_is_said(
        self, party, own, served, eligible, facts
    ):
        registry.Discipline.objects.create(
            person=eligible.person, form="warning", effective_on=party, by_party=True
        )
        row = registry.Discipline.objects.create(
            person=eligible.person, form="warning", effective_on=own
        )
        found = facts(eligible)["disciplines_being_served"]
        assert found.value == served
        assert str(row.pk) in [one.ref for one in found.evidence]

        edit(row, party_effective_on=party)
        if served is None:
            assert facts(eligible)["disciplines_being_served"].value == 0

    def test_one_that_a_later_one_over_by_now_may_have_ended_is_not_known(self, eligible, value):
        first = registry.Discipline.objects.create(
            person=eligible.person, form="reprimand", effective_on=date(2025, 10, 1)
        )
        registry.Discipline.objects.create(
            person=eligible.person,
            form="warning",
            effective_on=date(2025, 10, 10),
            party_effective_on=date(2025, 9, 12),
        )
        assert value(eligible, "disciplines_being_served") is None

        edit(first, ended_on=date(2025, 10, 10))
        assert value(eligible, "disciplines_being_served") == 0


class TestDenunciations:
    """NĐ 170/2025, art. 29, cl. 9, pt. d; NĐ 31/2019, art. 10, cl. 1."""

    NAME = "open_denunciations_or_inspections"

    def open(self, candidate, kind, **given):
        return registry.Proceeding.objects.create(
            person=candidate.person,
            matter="denunciation",
            kind=kind,
            opened_on=date(2026, 8, 1),
            **given,
        )

    @pytest.mark.parametrize(
        ("given", "count"),
        [
            ({"team": True, "team_decided_on": ON}, 1),
            ({"team": True, "team_decided_on": date(2026, 9, 16)}, None),
            ({"team": False}, 0),
            ({"team": None}, None),
            ({"team": True}, None),
            ({"team": True, "team_decided_on": ON, "closed_on": ON}, 0),
        ],
    )
    def test_a_denunciation_counts_from_the_decision_that_set_up_the_team(
        self, given, count, eligible, facts
    ):
        row = self.open(eligible, "denunciation", **given)
        found = facts(eligible)[self.NAME]

        assert found.value == count
        if count != 0:
            assert [one.ref for one in found.evidence] == [str(row.pk)]

    def test_a_team_set_up_after_the_day_of_the_facts_is_no_part_of_them(
        self, eligible, facts, monkeypatch
    ):
        monkeypatch.setattr(
            "workflow_engine.facts.register.latest_day", lambda known_at: date(2026, 10, 1)
        )
        self.open(eligible, "denunciation", team=True, team_decided_on=date(2026, 9, 16))

        assert facts(eligible)[self.NAME].value == 0

    @pytest.mark.parametrize(
        ("kind", "count"),
        [("complaint", 1), ("for-signs", 1), ("sanction", 1), ("by-plan", 0), ("", None)],
    )
    def test_an_inspection_by_plan_is_no_bar_and_a_matter_without_a_kind_is_not_known(
        self, kind, count, eligible, value
    ):
        self.open(eligible, kind)

        assert value(eligible, self.NAME) == count

    def test_what_counts_is_not_held_up_by_what_is_not_known(self, eligible, value):
        self.open(eligible, "")
        self.open(eligible, "for-signs")

        assert value(eligible, self.NAME) == 1

    def test_that_none_is_open_still_takes_a_check(self, house, eligible, value):
        only_check(house, eligible, "denunciation", on=date(2020, 1, 1))
        self.open(eligible, "denunciation", team=False)

        assert value(eligible, self.NAME) is None


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
        row = registry.Discipline.objects.create(
            person=eligible.person, form=form, effective_on=self.AHEAD, **given
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
        registry.HealthCertificate.objects.create(
            person=eligible.person, issued_on=self.AHEAD, fit=False
        )

        assert value(eligible, "health_fit") is None

    def test_a_degree_above_what_counts(self, eligible, value):
        registry.Qualification.objects.create(
            person=eligible.person, kind="degree", level=6, awarded_on=self.AHEAD
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
        house.hold(one, "deputy-director", date(2024, 1, 1), date(2026, 11, 1))
        assert value(eligible, "deputies_after_appointment") == 1

        house.hold(one, "deputy-director", date(2026, 11, 1))
        assert value(eligible, "deputies_after_appointment") == 2

        house.hold(two, "deputy-director", date(2026, 11, 2))
        assert value(eligible, "deputies_after_appointment") == 2
        assert value(eligible, "deputies_after_appointment", effective_on=date(2026, 11, 2)) == 3

    def test_the_candidate_is_not_counted_twice(self, house, eligible, value):
        house.hold(eligible.person, "deputy-director", date(2024, 1, 1))

        assert value(eligible, "deputies_after_appointment") == 1

    def test_the_seats_of_the_unit_are_the_limit(self, house, eligible, value):
        assert value(eligible, "deputies_allowed") == 2


class TestExperience:
    def test_work_beside_and_before_the_posts_counts_once(self, eligible, value):
        assert value(eligible, "relevant_experience_months") == 200

        for since, until in (
            (date(2008, 1, 1), date(2010, 1, 1)),
            (date(2009, 1, 1), date(2012, 1, 1)),
        ):
            registry.WorkPeriod.objects.create(
                person=eligible.person, organisation="Sở", held_from=since, held_until=until
            )
        assert value(eligible, "relevant_experience_months") == 224

    def test_only_work_in_the_sector_counts_where_the_standard_names_one(
        self, house, eligible, value
    ):
        edit(registry.TitleStandard.objects.get(), experience_sector="finance")
        registry.WorkPeriod.objects.create(
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
        registry.Rating.objects.create(
            person=eligible.person, year=2024, level="failed", decided_on=date(2026, 2, 1)
        )

        assert value(eligible, "ratings_good_recent_years") == 2
        assert value(eligible, "ratings_good_recent_years", on=date(2026, 1, 31)) == 3


class TestExits:
    def leave(self, house, candidate, how, on):
        edit(leading(candidate), held_until=on, left=how)
        house.hold(candidate.person, "staff", on, kind="assigned")

    @pytest.mark.parametrize(
        ("how", "kind"),
        [
            ("relieved", "relieved"),
            ("resigned", "resigned"),
            ("removed", "dismissed"),
            ("moved", "none"),
            ("term-ended", "none"),
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
        registry.HealthCertificate.objects.create(
            person=eligible.person, issued_on=date(2026, 7, 31), fit=False
        )
        assert value(eligible, "health_fit") is True

        registry.HealthCertificate.objects.create(
            person=eligible.person, issued_on=date(2026, 8, 2), fit=False
        )
        assert value(eligible, "health_fit") is False

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


class TestPerson:
    @pytest.mark.parametrize(
        ("sex", "born", "effective_on", "months"),
        [
            ("male", date(1965, 2, 15), date(2026, 8, 1), 0),
            ("male", date(1965, 2, 15), date(2026, 9, 30), -1),
            ("female", date(1970, 2, 1), date(2026, 6, 1), 12),
            ("male", date(1969, 10, 31), date(2026, 11, 1), 59),
            ("male", date(1969, 11, 1), date(2026, 11, 30), 60),
            ("male", date(1963, 3, 31), date(2026, 11, 1), None),
        ],
    )
    def test_months_are_counted_to_the_month_of_reaching_the_age(
        self, sex, born, effective_on, months, eligible, value
    ):
        edit(eligible.person, sex=sex, birth_date=born)

        name = "months_to_retirement_at_appointment"
        assert value(eligible, name, effective_on=effective_on) == months

    @pytest.mark.parametrize(
        ("precision", "known"), [("day", True), ("month", True), ("year", False)]
    )
    def test_of_a_year_of_birth_alone_the_months_left_are_not_known(
        self, precision, known, eligible, value
    ):
        edit(eligible.person, birth_precision=precision)

        found = value(eligible, "months_to_retirement_at_appointment")
        assert (found is not None) is known

    @pytest.mark.parametrize(
        ("member", "joined", "expected"),
        [
            (None, None, None),
            (False, None, False),
            (True, None, True),
            (True, ON, True),
            (True, date(2026, 9, 16), None),
        ],
    )
    def test_membership_begins_on_its_day(self, member, joined, expected, eligible, value):
        edit(eligible.person, party_member=member, party_joined_on=joined)

        assert value(eligible, "is_party_member") is expected

    @pytest.mark.parametrize(
        ("member", "joined", "given", "expected"),
        [
            (False, None, {"form": "warning", "by_party": True}, None),
            (False, None, {"form": "warning"}, False),
            (False, None, {"form": "warning", "party_effective_on": date(2019, 12, 20)}, None),
            (True, None, {"form": "warning", "by_party": True}, True),
            (True, date(2005, 3, 3), {"form": "expulsion", "by_party": True}, False),
            (True, None, {"form": "expulsion", "by_party": True}, False),
            (None, None, {"form": "expulsion", "by_party": True}, False),
            (False, None, {"form": "expulsion", "by_party": True}, False),
            # Taken in again.
            (True, date(2024, 1, 1), {"form": "expulsion", "by_party": True}, True),
            (True, None, {"form": "expulsion", "ended_on": date(2020, 6, 1)}, None),
            (True, None, {"form": "expulsion", "effective_on": date(2062, 1, 1)}, None),
        ],
    )
    def test_membership_is_held_against_the_disciplines_of_the_party(
        self, member, joined, given, expected, eligible, value
    ):
        edit(eligible.person, party_member=member, party_joined_on=joined)
        registry.Discipline.objects.create(
            person=eligible.person, **{"effective_on": date(2020, 1, 10), **given}
        )

        assert value(eligible, "is_party_member") is expected


class TestQualifications:
    @pytest.mark.parametrize(
        ("kind", "fact", "words"),
        [
            (
                "degree",
                "degree_level",
                "none none intermediate college university master doctor",
            ),
            (
                "political-theory",
                "political_theory_level",
                "none elementary intermediate intermediate advanced advanced advanced",
            ),
            (
                "state-management",
                "state_management_level",
                "none specialist principal_specialist" + 4 * " senior_specialist",
            ),
        ],
    )
    def test_each_level_has_its_word(self, kind, fact, words, eligible, value):
        row = registry.Qualification.objects.get(kind=kind)
        for level, word in enumerate(words.split()):
            edit(row, level=level)

            assert value(eligible, fact) == word

    @pytest.mark.parametrize(
        ("column", "fact", "words"),
        [
            ("degree_level", "title_degree_required", "none - intermediate college university"),
            (
                "political_theory_level",
                "title_political_theory_required",
                "none elementary intermediate - advanced",
            ),
            (
                "state_management_level",
                "title_state_management_required",
                "none specialist principal_specialist senior_specialist -",
            ),
        ],
    )
    def test_a_requirement_without_a_word_is_not_known(self, column, fact, words, eligible, value):
        row = registry.TitleStandard.objects.get()
        for level, word in enumerate(words.split()):
            edit(row, **{column: level})

            assert value(eligible, fact) == (None if word == "-" else word)

    @pytest.mark.parametrize(
        ("recognised", "level"), [(True, "doctor"), (False, "master"), (None, None)]
    )
    def test_a_degree_from_abroad_counts_once_it_is_recognised(
        self, recognised, level, eligible, value
    ):
        registry.Qualification.objects.create(
            person=eligible.person,
            kind="degree",
            level=6,
            awarded_on=date(2021, 1, 1),
            foreign=True,
            recognised=recognised,
        )

        assert value(eligible, "degree_level") == level

    def test_a_lower_degree_from_abroad_is_no_matter(self, eligible, value):
        registry.Qualification.objects.create(
            person=eligible.person,
            kind="degree",
            level=4,
            awarded_on=date(2021, 1, 1),
            foreign=True,
        )

        assert value(eligible, "degree_level") == "master"

    def test_a_degree_counts_in_the_fields_that_the_standard_accepts(self, eligible, value):
        edit(registry.TitleStandard.objects.get(), degree_fields="Luật; Tài chính")
        row = registry.Qualification.objects.get(kind="degree")
        assert value(eligible, "degree_level") == "none"

        edit(row, field=" tài chính")
        assert value(eligible, "degree_level") == "master"

    def test_none_is_known_where_the_degrees_were_checked(self, house, eligible, value):
        only_check(house, eligible, "qualifications", on=date(2020, 1, 1))
        edit(registry.Qualification.objects.get(kind="degree"), field="Thể thao")
        edit(registry.TitleStandard.objects.get(), degree_fields="Luật")
        assert value(eligible, "degree_level") is None

        edit(registry.Qualification.objects.get(kind="degree"), voided=True)
        assert value(eligible, "degree_level") is None

        house.check(eligible.person, "qualifications")
        assert value(eligible, "degree_level") == "none"

    def test_the_standard_is_that_of_the_governing_date(self, house, eligible, value):
        edit(registry.TitleStandard.objects.get(), in_force_until=ON)
        registry.TitleStandard.objects.create(
            title=house.titles["deputy-director"],
            in_force_from=ON,
            degree_level=6,
            political_theory_level=4,
            state_management_level=2,
            field_years=9,
            citation="Quyết định 2",
            confidence="unknown",
        )
        assert value(eligible, "title_degree_required") == "doctor"
        assert value(eligible, "title_experience_months_required") == 108

        edit(house.dossier, edition_date=date(2026, 9, 14))
        assert value(eligible, "title_degree_required") == "university"


class TestRelatives:
    @pytest.fixture
    def related(self, house, eligible):
        def make(kind, post, *, reverse=False, since=date(2024, 1, 1), until=None, **given):
            other = house.person()
            house.hold(other, post, since, until, **given)
            pair = (other, eligible.person) if reverse else (eligible.person, other)
            registry.Relationship.objects.create(person=pair[0], relative=pair[1], kind=kind)
            return other

        return make

    @pytest.mark.parametrize(
        ("kind", "count"), [("sibling-in-law", 1), ("spouse", 1), ("other", 0)]
    )
    def test_the_degrees_of_kinship_on_record_count(self, kind, count, related, eligible, value):
        related(kind, "director")

        assert value(eligible, "relatives_in_collective") == count
        assert value(eligible, "relatives_head_and_deputy") == count

    def test_it_does_not_matter_which_of_the_two_declared_it(self, related, eligible, value):
        related("parent", "director", reverse=True)

        assert value(eligible, "relatives_in_collective") == 1

    @pytest.mark.parametrize(
        ("since", "until", "given", "count"),
        [
            (ON, None, {}, 1),
            (date(2026, 9, 16), None, {}, None),
            (date(2024, 1, 1), date(2026, 9, 16), {}, 1),
            (date(2024, 1, 1), ON, {"left": "retired"}, 0),
            (date(2024, 1, 1), ON, MOVED, 0),
            # An end of which it is not on record how, or by which decision.
            (date(2024, 1, 1), ON, {}, None),
            (date(2024, 1, 1), ON, {"left": "moved"}, None),
        ],
    )
    def test_who_holds_the_post_on_the_day_counts(
        self, since, until, given, count, related, eligible, value
    ):
        related("spouse", "director", since=since, until=until, **given)

        assert value(eligible, "relatives_in_collective") == count

    def test_a_relative_elsewhere_is_in_no_ones_way(self, related, eligible, value):
        related("spouse", "head")
        related("spouse", "chair")

        assert value(eligible, "relatives_in_collective") == 0
        assert value(eligible, "relatives_head_and_deputy") == 0

    def test_two_of_one_family_in_one_standing_committee_count(
        self, house, related, eligible, value
    ):
        other = related("spouse", "staff")
        for person in (eligible.person, other):
            assert value(eligible, "relatives_in_collective") == 0
            registry.PartyRole.objects.create(
                person=person, unit=house.units["dept"], kind="standing", held_from=ON
            )

        assert value(eligible, "relatives_in_collective") == 1

    def test_a_post_of_the_staff_joins_no_leadership(self, house, eligible, value):
        only_check(house, eligible, "relatives", on=date(2020, 1, 1))
        assert value(eligible, "relatives_in_collective") is None

        edit(house.dossier, post=house.posts["staff"])
        assert value(eligible, "relatives_in_collective") == 0
        assert value(eligible, "relatives_head_and_deputy") == 0

    @pytest.mark.parametrize(
        ("kind", "count"), [("sibling", 1), ("child", 1), ("parent-in-law", 0)]
    )
    def test_close_relatives_of_whoever_keeps_the_accounts_count(
        self, kind, count, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="accounting")
        edit(house.dossier, post=house.posts["staff"])
        related(kind, "director")

        assert value(eligible, "relatives_hr_finance") == count

    @pytest.mark.parametrize(
        ("kind", "until", "given", "count"),
        [
            ("spouse", None, {}, 1),
            ("parent-in-law", None, {}, 0),
            ("spouse", date(2026, 11, 2), MOVED, 1),
            ("spouse", date(2026, 11, 1), MOVED, 0),
            # An end of which it is not on record how: nobody knows yet whether it comes.
            ("spouse", date(2026, 11, 1), {}, None),
            ("spouse", date(2026, 9, 10), {}, None),
            ("spouse", date(2026, 11, 1), {"left": "moved"}, None),
            ("spouse", date(2026, 9, 10), {"left": "moved", "document_number": "5/QĐ"}, None),
            ("spouse", date(2026, 9, 10), {"left": "retired"}, 0),
        ],
    )
    def test_whoever_is_to_lead_counts_close_relatives_who_keep_the_accounts_there(
        self, kind, until, given, count, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="accounting")
        related(kind, "staff", until=until, **given)

        assert value(eligible, "relatives_hr_finance") == count

    def test_a_relative_with_no_such_post_is_in_no_ones_way(self, related, eligible, value):
        related("spouse", "staff")

        assert value(eligible, "relatives_hr_finance") == 0

    def test_with_nothing_declared_or_checked_whoever_is_to_lead_is_not_known(
        self, house, eligible, value
    ):
        only_check(house, eligible, "relatives", on=date(2020, 1, 1))

        assert value(eligible, "relatives_hr_finance") is None

    @pytest.mark.parametrize("clear", [True, False])
    def test_a_relative_without_a_post_on_record_is_not_known_whatever_the_check_says(
        self, clear, house, eligible, value
    ):
        registry.Relationship.objects.create(
            person=eligible.person,
            relative=house.person(),
            kind="spouse",
            document_date=date(2026, 1, 1),
        )
        only_check(house, eligible, "relatives", clear=clear)

        assert value(eligible, "relatives_in_collective") is None
        assert value(eligible, "relatives_hr_finance") is None

    def test_a_relative_who_takes_the_accounts_over_later_leaves_it_open(
        self, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="treasurer")
        related("child", "staff", since=date(2026, 11, 2))

        assert value(eligible, "relatives_hr_finance") is None

    def test_the_head_of_the_city_is_not_of_the_unit_that_keeps_the_accounts(
        self, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="accounting")
        edit(house.dossier, post=house.posts["staff"])
        related("spouse", "chair")

        assert value(eligible, "relatives_hr_finance") == 0

    @pytest.mark.parametrize(
        ("sector", "count"), [("finance", 1), ("culture", 0), ("", None), ("administration", 0)]
    )
    def test_the_head_of_a_listed_sector_and_the_head_of_the_city(
        self, sector, count, house, related, eligible, value
    ):
        edit(house.units["dept"], sector=sector)
        edit(house.dossier, post=house.posts["director"])
        related("spouse", "chair")

        assert value(eligible, "relatives_sector_head") == count

    def test_the_head_of_the_city_and_the_head_of_a_listed_sector(
        self, house, related, eligible, value
    ):
        edit(house.dossier, post=house.posts["chair"])
        related("child", "director")
        assert value(eligible, "relatives_sector_head") == 1

        edit(house.units["dept"], sector="culture")
        assert value(eligible, "relatives_sector_head") == 0

    def test_another_level_is_another_place(self, house, related, eligible, value):
        ward = registry.Unit.objects.create(
            code="P1", name="Phường", kind="agency", parent=house.units["dept"], sector="police"
        )
        house.posts["ward-police"] = registry.Post.objects.create(
            code="P1-CA", unit=ward, title=house.titles["head"], standing="head"
        )
        edit(house.dossier, post=house.posts["chair"])
        related("child", "ward-police")

        assert value(eligible, "relatives_sector_head") == 0


class TestBusinessAndConflicts:
    @pytest.mark.parametrize(
        ("since", "until", "roles"),
        [
            (ON, None, 1),
            (date(2026, 9, 16), None, None),
            (date(2020, 1, 1), date(2026, 9, 16), 1),
            (date(2020, 1, 1), ON, 0),
        ],
    )
    def test_a_role_counts_while_it_is_held(self, since, until, roles, eligible, value):
        registry.BusinessRole.objects.create(
            person=eligible.person, organisation="Công ty", held_from=since, held_until=until
        )

        assert value(eligible, "business_roles") == roles

    @pytest.mark.parametrize(
        ("measure", "on", "count"),
        [("", None, 1), ("giám sát", None, 1), ("giám sát", ON, 0), ("x", date(2026, 9, 16), 1)],
    )
    def test_a_conflict_is_handled_from_the_day_of_the_measure(
        self, measure, on, count, house, eligible, value
    ):
        row = house.dossier.interest_declarations.get()
        edit(row, conflict=True, measure=measure, measure_on=on)

        assert value(eligible, "conflict_declarations_missing") == count

    def test_where_nobody_took_part_nothing_is_known_of_interests(self, house, eligible, value):
        edit(house.dossier.sign_offs.get(), on=date(2026, 9, 16))

        assert value(eligible, "conflict_declarations_missing") is None


class TestJudgement:
    def test_the_judgement_on_another_candidate_is_not_this_ones(self, house, eligible, value):
        other = house.candidate()
        house.judged(other, "experience_assessed_fit", confirmed=False)

        assert value(eligible, "experience_assessed_fit") is True
        assert value(other, "experience_assessed_fit") is False

    @pytest.mark.parametrize(("on", "fit"), [(ON, False), (date(2026, 9, 16), None)])
    def test_the_last_one_with_a_document_of_the_day_or_before_counts(
        self, on, fit, house, eligible, value
    ):
        house.judged(eligible, "experience_assessed_fit", confirmed=False, on=on)

        assert value(eligible, "experience_assessed_fit") is fit

    def test_the_source_is_that_of_the_procedure(self, eligible, value):
        assert value(eligible, "source") == "on_site"
