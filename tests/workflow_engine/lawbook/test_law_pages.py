"""The law pages show every provision of the law, on any day."""

import re
from datetime import date, timedelta

import pytest
from django.utils import translation

from rules.editing import cases
from tests import messages
from tests.workflow_engine.lawbook.law_pages import BOOKS, GATE, TIME_IN_POST, TODAY, section
from workflow_engine.lawbook.selectors import index, wording

pytestmark = pytest.mark.django_db

SOME = 10
FOLDED = re.compile(r'<details class="written">.*?</details>')
UNFOLDED = re.compile(r"<code>(.*?)</code>")


def day(on):
    return f"?ngay={on.isoformat()}"


# ----------------------------------------------------------------------- everything is there


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_edition_of_every_condition_is_shown_with_its_citation_on_its_first_day(pages, lang):
    # In English some are enough: what is shown is chosen, and in which language, in one place.
    asked = BOOKS.conditions if lang == "vi" else BOOKS.conditions[::SOME]
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
    asked = list(BOOKS.facts.items())[:: 1 if lang == "vi" else SOME]
    facts = {f"/phap-luat/thong-tin/{name}/": fact.label for name, fact in asked}
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
    # Only the switch to the other language says of itself that it is English, twice in the head.
    assert [address for address, text in read.items() if text.count(' lang="en"') != 2] == []


def test_no_case_is_named_in_the_writing_of_the_files_of_the_law():
    named = [
        (each.place, text)
        for file in cases.every()
        for each in file.cases
        for text in (*each.named.values(), *each.because.values())
    ]

    assert len(named) > 1000
    assert [one for one in named if messages.codes_in(one[1])] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_page_of_the_law_says_the_name_of_anything_in_the_files_of_the_law(pages, lang):
    """Neither as words nor as what is written byte for byte, unless it is folded away."""
    names = {name for each in BOOKS.conditions for name in (each.id, each.id.replace(".", " "))}
    words = ["bo-nhiem", "phieu", "thoi han", "nam", "tuoi", "ban"] if lang == "vi" else ["appoint"]
    addresses = [
        *(
            f"/phap-luat/{name}"
            for name in ("", "thoi-han/", "kiem-phieu/", "chi-so/", "thong-tin/")
        ),
        *(f"/phap-luat/tim/?q={word}" for word in [*words, *sorted(names)[::200]]),
        *(f"/phap-luat/dieu-kien/{each.id}/" for each in BOOKS.conditions[::25]),
        *(f"/phap-luat/chi-so/{name}/" for name in list(BOOKS.figures)[::25]),
        *(f"/phap-luat/thong-tin/{name}/" for name in list(BOOKS.facts)[::25]),
        *(f"/phap-luat/cua/{name}/" for name in list(BOOKS.gates)[::20]),
        *(index.address("instrument", number) for number in list(BOOKS.instruments)[::15]),
    ]

    found = {
        address: codes
        for address, text in pages(dict.fromkeys(addresses), lang)
        if (codes := messages.codes_in(messages.said(UNFOLDED.sub(r"\1", FOLDED.sub(" ", text)))))
    }

    assert found == {}


def test_every_event_and_circumstance_of_a_time_limit_is_said_in_words():
    timed = {name for schedule in BOOKS.schedules for name in schedule.events}
    named = {name for schedule in BOOKS.schedules for name in schedule.circumstances}

    # No time limit speaks of the event by which appointments are governed, nor of the meeting with
    # the person, of which conditions ask whether it was held, nor of the effect of a move, nor of
    # the end of one, which the dossier is about.
    assert set(BOOKS.events) - timed == {
        "declaration_asked_on",
        "first_conference_on",
        "person_met_on",
        "rotation_effective_on",
        "secondment_effective_on",
        "secondment_ends_on",
    }
    assert timed <= set(BOOKS.events)
    assert named == set(BOOKS.circumstances)


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


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_expression_is_said_in_words_and_its_feel_is_folded_away(pages, lang):
    [(_address, text)] = pages([TIME_IN_POST], lang)
    for part in (section(text, "present"), section(text, "editions")):
        unfolded = re.sub(r"<details.*?</details>", "", part, flags=re.DOTALL)
        words = re.sub(r'href="[^"]*"', "", unfolded)

        assert "<summary>FEEL</summary>" in part
        assert "minimum_months_in_post_below" in part
        assert not re.search(r"minimum_months_in_post_below|appointment_relation", words)


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
