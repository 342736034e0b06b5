"""What post may be given after one was left: NĐ 170/2025, art. 36, cl. 7, and art. 55."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import edit, leading
from workflow_engine.registry.models import PostHolding

ON = date(2026, 9, 15)
LEFT = date(2026, 3, 1)


def leave(house, candidate, how, on=LEFT, post="head"):
    """The post was left so, and work went on in a post of the staff from that day."""
    edit(
        leading(candidate),
        post=house.posts[post],
        held_until=on,
        left=how,
        end_document_number="9/QĐ",
        end_document_date=on,
    )
    house.hold(candidate.person, "staff", on, kind="assigned")


class TestLevel:
    @pytest.mark.parametrize(
        ("post", "known"), [("director", True), ("chair", False), ("deputy-director", None)]
    )
    def test_one_level_lower_is_the_next_rank(self, post, known, house, eligible, value):
        leave(house, eligible, "relieved", post=post)

        assert value(eligible, "target_one_level_below_post_left") is known

    def test_of_several_posts_left_each_higher_one_counts(self, house, eligible, value):
        leave(house, eligible, "relieved", post="director")
        day = date(2015, 1, 1)
        house.hold(eligible.person, "chair", date(2014, 1, 1), day, left="resigned")

        assert value(eligible, "target_one_level_below_post_left") is False


class TestTimeLeft:
    @pytest.mark.parametrize(("on", "months"), [(date(2026, 3, 1), 0), (date(2026, 2, 28), 1)])
    def test_it_runs_from_the_position_taken_up_after_the_resignation(
        self, on, months, house, eligible, value
    ):
        leave(house, eligible, "resigned", date(2026, 3, 1))
        at_once = value(eligible, "months_to_retirement_at_assignment")
        edit(leading(eligible), held_until=on)
        edit(PostHolding.objects.get(person=eligible.person, held_from=LEFT), held_from=on)

        assert value(eligible, "months_to_retirement_at_assignment") == at_once + months

    def test_without_a_position_it_runs_from_the_appointment(self, house, eligible, value):
        edit(leading(eligible), held_until=LEFT, left="resigned")
        at_appointment = value(eligible, "months_to_retirement_at_appointment")

        assert value(eligible, "months_to_retirement_at_assignment") == at_appointment

    def test_nobody_who_did_not_resign_has_such_a_time(self, house, eligible, value):
        leave(house, eligible, "relieved")

        assert value(eligible, "months_to_retirement_at_assignment") is None


class TestNotReappointed:
    def test_a_term_that_ended_and_goes_on_is_a_reappointment(self, house, eligible, value):
        edit(leading(eligible), held_until=LEFT, left="term-ended")
        house.hold(eligible.person, "head", LEFT)

        assert value(eligible, "not_reappointed") is False

    def test_a_higher_post_from_the_same_day_is_no_refusal(self, house, eligible, value):
        edit(leading(eligible), held_until=LEFT, left="term-ended")
        house.hold(eligible.person, "deputy-director", LEFT)

        assert value(eligible, "not_reappointed") is False

    @pytest.mark.parametrize("confirmed", [None, True, False])
    def test_why_a_term_was_not_renewed_is_confirmed(self, confirmed, house, eligible, value):
        leave(house, eligible, "term-ended")
        if confirmed is not None:
            house.judged(eligible, "not_reappointed", confirmed=confirmed)

        assert value(eligible, "not_reappointed") is confirmed

    @pytest.mark.parametrize("follows", [False, True])
    def test_the_record_of_a_refusal_says_so(self, follows, house, eligible, value):
        leave(house, eligible, "not-renewed")
        if follows:
            house.hold(eligible.person, "deputy-director", LEFT)

        assert value(eligible, "not_reappointed") is True

    @pytest.mark.parametrize(("until", "known"), [(ON, None), (date(2026, 9, 16), False)])
    def test_a_term_has_ended_from_its_last_day_on(self, until, known, house, eligible, value):
        leave(house, eligible, "term-ended", until)

        assert value(eligible, "not_reappointed") is known

    @pytest.mark.parametrize(
        ("post", "relation"),
        [("director", "lower"), ("deputy-director", "equal"), ("head", "higher")],
    )
    def test_the_title_is_held_against_the_post_not_renewed(
        self, post, relation, house, eligible, value
    ):
        leave(house, eligible, "term-ended", post=post)

        assert value(eligible, "target_against_post_not_renewed") == relation


class TestDisciplinesOnRecord:
    def test_one_in_whatever_form_counts(self, house, eligible, value):
        assert value(eligible, "disciplines_on_record") == 0

        eligible.person.disciplines.create(
            form="pay-cut",
            effective_on=date(2010, 1, 1),
            document_number="1/QĐ",
            document_date=date(2010, 1, 1),
        )
        assert value(eligible, "disciplines_on_record") == 1
