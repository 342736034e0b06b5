"""The post held whose term ends: NĐ 170/2025, art. 28 and 36 to 38.

Every fact here is of the post that the dossier is about; without one it is not known.
"""

from __future__ import annotations

from datetime import date

from rules.compute.retirement import months_to_retirement
from rules.model import Fact
from workflow_engine.facts.ratings import by_year, missing
from workflow_engine.facts.reading import Case, Reading, gathers
from workflow_engine.registry import births, papers, terms
from workflow_engine.registry.models import Clearance, Person, PostHolding, Rating


def known_of(holding: PostHolding, *, by: date) -> dict[str, Fact]:
    """Return what decides whether a post held is a case of a reappointment or of an extension.

    It is asked before there is a dossier; `by` is the day whose law holds.
    """
    post = holding.post
    left = months_left(holding.person, holding, terms.term_ends(holding, post, post.title, by=by))
    return {
        "current_term_months": Fact("current_term_months", term_said(holding)),
        "months_to_retirement_at_expiry": Fact("months_to_retirement_at_expiry", left),
    }


def term_said(holding: PostHolding) -> int | None:
    """Return the term in months that the record of a post gives, None where its papers do not."""
    return None if papers.doubtful(holding) else holding.term_months


def months_left(person: Person | None, holding: PostHolding, ends: date | None) -> int | None:
    """Return the months from the end of a term to retirement.

    None where no end of the term is known, or where the papers give the year of birth alone.
    """
    if person is None or ends is None:
        return None
    if person.birth_precision == births.YEAR or papers.doubtful(holding):
        return None
    try:
        return months_to_retirement(person.birth_date, person.sex, effective_on=ends)
    except LookupError:  # Born before the table of ages begins.
        return None


@gathers("current_term_months")
def current_term_months(case: Case) -> Reading:
    """Months, from the registry: the term that the decision now ending gave (art. 28, cl. 1).

    It is what the record of the post says; what the law would have given is not supposed.
    """
    holding = case.register.holding
    return Reading(term_said(holding), [holding])


@gathers("months_to_retirement_at_expiry")
def months_to_retirement_at_expiry(case: Case) -> Reading:
    """Months, from birth date, sex and the end of the term: left when it ends (art. 38; art. 37).

    Not known where the papers give the year of birth alone, or where no end of the term is known.
    """
    person, holding = case.person, case.register.holding
    left = months_left(person, holding, case.register.term_ends(holding))
    return Reading(left, [each for each in (person, holding) if each is not None])


@gathers("consecutive_terms_in_place")
def consecutive_terms_in_place(case: Case) -> Reading:
    """Count, from the registry: terms of the title in the unit that follow one another.

    The present one is counted. As many as the law allows count at once; that there were fewer is
    known only where the posts are complete on record, and where none outlasted its term.
    """
    register, holding = case.register, case.register.holding
    place = _place(case, holding)
    rows = [holding]
    earlier = [
        row
        for row in case.holdings
        if row.kind == PostHolding.Kind.APPOINTED
        and row.held_from < holding.held_from
        and _place(case, row) == place
    ]
    for row in sorted(earlier, key=lambda row: row.held_from, reverse=True):
        if row.held_until is None or row.held_until < rows[-1].held_from:
            break
        rows.append(row)
    doubtful = [*case.ahead(PostHolding), *(row for row in earlier if register.outlasted(row))]
    most = case.figure("maximum_consecutive_terms")
    return case.at_least(len(rows), most, Clearance.Subject.POSTS, rows, doubtful=doubtful)


def _place(case: Case, row: PostHolding) -> tuple[int, int]:
    """Return the title and the unit of a post held."""
    post = case.register.posts[row.post_id]
    return post.title_id, post.unit_id


@gathers("years_not_completed_in_term")
def years_not_completed_in_term(case: Case) -> Reading:
    """Count, from the registry: years of the term that were rated as not completed (art. 38).

    Interpretation: they are the calendar years that ended within the term by the day of the facts;
    the year in which the term began is one of them, that in which it ends is not unless it ended.
    While one of them has no rating on record it is not known how many there are.
    """
    register, holding = case.register, case.register.holding
    ends = register.term_ends(holding)
    if ends is None or papers.doubtful(holding):
        return Reading(None, [holding])
    last = min(ends, register.on)
    span = [
        year for year in range(holding.held_from.year, last.year + 1) if date(year, 12, 31) < last
    ]
    rated = by_year(case)
    if ahead := [row for row in case.ahead(Rating) if row.year in span]:
        return Reading(None, ahead)
    rows = [rated[year] for year in span if year in rated]
    if gaps := [missing(year) for year in span if year not in rated]:
        return Reading(None, [holding, *rows, *gaps])
    failed = [row for row in rows if row.level == Rating.Level.FAILED]
    return Reading(len(failed), [holding, *rows])
