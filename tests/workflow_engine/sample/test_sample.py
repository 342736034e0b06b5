"""The made-up department: enough of everything to try the appointment on, and nothing real."""

import json
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from compliance import reconcile, trail
from processes.appointment.on_site_2025 import OnSiteAppointmentFlow2025
from processes.appointment.on_site_2026 import OnSiteAppointmentFlow2026
from processes.shared import composition
from rules.judge.engine import evaluate
from tests import walk
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role, name_of
from workflow_engine.access.scope import held_on, roles_of
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.facts import gather
from workflow_engine.registry.models import Person, Post, PostHolding, Unit
from workflow_engine.registry.models.records import RECORD_MODELS
from workflow_engine.sample import accounts, cast, city
from workflow_engine.sample.cast import CAST, VACANT_DEPUTY_DIRECTOR
from workflow_engine.sample.structure import CITY, DEPARTMENT

TODAY = date(2026, 11, 23)
FEW = 60
# What only the dossier can answer: somebody concludes, assesses or declares.
OF_THE_DOSSIER = {
    "political_standard_concluded",
    "experience_assessed_fit",
    "confirmed_other_conditions",
    "confirmed_no_other_bar",
    "conflict_declarations_missing",
}
QUALIFIED = ("qualified-1", "qualified-2", "qualified-3")


@pytest.fixture
def department(db):
    """A made-up department of few people, with its accounts."""
    city.load(today=TODAY, people=FEW)
    accounts.ensure()


@pytest.fixture
def judged(department):
    """Judge the people planned for a post by what the registry knows on a day."""

    def judge(post, keys, on, flow):
        found = Post.objects.select_related("unit").get(code=post)
        dossier = Dossier.objects.create(
            flow_class=flow,
            number="BN-2026-9001",
            agency=Unit.objects.get(code="SO-MAU"),
            opened_on=on,
            opened_by=Account.objects.get(username="canbo"),
            need="need",
            edition_date=on,
            edition_reason="the day",
        )
        effect = on.replace(day=28) if on.day < 18 else date(on.year, 12, 20)
        walk.happen(dossier, planned=True, appointment_effective_on=effect)
        rows = {
            key: Candidate.objects.create(
                dossier=dossier,
                person=city.person(key),
                post=found,
                added_at="list_candidates",
            )
            for key in keys
        }
        facts = gather(dossier, list(rows.values()), on=on)
        return {
            key: evaluate("appointment", on=on, facts=facts[row.pk]) for key, row in rows.items()
        }

    return judge


def stopping(verdict):
    """Return what keeps somebody back besides what the dossier has to answer."""
    return {
        finding.condition
        for finding in verdict.blocking
        if finding.outcome == "unmet" or set(finding.missing) - OF_THE_DOSSIER
    }


@pytest.mark.parametrize(
    ("on", "flow"),
    [
        (TODAY, OnSiteAppointmentFlow2026),
        (date(2026, 6, 10), OnSiteAppointmentFlow2025),
        (date(2026, 7, 15), OnSiteAppointmentFlow2025),
    ],
)
def test_three_people_meet_every_condition_for_the_vacant_deputy_director(judged, on, flow):
    verdicts = judged(VACANT_DEPUTY_DIRECTOR, QUALIFIED, on, flow)

    assert [stopping(verdict) for verdict in verdicts.values()] == [set()] * 3


STOPPED_BY = {
    "disciplined": {"appointment.no-discipline-served", "appointment.wait-after-warning"},
    "no-health": {"appointment.health-fit", "appointment.health-certificate"},
    "near-retirement": {"appointment.age-full-term"},
    "no-clearance": {"appointment.no-criminal-proceeding"},
    "acting": {"appointment.time-in-post"},
    "broken-service": set(),
    "spouse": {"appointment.family-same-collective", "appointment.family-head-and-deputy"},
}


def test_the_others_fall_on_what_they_are_there_for(judged):
    verdicts = judged(VACANT_DEPUTY_DIRECTOR, STOPPED_BY, TODAY, OnSiteAppointmentFlow2026)

    assert {key: stopping(verdict) for key, verdict in verdicts.items()} == STOPPED_BY


def test_whoever_is_near_retirement_can_be_lifted_by_a_special_decision(judged):
    verdicts = judged(VACANT_DEPUTY_DIRECTOR, ["near-retirement"], TODAY, OnSiteAppointmentFlow2026)
    age = next(
        finding
        for finding in verdicts["near-retirement"].findings
        if finding.condition == "appointment.age-full-term"
    )
    left = city.person("near-retirement").birth_date

    assert age.outcome == "unmet"
    assert (left.year + 62 - TODAY.year) * 12 + left.month - TODAY.month in range(48, 60)


def test_people_pass_or_fall_for_the_vacant_head_of_a_division(judged):
    stopped_by = {
        "deputy-head-1": set(),
        "deputy-head-2": set(),
        "deputy-head-3": set(),
        "denounced": {"appointment.no-denunciation-or-inspection"},
        "in-business": {"appointment.no-business-role"},
    }
    verdicts = judged(cast.VACANT_HEAD_OF_DIVISION, stopped_by, TODAY, OnSiteAppointmentFlow2026)

    assert {key: stopping(verdict) for key, verdict in verdicts.items()} == stopped_by


def test_somebody_can_be_appointed_to_a_first_leadership_post(judged):
    verdicts = judged(cast.VACANT_DEPUTY_HEAD, ["first-post"], TODAY, OnSiteAppointmentFlow2026)

    assert stopping(verdicts["first-post"]) == set()


