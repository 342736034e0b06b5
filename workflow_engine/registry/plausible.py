"""What cannot be true of a record, whether a form, an import or a correction brings it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from rules.library import law
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.registry.bounds import DAYS, YOUNGEST, out_of_range
from workflow_engine.registry.models import PostHolding

_RATED_WITHIN = 5
_MONTHS_OF_A_YEAR = 12


def problems(
    values: Mapping[str, Any], *, born: date | None, today: date
) -> Iterator[tuple[str, Message]]:
    """Yield each field whose date or time cannot be right, with why."""
    for name, day in values.items():
        column = DAYS.get(name)
        if column is None or not isinstance(day, date):
            continue
        if words := out_of_range(day, column.earliest):
            yield name, words
        elif column.happened and day > today:
            yield name, _("The date lies in the future.")
        elif name != "birth_date" and born is not None and day.year - born.year < YOUNGEST:
            words = _("The date lies before the person was %s years old: check the year.")
            yield name, words % YOUNGEST
    year, decided = values.get("year"), values.get("decided_on")
    if year and decided and decided <= today and decided.year > year + _RATED_WITHIN:
        words = _("The rating was decided more than %s years after the year that it rates.")
        yield "decided_on", words % _RATED_WITHIN
    months, longest = values.get("term_months"), _longest("standard_term_months")
    # A paper of the sector law lengthens a secondment alone (NĐ 170/2025, art. 26, cl. 2).
    seconded = values.get("kind", PostHolding.Kind.SECONDED) == PostHolding.Kind.SECONDED
    longer_by_law = values.get("term_basis") and seconded
    if isinstance(months, int) and months > longest and not longer_by_law:
        words = _("The law allows no term longer than %s months: a renewal is a record of its own.")
        yield "term_months", words % longest
    yield from planning_period(values)
    party, own = values.get("party_effective_on"), values.get("effective_on")
    if party and own and not values.get("by_party"):
        days = _follows_within()
        if own > party + timedelta(days=days):
            words = _(
                "The decision took effect more than %s days after that of the Party: "
                "check the year, or whether it follows it."
            )
            yield "party_effective_on", words % days


def planning_period(values: Mapping[str, Any]) -> Iterator[tuple[str, Message]]:
    """Yield what cannot be right of the period of a planning, with why.

    Interpretation: people are planned for one term, the one that runs or the next one (HD
    45-HD/BTCTW, II.4): the period is no longer than a term, and the approval falls into it or into
    the term before.
    """
    first, last = values.get("period_from"), values.get("period_until")
    approved = values.get("approved_on")
    if not first or not last:
        return
    term = _longest("planning_term_months") // _MONTHS_OF_A_YEAR
    if last - first > term:
        words = _("The period is longer than a term of %s years: check the years.")
        yield "period_until", words % term
    elif approved and not first - term <= approved.year <= last:
        words = _(
            "The planning was approved neither in its period nor in the term of %s years before: "
            "check the years."
        )
        yield "period_from", words % term


@cache
def _longest(name: str) -> int:
    """Return the greatest value that a figure of the law ever had."""
    return max(figure.value for figure in law().figures[name])


@cache
def _follows_within() -> int:
    """Return the days within which a decision of the State can follow one of the Party, at most.

    It is begun within a time (NĐ 172/2025, NĐ 234/2026, art. 2, cl. 6), and decided within that of
    a complex case (art. 5). Of all editions, of civil servants and others, the longest.
    """
    figures = law().figures
    return sum(
        max(figure.value for kind in ("", "vc_") for figure in figures[kind + name])
        for name in ("discipline_party_days_most", "discipline_handling_days_complex")
    )
