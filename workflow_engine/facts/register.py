"""The rows that facts are reckoned from, read once for all candidates.

With `known_at` the rows come from the field history, as the system knew them at that moment; they
are joined here and not in the database, so that both ways are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from compliance.history import TrackedModel
from rules.compute.dates import Rounding, add_months
from rules.library import law
from workflow_engine.dossiers.models import (
    Answer,
    Candidate,
    Conference,
    Consulted,
    Dossier,
    DossierSubject,
    Happened,
    InterestDeclaration,
    SignOff,
    Statement,
    Summons,
)
from workflow_engine.dossiers.models.events import Dates
from workflow_engine.dossiers.submission import submissions
from workflow_engine.facts import changes, findings
from workflow_engine.facts.changes import Changed, Changes
from workflow_engine.facts.children import Parent, awaited, parent_of
from workflow_engine.facts.dated import DATED_BY, OF_CANDIDATES
from workflow_engine.facts.entries import once, read_twins
from workflow_engine.facts.errors import NoPostHeldError, NothingAimedAtError
from workflow_engine.facts.lasting import held
from workflow_engine.facts.reader import Reader
from workflow_engine.registry import papers, terms, twins
from workflow_engine.registry.models import (
    Clearance,
    PartyRole,
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


def read(
    dossier: Dossier,
    candidates: Sequence[Candidate],
    *,
    on: date,
    effective_on: date | None,
    known_at: datetime | None,
) -> Register:
    """Read everything for these candidates, in a fixed number of queries."""
    reader = Reader(known_at)
    if known_at is not None:
        dossier = next(iter(reader.rows(Dossier, {"id": [dossier.pk]})), dossier)
    own = {reader.identities.of(c.person_id) for c in candidates}
    entries = reader.rows(Person, {"id": reader.identities.entries(own)})
    dates = dossier.dates
    if known_at is not None:
        dates = Dates(reader.rows(Happened, {"dossier": [dossier.pk]}))
    register = Register(
        dossier=dossier,
        on=on,
        effective_on=effective_on or _planned_effect(dossier, dates) or on,
        dates=dates,
        people={p.pk: p for p in entries if p.pk in own},
        known_on=latest_day(known_at),
        identities=reader.identities,
    )
    for entry in entries:
        if entry.pk not in own:
            register.other_entries.setdefault(reader.identities.of(entry.pk), []).append(entry)
    # What a dossier is about is said when it is opened, and never changed after that.
    register.subject = dossier.subject
    _read_records(reader, register, own)
    relatives = {
        pk for row in register.relationships for pk in (row.person_id, row.relative_id)
    } - own
    register.twins = read_twins(reader, entries, relatives)
    _read_posts(reader, register, own | relatives, candidates)
    _read_dossier(reader, register)
    _read_entries(register, own)
    _read_changes(reader, register, own)
    return register


def _planned_effect(dossier: Dossier, dates: Dates) -> date | None:
    """Return the day on which the decision is to take effect, as it was known.

    Where there is none (`Dossier.planned_effect`), what is asked as of that day is asked as of the
    day of the facts.
    """
    return dates.get(dossier.flow_class.takes_effect)


def _read_records(reader: Reader, register: Register, own: set[int]) -> None:
    for model in OF_CANDIDATES:
        _keep(register, model, once(reader, reader.rows(model, {"person": own})))
    # A relative is one whatever the date of the paper that says so.
    ties = once(reader, reader.rows(Relationship, {"person": own, "relative": own}))
    # Two entries of one person are no relatives.
    register.relationships = [row for row in ties if row.person_id != row.relative_id]
    # It is one of both, whichever of the two declared it.
    for end in ("person_id", "relative_id"):
        for person, rows in _grouped(register.relationships, end).items():
            register._by_person.setdefault(Relationship, {}).setdefault(person, []).extend(rows)


def _read_posts(
    reader: Reader, register: Register, people: set[int], candidates: Sequence[Candidate]
) -> None:
    register.titles = {t.pk: t for t in reader.rows(Title)}
    # For which post somebody is considered is said on entry, and never changed after it.
    aimed_at = {c.pk: c.post_id for c in candidates if c.post_id is not None}
    targets = {p.pk: p for p in reader.rows(Post, {"id": set(aimed_at.values())})}
    register.aims = {pk: targets[post] for pk, post in aimed_at.items() if post in targets}
    units = {post.unit_id for post in targets.values()}
    register.posts = {p.pk: p for p in reader.rows(Post, {"unit": units})}
    # Whoever will lead on the date of effect counts, so these are kept whatever their date.
    leading = _leading_posts(register)
    of_posts = reader.rows(PostHolding, {"person": people, "post": leading})
    register.holdings = once(reader, of_posts)
    others = {h.post_id for h in register.holdings} - set(register.posts)
    register.posts |= {p.pk: p for p in reader.rows(Post, {"id": others})}
    _read_units(reader, register)
    _keep(register, PostHolding, register.holdings)
    _keep(register, PartyRole, once(reader, reader.rows(PartyRole, {"person": people})))
    titles = {post.title_id for post in targets.values()}
    register.standards = reader.rows(TitleStandard, {"title": titles})
    register.unit_checks = _dated(reader.rows(UnitCheck, {"unit": units}), register.on)


def _read_units(reader: Reader, register: Register) -> None:
    """Read the units of the posts, then those that they are part of."""
    own = {post.unit_id for post in register.posts.values()}
    register.units = {u.pk: u for u in reader.rows(Unit, {"id": own})}
    above = {code for unit in register.units.values() for code in unit.path.split("/") if code}
    missing = above - {unit.code for unit in register.units.values()}
    register.units |= {u.pk: u for u in reader.rows(Unit, {"code": missing})}


def _read_changes(reader: Reader, register: Register, own: set[int]) -> None:
    """Read what changed of the records that a check of a candidate or of the unit speaks of."""
    which: dict[type[TrackedModel], dict[str, set[int]]]
    own = reader.identities.entries(own)
    which = {model: {"person": own} for model in OF_CANDIDATES}
    which[Relationship] = {"person": own, "relative": own}
    which[PostHolding] = {"person": own, "post": _leading_posts(register)}
    which[UnitCheck] = {"unit": {post.unit_id for post in register.aims.values()}}
    register.changes = changes.read(
        which, (Clearance, UnitCheck), known_at=reader.known_at, known=reader.identities
    )


def _leading_posts(register: Register) -> set[int]:
    posts = register.posts.values()
    return {post.pk for post in posts if post.standing in terms.LEADING}


def _read_dossier(reader: Reader, register: Register) -> None:
    dossier = {"dossier": [register.dossier.pk]}
    stated = reader.rows(Statement, dossier)
    corrected = {row.supersedes_id for row in stated}
    standing = [row for row in stated if row.pk not in corrected]
    register._stated = _grouped(_dated(standing, register.on), "fact")
    register._stated_ahead = _grouped(_later(standing, register), "fact")
    # Who took part so far: of a procedure recorded later nobody did by the day of the facts.
    register.sign_offs = _dated(reader.rows(SignOff, dossier), register.so_far)
    # Who was summoned and did not come took no part: a dossier summons a whole agency.
    register.summonses = reader.rows(Summons, dossier, attendance=Summons.Attendance.PRESENT)
    register.conferences = _dated(reader.rows(Conference, dossier), register.so_far)
    # Only of a procedure that has such steps: the others are spared the queries, as is whoever is
    # judged outside of any procedure.
    flow = register.dossier.flow_class
    kinds = {getattr(node, "kind", "") for node in flow.instance.nodes()} if flow else set()
    if "consultation" in kinds:
        register.consulted = reader.rows(Consulted, dossier)
        letters = {"consulted": {row.pk for row in register.consulted}}
        register.answers = _dated(reader.rows(Answer, letters), register.so_far)
    if flow and flow.reads_parent:
        register.parent = parent_of(reader, register.dossier)
    if flow and flow.children:
        register.awaited = awaited(reader, register.dossier)
    declared = reader.rows(InterestDeclaration, dossier)
    register.declarations = _dated(declared, register.so_far)
    register.declarations_ahead = _later(declared, register)


def _read_entries(register: Register, own: set[int]) -> None:
    """Read when the findings were entered, and the rows that say what was found; where any is."""
    checks: list[Any] = [row for row in register.unit_checks if not row.clear]
    missing = [row for row in register.holdings if checks and row.found_on is not None]
    checks += [row for person in own for row in register.of(Clearance, person) if not row.clear]
    found = [
        row
        for groups in (register._by_person, register._ahead)
        for of_model in groups.values()
        for person in own
        for row in of_model.get(person, [])
        if getattr(row, "found_on", None) is not None
    ]
    register.entries = findings.entries([*checks, *found, *missing]) if checks else {}


def _dated(rows: Iterable[Any], on: date) -> list[Any]:
    """Leave out what is dated after a day; what bears no date is kept."""
    found = []
    for row in rows:
        day = getattr(row, DATED_BY[type(row)])
        if day is None or day <= on:
            found.append(row)
    return found


def latest_day(known_at: datetime | None) -> date:
    """Return the day on which the system knew what it knew: nothing lies after it that happened."""
    return timezone.localdate(known_at) if known_at else timezone.localdate()


def _later(rows: Iterable[Any], register: Register) -> list[Any]:
    """Return what is dated after the day of the facts and after the day of knowledge.

    Such a date cannot be right. What lies between the two is no part of the facts of that day.
    """
    so_far = {each.pk for each in _dated(rows, register.so_far)}
    return [row for row in rows if row.pk not in so_far]


def _keep(register: Register, model: type, rows: Sequence[Any]) -> None:
    """Keep rows by person: what counts on the day, and apart from it what is dated wrong."""
    contradicting = {row.pk for row in papers.contradicting(rows)}
    doubtful = [row for row in rows if row.pk in contradicting or papers.doubtful(row)]
    aside = {row.pk for row in doubtful}
    sound = [row for row in rows if row.pk not in aside]
    register._by_person[model] = _grouped(_dated(sound, register.on), "person_id")
    register._ahead[model] = _grouped([*doubtful, *_later(sound, register)], "person_id")


def _grouped(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups
