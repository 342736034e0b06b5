"""The made-up people: those with a part, the other deputies, and staff up to a number."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from rules.compute.dates import Rounding, add_months
from workflow_engine.registry.models import Person, Post
from workflow_engine.sample import cast, names
from workflow_engine.sample.cast import CAST
from workflow_engine.sample.structure import AFFILIATED, DEPARTMENT, DIVISIONS, Layout

# No province has the code 000: nobody's personal number begins with it.
_NOBODYS_PROVINCE = "000"
_MONTHS_TO_RETIREMENT = 53
_RETIREMENT_AGE_OF_MEN = 62 * 12


@dataclass
class Official:
    """A made-up person with the post held and when the parts of the career began."""

    person: Person
    post: Post
    planned: str = ""
    trait: str = ""
    key: str = ""
    rank: int = 0
    began: list[date] = field(default_factory=list)


class PeopleMaker:
    """Makes people up, none with the number of another."""

    def __init__(self, rng: Random, today: date, layout: Layout) -> None:
        self.rng = rng
        self.today = today
        self.layout = layout
        self._numbers: set[str] = set()

    def everybody(self, count: int) -> list[Official]:
        """Make `count` people, those with a part first."""
        made = [self._with_part(part) for part in CAST]
        made += self._other_deputies({o.post.code: 0 for o in made}, made)
        places = self._places_of_staff()
        for number in range(max(count - len(made), 0)):
            made.append(self._official(places[number % len(places)]))
        return made

    def _with_part(self, part: cast.Part) -> Official:
        born = None
        if part.trait == cast.NEAR_RETIREMENT:
            # Men born from April 1966 retire at 62 (NĐ 135/2020, annex I).
            born = months_from(
                self.today.replace(day=9), _MONTHS_TO_RETIREMENT - _RETIREMENT_AGE_OF_MEN
            )
        official = self._official(part.post, sex=part.sex, name=part.name, born=born)
        official.key, official.planned, official.trait = part.key, part.planned, part.trait
        return official

    def _other_deputies(self, held: dict[str, int], made: list[Official]) -> list[Official]:
        for official in made:
            held[official.post.code] += 1
        codes = [f"{DEPARTMENT}-{short}-PTP" for short, _name in DIVISIONS]
        codes += [f"{DEPARTMENT}-{short}-PGD" for short, _name in AFFILIATED]
        return [
            self._official(code)
            for code in codes
            for _seat in range(self._wanted(code) - held.get(code, 0))
        ]

    def _wanted(self, code: str) -> int:
        vacant = code == cast.VACANT_DEPUTY_HEAD
        return self.layout.posts[code].seats - vacant

    def _places_of_staff(self) -> list[str]:
        divisions = [f"{DEPARTMENT}-{short}-CV" for short, _name in DIVISIONS]
        affiliated = [f"{DEPARTMENT}-{short}-VC" for short, _name in AFFILIATED]
        return [*divisions, *affiliated]

    def _official(
        self, code: str, *, sex: str = "", name: str = "", born: date | None = None
    ) -> Official:
        post = self.layout.posts[code]
        rank = post.title.rank
        sex = sex or self.rng.choice(["male", "female"])
        born = born or self._birth_date(rank)
        member = rank > 0 or self.rng.random() < 0.55
        person = Person(
            personal_number=self._number(sex, born),
            full_name=name or names.made_up_name(self.rng, sex),
            birth_date=born,
            sex=sex,
            kind=(
                Person.Kind.PUBLIC_EMPLOYEE
                if post.title.code == "VIEN-CHUC"
                else Person.Kind.CIVIL_SERVANT
            ),
            party_member=member,
            party_joined_on=months_from(born, 12 * 28 + self.rng.randrange(60)) if member else None,
            is_sample=True,
        )
        if person.party_joined_on and person.party_joined_on > self.today:
            person.party_member, person.party_joined_on = False, None
        person.derive_keys()
        return Official(person, post, rank=rank)

    def _birth_date(self, rank: int) -> date:
        youngest, oldest = {0: (25, 50), 20: (34, 46), 30: (38, 50)}.get(rank, (44, 54))
        months = self.rng.randrange(youngest * 12, oldest * 12)
        return months_from(self.today.replace(day=self.rng.randint(1, 28)), -months)

    def _number(self, sex: str, born: date) -> str:
        century = (born.year - 1900) // 100 * 2 + (sex == "female")
        while True:
            number = (
                f"{_NOBODYS_PROVINCE}{century}{born.year % 100:02}{self.rng.randrange(10**6):06}"
            )
            if number not in self._numbers:
                self._numbers.add(number)
                return number


def months_from(day: date, months: int) -> date:
    """Return the day so many months later or earlier, within the month where it has no such day."""
    return add_months(day, months, rounding=Rounding.LAST_DAY)
