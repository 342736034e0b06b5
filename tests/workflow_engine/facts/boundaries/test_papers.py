"""What a paper proves: what counts without one, and what a check says of a record that changed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.workflow_engine.facts.boundaries.rows import (
    ON,
    edit,
    enter,
    leading,
    on_paper,
    only_check,
)
from workflow_engine.registry import models as registry

OPENED = date(2026, 5, 4)
NO_PAPER = {"document_number": "", "document_date": None, "issued_by": ""}


def change(row, **values):
    """Change a row as a correction does: its history has both versions."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def prosecution(person, **given):
    return registry.Proceeding.objects.create(
        person=person, matter="criminal", opened_on=OPENED, **on_paper(OPENED), **given
    )


class TestChecksOfAnotherRecord:
    def test_a_check_does_not_answer_once_a_row_of_its_subject_is_voided(
        self, house, eligible, facts, verdict
    ):
        row = prosecution(eligible.person)
        assert facts(eligible)["open_criminal_proceedings"].value == 1

        change(row, voided=True)
        found = facts(eligible)["open_criminal_proceedings"]
        check = registry.Clearance.objects.get(person=eligible.person, subject="criminal")
        assert found.value is None
        assert [one.ref for one in found.evidence] == [str(check.pk)]
        assert not verdict(eligible).passes

    def test_a_later_check_does(self, house, eligible, value, monkeypatch):
        change(prosecution(eligible.person), voided=True)
        today = timezone.localdate()
        monkeypatch.setattr("workflow_engine.facts.loading.latest_day", lambda known_at: today)
        name = "open_criminal_proceedings"
        house.check(eligible.person, "criminal", today - timedelta(days=1))
        assert value(eligible, name, on=today) is None

        house.check(eligible.person, "criminal", today)
        assert value(eligible, name, on=today) == 0

    def test_what_was_entered_before_and_changed_before_the_check_is_what_it_spoke_of(
        self, house, eligible, value
    ):
        row = prosecution(eligible.person)
        edit(row, voided=True)

        assert value(eligible, "open_criminal_proceedings") == 0

    @pytest.mark.parametrize(
        ("values", "known"),
        [
            ({"note": "đã đối chiếu"}, 12),
            ({"effective_on": date(2023, 1, 4)}, None),
            ({"form": "reprimand"}, None),
            ({"for_corruption": False}, 12),
        ],
    )
    def test_a_changed_value_is_another_record_and_a_note_or_a_filled_gap_is_not(
        self, values, known, eligible, value
    ):
        row = enter(
            registry.Discipline,
            person=eligible.person,
            form="warning",
            effective_on=date(2025, 9, 4),
        )
        change(row, **values)

        assert value(eligible, "months_since_last_warning") == known

    def test_a_check_that_found_something_and_is_voided_leaves_it_open(
        self, house, eligible, value
    ):
        found = house.check(eligible.person, "criminal", date(2026, 8, 1), clear=False)
        change(found, voided=True)

        assert value(eligible, "open_criminal_proceedings") is None

    def test_so_does_a_verification_that_was_not_passed(self, house, eligible, value):
        found = house.check(eligible.person, "profile", date(2026, 8, 25), clear=False)
        assert value(eligible, "profile_verified") is False

        change(found, voided=True)
        assert value(eligible, "profile_verified") is None

    @pytest.mark.parametrize("values", [{"voided": True}, {"kind": "other"}])
    def test_a_relative_taken_back_leaves_it_open(self, values, house, eligible, value):
        other = house.person()
        house.hold(other, "director", date(2020, 1, 1))
        row = registry.Relationship.objects.create(
            person=eligible.person, relative=other, kind="spouse"
        )
        change(row, **values)

        assert value(eligible, "relatives_in_collective") is None

    @pytest.mark.parametrize("values", [{"voided": True}, {"kind": "assigned"}])
    def test_a_check_of_a_unit_spoke_of_its_deputies(self, values, house, eligible, value):
        row = house.hold(house.person(), "deputy-director", date(2024, 1, 1))
        assert value(eligible, "deputies_after_appointment") == 2

        change(row, **values)
        assert value(eligible, "deputies_after_appointment") is None

    def test_as_it_was_known_before_the_change_the_check_answered(self, eligible, facts, value):
        row = prosecution(eligible.person)
        before = timezone.now()
        change(row, voided=True)

        assert facts(eligible, known_at=before)["open_criminal_proceedings"].value == 1


