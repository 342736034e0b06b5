"""What is stored holds no wording of a moment: codes and messages, worded when they are read."""

import pytest
from django.apps import apps
from django.db.models import CharField, TextField
from django.utils.translation import override

from compliance.models import TrailEntry
from tests import messages, walk
from workflow_engine.base.messages import as_kept, is_recorded
from workflow_engine.dossiers.models import Candidate, Deadline, Dossier, Summons
from workflow_engine.flows.flow import choose_edition
from workflow_engine.pages.words import left_because
from workflow_engine.registry.models import PartyRole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_vietnamese():
    """Read in Vietnamese, whatever page another test asked for before."""
    with override("vi"):
        yield


@pytest.fixture
def world():
    return walk.world()


def texts_of(app):
    """Yield every text that the rows of an app hold."""
    for model in apps.get_app_config(app).get_models():
        names = [
            one.name
            for one in model._meta.fields
            if isinstance(one, (CharField, TextField)) and not one.choices
        ]
        for row in model._base_manager.values(*names) if names else ():
            yield from ((f"{model.__name__}.{name}", str(row[name] or "")) for name in names)


def strings_in(value):
    """Yield every string of a payload, keys and messages left out."""
    if is_recorded(value):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_in(one)


def in_english(text):
    """Whether a text is English; one word alone is a code."""
    return " " in text and bool(messages.english_in(text))


@pytest.mark.parametrize("edition", ["", "appointment-on-site.2025"], ids=["2026", "2025"])
def test_who_acts_in_english_leaves_vietnamese_behind(world, edition):
    with override("en"):
        dossier = walk.to_the_end(world, walk.open_dossier(world, override=edition))

    assert dossier.outcome_title == "Được bổ nhiệm"
    left = [text for text in texts_of("dossiers") if in_english(text[1])]
    assert left == []


def test_the_reasons_of_the_engine_are_not_stored_but_read_in_the_readers_language(world):
    with override("en"):
        dossier = walk.open_dossier(world)
        walk.until(world, dossier, "hold_leadership_conference")
        walk.take(world, dossier)
        chosen = choose_edition("appointment-on-site", first_conference_on=world.on)
        shown = str(chosen.reason)

    dossier = Dossier.objects.get(pk=dossier.pk)
    [gone] = walk.candidates(dossier, Candidate.Status.NOT_SELECTED)
    assert (dossier.edition_reason, gone.status_reason) == ("", "")
    assert dossier.why_edition.startswith("Hội nghị đầu tiên ngày ")
    told = left_because(gone, dossier.flow_class)
    assert told == "Không được lựa chọn tại “Bước 1: Hội nghị tập thể lãnh đạo”."
    assert shown.startswith("First conference on ")


def test_what_goes_into_the_trail_is_vietnamese(world):
    with override("en"):
        walk.to_the_end(world, walk.open_dossier(world))

    left = {
        (entry.event, text)
        for entry in TrailEntry.objects.all()
        for key, value in entry.contents.items()
        if key not in ("verdicts", "count")  # the law's words, in both languages
        for text in strings_in(value)
        if in_english(text)
    }
    assert left == set()


def test_a_time_limit_is_worded_for_whoever_reads_it_and_stored_in_no_language(world):
    dossier = walk.to_the_end(world, walk.open_dossier(world))

    row = Deadline.objects.get(dossier=dossier, figure="process_finish_working_days")
    assert (row.title, row.citation) == ("", "")
    assert str(row.what) == "Hoàn thành quy trình nhân sự"
    assert "Điều 33" in row.basis
    with override("en"):
        assert str(row.what) == "Finish the personnel procedure"
        assert "art. " in row.basis


def test_a_time_limit_of_an_earlier_release_is_read_as_it_was_written(world):
    dossier = walk.open_dossier(world)
    row = Deadline(dossier=dossier, step="", figure="no-more", title="Việc cũ", citation="Điều 1")

    assert (row.what, row.basis) == ("Việc cũ", "Điều 1")


def test_a_capacity_is_worded_for_whoever_reads_it(world):
    dossier = walk.open_dossier(world)
    standing = as_kept(PartyRole.Kind.STANDING.label)
    row = Summons(dossier=dossier, capacities=["Giám đốc, Sở Một", standing])

    assert row.in_capacity == "Giám đốc, Sở Một; Ban thường vụ"
    with override("en"):
        assert row.in_capacity.startswith("Giám đốc, Sở Một; ")
        assert not row.in_capacity.endswith("thường vụ")
    assert Summons(capacity="Đại biểu mời").in_capacity == "Đại biểu mời"
