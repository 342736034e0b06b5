"""Search finds people, dossiers, posts and units, with and without marks, within one's units."""

import pytest

from tests import walk
from workflow_engine.desk.people.finding import find_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(world):
    return walk.open_dossier(world)


@pytest.mark.parametrize("words", ["Hoàng Văn Đức", "hoang van duc", "DUC", "đức"])
def test_a_person_is_found_with_and_without_marks(words, world, read):
    walk.add_person(world, "sought", full_name="Hoàng Văn Đức")

    assert (
        "Hoàng Văn Đức" in read("hr_officer", f"/tra-cuu/?q={words}").split('id="found-people"')[1]
    )


def test_dossiers_posts_and_units_are_found_and_grouped(world, dossier, read):
    text = read("hr_officer", "/tra-cuu/?q=giam doc")

    assert dossier.number in text.split('id="found-dossiers"')[1]
    assert "Phó Giám đốc Sở, Sở Thử" in text.split('id="found-posts"')[1]
    assert "Phòng Một" in read("hr_officer", "/tra-cuu/?q=phong mot").split('id="found-units"')[1]


def test_nothing_of_another_unit_is_found(world, dossier, read):
    world.accounts["elsewhere"] = walk.account(
        world, "elsewhere", world.people["staff-1"], ("hr_officer",), world.units["P1"]
    )

    text = read("elsewhere", "/tra-cuu/?q=giam doc")

    assert dossier.number not in text
    assert "found-dossiers" not in text


def test_an_administrator_finds_no_people(world, read):
    assert "found-people" not in read("administrator", "/tra-cuu/?q=an")
    assert "found-people" in read("inspector", "/tra-cuu/?q=an")


@pytest.mark.parametrize("words", ["", "  ", "%25", "_", "x" * 500, "'", "%00"])
def test_odd_words_find_nothing_and_are_no_failure(words, world, read):
    read("hr_officer", f"/tra-cuu/?q={words}")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Duc Hoang", True),
        ("hoang đ", True),
        ("oang", False),  # a name is known by the beginnings of its words
        ("079080", True),
        ("9080001", False),
        ("...", False),
    ],
)
def test_the_list_the_picker_and_the_search_find_the_same(words, found, world, read):
    walk.add_person(world, "sought", full_name="Hoàng Văn Đức Ưng", personal_number="079080001234")

    in_list = "Hoàng Văn Đức Ưng" in read("hr_officer", f"/con-nguoi/?q={words}")
    in_search = "Hoàng Văn Đức Ưng" in read("hr_officer", f"/tra-cuu/?q={words}")
    in_picker = any(
        row.person.personal_number == "079080001234" for row in find_people(words, on=world.on)
    )

    assert (in_list, in_search, in_picker) == (found, found, found)
