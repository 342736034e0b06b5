"""The law is searched, reviewed and read by whoever is signed in; parts of its pages."""

import re
from html import escape

import pytest
from django.urls import reverse

from rules.model import Confidence
from tests import walk
from tests.workflow_engine.lawbook.law_pages import BOOKS, GATE, TIME_IN_POST, TODAY, section
from workflow_engine.access.roles import Role
from workflow_engine.lawbook.selectors import index, review

pytestmark = pytest.mark.django_db
LISTS = [
    "/phap-luat/",
    "/phap-luat/tim/?q=bo+nhiem",
    GATE,
    "/phap-luat/van-ban/",
    "/phap-luat/chi-so/",
    "/phap-luat/thong-tin/",
    "/phap-luat/ra-soat/",
    "/phap-luat/kiem-phieu/",
    "/phap-luat/tuoi-nghi-huu/",
    "/phap-luat/thoi-han/",
    "/phap-luat/diem-uu-tien/",
]


# ---------------------------------------------------------------------------------- search


@pytest.mark.parametrize(
    "words",
    ["Thời gian giữ chức vụ", "thoi gian giu chuc vu", "appointment.time-in-post", "TIME IN POST"],
)
def test_a_condition_is_found_by_title_with_and_without_marks_and_by_its_id(pages, words):
    [(_address, text)] = pages([f"/phap-luat/tim/?q={words.replace(' ', '+')}"])
    links = re.findall(r'class="law-found-title">.*?href="([^"?]+)', text)

    assert links[0] == TIME_IN_POST


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("dieu 29 nghi dinh 170/2025", TIME_IN_POST),
        ("170/2025/NĐ-CP", "/phap-luat/van-ban/170-2025-nd-cp/"),
        ("so nam gan nhat duoc xet", "/phap-luat/chi-so/recent_years_rated/"),
        ("appointment_relation", "/phap-luat/thong-tin/appointment_relation/"),
        ("bang tuoi nghi huu", "/phap-luat/tuoi-nghi-huu/"),
        ("appointment.final", "/phap-luat/kiem-phieu/#appointment.final"),
    ],
)
def test_citations_numbers_figures_facts_and_counts_are_found(pages, words, address):
    found = " ".join(
        text
        for _address, text in pages(
            f"/phap-luat/tim/?q={words.replace(' ', '+')}&page={page}" for page in range(1, 4)
        )
    )

    assert f'href="{address}' in found


def test_a_name_counts_more_than_a_sentence(pages):
    [(_address, text)] = pages(["/phap-luat/tim/?q=tuoi+nghi+huu"])
    titles = re.findall(r'class="law-found-title">.*?<a [^>]*>([^<]+)</a>', text)

    assert "nghỉ hưu" in titles[0]


@pytest.mark.parametrize("words", ["", "   ", "%25", "zzzzqq", "x" * 500, "'", "%00", "<script>"])
def test_odd_words_find_nothing_and_are_no_failure(pages, words):
    [(_address, text)] = pages([f"/phap-luat/tim/?q={words}"])

    assert "table-empty" in text


