"""Readings: a mistake in the law is corrected, and what was judged by it replays as it was."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from rules.editing.readings import keep
from rules.errors import LawFileError
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from rules.library import FIRST_READING, FOLDER, law
from rules.loader import load
from rules.readings import digest, files, readings
from tests.law_copies import law_of_appointment

LEARNED = date(2026, 12, 15)
BECAUSE = {"vi": "Đọc lại điều luật.", "en": "The article was read again."}
BARS = "conditions/appointment/20-bars.yaml"


@pytest.fixture
def released(tmp_path):
    """The law before the mistake was found."""
    path = law_of_appointment(tmp_path / "released")
    (path / "readings.yaml").unlink(missing_ok=True)
    return path


@pytest.fixture
def corrected(tmp_path, released):
    """The same law, in which two bans are no longer what one was."""
    path = tmp_path / "house" / "law"
    shutil.copytree(released, path)
    bars = path / BARS
    text = bars.read_text(encoding="utf-8")
    assert "office_bans = 0" in text
    bars.write_text(text.replace("office_bans = 0", "office_bans in [0..1]"), encoding="utf-8")
    keep(path, released, LEARNED, BECAUSE, today=LEARNED)
    return path


def one_ban(books):
    verdict = evaluate(
        "appointment",
        on=date(2026, 11, 23),
        facts=facts_from_json({"office_bans": 1}, books),
        law=books,
    )
    return verdict.reading, verdict.finding("appointment.no-ban").outcome.value


def test_the_newest_reading_judges_and_the_former_one_stays(corrected):
    before = LEARNED.replace(day=14)

    assert one_ban(law(corrected)) == (LEARNED, "met")
    assert one_ban(law(corrected, known_on=LEARNED)) == (LEARNED, "met")
    assert one_ban(law(corrected, known_on=before)) == (None, "unmet")
    assert one_ban(law(corrected, known_on=FIRST_READING)) == (None, "unmet")


def digest_by(books, gate="appointment"):
    return evaluate(gate, on=date(2026, 11, 23), facts={}, law=books).law_digest


def test_a_former_reading_edited_with_its_digest_is_not_the_one_that_judged(corrected, released):
    judged = digest_by(law(released))
    assert digest_by(load(corrected, FIRST_READING)) == judged
    kept = corrected.parent / "former" / LEARNED.isoformat() / BARS
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("office_bans = 0", "office_bans in [0..2]"), encoding="utf-8")
    listed = corrected / "readings.yaml"
    before = readings(corrected)[LEARNED].digest
    now = digest(files(corrected, FIRST_READING))
    listed.write_text(listed.read_text(encoding="utf-8").replace(before, now), encoding="utf-8")

    assert digest_by(load(corrected, FIRST_READING)) != judged


def test_an_addition_does_not_change_what_judged(corrected):
    before = load(corrected)
    path = corrected / BARS
    text = path.read_text(encoding="utf-8")
    assert "in_force: {from: 2026-08-01}" in text
    ended = text.replace("{from: 2026-08-01}", "{from: 2026-08-01, until: 2027-01-01}")
    path.write_text(ended, encoding="utf-8")

    after = load(corrected)

    assert after.digest != before.digest
    assert digest_by(after) == digest_by(before)


def test_a_former_reading_is_the_law_as_it_was_released(corrected, released):
    assert law(corrected, known_on=FIRST_READING).digest == law(released).digest


def test_the_law_goes_on_and_the_former_reading_does_not_change(corrected):
    (corrected / "gates" / "90-later.yaml").write_text(
        "later:\n  title: {vi: Sau này, en: Later}\n  conditions: [appointment]\n"
        "  in_force: {from: 2027-01-01}\n",
        encoding="utf-8",
    )

    assert "later" in load(corrected).gates
    assert "later" not in load(corrected, FIRST_READING).gates


def test_a_former_reading_that_was_edited_is_refused(corrected):
    kept = corrected.parent / "former" / LEARNED.isoformat() / BARS
    kept.write_text(kept.read_text(encoding="utf-8") + "\n# a word\n", encoding="utf-8")

    with pytest.raises(LawFileError, match="not what it was"):
        load(corrected, FIRST_READING)


def test_a_reading_begins_after_the_last_one(corrected, released):
    with pytest.raises(LawFileError, match="after the last one"):
        keep(corrected, released, LEARNED, BECAUSE, today=LEARNED)


def test_nothing_is_kept_where_nothing_is_read_otherwise(released):
    with pytest.raises(LawFileError, match="nothing to keep"):
        keep(released, released, LEARNED, BECAUSE, today=LEARNED)


def test_every_former_reading_of_the_project_is_what_it_was():
    for day, reading in readings(FOLDER).items():
        before = date.fromordinal(day.toordinal() - 1)
        assert digest(files(FOLDER, before)) == reading.digest, day
        assert load(FOLDER, before).digest == reading.digest


def test_a_reading_does_not_begin_on_a_day_to_come(corrected, released):
    with pytest.raises(LawFileError, match="not on a day to come"):
        keep(corrected, released, LEARNED.replace(year=2027), BECAUSE, today=LEARNED)


def test_a_reason_may_hold_quotation_marks(tmp_path, released, corrected):
    (corrected / BARS).write_text((released / BARS).read_text(encoding="utf-8") + "# anew\n")
    told = {"vi": 'Đọc lại "Điều 29": sai.', "en": 'Art. "29" was read \\ again.'}
    day = LEARNED.replace(day=20)
    keep(corrected, released, day, told, today=day)

    assert readings(corrected)[day].because.vi == told["vi"]
    assert readings(corrected)[day].because.en == told["en"]
