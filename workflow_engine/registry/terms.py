"""When the time ends for which a post was given, by the record and by the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rules.compute.dates import Rounding, add_months
from rules.library import law
from workflow_engine.registry.models import Post, PostHolding, Title

# Who leads: the head of a unit, and the deputies.
LEADING = frozenset({Post.Standing.HEAD, Post.Standing.DEPUTY})
# On what footing somebody has the powers of a leading post: by a decision of appointment (Luật
# 80/2025, art. 31, cl. 1), or as who acts as head (NĐ 170/2025, art. 34, cl. 3).
# Interpretation: a secondment gives none. Whoever is seconded works as the receiving agency assigns
# and is counted among the leaders of the sender (art. 26, cl. 3): who leads the receiving agency
# all the same has an appointment on record there.
_WITH_POWERS = frozenset({PostHolding.Kind.APPOINTED, PostHolding.Kind.ACTING})
# The longest time for which a post is given, by its footing.
_LONGEST: Mapping[str, str] = {
    PostHolding.Kind.APPOINTED: "standard_term_months",
    PostHolding.Kind.ACTING: "acting_maximum_months",
    PostHolding.Kind.SECONDED: "maximum_secondment_months",
}


def term_ends(row: PostHolding, post: Post, title: Title, *, by: date) -> date | None:
    """Return the day on which the time ran out for which a post was given, None where unsaid.

    Whose term ended exercises no powers of the post until a decision renews it (NĐ 170/2025, art.
    36, cl. 5; as first issued, cl. 4). An appointment is for five years, or for less by sector law
    (art. 28, cl. 1); a secondment and an acting assignment have a longest time too (art. 26, cl. 2;
    art. 34, cl. 3). Where less is on record, or in the table of titles, that counts; more does not,
    but of a secondment for which the record names the paper of the sector law that allows it
    (art. 26, cl. 2). An appointment to a post of the staff has no term but the one on record.

    `by` is the day whose law holds.
    """
    limits = [row.term_months]
    longer_by_law = row.kind == PostHolding.Kind.SECONDED and row.term_basis and row.term_months
    if row.kind != PostHolding.Kind.APPOINTED:
        limits += [] if longer_by_law else [_longest(row.kind, by)]
    elif title.rank > 0 or post.standing in LEADING:
        limits += [_longest(row.kind, by), title.term_months]
    months = _shortest(limits)
    return add_months(row.held_from, months, rounding=Rounding.LAST_DAY) if months else None


def beyond_term(row: PostHolding, post: Post, title: Title, *, on: date, by: date) -> bool:
    """Tell whether a post that is held by its row on `on` is so beyond its term.

    Whether it is held then nobody knows, until it is renewed by a row of its own, or ended: facts,
    the composition of a conference and who presides read it alike. A seat stays taken, and a
    decision may still end the post.
    """
    end = term_ends(row, post, title, by=by)
    held = row.held_from <= on and (row.held_until is None or row.held_until > on)
    return held and end is not None and end <= on


def exercising(rows: Iterable[PostHolding], *, on: date, by: date) -> list[PostHolding]:
    """Return the rows, held on `on` and read with post and title, that give the powers of the post.

    They do by an appointment, or to whoever acts in the post, within the term.
    """
    return [
        row
        for row in rows
        if row.kind in _WITH_POWERS and not beyond_term(row, row.post, row.post.title, on=on, by=by)
    ]


def _longest(kind: str, by: date) -> int | None:
    """Return the longest time of a footing in months; None where the law of the day sets none."""
    editions = law().figures[_LONGEST[kind]] if kind in _LONGEST else ()
    return next((edition.value for edition in editions if edition.in_force.covers(by)), None)


def _shortest(limits: Iterable[int | None]) -> int | None:
    return min((months for months in limits if months), default=None)
