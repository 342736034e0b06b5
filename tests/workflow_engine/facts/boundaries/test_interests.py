"""Relatives, business, conflicts and what somebody has to judge: each on its line."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import (
    APPOINTED,
    MOVED,
    ON,
    by_decision,
    edit,
    only_check,
)
from workflow_engine.registry import models as registry


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
            (date(2024, 1, 1), ON, {**MOVED, "left": "retired"}, 0),
            (date(2024, 1, 1), ON, {"left": "retired"}, None),
            (date(2024, 1, 1), ON, {"left": "term-ended"}, None),
            # Who moved holds another post, and which it is is not on record.
            (date(2024, 1, 1), ON, MOVED, None),
            (date(2024, 1, 1), ON, APPOINTED, None),
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

    @pytest.mark.parametrize(
        ("since", "given", "count"),
        [
            (ON, {"document_number": "6/QĐ", "document_date": ON}, 0),
            (ON, {"document_date": None}, None),
            (date(2026, 9, 16), {"document_number": "6/QĐ", "document_date": ON}, None),
        ],
    )
    def test_a_move_is_decided_by_the_paper_of_the_post_that_followed(
        self, since, given, count, house, related, eligible, value
    ):
        other = related("spouse", "director", until=ON, left="moved")
        house.hold(other, "staff", since, **given)

        assert value(eligible, "relatives_in_collective") == count

    @pytest.mark.parametrize(
        ("post", "since", "until", "how", "count"),
        [
            ("staff", date(2005, 1, 1), date(2006, 7, 1), "moved", None),
            ("staff", date(2005, 1, 1), date(2006, 7, 1), "retired", 0),
            ("staff", date(2005, 1, 1), date(2006, 7, 1), "", None),
            ("staff", date(2005, 1, 1), None, "", 0),
        ],
    )
    def test_of_whoever_moved_the_post_that_followed_has_to_be_on_record(
        self, post, since, until, how, count, house, related, eligible, facts
    ):
        paper = {**MOVED, "left": how}
        other = related("spouse", post, since=since, until=until, **paper)
        names = ("relatives_in_collective", "relatives_head_and_deputy")
        for name in names:
            assert facts(eligible)[name].value == count
        if how == "moved":
            evidence = facts(eligible)[names[0]].evidence
            assert [one.record for one in evidence] == [
                "registry.relationship",
                "registry.postholding",
            ]
            house.hold(other, "head", until, date(2020, 1, 1), **{**MOVED, "left": "retired"})
            assert facts(eligible)[names[0]].value == 0

    @pytest.mark.parametrize(("since", "count"), [(date(2026, 11, 1), 0), (None, None)])
    def test_of_whoever_will_move_it_is_the_post_of_the_date_of_effect(
        self, since, count, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="accounting")
        other = related("spouse", "staff", until=date(2026, 11, 1), **MOVED)
        if since:
            house.hold(other, "head", since)

        assert value(eligible, "relatives_hr_finance") == count

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

        edit(eligible, post=house.posts["staff"])
        assert value(eligible, "relatives_head_and_deputy") == 0
        # In no standing committee, and with nobody in one: nothing on record says so.
        assert value(eligible, "relatives_in_collective") is None
        house.check(eligible.person, "relatives")
        assert value(eligible, "relatives_in_collective") == 0

    @pytest.mark.parametrize(
        ("kind", "count"), [("sibling", 1), ("child", 1), ("parent-in-law", 0)]
    )
    def test_close_relatives_of_whoever_keeps_the_accounts_count(
        self, kind, count, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="accounting")
        edit(eligible, post=house.posts["staff"])
        related(kind, "director")

        assert value(eligible, "relatives_hr_finance") == count

    @pytest.mark.parametrize(
        ("kind", "until", "given", "count"),
        [
            ("spouse", None, {}, 1),
            ("parent-in-law", None, {}, 0),
            ("spouse", date(2026, 11, 2), MOVED, 1),
            ("spouse", date(2026, 11, 1), MOVED, None),
            # An end of which it is not on record how: nobody knows yet whether it comes.
            ("spouse", date(2026, 11, 1), {}, None),
            ("spouse", date(2026, 9, 10), {}, None),
            ("spouse", date(2026, 11, 1), {"left": "moved"}, None),
            ("spouse", date(2026, 9, 10), {"left": "moved", "end_document_number": "5/QĐ"}, None),
            ("spouse", date(2026, 9, 10), APPOINTED, None),
            ("spouse", date(2026, 9, 10), {**MOVED, "left": "retired"}, 0),
            ("spouse", date(2026, 9, 10), {"left": "retired"}, None),
        ],
    )
    def test_whoever_is_to_lead_counts_close_relatives_who_keep_the_accounts_there(
        self, kind, until, given, count, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="accounting")
        related(kind, "staff", until=until, **given)

        assert value(eligible, "relatives_hr_finance") == count

    @pytest.mark.parametrize(
        ("until", "given", "answer"),
        [
            (None, {}, None),
            (date(2026, 11, 1), MOVED, None),  # where to, nobody knows
            (date(2026, 9, 10), {**MOVED, "left": "retired"}, 0),
        ],
    )
    def test_a_post_of_which_nobody_said_the_function_is_not_one_without(
        self, until, given, answer, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="")
        related("spouse", "staff", until=until, **given)

        assert value(eligible, "relatives_hr_finance") == answer

    def test_whoever_is_to_hold_a_post_of_unsaid_function_under_a_relative_is_not_known(
        self, house, related, eligible, value
    ):
        edit(house.posts["staff"], function="")
        edit(house.dossier, post=house.posts["staff"])
        assert value(eligible, "relatives_hr_finance") == 0  # whatever it is, no relative leads

        related("spouse", "director")

        assert value(eligible, "relatives_hr_finance") is None

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
        edit(eligible, post=house.posts["staff"])
        related("spouse", "chair")

        assert value(eligible, "relatives_hr_finance") == 0

    @pytest.mark.parametrize(
        ("sector", "count"), [("finance", 1), ("culture", 0), ("", None), ("administration", 0)]
    )
    def test_the_head_of_a_listed_sector_and_the_head_of_the_city(
        self, sector, count, house, related, eligible, value
    ):
        edit(house.units["dept"], sector=sector)
        edit(eligible, post=house.posts["director"])
        related("spouse", "chair")

        assert value(eligible, "relatives_sector_head") == count

    @pytest.mark.parametrize(("sector", "count"), [("administration", 1), ("culture", 0)])
    def test_what_a_relative_heads_is_not_known_until_its_sector_is_recorded(
        self, sector, count, house, related, eligible, value
    ):
        edit(eligible, post=house.posts["director"])
        related("spouse", "chair")
        edit(house.units["city"], sector="")
        assert value(eligible, "relatives_sector_head") is None

        edit(house.units["city"], sector=sector)
        assert value(eligible, "relatives_sector_head") == count

    def test_the_head_of_the_city_and_the_head_of_a_listed_sector(
        self, house, related, eligible, value
    ):
        edit(eligible, post=house.posts["chair"])
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
        edit(eligible, post=house.posts["chair"])
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
        row = registry.BusinessRole.objects.create(
            person=eligible.person,
            organisation="Công ty",
            held_from=since,
            held_until=until,
            **(by_decision(until) if until else {}),
        )
        assert value(eligible, "business_roles") == roles

        edit(row, end_document_number="")
        assert value(eligible, "business_roles") == (roles or None)

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

    def test_who_took_part_and_declared_after_the_day_of_the_facts_did_so(
        self, house, eligible, value
    ):
        before = date(2026, 9, 1)
        edit(house.dossier.sign_offs.get(), on=ON)
        assert value(eligible, "conflict_declarations_missing", on=before) == 0

        edit(house.dossier.interest_declarations.get(), declared_on=ON)
        assert value(eligible, "conflict_declarations_missing", on=before) == 0


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
