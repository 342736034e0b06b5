"""Yearly ratings (xếp loại chất lượng): NĐ 170/2025, art. 29, cl. 5 as amended."""

from __future__ import annotations

from typing import Any

from rules.compute.counted_time import MISSING_YEAR
from rules.model import Evidence
from workflow_engine.facts.reading import Case, Reading, gathers, latest
from workflow_engine.registry.models import Clearance, Rating

GOOD = frozenset({Rating.Level.GOOD, Rating.Level.EXCELLENT})

# The registry's levels in the words of the vocabulary, from the lowest.
LEVELS = {
    Rating.Level.FAILED: "not_completed",
    Rating.Level.COMPLETED: "completed",
    Rating.Level.GOOD: "completed_well",
    Rating.Level.EXCELLENT: "excellent",
}
ORDER = tuple(LEVELS)


def by_year(case: Case) -> dict[int, Rating]:
    """Return the rating of each year: a later decision takes the place of an earlier.

    Of one day the lowest stands: which of them came later nobody says.
    """
    years: dict[int, list[Rating]] = {}
    for row in case.rows(Rating):
        years.setdefault(row.year, []).append(row)
    found = {
        year: latest(rows, merit=lambda row: ORDER.index(row.level)) for year, rows in years.items()
    }
    return {year: rating for year, rating in found.items() if rating is not None}


def missing(year: int) -> Evidence:
    """Return the evidence that a year has no rating on record."""
    return Evidence(Rating._meta.label_lower, note={MISSING_YEAR: str(year)})


def _recent(case: Case) -> tuple[list[Rating], list[Any], bool]:
    """Return the ratings of the recent years, what they stand on, and whether they are all.

    Interpretation: the years are the calendar years that ended before the day of the facts. A year
    without a rating is known to have none only where the ratings were checked.
    """
    on = case.register.on
    years = case.figure("recent_years_rated")
    if not years:  # No condition asks before the figure's first edition.
        return [], [], False
    rated = by_year(case)
    span = range(on.year - years, on.year)
    ahead = [row for row in case.ahead(Rating) if row.year in span]
    # Of one year the worse rating counts, and the other entry may have it.
    if doubtful := [*ahead, *case.twins]:
        return [], doubtful, False
    rows = [rated[year] for year in span if year in rated]
    gaps = [missing(year) for year in span if year not in rated]
    check = case.established(Clearance.Subject.RATINGS) if gaps else None
    if gaps and check is None:
        return rows, [*rows, *gaps], False
    return rows, [*rows, *gaps, *([check] if check else [])], True


@gathers("rated_recent_years")
def rated_recent_years(case: Case) -> Reading:
    """Count, from the registry: how many of the most recent years were rated."""
    rows, stands_on, all_known = _recent(case)
    return Reading(len(rows) if all_known else None, stands_on)


@gathers("ratings_good_recent_years")
def ratings_good_recent_years(case: Case) -> Reading:
    """Count, from the registry: how many of the same years were rated good or excellent.

    Interpretation: a year that still runs is none of them, but a rating of it that is on record and
    not good leaves it open whether the most recent years were good. A good one adds nothing.
    """
    rows, stands_on, all_known = _recent(case)
    good = sum(row.level in GOOD for row in rows)
    running = _running_year_not_good(case)
    if all_known and running and good == case.figure("recent_years_rated"):
        return Reading(None, [*stands_on, *running])
    return Reading(good if all_known else None, stands_on)


def _running_year_not_good(case: Case) -> list[Rating]:
    """Return the rating of the year of the facts, where it is on record and not good."""
    year = case.register.on.year
    decided = by_year(case).get(year)
    rows = [*([decided] if decided else []), *(r for r in case.ahead(Rating) if r.year == year)]
    return [row for row in rows if row.level not in GOOD]
