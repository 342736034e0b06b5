"""The page of a dossier that is over, and the list in which it is found."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests import walk
from workflow_engine.access.scope import roles_of
from workflow_engine.desk.dossier import page as pages
from workflow_engine.desk.scope import dossier_for

pytestmark = pytest.mark.django_db


def address(dossier, name="dossier", **more):
    return reverse(f"desk:{name}", kwargs={"number": dossier.number, **more})


def shown(world, dossier, role="hr_officer"):
    on = timezone.localdate()
    held = roles_of(world.account(role), on=on)
    return pages.dossier_page(
        dossier_for(dossier.number, held), account=world.account(role), held=held, on=on
    )


def test_the_steps_stand_in_the_order_of_the_statute(world, ended):
    rows = shown(world, ended).steps

    assert [row.name for row in rows] == walk.taken(ended)
    assert {row.state for row in rows} == {"done"}
    assert all(row.cites for row in rows[:-1])


def test_a_count_shows_its_denominator_and_every_comparison_of_whole_numbers(world, ended):
    [first] = shown(world, ended).conferences[0].ballots

    assert first.denominator == first.row.invited - first.row.excused
    best = first.lines[0]
    assert best.selected
    assert best.comparisons[0].sum == f"{2 * best.slips} > {first.denominator}"
    assert best.comparisons[0].holds


def test_of_a_secret_ballot_the_page_shows_totals_only(world, ended, read):
    text = read("inspector", address(ended))

    assert "bỏ phiếu của" not in text
    ballots = [ballot for c in shown(world, ended).conferences for ballot in c.ballots]
    assert all(line.slips >= 0 for ballot in ballots for line in ballot.lines)


def test_a_result_that_was_not_announced_is_hidden_from_roles_without_a_part_in_it(world, ended):
    withheld = [c for c in shown(world, ended).conferences if c.withheld]
    assert withheld
    assert all(conference.ballots for conference in withheld)

    for role in ("party_committee", "administrator"):
        for conference in shown(world, ended, role).conferences:
            assert bool(conference.ballots) is not conference.withheld


def test_papers_are_shown_with_what_is_missing(world, ended):
    [of_one] = shown(world, ended).paper_sets

    assert of_one.wanting == []
    assert {paper.number for paper in shown(world, ended).papers} >= {"02/TTr-SO", "30/BB-HN"}


def test_every_page_of_a_dossier_reads_in_both_languages(world, ended, as_role):
    client = as_role(world.account("inspector"))
    for language in ("vi", "en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for name in ("dossier", "dossier-trail"):
            response = client.get(address(ended, name))

            assert response.status_code == 200
            assert f'<html lang="{language}">' in response.content.decode()


def test_no_id_stands_twice_on_the_page(world, ended, read):
    text = read("hr_officer", address(ended))

    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_list_finds_by_number_post_and_candidate_with_and_without_marks(world, ended, read):
    name = str(ended.candidates.first())
    for words in (ended.number, ended.number.lower(), "phó giám đốc", "pho giam doc", name):
        assert address(ended) in read("hr_officer", f"/ho-so/?q={words}"), words
    assert address(ended) not in read("hr_officer", "/ho-so/?q=khong co ai")


def test_the_list_narrows_by_state_unit_and_year(world, ended, read):
    other = walk.open_dossier(world)
    year = world.on.year

    assert address(other) in read("hr_officer", "/ho-so/?trang-thai=open")
    assert address(ended) not in read("hr_officer", "/ho-so/?trang-thai=open")
    assert address(ended) in read("hr_officer", "/ho-so/?trang-thai=achieved")
    assert address(ended) in read("hr_officer", f"/ho-so/?don-vi=SO&nam={year}")
    assert address(ended) not in read("hr_officer", f"/ho-so/?nam={year - 1}")
    assert address(ended) not in read("hr_officer", "/ho-so/?don-vi=P1")


@pytest.mark.parametrize(
    "odd",
    [
        "nam=abc",
        "nam=99999",
        "page=x",
        "page=-4",
        "q=%00",
        "don-vi=%00",
        "trang-thai=%00",
        "q=%25_'",
    ],
)
def test_an_odd_query_is_no_failure(odd, world, ended, read):
    read("hr_officer", f"/ho-so/?{odd}")
