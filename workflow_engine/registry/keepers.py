"""Which unit keeps the records of a person: that of the post, or of the last post."""

from collections.abc import Collection
from datetime import date

from workflow_engine.base.messages import message as _
from workflow_engine.registry.models import PostHolding, Unit


def units_keeping(people: Collection[int], *, on: date) -> dict[int, list[Unit]]:
    """Return by person the units that keep the records; the units above each do so too.

    Whoever holds posts is kept by their units. Whose posts ended stays with the unit of the one
    that ended last, until another one begins. Whoever never held a post is of no unit, and left
    out.
    """
    posts: dict[int, list[PostHolding]] = {}
    rows = PostHolding.objects.filter(person__in=people, voided=False)
    for row in rows.select_related("post__unit").order_by("pk"):
        posts.setdefault(row.person_id, []).append(row)
    return {person: _keeping(held, on) for person, held in posts.items()}


def ask(units: Collection[Unit]) -> str:
    """Say whom to ask for a change of what only these units keep."""
    names = ", ".join(sorted({f"“{unit}”" for unit in units}))
    words = _(
        "Your account does not keep the records of this person: ask %s, or a unit above it, to "
        "make the change."
    )
    return words % names


def _keeping(posts: list[PostHolding], on: date) -> list[Unit]:
    begun = [row for row in posts if row.held_from <= on]
    now = [row for row in begun if row.held_until is None or row.held_until > on]
    if not now:
        now = [max(begun, key=_ended)] if begun else [min(posts, key=_begins)]
    return [row.post.unit for row in now]


def _ended(row: PostHolding) -> tuple[date, date, int]:
    return (row.held_until or date.max, row.held_from, row.pk)


def _begins(row: PostHolding) -> tuple[date, int]:
    return (row.held_from, row.pk)
