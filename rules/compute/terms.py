"""Terms of office and other periods in a post: renewal or extension, acting, secondment.

Decree 170/2025, art. 28 cl. 1 (term), art. 34 cl. 3 (acting), art. 26 cl. 2 (secondment), art. 36
(renewal and extension), in the edition of the governing date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rules.compute.dates import Rounding, add_months
from rules.compute.periods import Period, period
from rules.definitions import Figure, Law
from rules.library import law as project_law
from rules.model import Json, Month


@dataclass(frozen=True, slots=True)
class Path:
    """What a term that ends leads to: "renewal", "extension", or "not-written" (a person decides).

    `figure` is the number of months that decided, with its provision.
    """

    kind: str
    months_left: int
    figure: Figure | None

    def as_dict(self) -> dict[str, Json]:
        """Return the path as plain JSON values."""
        return {
            "kind": self.kind,
            "months_left": self.months_left,
            "figure": self.figure.name if self.figure else None,
            "citation": self.figure.citation.as_dict() if self.figure else None,
        }


def term(
    effective_on: date, *, on: date, term_months: int | None = None, law: Law | None = None
) -> Period:
    """Reckon the term of an appointment from the day on which its decision takes effect.

    `term_months` is the title's own term where a rule of the competent authority has set a shorter
    one (art. 28 cl. 1); without it the term is the standard one.
    """
    standard = period("standard_term_months", effective_on, on=on, law=law)
    if term_months is None:
        return standard
    if not 0 < term_months <= standard.figure.value:
        raise ValueError(f"a term of {term_months} months is not within the standard one")
    until = add_months(effective_on, term_months, rounding=Rounding.LAST_DAY)
    return replace(standard, until=until, own_months=term_months)


def acting(effective_on: date, *, on: date, law: Law | None = None) -> Period:
    """Reckon the longest time as acting head; without a figure on that day there is no limit.

    It is not renewed, unless the head is absent for longer than this.
    """
    return period("acting_maximum_months", effective_on, on=on, law=law)


def secondment(effective_on: date, *, on: date, law: Law | None = None) -> Period:
    """Reckon the longest secondment, unless the law of a sector says otherwise."""
    return period("maximum_secondment_months", effective_on, on=on, law=law)


def rotation(effective_on: date, *, on: date, law: Law | None = None) -> Period:
    """Reckon the shortest rotation (art. 48), unless the authority decides otherwise."""
    return period("minimum_rotation_months", effective_on, on=on, law=law)


def path_at_end(months_left: int, term_months: int, *, on: date, law: Law | None = None) -> Path:
    """Tell whether a term that ends is renewed or extended to the age of retirement.

    `months_left` counts from the end of the term to the month in which that age is reached. Until
    31 July 2026 one number holds for every term (art. 36 cl. 2); since then the decree names terms
    of five and of three years, and says nothing of others.
    """
    law = law or project_law()
    names = {law.figure("standard_term_months", on).value: "extension_below_months"}
    short = _in_force("short_term_months", on, law)
    if short is not None:
        names[short.value] = "extension_below_months_of_short_term"
    name = names.get(term_months, "extension_below_months" if short is None else "")
    if not name:
        return Path("not-written", months_left, None)
    figure = law.figure(name, on)
    return Path("extension" if months_left < figure.value else "renewal", months_left, figure)


def renewed_until(
    old_until: date,
    reaches_age_in: Month,
    *,
    on: date,
    term_months: int | None = None,
    law: Law | None = None,
) -> date:
    """Return the first day on which a renewed term no longer runs.

    `term_months` is the title's own term where it is shorter than the standard one (art. 28 cl. 1).
    It counts from the end of the old term, also where the decision is signed later (art. 36 cl. 4
    as amended, cl. 3 before). Interpretation: it ends with the month in which the age of
    retirement is reached only where that comes before a full term is over.
    """
    full = term(old_until, on=on, term_months=term_months, law=law).until
    after = reaches_age_in.plus(1)
    return min(full, date(after.year, after.month, 1))


def _in_force(name: str, on: date, law: Law) -> Figure | None:
    """Return a figure, or None where the law has not set it on that day."""
    return next((each for each in law.figures[name] if each.in_force.covers(on)), None)
