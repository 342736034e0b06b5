"""What can be opened: in which agencies, for which posts, under which edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from workflow_engine.access.models import Account
from workflow_engine.access.scope import roles_of, units_in_scope
from workflow_engine.acts.steps import Opening
from workflow_engine.dossiers.models import Dossier
from workflow_engine.facts.posts import term_of
from workflow_engine.flows.flow import (
    ChosenEdition,
    NoActNamedError,
    NoEditionError,
    Procedure,
    by_procedure,
    choose_edition,
)
from workflow_engine.pages.fields import DayField
from workflow_engine.registry.models import Post, PostHolding, Unit
from workflow_engine.registry.seats import seats_taken


def procedures_to_open(account: Account, *, on: date) -> list[Procedure]:
    """Return the procedures that the account may open in some agency."""
    held = {role.role for role in roles_of(account, on=on)}
    return [procedure for procedure in by_procedure().values() if procedure.roles & held]


def agencies_to_open_in(account: Account, procedure: Procedure, *, on: date) -> QuerySet[Unit]:
    """Return the agencies in which the account may open the procedure."""
    held = [role for role in roles_of(account, on=on) if role.role in procedure.roles]
    return Unit.objects.filter(units_in_scope(held), kind=Unit.Kind.AGENCY, ended_on=None).order_by(
        "name"
    )


def posts_to_fill(agency: Unit, *, on: date) -> list[tuple[Any, str]]:
    """Return the leadership posts of the agency with a free seat, or one that a term will free.

    Posts of an agency below it are filled by that agency.
    """
    below = list(
        Unit.objects.filter(kind=Unit.Kind.AGENCY, path__startswith=agency.path)
        .exclude(pk=agency.pk)
        .values_list("path", flat=True)
    )
    holdings: dict[int, list[PostHolding]] = {}
    for row in seats_taken(on).filter(post__unit__path__startswith=agency.path):
        holdings.setdefault(row.post_id, []).append(row)
    under_way = open_dossiers(agency)
    groups: dict[str, list[tuple[Any, str]]] = {}
    posts = (
        Post.objects.filter(
            unit__path__startswith=agency.path,
            unit__ended_on=None,
            title__rank__gt=0,
            standing__in=[Post.Standing.HEAD, Post.Standing.DEPUTY],
        )
        .select_related("unit", "title")
        .order_by("unit__path", "-title__rank", "code")
    )
    for post in posts:
        if post.unit.path.startswith(tuple(below)):
            continue
        held = holdings.get(post.pk, [])
        free = post.seats - len(held)
        freed_on = _freed_on(post, held)
        if free > 0:
            words = _("%(post)s: %(free)s of %(seats)s seats free")
        elif freed_on:
            words = _("%(post)s: a seat is free from %(on)s")
        else:
            continue
        told = words % {
            "post": str(post),  # with its unit: a closed list shows no group
            "free": free,
            "seats": post.seats,
            "on": f"{freed_on:%d/%m/%Y}" if freed_on else "",
        }
        if numbers := under_way.get(post.pk):
            told = _("%(seats)s; dossiers under way: %(numbers)s") % {
                "seats": told,
                "numbers": ", ".join(numbers),
            }
        groups.setdefault(post.unit.name, []).append((str(post.pk), told))
    return list(groups.items())


def _freed_on(post: Post, held: list[PostHolding]) -> date | None:
    """Return the first day on which a term ends and nobody takes the seat, or None."""
    for day in sorted(row.held_until for row in held if row.held_until):
        if sum(row.held_until is None or row.held_until > day for row in held) < post.seats:
            return day
    return None


def open_dossiers(agency: Unit) -> dict[int, list[str]]:
    """Return the numbers of the dossiers under way in an agency, by the post they are about."""
    found: dict[int, list[str]] = {}
    rows = Dossier.objects.filter(
        outcome=Dossier.Outcome.OPEN, post__unit__path__startswith=agency.path
    )
    for post, number in rows.order_by("number").values_list("post_id", "number"):
        found.setdefault(post, []).append(number)
    return found


def edition_for(procedure: str, data: Mapping[str, Any]) -> tuple[ChosenEdition | None, str]:
    """Return the edition that the sent dates choose, or why there is none yet."""
    if not data.get("first_conference_on", ""):
        return None, ""
    try:
        on, acted_on = (_day(data, name) for name in ("first_conference_on", "earlier_dated_on"))
    except forms.ValidationError as error:
        return None, " ".join(error.messages)
    try:
        return (
            choose_edition(
                procedure,
                on=on,
                override=str(data.get("override", "")),
                override_reason=str(data.get("override_reason", "")).strip(),
                acted_on=acted_on,
            ),
            "",
        )
    except (NoEditionError, NoActNamedError) as error:
        return None, str(error)


def _day(data: Mapping[str, Any], name: str) -> date | None:
    return DayField(required=False).clean(data.get(name, ""))


def opening_of(form: Any, agency: Unit, chosen: ChosenEdition, *, on: date) -> Opening:
    """Return what the dossier is about, with the term that sector law or the decree sets."""
    post = Post.objects.select_related("unit", "title").get(pk=form.cleaned_data["post"])
    term = term_of(post.title, on=chosen.on)
    return Opening(agency=agency, post=post, chosen=chosen, term_months=term)
