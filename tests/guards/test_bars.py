"""A bar on a post is asked by every gate that gives one, or the gate says here why it is not."""

from datetime import date

import pytest

from rules.library import law

# The gates by which a civil servant gets a leadership post, or keeps it for another time.
GIVEN = ("appointment", "appointment_elsewhere", "rotation", "leader_transfer")
RENEWED = ("reappointment", "reappointment_decision", "extension")
ENTRUSTED = ("acting",)
_DECREE, _LAW = "170/2025/NĐ-CP", "80/2025/QH15"
# The provision, the days on which it bars, and why a kind of gate does not ask it.
BARS = {
    "proceedings": (
        {
            (_LAW, "38", "2"),
            (_DECREE, "29", "7"),
            (_DECREE, "29", "9"),
            (_DECREE, "36", "5"),
            (_DECREE, "36", "3"),
        },
        {},
    ),
    "removal for corruption": ({(_LAW, "38", "3")}, {}),
    "not reappointed": (
        {(_DECREE, "36", "7")},
        {
            RENEWED: "the post goes on: it was renewed",
            ENTRUSTED: "no post is given; the holder of the powers is a deputy as a rule",
        },
    ),
    "after leaving a post": (
        {(_DECREE, "55", "1"), (_DECREE, "55", "3")},
        {
            RENEWED: "the post goes on: it was not left",
            ENTRUSTED: "no post is given; the holder of the powers is a deputy as a rule",
        },
    ),
}
DAYS = (date(2025, 7, 1), date(2026, 7, 31), date(2026, 8, 1), date(2026, 11, 30))


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize("kind", [GIVEN, RENEWED, ENTRUSTED])
def test_every_gate_that_gives_a_post_asks_the_bar(kind, bar, on):
    provisions, left_out = BARS[bar]

    for gate in kind:
        cited = {
            (each.citation.instrument, each.citation.article, each.citation.clause)
            for each in law().conditions_in_force(gate, on)
        }
        assert bool(cited & provisions) is (kind not in left_out), gate
