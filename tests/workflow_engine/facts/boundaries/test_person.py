"""The person and the qualifications: each on its first and last day."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import ON, by_decision, edit, enter, only_check
from workflow_engine.registry import models as registry


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
            # It is said that the person joined and, with no day of leaving, is not in it.
            (False, date(2005, 3, 3), None),
            (False, date(2026, 9, 16), None),
        ],
    )
    def test_membership_begins_on_its_day(self, member, joined, expected, eligible, value):
        edit(eligible.person, party_member=member, party_joined_on=joined)

        assert value(eligible, "is_party_member") is expected

    @pytest.mark.parametrize(
        ("member", "joined", "given", "expected"),
        [
            (False, None, {"form": "warning", "by_party": True}, None),
            (False, None, {"form": "warning", "by_party": False}, False),
            (False, None, {"form": "warning"}, None),
            (False, None, {"form": "pay-cut"}, False),
            (False, None, {"form": "warning", "party_effective_on": date(2019, 12, 20)}, None),
            (True, None, {"form": "warning", "by_party": True}, True),
            (True, date(2005, 3, 3), {"form": "expulsion", "by_party": True}, False),
            (True, None, {"form": "expulsion", "by_party": True}, False),
            (None, None, {"form": "expulsion", "by_party": True}, False),
            (False, None, {"form": "expulsion", "by_party": True}, False),
            # Taken in again.
            (True, date(2024, 1, 1), {"form": "expulsion", "by_party": True}, True),
            (False, date(2005, 3, 3), {"form": "expulsion", "by_party": True}, False),
            (False, date(2024, 1, 1), {"form": "expulsion", "by_party": True}, None),
            (None, date(2024, 1, 1), {"form": "expulsion", "by_party": True}, None),
            (True, None, {"form": "expulsion", "ended_on": date(2020, 6, 1)}, None),
            (True, None, {"form": "expulsion", "effective_on": date(2062, 1, 1)}, None),
        ],
    )
    def test_membership_is_held_against_the_disciplines_of_the_party(
        self, member, joined, given, expected, eligible, value
    ):
        edit(eligible.person, party_member=member, party_joined_on=joined)
        enter(
            registry.Discipline,
            person=eligible.person,
            **{"effective_on": date(2020, 1, 10), **given},
        )

        assert value(eligible, "is_party_member") is expected

    @pytest.mark.parametrize(
        ("member", "joined", "left", "expected"),
        [
            (False, date(2005, 3, 3), ON, False),
            (False, date(2005, 3, 3), date(2026, 9, 14), False),
            # After the day, and after the day of knowledge: mistyped.
            (False, date(2005, 3, 3), date(2026, 9, 16), None),
            (False, None, ON, False),
            # It is said that the person is in it and left it, or joined once out of it.
            (True, date(2005, 3, 3), ON, None),
            (None, date(2005, 3, 3), ON, None),
            (False, ON, date(2020, 1, 1), None),
        ],
    )
    def test_membership_ends_on_its_day(self, member, joined, left, expected, eligible, value):
        edit(
            eligible.person,
            party_member=member,
            party_joined_on=joined,
            party_left_on=left,
            **by_decision(left),
        )

        assert value(eligible, "is_party_member") is expected

    @pytest.mark.parametrize(
        ("paper", "known"),
        [
            (by_decision(date(2026, 1, 5)), False),
            ({}, None),
            ({"end_document_number": "-", "end_document_date": date(2026, 1, 5)}, None),
            ({"end_document_number": "5/QĐ"}, None),
        ],
    )
    def test_that_somebody_left_is_known_from_the_decision_alone(
        self, paper, known, eligible, value
    ):
        edit(eligible.person, party_member=False, party_left_on=date(2026, 1, 5), **paper)

        assert value(eligible, "is_party_member") is known

    @pytest.mark.parametrize(
        ("joined", "expected"),
        [(date(2005, 3, 3), True), (None, None), (date(2026, 9, 16), None)],
    )
    def test_whoever_left_later_was_a_member_on_the_day(
        self, joined, expected, eligible, value, monkeypatch
    ):
        later = date(2026, 10, 1)
        monkeypatch.setattr("workflow_engine.facts.loading.latest_day", lambda known_at: later)
        edit(
            eligible.person,
            party_member=False,
            party_joined_on=joined,
            party_left_on=date(2026, 9, 20),
            **by_decision(date(2026, 9, 20)),
        )

        assert value(eligible, "is_party_member") is expected

    @pytest.mark.parametrize(
        ("left", "expected"), [(date(2020, 1, 9), None), (date(2020, 1, 10), False)]
    )
    def test_whoever_left_was_disciplined_by_the_party_before_that(
        self, left, expected, eligible, value
    ):
        edit(eligible.person, party_member=False, party_left_on=left, **by_decision(left))
        enter(
            registry.Discipline,
            person=eligible.person,
            form="warning",
            by_party=True,
            effective_on=date(2020, 1, 10),
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
                "none elementary intermediate - advanced - -",
            ),
            (
                "state-management",
                "state_management_level",
                "none specialist principal_specialist senior_specialist - - -",
            ),
        ],
    )
    def test_each_level_has_its_word_and_one_that_the_kind_lacks_is_not_known(
        self, kind, fact, words, eligible, value
    ):
        row = registry.Qualification.objects.get(kind=kind)
        for level, word in enumerate(words.split()):
            edit(row, level=level)

            assert value(eligible, fact) == (None if word == "-" else word)

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
        ("foreign", "recognised", "level"),
        [
            (True, True, "doctor"),
            (True, False, "master"),
            (True, None, None),
            (None, False, "master"),
            (None, True, "doctor"),
            (None, None, None),
        ],
    )
    def test_a_degree_from_abroad_counts_once_it_is_recognised(
        self, foreign, recognised, level, eligible, value
    ):
        enter(
            registry.Qualification,
            person=eligible.person,
            kind="degree",
            level=6,
            awarded_on=date(2021, 1, 1),
            foreign=foreign,
            recognised=recognised,
        )

        assert value(eligible, "degree_level") == level

    def test_a_lower_degree_from_abroad_is_no_matter(self, eligible, value):
        enter(
            registry.Qualification,
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
