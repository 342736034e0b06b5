"""Several exits: art. 55, cl. 1 asks of each what its point says, and a later one ends no wait."""

from datetime import date

import pytest

from tests.workflow_engine.facts.boundaries.rows import by_decision, edit, leading

ON = date(2026, 9, 15)
EXIT_FACTS = (
    "last_exit_kind",
    "target_against_post_left",
    "months_in_new_position",
    "rating_after_exit",
)


@pytest.fixture
def career(house, eligible):
    """Enter posts one after the other, each with how it was left and by which decision."""

    def enter(*posts):
        edit(leading(eligible), voided=True)
        for post, since, until, given in posts:
            paper = by_decision(until) if until else {}
            house.hold(eligible.person, post, since, until, **paper, **given)

    return enter


REMOVED, RELIEVED, RESIGNED = ({"left": how} for how in ("removed", "relieved", "resigned"))
MOVED, STAFF = {"left": "moved"}, {"kind": "assigned"}


class TestOfSeveralExits:
    def after_a_dismissal(self, career, dismissed_on):
        career(
            ("deputy-director", date(2020, 1, 1), dismissed_on, REMOVED),
            ("staff", dismissed_on, date(2025, 4, 1), {**STAFF, **MOVED}),
            ("deputy-head", date(2025, 4, 1), date(2025, 7, 1), RELIEVED),
            ("staff", date(2025, 7, 1), None, STAFF),
        )

    def test_a_later_milder_one_does_not_end_the_wait_after_a_dismissal(
        self, career, house, eligible, facts, verdict
    ):
        self.after_a_dismissal(career, date(2025, 1, 1))
        house.judged(eligible, "confirmed_faults_remedied")
        known = facts(eligible)

        assert [known[name].value for name in EXIT_FACTS] == [
            "dismissed",
            "equal",
            20,
            "completed_well",
        ]
        assert len(known["last_exit_kind"].evidence) == 3
        assert verdict(eligible).finding("appointment.wait-after-dismissal").outcome == "unmet"

    @pytest.mark.parametrize(
        ("remedied", "kind"), [(True, "relieved"), (False, "dismissed"), (None, "dismissed")]
    )
    def test_one_that_asks_nothing_any_more_gives_way_to_one_from_a_higher_post(
        self, remedied, kind, career, house, eligible, value
    ):
        career(
            ("deputy-director", date(2019, 1, 1), date(2022, 6, 1), REMOVED),
            ("staff", date(2022, 6, 1), date(2026, 2, 1), {**STAFF, **MOVED}),
            ("director", date(2026, 2, 1), date(2026, 6, 1), RELIEVED),
            ("staff", date(2026, 6, 1), None, STAFF),
        )
        if remedied is not None:
            house.judged(eligible, "confirmed_faults_remedied", confirmed=remedied)

        assert value(eligible, "last_exit_kind") == kind

    def test_a_higher_post_left_later_does_not_hide_the_dismissal(
        self, career, house, eligible, facts, verdict
    ):
        career(
            ("deputy-director", date(2020, 1, 1), date(2026, 5, 1), REMOVED),
            ("director", date(2026, 5, 1), date(2026, 6, 1), RELIEVED),
            ("staff", date(2026, 6, 1), None, STAFF),
        )
        known = facts(eligible)

        assert known["last_exit_kind"].value == "dismissed"
        assert known["target_against_post_left"].value == "equal"
        assert not verdict(eligible).passes

    def test_a_resignation_waits_on_after_a_relief(self, career, eligible, value):
        career(
            ("deputy-director", date(2021, 1, 1), date(2025, 3, 1), RESIGNED),
            ("deputy-head", date(2025, 3, 1), date(2025, 8, 1), RELIEVED),
            ("staff", date(2025, 8, 1), None, STAFF),
        )

        assert value(eligible, "last_exit_kind") == "resigned"
        assert value(eligible, "months_in_new_position") == 18

    def test_one_that_bars_this_post_stands_before_one_from_a_higher(self, career, eligible, value):
        career(
            ("deputy-director", date(2021, 1, 1), date(2026, 3, 1), RELIEVED),
            ("director", date(2026, 3, 1), date(2026, 6, 1), RESIGNED),
            ("staff", date(2026, 6, 1), None, STAFF),
        )

        assert value(eligible, "last_exit_kind") == "relieved"
        assert value(eligible, "target_against_post_left") == "equal"


class TestTimeInTheNewPosition:
    @pytest.mark.parametrize(
        ("until", "again", "months"),
        [
            (date(2023, 9, 1), date(2026, 9, 1), 1),
            (date(2024, 8, 1), date(2024, 8, 1), 37),
            (date(2024, 8, 1), date(2024, 10, 1), 35),
        ],
    )
    def test_a_gap_between_two_positions_is_no_work(
        self, until, again, months, career, eligible, value
    ):
        career(
            ("deputy-director", date(2020, 1, 1), date(2023, 8, 1), REMOVED),
            ("staff", date(2023, 8, 1), until, {**STAFF, **MOVED}),
            ("staff", again, None, STAFF),
        )

        assert value(eligible, "months_in_new_position") == months

    @pytest.mark.parametrize(("term", "months"), [(12, 12), (11, None), (None, 14)])
    def test_beyond_the_term_of_the_position_more_is_not_known(
        self, term, months, career, eligible, value
    ):
        career(
            ("deputy-director", date(2022, 1, 1), date(2025, 7, 1), RELIEVED),
            ("deputy-head", date(2025, 7, 1), None, {"term_months": term}),
        )

        assert value(eligible, "months_in_new_position") == months


class TestPostsNotHeldByAppointment:
    @pytest.mark.parametrize(
        ("kind", "how", "exit_kind"),
        [
            ("acting", "removed", "dismissed"),
            ("seconded", "removed", "dismissed"),
            ("acting", "resigned", "resigned"),
            # The end of an acting assignment relieves nobody of a post.
            ("acting", "relieved", "none"),
            ("seconded", "relieved", "none"),
        ],
    )
    def test_whoever_is_removed_from_one_was_dismissed(
        self, kind, how, exit_kind, house, eligible, value, verdict
    ):
        day = date(2026, 5, 1)
        house.hold(
            eligible.person,
            "deputy-director",
            date(2026, 1, 1),
            day,
            kind=kind,
            left=how,
            **by_decision(day),
        )

        assert value(eligible, "last_exit_kind") == exit_kind
        assert verdict(eligible).passes is (exit_kind == "none")
