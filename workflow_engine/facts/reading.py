"""What a gatherer reads, what it returns, and which gatherer answers which fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from rules.model import Evidence, Fact, Value
from workflow_engine.dossiers.models import Candidate
from workflow_engine.facts.changes import Changed
from workflow_engine.facts.dated import DATED_BY
from workflow_engine.facts.errors import NotKnownYetError
from workflow_engine.facts.findings import left_open
from workflow_engine.facts.lasting import decided
from workflow_engine.facts.register import Register
from workflow_engine.registry.models import (
    BusinessRole,
    Clearance,
    Discipline,
    Person,
    Planning,
    Post,
    PostHolding,
    Proceeding,
    Qualification,
    Rating,
    Relationship,
    Title,
    Unit,
    WorkPeriod,
)
from workflow_engine.registry.models.records import Matter
from workflow_engine.registry.terms import LEADING

_Subject = Clearance.Subject
# What a check of a subject may find: the rows by which a finding is entered.
FOUND: Mapping[str, tuple[type, ...]] = {
    **{matter.value: (Proceeding,) for matter in Matter},
    _Subject.DISCIPLINE: (Proceeding, Discipline),
    _Subject.RELATIVES: (Relationship,),
    _Subject.BUSINESS: (BusinessRole,),
    _Subject.POSTS: (PostHolding,),
    _Subject.WORK_HISTORY: (WorkPeriod, PostHolding),
    _Subject.QUALIFICATIONS: (Qualification,),
    _Subject.RATINGS: (Rating,),
    _Subject.PLANNING: (Planning,),
}


@dataclass(frozen=True)
class Reading:
    """A value, or None where it is not known, and the rows that it stands on.

    A row is a record, one with a note on it (`Noted`), or evidence that has no record.
    """

    value: Value | None
    rows: Sequence[Any] = ()


UNKNOWN = Reading(None)
# What the evidence says of a twin beside its reference: with whom it may be one.
MAY_BE = "may_be_one_with"


@dataclass(frozen=True)
class Noted:
    """A row with what its evidence says beside its reference and its date."""

    row: Any
    note: Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """One candidate among the rows that were read."""

    register: Register
    candidate: Candidate

    @property
    def whose(self) -> int:
        """The key of the person: of the entry that stays, where one was made in error."""
        return self.register.identities.of(self.candidate.person_id)

    @property
    def person(self) -> Person:
        """The person.

        Raises:
            NotKnownYetError: the system did not know the person then: no fact of one is known.
        """
        found = self.register.people.get(self.whose)
        if found is None:
            raise NotKnownYetError(self.whose)
        return found

    def twins_of(self, person: int) -> list[Noted]:
        """Return who may be one with a person: what these have on record is not known of him."""
        note = {MAY_BE: str(person)}
        return [Noted(twin, note) for twin in self.register.twins.get(person, ())]

    @property
    def twins(self) -> list[Noted]:
        """Who may be the same natural person as the candidate: no paper says whether they are."""
        return self.twins_of(self.whose)

    @property
    def post(self) -> Post:
        """The post for which the person is considered.

        Raises:
            NothingAimedAtError: there is none: the fact that asks is not known.
        """
        return self.register.aim_of(self.candidate.pk)

    @property
    def title(self) -> Title:
        """The title of the post for which the person is considered.

        Raises:
            NothingAimedAtError: there is none.
        """
        return self.register.titles[self.post.title_id]

    @property
    def unit(self) -> Unit:
        """The unit of the post for which the person is considered.

        Raises:
            NothingAimedAtError: there is none.
        """
        return self.register.units[self.post.unit_id]

    def rows(self, model: type) -> list[Any]:
        """Return the person's rows of a model up to the day of the facts, oldest entry first."""
        return self.register.of(model, self.whose)

    def ahead(self, model: type) -> list[Any]:
        """Return the person's rows of a model that are dated after the day of the facts.

        They do not count, but what they say is not "none" either: a year may be mistyped.
        """
        return self.register.ahead(model, self.whose)

    @property
    def holdings(self) -> list[PostHolding]:
        """The posts that the person holds or held."""
        return self.rows(PostHolding)

    def leadership(self) -> list[PostHolding]:
        """Return the leadership posts held by appointment, now or earlier (acting left out)."""
        return [
            row
            for row in self.holdings
            if row.kind == PostHolding.Kind.APPOINTED and self.register.rank(row) > 0
        ]

    def unranked(self) -> list[PostHolding]:
        """Return the appointed posts of which it is not known whether they are leadership posts."""
        return [row for row in self.holdings if self.is_unranked(row)]

    def is_unranked(self, row: PostHolding) -> bool:
        """Tell whether an appointed post is a head's or a deputy's by a title without a rank."""
        return (
            row.kind == PostHolding.Kind.APPOINTED
            and self.register.rank(row) == 0
            and self.register.standing(row) in LEADING
        )

    def check(self, subject: str, *, recent: bool = True) -> Clearance | None:
        """Return the latest check of a subject, if it is not too old to say how things stand.

        Interpretation: no provision says how old a check of a register may be; the age
        of a paper of the file is taken (NĐ 170/2025, art. 35; figure paper_age_limit_months).
        While somebody may be the same person entered again, a check clears neither of the two.
        """
        found = _last_check([row for row in self.rows(Clearance) if row.subject == subject])
        later = [row for row in self.ahead(Clearance) if row.subject == subject]
        if any(not row.clear for row in later):
            return None
        if found is None or (recent and not self.register.recent(found.checked_on)):
            return None
        if found.clear and (self.twins or self.changed_since(found)):
            return None
        return found

    def changed_since(self, check: Clearance) -> list[Any]:
        """Return what changed on record since a check of it: it spoke of another record."""
        person, subject = self.whose, check.subject
        return self.register.changes.since(check, lambda row: _speaks_of(row, person, subject))

    def uncounted(self, subject: str) -> list[Any]:
        """Return why a subject has no check that counts: no paper, another record, a twin.

        A check says something by number, date and issuer alone.
        """
        lacking = [row for row in self.ahead(Clearance) if row.subject == subject]
        last = _last_check([row for row in self.rows(Clearance) if row.subject == subject])
        changed = self.changed_since(last) if last is not None else []
        return [*lacking, *([last] if changed else []), *self.twins]

    def established(self, subject: str, *, ended: bool = False) -> Clearance | None:
        """Return the check by which the registry holds all there is, or None.

        A check that found something says that the registry does not hold it: only a later check
        that finds nothing beyond the record says that it does, once each finding is settled.
        """
        check = self.check(subject)
        if check is None or not check.clear or self.unsettled(subject, ended=ended):
            return None
        return check

    def unsettled(self, subject: str, *, ended: bool = False) -> list[Clearance]:
        """Return the checks that found something of which nothing was entered, however old.

        A row that names the day of the check is what it found (see `_may_be_found`), if it was
        entered later or named it from the first. Where what has `ended` does not matter, a later
        check on paper that gives the day of its end settles it as well. One row settles one check.
        """
        checks = [row for row in self.rows(Clearance) if row.subject == subject]
        found = [
            row
            for model in FOUND.get(subject, ())
            for row in [*self.rows(model), *self.ahead(model)]
            if _may_be_found(row, subject)
        ]
        over = [row for row in checks if ended and row.clear and _says_an_end(row)]
        unclear = [row for row in checks if not row.clear]
        return left_open(unclear, found, over, self.register.entries)

    def figure(self, name: str) -> int | None:
        """Return a figure of the law on the governing date, None where it has no edition then."""
        return self.register.figure(name)

    def at_least(
        self,
        months: int,
        wanted: int | None,
        subject: str,
        rows: Sequence[Any],
        *,
        doubtful: Sequence[Any] = (),
    ) -> Reading:
        """Answer with months that are on record: fewer than wanted are known only from a check.

        What is on record counts at once; that there is no more of it nobody knows without one.
        `rows` are what the reading stands on; while one of `doubtful` may add to it, neither.
        """
        if wanted is not None and months >= wanted:
            return Reading(months, rows)
        check = None if doubtful else self.established(subject)
        if check:
            return Reading(months, [*rows, check])
        return Reading(None, [*rows, *self.uncounted(subject)])

    def count(
        self,
        counted: Sequence[Any],
        subject: str,
        *,
        ahead: Sequence[Any] = (),
        ended: bool = False,
    ) -> Reading:
        """Count rows: what is on record counts at once, none is known only from a check.

        `ahead` are rows dated after the day of the facts: while one stands there, none is not
        known. `ended` says that what has ended does not count.
        """
        if counted:
            return Reading(len(counted), counted)
        if ahead:
            return Reading(None, ahead)
        check = self.established(subject, ended=ended)
        if check:
            return Reading(0, [check])
        open_still = [*self.unsettled(subject, ended=ended), *self.uncounted(subject)]
        return Reading(None, open_still)


