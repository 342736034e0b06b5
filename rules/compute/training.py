"""Training of civil servants: commitment, pay-back of its cost, time limit after an appointment.

Decree 171/2025. Money is in đồng and exact: the decree rounds nothing, so a part of a đồng stays a
Fraction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.compute.dates import Rounding, add_months
from rules.definitions import Law
from rules.library import law as project_law
from rules.model import Json

WHOLE_GROUNDS = ("quit_during_training", "dismissed", "no_degree")
GROUNDS = (*WHOLE_GROUNDS, "left_before_commitment")


@dataclass(frozen=True, slots=True)
class Payback:
    """What is paid back, in đồng: the cost by its ground, the part taken off, and the rest."""

    before_reduction: Fraction
    reduction: Fraction
    due: Fraction

    def as_dict(self) -> dict[str, Json]:
        """Return the reckoning as plain JSON values, fractions as text."""
        return {name: str(getattr(self, name)) for name in self.__slots__}


def commitment_required(training_months: int, *, on: date, law: Law | None = None) -> int:
    """Return the months of service to be committed for so many months of training (art. 5)."""
    if training_months < 0:
        raise ValueError(f"a training does not last {training_months} months")
    return (law or project_law()).figure("training_commitment_times", on).value * training_months


def payback(
    cost: int,
    *,
    ground: str,
    years_before: int,
    preferred: bool,
    on: date,
    committed_months: int = 0,
    served_months: int = 0,
    law: Law | None = None,
) -> Payback:
    """Reckon what is paid back of the cost of postgraduate training (arts. 6 to 8).

    `cost` is in đồng. Who left before the commitment was served owes the part of it that is not
    served, F / T1 x (T1 - T2), in whole months; on the other grounds everything. `years_before`
    are the years of service without those after the training: each takes off 1%, for women and
    ethnic minorities (`preferred`) 1.5%. Raise ValueError for what cannot be.
    """
    if ground not in GROUNDS:
        raise ValueError(f"the ground is one of {', '.join(GROUNDS)}, and not {ground!r}")
    if min(cost, years_before, committed_months, served_months) < 0:
        raise ValueError("cost, years and months are not below 0")
    owed = Fraction(cost)
    if ground == "left_before_commitment":
        if committed_months == 0:
            raise ValueError("a pay-back by parts needs the months that were committed")
        owed = Fraction(cost * max(0, committed_months - served_months), committed_months)
    name = "payback_yearly_reduction_preferred" if preferred else "payback_yearly_reduction"
    rate = (law or project_law()).figure(name, on)
    reduction = owed * min(Fraction(1), Fraction(rate.value * years_before, rate.over))
    return Payback(owed, reduction, owed - reduction)


def state_management_due(effective_on: date, *, law: Law | None = None) -> date:
    """Return the last day for the state management programme after an appointment (art. 16)."""
    months = (law or project_law()).figure("state_management_training_months", effective_on).value
    return add_months(effective_on, months, rounding=Rounding.LAST_DAY)


def state_management_days_late(
    effective_on: date, finished_on: date, *, law: Law | None = None
) -> int:
    """Count the days by which the programme was finished late; 0 in time."""
    return max(0, (finished_on - state_management_due(effective_on, law=law)).days)
