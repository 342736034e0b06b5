"""The trail as pages show it: its entries in words, what to find in it, what was refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry, contents_of
from workflow_engine.access.models import Assignment
from workflow_engine.access.roles import name_of
from workflow_engine.access.scope import HeldRole
from workflow_engine.acts import attempts
from workflow_engine.base.messages import is_recorded, worded
from workflow_engine.desk import addresses
from workflow_engine.desk.dossier.ballots import SIGNS, share
from workflow_engine.desk.entries import (
    account_names,
    acted,
    of_one_act,
    step_title,
    who_acted,
)
from workflow_engine.desk.scope import visible, within
from workflow_engine.dossiers.models import Candidate, Decision, Dossier, GateRun, SignOff
from workflow_engine.pages import words
from workflow_engine.registry.names import search_key

PAGE = 50
ATTEMPTS = 20
_ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_ISO_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$")

# What the keys of payloads and headers are called on a page.
KEYS: dict[str, Any] = {
    "performer": _("Who acted"),
    "person": _("About whom"),
    "full_name": _("full name"),
    "personal_number": _("personal number"),
    "reason": _("Reason"),
    "need": _("Need"),
    "number": _("Number"),
    "dated_on": _("Dated"),
    "request": _("Request"),
    "submitted_on": _("Submitted on"),
    "first_conference_on": _("First conference on"),
    "planned_effective_on": _("Planned date of effect"),
    "edition_reason": _("Why this edition"),
    "held_on": _("Held on"),
    "presided_by": _("Person who presided"),
    "presided_as": _("Presided by"),
    "presider_role": _("Post of the person who presided"),
    "present": _("Present"),
    "invited": _("Summoned"),
    "minutes": _("Minutes"),
    "count_minutes": _("Count minutes"),
    "announced": _("Announced"),
    "route": _("Result"),
    "not_taken": _("Not taken"),
    "not_selected_at": _("Not selected before at"),
    "body": _("Body"),
    "text": _("Text"),
    "new_matters": _("New matters"),
    "summoned": _("Summoned"),
    "facts_on": _("Facts as they stood on"),
    "known_at": _("As known at"),
    "failure": _("Failure"),
    "message": _("Message"),
    "problems": _("What was wrong"),
    "unmet": _("Conditions not met"),
    "code": _("Code"),
    "verdicts": _("Verdicts"),
    "count": _("Count"),
    "candidates": _("Candidates"),
    "candidate": _("Candidate"),
    "gate": _("Gate"),
    "result": _("Result"),
    "act": _("Act"),
    "fact": _("Fact"),
    "role": _("Role"),
    "confirmed": _("Confirmed"),
    "record": _("Kind of record"),
    "questions_accepted": _("Questions accepted"),
    "document": _("Document"),
    "outcome": _("Outcome"),
    "condition": _("Condition"),
    "authority": _("Authority"),
    "decided_on": _("Decided on"),
    "effective_on": _("In effect from"),
    "date_confirmed": _("The date of effect was confirmed"),
    "term_months": _("Term in months"),
    "post": _("Post"),
    "papers": _("Papers"),
    "paper": _("Paper"),
    "declarations": _("Declarations"),
    "disclosed_on": _("Disclosed on"),
    "completed_on": _("Completed on"),
    "entered": _("Entered"),
    "note": _("Note"),
    "chosen": _("Chosen"),
    "addressed_to": _("Addressed to"),
    "method": _("Method"),
    "view": _("Page"),
    "task": _("Step at hand"),
    "document_date": _("Document date"),
    "values": _("Values"),
    "row": _("Row"),
    "changes": _("Changes"),
    "plan": _("Digest of the plan"),
    "counts": _("Counts"),
    "rows": _("Rows"),
    "new": _("New"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
    "wrong": _("Wrong"),
    "file": _("File"),
    "readings": _("Readings"),
    "readings_accepted": _("Accepted before it was stored"),
    "level": _("Level"),
    "sheet": _("Sheet"),
    "cell": _("Cell"),
    "column": _("Column"),
    "sha256": "SHA-256",
}


PRESIDED_AS: dict[str, Any] = {
    "head": _("The head"),
    "superior": _("A representative of the direct superior"),
}


@dataclass(frozen=True)
class Told:
    """One thing that an entry says: a label with a text, or with further things."""

    label: str
    text: str = ""
    parts: tuple[Told, ...] = ()


@dataclass
class EntryView:
    """An entry of the trail in words."""

    entry: TrailEntry
    what: str
    step: str
    who: str
    refused: bool
    about: str
    reason: str
    told: list[Told] = field(default_factory=list)
    replayable: str = ""
    alike: list[EntryView] = field(default_factory=list)

    @property
    def edition(self) -> str:
        """The edition of the procedure, by its title."""
        return words.edition(self.entry.edition)


def views(entries: Collection[TrailEntry], dossier: Dossier | None = None) -> list[EntryView]:
    """Return entries in words; names are read for all of them at once."""
    entries = list(entries)
    names = account_names(acted(entries))
    return [
        _view(entry, contents, names, dossier)
        for entry, contents in zip(entries, contents_of(entries), strict=True)
    ]


def folded(entries: Collection[TrailEntry], dossier: Dossier | None = None) -> list[EntryView]:
    """Return entries in words; what one act did of one kind is one, the others `alike` under it."""
    views_of = {each.entry.number: each for each in views(entries, dossier)}
    found = []
    for first, *others in of_one_act(entries):
        view = views_of[first.number]
        view.alike = [views_of[each.number] for each in others]
        found.append(view)
    return found


def _view(
    entry: TrailEntry,
    contents: dict[str, Any],
    names: Mapping[int | None, str],
    dossier: Dossier | None,
) -> EntryView:
    if entry.event == Event.ACT_REFUSED:
        contents = attempts.in_words(contents)
    return EntryView(
        entry=entry,
        what=words.event(entry.event),
        step=step_title(dossier, entry.step),
        who=who_acted(entry, names),
        refused=entry.event == Event.ACT_REFUSED,
        about=_about(entry, contents),
        reason=str(contents.get("reason", "")),
        told=[
            *told(_worded(entry.extras, entry, dossier, besides=("candidate", "task"))),
            *told(_worded(contents, entry, dossier, besides=("reason",))),
        ],
        replayable=_replayable(contents),
    )


def _worded(
    values: Mapping[str, Any],
    entry: TrailEntry,
    dossier: Dossier | None,
    *,
    besides: Collection[str],
) -> dict[str, Any]:
    """Return what an entry holds `besides` what is shown elsewhere, with words for its codes."""
    found = {key: value for key, value in values.items() if key not in besides}
    node: Any = None
    if dossier is not None and entry.step:
        node = dossier.flow_class.instance.node(entry.step, no_obsolete=True)
    routes = getattr(node, "route_labels", {})
    for key in ("outcome", "route"):
        if isinstance(found.get(key), str):
            found[key] = str(routes.get(found[key], found[key]))
    if found.get("act") in SignOff.Act.values:
        found["act"] = str(SignOff.Act(found["act"]).label)
    if found.get("presided_as") in PRESIDED_AS:
        found["presided_as"] = str(PRESIDED_AS[found["presided_as"]])
    if isinstance(found.get("summoned"), dict):
        found["summoned"] = {step_title(dossier, k): n for k, n in found["summoned"].items()}
    if isinstance(found.get("not_selected_at"), str):
        found["not_selected_at"] = step_title(dossier, found["not_selected_at"])
    if found.get("result") in GateRun.Result.values:
        found["result"] = str(GateRun.Result(found["result"]).label)
    return found


def _about(entry: TrailEntry, contents: Mapping[str, Any]) -> str:
    """Return in a few words whom and what the entry is about."""
    person = contents.get("person") or contents.get("chosen") or {}
    name = str(person.get("full_name", "")) if isinstance(person, dict) else ""
    result = entry.extras.get("result", "")
    if result in GateRun.Result.values:
        result = str(GateRun.Result(result).label)
    fact = words.fact_label(entry.extras["fact"]) if "fact" in entry.extras else ""
    return ", ".join(part for part in (name, fact, str(result)) if part)


def _replayable(contents: Mapping[str, Any]) -> str:
    if contents.get("verdicts"):
        return "verdict"
    return "count" if contents.get("count") else ""


def told(contents: Mapping[str, Any]) -> list[Told]:
    """Return what a payload or a header says, readable."""
    return [_told(key, value) for key, value in contents.items() if value not in ("", None, [], {})]


def _told(key: str, value: Any) -> Told:
    label = str(KEYS.get(key, key.replace("_", " ")))
    if key == "verdicts":
        return Told(
            label, parts=tuple(_verdict(one["verdict"]) for one in value if "verdict" in one)
        )
    if key == "count":
        return Told(label, parts=tuple(_tally(value)))
    if key in _CODED and isinstance(value, str):
        return Told(label, _coded(key, value))
    if key == "counts" and isinstance(value, dict):
        by_table = {words.record(f"registry.{name}"): rows for name, rows in value.items()}
        return Told(label, parts=tuple(told(by_table)))
    if key == "unmet":
        return Told(label, parts=tuple(Told(words.condition(one)) for one in value))
    if is_recorded(value):
        return Told(label, worded(value))
    if isinstance(value, dict) and "full_name" in value:
        rest = {k: v for k, v in value.items() if k not in ("full_name", "personal_number")}
        name = f"{value['full_name']} ({value.get('personal_number', '')})"
        return Told(label, name, tuple(told(rest)))
    if isinstance(value, dict):
        return Told(label, parts=tuple(told(value)))
    if isinstance(value, list):
        return Told(label, parts=tuple(_told(str(n), one) for n, one in enumerate(value, 1)))
    return Told(label, plain(value))


_CODED = (
    "code",
    "fact",
    "gate",
    "condition",
    "paper",
    "role",
    "record",
    "table",
    "view",
    "method",
)


def _coded(key: str, value: str) -> str:
    if key == "view":
        return addresses.page(value)
    if key == "method":
        return addresses.asked(value)
    if key == "table":
        return words.record(f"registry.{value}")
    if key == "code":
        return words.refusal(value)
    if key == "fact":
        return words.fact_label(value)
    if key == "gate":
        return words.gate(value)
    if key == "condition":
        return words.condition(value)
    if key == "paper":
        return words.paper(value)
    if key == "role":
        return name_of(value)
    return words.record(value)


def plain(value: Any) -> str:
    """Return one recorded value as text: dates as dd/mm/yyyy, local time, yes and no in words."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, str) and _ISO_DATE.match(value):
        return words.day(value)
    if isinstance(value, str) and _ISO_MOMENT.match(value):
        return date_format(localtime(datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")
    return str(value)


def _verdict(verdict: Mapping[str, Any]) -> Told:
    findings = tuple(
        Told(words.said(found["title"]), words.said(found["sentence"]))
        for found in verdict["findings"]
        if found["outcome"] in ("unmet", "unknown") or found["lifted_by"]
    )
    outcome = _("passes") if verdict["passes"] else _("does not pass")
    return Told(str(KEYS["gate"]), f"{words.gate(verdict['gate'])}: {outcome}", findings)


def _tally(counted: Mapping[str, Any]) -> Iterator[Told]:
    yield Told(str(_("Rule")), str(counted.get("rule", "")))
    for key, value in (counted.get("count") or {}).items():
        if key != "votes":
            yield Told(str(words.COUNTS.get(key, key)), plain(value))
    tally = counted.get("tally") or {}
    for line in tally.get("lines", ()):
        compared = f"{line['left']} {SIGNS.get(line['sign'], line['sign'])} {line['right']}"
        outcome = _("holds") if line["holds"] else _("does not hold")
        yield Told(
            f"#{line['candidate']}, {share(line['share'], tally.get('on', ''))}",
            f"{line['votes']}: {compared}, {outcome}",
        )


def entries_of(dossier: Dossier, page: Any, *, upto: int | None = None) -> Page:
    """Cut a page of a dossier's entries, oldest first; `upto` shows it as it stood at an entry."""
    found = trail.entries(dossier.number)
    if upto is not None:
        found = found.filter(number__lte=upto)
    cut = Paginator(found, PAGE).get_page(page)
    cut.object_list = folded(list(cut.object_list), dossier)
    return cut


def refused_attempts(held: Collection[HeldRole]) -> list[EntryView]:
    """Return the latest refused attempts on dossiers, or by accounts, within these roles."""
    accounts = Assignment.objects.filter(within(held, "unit__path")).values("account")
    found = (
        TrailEntry.objects.filter(event=Event.ACT_REFUSED.value)
        .filter(
            Q(dossier__in=visible(held).order_by().values("number"))
            | Q(dossier="", actor_account__in=accounts)
        )
        .select_related("payload")
        .order_by("-number")[:ATTEMPTS]
    )
    entries = list(found)
    dossiers = Dossier.objects.in_bulk({e.dossier for e in entries}, field_name="number")
    names = account_names(acted(entries))
    return [
        _view(entry, contents, names, dossiers.get(entry.dossier))
        for entry, contents in zip(entries, contents_of(entries), strict=True)
    ]


@dataclass(frozen=True)
class Found:
    """A dossier that an inspector asked for, and by what it was found."""

    dossier: Dossier
    by: str


def find(text: str, held: Collection[HeldRole]) -> list[Found]:
    """Find dossiers by their number, by the number of a decision, or by a candidate."""
    asked = text.strip()
    if not asked:
        return []
    seen = visible(held).select_related("agency", "post__unit", "post__title")
    decided = Decision.objects.filter(number__icontains=asked).values("dossier")
    named = Candidate.objects.filter(person__search_key__contains=search_key(asked)).values(
        "dossier"
    )
    found: dict[int, Found] = {}
    for query, by in (
        (seen.filter(number__icontains=asked), _("dossier number")),
        (seen.filter(pk__in=decided), _("number of the decision")),
        (seen.filter(pk__in=named), _("candidate")),
    ):
        for dossier in query.order_by("-opened_on", "-number")[:20]:
            found.setdefault(dossier.pk, Found(dossier, str(by)))
    return list(found.values())
