"""The instruments of the law, their life in time, and what rests on each of their articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rules.definitions import Instrument
from rules.model import Citation
from workflow_engine.base.messages import language
from workflow_engine.flows.flow import procedures
from workflow_engine.lawbook.selectors import wording
from workflow_engine.lawbook.selectors.index import Index, address, current, slug
from workflow_engine.pages import words
from workflow_engine.pages.citations import cites
from workflow_engine.registry.names import sort_key

_Natural = tuple[tuple[int, str], ...]
_Order = tuple[_Natural, ...]


@dataclass(frozen=True)
class InstrumentRow:
    """One instrument, in a list."""

    slug: str
    number: str
    title: str
    issued_on: date | None
    period: str
    ended: bool
    unverified: str
    replaced_by: str
    replaced_by_url: str
    conditions: int
    figures: int


@dataclass(frozen=True)
class Moment:
    """One day in the life of an instrument; undated where the day was not read."""

    what: str
    on: date | None
    other: str = ""
    other_url: str = ""


@dataclass(frozen=True)
class CitedRow:
    """What rests on a clause: its kind, title, page and the stretches of time."""

    kind: str
    title: str
    url: str
    where: str
    periods: tuple[str, ...]
    unverified: str


@dataclass(frozen=True)
class Article:
    """What rests on one article, in the order of its clauses."""

    title: str
    rows: list[CitedRow]


@dataclass(frozen=True)
class InstrumentPage:
    """One instrument, its life, and what rests on it."""

    row: InstrumentRow
    name: str
    confidence: str
    life: list[Moment]
    articles: list[Article]


def instruments(on: date) -> list[InstrumentRow]:
    """Return the instruments, the newest first."""
    law = current()
    counted = _counts(law)
    found = [_instrument(each, counted, on) for each in law.books.instruments.values()]
    return sorted(found, key=lambda row: (row.issued_on or date.min, row.number), reverse=True)


def _counts(law: Index) -> dict[str, dict[str, set[str]]]:
    """Return what cites each instrument, by kind: itself, or as what amended an article."""
    found: dict[str, dict[str, set[str]]] = {}
    for each in law.provisions:
        if each.citation is None:
            continue
        kind = "condition" if each.kind == "lift" else each.kind
        for number in {each.citation.instrument, each.citation.amended_by} - {""}:
            found.setdefault(number, {}).setdefault(kind, set()).add(each.key)
    return found


def _instrument(
    each: Instrument, counted: dict[str, dict[str, set[str]]], on: date
) -> InstrumentRow:
    cited = counted.get(each.number, {})
    return InstrumentRow(
        slug=slug(each.number),
        number=each.number,
        title=words.said(each.title),
        issued_on=each.issued_on,
        period=wording.period(each.in_force) if each.in_force else "",
        ended=bool(each.in_force and each.in_force.until and each.in_force.until <= on),
        unverified=str(words.CONFIDENCE.get(each.confidence.value, "")),
        replaced_by=each.replaced_by,
        replaced_by_url=_known(each.replaced_by),
        conditions=len(cited.get("condition", ())),
        figures=len(cited.get("figure", ())),
    )


def _known(number: str) -> str:
    """Return the page of an instrument, if the law has it."""
    return address("instrument", number) if number in current().books.instruments else ""


def instrument_page(name: str, on: date) -> InstrumentPage:
    """Return an instrument by its address; raise KeyError where there is none."""
    law = current()
    each = law.instruments[name]
    return InstrumentPage(
        row=_instrument(each, _counts(law), on),
        name=words.said(each.name),
        confidence=wording.confidence(each.confidence),
        life=list(_life(law, each)),
        articles=_articles(law, each.number),
    )


def _life(law: Index, each: Instrument) -> list[Moment]:
    moments = [Moment(_("Issued"), each.issued_on)]
    start = each.in_force.start if each.in_force else None
    moments.append(Moment(_("In force"), start))
    amending = {
        found.citation.amended_by
        for found in law.provisions
        if found.citation and found.citation.instrument == each.number
    } - {""}
    for number in amending:
        other = law.books.instruments[number]
        since = other.in_force.start if other.in_force else other.issued_on
        moments.append(Moment(_("Amended by"), since, words.said(other.name), _known(number)))
    amended = {
        found.citation.instrument
        for found in law.provisions
        if found.citation and found.citation.amended_by == each.number
    }
    for number in amended:
        other = law.books.instruments[number]
        moments.append(Moment(_("Amends"), start, words.said(other.name), _known(number)))
    until = each.in_force.until if each.in_force else None
    if each.replaced_by:
        later = law.books.instruments.get(each.replaced_by)
        name = words.said(later.name) if later else each.replaced_by
        moments.append(Moment(_("Replaced by"), until, name, _known(each.replaced_by)))
    elif until:
        moments.append(Moment(_("No longer in force"), until))
    for number, other in law.books.instruments.items():
        if other.replaced_by == each.number:
            moments.append(Moment(_("Replaces"), start, words.said(other.name), _known(number)))
    return sorted(moments, key=lambda moment: (moment.on is None, moment.on or date.min))


# What two editions on one clause have in common: the order of the clause, kind, title, address.
_Key = tuple[_Order, str, str, str]
# Article and section, the order within them, and the row.
_Row = tuple[tuple[str, str], _Order, CitedRow]


def _articles(law: Index, number: str) -> list[Article]:
    """Return what rests on an instrument, article by article, in the order of the clauses.

    Editions of one thing that rest on the same clause are one row.
    """
    grouped: dict[tuple[str, str], dict[_Key, CitedRow]] = {}
    for place, order, row in (*_provisions(law, number), *_steps(number)):
        rows = grouped.setdefault(place, {})
        key = (order, row.kind, row.title, row.url)
        known = rows.get(key)
        rows[key] = row if known is None else _together(known, row)
    return [
        Article(_article(*place), [row for _key, row in sorted(rows.items(), key=_clause)])
        for place, rows in sorted(grouped.items(), key=lambda item: _place(*item[0]))
    ]


def _clause(item: tuple[_Key, CitedRow]) -> _Order:
    return item[0][0]


def _together(one: CitedRow, other: CitedRow) -> CitedRow:
    """Return two editions of one thing as one row: in doubt where either is."""
    return replace(
        one,
        periods=(*one.periods, *other.periods),
        unverified=one.unverified or other.unverified,
    )


def _provisions(law: Index, number: str) -> Iterator[_Row]:
    """Yield what of the law cites an instrument, or what it amended: article, order, row."""
    for each in law.provisions:
        cited = each.citation
        if cited is None or number not in (cited.instrument, cited.amended_by):
            continue
        row = CitedRow(
            kind=str(wording.KINDS[each.kind]),
            title=words.said(each.title),
            url=each.url,
            where=_within(cited),
            periods=(wording.period(each.in_force),) if each.in_force else (),
            unverified=str(words.CONFIDENCE.get(each.confidence.value, "")),
        )
        if cited.instrument == number:
            order = _order(cited.clause, cited.point)
            yield (cited.article, cited.section), order, row
        else:
            whole = cited.text(language())
            order = _order(cited.article, cited.clause, cited.point)
            yield (cited.article_of_amendment, ""), order, replace(row, where=whole)


def _steps(number: str) -> Iterator[_Row]:
    """Yield the steps of the procedures that rest on an instrument: article, order, row."""
    for flow in procedures():
        for node in flow.instance.nodes_in_order():
            told = zip(flow.instance.citations(node), cites(flow, node), strict=True)
            for cited, line in told:
                if cited.instrument == number:
                    order = _order(cited.clause, cited.point)
                    row = CitedRow(
                        kind=_("Step"),
                        title=str(node.task_title),
                        url="",
                        where=_within(cited),
                        periods=(str(flow.edition.title),),
                        unverified="" if line.verified else _("not verified"),
                    )
                    yield (cited.article, ""), order, row


def _within(cited: Citation) -> str:
    """Return the clause and the point within an article."""
    parts = [
        _("clause %(clause)s") % {"clause": cited.clause} if cited.clause else "",
        _("point %(point)s") % {"point": cited.point} if cited.point else "",
    ]
    return ", ".join(filter(None, parts))


def _place(article: str, section: str) -> tuple[Any, ...]:
    """Return the order of articles: by number, then sections, then what has no article."""
    return (not article, not section, _natural(article), _natural(section))


def _article(article: str, section: str) -> str:
    if article:
        return _("Article %(article)s") % {"article": article}
    if section:
        return _("Section %(section)s") % {"section": section}
    return _("Article not established")


def _order(*parts: str) -> _Order:
    return tuple(_natural(part) for part in parts)


def _natural(text: str) -> _Natural:
    """Return a key by which 9 comes before 10, 29 before 29a, and d before đ."""
    return tuple(
        (int(part), "") if part.isdigit() else (-1, sort_key(part))
        for part in re.findall(r"\d+|[^\d\s,.]+", text)
    )
