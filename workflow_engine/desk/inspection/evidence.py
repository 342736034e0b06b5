"""The trail as pages show it: its entries in words, what to find in it, what was refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry, contents_of
from workflow_engine.access.roles import name_of
from workflow_engine.access.scope import HeldRole
from workflow_engine.acts import attempts
from workflow_engine.desk.entries import (
    account_names,
    acted,
    of_one_act,
    step_title,
    who_acted,
)
from workflow_engine.desk.inspection.telling import ReferredTo, Telling, Told, numbers_in
from workflow_engine.desk.people.selectors import readable
from workflow_engine.dossiers.models import Candidate, Dossier, GateRun
from workflow_engine.pages import values, words
from workflow_engine.registry.models import Person, Unit

PAGE = 50


@dataclass
class EntryView:
    """An entry of the trail in words."""

    entry: TrailEntry
    what: str
    step: str
    who: str
    unit: str
    refused: bool
    about: str
    person: int | None
    reason: str
    told: list[Told] = field(default_factory=list)
    replayable: str = ""
    alike: list[EntryView] = field(default_factory=list)

    @property
    def edition(self) -> str:
        """The edition of the procedure, by its title."""
        return words.edition(self.entry.edition)


def views(entries: Collection[TrailEntry], held: Collection[HeldRole]) -> list[EntryView]:
    """Return entries in words for whoever holds these roles.

    What they refer to is read for all of them at once: the number of queries does not grow.
    """
    entries = list(entries)
    contents = contents_of(entries)
    dossiers = Dossier.objects.in_bulk(
        {entry.dossier for entry in entries} - {""}, field_name="number"
    )
    _name_candidates(entries, contents)
    known = _known(entries, contents, held)
    return [
        _view(entry, said, known, dossiers.get(entry.dossier))
        for entry, said in zip(entries, contents, strict=True)
    ]


def folded(entries: Collection[TrailEntry], held: Collection[HeldRole]) -> list[EntryView]:
    """Return entries in words; what one act did of one kind is one, the others `alike` under it."""
    views_of = {each.entry.number: each for each in views(entries, held)}
    found = []
    for first, *others in of_one_act(entries):
        view = views_of[first.number]
        view.alike = [views_of[each.number] for each in others]
        found.append(view)
    return found


def _name_candidates(entries: list[TrailEntry], contents: list[dict[str, Any]]) -> None:
    """Name whom an entry is about where its header alone says it, by the number of a candidate."""
    unnamed = {
        entry.extras["candidate"]: said
        for entry, said in zip(entries, contents, strict=True)
        if "candidate" in entry.extras and "person" not in said
    }
    found = Candidate.objects.filter(pk__in=unnamed).select_related("person") if unnamed else ()
    people = {candidate.pk: candidate.person for candidate in found}
    for entry, said in zip(entries, contents, strict=True):
        person = people.get(entry.extras.get("candidate"))
        if person is not None:
            said.setdefault(
                "person",
                {"personal_number": person.personal_number, "full_name": person.full_name},
            )


def _known(
    entries: list[TrailEntry], contents: list[dict[str, Any]], held: Collection[HeldRole]
) -> ReferredTo:
    numbers = {number for said in contents for number in numbers_in(said)}
    people = {
        person.personal_number: person
        for person in Person.objects.filter(personal_number__in=numbers)
    }
    may_read = readable(held, on=timezone.localdate()).filter(
        pk__in=[person.pk for person in people.values()]
    )
    codes = {entry.extras.get("unit") for entry in entries} | {e.actor_unit for e in entries}
    units = Unit.objects.filter(code__in=[code for code in codes if code])
    return ReferredTo(
        accounts=account_names(acted(entries)),
        people=people,
        readable=set(may_read.values_list("pk", flat=True)),
        units={unit.code: unit.name for unit in units},
    )


def _view(
    entry: TrailEntry, contents: dict[str, Any], known: ReferredTo, dossier: Dossier | None
) -> EntryView:
    if entry.event == Event.ACT_REFUSED:
        contents = attempts.in_words(contents)
    telling = Telling(entry, contents, known, dossier)
    about = _person_of(contents)
    person = known.people.get(str(about.get("personal_number", "")))
    return EntryView(
        entry=entry,
        what=words.event(entry.event),
        step=step_title(dossier, entry.step),
        who=who_acted(entry, known.accounts),
        unit=known.units.get(entry.actor_unit, entry.actor_unit),
        refused=entry.event == Event.ACT_REFUSED,
        about=_about(entry, contents),
        person=person.pk if person is not None and person.pk in known.readable else None,
        reason=str(contents.get("reason", "")),
        told=[*telling.things(contents, besides=("reason",)), *telling.things(entry.extras)],
        replayable=_replayable(contents),
    )


def _person_of(contents: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the person whom an entry is about, as it names one."""
    person = contents.get("person") or contents.get("chosen") or {}
    return person if isinstance(person, Mapping) else {}


def _about(entry: TrailEntry, contents: Mapping[str, Any]) -> str:
    """Return in a few words whom and what the entry is about."""
    name = str(_person_of(contents).get("full_name", ""))
    if entry.event == Event.FACT_REQUESTED:
        return _asked(entry, contents, name)
    result = entry.extras.get("result", "")
    if result in GateRun.Result.values:
        result = str(GateRun.Result(result).label)
    fact = words.fact_label(entry.extras["fact"]) if "fact" in entry.extras else ""
    table = words.record(f"registry.{entry.extras['model']}") if "model" in entry.extras else ""
    file = str(contents.get("file", ""))
    return ", ".join(part for part in (name, fact, str(result), table, file) if part)


def _asked(entry: TrailEntry, contents: Mapping[str, Any], name: str) -> str:
    """Say of a request who is asked for what, about whom, and by when."""
    said = {
        "role": name_of(str(entry.extras.get("role", ""))),
        "fact": words.fact_label(str(entry.extras.get("fact", ""))),
        "about": name or _("everybody in the dossier"),
        "due": values.plain(contents.get("due_on")),
    }
    if not said["due"]:
        return _("%(role)s is asked for “%(fact)s” about %(about)s") % said
    return _("%(role)s is asked for “%(fact)s” about %(about)s, by %(due)s") % said


def _replayable(contents: Mapping[str, Any]) -> str:
    if contents.get("verdicts"):
        return "verdict"
    return "count" if contents.get("count") else ""


def entries_of(
    dossier: Dossier, page: Any, held: Collection[HeldRole], *, upto: int | None = None
) -> Page[EntryView]:
    """Cut a page of a dossier's entries, oldest first; `upto` shows it as it stood at an entry."""
    found = trail.entries(dossier.number)
    if upto is not None:
        found = found.filter(number__lte=upto)
    cut = Paginator(found, PAGE).get_page(page)
    shown = cast("Page[EntryView]", cut)
    shown.object_list = folded(list(cut.object_list), held)
    return shown
