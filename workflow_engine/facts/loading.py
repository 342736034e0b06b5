"""Reading the rows that facts are reckoned from, once for all candidates of a dossier.

With `known_at` the rows come from the field history, as the system knew them at that moment; they
are joined here and not in the database, so that both ways are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from compliance.history import TrackedModel
from workflow_engine.dossiers.models import (
    Answer,
    Candidate,
    Conference,
    Consulted,
    Dossier,
    Happened,
    InterestDeclaration,
    SignOff,
    Statement,
    Summons,
)
from workflow_engine.dossiers.models.events import Dates
from workflow_engine.facts import changes, findings
from workflow_engine.facts.children import awaited, parent_of
from workflow_engine.facts.dated import OF_CANDIDATES
from workflow_engine.facts.entries import once, read_twins
from workflow_engine.facts.reader import Reader
from workflow_engine.facts.register import Register, dated
from workflow_engine.registry import terms
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
        register.keep(model, once(reader, reader.rows(model, {"person": own})))
    # A relative is one whatever the date of the paper that says so.
    ties = once(reader, reader.rows(Relationship, {"person": own, "relative": own}))
    # Two entries of one person are no relatives.
    register.keep_ties([row for row in ties if row.person_id != row.relative_id])


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
    register.keep(PostHolding, register.holdings)
    register.keep(PartyRole, once(reader, reader.rows(PartyRole, {"person": people})))
    titles = {post.title_id for post in targets.values()}
    register.standards = reader.rows(TitleStandard, {"title": titles})
    register.unit_checks = dated(reader.rows(UnitCheck, {"unit": units}), register.on)


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
    register.keep_stated(standing)
    # Who took part so far: of a procedure recorded later nobody did by the day of the facts.
    register.sign_offs = dated(reader.rows(SignOff, dossier), register.so_far)
    # Who was summoned and did not come took no part: a dossier summons a whole agency.
    register.summonses = reader.rows(Summons, dossier, attendance=Summons.Attendance.PRESENT)
    register.conferences = dated(reader.rows(Conference, dossier), register.so_far)
    # Only of a procedure that has such steps: the others are spared the queries, as is whoever is
    # judged outside of any procedure.
    flow = register.dossier.flow_class
    kinds = {getattr(node, "kind", "") for node in flow.instance.nodes()} if flow else set()
    if "consultation" in kinds:
        register.consulted = reader.rows(Consulted, dossier)
        letters = {"consulted": {row.pk for row in register.consulted}}
        register.answers = dated(reader.rows(Answer, letters), register.so_far)
    if flow and flow.reads_parent:
        register.parent = parent_of(reader, register.dossier)
    if flow and flow.children:
        register.awaited = awaited(reader, register.dossier)
    declared = reader.rows(InterestDeclaration, dossier)
    register.declarations = dated(declared, register.so_far)
    register.declarations_ahead = register.later(declared)


def _read_entries(register: Register, own: set[int]) -> None:
    """Read when the findings were entered, and the rows that say what was found; where any is."""
    checks: list[Any] = [row for row in register.unit_checks if not row.clear]
    missing = [row for row in register.holdings if checks and row.found_on is not None]
    checks += [row for person in own for row in register.of(Clearance, person) if not row.clear]
    found = [*checks, *register.found(own), *missing]
    register.entries = findings.entries(found) if checks else {}


def latest_day(known_at: datetime | None) -> date:
    """Return the day on which the system knew what it knew: nothing lies after it that happened."""
    return timezone.localdate(known_at) if known_at else timezone.localdate()