class TestWithoutPaper:
    @pytest.mark.parametrize(
        "lacking",
        [
            {"document_number": ""},
            {"document_number": "-"},
            {"document_number": "không số"},
            {"document_date": None},
            {"issued_by": " "},
        ],
    )
    def test_a_check_counts_by_number_date_and_issuer(self, lacking, house, eligible, facts):
        check = only_check(house, eligible, "criminal")
        edit(check, **lacking)
        found = facts(eligible)["open_criminal_proceedings"]

        assert found.value is None
        assert [one.ref for one in found.evidence] == [str(check.pk)]

    def test_what_speaks_against_somebody_counts_without(self, house, eligible, value):
        edit(registry.HealthCertificate.objects.get(), fit=False, **NO_PAPER)
        edit(registry.AssetDeclaration.objects.get(), verified=False, **NO_PAPER)

        assert value(eligible, "health_fit") is False
        assert value(eligible, "asset_declaration_verified") is False

    @pytest.mark.parametrize(
        ("model", "fact"),
        [
            (registry.HealthCertificate, "health_fit"),
            (registry.AssetDeclaration, "asset_declaration_verified"),
            (registry.Planning, "planned_for_post"),
            (registry.Rating, "ratings_good_recent_years"),
            (registry.Qualification, "degree_level"),
            (registry.PostHolding, "appointment_relation"),
        ],
    )
    def test_what_speaks_for_somebody_does_not(self, model, fact, eligible, value, verdict):
        for row in model.objects.filter(person=eligible.person):
            edit(row, **NO_PAPER)

        assert value(eligible, fact) is None
        assert not verdict(eligible).passes

    def test_the_word_of_the_receiving_body_names_it(self, eligible, value):
        edit(registry.AssetDeclaration.objects.get(), issued_by="")

        assert value(eligible, "asset_declaration_verified") is None

    @pytest.mark.parametrize(
        ("model", "day", "good", "bad", "fact", "against"),
        [
            (
                registry.HealthCertificate,
                "issued_on",
                {"fit": True},
                {"fit": False},
                "health_fit",
                False,
            ),
            (
                registry.Rating,
                "decided_on",
                {"level": "good", "year": 2025},
                {"level": "failed", "year": 2025},
                "ratings_good_recent_years",
                2,
            ),
            (
                registry.AssetDeclaration,
                "completed_on",
                {"verified": True, "kind": "personnel"},
                {"verified": False, "kind": "personnel"},
                "asset_declaration_verified",
                False,
            ),
        ],
    )
    def test_a_later_row_without_one_lifts_nothing(
        self, model, day, good, bad, fact, against, eligible, value
    ):
        enter(model, person=eligible.person, **{day: date(2026, 8, 20)}, **bad)
        assert value(eligible, fact) == against

        row = enter(model, person=eligible.person, **{day: date(2026, 8, 21)}, **good, **NO_PAPER)
        assert value(eligible, fact) is None

        edit(row, **on_paper(date(2026, 8, 21)))
        assert value(eligible, fact) == {"ratings_good_recent_years": 3}.get(fact, True)

    def test_of_a_file_that_did_not_pass_no_paperless_word_says_that_it_does(
        self, house, eligible, value
    ):
        house.check(eligible.person, "profile", date(2026, 8, 25), clear=False)
        later = house.check(eligible.person, "profile", date(2026, 8, 26))
        assert value(eligible, "profile_verified") is True

        edit(later, **NO_PAPER)
        assert value(eligible, "profile_verified") is None

    def test_a_decision_without_its_date_is_no_ground_for_a_wait(self, eligible, value):
        row = enter(
            registry.Discipline,
            person=eligible.person,
            form="warning",
            effective_on=date(2023, 1, 4),
        )
        assert value(eligible, "disciplines_being_served") == 0

        edit(row, document_date=None)
        assert value(eligible, "disciplines_being_served") is None
        assert value(eligible, "months_since_last_warning") is None


class TestOnePaper:
    def test_says_one_thing(self, eligible, value):
        paper = on_paper(date(2026, 8, 25))
        for fit in (False, True):
            enter(
                registry.HealthCertificate,
                person=eligible.person,
                issued_on=date(2026, 8, 25),
                fit=fit,
                **paper,
            )

        assert value(eligible, "health_fit") is None

    def test_says_one_thing_of_a_unit(self, house, eligible, value):
        first = house.check_unit(on=date(2026, 8, 21), clear=False)
        second = house.check_unit(on=date(2026, 8, 22))
        since = date(2024, 1, 1)
        house.hold(house.person(), "director", since, found_on=first.checked_on)
        assert value(eligible, "deputies_after_appointment") == 1

        edit(second, document_number=first.document_number, document_date=first.document_date)
        assert value(eligible, "deputies_after_appointment") is None

    def test_that_opened_a_matter_does_not_close_it(self, eligible, value):
        row = prosecution(eligible.person)
        paper = {
            "end_document_number": row.document_number,
            "end_document_date": row.document_date,
        }
        edit(row, closed_on=OPENED + timedelta(days=1), **paper)
        assert value(eligible, "open_criminal_proceedings") is None

        edit(row, end_document_number="6/QĐ-VKS")
        assert value(eligible, "open_criminal_proceedings") == 0

    @pytest.mark.parametrize("number", ["-", ".", "không số", ""])
    def test_whose_number_has_no_digit_proves_no_end(self, number, eligible, value):
        day = OPENED + timedelta(days=1)
        prosecution(
            eligible.person, closed_on=day, end_document_number=number, end_document_date=day
        )

        assert value(eligible, "open_criminal_proceedings") is None


class TestPlanning:
    @pytest.mark.parametrize(
        ("approved_on", "known"),
        [(date(2025, 6, 1), None), (date(2026, 2, 1), None), (date(2026, 2, 2), True)],
    )
    def test_who_was_taken_out_is_planned_again_by_a_later_approval(
        self, approved_on, known, eligible, value
    ):
        row = registry.Planning.objects.get()
        edit(row, ended_on=date(2026, 2, 1))
        enter(
            registry.Planning,
            person=eligible.person,
            title=row.title,
            unit=row.unit,
            approved_on=approved_on,
            period_from=2025,
            period_until=2030,
        )

        assert value(eligible, "planned_for_post") is known


def test_the_post_held_is_known_by_its_decision(eligible, value):
    edit(leading(eligible), document_number="")

    assert value(eligible, "source", on=ON) is None
