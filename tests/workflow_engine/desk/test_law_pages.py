"""The law pages show every provision of the law, on any day, to whoever is signed in."""

import re
from datetime import date, timedelta
from html import escape, unescape

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from rules.library import law
from rules.model import Confidence
from tests import messages, walk
from workflow_engine.access.roles import Role
from workflow_engine.lawbook.selectors import events, index, review, wording

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
BOOKS = law()
TIME_IN_POST = "/phap-luat/dieu-kien/appointment.time-in-post/"
GATE = "/phap-luat/cua/appointment/"
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


def day(on):
    return f"?ngay={on.isoformat()}"


@pytest.fixture
def pages(world, as_role):
    """Read pages as an inspector in a language: what each says in one line."""
    client = as_role(world.account("inspector"))

    def pages(addresses, lang="vi"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)
            yield address, " ".join(unescape(response.content.decode()).split())

    return pages


def section(text, heading):
    """Return one section of a page, by the id of its heading."""
    return text.split(f'id="{heading}"', 1)[1].split("</section>", 1)[0]


# ----------------------------------------------------------------------- everything is there


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_edition_of_every_condition_is_shown_with_its_citation_on_its_first_day(pages, lang):
    # In English the last edition of each is enough: what is shown is chosen in one place.
    asked = BOOKS.conditions if lang == "vi" else {e.id: e for e in BOOKS.conditions}.values()
    editions = {
        f"/phap-luat/dieu-kien/{each.id}/{day(each.in_force.start)}": each for each in asked
    }

    wrong = []
    for address, text in pages(editions, lang):
        each, present = editions[address], section(text, "present")
        for wanted in (each.title[lang], each.citation.text(lang)):
            wrong += [] if wanted in text else [(address, wanted)]
        if each.citation.text(lang) not in present:
            wrong.append((address, "is not the edition of the day"))
        if ('class="unverified"' in present) == each.confidence.verified:
            wrong.append((address, each.confidence))
    assert wrong == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_value_of_every_figure_is_shown_with_its_citation(pages, lang):
    addresses = {f"/phap-luat/chi-so/{name}/": values for name, values in BOOKS.figures.items()}

    wrong = []
    for address, text in pages(addresses, lang):
        for value in addresses[address]:
            with translation.override(lang):
                wanted = (value.description[lang], wording.amount(value), value.citation.text(lang))
            wrong += [(address, each) for each in wanted if each not in text]
    assert wrong == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_instrument_is_shown_with_what_cites_it(pages, lang):
    addresses = {index.address("instrument", number): number for number in BOOKS.instruments}

    wrong = []
    assert len(addresses) == len(BOOKS.instruments)
    for address, text in pages(addresses, lang):
        number = addresses[address]
        wanted = [BOOKS.instruments[number].name[lang], BOOKS.instruments[number].title[lang]]
        wanted += [
            each.title[lang]
            for each in (*BOOKS.conditions, *BOOKS.ballots)
            if number in (each.citation.instrument, each.citation.amended_by)
        ]
        wrong += [(address, each) for each in wanted if each not in text]
    assert wrong == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_fact_gate_and_rule_of_a_count_is_shown(pages, lang):
    facts = {f"/phap-luat/thong-tin/{name}/": fact.label for name, fact in BOOKS.facts.items()}
    gates = {f"/phap-luat/cua/{name}/": gate.title for name, gate in BOOKS.gates.items()}

    wrong = [
        address
        for address, text in pages({**facts, **gates}, lang)
        if {**facts, **gates}[address][lang] not in text
    ]
    assert wrong == []
    [(_address, text)] = pages(["/phap-luat/kiem-phieu/"], lang)
    assert [r.id for r in BOOKS.ballots if r.citation.text(lang) not in text] == []
    assert all(text.count(f'id="{rule.id}"') == 1 for rule in BOOKS.ballots)


def test_no_page_of_the_law_has_english_left(pages):
    addresses = [
        "/phap-luat/thoi-han/",
        *(f"/phap-luat/dieu-kien/{each.id}/" for each in BOOKS.conditions[::60]),
        *(index.address("instrument", number) for number in list(BOOKS.instruments)[::15]),
        *(f"/phap-luat/chi-so/{name}/" for name in list(BOOKS.figures)[::40]),
        *(f"/phap-luat/thong-tin/{name}/" for name in list(BOOKS.facts)[::40]),
    ]

    read = dict(pages(dict.fromkeys(addresses)))
    found = {
        address: english
        for address, text in read.items()
        if (english := messages.english_in(messages.said(text)))
    }
    assert found == {}
    # Only the switch to the other language says of itself that it is English.
    assert [address for address, text in read.items() if text.count(' lang="en"') != 1] == []


def test_every_event_and_circumstance_of_a_time_limit_is_said_in_words():
    steps = [step for schedule in BOOKS.schedules for step in schedule.steps]

    assert {name for step in steps for name in (step.event, step.act)} == set(events.EVENTS)
    named = {name for step in steps for name in (step.when, step.unless)} - {""}
    assert named == set(events.CIRCUMSTANCES)


