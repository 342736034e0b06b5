"""Counts that cannot be right, and what holds of every count that can."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.compute.ballot import Count, problems, quorum, tally
from rules.errors import CountError
from rules.library import law

ON = date(2026, 11, 23)
R1 = date(2026, 3, 2)
SOUND = {
    "invited": 7,
    "excused": 1,
    "present": 6,
    "prepared": 7,
    "distributed": 6,
    "returned": 6,
    "blank_or_spoiled": 1,
    "votes": {"a": 3, "b": 2},
}


def test_sound_count_has_no_problems():
    assert list(problems(Count(**SOUND))) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"prepared": 6}, "prepared-not-invited"),
        ({"prepared": 8}, "prepared-not-invited"),
        ({"distributed": 7, "returned": 6}, "distributed-not-present"),
        ({"returned": 7, "blank_or_spoiled": 2}, "returned-over-distributed"),
        ({"blank_or_spoiled": 0}, "slips-do-not-add-up"),
        ({"votes": {"a": 4, "b": 2}}, "slips-do-not-add-up"),
        ({"excused": 8, "present": 0, "distributed": 0}, "excused-over-invited"),
        ({"present": 7, "distributed": 7}, "present-over-able"),
        ({"invited": 0}, "nobody-summoned"),
        ({"present": -6}, "not-a-number"),
        ({"present": 6.0}, "not-a-number"),
        ({"present": True}, "not-a-number"),
        ({"returned": "6"}, "not-a-number"),
        ({"votes": {"a": 3, "b": None}}, "not-a-number"),
    ],
)
def test_contradiction_is_named_in_both_languages_and_nothing_is_counted(changes, code):
    count = Count(**{**SOUND, **changes})

    found = {problem.code: problem for problem in problems(count)}

    assert code in found
    assert found[code].vi
    assert found[code].en
    with pytest.raises(CountError):
        tally("appointment.orientation-or-extended", count, on=ON)


def test_everyone_excused_leaves_nobody_to_count():
    count = Count(3, 3, 0, 3, 0, 0, 0, {})

    with pytest.raises(CountError) as caught:
        tally("appointment.final", count, on=ON)

    assert [problem.code for problem in caught.value.problems] == ["nobody-counts"]


def test_quorum_binds_until_july_2026_and_warns_after():
    count = Count(31, 0, 20, 31, 20, 20, 20, {})

    before = quorum("appointment.r1-final", count, on=R1)
    after = quorum("appointment.final", count, on=ON)

    assert (before.holds, before.binds, before.needed) == (False, True, 21)
    assert (after.holds, after.binds, after.confidence) == (False, False, "unknown")


def test_tally_says_which_integers_it_compared():
    told = tally("appointment.final", Count(**SOUND), on=ON).as_dict()

    assert told["lines"][0] == {
        "candidate": "a",
        "votes": 3,
        "share": "selection_over_half",
        "left": 6,
        "sign": ">",
        "right": 6,
        "holds": False,
    }
    assert "Điều 33" in told["citation"]["text"]["vi"]


COUNTS = st.builds(
    lambda invited, excused, absent, lost, votes: (invited, excused, absent, lost, votes),
    st.integers(1, 200),
    st.integers(0, 5),
    st.integers(0, 20),
    st.integers(0, 3),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 120), max_size=4),
)


@given(COUNTS)
def test_the_largest_share_is_selected_and_nobody_under_thirty_percent(drawn):
    invited, excused, absent, lost, votes = drawn
    present = invited - excused - absent
    returned = present - lost
    blank = returned - sum(votes.values())
    assume(blank >= 0)
    assume(present > 0)
    count = Count(invited, excused, present, invited, present, returned, blank, votes)

    told = tally("appointment.orientation-or-extended", count, on=ON)

    base = invited - excused
    over = [name for name, number in votes.items() if 2 * number > base]
    carried = [name for name, number in votes.items() if 10 * number >= 3 * base]
    assert told.denominator == base
    assert len(over) <= 1
    assert sorted(told.selected) == sorted(over or carried)
    assert (told.outcome == "nobody") == (not over and not carried)


@pytest.mark.parametrize(
    ("rule", "on", "outcomes"),
    [
        ("appointment.key-cadres", ON, {"selected", "nobody"}),
        ("appointment.final", ON, {"selected", "nobody", "tied"}),
        ("appointment.r1-opinion", R1, {"opinion"}),
        ("reappointment.leadership", ON, {"approved", "head-decides", "reported"}),
        ("confidence.low-votes", ON, {"dismissal", "person-decides", "resignation", "kept"}),
    ],
)
def test_a_rule_lists_what_its_count_can_come_to(rule, on, outcomes):
    assert law().ballot(rule, on).outcomes == outcomes


@given(agree=st.integers(0, 6))
def test_a_count_comes_to_nothing_that_its_rule_does_not_list(agree):
    for rule in (r for r in law().ballots if r.in_force.covers(ON) and not r.only_carried):
        answers = rule.answers or ("a", "b")
        votes = dict.fromkeys(answers, 0) | {answers[0]: agree, answers[1]: 6 - agree}
        count = Count(6, 0, 6, 6, 6, 6, 0, votes)

        assert tally(rule.id, count, on=ON).outcome in rule.outcomes
