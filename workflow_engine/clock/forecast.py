"""Who reaches which limit when, by the registry and the law alone.

What is reckoned here is stored nowhere: the page, `manage.py due` and the clock ask it anew. The
law is that in force on the day of asking; a later amendment moves what is still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rules.compute import schedules
from rules.compute.retirement import retirement_month
from rules.errors import RuleError
from rules.library import law
from rules.model import Citation
from workflow_engine.base.messages import in_languages
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.clock.models import DutyKind
from workflow_engine.registry import terms
from workflow_engine.registry.models import Person, PostHolding, Unit

_Kind = PostHolding.Kind
# Interpretation: of whom nobody said in which law they stand is reminded as of a civil servant; a
# limit that is told in vain does no harm, one that is passed over does.
_REMINDED = (Person.Kind.CIVIL_SERVANT, "")
_WORKING_DAY = "working-day"
# The last day, the provision that sets it, how sure that is, and whether the day is.
_Limit = tuple[date, Citation, str, bool]


@dataclass(frozen=True)
class Falls:
    """One kind of limit: from which event it is counted, and which provision sets it.

    `act` is done by the last day that `schedule` gives it; where there is no schedule the event
    itself is the last day, and `figure` says how long it took to come.
    """

    kind: DutyKind
    event: str
    act: str = ""
    schedule: str = ""
    figure: str = ""


# Of a post that somebody holds, by the footing on which it is held.
_OF_POSTS: Mapping[str, tuple[Falls, ...]] = {
    # NĐ 170/2025, art. 36, cl. 2, 4 and 5; art. 28, cl. 1.
    _Kind.APPOINTED: (
        Falls(DutyKind.RENEWAL_NOTICE, "term_ends_on", "notified_on", "appointment.renewal"),
        Falls(DutyKind.RENEWAL_DECISION, "term_ends_on", "decided_on", "appointment.renewal"),
        Falls(DutyKind.TERM_END, "term_ends_on", figure="standard_term_months"),
    ),
    # Art. 34, cl. 3.
    _Kind.ACTING: (Falls(DutyKind.ACTING_END, "acting_ends_on", figure="acting_maximum_months"),),
    # Art. 26, cl. 2.
    _Kind.SECONDED: (
        Falls(DutyKind.SECONDMENT_END, "secondment_ends_on", figure="maximum_secondment_months"),
    ),
}
# Of a person: NĐ 170/2025, arts. 62 and 63.
_OF_PEOPLE = (
    Falls(DutyKind.RETIREMENT_NOTICE, "retires_on", "notified_on", "leaving.retirement"),
    Falls(DutyKind.RETIREMENT_DECISION, "retires_on", "decided_on", "leaving.retirement"),
)


def event_of(kind: str) -> str:
    """Return the event from which a duty is counted."""
    known = (*(falls for some in _OF_POSTS.values() for falls in some), *_OF_PEOPLE)
    return next(falls.event for falls in known if falls.kind == kind)


@dataclass(frozen=True)
class Due:
    """A limit that a person reaches: the event on its day, and the last day for what it asks."""

    kind: DutyKind
    person: Person
    holding: PostHolding | None
    unit: Unit
    event_on: date
    due_on: date
    citation: Citation
    confidence: str
    # In working days it is as sure as the calendar; otherwise no holiday moves it.
    certain: bool

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two of them one."""
        return (self.kind, self.person.pk, self.holding.pk if self.holding else None, self.event_on)

    @property
    def what(self) -> Any:
        """What has to be seen to, for the pages."""
        return self.kind.label

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "kind": str(self.kind),
            "what": in_languages(self.kind.label),
            "person": self.person.personal_number,
            "full_name": self.person.full_name,
            "post": self.holding.post.code if self.holding else None,
            "unit": self.unit.code,
            "event_on": self.event_on.isoformat(),
            "due_on": self.due_on.isoformat(),
            "basis": {lang: self.citation.text(lang) for lang in ("vi", "en")},
            "confidence": self.confidence,
            "certain": self.certain,
        }