def test_what_was_looked_for_is_shown_as_it_was_typed_and_does_nothing(read):
    text = read("inspector", "/phap-luat/tim/?q=<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


# ---------------------------------------------------------------------------------- review


def test_what_awaits_review_is_what_was_not_seen_or_lacks_a_date(pages):
    rows = review.waiting(TODAY)
    unseen = {
        each.id
        for each in BOOKS.conditions
        if not each.confidence.verified and not (each.in_force.until or TODAY) < TODAY
    }

    shown = {row.provision.key for row in rows if not row.provision.confidence.verified}
    assert unseen <= shown
    page = review.review(TODAY, review.Filters(), 1)
    assert all(row.mark != "seen" or row.lacks for row in page.object_list)


def test_the_oldest_check_comes_first_and_before_it_what_was_never_checked():
    checked = [row.provision.last_checked_on for row in review.waiting(TODAY)]
    dated = [on for on in checked if on]

    assert dated == sorted(dated)
    assert checked[len(checked) - len(dated) :] == dated


@pytest.mark.parametrize("mark", ["secondary", "memory", "unknown", "seen"])
def test_the_list_is_narrowed_by_confidence(mark):
    page = review.review(TODAY, review.Filters(mark=mark), 1)

    assert {row.mark for row in page.object_list} <= {mark}
    assert page.paginator.count == sum(
        row.provision.confidence is Confidence(mark) for row in review.waiting(TODAY)
    )


def test_ended_editions_are_there_when_they_are_asked_for():
    every = review.review(TODAY, review.Filters(mark=review.ALL, past=True), 1).paginator.count
    present = review.review(TODAY, review.Filters(mark=review.ALL), 1).paginator.count
    ended = [each for each in index.index(BOOKS).provisions if ended_by(each) and not_lift(each)]

    assert every - present == len(ended) > 0


def ended_by(each):
    return each.in_force and each.in_force.until and each.in_force.until <= TODAY


def not_lift(each):
    return each.kind != "lift"


# ------------------------------------------------------------------------------- the parts


def test_articles_stand_in_the_order_of_their_numbers(pages):
    [(_address, text)] = pages(["/phap-luat/van-ban/170-2025-nd-cp/"])
    numbers = [int(found) for found in re.findall(r'<h3 id="dieu-\d+">Điều (\d+)', text)]

    assert len(numbers) > 10
    assert numbers == sorted(numbers)


def test_the_life_of_an_instrument_names_what_amended_it(pages):
    [(_address, text)] = pages(["/phap-luat/van-ban/170-2025-nd-cp/"])

    assert "300-2026-nd-cp" in section(text, "life")
    assert "01/08/2026" in section(text, "life")


def test_a_condition_shows_its_cases_and_the_steps_that_run_its_gate(pages):
    [(_address, text)] = pages([TIME_IN_POST])

    assert "mười hai tháng là đủ, tính đến tháng" in section(text, "cases")
    assert "12 tháng" in section(text, "cases")
    assert section(text, "used").count("<tr>") > 4
    assert "/phap-luat/cua/appointment/" in section(text, "used")


def test_a_figure_names_what_reads_it(pages):
    [(_address, text)] = pages(["/phap-luat/chi-so/minimum_months_in_post_below/"])

    assert TIME_IN_POST in section(text, "readers")


def test_a_list_is_narrowed_by_words_and_by_gate(pages):
    [(_a, by_words), (_b, by_gate), (_c, by_both)] = pages(
        [
            "/phap-luat/chi-so/?tu=so+nam+gan+nhat",
            "/phap-luat/chi-so/?cua=kiem-phieu",
            "/phap-luat/chi-so/?cua=kiem-phieu&tu=so+nam+gan+nhat",
        ]
    )

    assert 'id="recent_years_rated"' in by_words
    assert 'id="selection_over_half"' in by_gate
    assert 'id="recent_years_rated"' not in by_gate
    assert "table-empty" in by_both


# --------------------------------------------------------------------------------- readers


@pytest.mark.parametrize("address", [*LISTS, TIME_IN_POST])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_every_role_reads_the_law_and_is_led_to_it(read, role):
    assert f'href="{reverse("lawbook:overview")}" aria-current="page"' in read(role, TIME_IN_POST)


@pytest.mark.parametrize(
    "address",
    [
        "/phap-luat/cua/nobody/",
        "/phap-luat/dieu-kien/appointment.there-is-none/",
        "/phap-luat/van-ban/1-2025-qh99/",
        "/phap-luat/chi-so/there_is_none/",
        "/phap-luat/thong-tin/there_is_none/",
    ],
)
def test_what_the_law_does_not_have_has_no_page(read, address):
    read("inspector", address, status=404)


def test_a_page_of_the_law_asks_the_database_for_nothing_but_who_reads_it(queries):
    counted = {
        address: queries("inspector", address)
        for address in [*LISTS, TIME_IN_POST, index.address("instrument", "170/2025/NĐ-CP")]
    }

    assert set(counted.values()) == {min(counted.values())}, counted
    assert min(counted.values()) <= 4


def test_only_reading_is_allowed(world, as_role):
    assert as_role(world.account("inspector")).post("/phap-luat/").status_code == 405


def test_a_finding_leads_to_its_condition_on_the_governing_date(world, held_at_the_gate, read):
    dossier = held_at_the_gate
    text = read("hr_officer", f"/ho-so/{dossier.number}/")
    links = set(re.findall(r'href="(/phap-luat/dieu-kien/[^"]+)"', text))

    assert links
    assert all(link.endswith(f"?ngay={dossier.governing_date.isoformat()}") for link in links)
    assert walk.task(dossier)
    for link in links:
        read("hr_officer", escape(link))
