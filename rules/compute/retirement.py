"""The age of retirement, from the table of Decree 135/2020 (rules/law/retirement.yaml).

Two months matter and are easily confused: the one in which the age is reached, to which the
decree on appointment counts ("tính đến tháng đủ tuổi nghỉ hưu"), and the one after it, in which
retirement begins.
"""

from __future__ import annotations

from datetime import date

from rules.definitions import Law
from rules.library import law as project_law
from rules.model import Month

SEXES = ("male", "female")
MONTHS_OF_SIXTY_YEARS = 720


def month_of_reaching_age(
    birth_date: date,
    sex: str,
    *,
    on: date | None = None,
    reckoned_at_sixty: bool = False,
    law: Law | None = None,
) -> Month:
    """Return the month in which the age of retirement is reached.

    `on` chooses the table; by default it is the latest.
    `reckoned_at_sixty` is for women whom Decrees 83/2022 and 99/2024 entitle to a higher age.
    """
    if sex not in SEXES:
        raise ValueError(f"the sex is given as {' or '.join(SEXES)}, and not as {sex!r}")
    law = law or project_law()
    table = law.retirement_table(on) if on else law.retirement[-1]
    born = Month.of(birth_date)
    if reckoned_at_sixty and sex == "female":
        return born.plus(MONTHS_OF_SIXTY_YEARS)
    for row in table.rows:
        if row.sex == sex and row.born_from <= born and (not row.born_to or born <= row.born_to):
            return born.plus(row.months_of_age)
    raise LookupError(
        f"The table of retirement ages has no row for a {sex} born in {born}. It begins with those "
        "who reach the age under the present schedule; check the date of birth."
    )


def retirement_month(
    birth_date: date,
    sex: str,
    *,
    on: date | None = None,
    reckoned_at_sixty: bool = False,
    law: Law | None = None,
) -> Month:
    """Return the month in which retirement begins: the one after the age is reached."""
    reached = month_of_reaching_age(
        birth_date, sex, on=on, reckoned_at_sixty=reckoned_at_sixty, law=law
    )
    return reached.plus(1)


def months_to_retirement(
    birth_date: date,
    sex: str,
    *,
    effective_on: date,
    reckoned_at_sixty: bool = False,
    law: Law | None = None,
) -> int:
    """Count the months from the month of a day to the month in which the age is reached.

    Negative once the age is passed.
    """
    # Interpretation: the month in which the age is reached is counted to, not the one after it.
    reached = month_of_reaching_age(
        birth_date, sex, on=effective_on, reckoned_at_sixty=reckoned_at_sixty, law=law
    )
    return Month.of(effective_on).months_until(reached)
