"""One candidate who meets every condition, built of plain records; tests change one thing."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

import pytest
from django.db.models.signals import pre_save

from processes.appointment.on_site_2026 import OnSiteAppointmentFlow2026
from rules.judge.engine import evaluate
from tests import walk
from tests.workflow_engine.facts.boundaries.rows import on_paper
from workflow_engine.access.models import Account
from workflow_engine.dossiers.models import (
    Candidate,
    Dossier,
    DossierSubject,
    InterestDeclaration,
    SignOff,
    Statement,
)
from workflow_engine.facts import gather
from workflow_engine.registry import models as registry
from workflow_engine.registry import words
from workflow_engine.registry.models.bases import WordRecord

ON = date(2026, 9, 15)
EFFECTIVE = date(2026, 11, 1)
CHECKED = date(2026, 8, 20)
JUDGED = (
    "political_standard_concluded",
    "experience_assessed_fit",
    "confirmed_other_conditions",
    "confirmed_no_other_bar",
)
_numbers = count(1)


@dataclass
class House:
    """A department with a division, its titles and posts, and one dossier."""

    units: dict = field(default_factory=dict)
    titles: dict = field(default_factory=dict)
    posts: dict = field(default_factory=dict)
    account: Account = None
    dossier: Dossier = None

    def person(self, **given):
        number = next(_numbers)
        return registry.Person.objects.create(
            **{
                "personal_number": f"{number:012}",
                "full_name": f"Nguyễn Văn {number}",
                "birth_date": date(1980, 5, 20),
                "sex": "male",
                "party_member": True,
                "party_joined_on": date(2005, 3, 3),
                "kind": "civil-servant",
                **given,
            }
        )

    def hold(self, person, post, since, until=None, **given):
        return registry.PostHolding.objects.create(
            **{
                "person": person,
                "post": self.posts[post],
                "held_from": since,
                "held_until": until,
                **on_paper(since),
                **given,
            }
        )

    def candidate(self, person=None):
        return Candidate.objects.create(
            dossier=self.dossier,
            person=person or self.person(),
            post=self.dossier.about_post,
            added_at="list_candidates",
        )

    def judged(self, candidate, fact, confirmed=True, on=CHECKED, **given):
        return Statement.objects.create(
            **{
                "dossier": self.dossier,
                "candidate": candidate,
                "fact": fact,
                "value": confirmed,
                "reason": "seen",
                "document_number": "12/BC",
                "document_date": on,
                "issued_by": "Sở Thử",
                "by": self.account,
                **given,
            }
        )

    def declared(self, person, **given):
        return InterestDeclaration.objects.create(
            **{
                "dossier": self.dossier,
                "person": person,
                "declared_on": CHECKED,
                "conflict": False,
                "recorded_by": self.account,
                **given,
            }
        )

    def check_unit(self, unit="dept", on=CHECKED, clear=True):
        return registry.UnitCheck.objects.create(
            unit=self.units[unit],
            checked_on=on,
            clear=clear,
            **on_paper(on),
        )

    def check(self, person, subject, on=CHECKED, clear=True):
        return registry.Clearance.objects.create(
            person=person,
            subject=subject,
            checked_on=on,
            clear=clear,
            **on_paper(on),
        )


@pytest.fixture(autouse=True)
def in_the_word_of_whoever_says_it():
    """Let a record be entered by the body whose word it is, unless a test says who entered it."""

    def enter(sender, instance, **_kwargs):
        if isinstance(instance, WordRecord) and instance.pk is None and not instance.entered_as:
            instance.entered_as = words.body_of(sender, vars(instance))

    pre_save.connect(enter)
    yield
    pre_save.disconnect(enter)


@pytest.fixture
def house(db):
    """A deputy's post of a department is to be filled; nobody is a candidate yet."""
    made = House()
    unit = registry.Unit.objects.create
    made.units["city"] = unit(code="TP", name="Thành phố", kind="agency", sector="administration")
    made.units["dept"] = unit(
        code="SO", name="Sở", kind="agency", parent=made.units["city"], sector="finance"
    )
    made.units["division"] = unit(
        code="PTC", name="Phòng", kind="constituent", parent=made.units["dept"]
    )
    for code, rank in (
        ("chair", 90),
        ("director", 60),
        ("deputy-director", 50),
        ("head", 30),
        ("deputy-head", 20),
        ("staff", 0),
    ):
        made.titles[code] = registry.Title.objects.create(code=code, name=code, rank=rank)
    for code, where, standing, seats in (
        ("chair", "city", "head", 1),
        ("director", "dept", "head", 1),
        ("deputy-director", "dept", "deputy", 2),
        ("head", "division", "head", 1),
        ("deputy-head", "division", "deputy", 1),
        ("staff", "division", "staff", 9),
    ):
        made.posts[code] = registry.Post.objects.create(
            code=code,
            unit=made.units[where],
            title=made.titles[code],
            standing=standing,
            seats=seats,
            seats_basis="1/QĐ",
            function="none",
        )
    registry.TitleStandard.objects.create(
        title=made.titles["deputy-director"],
        in_force_from=date(2025, 12, 1),
        degree_level=4,
        political_theory_level=4,
        state_management_level=2,
        field_years=5,
        citation="Quyết định 1",
        confidence="unknown",
    )
    officer = made.person()
    # Saved again, so that no version has the number of the row that it is a version of.
    for row in (*made.units.values(), *made.titles.values(), *made.posts.values(), officer):
        row.save()
    made.account = Account.objects.create(username="officer", person=officer)
    made.dossier = Dossier.objects.create(
        flow_class=OnSiteAppointmentFlow2026,
        number="BN-2026-1",
        agency=made.units["dept"],
        opened_on=date(2026, 8, 3),
        opened_by=made.account,
        need="need",
        edition_date=ON,
        edition_reason="reason",
    )
    DossierSubject.objects.create(
        dossier=made.dossier, kind="post", post=made.posts["deputy-director"]
    )
    walk.happen(
        made.dossier,
        planned=True,
        first_conference_on=ON,
        appointment_effective_on=EFFECTIVE,
    )
    SignOff.objects.create(
        dossier=made.dossier,
        step="propose",
        act="done",
        account=made.account,
        person=officer,
        role="hr_officer",
        on=date(2026, 8, 3),
        trail_entry=1,
    )
    made.declared(officer)
    made.check_unit()
    return made


