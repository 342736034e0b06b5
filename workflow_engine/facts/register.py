"""The rows that facts are reckoned from, for all candidates of a dossier: what each question finds.

`loading` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from rules.compute.dates import Rounding, add_months
from rules.library import law
from workflow_engine.dossiers.models import (
    Answer,
    Conference,
    Consulted,
    Dossier,
    DossierSubject,
    InterestDeclaration,
    SignOff,
    Statement,
    Summons,
)
from workflow_engine.dossiers.models.events import Dates
from workflow_engine.dossiers.submission import submissions
from workflow_engine.facts import findings
from workflow_engine.facts.changes import Changed, Changes
from workflow_engine.facts.children import Parent
from workflow_engine.facts.dated import DATED_BY
from workflow_engine.facts.errors import NoPostHeldError, NothingAimedAtError
from workflow_engine.facts.lasting import held
from workflow_engine.registry import papers, terms, twins
from workflow_engine.registry.models import (
    Person,
    Post,
    PostHolding,
    Relationship,
    Title,
    TitleStandard,
    Unit,
    UnitCheck,
)


@dataclass
class Register:
    """All rows for one dossier's candidates, with the dates that govern the facts."""

    dossier: Dossier
    on: date
    effective_on: date
    people: dict[int, Person]
    known_on: date
    dates: Dates
    # By candidate the post for which he or she is considered; who aims at none is not there.
    aims: dict[int, Post] = field(default_factory=dict)
    subject: DossierSubject | None = None
    posts: dict[int, Post] = field(default_factory=dict)
    titles: dict[int, Title] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    holdings: Sequence[PostHolding] = ()
    unit_checks: Sequence[UnitCheck] = ()
    standards: Sequence[TitleStandard] = ()
    relationships: Sequence[Relationship] = ()
    sign_offs: Sequence[SignOff] = ()
    summonses: Sequence[Summons] = ()
    conferences: Sequence[Conference] = ()
    consulted: Sequence[Consulted] = ()
    answers: Sequence[Answer] = ()
    declarations: Sequence[InterestDeclaration] = ()
    declarations_ahead: Sequence[InterestDeclaration] = ()
    entries: findings.Entries = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    identities: twins.Identities = field(default_factory=twins.Identities)
    # By the entry that stays: the entries made in error, and who may be the same and is not told
    # apart, of the candidates and of their relatives.
    other_entries: dict[int, list[Person]] = field(default_factory=dict)
    twins: dict[int, list[Person]] = field(default_factory=dict)
    # By candidate the facts that a child dossier is still to bring: not known before.
    awaited: dict[int, set[str]] = field(default_factory=dict)
    # Of a dossier that was opened for a candidate of another one.
    parent: Parent | None = None
    _by_person: dict[type, dict[int, list[Any]]] = field(default_factory=dict)
    _ahead: dict[type, dict[int, list[Any]]] = field(default_factory=dict)
    _stated: dict[str, list[Statement]] = field(default_factory=dict)
    _stated_ahead: dict[str, list[Statement]] = field(default_factory=dict)

    @property
    def governing_date(self) -> date:
        """The date whose law applies to the dossier."""
        return self.dossier.governing_date

    @property
    def so_far(self) -> date:
        """The last day of which anything can be on record: of the facts or of what is known."""
        return max(self.on, self.known_on)

    @cached_property
    def age_limit(self) -> int:
        """How many months a paper may be old (NĐ 170/2025, art. 35)."""
        return law().figure("paper_age_limit_months", self.governing_date).value

    @cached_property
    def papers_counted_to(self) -> date:
        """The day to which the age of a paper of the file counts.

        In the original text of NĐ 170/2025, art. 35, it is the day on which the file is submitted,
        until then the day of the facts; as amended it is always the day of the facts. Of a nominal
        dossier, which follows no procedure, nothing was submitted.
        """
        if not self.dossier.flow_class:
            return self.on
        nodes = self.dossier.flow_class.instance.nodes()
        steps = {node.name for node in nodes if getattr(node, "ages_until_submitted", False)}
        days = submissions(self.sign_offs, steps)
        return min(self.on, days[-1]) if days else self.on

    def figure(self, name: str) -> int | None:
        """Return a figure of the law on the governing date, None where it has no edition then."""
        editions = law().figures[name]
        covering = (f for f in editions if f.in_force.covers(self.governing_date))
        return next((f.value for f in covering), None)

    def term_ends(self, row: PostHolding) -> date | None:
        """Return the day on which the time ran out for which a post was given (`terms`)."""
        post = self.posts[row.post_id]
        return terms.term_ends(row, post, self.titles[post.title_id], by=self.governing_date)

    def beyond_term(self, row: PostHolding, on: date) -> bool:
        """Tell whether a post goes on by its row on a day when its term is over (`terms`)."""
        post = self.posts[row.post_id]
        title = self.titles[post.title_id]
        return terms.beyond_term(row, post, title, on=on, by=self.governing_date)

    def outlasted(self, row: PostHolding) -> bool:
        """Tell whether a post lasted by its row beyond its term, up to the day of the facts.

        What lies beyond the term does not count, nor is it known that it was not renewed.
        """
        end = self.term_ends(row)
        if end is None or not row.held_until or row.held_until > self.on:
            return self.beyond_term(row, self.on)
        return end < row.held_until

    def surely_held(self, row: PostHolding, on: date) -> bool:
        """Tell whether a post is held on a day within its term."""
        return held(row, on) and not self.beyond_term(row, on)

    def recent(self, day: date) -> bool:
        """Tell whether a paper of `day` is not older than the limit on the day of the facts."""
        return add_months(day, self.age_limit, rounding=Rounding.LAST_DAY) >= self.on

    def of(self, model: type, person: int) -> list[Any]:
        """Return a person's rows of a model, the oldest entry first."""
        return self._by_person.get(model, {}).get(person, [])

    def ahead(self, model: type, key: int) -> list[Any]:
        """Return the rows of a person that do not count and are no "none" either.

        They are dated after the day, or their days contradict their papers (`registry.papers`).
        """
        return self._ahead.get(model, {}).get(key, [])

    @property
    def facts_stated(self) -> set[str]:
        """The facts of which the dossier states something."""
        return {*self._stated, *self._stated_ahead}

    def statements(self, candidate: int, fact: str) -> list[Statement]:
        """Return what this dossier states of a candidate or of everybody, the oldest first."""
        rows = self._stated.get(fact, ())
        return [row for row in rows if row.candidate_id in (None, candidate)]

    def statements_ahead(self, candidate: int, fact: str) -> list[Statement]:
        """Return the statements on papers that are dated after the day: none of them counts."""
        rows = self._stated_ahead.get(fact, ())
        return [row for row in rows if row.candidate_id in (None, candidate)]

    def answers_of(self, body: str, candidate: int) -> list[Answer]:
        """Return what a body answered on a candidate or on the matter, the oldest first."""
        letters = {row.pk for row in self.consulted if row.body == body}
        return [
            row
            for row in self.answers
            if row.consulted_id in letters and row.candidate_id in (None, candidate)
        ]

    def aim_of(self, candidate: int) -> Post:
        """Return the post for which a candidate is considered.

        Raises:
            NothingAimedAtError: there is none: the fact that asks is not known.
        """
        aim = self.aims.get(candidate)
        if aim is None:
            raise NothingAimedAtError(self.dossier.number)
        return aim

    @property
    def holding(self) -> PostHolding:
        """The post held that the dossier is about, as it is on record.

        Raises:
            NoPostHeldError: the dossier is about none, or about one that is voided or was not
                known: the fact that asks is not known.
        """
        key = self.subject.holding_id if self.subject else None
        found = next((row for row in self.holdings if row.pk == key), None)
        if found is None:
            raise NoPostHeldError(self.dossier.number)
        return found

    def rank(self, holding: PostHolding) -> int:
        """Return the rank of the title of a post held; 0 is no leadership title."""
        return self.titles[self.posts[holding.post_id].title_id].rank

    def standing(self, holding: PostHolding) -> str:
        """Return what the post held is in its unit: head, deputy, staff."""
        return self.posts[holding.post_id].standing

    def unit_of(self, holding: PostHolding) -> Unit:
        """Return the unit of a post held."""
        return self.units[self.posts[holding.post_id].unit_id]

    def sector_of(self, holding: PostHolding) -> str:
        """Return the sector of the unit of a post held, or of the unit above where it has none."""
        unit = self.unit_of(holding)
        while not unit.sector and unit.parent_id in self.units:
            unit = self.units[unit.parent_id]
        return unit.sector

    def leaders_established(self, unit: int) -> UnitCheck | None:
        """Return the check by which all who lead a unit are on record, or None.

        Interpretation: it is as old at most as a check of a person (see `Case.check`). A check that
        found somebody missing is settled by a post that names it, entered later, as of a person.
        """
        if self.found_missing(unit):
            return None
        checks = [row for row in self.unit_checks if row.unit_id == unit]
        last = max(
            checks,
            key=lambda row: (row.checked_on, not row.clear, row.pk),
            default=None,
        )
        if last is None or not last.clear or papers.doubtful(last):
            return None
        changed = self.changes.since(last, lambda row: self._of_the_unit(row, unit))
        if papers.contradicting(checks) or changed:
            return None
        return last if self.recent(last.checked_on) else None

    def found_missing(self, unit: int) -> list[UnitCheck]:
        """Return the checks of a unit that found a leader missing who is not on record yet."""
        unclear = [row for row in self.unit_checks if row.unit_id == unit and not row.clear]
        found = [row for row in self.holdings if row.found_on and self._leads(row, unit)]
        return findings.left_open(unclear, found, (), self.entries)

    def _leads(self, row: PostHolding, unit: int) -> bool:
        post = self.posts[row.post_id]
        return post.unit_id == unit and post.standing in terms.LEADING

    def _of_the_unit(self, row: Changed, unit: int) -> bool:
        """Tell whether a change is of a leader of a unit, or of a check that found one more."""
        if row.model is UnitCheck:
            return row.before.unit_id == unit and not row.before.clear
        if row.model is not PostHolding:
            return False
        posts = (self.posts.get(version.post_id) for version in (row.before, row.after))
        return any(post is not None and post.unit_id == unit for post in posts)

    def rank_below(self, rank: int) -> int | None:
        """Return the rank of a title immediately below a rank; None where there is none."""
        lower = {t.rank for t in self.titles.values() if 0 < t.rank < rank}
        return max(lower, default=None)

    # -- what is read is kept here

    def keep(self, model: type, rows: Sequence[Any]) -> None:
        """Keep rows by person: what counts on the day, and apart from it what is dated wrong."""
        contradicting = {row.pk for row in papers.contradicting(rows)}
        doubtful = [row for row in rows if row.pk in contradicting or papers.doubtful(row)]
        aside = {row.pk for row in doubtful}
        sound = [row for row in rows if row.pk not in aside]
        self._by_person[model] = grouped(dated(sound, self.on), "person_id")
        self._ahead[model] = grouped([*doubtful, *self.later(sound)], "person_id")

    def keep_ties(self, rows: Sequence[Relationship]) -> None:
        """Keep relationships as those of both people, whichever of the two declared them."""
        self.relationships = rows
        for end in ("person_id", "relative_id"):
            for person, own in grouped(rows, end).items():
                self._by_person.setdefault(Relationship, {}).setdefault(person, []).extend(own)

    def keep_stated(self, rows: Sequence[Statement]) -> None:
        """Keep what the dossier states: as of the day, and apart from it what is dated later."""
        self._stated = grouped(dated(rows, self.on), "fact")
        self._stated_ahead = grouped(self.later(rows), "fact")

    def later(self, rows: Iterable[Any]) -> list[Any]:
        """Return what is dated after the day of the facts and after the day of knowledge.

        Such a date cannot be right. What lies between the two is no part of the facts of that day.
        """
        so_far = {each.pk for each in dated(rows, self.so_far)}
        return [row for row in rows if row.pk not in so_far]

    def found(self, people: Iterable[int]) -> list[Any]:
        """Return the rows of people that say when they were found."""
        people = list(people)
        return [
            row
            for groups in (self._by_person, self._ahead)
            for of_model in groups.values()
            for person in people
            for row in of_model.get(person, [])
            if getattr(row, "found_on", None) is not None
        ]


def dated(rows: Iterable[Any], on: date) -> list[Any]:
    """Leave out what is dated after a day; what bears no date is kept."""
    found = []
    for row in rows:
        day = getattr(row, DATED_BY[type(row)])
        if day is None or day <= on:
            found.append(row)
    return found


def grouped(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    """Return rows by an attribute of theirs, each in the order given."""
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups
