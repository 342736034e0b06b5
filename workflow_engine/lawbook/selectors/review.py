"""What a jurist has to look at: what was not verified, and what was not checked for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page

from rules.definitions import Instrument
from rules.model import Citation, Words
from rules.wording import LANGUAGES
from workflow_engine.base.messages import language
from workflow_engine.lawbook.selectors import wording
from workflow_engine.lawbook.selectors.index import Provision, current
from workflow_engine.pages import words
from workflow_engine.pages.paging import page_of

PAGE = 50
# The filters: what is not verified, one mark, or everything.
OPEN, ALL = "", "all"
_DOUBT = ("unknown", "memory", "secondary", "seen")
KINDS = ("condition", "figure", "ballot", "retirement", "priority", "instrument")


@dataclass(frozen=True)
class Waiting:
    """One thing to look at, and what is missing of its dates."""

    provision: Provision
    lacks: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[Any, ...]:
        """Return what comes first: what nobody recorded a check of, then the oldest check."""
        checked = self.provision.last_checked_on
        doubt = _DOUBT.index(self.provision.confidence.value)
        return (checked is not None, checked or date.min, doubt)


def waiting(on: date, *, past: bool = False) -> list[Waiting]:
    """Return everything of the law that is in force on a day or will be, by its last check.

    A condition is as old as the oldest check of an instrument it cites or a figure it reads. With
    `past`, editions that have ended are there too: dossiers of their time are still judged by them.
    """
    law = current()
    found = [
        Waiting(each)
        for each in law.provisions
        if each.kind != "lift" and (past or not _ended(each, on))
    ]
    found += [_instrument(each) for each in law.books.instruments.values()]
    return sorted(found, key=lambda row: row.order)


def _ended(each: Provision, on: date) -> bool:
    until = each.in_force.until if each.in_force else None
    return until is not None and until <= on


def _instrument(each: Instrument) -> Waiting:
    return Waiting(
        Provision(
            "instrument",
            each.number,
            _named(each),
            None,
            each.in_force,
            each.confidence,
            each.last_checked_on,
        ),
        lacks=tuple(
            name
            for name, given in (("issued", each.issued_on), ("force", each.in_force))
            if given is None
        ),
    )


def _named(each: Instrument) -> Words:
    return {lang: f"{each.name[lang]}: {each.title[lang]}" for lang in LANGUAGES}


@dataclass(frozen=True)
class ReviewRow:
    """One row of the list."""

    kind: str
    key: str
    title: str
    cite: str
    url: str
    mark: str
    confidence: str
    period: str
    last_checked_on: date | None
    ago: str
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to."""

    mark: str = OPEN
    kind: str = ""
    past: bool = False


def review(on: date, filters: Filters, page: str | None) -> Page[ReviewRow]:
    """Return a page of what awaits review, the oldest check first."""
    rows = [row for row in waiting(on, past=filters.past) if _wanted(row, filters)]
    return page_of(rows, lambda row: _row(row, on), asked=page, most=PAGE)


def _wanted(row: Waiting, filters: Filters) -> bool:
    mark = row.provision.confidence.value
    if filters.kind and row.provision.kind != filters.kind:
        return False
    if filters.mark == OPEN:
        return mark != "seen" or bool(row.lacks)
    return filters.mark in (ALL, mark)


def _row(row: Waiting, on: date) -> ReviewRow:
    each = row.provision
    cite: Citation | None = each.citation
    return ReviewRow(
        kind=str(wording.KINDS[each.kind]),
        key=each.key if each.kind in ("condition", "ballot", "figure") else "",
        title=words.said(each.title),
        cite=cite.text(language()) if cite else "",
        url=each.url,
        mark=each.confidence.value,
        confidence=wording.confidence(each.confidence),
        period=wording.period(each.in_force) if each.in_force else "",
        last_checked_on=each.last_checked_on,
        ago=wording.days_ago(each.last_checked_on, on) if each.last_checked_on else "",
        lacks=row.lacks,
    )


def counts(on: date) -> dict[str, int]:
    """Return how much there is of each mark, of what is in force on a day or will be."""
    found: dict[str, int] = {}
    for row in waiting(on):
        mark = row.provision.confidence.value
        found[mark] = found.get(mark, 0) + 1
    return found
