"""A birth date of which only the year or the month is known; one bound for every way in."""

from datetime import date

import pytest

from compliance.trail import SYSTEM
from tests.workflow_engine.importing.conftest import NUMBER, SOMEBODY, TODAY, people
from workflow_engine.desk.people.forms import form_of
from workflow_engine.importing import drafts, personnel
from workflow_engine.registry import keeping
from workflow_engine.registry.births import agree, rougher
from workflow_engine.registry.models import Person

OTHER = "079080005678"


def put_in(content, **options):
    return personnel.apply(
        content,
        **{
            "today": TODAY,
            "actor": SYSTEM,
            "name": "x",
            "reason": "x",
            "accepted": True,
            **options,
        },
    )


def born(value, number=NUMBER):
    return people((number, SOMEBODY[1], value, "Nữ", None))


def errors(made):
    return [(issue.sheet, issue.row, issue.column) for issue in made.errors]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (1980, "1980"),
        ("1980", "1980"),
        ("năm 1980", "1980"),
        ("00/00/1980", "1980"),
        ("--/--/1980", "1980"),
        ("//1980", "1980"),
        ("…/…/1980", "1980"),
        ("09/1980", "09/1980"),
        ("00/9/1980", "09/1980"),
        ("../09/1980", "09/1980"),
        ("05/09/1980", "05/09/1980"),
    ],
)
def test_a_birth_date_is_kept_as_far_as_it_is_known(registry, look, written, said):
    made = look(born(written))
    put_in(born(written))
    person = Person.objects.get()

    assert errors(made) == []
    assert len(made.to_accept) == (said != "05/09/1980")
    assert person.born == said
    assert {"field": "Ngày sinh", "value": said} in drafts.shown(made)["new"][0]["fields"]
    assert keeping.values(person)["birth_date"] == "-".join(reversed(said.split("/")))


@pytest.mark.parametrize(
    "written", ["13/1980", "00/13/1980", "0000", "1899", "31/02/1980", "/1980"]
)
def test_what_is_no_birth_date_is_refused(look, written):
    assert errors(look(born(written))) == [("Nhân sự", 2, "Ngày sinh")]


def test_a_day_on_record_is_not_lost_to_a_list_that_has_the_year_only(registry, look):
    registry.person()

    assert look(born(1980)).does_nothing
    assert [c.fields["birth_date"][1] for c in look(born(1981)).changes] == [date(1981, 1, 1)]


def test_a_list_that_has_the_day_completes_the_year_on_record(registry, look):
    registry.person(birth_date=date(1980, 1, 1), birth_precision="year")
    made = look(born("01/01/1980"))
    put_in(born("01/01/1980"), accepted=True)

    assert [issue.message for issue in made.to_accept] == [
        "On record stands “1980”: is it changed to “01/01/1980”?"
    ]
    assert drafts.shown(made)["changes"][0]["fields"] == [
        {"field": "Ngày sinh", "old": "1980", "new": "01/01/1980"}
    ]
    assert Person.objects.get().born == "01/01/1980"


def test_two_people_may_be_one_where_the_year_is_all_that_is_known(registry, look):
    registry.person("079180009999")
    rows = [(NUMBER, SOMEBODY[1], 1980, "Nữ", None), (OTHER, SOMEBODY[1], "06/10/1980", "Nữ", None)]
    asked = [i for i in look(people(*rows)).to_accept if "079180009999" in i.message]

    assert [issue.row for issue in asked] == [2]


def test_rows_of_one_person_with_a_year_and_a_day_contradict(look):
    rows = [(NUMBER, SOMEBODY[1], value, "Nữ", None) for value in (1980, "01/01/1980")]

    assert errors(look(people(*rows))) == [("Nhân sự", 3, "Số định danh cá nhân")]


def test_birth_dates_are_compared_as_far_as_both_are_known():
    day = date(1980, 9, 5)

    assert agree(day, "day", date(1980, 1, 1), "year")
    assert agree(day, "day", date(1980, 9, 1), "month")
    assert not agree(day, "day", date(1980, 1, 1), "day")
    assert not agree(date(1981, 1, 1), "year", day, "day")
    assert rougher("year", "month")
    assert rougher("month", "day")
    assert not rougher("day", "day")


def form(model, person=None, instance=None, **data):
    given = {"kind": "civil-servant", "sex": "female", "party_member": "unknown", **data}
    instance = instance or (model() if person is None else model(person=person))
    return form_of(model)(given, instance=instance, person=person, on=TODAY, reach=["/"])


@pytest.mark.parametrize(
    ("written", "taken"),
    [("31/12/1915", False), ("01/01/1916", True), ("1938", True), ("01/01/1900", False)],
)
def test_the_form_and_the_import_have_one_bound_for_births(registry, look, written, taken):
    number = "000080000001"
    filled = form(Person, personal_number=number, full_name="Lê Thị Mẫu", birth_date=written)

    assert ("birth_date" not in filled.errors) is taken
    assert (errors(look(people((number, "Lê Thị Mẫu", written, "Nữ", None)))) == []) is taken


def test_the_form_takes_a_year_and_shows_it_as_one(registry):
    filled = form(Person, personal_number=NUMBER, full_name=SOMEBODY[1], birth_date="1980")
    assert filled.is_valid()
    keeping.add(filled.instance, actor=SYSTEM)
    person = Person.objects.get()
    shown = form_of(Person)(instance=person, person=None, on=TODAY, reach=[])

    assert person.born == "1980"
    assert 'value="1980"' in str(shown["birth_date"])


def test_a_correction_to_the_day_is_one(registry):
    person = registry.person(
        birth_date=date(1980, 1, 1), birth_precision="year", kind="civil-servant"
    )
    data = {"personal_number": NUMBER, "full_name": SOMEBODY[1], "birth_date": "01/01/1980"}
    filled = form(Person, instance=person, reason="Giấy khai sinh", **data)
    assert filled.is_valid()
    entry = keeping.correct(
        person,
        filled.changes(),
        version=keeping.version_of(person),
        actor=SYSTEM,
        reason="Giấy khai sinh",
    )

    assert entry.contents["changes"] == {"birth_date": ["1980", "1980-01-01"]}
    assert Person.objects.get().born == "01/01/1980"
