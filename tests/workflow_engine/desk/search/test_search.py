"""Search finds people, dossiers, posts and units, with and without marks, within one's units."""

import pytest

from tests import walk

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
