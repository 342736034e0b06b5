"""Whom words mean: people by name, with or without marks, or by personal number."""

from __future__ import annotations

from django.db.models import Q

from workflow_engine.registry.names import search_key

_LONGEST = 120


def named(text: str, *, of: str = "") -> Q:
    """Return the filter on people by the beginnings of the words of a name, or by a number.

    A number is one by its first digits. Words that say nothing find nobody. `of` is the way to the
    person from what is filtered, as `person__`.
    """
    wanted = search_key(text)[:_LONGEST]
    if wanted.isdigit():
        return Q(**{f"{of}personal_number__startswith": wanted})
    name = f"{of}search_key"
    matches = Q()
    for word in wanted.split():
        matches &= Q(**{f"{name}__startswith": word}) | Q(**{f"{name}__contains": f" {word}"})
    return matches or Q(pk__in=[])