def _speaks_of(row: Changed, person: int, subject: str) -> bool:
    """Tell whether a check of a subject spoke of a row that changed: a record, or a finding."""
    before, after = row.before, row.after
    if row.model is Relationship:
        about = {before.person_id, before.relative_id, after.person_id, after.relative_id}
    else:
        about = {before.person_id, after.person_id} if hasattr(before, "person_id") else set()
    if person not in about:
        return False
    if row.model is Clearance:
        return before.subject == subject and not before.clear
    if row.model is Proceeding and subject not in (before.matter, after.matter):
        return False
    return row.model in FOUND.get(subject, ())


def _says_an_end(row: Clearance) -> bool:
    """Tell whether a check says on paper that what an earlier one found has ended by its day."""
    on_paper = decided(row.document_number, row.document_date)
    return on_paper and row.earlier_ended_on is not None and row.earlier_ended_on <= row.checked_on


def _may_be_found(row: Any, subject: str) -> bool:
    """Tell whether a row is what the check that it names may have found.

    A check of matters or of business roles finds what is open on its day. An inspection by plan is
    none of what a check of denunciations looks for.
    """
    if isinstance(row, Proceeding):
        looked_for = row.matter == subject and row.kind != Proceeding.Kind.BY_PLAN
        return looked_for and _open_when_found(row, row.closed_on)
    return not isinstance(row, BusinessRole) or _open_when_found(row, row.held_until)


