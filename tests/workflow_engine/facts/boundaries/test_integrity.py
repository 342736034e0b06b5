"""Checks and denunciations: the last day that counts and the first that does not."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import ON, by_decision, edit, enter, only_check
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
            **by_decision(date(2026, 8, 21)),
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
                **{"matter": "criminal", **by_decision(date(2024, 5, 1)), **given},
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
                person=person,
                matter=matter,
                opened_on=opened,
                closed_on=ended,
                found_on=day,
                **by_decision(ended),
            )
        registry.BusinessRole.objects.create(
            person=person,
            organisation="X",
            held_from=opened,
            held_until=ended,
            found_on=day,
            **by_decision(ended),
        )

        assert value(eligible, "open_criminal_proceedings") == known
        assert value(eligible, "open_disciplinary_proceedings") == known
        assert value(eligible, "disciplines_being_served") == known
        assert value(eligible, "warnings_on_record") == known
        assert value(eligible, "business_roles") == known

    def test_a_decision_settles_what_a_check_of_discipline_found(self, house, eligible, value):
        day = date(2024, 3, 1)
        house.check(eligible.person, "discipline", day, clear=False)
        enter(
            registry.Discipline,
            person=eligible.person,
            form="warning",
            effective_on=date(2019, 1, 1),
            found_on=day,
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
            **by_decision(date(2024, 5, 1)),
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
        over = {"opened_on": day, "closed_on": date(2012, 4, 1), **by_decision(day)}
        cousin = house.person()
        house.hold(cousin, "staff", day)
        registry.Relationship.objects.create(person=person, relative=cousin, kind="other")
        enter(registry.Discipline, person=person, form="reprimand", effective_on=day)
        registry.BusinessRole.objects.create(
            person=person,
            organisation="Công ty",
            held_from=day,
            held_until=date(2013, 1, 1),
            **by_decision(date(2013, 1, 1)),
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
        row = registry.Proceeding.objects.create(
            person=eligible.person,
            matter="suspension",
            opened_on=date(2026, 9, 1),
            closed_on=closed_on,
            **by_decision(ON),
        )
        assert value(eligible, "open_suspensions") == count

        # Closed by no decision that anybody can see: nobody knows that it was.
        edit(row, end_document_date=None)
        assert value(eligible, "open_suspensions") == (count or None)

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
            ({"team": True, "team_decided_on": ON, "closed_on": ON}, None),
            ({"team": True, "team_decided_on": ON, "closed_on": ON, **by_decision(ON)}, 0),
            ({"team": False, "closed_on": ON}, 0),
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
            "workflow_engine.facts.loading.latest_day", lambda known_at: date(2026, 10, 1)
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