def forecast(
    *,
    on: date,
    until: date = date.max,
    units: Collection[int] | None = None,
    people: Collection[int] | None = None,
) -> list[Due]:
    """Return every limit that ends by `until`, those that have passed included, soonest first.

    `on` is the day whose law holds; `units` are the keys of the units that see to it, `people`
    those of the people who are looked at, all where it is None. The number of queries does not
    depend on how many people there are.

    Whoever is seconded stays on the staff of the sending agency, which ends the secondment or
    extends it (art. 26, cl. 2 and 3): it falls due in the unit of the own post. Interpretation: the
    article gives the receiving agency no part in that, so nothing falls due there; where no own
    post is on record nobody else can be told.

    Public employees, and who else is said to be no civil servant, have terms and notices of another
    law, which are not reckoned here.
    """
    rows = PostHolding.objects.filter(voided=False, left=PostHolding.Left.NOT_LEFT)
    if people is not None:
        rows = rows.filter(person__in=people)
    if units is not None:
        # With what these people hold elsewhere: where somebody is seconded to is another unit's.
        rows = rows.filter(person__in=rows.filter(post__unit__in=units).values("person"))
    held = list(
        rows.filter(person__kind__in=_REMINDED)
        .select_related("person", "post__title", "post__unit")
        .order_by("-post__title__rank", "held_from", "pk")
    )
    reckon = _Reckoning(on, WorkingCalendar.load())
    found = [due for due in _of(held, reckon, units) if due.due_on <= until]
    return sorted(found, key=lambda due: (due.due_on, due.person.sort_key, due.kind))


def _of(
    held: Collection[PostHolding], reckon: _Reckoning, units: Collection[int] | None
) -> Iterator[Due]:
    followed = _followed(held)
    seats = _own_units(held, on=reckon.on)
    people: dict[int, tuple[Person, Unit]] = {}
    for row in held:
        unit = row.post.unit
        if row.kind == _Kind.SECONDED:
            unit = seats.get(row.person_id, unit)
        if units is not None and unit.pk not in units:
            continue
        if row.held_until is None or row.held_until > reckon.on:
            people.setdefault(row.person_id, (row.person, unit))
        ends = terms.term_ends(row, row.post, row.post.title, by=reckon.on)
        # Who leaves before the term ends reaches no end of it.
        if ends is None or (row.held_until and row.held_until < ends):
            continue
        if followed.get((row.person_id, row.post_id), row.held_from) >= ends:
            continue
        for falls in _OF_POSTS.get(row.kind, ()):
            yield from reckon.due(falls, ends, row.person, row, unit)
    for person, unit in people.values():
        retires_on = _retires_on(person)
        if retires_on is not None:
            for falls in _OF_PEOPLE:
                yield from reckon.due(falls, retires_on, person, None, unit)


def _own_units(held: Collection[PostHolding], *, on: date) -> dict[int, Unit]:
    """Return in which unit each person has the own post: the highest that is held on a day."""
    found: dict[int, Unit] = {}
    for row in held:
        lasting = row.held_until is None or row.held_until > on
        if lasting and row.held_from <= on and row.kind != _Kind.SECONDED:
            found.setdefault(row.person_id, row.post.unit)
    return found


def _followed(held: Collection[PostHolding]) -> dict[tuple[int, int], date]:
    """Return since when the last row of each person in each post is held."""
    latest: dict[tuple[int, int], date] = {}
    for row in held:
        key = (row.person_id, row.post_id)
        latest[key] = max(latest.get(key, row.held_from), row.held_from)
    return latest


def _retires_on(person: Person) -> date | None:
    """Return the first day of retirement, None where the month of birth is not on record.

    Interpretation: the time of retirement is the first day of the month after the one in which the
    age is reached (`rules.compute.retirement`).
    """
    if person.birth_precision == Person.Precision.YEAR:
        return None
    try:
        month = retirement_month(person.birth_date, person.sex)
    except LookupError:  # born before the table of ages begins
        return None
    return date(month.year, month.month, 1)


class _Reckoning:
    """The law and the calendar of one forecast; what is counted from one day is counted once."""

    def __init__(self, on: date, calendar: WorkingCalendar) -> None:
        self.on = on
        self.calendar = calendar
        self._limit: Callable[..., _Limit | None] = cache(self._reckoned)

    def due(
        self, falls: Falls, event_on: date, person: Person, row: PostHolding | None, unit: Unit
    ) -> Iterator[Due]:
        """Yield the limit; nothing where the law of the day sets none."""
        limit = self._limit(falls, event_on)
        if limit is not None:
            yield Due(falls.kind, person, row, unit, event_on, *limit)

    def _reckoned(self, falls: Falls, event_on: date) -> _Limit | None:
        try:
            if not falls.schedule:
                figure = law().figure(falls.figure, self.on)
                return event_on, figure.citation, figure.confidence, True
            found = schedules.schedule(
                falls.schedule, {falls.event: event_on}, calendar=self.calendar, on=self.on
            )
        except RuleError:  # the law of the day has no such limit
            return None
        limit = next((each.limit for each in found if each.act == falls.act), None)
        if limit is None:
            return None
        certain = limit.unit != _WORKING_DAY or not self.calendar.missing_years(
            *sorted((limit.last_day, event_on))
        )
        return limit.last_day, limit.citation, limit.confidence, certain
