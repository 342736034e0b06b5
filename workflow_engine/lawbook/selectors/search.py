"""Search in the law: titles, sentences, citations, ids and labels, with and without marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.core.paginator import Page

from rules.definitions import Law
from rules.model import Citation, Words
from rules.wording import LANGUAGES
from workflow_engine.base.messages import language
from workflow_engine.lawbook.selectors import wording
from workflow_engine.lawbook.selectors.index import PRIORITY, RETIREMENT, Index, address, at, index
from workflow_engine.lawbook.selectors.index import current as current_index
from workflow_engine.pages import words
from workflow_engine.pages.paging import page_of
from workflow_engine.registry.names import search_key

PAGE = 30
# What a word counts for by where it stands; the whole query in one place counts once more.
_NAME, _ID, _TEXT = 8, 6, 2
_WHOLE, _EXACT = 12, 40


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing that can be found: what it says where, without marks, in both languages."""

    kind: str
    key: str
    title: Words
    names: str
    ids: str
    texts: str


@dataclass(frozen=True)
class Found:
    """One thing that was found. `where` says which gates ask it, or what kind of fact it is."""

    kind: str
    title: str
    url: str
    says: str
    cite: str
    where: str
    unverified: str


def search(text: str, page: str | None, on: date) -> Page[Found]:
    """Find what holds every word of a text, the best first, as the law of a day says it."""
    law = current_index()
    wanted = _plain(text).split()
    ranked = sorted(
        (
            (-points, len(entry.names), place, entry)
            for place, entry in enumerate(_entries(law.books))
            if wanted and (points := _points(entry, wanted))
        ),
        key=lambda found: found[:3],
    )
    entries = [entry for *_rank, entry in ranked]
    return page_of(entries, lambda entry: _found(law, entry, on), asked=page, most=PAGE)


def _points(entry: _Entry, wanted: list[str]) -> int:
    """Return how well an entry answers; 0 where a word is missing."""
    total = 0
    for word in wanted:
        points = max(
            points if f" {word}" in where else 0
            for where, points in ((entry.names, _NAME), (entry.ids, _ID), (entry.texts, _TEXT))
        )
        if not points:
            return 0
        total += points
    whole = f" {' '.join(wanted)} "
    if whole in (*entry.names.split("|"), entry.ids):
        return total + _EXACT
    places = (entry.names, entry.ids, entry.texts)
    return total + next((_WHOLE // n for n, said in enumerate(places, 1) if whole in said), 0)


def _plain(text: str) -> str:
    """Return the words of a text without marks and signs, each between spaces."""
    return f" {re.sub(r'[^0-9a-z]+', ' ', search_key(text)).strip()} "


@lru_cache(maxsize=4)
def _entries(books: Law) -> tuple[_Entry, ...]:
    return tuple(_read(index(books)))


def _read(law: Index) -> Iterator[_Entry]:
    books = law.books
    for gate in books.gates.values():
        yield _entry("gate", gate.name, gate.title)
    for name, editions in law.conditions.items():
        sentences = [w for e in editions for w in (e.title, e.requirement, e.unmet, e.note)]
        read = {fact for e in editions for fact in e.reads("fact")}
        sentences += [books.facts[fact].label for fact in read]
        cited = [e.citation for e in editions] + [e.lift.citation for e in editions if e.lift]
        yield _entry("condition", name, editions[-1].title, sentences, cited)
    for name, values in books.figures.items():
        cited = [value.citation for value in values]
        yield _entry("figure", name, values[0].description, (), cited)
    for fact in books.facts.values():
        yield _entry("fact", fact.name, fact.label, fact.values.values())
    for number, each in books.instruments.items():
        yield _entry("instrument", number, each.title, [each.name])
    for rule in books.ballots:
        yield _entry("ballot", rule.id, rule.title, [rule.note], [rule.citation])
    for schedule in books.schedules:
        limits = [books.figures[step.limit][0].description for step in schedule.steps]
        yield _entry("schedule", schedule.id, schedule.title, limits)
    if books.priority:
        cited = [table.citation for table in books.priority]
        labels = [c.label for table in books.priority for c in table.categories.values()]
        yield _entry("priority", "priority", PRIORITY, labels, cited)
    if books.retirement:
        cited = [table.citation for table in books.retirement]
        yield _entry("retirement", "retirement", RETIREMENT, (), cited)


def _entry(
    kind: str,
    key: str,
    title: Words,
    sentences: Iterable[Words] = (),
    citations: Iterable[Citation] = (),
) -> _Entry:
    said = dict.fromkeys(text for each in sentences for text in each.values())
    told = dict.fromkeys(each.text(lang) for each in citations for lang in LANGUAGES)
    return _Entry(
        kind=kind,
        key=key,
        title=title,
        names="|".join(_plain(text) for text in title.values()),
        ids=_plain(key),
        texts="|".join(_plain(text) for text in (*said, *told)),
    )


def _found(law: Index, entry: _Entry, on: date) -> Found:
    says, cite, mark, where = "", "", "", ""
    lang = language()
    if entry.kind == "condition":
        editions = law.conditions[entry.key]
        each = at(editions, on) or editions[-1]
        says = wording.Speaker(law.books, on).filled(words.said(each.requirement))
        cite, mark = each.citation.text(lang), each.confidence.value
        where = "; ".join(words.said(gate.title) for gate in law.gates(entry.key))
    elif entry.kind == "ballot":
        rules = [rule for rule in law.books.ballots if rule.id == entry.key]
        rule = next((rule for rule in rules if rule.in_force.covers(on)), rules[-1])
        cite, mark = rule.citation.text(lang), rule.confidence.value
    elif entry.kind == "fact":
        where = str(wording.TYPES[law.books.facts[entry.key].type])
    elif entry.kind == "figure":
        values = law.books.figures[entry.key]
        value = next((v for v in values if v.in_force.covers(on)), values[-1])
        says, cite, mark = wording.amount(value), value.citation.text(lang), value.confidence.value
    elif entry.kind == "instrument":
        says = words.said(law.books.instruments[entry.key].name)
        mark = law.books.instruments[entry.key].confidence.value
    return Found(
        kind=str(wording.KINDS[entry.kind]),
        title=words.said(entry.title),
        url=address(entry.kind, entry.key),
        says=says,
        cite=cite,
        where=where,
        unverified=str(words.CONFIDENCE.get(mark, "")),
    )
