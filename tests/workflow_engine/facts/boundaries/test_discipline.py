"""Disciplines of the State and of the Party, on and around each day."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import ON, edit, enter, only_check
from workflow_engine.registry import models as registry


class TestDiscipline:
    @pytest.mark.parametrize(
        ("effective_on", "served"), [(date(2025, 9, 16), 1), (date(2025, 9, 15), 0)]
    )
    def test_a_decision_has_effect_for_twelve_months(self, effective_on, served, eligible, value):
        enter(
            registry.Discipline, person=eligible.person, form="warning", effective_on=effective_on
        )

        assert value(eligible, "disciplines_being_served") == served
        assert value(eligible, "warnings_on_record") == 1

    @pytest.mark.parametrize(("ended_on", "served"), [(date(2026, 9, 16), 1), (ON, 0)])
    def test_unless_a_later_decision_ended_it(self, ended_on, served, eligible, value):
        enter(
            registry.Discipline,
            person=eligible.person,
            form="warning",
            effective_on=date(2026, 1, 1),
            ended_on=ended_on,
            end_document_number="9/QĐ",
            end_document_date=date(2026, 9, 1),
        )

        assert value(eligible, "disciplines_being_served") == served

    @pytest.mark.parametrize("form", ["reprimand", "warning", "pay-cut", "demotion", "expulsion"])
    def test_an_early_end_without_a_paper_is_not_known(self, form, eligible, facts, verdict):
        row = enter(
            registry.Discipline,
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
            enter(
                registry.Discipline,
                person=eligible.person,
                form="reprimand",
                effective_on=day,
                by_party=True,
            )

        assert value(eligible, "months_since_last_reprimand") == months
        assert value(eligible, "reprimands_on_record") == 2
        assert value(eligible, "months_since_last_warning") is None

    def test_without_a_check_the_last_one_may_not_be_the_last(self, house, eligible, value):
        enter(
            registry.Discipline,
            person=eligible.person,
            form="reprimand",
            effective_on=date(2010, 1, 1),
        )
        only_check(house, eligible, "discipline", on=date(2020, 1, 1))

        assert value(eligible, "reprimands_on_record") == 1
        assert value(eligible, "months_since_last_reprimand") is None

    def test_a_removal_counts_for_corruption_only_where_it_was_for_that(self, eligible, value):
        row = enter(
            registry.Discipline,
            person=eligible.person,
            form="removal",
            effective_on=date(2010, 1, 1),
        )
        # Nobody said what it was for.
        assert value(eligible, "corruption_removals") is None

        edit(row, for_corruption=True)
        assert value(eligible, "corruption_removals") == 1

        edit(row, for_corruption=False)
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
            ({"by_party": None}, 1, None),
            ({"voided": True}, None, None),
        ],
    )
    def test_the_decision_takes_effect_near_that_day(
        self, given, removals, served, house, eligible, value
    ):
        self.left(house, eligible)
        enter(
            registry.Discipline,
            person=eligible.person,
            **{
                "form": "removal",
                "effective_on": date(2024, 7, 1),
                "by_party": False,
                "for_corruption": False,
                **given,
            },
        )

        assert value(eligible, "removals_on_record") == removals
        assert value(eligible, "disciplines_being_served") == served
        assert value(eligible, "corruption_removals") == served

    def test_a_post_left_after_the_day_of_the_facts_is_no_part_of_them(
        self, house, eligible, value, monkeypatch
    ):
        later = date(2026, 10, 1)
        monkeypatch.setattr("workflow_engine.facts.loading.latest_day", lambda known_at: later)
        self.left(house, eligible, date(2026, 9, 16))

        assert value(eligible, "removals_on_record") == 0


def by_party(person, day, **given):
    return enter(
        registry.Discipline,
        person=person,
        **{"form": "warning", "effective_on": day, "by_party": True, **given},
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
        enter(
            registry.Discipline,
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
        row = enter(
            registry.Discipline,
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
        enter(
            registry.Discipline,
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
        row = enter(
            registry.Discipline,
            person=eligible.person,
            form="removal",
            effective_on=own,
            party_effective_on=party,
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
        enter(
            registry.Discipline,
            person=eligible.person,
            form="dismissal",
            effective_on=date(2025, 10, 10),
            party_effective_on=date(2025, 9, 10),
        )

        assert value(eligible, "disciplines_being_served") == served

    def test_the_wait_runs_from_that_day_too(self, eligible, value):
        by_party(eligible.person, date(2024, 9, 15), form="reprimand")
        enter(
            registry.Discipline,
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
        enter(
            registry.Discipline,
            person=eligible.person,
            form="warning",
            effective_on=party,
            by_party=True,
        )
        row = enter(registry.Discipline, person=eligible.person, form="warning", effective_on=own)
        found = facts(eligible)["disciplines_being_served"]
        assert found.value == served
        assert str(row.pk) in [one.ref for one in found.evidence]

        edit(row, party_effective_on=party)
        if served is None:
            assert facts(eligible)["disciplines_being_served"].value == 0

    def test_one_that_a_later_one_over_by_now_may_have_ended_is_not_known(self, eligible, value):
        first = enter(
            registry.Discipline,
            person=eligible.person,
            form="reprimand",
            effective_on=date(2025, 10, 1),
            by_party=False,
        )
        by_party(eligible.person, date(2025, 9, 12))
        enter(
            registry.Discipline,
            person=eligible.person,
            form="warning",
            effective_on=date(2025, 10, 10),
            party_effective_on=date(2025, 9, 12),
        )
        assert value(eligible, "disciplines_being_served") is None

        edit(first, ended_on=date(2025, 10, 10))
        assert value(eligible, "disciplines_being_served") == 0
