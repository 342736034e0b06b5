"""The severance allowance of a civil servant who leaves by own wish, in months of salary.

Decree 170/2025, arts. 58 and 59, as first issued and as amended from 1 August 2026.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rules.definitions import Law
from rules.library import law as project_law

MONTHS_OF_A_YEAR = 12


def years_counted(months: int, *, on: date, law: Law | None = None) -> Fraction:
    """Return the years of service that count: odd months are a half year, a year or nothing."""
    if months < 0:
        raise ValueError(f"nobody served {months} months")
    law = law or project_law()
    years, odd = divmod(months, MONTHS_OF_A_YEAR)
    if odd < law.figure("severance_half_year_from_months", on).value:
        return Fraction(years)
    if odd <= law.figure("severance_half_year_to_months", on).value:
        return years + Fraction(1, 2)
    return Fraction(years + 1)


def allowance_months(
    service_months: int, *, on: date, insured_months: int = 0, law: Law | None = None
) -> Fraction:
    """Return the allowance in months of the present salary.

    `service_months` is all time with compulsory social insurance for which no allowance was paid.
    `insured_months` of it were covered by unemployment insurance, which pays for them since
    1 August 2026 in the budget's place (art. 59 cl. 3). From six to below twelve months of service
    it is one month's salary; shorter service has none.
    """
    if not 0 <= insured_months <= service_months:
        raise ValueError("insured months are a part of the months of service")
    law = law or project_law()
    if service_months < law.figure("severance_short_below_months", on).value:
        long_enough = service_months >= law.figure("severance_short_from_months", on).value
        return Fraction(law.figure("severance_short_months", on).value if long_enough else 0)
    rate = law.figure("severance_months_per_year", on)
    fixed = law.figure("severance_fixed_months", on).value
    counted = law.figure("severance_insured_months_counted", on).value
    paid_for = service_months - insured_months * (1 - counted)
    years = years_counted(paid_for, on=on, law=law)
    return fixed + years * Fraction(rate.value, rate.over)
