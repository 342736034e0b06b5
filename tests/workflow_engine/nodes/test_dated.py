"""What a step dates: by the day of its act, by a field of it, for each candidate, by routes."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from workflow_engine.nodes.declarations import Dated

ON, SIGNED = date(2026, 9, 1), date(2026, 8, 31)


@dataclass(frozen=True)
class Act:
    """An act with a day of its own, and with days by candidate."""

    dated_on: date | None = SIGNED
    reported: dict[int, date] = field(default_factory=lambda: {7: SIGNED, 8: ON})


@pytest.mark.parametrize(
    ("declared", "days"),
    [
        (Dated("decided_on"), {None: ON}),
        (Dated("decided_on", by="dated_on"), {None: SIGNED}),
        (Dated("decided_on", by="dated_on", upon=("approved", "refused")), {None: SIGNED}),
        (Dated("decided_on", by="dated_on", upon=("returned",)), {}),
        (Dated("self_report_on", by="reported", each=True), {7: SIGNED, 8: ON}),
        # Of an act of another kind that the step takes as well.
        (Dated("decided_on", by="held_on"), {}),
    ],
)
def test_an_event_has_the_day_that_the_act_gives_it(declared, days):
    assert declared.days(Act(), route="approved", on=ON) == days


def test_a_field_with_nothing_in_it_dates_nothing():
    declared = Dated("decided_on", by="dated_on")

    assert declared.days(Act(dated_on=None), route="approved", on=ON) == {}
