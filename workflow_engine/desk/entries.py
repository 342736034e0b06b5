"""Who acted and at which step, as pages say it of the entries of the trail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

from django.utils.translation import gettext as _

from compliance.models import TrailEntry
from compliance.trail import CLOCK, RULES
from workflow_engine.access.models import Account
from workflow_engine.access.roles import name_of
from workflow_engine.dossiers.models import Dossier
from workflow_engine.dossiers.titles import TITLES, title_of


def of_one_act(entries: Iterable[TrailEntry]) -> list[list[TrailEntry]]:
    """Put together what one act did of one kind, as long as nothing else stands between."""
    return [
        list(alike)
        for _act, alike in groupby(
            entries, key=lambda each: (each.recorded_at, each.event, each.step, each.actor_account)
        )
    ]


def acted(entries: Iterable[TrailEntry]) -> set[int | None]:
    """Return the accounts that entries name: who acted, for whom, on whose occasion, about whom."""
    found: set[int | None] = set()
    for entry in entries:
        found |= {entry.actor_account, entry.on_behalf_of, (entry.after or {}).get("account")}
        found.add(entry.extras.get("account"))
    return found


def who_acted(entry: TrailEntry, names: Mapping[int | None, str]) -> str:
    """Return who acted, as what and for whom; of the rules, after whose act."""
    if entry.actor_role == RULES.role:
        after = (entry.after or {}).get("account")
        if after is None:
            return _("The rules")
        return _("The rules, after an act of %(name)s") % {"name": names.get(after) or f"#{after}"}
    if entry.actor_role == CLOCK.role:
        return _("The calendar, by the law")
    if entry.actor_account is None:
        return _("The system")
    parts = [names.get(entry.actor_account) or f"#{entry.actor_account}"]
    if entry.actor_role:
        parts.append(name_of(entry.actor_role))
    if entry.on_behalf_of:
        name = names.get(entry.on_behalf_of) or f"#{entry.on_behalf_of}"
        parts.append(_("in place of %(name)s") % {"name": name})
    return ", ".join(parts)


def account_names(keys: Collection[int | None]) -> dict[int | None, str]:
    """Return the names of accounts, in one query."""
    return {
        account.pk: account.display_name
        for account in Account.objects.filter(pk__in=[k for k in keys if k]).select_related(
            "person"
        )
    }


def step_title(dossier: Dossier | None, name: str) -> str:
    """Return the title of a step; the acts beside the steps have words of their own."""
    if dossier is not None and name:
        return str(title_of(dossier.flow_class, name))
    return str(TITLES.get(name, name))
