"""Numbers that are exact, and results that are rounded only where the law rounds.

Results of an examination are rounded to two decimals (Decree 170/2025, art. 9 cl. 2 pt. b), and no
text says which way the half goes. Half up is taken, `Rounding` names the choice, and
`Rounded.otherwise` says where half to even would give another result: there a person should know
that the law is silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rules.definitions import Law
from rules.errors import ScoreError
from rules.library import law as project_law
from rules.model import Json

Mark = Decimal | Fraction | int


class Rounding(StrEnum):
    """Which way a half goes. The law does not say."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"


@dataclass(frozen=True, slots=True)
class Rounded:
    """A result as it is written, the exact one, and what the other rounding would write.

    `otherwise` is None where both ways agree.
    """

    value: Decimal
    exact: Fraction
    rounding: Rounding
    otherwise: Decimal | None

    def as_dict(self) -> dict[str, Json]:
        """Return the result as plain JSON values, exact to the last digit."""
        return {
            "value": str(self.value),
            "exact": str(self.exact),
            "rounding": self.rounding.value,
            "otherwise": None if self.otherwise is None else str(self.otherwise),
        }


def exactly(mark: Mark) -> Fraction:
    """Return a number exactly; floating point is refused, because it is not."""
    if isinstance(mark, bool) or not isinstance(mark, Decimal | Fraction | int):
        raise ScoreError(f"{mark!r}, which is not an exact number")
    if isinstance(mark, Decimal) and not mark.is_finite():
        raise ScoreError(f"{mark}, which is no number")
    return Fraction(mark)


def rounded(
    exact: Mark, *, on: date, rounding: Rounding = Rounding.HALF_UP, law: Law | None = None
) -> Rounded:
    """Round a result to the places that the law sets (Decree 170/2025, art. 9 cl. 2 pt. b)."""
    whole = exactly(exact)
    places = (law or project_law()).figure("score_decimal_places", on).value
    up, even = _half_up(whole, places), _half_even(whole, places)
    value, other = (up, even) if rounding is Rounding.HALF_UP else (even, up)
    return Rounded(value, whole, rounding, None if value == other else other)


def _half_up(exact: Fraction, places: int) -> Decimal:
    scaled = exact * 10**places
    return _decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), places)


def _half_even(exact: Fraction, places: int) -> Decimal:
    return _decimal(round(exact * 10**places), places)


def _decimal(units: int, places: int) -> Decimal:
    return Decimal(units).scaleb(-places)
