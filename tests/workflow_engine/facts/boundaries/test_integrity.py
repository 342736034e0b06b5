"""Checks, discipline and denunciations: the last day that counts and the first that does not."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import ON, edit, only_check
from workflow_engine.registry import models as registry


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
    def test_a_finding_that_was_entered_stands_until_a_later_check_finds_no_more(
        self, on, clear, known, house, eligible, value
    ):
        registry.Proceeding.objects.create(
            person=eligible.person,
            matter="criminal",
            opened_on=date(2020, 1, 1),
            closed_on=date(2026, 8, 21),
            found_on=date(2026, 8, 20),
        )
        only_check(house, eligible, "criminal", clear=False)
        if on:
            house.check(eligible.person, "criminal", on, clear)

        assert value(eligible, "open_criminal_proceedings") == known

    @pytest.mark.parametrize(
        ("given", "known"),
        [
            (None, None),
            ({"found_on": None}, None),
            ({"found_on": date(2024, 3, 2)}, None),
            ({"found_on": date(2024, 3, 1)}, 0),
            ({"found_on": date(2024, 3, 1), "voided": True}, None),
            ({"found_on": date(2024, 3, 1), "matter": "suspension"}, None),
        ],
    )
    def test_no_later_check_makes_up_for_what_was_found_and_never_entered(
        self, given, known, house, eligible, facts
    ):
        found = house.check(eligible.person, "criminal", date(2024, 3, 1), clear=False)
        if given is not None:
            registry.Proceeding.objects.create(
                person=eligible.person,
                opened_on=date(2024, 2, 1),
                closed_on=date(2024, 5, 1),
                **{"matter": "criminal", **given},
            )
        fact = facts(eligible)["open_criminal_proceedings"]

        assert fact.value == known
        if known is None:
            assert [one.ref for one in fact.evidence] == [str(found.pk)]

    @pytest.mark.parametrize(
        ("opened", "ended", "known"),
        [
            (date(2024, 2, 1), date(2024, 3, 2), 0),
            (date(2024, 3, 1), date(2024, 3, 2), 0),
            # Over by then, or not begun: the check found another one.
            (date(2024, 2, 1), date(2024, 3, 1), None),
            (date(2020, 1, 1), date(2021, 1, 1), None),
            (date(2024, 3, 2), date(2024, 5, 1), None),
        ],
    )
    def test_what_was_found_was_open_on_the_day_of_the_check(
        self, opened, ended, known, house, eligible, value
    ):
        person, day = eligible.person, date(2024, 3, 1)
        for subject in ("criminal", "discipline", "business"):
            house.check(person, subject, day, clear=False)
        for matter in ("criminal", "discipline"):
            registry.Proceeding.objects.create(
                person=person, matter=matter, opened_on=opened, closed_on=ended, found_on=day
            )
        registry.BusinessRole.objects.create(
            person=person, organisation="X", held_from=opened, held_until=ended, found_on=day
        )

        assert value(eligible, "open_criminal_proceedings") == known
        assert value(eligible, "open_disciplinary_proceedings") == known
        assert value(eligible, "disciplines_being_served") == known
        assert value(eligible, "warnings_on_record") == known
        assert value(eligible, "business_roles") == known

    def test_a_decision_settles_what_a_check_of_discipline_found(self, house, eligible, value):
        day = date(2024, 3, 1)
        house.check(eligible.person, "discipline", day, clear=False)
        registry.Discipline.objects.create(
            person=eligible.person, form="warning", effective_on=date(2019, 1, 1), found_on=day
        )

        assert value(eligible, "disciplines_being_served") == 0
        assert value(eligible, "warnings_on_record") == 1

    @pytest.mark.parametrize(("kind", "known"), [("complaint", 0), ("by-plan", None)])
    def test_an_inspection_by_plan_is_not_what_was_found(self, kind, known, house, eligible, value):
        day = date(2024, 3, 1)
        house.check(eligible.person, "denunciation", day, clear=False)
        registry.Proceeding.objects.create(
            person=eligible.person,
            matter="denunciation",
            kind=kind,
            opened_on=day,
            closed_on=date(2024, 5, 1),
            found_on=day,
        )

        assert value(eligible, "open_denunciations_or_inspections") == known

    @pytest.mark.parametrize(
        ("given", "known"),
        [
            ({}, None),
            ({"earlier_ended_on": date(2024, 2, 29)}, None),
            ({"earlier_ended_on": date(2024, 3, 1)}, 0),
            ({"earlier_ended_on": date(2026, 8, 20)}, 0),
            ({"earlier_ended_on": date(2026, 8, 21)}, None),
            ({"earlier_ended_on": date(2026, 8, 1), "document_date": None}, None),
            ({"earlier_ended_on": date(2026, 8, 1), "document_number": ""}, None),
        ],
    )
    def test_unless_a_later_check_says_on_paper_that_it_ended_and_when(
        self, given, known, house, eligible, value
    ):
        for subject in ("discipline", "business"):
            house.check(eligible.person, subject, date(2024, 3, 1), clear=False)
            only = registry.Clearance.objects.get(
                person=eligible.person, subject=subject, clear=True
            )
            edit(only, **{"document_date": date(2026, 8, 20), **given})

        assert value(eligible, "open_disciplinary_proceedings") == known
        assert value(eligible, "disciplines_being_served") == known
        assert value(eligible, "business_roles") == known
        # Of these every one counts for good, ended or not.
        assert value(eligible, "warnings_on_record") is None
        assert value(eligible, "months_since_last_warning") is None

    @pytest.mark.parametrize(
        ("subject", "name"),
        [
            ("posts", "last_exit_kind"),
            ("relatives", "relatives_head_and_deputy"),
            ("planning", "planned_for_post"),
            ("ratings", "rated_recent_years"),
            ("qualifications", "degree_level"),
            ("work-history", "relevant_experience_months"),
        ],
    )
    def test_so_it_is_with_every_subject(self, subject, name, house, eligible, value):
        person = eligible.person
        for model in (registry.Planning, registry.Rating, registry.Qualification):
            for row in model.objects.all():
                edit(row, voided=True)
        for row in registry.PostHolding.objects.filter(person=person):
            edit(row, held_from=date(2026, 9, 1), held_until=None)
        house.check(person, "planning")
        house.check(person, "ratings")
        assert value(eligible, name) is not None

        house.check(person, subject, date(2024, 3, 1), clear=False)
        assert value(eligible, name) is None

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
            end_document_number="9/QĐ",
            end_document_date=date(2026, 1, 1),
        )

        assert value(eligible, "disciplines_being_served") == served

    @pytest.mark.parametrize("form", ["reprimand", "warning", "pay-cut", "demotion", "expulsion"])
    def test_an_early_end_without_a_paper_is_not_known(self, form, eligible, facts, verdict):
        row = registry.Discipline.objects.create(
            person=eligible.person,
            form=form,
            effective_on=date(2026, 8, 12),
            ended_on=date(2026, 8, 13),
            # The paper of the decision itself.
            document_number="9/QĐ",
            document_date=date(2026, 8, 12),
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


class TestPostsTakenAway:
    NAMES = (
        "disciplines_being_served",
        "removals_on_record",
        "corruption_removals",
        "months_since_last_removal",
    )

    def left(self, house, candidate, until=date(2024, 7, 1), how="discipline"):
        return house.hold(candidate.person, "director", date(2020, 1, 1), until, left=how)

    @pytest.mark.parametrize("until", [date(2024, 7, 1), date(2046, 7, 1), None])
    def test_a_post_left_by_a_decision_not_on_record_leaves_the_counts_open(
        self, until, house, eligible, facts, verdict
    ):
        post = self.left(house, eligible, until)
        known = facts(eligible)

        for name in self.NAMES:
            assert known[name].value is None
            assert [one.ref for one in known[name].evidence] == [str(post.pk)]
        # It was no reprimand.
        assert known["reprimands_on_record"].value == 0
        assert not verdict(eligible).passes

    @pytest.mark.parametrize("how", ["moved", "removed", "relieved"])
    def test_one_left_otherwise_asks_for_no_decision(self, how, house, eligible, value):
        self.left(house, eligible, how=how)

        assert value(eligible, "removals_on_record") == 0

    @pytest.mark.parametrize(
        ("given", "removals", "served"),
        [
            ({}, 1, 0),
            ({"effective_on": date(2024, 6, 1)}, 1, 0),
            ({"effective_on": date(2024, 8, 1)}, 1, 0),
            ({"form": "demotion"}, 0, 0),
            ({"effective_on": date(2024, 5, 31)}, 1, None),
            ({"effective_on": date(2024, 8, 2)}, 1, None),
            ({"form": "warning"}, None, None),
            ({"by_party": True}, 1, None),
            ({"voided": True}, None, None),
        ],
    )
    def test_the_decision_takes_effect_near_that_day(
        self, given, removals, served, house, eligible, value
    ):
        self.left(house, eligible)
        registry.Discipline.objects.create(
            person=eligible.person,
            **{"form": "removal", "effective_on": date(2024, 7, 1), **given},
        )

        assert value(eligible, "removals_on_record") == removals
        assert value(eligible, "disciplines_being_served") == served
        assert value(eligible, "corruption_removals") == served

    def test_a_post_left_after_the_day_of_the_facts_is_no_part_of_them(
        self, house, eligible, value, monkeypatch
    ):
        later = date(2026, 10, 1)
        monkeypatch.setattr("workflow_engine.facts.register.latest_day", lambda known_at: later)
        self.left(house, eligible, date(2026, 9, 16))

        assert value(eligible, "removals_on_record") == 0


def by_party(person, day, **given):
    return registry.Discipline.objects.create(
        person=person, **{"form": "warning", "effective_on": day, "by_party": True, **given}
    )


class TestPartyFirst:
    """NĐ 172/2025 and NĐ 234/2026, art. 2, cl. 9, second paragraph."""

    @pytest.mark.parametrize(
        ("party", "served"),
        [
            (date(2025, 9, 15), 0),
            # That of the Party is served too.
            (date(2025, 9, 16), 2),
            (None, 1),
            # A later day cannot be right: the decision's own counts.
            (date(2025, 12, 1), 2),
        ],
    )
    def test_the_decision_of_the_state_runs_from_the_day_of_the_partys(
        self, party, served, eligible, value
    ):
        if party:
            by_party(eligible.person, party)
        registry.Discipline.objects.create(
            person=eligible.person,
            form="warning",
            effective_on=date(2025, 10, 10),
            party_effective_on=party,
        )

        assert value(eligible, "disciplines_being_served") == served

    @pytest.mark.parametrize(
        "given",
        [
            None,
            {"effective_on": date(2025, 9, 14)},
            {"by_party": False},
            {"voided": True},
            {"ended_on": date(2025, 9, 15)},
        ],
    )
    @pytest.mark.parametrize("form", ["reprimand", "warning", "demotion"])
    def test_a_day_of_the_party_without_its_decision_is_not_taken(
        self, form, given, eligible, facts, verdict
    ):
        row = registry.Discipline.objects.create(
            person=eligible.person,
            form=form,
            effective_on=date(2025, 10, 10),
            party_effective_on=date(2025, 9, 15),
        )
        if given is not None:
            by_party(eligible.person, date(2025, 9, 15), **given)
        known = facts(eligible)

        assert known["disciplines_being_served"].value is None
        assert str(row.pk) in [one.ref for one in known["disciplines_being_served"].evidence]
        if form == "reprimand":
            assert known["months_since_last_reprimand"].value is None
        assert not verdict(eligible).passes

        by_party(eligible.person, date(2025, 9, 15))
        assert facts(eligible)["disciplines_being_served"].value == 0

    def test_nor_is_that_of_another_person(self, house, eligible, value):
        registry.Discipline.objects.create(
            person=eligible.person,
            form="warning",
            effective_on=date(2025, 10, 10),
            party_effective_on=date(2025, 9, 15),
        )
        by_party(house.person(), date(2025, 9, 15))

        assert value(eligible, "disciplines_being_served") is None

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
        by_party(eligible.person, party)
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
        by_party(eligible.person, date(2025, 9, 10))
        registry.Discipline.objects.create(
            person=eligible.person,
            form="dismissal",
            effective_on=date(2025, 10, 10),
            party_effective_on=date(2025, 9, 10),
        )

        assert value(eligible, "disciplines_being_served") == served

    def test_the_wait_runs_from_that_day_too(self, eligible, value):
        by_party(eligible.person, date(2024, 9, 15), form="reprimand")
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
        by_party(eligible.person, date(2025, 9, 12))
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