def _open_when_found(row: Any, end: date | None) -> bool:
    found = row.found_on
    return found is not None and day_of(row) <= found and (end is None or found < end)


def day_of(row: Any) -> Any:
    """Return the date from which a row counts; a row of a table without one has None."""
    name = DATED_BY.get(type(row))
    return getattr(row, name) if name else None


def _last_check(rows: Iterable[Clearance]) -> Clearance | None:
    """Return the latest check; of one day, one that found something stands before a clear one."""
    return max(rows, key=lambda row: (row.checked_on, not row.clear, row.pk), default=None)


def latest(rows: Iterable[Any], *, merit: Callable[[Any], int]) -> Any | None:
    """Return the row with the latest date, of one day the worst; `merit` is higher for a better.

    Which was entered last tells nothing.
    """
    return max(rows, key=lambda row: (day_of(row), -merit(row), row.pk), default=None)


Gatherer = Callable[[Case], Reading]
GATHERERS: dict[str, Gatherer] = {}


def gathers(
    fact: str, /, **fixed: Any
) -> Callable[[Callable[..., Reading]], Callable[..., Reading]]:
    """Say which fact a function answers; `fixed` are arguments that differ from fact to fact."""

    def register(function: Callable[..., Reading]) -> Callable[..., Reading]:
        if fact in GATHERERS:
            raise ValueError(f"The fact '{fact}' has two gatherers. Keep one.")
        GATHERERS[fact] = partial(function, **fixed) if fixed else function
        return function

    return register


def as_fact(name: str, reading: Reading, bounds: tuple[Any, Any] | None) -> Fact:
    """Turn a reading into a fact with its evidence.

    What lies beyond the bounds rests on a slip of the pen: it is not known, and the rows are named.
    """
    value = reading.value
    if bounds and type(value) is int and not bounds[0] <= value <= bounds[1]:
        value = None
    return Fact(name, value, tuple(_evidence(row) for row in reading.rows))


def _evidence(row: Any) -> Evidence:
    if isinstance(row, Evidence):
        return row
    more: Mapping[str, str] = {}
    if isinstance(row, Noted):
        row, more = row.row, row.note
    number = getattr(row, "document_number", "") or getattr(row, "citation", "")
    end = getattr(row, "end_document_number", "")
    return Evidence(
        record=row._meta.label_lower,
        ref=str(row.pk),
        dated_on=day_of(row),
        note={
            **more,
            **({"document_number": number} if number else {}),
            **({"end_document_number": end} if end else {}),
        },
    )
