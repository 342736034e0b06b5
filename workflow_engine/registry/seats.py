"""The seats of a post: who takes one, now or by a decision that takes effect later."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from workflow_engine.registry.models import PostHolding


def seats_taken(on: date) -> QuerySet[PostHolding]:
    """Return the appointments that take a seat on a day or later: a seat given away is not free.

    Whose term goes on by the next one has two in one post, and takes one seat: count the people.
    """
    lasting = Q(held_until__isnull=True) | Q(held_until__gt=on)
    return PostHolding.objects.filter(lasting, kind=PostHolding.Kind.APPOINTED, voided=False)
