"""The people and places of a test: an agency, its people with whole files, accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import get_current_timezone

from rules.compute.dates import Rounding, add_months
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.flows.flow import by_procedure
from workflow_engine.registry import words
from workflow_engine.registry.models import (
    AssetDeclaration,
    Clearance,
    Delegation,
    HealthCertificate,
    IdentityFinding,
    PartyRole,
    Person,
    Planning,
    Post,
    PostHolding,
    Qualification,
    Rating,
    Title,
    TitleStandard,
    Unit,
    UnitCheck,
)

BASIS = "QĐ 1/QĐ-THỬ"
# Made up: code, name, rank.
TITLES = (
    ("T-CT", "Chủ tịch", 90),
    ("T-GD", "Giám đốc Sở", 60),
    ("T-PGD", "Phó Giám đốc Sở", 50),
    ("T-TP", "Trưởng phòng", 30),
    ("T-PTP", "Phó Trưởng phòng", 20),
    ("T-CV", "Chuyên viên", 0),
)
NAMES = (
    "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Đức",
    "Vũ Thị Giang", "Đặng Văn Hải", "Bùi Thị Hoa", "Đỗ Văn Khánh", "Hồ Thị Lan",
    "Ngô Văn Minh", "Dương Thị Nga", "Lý Văn Phong", "Đinh Thị Quỳnh", "Mai Văn Sơn",
    "Trịnh Thị Tâm", "Cao Văn Uy", "Phan Thị Vân", "Tô Văn Xuân", "Lâm Thị Yến",
)  # fmt: skip


# Those of a furnished world about whom a dossier can be opened: who moves, whose term ends, who
# retires soon after, whose secondment ends.
FURNISHED = ("candidate-1", "holder", "elder", "seconded")


@dataclass
class World:
    """The people and places of a test, as they stand on `on`."""

    on: date
    units: dict[str, Unit] = field(default_factory=dict)
    titles: dict[str, Title] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    acts: int = 0

    @property
    def agency(self) -> Unit:
        return self.units["SO"]

    @property
    def post(self) -> Post:
        """The vacant post: the third deputy director."""
        return self.posts["SO-PGD"]

    @property
    def eligible(self) -> list[Person]:
        """Those planned for the post who meet every condition, by their keys `candidate-1` ..."""
        return [person for key, person in self.people.items() if key.startswith("candidate-")]

    def account(self, role: str) -> Account:
        return self.accounts[role]

    def at(self, on: date | None = None) -> datetime:
        """Return a moment of the day, each later than the one before."""
        self.acts += 1
        morning = datetime.combine(on or self.on, time(8), get_current_timezone())
        return morning + timedelta(seconds=self.acts)


def world(
    *, on: date | None = None, candidates: int = 2, staff: int = 3, delegated: bool = True
) -> World:
    """Build an agency with one vacant post, people with whole files, and an account a role.

    Where it is not `delegated`, no row says who decides what.
    """
    made = World(on=on or timezone.localdate())
    _units_and_posts(made)
    _officials(made, candidates, staff)
    for role, key in (
        (Role.HR_OFFICER, "hr-officer"),
        (Role.HEAD_OF_HR, "head-of-hr"),
        (Role.LEADER, "director"),
        (Role.APPOINTING_AUTHORITY, "chairman"),
        (Role.PARTY_COMMITTEE, "deputy-director-1"),
        (Role.INSPECTOR, "inspector"),
        (Role.ADMINISTRATOR, "administrator"),
    ):
        top = role in (Role.APPOINTING_AUTHORITY, Role.INSPECTOR, Role.ADMINISTRATOR)
        made.accounts[role.value] = account(
            made, role.value, made.people[key], (role.value,), made.units["TP" if top else "SO"]
        )
    for procedure in by_procedure() if delegated else ():
        delegate(made, procedure)
    return made


def delegate(made: World, procedure: str, **changes: Any) -> Delegation:
    """Put on record who decides a procedure: the chairman, or the director a secondment."""
    own = procedure.startswith("secondment")
    day = _ago(made, 24)
    given = {
        "kind": Delegation.Kind.DELEGATED,
        "unit": made.units["SO" if own else "TP"],
        "authority": made.posts["SO-GD" if own else "TP-CT"],
        "held_from": day,
        "document_number": "1/QĐ-UBND",
        "document_date": day,
        "issued_by": "UBND Thành phố Thử",
        "page": "Điều 2",
        "party_managed": False,
        "entered_by": made.people["administrator"],
    }
    return Delegation.objects.create(procedure=procedure, **(given | changes))


def furnish(made: World) -> World:
    """Add what some procedure is about beside the vacant post; return the world.

    It is another agency, two heads of a section whose terms end in six months, one of them near to
    retirement, and one who is seconded to the city for ten days more.
    """
    another_agency(made)
    add_person(made, "holder", planned=False, held_for=54)
    add_person(
        made,
        "elder",
        planned=False,
        held_for=54,
        birth_date=date(1966, 3, 15),
        sex=Person.Sex.MALE,
    )
    ends = made.on + timedelta(days=10)
    since = add_months(ends, -6, rounding=Rounding.LAST_DAY)
    PostHolding.objects.create(
        person=add_person(made, "seconded", planned=False),
        post=made.posts["TP-CV"],
        kind=PostHolding.Kind.SECONDED,
        held_from=since,
        held_until=ends,
        term_months=6,
        document_number=BASIS,
        document_date=since,
        issued_by="Sở Thử",
    )
    return made


def another_agency(made: World) -> None:
    """Add an agency beside the one of the post: a free post, and a head whose file is whole."""
    made.units["KHAC"] = Unit.objects.create(
        code="KHAC", name="Sở Khác", kind=Unit.Kind.AGENCY, parent=made.units["TP"], sector="thu"
    )
    for code in ("KHAC-TP", "KHAC-VP"):
        made.posts[code] = Post.objects.create(
            code=code,
            unit=made.units["KHAC"],
            title=made.titles["T-TP"],
            standing=Post.Standing.HEAD,
            seats=1,
            seats_basis=BASIS,
        )
    add_person(made, "from-elsewhere", post="KHAC-TP")


def _units_and_posts(made: World) -> None:
    kinds = Unit.Kind
    for code, name, kind, parent in (
        ("TP", "Ủy ban nhân dân Thành phố Thử", kinds.AGENCY, None),
        ("SO", "Sở Thử", kinds.AGENCY, "TP"),
        ("P1", "Phòng Một", kinds.CONSTITUENT, "SO"),
        ("P2", "Phòng Hai", kinds.CONSTITUENT, "SO"),
    ):
        made.units[code] = Unit.objects.create(
            code=code,
            name=name,
            kind=kind,
            parent=made.units.get(parent),
            party_form=Unit.PartyForm.GRASSROOTS if code == "SO" else Unit.PartyForm.NONE,
            sector="thu",
        )
    for code, name, rank in TITLES:
        made.titles[code] = Title.objects.create(code=code, name=name, rank=rank, rank_basis=BASIS)
        if 0 < rank < 90:
            TitleStandard.objects.create(
                title=made.titles[code],
                in_force_from=date(2020, 1, 1),
                degree_level=4,
                political_theory_level=4 if rank >= 50 else 2,
                state_management_level=2,
                field_years=3,
                citation=BASIS,
                confidence="seen",
            )
    for code, unit, title, standing, seats in (
        ("TP-CT", "TP", "T-CT", Post.Standing.HEAD, 1),
        ("TP-PCT", "TP", "T-CT", Post.Standing.DEPUTY, 2),
        ("TP-CV", "TP", "T-CV", Post.Standing.STAFF, 20),
        ("SO-GD", "SO", "T-GD", Post.Standing.HEAD, 1),
        ("SO-PGD", "SO", "T-PGD", Post.Standing.DEPUTY, 3),
        ("SO-CV", "SO", "T-CV", Post.Standing.STAFF, 90),
        ("P1-TP", "P1", "T-TP", Post.Standing.HEAD, 1),
        ("P1-PTP", "P1", "T-PTP", Post.Standing.DEPUTY, 9),
        ("P2-TP", "P2", "T-TP", Post.Standing.HEAD, 9),
    ):
        made.posts[code] = Post.objects.create(
            code=code,
            unit=made.units[unit],
            title=made.titles[title],
            standing=standing,
            seats=seats,
            seats_basis=BASIS,
            function=Post.Function.NONE,
        )
    fresh = made.on - timedelta(days=18)
    for unit in made.units.values():
        UnitCheck.objects.create(
            unit=unit,
            checked_on=fresh,
            clear=True,
            document_number=BASIS,
            document_date=fresh,
            issued_by="Sở Thử",
        )


def _officials(made: World, candidates: int, staff: int) -> None:
    for key, post in (
        ("chairman", "TP-CT"),
        ("inspector", "TP-CV"),
        ("administrator", "TP-CV"),
        ("director", "SO-GD"),
        ("deputy-director-1", "SO-PGD"),
        ("deputy-director-2", "SO-PGD"),
        ("head-of-hr", "P1-TP"),
        ("hr-officer", "SO-CV"),
        *((f"candidate-{n}", "P2-TP") for n in range(1, candidates + 1)),
        *((f"staff-{n}", "SO-CV") for n in range(1, staff + 1)),
    ):
        add_person(made, key, post=post, planned=key.startswith("candidate-"))
    for key in ("director", "deputy-director-1"):
        PartyRole.objects.create(
            person=made.people[key],
            unit=made.agency,
            kind=PartyRole.Kind.STANDING,
            held_from=_ago(made, 20),
            document_number=BASIS,
        )


def add_person(
    made: World,
    key: str,
    *,
    post: str = "P2-TP",
    planned: bool = True,
    leave_out: Sequence[type] = (),
    held_for: int = 20,
    **person: Any,
) -> Person:
    """Add somebody with a whole file who holds `post`; `leave_out` names models to leave out.

    `held_for` is for how many months the post has been held.
    """
    place = len(made.people)
    values = {
        "personal_number": f"0790{place:08d}",
        "full_name": NAMES[place % len(NAMES)],
        "birth_date": date(made.on.year - 43, 1 + place % 12, 15),
        "sex": Person.Sex.FEMALE if place % 2 else Person.Sex.MALE,
        "party_member": True,
        "party_joined_on": date(2010, 5, 19),
        "kind": Person.Kind.CIVIL_SERVANT,
    }
    made.people[key] = Person.objects.create(**(values | person))
    for record in _records(made, made.people[key], made.posts[post], planned, held_for):
        if type(record) not in leave_out:
            record.save()
    return made.people[key]


def account(
    made: World, username: str, person: Person | None, roles: Sequence[str], unit: Unit
) -> Account:
    """Make an account with roles in a unit, held since long ago."""
    found = Account.objects.create_user(username=username, password="mật khẩu thử", person=person)
    for role in roles:
        Assignment.objects.create(
            account=found, role=role, unit=unit, held_from=_ago(made, 24), basis=BASIS
        )
    return found


def _ago(made: World, months: int) -> date:
    return add_months(made.on, -months, rounding=Rounding.LAST_DAY)


def _records(made: World, person: Person, post: Post, planned: bool, held_for: int) -> list[Any]:
    fresh = made.on - timedelta(days=18)

    def paper(day: date) -> dict[str, Any]:
        return {
            "person": person,
            "document_number": BASIS,
            "document_date": day,
            "issued_by": "Sở Thử",
        }

    rank = post.title.rank
    kinds, levels = Qualification.Kind, Qualification.Level
    appointed = PostHolding.Kind.APPOINTED if rank else PostHolding.Kind.ASSIGNED
    since = _ago(made, held_for)
    rows: list[Any] = [
        PostHolding(
            post=post,
            kind=appointed,
            held_from=since,
            held_until=add_months(since, 60, rounding=Rounding.LAST_DAY) if rank else None,
            term_months=60 if rank else None,
            **paper(since),
        ),
        PostHolding(
            post=made.posts["P1-PTP"] if rank else made.posts["SO-CV"],
            kind=appointed,
            held_from=_ago(made, 80),
            held_until=since,
            left=PostHolding.Left.MOVED,
            **paper(_ago(made, 80)),
        ),
        Qualification(
            kind=kinds.DEGREE,
            level=levels.MASTER,
            field="Luật",
            awarded_on=date(2008, 6, 1),
            foreign=False,
            **paper(date(2008, 6, 1)),
        ),
        Qualification(
            kind=kinds.POLITICAL_THEORY,
            level=levels.UNIVERSITY,
            awarded_on=date(2016, 6, 1),
            **paper(fresh),
        ),
        Qualification(
            kind=kinds.STATE_MANAGEMENT,
            level=levels.COLLEGE,
            awarded_on=date(2015, 6, 1),
            **paper(fresh),
        ),
        HealthCertificate(issued_on=fresh, fit=True, **paper(fresh)),
        AssetDeclaration(
            kind=AssetDeclaration.Kind.PERSONNEL,
            completed_on=fresh,
            verified=True,
            entered_as="inspector",
            **paper(fresh),
        ),
        *(
            Rating(
                year=year,
                level=Rating.Level.GOOD,
                decided_on=date(year, 12, 10),
                **paper(date(year, 12, 10)),
            )
            for year in range(made.on.year - 5, made.on.year)
        ),
        *(
            Clearance(
                subject=subject,
                checked_on=fresh,
                clear=True,
                entered_as=words.body_of(Clearance, {"subject": subject}),
                **paper(fresh),
            )
            for subject in Clearance.Subject.values
        ),
    ]
    if planned:
        rows.append(
            Planning(
                title=made.titles["T-PGD"],
                unit=made.agency,
                approved_on=_ago(made, 30),
                period_from=made.on.year - 3,
                period_until=made.on.year + 2,
                **paper(_ago(made, 30)),
            )
        )
    return rows


def second_entry(person: Person, number: str = "000000999999") -> Person:
    """Enter somebody again, under another number."""
    names = ("full_name", "birth_date", "birth_precision", "sex", "kind", "party_member")
    return Person.objects.create(
        personal_number=number, **{name: getattr(person, name) for name in names}
    )


def found_same(in_error: Person, stays: Person) -> IdentityFinding:
    """Put on record that two entries are of one person."""
    return IdentityFinding.objects.create(
        person=in_error,
        other=stays,
        found="same",
        how="Tra cứu",
        document_number="7/CV",
        document_date=date(2026, 8, 1),
        issued_by="Công an Thành phố",
    )
