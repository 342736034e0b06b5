"""A message keeps its source and its values, and is worded in the language of whoever reads it."""

import ast
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from compliance.events import Event
from compliance.models import TrailEntry
from tests import walk
from tests.messages import english_in, said
from workflow_engine.access.errors import AccessError
from workflow_engine.acts import attempts, steps
from workflow_engine.base.errors import ActRefusedError, IncompleteActError, Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.messages import of_validation, recorded, worded
from workflow_engine.base.messages import said as in_both
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.pages import words

BASE_DIR = Path(settings.BASE_DIR)
LANGUAGES = ("vi", "en")


# ------------------------------------------------------------------------------ a message


def in_each(make):
    """Return what `make` gives to somebody who acts in Vietnamese, and in English."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(make())
    return found


def test_a_message_is_text_in_the_language_of_whoever_acts():
    vi, en = in_each(lambda: _("Nobody is summoned to “%s”.") % gettext_lazy("Conference"))

    assert en == "Nobody is summoned to “Conference”."
    assert vi != en
    assert "Hội nghị" in vi
    assert vi.as_dict() == en.as_dict()
    assert en.as_dict()["values"] == [{"text": "Conference", "values": {}}]


def test_what_was_told_in_one_language_is_read_in_the_other():
    vi, en = in_each(lambda: _("Nobody is summoned to “%s”.") % gettext_lazy("Conference"))

    with override("en"):
        assert worded(vi.as_dict()) == en
    with override("vi"):
        assert worded(en.as_dict()) == vi


def test_only_the_values_that_the_text_names_are_kept():
    told = _("No seat of “%(post)s” is free on %(on)s.") % {"post": "A", "on": "01/01/2026", "x": 1}

    assert told.as_dict() == {
        "text": "No seat of “%(post)s” is free on %(on)s.",
        "values": {"post": "A", "on": "01/01/2026"},
    }


def test_values_may_be_messages_lists_and_what_the_law_says():
    label, law = gettext_lazy("Conference"), {"vi": "Luật", "en": "Law"}
    nested = _("“%(given)s” is none of: %(shown)s.") % {"given": [label, "x"], "shown": law}

    vi, en = in_each(lambda: worded(nested.as_dict()))

    assert vi.count("Hội nghị / x") == vi.count("Luật") == 1
    assert en == "“Conference / x” is none of: Law."


def test_a_text_with_a_percent_sign_and_one_of_no_catalogue_are_told_as_they_are():
    assert worded(recorded("100% (%s)")) == "100% (%s)"
    assert worded(recorded("")) == ""
    assert worded((_("Never in the catalogue: %(n)s.") % {"n": 3}).as_dict()).endswith(": 3.")


def test_what_is_in_no_catalogue_is_kept_in_both_languages():
    vi, en = in_each(lambda: worded(in_both(vi="Một", en="One").as_dict()))

    assert (vi, en) == ("Một", "One")


def test_what_a_validator_refuses_is_a_message():
    def refuse():
        with pytest.raises(ValidationError) as refused:
            MaxLengthValidator(3)("abcd")
        return of_validation(refused.value)

    vi, en = in_each(refuse)

    assert vi.as_dict() == en.as_dict()
    assert en.startswith("Ensure this value has at most 3 characters")
    assert not english_in(vi)


# ------------------------------------------------------------------------------ who refuses


def _raising():
    """Yield each module that refuses acts, as a tree."""
    for path in sorted(
        p for f in ("workflow_engine", "processes") for p in (BASE_DIR / f).rglob("*.py")
    ):
        source = path.read_text(encoding="utf-8")
        if (
            path.name != "messages.py"
            and not (path.parts[-3] == "desk" and path.name in ("views.py", "beside.py"))
            and any(word in source for word in ("Problem(", "ActRefusedError", "AccessError"))
            # What is wrong with the law, or with a command, is told to whoever runs the command.
            and "from rules.editing.problems import Problem" not in source
        ):
            yield path, ast.parse(source)


def test_whoever_refuses_an_act_does_it_by_a_message_and_not_by_a_translation():
    translating = [
        str(path.relative_to(BASE_DIR))
        for path, tree in _raising()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in ("gettext", "ngettext", "pgettext", "get_language")
    ]

    assert len(list(_raising())) > 15
    assert translating == []


def test_every_refusal_has_words_for_its_code():
    def codes(error):
        return {error.code}.union(*(codes(each) for each in error.__subclasses__()))

    assert codes(ActRefusedError) | codes(AccessError) <= set(words.REFUSALS)


# ------------------------------------------------------------------------------ attempts


def spoilt(act):
    """Yield an act with everything of one kind made wrong."""
    given = {each.name: getattr(act, each.name) for each in fields(act)}
    for kind, wrong in (
        (str, ""),
        (date, date(2090, 1, 1)),
        (date, date(2001, 1, 1)),
        (bool, False),
        (tuple, ()),
        (frozenset, frozenset()),
        (dict, {}),
    ):
        changes = {name: wrong for name, value in given.items() if type(value) is kind}
        if changes:
            yield replace(act, **changes)


def refusals(world, dossier):
    """Yield what is refused at the step at hand: of a role, of a step, of acts that are spoilt."""
    task = walk.task(dossier)
    node = task.flow_task
    if node.kind == "gate":
        tried = [lambda: steps.perform(task_id=task.pk, act=None, account=hr, at=at)]
    else:
        acts = [walk.act_for(world, dossier), *spoilt(walk.act_for(world, dossier))]
        whose = [world.account("inspector"), *[world.account(node.roles[0])] * len(acts)]
        tried = [
            lambda act=act, account=account: steps.perform(
                task_id=task.pk, act=act, account=account, at=at
            )
            for act, account in zip([acts[0], object(), *acts[1:]], whose, strict=False)
        ]
    hr, at = world.account("hr_officer"), world.at()
    for attempt in tried:
        try:
            with transaction.atomic():
                attempt()
                transaction.set_rollback(True)  # it was accepted: undone, as if it had not been
        except (ActRefusedError, AccessError) as error:
            yield error


def put_on_record(world, dossier, language):
    """Try what is refused at the step at hand, in a language; return what the record holds."""
    before = TrailEntry.objects.count()
    with override(language):
        for error in refusals(world, dossier):
            attempts.record(
                error=error,
                account=world.account("hr_officer"),
                at=world.at(),
                dossier=dossier.number,
                step=walk.step(dossier),
            )
    rows = TrailEntry.objects.filter(number__gte=before).order_by("number")
    return [(row.event, row.extras, row.payload.text) for row in rows.select_related("payload")]


@pytest.mark.django_db
@pytest.mark.parametrize("edition", ["", "appointment-on-site.2025"], ids=["2026", "2025"])
def test_what_is_refused_leaves_the_same_bytes_in_whatever_language_somebody_acts(edition):
    world = walk.world()
    dossier = walk.open_dossier(world, override=edition)
    kinds = set()
    while task := walk.task(dossier):
        vi, en = (put_on_record(world, dossier, language) for language in LANGUAGES)
        assert vi == en, task.flow_task.name
        assert vi
        kinds |= {extras["code"] for _event, extras, _text in vi}
        walk.take(world, dossier)

    assert {"incomplete-act", "not-your-role", "step-not-open"} <= kinds
    refused = TrailEntry.objects.filter(event=Event.ACT_REFUSED).select_related("payload")
    told = in_each(lambda: {str(attempts.in_words(entry.contents)) for entry in refused})
    assert len(told[0]) == len(told[1]) > 15
    assert not told[0] & told[1]


@pytest.fixture
def at_conference(client):
    world = walk.world()
    dossier = walk.open_dossier(world)
    task = walk.until(world, dossier, "hold_leadership_conference")
    where = {"number": dossier.number, "step": task.flow_task.name, "task_id": task.pk}

    def send(role, language):
        client.force_login(world.account(role), backend="django.contrib.auth.backends.ModelBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    send.where = reverse("desk:step", kwargs=where)
    send.world, send.dossier = world, dossier
    return send


@pytest.mark.django_db
@pytest.mark.parametrize(("acts_in", "reads_in"), [("vi", "en"), ("en", "vi")])
def test_an_attempt_is_read_in_the_language_of_the_reader(at_conference, acts_in, reads_in):
    at_conference("party_committee", acts_in).post(at_conference.where, {"state": "x"})
    at_conference("hr_officer", acts_in).post(at_conference.where, {"state": "x"})

    read = at_conference("inspector", reads_in).get("/thanh-tra/")

    text = said(read.content.decode())
    with override(reads_in):
        title = str(walk.task(at_conference.dossier).flow_task.task_title)
        stale = _("The page of the step “%(step)s” no longer showed how the dossier stands.")
        assert stale % {"step": title} in text
    role = {"vi": "Vai trò", "en": "This step belongs to the role"}[reads_in]
    assert role.lower() in text.lower()
    assert bool(english_in(text)) is (reads_in == "en")


@pytest.mark.django_db
def test_the_problems_of_an_attempt_are_read_beside_their_fields(at_conference):
    with override("vi"):
        error = IncompleteActError(
            [Problem("held_on", _("The policy was approved on a later day."))]
        )
    attempts.record(
        error=error,
        account=None,
        at=at_conference.world.at(),
        dossier=at_conference.dossier.number,
    )

    entry = TrailEntry.objects.get(event=Event.ACT_REFUSED)
    text = said(at_conference("inspector", "en").get("/thanh-tra/").content.decode())
    assert entry.contents == {
        "problems": [
            {"field": "held_on", "text": "The policy was approved on a later day.", "values": {}}
        ]
    }
    assert "What was wrong:" in text
    assert "The policy was approved on a later day." in text


def test_an_attempt_of_a_released_format_is_told_as_it_was_recorded():
    assert attempts.in_words({"message": "Bước này…"}) == {"message": "Bước này…"}


# ------------------------------------------------------------------------------ reasons


@pytest.mark.django_db
def test_what_the_rules_decided_is_stored_as_conditions_and_worded_from_the_verdict(client):
    world = walk.world()
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    candidate = walk.candidates(dossier, *Candidate.Status.values)[0]
    asked = dossier.fact_requests.filter(candidate=candidate, fact__startswith="confirmed").first()
    walk.supply(world, asked, confirmed=False)

    candidate.refresh_from_db()
    entry = TrailEntry.objects.get(event=Event.CANDIDATE_STRUCK_OUT)
    run = candidate.gate_runs.first()
    assert (candidate.status, candidate.status_reason) == ("struck-out", "")
    assert "reason" not in entry.contents
    assert entry.contents["unmet"] == run.unmet != []
    pages = {}
    for language in LANGUAGES:
        client.force_login(
            world.account("inspector"), backend="django.contrib.auth.backends.ModelBackend"
        )
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for address in (
            reverse("desk:dossier", args=[dossier.number]),
            reverse("desk:trail-entry", args=[entry.number]),
        ):
            pages[language, address] = said(client.get(address).content.decode())
    assert all(not english_in(text) for (code, _a), text in pages.items() if code == "vi")
    assert "Conditions not met" in pages["en", reverse("desk:trail-entry", args=[entry.number])]


@pytest.mark.django_db
def test_the_edition_the_outcome_and_who_was_not_selected_are_worded_when_read():
    world = walk.world()
    dossier = walk.to_the_end(world, walk.open_dossier(world))
    dossier = Dossier.objects.get(pk=dossier.pk)

    with override("en"):
        assert dossier.why_edition.startswith("First conference on ")
        assert "governs" in dossier.why_edition
        assert dossier.outcome_title == "Appointed"
    with override("vi"):
        assert dossier.why_edition.startswith("Hội nghị đầu tiên ngày ")
        assert dossier.outcome_title == "Được bổ nhiệm"