def test_every_expression_of_the_law_can_be_said():
    speaker = wording.Speaker(BOOKS, TODAY)
    for lang in ("vi", "en"):
        with translation.override(lang):
            for each in BOOKS.conditions:
                for node in each.expressions:
                    text = said(speaker.clause(node))
                    labels = [BOOKS.facts[name].label[lang] for name in each.reads("fact")]
                    assert any(label in text for label in labels), (each.id, text)


def said(clause):
    return clause.text + " ".join(said(part) for part in clause.parts)


# -------------------------------------------------------------------------------- the days


def test_a_condition_shows_the_edition_of_the_day(pages):
    first, *_others, last = index.index(BOOKS).conditions["appointment.time-in-post"]
    texts = dict(pages([TIME_IN_POST + day(first.in_force.start), TIME_IN_POST + day(TODAY)]))
    then, now = (section(text, "present") for text in texts.values())

    assert first.requirement["vi"] in then
    assert first.requirement["vi"] not in now
    assert last.citation.text() in now
    assert last.citation.text() not in then


def test_before_a_condition_began_the_page_says_that_nobody_was_asked(pages):
    [(_address, text)] = pages([TIME_IN_POST + day(date(2020, 1, 1))])

    assert "notice-unknown" in section(text, "present")
    assert "không ai bị xét" in text


def test_editions_stand_side_by_side_and_what_changed_is_marked(pages):
    [(_address, text)] = pages([TIME_IN_POST])
    editions = section(text, "editions")

    for each in index.index(BOOKS).conditions["appointment.time-in-post"]:
        assert editions.count(wording.period(each.in_force)) >= 1
    assert "<ins>" in editions
    assert "<del>" in editions
    assert "có thay đổi" in editions


@pytest.mark.parametrize("on", [TODAY, date(2025, 9, 1)])
def test_a_gate_asks_on_a_page_what_it_asks_in_a_verdict_in_the_same_order(pages, on):
    [(_address, text)] = pages([GATE + day(on)])

    shown = re.findall(r'<li id="([a-z0-9.-]+)">', section(text, "conditions"))
    assert shown == [each.id for each in BOOKS.conditions_in_force("appointment", on)]


def test_a_gate_leads_to_the_days_before_and_after_on_which_it_changes(pages):
    [(_address, text)] = pages([GATE + day(date(2026, 7, 15))])
    before, after = (
        date.fromisoformat(re.search(rf'rel="{rel}" href="\?ngay=([0-9-]+)"', text)[1])
        for rel in ("prev", "next")
    )
    changed = {
        asked_on(after - timedelta(days=1)) != asked_on(after),
        asked_on(before - timedelta(days=1)) != asked_on(before),
    }

    assert before < date(2026, 7, 15) < after
    assert changed == {True}
    assert asked_on(date(2026, 7, 15)) == asked_on(after - timedelta(days=1))


def asked_on(on):
    """What the gate of appointment asks on a day, with the values of the figures."""
    asked = BOOKS.conditions_in_force("appointment", on)
    figures = {name for each in asked for name in each.reads("figure")}
    return asked, {name: BOOKS.figure(name, on) for name in figures}


def test_a_gate_that_is_not_in_force_says_that_nobody_passes(pages):
    [(_address, text)] = pages([GATE + day(date(2020, 1, 1))])

    assert "không ai qua được" in text
    assert 'id="conditions"' not in text


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm qua", "1800-01-01", "2999-01-01", "%00"])
@pytest.mark.parametrize("address", [GATE, TIME_IN_POST, "/phap-luat/ra-soat/"])
def test_a_day_that_there_is_not_is_refused_with_its_field_and_the_law_of_today(
    read, address, typed
):
    if typed == "%00":
        assert "error-summary" not in read("inspector", f"{address}?ngay={typed}")
        return
    text = read("inspector", f"{address}?ngay={typed}", status=422)

    assert 'class="error-summary"' in text
    assert 'href="#id_ngay"' in text
    assert 'aria-invalid="true"' in text


def test_links_keep_the_day_that_was_asked_for(pages):
    [(_address, text)] = pages([GATE + day(date(2025, 9, 1))])

    links = re.findall(r'href="(/phap-luat/dieu-kien/[^"]+)"', text)
    assert links
    assert all("?ngay=2025-09-01" in link for link in links)


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


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("trên 12 tháng.", "trên 24 tháng.", [("same", "trên "), ("gone", "12"), ("new", "24")]),
        ("NĐ 170/2025/NĐ-CP", "NĐ 300/2026/NĐ-CP", [("same", "NĐ "), ("gone", "170/2025/NĐ-CP")]),
        (
            'a = "first"',
            'a = "higher"',
            [("same", "a = "), ("gone", '"first"'), ("new", '"higher"')],
        ),
        ("", "mới", [("new", "mới")]),
    ],
)
def test_what_differs_is_told_word_by_word(before, now, told):
    found = [(each.kind, each.text) for each in wording.differences(before, now)]

    assert found[: len(told)] == told
    assert "".join(text for kind, text in found if kind != "gone") == now


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