def make_eligible(house):
    """Enter somebody as a candidate, with every record that the conditions ask for."""
    person = house.person()
    house.hold(person, "staff", date(2010, 1, 1), date(2023, 1, 1), kind="assigned", left="moved")
    house.hold(person, "head", date(2023, 1, 1))
    registry.Planning.objects.create(
        person=person,
        title=house.titles["deputy-director"],
        unit=house.units["dept"],
        approved_on=date(2025, 6, 1),
        period_from=2025,
        period_until=2030,
        **on_paper(date(2025, 6, 1)),
    )
    for kind, level in (("degree", 5), ("political-theory", 4), ("state-management", 2)):
        registry.Qualification.objects.create(
            person=person,
            kind=kind,
            level=level,
            awarded_on=date(2020, 1, 1),
            foreign=False,
            **on_paper(date(2020, 1, 1)),
        )
    for year in (2023, 2024, 2025):
        registry.Rating.objects.create(
            person=person,
            year=year,
            level="good",
            decided_on=date(year, 12, 20),
            **on_paper(date(year, 12, 20)),
        )
    registry.AssetDeclaration.objects.create(
        person=person,
        kind="personnel",
        completed_on=date(2026, 8, 10),
        verified=True,
        **on_paper(date(2026, 8, 10)),
    )
    registry.HealthCertificate.objects.create(
        person=person, issued_on=date(2026, 8, 1), fit=True, **on_paper(date(2026, 8, 1))
    )
    for subject in (
        "office-ban",
        "discipline",
        "denunciation",
        "suspension",
        "criminal",
        "misconduct",
        "untrue-profile",
        "profile",
        "relatives",
        "business",
        "posts",
        "work-history",
        "qualifications",
    ):
        house.check(person, subject)
    candidate = house.candidate(person)
    for fact in JUDGED:
        house.judged(candidate, fact)
    return candidate


@pytest.fixture
def eligible(house):
    """The candidate whom every condition lets pass."""
    return make_eligible(house)


@pytest.fixture
def facts(house):
    """Gather the facts of one candidate on the day of the first conference, or another."""

    def of(candidate, **given):
        given = {"on": ON, **given}
        house.dossier.refresh_from_db()
        candidate.refresh_from_db()
        return gather(house.dossier, [candidate], **given)[candidate.pk]

    return of


@pytest.fixture
def value(facts):
    """Gather one value."""

    def of(candidate, name, **given):
        return facts(candidate, **given)[name].value

    return of


@pytest.fixture
def verdict(house, facts):
    """Judge a candidate by the law of the governing date, from the facts on a day."""

    def of(candidate, **given):
        known = facts(candidate, **given)
        return evaluate("appointment", on=house.dossier.governing_date, facts=known)

    return of


@pytest.fixture(autouse=True)
def on_the_day_of_the_facts(monkeypatch):
    """The house is looked at on its own day: what is dated after it cannot be right."""
    monkeypatch.setattr("workflow_engine.facts.loading.latest_day", lambda known_at: ON)