def test_the_whole_department_has_three_hundred_people_and_no_seat_held_twice(db):
    loaded = city.load(today=TODAY)
    held = Counter(
        PostHolding.objects.filter(held_on(TODAY), kind=PostHolding.Kind.APPOINTED).values_list(
            "post__code", flat=True
        )
    )
    seats = dict(Post.objects.values_list("code", "seats"))
    vacant = {
        code
        for code, number in seats.items()
        if number > held[code] and Post.objects.get(code=code).title.rank
    }

    assert loaded.people == Person.objects.count() == 300
    assert all(number <= seats[code] for code, number in held.items())
    assert vacant == {
        "SO-MAU-PGD",
        "SO-MAU-NV2-TP",
        "SO-MAU-HTQT-PTP",
        "SO-MAU-CDS-TP",
        "UBND-TP-MAU-PCT",
    }


def test_every_person_holds_a_post_and_has_papers(department):
    without = {
        model.__name__: Person.objects.exclude(pk__in=model.objects.values("person")).count()
        for model in RECORD_MODELS
        if model.__name__ in ("PostHolding", "Clearance", "Qualification")
    }
    newest = Person.objects.exclude(
        pk__in=PostHolding.objects.filter(held_on(TODAY)).values("person")
    )

    assert set(without.values()) == {0}
    assert not newest.exists()


def test_nothing_in_it_can_be_taken_for_real(department):
    assert not Person.objects.filter(is_sample=False).exists()
    assert all(p.personal_number.startswith("000") for p in Person.objects.all())
    assert all("mẫu" in unit.name.lower() for unit in Unit.objects.all())
    assert all(
        "MẪU" in row.document_number for model in RECORD_MODELS for row in model.objects.all()
    )


def test_no_record_is_dated_after_the_day_of_the_sample(db):
    city.load(today=date(2026, 3, 1), people=FEW)

    assert all(
        row.document_date <= date(2026, 3, 1)
        for model in RECORD_MODELS
        for row in model.objects.all()
    )


def test_everybody_with_a_part_is_there_and_nobody_shares_a_number(db):
    city.load(today=TODAY, people=FEW)
    first = list(Person.objects.order_by("pk").values_list("full_name", "personal_number"))
    names = {part.name for part in CAST}

    assert names <= {name for name, _number in first}
    assert first[0] == ("Trương Gia Khánh", first[0][1])
    assert len({number for _name, number in first}) == len(first)


def test_loading_it_twice_changes_nothing(department):
    again = city.load(today=TODAY, people=FEW)

    assert again == city.Loaded()
    assert Person.objects.count() == FEW


def test_it_is_refused_where_there_are_other_people(db):
    Person.objects.create(
        personal_number="079080000001",
        full_name="Nguyễn Văn An",
        birth_date=date(1980, 1, 1),
        sex="male",
    )

    with pytest.raises(CommandError, match="không thuộc dữ liệu mẫu"):
        call_command("load_sample")
    call_command("load_sample", "--if-empty", stdout=StringIO())

    assert Person.objects.count() == 1
    assert accounts_made() == []


def accounts_made():
    out = StringIO()
    call_command("sample_accounts", "--json", stdout=out)
    return json.loads(out.getvalue())["accounts"]


def test_the_command_loads_the_calendar_too_and_stands_in_the_trail(db):
    out = StringIO()
    call_command("load_sample", "--people", str(FEW), "--today", "2026-11-23", stdout=out)

    assert f"{FEW} người" in out.getvalue()
    assert CalendarDay.objects.exists()
    assert trail.verify().whole
    assert not list(reconcile.reconcile())


def test_every_role_has_an_account_with_one_password(department):
    listed = {account["username"] for account in accounts_made()}

    assert listed == {
        "canbo",
        "canbo2",
        "truongphong",
        "giamdoc",
        "thamquyen",
        "capuy",
        "thanhtra",
        "quantri",
        "canbo-kiem",
    }
    assert all(
        account.check_password(accounts.password()) and account.person
        for account in Account.objects.all()
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_accounts_are_listed_with_roles_and_units_in_words(department, language):
    out = StringIO()
    with override(language):
        call_command("sample_accounts", stdout=out)
        [line] = [line for line in out.getvalue().splitlines() if " canbo-kiem " in line]

        assert line.endswith(
            f"{name_of(Role.HR_OFFICER)} · {Unit.objects.get(code=DEPARTMENT).name}, "
            f"{name_of(Role.APPOINTING_AUTHORITY)} · {Unit.objects.get(code=CITY).name}"
        )
    assert not [code for code in (*Role.values, DEPARTMENT, CITY) if code in out.getvalue()]
    # What a program reads is the same in every language.
    assert accounts_made()[0]["roles"] == [
        {
            "role": "hr_officer",
            "unit": DEPARTMENT,
            "unit_name": Unit.objects.get(code=DEPARTMENT).name,
        }
    ]


def test_one_person_holds_two_roles_that_are_kept_apart(department):
    account = Account.objects.get(username="canbo-kiem")

    assert {role.role for role in roles_of(account, on=TODAY)} == {
        "hr_officer",
        "appointing_authority",
    }


def test_an_account_gets_the_password_again_when_the_secret_key_was_changed(department, settings):
    settings.SECRET_KEY = "another"
    accounts.ensure()

    assert all(account.check_password(accounts.password()) for account in Account.objects.all())


def test_the_conferences_of_the_department_have_their_members(department, judged):
    judged(VACANT_DEPUTY_DIRECTOR, QUALIFIED, TODAY, OnSiteAppointmentFlow2026)
    dossier = Dossier.objects.get()
    collective = composition.leadership_collective(dossier, on=TODAY)
    extended = composition.extended_leadership(dossier, on=TODAY)
    key = composition.key_cadres(dossier, on=TODAY)

    assert len(collective) == 3
    assert len(extended) == 3 + 9 + 2
    assert len(key) > len(extended)
    assert any(len(member.capacities) > 1 for member in extended)
