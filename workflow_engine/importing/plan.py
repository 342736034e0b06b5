"""What an import would do: who and what is new, what changes, what stays as it is.

An empty cell leaves what is on record as it is; nothing is removed by an import. The plan has a
digest, by which a confirmed import is known to do what the preview showed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from workflow_engine.base.messages import message as _
from workflow_engine.importing import corrections, counting, matching
from workflow_engine.importing.counting import Count
from workflow_engine.importing.on_record import OnRecord, load
from workflow_engine.importing.parsing import Issue, Level, Line, Parsed
from workflow_engine.importing.shape import NAME, PERSON, Column
from workflow_engine.registry import births, identity, papers, plausible, refusals, words
from workflow_engine.registry.cells import OneOf, YesNo
from workflow_engine.registry.keeping import OfPerson
from workflow_engine.registry.models import Person
from workflow_engine.registry.models.bases import Record, WordRecord
from workflow_engine.registry.names import search_key

# An import is of the file that the personnel unit keeps; another body enters its own word.
_IMPORTED_BY = frozenset({"hr_officer"})
# How a file would say that nobody said it.
NOT_SAID = "Chưa rõ"


@dataclass(frozen=True)
class Change:
    """What a row does to a record."""

    line: Line
    record: OfPerson
    fields: Mapping[str, tuple[Any, Any]]


@dataclass
class Plan:
    """What would be done, and every issue."""

    issues: list[Issue]
    counts: dict[str, Count]
    new: list[tuple[Line, OfPerson]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    digest: str = ""
    # By sheet, header and word: what is taken in how many new rows, as the file does not say it.
    taken: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    @property
    def errors(self) -> list[Issue]:
        """What forbids the import."""
        return [issue for issue in self.issues if issue.level == Level.ERROR]

    @property
    def to_accept(self) -> list[Issue]:
        """The readings that have to be accepted."""
        return [issue for issue in self.issues if issue.level == Level.TO_ACCEPT]

    @property
    def concerned(self) -> list[str]:
        """The personal numbers of those of whom something is new or changed."""
        lines = [*(line for line, _record in self.new), *(change.line for change in self.changes)]
        return sorted({line.number for line in lines})

    @property
    def does_nothing(self) -> bool:
        """Whether everything is on record as the file has it."""
        return not self.new and not self.changes


def plan(
    parsed: Parsed, *, today: date, reach: Sequence[str] | None = None, lock: bool = False
) -> Plan:
    """Work out what the lines would do.

    `reach` are the paths of the units that whoever imports may keep records of; none is all.
    """
    known = load(parsed, today=today, reach=reach, lock=lock)
    made = Plan(list(parsed.issues), counting.counts(parsed))
    people = {line.number: line for line in parsed.lines if line.sheet.of_people}
    named = {line.number: line for line in parsed.broken if line.sheet.of_people} | people
    namesakes = _namesakes(named.values(), known)
    added: dict[str, Person] = {}
    for line in parsed.lines:
        issues = list(_refusals(line, named, known, reach))
        made.issues += issues
        born = _birth_of(line, named, known)
        wrong = _implausible(made, line, born, today, {issue.cell for issue in issues})
        asked = line.sheet.of_people and _questions(made, line, known, namesakes)
        if issues or wrong:
            continue
        if line.sheet.of_people:
            _person(made, line, known, added, today, asked=asked)
        else:
            _record(made, line, known, added, today)
    _rest_of_broken(made, parsed.broken, named, known, reach, today, namesakes)
    of_records = {line.sheet.name for line in parsed.lines if not line.sheet.of_people}
    for (sheet, header, word), times in made.taken.items():
        message = _("The file does not say it: “%(word)s” is taken, in new rows: %(times)s.")
        told = message % {"word": word, "times": times}
        # Of a record a gate reads it: it is asked, and not told alone.
        level = Level.TO_ACCEPT if sheet in of_records else Level.NOTE
        made.issues.append(Issue(level, sheet, 0, header, "", told))
    counting.complete(made.counts, parsed, made.errors)
    made.digest = _digest(made)
    return made


def _rest_of_broken(
    made: Plan,
    broken: Sequence[Line],
    named: Mapping[str, Line],
    known: OnRecord,
    reach: Sequence[str] | None,
    today: date,
    namesakes: identity.Namesakes,
) -> None:
    """Name what else is wrong with rows that have errors, so that all is corrected at once."""
    told: dict[tuple[str, int], set[str]] = {}
    for issue in made.errors:
        if issue.cell:
            told.setdefault((issue.sheet, issue.row), set()).add(issue.cell)
    for line in broken:
        if not line.number:
            continue
        cells = told.get((line.sheet.name, line.row), set())
        issues = list(_refusals(line, named, known, reach))
        made.issues += [each for each in issues if each.cell not in cells]
        cells = cells | {issue.cell for issue in issues}
        _implausible(made, line, _birth_of(line, named, known), today, cells)
        if line.sheet.of_people:
            _questions(made, line, known, namesakes)


def _refusals(
    line: Line, people: Mapping[str, Line], known: OnRecord, reach: Sequence[str] | None
) -> Iterator[Issue]:
    whose = line.sheet.known_by[0]
    number = line.number
    on_record = known.people.get(number)
    if on_record is None and number not in people:
        message = _("Nobody with this number is on record or in the sheet “Nhân sự”.")
        yield line.issue(Level.ERROR, whose, message)
    if number in known.refused:
        yield line.issue(Level.ERROR, whose, known.refused[number])
    name = people[number].values.get("full_name", "") if number in people else on_record
    given = line.values.get(NAME)
    if given and name and search_key(given) != search_key(str(name)):
        message = _("The number belongs to “%s”: the number or the name is wrong.") % name
        yield line.issue(Level.ERROR, NAME, message)
    relative = line.values.get("relative")
    if relative and relative not in known.people and relative not in people:
        message = _("Nobody with this number is on record or in the sheet “Nhân sự”.")
        yield line.issue(Level.ERROR, "relative", message)
    if reach is not None:
        yield from _units_out_of_reach(line, reach)


def _units_out_of_reach(line: Line, reach: Sequence[str]) -> Iterator[Issue]:
    post, unit = line.values.get("post"), line.values.get("unit")
    for name, place in (("post", post.unit if post else None), ("unit", unit)):
        if place is not None and not place.path.startswith(tuple(reach)):
            message = _("“%s” is a unit whose records your account does not keep.") % place
            yield line.issue(Level.ERROR, name, message)


def _person(
    made: Plan, line: Line, known: OnRecord, added: dict[str, Person], today: date, *, asked: bool
) -> None:
    """Add or compare a person; `asked` is whether it is asked already if it is the same one."""
    person = known.people.get(line.number)
    if person is None:
        person = Person(**line.values)
        person.derive_keys()
        added[line.number] = person
        _add(made, line, person)
        return
    merged = {**_own(person), **line.values}
    wrong = refusals.problems(Person, merged, person=None, today=today)
    made.issues += [line.issue(Level.ERROR, *found) for found in wrong.items()]
    if not wrong:
        _compare(made, line, person, asked=asked)


def _own(record: OfPerson) -> dict[str, Any]:
    """Return what a record says, but for what it refers to: reading it costs a query a row."""
    fields = record._meta.concrete_fields
    return {field.name: getattr(record, field.name) for field in fields if not field.is_relation}


def _questions(made: Plan, line: Line, known: OnRecord, namesakes: identity.Namesakes) -> bool:
    """Ask whether a row is of the person whose number it has, and tell whether that was asked."""
    values, person = line.values, known.people.get(line.number)
    once = known.births.get(person.pk) if person else None
    asked = False
    who = [values.get(name) for name in ("full_name", "birth_date", "birth_precision", "sex")]
    for name, question in identity.questions(person, values, namesakes, once=once):
        issue = line.issue(Level.TO_ACCEPT, name, question, about=who)
        made.issues.append(replace(issue, of_identity=True))
        asked = True
    if person is None and values.get("full_name") and values.get("birth_date"):
        namesakes.add(values)
    return asked


def _namesakes(lines: Iterable[Line], known: OnRecord) -> identity.Namesakes:
    """Return who on record has the name of somebody who is new."""
    new = [line for line in lines if line.number not in known.people]
    return identity.Namesakes(
        filter(None, (line.values.get("full_name") for line in new)),
        (line.number for line in new),
    )


def _birth_of(line: Line, named: Mapping[str, Line], known: OnRecord) -> date | None:
    """Return the birth date of the person whom a row is about: of the file, else on record."""
    given = line if line.sheet.of_people else named.get(line.number)
    if given is not None:
        found = given.values.get("birth_date")
        return found if isinstance(found, date) else None
    person = known.people.get(line.number)
    return person.birth_date if person is not None else None


def _implausible(
    made: Plan, line: Line, born: date | None, today: date, told: Collection[str]
) -> bool:
    """Name the dates of a row that cannot be right, and tell whether there are any.

    A cell that is named already is not named again.
    """
    wrong = list(plausible.problems(line.values, born=born, today=today))
    found = [line.issue(Level.ERROR, *each) for each in wrong]
    made.issues += [issue for issue in found if issue.cell not in told]
    return bool(wrong)


def _record(made: Plan, line: Line, known: OnRecord, added: dict[str, Person], today: date) -> None:
    values = {name: value for name, value in line.values.items() if name != NAME}
    model = line.sheet.model
    if not issubclass(model, Record):
        raise TypeError(f"{model.__name__} is no record of a person")
    record, doubt = matching.find(line, known.records[model].get(line.identity, ()))
    made.issues += [doubt] if doubt else []
    person = known.people.get(line.number) or added.get(line.number)
    if person is None or (doubt and doubt.level == Level.ERROR):
        return  # the row of the person is wrong and named, or which record it is about
    merged = {**_own(record), **values} if record is not None else values
    if record is not None:
        # What the record refers to is in its identity.
        issues = list(line.sheet.check(merged, today))
        made.issues += [line.issue(Level.ERROR, *found) for found in issues]
        if issues:
            return
    own = _own(record) if record is not None else None
    stays = values if own is None else {name: merged[name] for name in own}
    told = dict(words.refusals(model, own, stays, roles=_IMPORTED_BY))
    made.issues += [line.issue(Level.ERROR, *each) for each in told.items()]
    if told:
        return
    made.issues += matching.of_another_date(line, model, merged, record, known.numbered)
    confirmed = papers.confirmed_as(model, merged)
    for name, question in papers.to_confirm(model, merged).items():
        made.issues.append(line.issue(Level.TO_ACCEPT, name, question, about=confirmed))
    if record is not None:
        _compare(made, line, record, confirmed)
        return
    if "relative" in values:
        values["relative"] = known.people.get(values["relative"]) or added.get(values["relative"])
        if values["relative"] is None:
            return
    values[PERSON] = person
    if issubclass(model, WordRecord):
        [values["entered_as"]] = _IMPORTED_BY
    _add(made, line, model(**values, days_confirmed=confirmed))


def _compare(
    made: Plan, line: Line, record: OfPerson, confirmed: str = "", *, asked: bool = False
) -> None:
    """Set what the line says on the record, and keep what it was.

    `confirmed` are the days that are confirmed when the line is accepted; `asked` is whether the
    line is asked about as a whole already.
    """
    fields: dict[str, tuple[Any, Any]] = {}
    for name, value in line.values.items():
        if name in (NAME, PERSON, "relative", *line.sheet.known_by):
            continue
        old = getattr(record, name)
        if old != value:
            fields[name] = (old, value)
    if isinstance(record, Person):
        _compare_birth(line, record, fields)
    elif record.days_confirmed != confirmed:
        fields["days_confirmed"] = (record.days_confirmed, confirmed)
    if not fields:
        made.counts[line.sheet.name].unchanged += 1
        return
    if not asked:
        made.issues += corrections.questions(line, record, fields)
    made.counts[line.sheet.name].changed += 1
    made.changes.append(Change(line, record, fields))


def _compare_birth(line: Line, record: Person, fields: dict[str, tuple[Any, Any]]) -> None:
    """Keep the day that is on record where the file has its year only; else change both fields."""
    if not fields.keys() & {"birth_date", "birth_precision"}:
        return
    born, precision = line.values["birth_date"], line.values["birth_precision"]
    fields["birth_date"] = (record.birth_date, born)
    fields["birth_precision"] = (record.birth_precision, precision)
    if births.rougher(precision, record.birth_precision) and births.agree(
        born, precision, record.birth_date, record.birth_precision
    ):
        del fields["birth_date"], fields["birth_precision"]


def _add(made: Plan, line: Line, record: OfPerson) -> None:
    made.counts[line.sheet.name].new += 1
    made.new.append((line, record))
    for column, word in by_default(line, record):
        made.taken[line.sheet.name, column.header, word] += 1


def by_default(line: Line, record: OfPerson) -> Iterator[tuple[Column, str]]:
    """Yield what a new record takes that its row does not say, as a file would say it."""
    defaults = {field.name: field for field in record._meta.concrete_fields if field.has_default()}
    for column in line.sheet.columns:
        if column.field in defaults and column.field not in line.values:
            reader = column.reader
            value = getattr(record, column.field)
            word = reader.word(value) if isinstance(reader, OneOf | YesNo) else ""
            stored = defaults[column.field]
            if not word and stored.default == "" and "" not in dict(stored.choices or ()):
                word = NOT_SAID
            if word:
                yield column, word


def _digest(made: Plan) -> str:
    """Digest what would be done, in the order of the file."""
    digest = sha256()
    for line, record in made.new:
        values = sorted((name, _shown(value)) for name, value in line.values.items())
        digest.update(f"new {type(record).__name__} {line.row} {values}\n".encode())
    for change in made.changes:
        fields = sorted((n, _shown(old), _shown(new)) for n, (old, new) in change.fields.items())
        what = f"{type(change.record).__name__} {change.record.pk}"
        digest.update(f"change {what} {change.line.row} {fields}\n".encode())
    for issue in made.issues:
        digest.update(f"{issue.level} {issue.sheet} {issue.row} {issue.cell}\n".encode())
    return digest.hexdigest()


def _shown(value: Any) -> str:
    return str(getattr(value, "pk", value))
