"""One natural person entered twice: who may be a twin of whom, and what was found of it on paper.

What one of the two entries has on record the other does not have. Until a paper says whether they
are two people or one, nobody knows what is on record of either; once it says that they are one,
the records of both are read as those of the entry that stays.

Interpretation: entries are alike by the same name, written with or without marks, and a birth date
that is the same as far as both are known; or where one has a number that the other once had.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.registry import births
from workflow_engine.registry.models import IdentityFinding, Person

_Found = IdentityFinding.Found
# Reads the rows of a model by any of the keys of its columns: as they stand, or as they once did.
Rows = Callable[[type, Mapping[str, Collection[Any]]], list[Any]]


@dataclass(frozen=True)
class Identities:
    """What was found on paper: which entries are of one person, and which are of two."""

    # By the entry made in error the one that stays.
    stays: Mapping[int, int] = field(default_factory=dict)
    apart: frozenset[frozenset[int]] = frozenset()

    def of(self, person: int) -> int:
        """Return the entry that stays of the natural person whose entry this is."""
        passed = [person]
        while (following := self.stays.get(passed[-1])) is not None and following not in passed:
            passed.append(following)
        return passed[-1] if following is None else min(passed)

    def same(self, one: int, other: int) -> bool:
        """Tell whether two entries are one, or are of one natural person by a paper on record."""
        return self.of(one) == self.of(other)

    def entries(self, people: Iterable[int]) -> set[int]:
        """Return all entries of the natural persons whose entries these are."""
        own = {self.of(person) for person in people}
        return own | {entry for entry in self.stays if self.of(entry) in own}

    def told_apart(self, one: int, other: int) -> bool:
        """Tell whether a paper says that two entries are of two people."""
        return any({self.of(entry) for entry in pair} == {one, other} for pair in self.apart)


def found(findings: Iterable[IdentityFinding]) -> Identities:
    """Return what findings say, those entered in error left out."""
    rows = [row for row in findings if not row.voided]
    return Identities(
        stays={row.person_id: row.other_id for row in rows if row.found == _Found.SAME},
        apart=frozenset(
            frozenset({row.person_id, row.other_id}) for row in rows if row.found == _Found.APART
        ),
    )


def as_it_stands() -> Identities:
    """Return what the findings on record say today: one query."""
    return found(IdentityFinding.objects.filter(voided=False))


def made_in_error() -> Q:
    """Return the filter on people whose entry was made in error: another one stays."""
    return Q(pk__in=_same().values("person"))


def standing_for(which: Q) -> Q:
    """Return the filter on the entries that stay of the people whom `which` means."""
    people = Person.objects.filter(which)
    led_to = _same().filter(person__in=people).values("other")
    return (which | Q(pk__in=led_to)) & ~made_in_error()


def error_of(person: Person, known: Identities) -> Message | None:
    """Return why nobody is entered, acts or presides by an entry: it was made in error."""
    if person.pk not in known.stays:
        return None
    stays = Person.objects.get(pk=known.of(person.pk))
    words = _(
        "The entry %(entry)s was made in error: it is the same person as %(stays)s. Name that one."
    )
    return words % {
        "entry": f"{person.full_name} ({person.personal_number})",
        "stays": f"{stays.full_name} ({stays.personal_number})",
    }


def possible(
    people: Collection[Person], known: Identities, *, rows: Rows, versions: Any
) -> dict[int, list[Person]]:
    """Return, by the entry that stays, the other people who may be the same and are not told apart.

    `people` are read with all their entries (`Identities.entries`); `versions` is the history of
    people as far as it was known. Two queries, however many they are.
    """
    if not people:
        return {}
    own = {person.pk for person in people}
    once = _numbers_once(people, versions)
    numbers = {person.personal_number for person in people}.union(*(once.get(pk, ()) for pk in own))
    others = rows(
        Person,
        {
            "search_key": {person.search_key for person in people},
            "personal_number": numbers,
            "id": set(once),
        },
    )
    met: dict[int, dict[int, Person]] = {}
    for person in people:
        one = known.of(person.pk)
        for other in others:
            another = known.of(other.pk)
            if another == one or known.told_apart(one, another):
                continue
            if alike(person, other) or _shares_a_number(person, other, once):
                met.setdefault(one, {}).setdefault(other.pk, other)
    return {one: [each[pk] for pk in sorted(each)] for one, each in met.items()}


def alike(one: Person, other: Person) -> bool:
    """Tell whether two entries have one name, and one birth as far as both are known."""
    return one.search_key == other.search_key and births.agree(
        one.birth_date, one.birth_precision, other.birth_date, other.birth_precision
    )


def _numbers_once(people: Collection[Person], versions: Any) -> dict[int, set[str]]:
    """Return the numbers that people have or had, and who else had one of theirs."""
    numbers = {person.personal_number for person in people}
    own = Q(id__in={person.pk for person in people})
    once: dict[int, set[str]] = {}
    had = versions.filter(own | Q(personal_number__in=numbers)).order_by()
    for pk, number in had.values_list("id", "personal_number").distinct():
        once.setdefault(pk, set()).add(number)
    return once


def _shares_a_number(one: Person, other: Person, once: Mapping[int, set[str]]) -> bool:
    ones = {one.personal_number, *once.get(one.pk, ())}
    return not ones.isdisjoint({other.personal_number, *once.get(other.pk, ())})


def of_now(people: Iterable[Person], known: Identities | None = None) -> dict[int, list[Person]]:
    """Return who may be the same natural person as each of these entries, as things stand."""
    known = as_it_stands() if known is None else known
    wanted = known.entries(person.pk for person in people)
    return possible(
        list(Person.objects.filter(pk__in=wanted)), known, rows=_rows, versions=Person.history
    )


def suspected(people: QuerySet[Person]) -> QuerySet[Person]:
    """Return those of some people of whom another entry may be a twin, as far as a query can tell.

    Of each of them `of_now` says who it is, if no paper tells the two apart.
    """
    namesakes = Person.objects.filter(search_key=OuterRef("search_key")).exclude(pk=OuterRef("pk"))
    same_year = namesakes.filter(birth_date__year=ExtractYear(OuterRef("birth_date")))
    rough = ~Q(birth_precision=births.DAY)
    had = Person.history.filter(personal_number=OuterRef("personal_number"))
    return people.filter(
        Exists(namesakes.filter(birth_date=OuterRef("birth_date")))
        | Exists(same_year.filter(rough))
        | (rough & Exists(same_year))
        | Exists(had.exclude(id=OuterRef("pk")))
    ).exclude(made_in_error())


def refusals(row: IdentityFinding, *, account: int | None) -> Iterator[tuple[str, Message]]:
    """Yield why a finding cannot be entered as it is, each with its field.

    `account` is whoever enters it: nobody finds it of himself.
    """
    both = {row.person_id, row.other_id}
    if len(both) == 1:
        yield "other", _("This is the same entry: name the other one.")
        return
    known = as_it_stands()
    if account is not None:
        about = Person.objects.filter(pk__in=known.entries(both))
        if about.filter(accounts=account).exists():
            yield (
                "found",
                _("Nobody decides who he is: another personnel officer enters this finding."),
            )
    if row.found == _Found.SAME and not row.voided:
        yield from _not_one(row, known)


def _not_one(row: IdentityFinding, known: Identities) -> Iterator[tuple[str, Message]]:
    """Yield why two entries cannot be made one, or not in this direction."""
    if row.other_id in known.stays:
        words = _("That entry was made in error: name the one that stays, %s.")
        stays = Person.objects.get(pk=known.of(row.other_id))
        yield "other", words % f"{stays.full_name} ({stays.personal_number})"
    standing = IdentityFinding.objects.filter(voided=False).exclude(pk=row.pk)
    if row.person_id in known.stays.values():
        words = _("Other entries lead to this one: it is the one that stays. Correct those first.")
        yield "found", words
    if standing.filter(person=row.person_id, found=_Found.SAME).exists():
        yield "found", _("It is on record already to whom this entry leads: correct that finding.")
    if known.told_apart(row.person_id, row.other_id) and not _corrects(row):
        words = _("A paper on record tells these two apart: mark that finding as an error first.")
        yield "found", words
    if Person.objects.filter(pk=row.person_id, accounts__is_active=True).exists():
        words = _(
            "This entry has an account that is open: the administrator closes it first. Only the "
            "entry that stays acts."
        )
        yield "found", words


def _corrects(row: IdentityFinding) -> bool:
    """Tell whether the finding that tells the two apart is the row that is corrected."""
    return IdentityFinding.objects.filter(pk=row.pk, found=_Found.APART, voided=False).exists()


def _same() -> QuerySet[IdentityFinding]:
    return IdentityFinding.objects.filter(found=_Found.SAME, voided=False)


def _rows(model: type[Any], which: Mapping[str, Collection[Any]]) -> list[Any]:
    wanted = Q()
    for name, keys in which.items():
        wanted |= Q(**{f"{name}__in": keys})
    return list(model.objects.filter(wanted).order_by("pk"))
