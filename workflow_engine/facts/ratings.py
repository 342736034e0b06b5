"""Yearly ratings (xếp loại chất lượng): NĐ 170/2025, art. 29, cl. 5 as amended."""

from __future__ import annotations

from rules.library import law
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers, latest
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
    """Return the rating of each year; a later decision on a year takes the place of an earlier."""
    years: dict[int, list[Rating]] = {}
    for row in case.rows(Rating):
        years.setdefault(row.year, []).append(row)
    return {year: latest(rows) for year, rows in years.items()}


def _recent(case: Case) -> tuple[list[Rating], Reading | None]:
    """Return the ratings of the recent years, and what to answer where they are not established.

    Interpretation: the years are the calendar years that ended before the day of the facts. A year
    without a rating is known to have none only where the ratings were checked.
    """
    on = case.register.on
    editions = law().figures["recent_years_rated"]
    years = next((f.value for f in editions if f.in_force.covers(case.register.governing_date)), 0)
    if not years:  # No condition asks before the figure's first edition.
        return [], UNKNOWN
    rated = by_year(case)
    span = range(on.year - years, on.year)
    if ahead := [row for row in case.ahead(Rating) if row.year in span]:
        return [], Reading(None, ahead)
    rows = [rated[year] for year in span if year in rated]
    if len(rows) == years:
        return rows, None
    check = case.established(Clearance.Subject.RATINGS, case.rows(Rating))
    return ([*rows, check], None) if check else (rows, UNKNOWN)


@gathers("rated_recent_years")
def rated_recent_years(case: Case) -> Reading:
    """Count, from the registry: how many of the most recent years were rated."""
    rows, unknown = _recent(case)
    return unknown or Reading(sum(isinstance(row, Rating) for row in rows), rows)


@gathers("ratings_good_recent_years")
def ratings_good_recent_years(case: Case) -> Reading:
    """Count, from the registry: how many of the same years were rated good or excellent."""
    rows, unknown = _recent(case)
    good = sum(isinstance(row, Rating) and row.level in GOOD for row in rows)
    return unknown or Reading(good, rows)
