"""Every word of a screen is there in Vietnamese; no Vietnamese page shows an English one."""

import ast
import importlib
import inspect
import re
from collections import Counter, defaultdict
from urllib.parse import urlsplit

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core import validators
from django.db import models
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import override

from tests import messages, walk
from workflow_engine.desk import addresses
from workflow_engine.desk.steps.forms.kinds import STEP_PAGES
from workflow_engine.desk.urls import urlpatterns

READERS = (
    "hr_officer",
    "head_of_hr",
    "appointing_authority",
    "party_committee",
    "inspector",
    "administrator",
)
BY_ID = {(entry.context or "", entry.id): entry for entry in messages.entries()}


def in_catalogue(one):
    packages = {messages.package_of(file) for file in one.files}
    home = next(each for each in messages.LOWEST_FIRST if each in packages)
    return messages.catalogue(home).get(one.text, context=one.context or None)


# ------------------------------------------------------------------------------------ catalogue


def test_every_message_of_the_project_is_translated():
    missing = [f"{one.text!r} ({one.files[0]})" for one in messages.used() if not in_catalogue(one)]

    assert missing == []


def test_no_translation_is_empty_or_a_guess():
    bad = [e.id for e in messages.entries() if e.fuzzy or not all(messages.forms(e))]

    assert bad == []


def test_no_message_stands_twice():
    """Babel takes the last of two without a word, gettext refuses the file."""
    stood = Counter(
        message
        for source in messages.sources().values()
        for message in re.findall(
            r'^((?:msgctxt ".*"\n)?msgid "(?:.+)")$', source.replace('"\n"', ""), re.MULTILINE
        )
    )
    headers = len(messages.CATALOGUES)

    assert [
        one for one, times in stood.items() if times > (headers if one == 'msgid ""' else 1)
    ] == []


def test_vietnamese_has_one_form_for_all_numbers():
    wrong = [e.id for e in messages.entries() if len(messages.forms(e)) != 1]
    unlike = [
        one.text
        for one in messages.used()
        if (entry := in_catalogue(one)) and bool(one.plural) != isinstance(entry.id, tuple)
    ]

    assert {messages.catalogue(each).num_plurals for each in messages.LOWEST_FIRST} == {1}
    assert wrong == []
    assert unlike == []


def test_a_translation_has_the_placeholders_of_its_message():
    unlike = []
    for entry in messages.entries():
        given = entry.id[-1] if isinstance(entry.id, tuple) else entry.id
        wanted = sorted(messages.PLACEHOLDER.findall(given))
        for text in messages.forms(entry):
            if sorted(messages.PLACEHOLDER.findall(text)) != wanted:
                unlike.append((given, text))

    # A number that is said in words of its own may be left out, never one be added.
    assert unlike == []


@pytest.mark.parametrize("mark", [".", ":", "?", "…"])
def test_a_translation_ends_as_its_message_does(mark):
    unlike = [
        entry.id
        for entry in messages.entries()
        for text in messages.forms(entry)
        if (entry.id[-1] if isinstance(entry.id, tuple) else entry.id).endswith(mark)
        is not text.endswith(mark)
    ]

    assert unlike == []


def test_the_catalogue_holds_nothing_that_neither_the_project_nor_a_library_says():
    ours = {(one.context, one.text) for one in messages.used()}
    idle = [
        entry.id
        for entry in messages.entries()
        if (entry.context or "", _first(entry)) not in ours
        and "Of a library." not in entry.auto_comments + entry.user_comments
    ]

    assert idle == []


def _first(entry):
    return entry.id[0] if isinstance(entry.id, tuple) else entry.id


# ------------------------------------------------------------------------------------ libraries


def _library_messages():
    """Yield what forms, fields, validators and the sign-in can answer."""
    for module in ("django.forms.fields", "django.forms.models", "django.db.models.fields"):
        for name, one in inspect.getmembers(importlib.import_module(module), inspect.isclass):
            for code, text in getattr(one, "default_error_messages", {}).items():
                yield f"{name}.{code}", text
    for name, one in inspect.getmembers(validators, inspect.isclass):
        if isinstance(
            getattr(one, "message", None),
            (str, type(forms.Field.default_error_messages["required"])),
        ):
            yield name, one.message
    for code, text in AuthenticationForm.error_messages.items():
        yield f"sign-in.{code}", text
    for code, text in models.Field.default_error_messages.items():
        yield f"model.{code}", text


def test_whatever_a_form_or_the_sign_in_answers_is_vietnamese():
    english = []
    for name, text in _library_messages():
        with override("en"):
            original = worded(text)
        with override("vi"):
            if worded(text) == original and any(map(str.isalpha, original)):
                english.append((name, original))

    assert english == []


def worded(text):
    """Return a lazy text; one that depends on a number is worded for three."""
    return str(text) or text % defaultdict(lambda: 3)


def test_the_rules_of_a_password_are_told_in_vietnamese():
    with override("en"):
        original = password_validators_help_texts()
    with override("vi"):
        told = password_validators_help_texts()

    assert len(told) == len(original) == len(settings.AUTH_PASSWORD_VALIDATORS)
    assert not set(told) & set(original)


# ---------------------------------------------------------------------------------------- pages


@pytest.fixture
def as_account(client):
    """Sign in as an account, in a language."""

    def sign_in(account, language="vi"):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


@pytest.fixture
def world(db):
    return walk.world()


def listed(found):
    """Return some of what was found, page by page."""
    pages = [f"{page}: {sorted(set(english))[:5]}" for page, english in found.items()]
    return "\n".join(["", *pages[:8]])


def read(client, address, *, status=(200,)):
    """Read a page; return what it says."""
    response = client.get(address)
    assert response.status_code in status, (address, response.status_code)
    return response, messages.said(response.content.decode())


def pages_from(client, *starts, but=()):
    """Follow every link from `starts`; yield one page of each kind: its address and text.

    Pages whose name begins with one of `but` are left out.
    """
    waiting, seen = list(starts), set()
    while waiting:
        address = waiting.pop(0)
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        kind = (match.view_name, match.kwargs.get("step"), match.kwargs.get("kind"))
        left_out = ("logout", "desk:import-template", "desk:import-errors", "desk:bpmn", *but)
        if kind in seen or match.view_name.startswith(left_out):
            continue
        seen.add(kind)
        response = client.get(address, follow=True)
        if "html" not in response.get("Content-Type", ""):
            continue
        html = response.content.decode()
        yield address, messages.said(html)
        waiting += [
            link.replace("&amp;", "&")
            for link in messages.LINK.findall(html)
            if link.startswith(("/", "?"))
        ]
    assert len(seen) > 4


def test_no_page_that_a_role_can_reach_has_english_or_a_code_left(world, as_account, subtests):
    walk.to_the_end(world, walk.open_dossier(world))
    world.post.seats = 9
    world.post.save()
    held = walk.open_dossier(world)
    walk.until(world, held, "check_candidates")

    usernames = set(world.accounts)  # Of this world they look like codes.
    for role in READERS:
        client = as_account(world.account(role))
        # The law reads the same for everybody who is signed in.
        but = () if role == "inspector" else ("lawbook:",)
        found = {
            address: wrong
            for address, text in pages_from(client, reverse("desk:my-work"), but=but)
            if (wrong := [*messages.english_in(text), *{*messages.codes_in(text)} - usernames])
        }
        with subtests.test(role=role):
            assert not found, listed(found)


def test_no_page_in_english_says_anything_of_the_catalogue_in_vietnamese(world, as_account):
    walk.to_the_end(world, walk.open_dossier(world))
    world.post.seats = 9
    world.post.save()
    held = walk.open_dossier(world)
    walk.until(world, held, "check_candidates")

    for role in ("hr_officer", "inspector"):
        client = as_account(world.account(role), "en")
        found = {
            address: wrong
            for address, text in pages_from(client, reverse("desk:my-work"), but=("lawbook:",))
            if (wrong := messages.vietnamese_in(text))
        }
        assert not found, listed(found)


@pytest.mark.parametrize("override_edition", ["", "appointment-on-site.2025"], ids=["2026", "2025"])
def test_no_step_has_english_left_empty_refused_or_in_english(world, as_account, override_edition):
    found = {}
    kinds = set()
    dossier = walk.open_dossier(world, override=override_edition)
    while task := walk.task(dossier):
        node = task.flow_task
        kinds.add(type(node))
        address = reverse(
            "desk:step",
            kwargs={"number": dossier.number, "step": node.name, "task_id": task.pk},
        )
        client = as_account(world.account(node.roles[0]))
        texts = [read(client, address)[1]]
        if node.kind not in ("gate", "nomination"):  # nobody else may be entered
            refused = client.post(address, {})
            assert refused.status_code in (200, 422), (node.name, refused.status_code)
            texts.append(messages.said(refused.content.decode()))
        english = [one for text in texts for one in messages.english_in(text)]
        if english:
            found[node.name] = english
        client = as_account(world.account(node.roles[0]), "en")
        response, _text = read(client, address)
        assert '<html lang="en">' in response.content.decode()
        walk.take(world, dossier)

    assert not found, listed(found)
    assert len(kinds) >= min(8, len(STEP_PAGES))


def test_nobody_is_told_anything_in_english_before_signing_in(client, db):
    address = reverse("login")
    texts = [read(client, address)[1]]
    texts.append(messages.said(client.post(address, {}).content.decode()))
    wrong = client.post(address, {"username": "ai-do", "password": "sai"})
    texts.append(messages.said(wrong.content.decode()))
    texts.append(read(client, "/khong-co-trang-nay/", status=(404,))[1])

    assert [one for text in texts for one in messages.english_in(text)] == []


def test_a_code_on_a_page_is_found_where_it_is_not_written_as_one():
    written = ["ballot:slips:counted", "party_joined_on", "acting.no-ban", "account-course.yearly"]
    html = f"<p>{', '.join(written)}</p><code>ballot:slips:counted</code>"

    assert messages.codes_in(messages.said(html)) == written
    assert messages.codes_in("Từ 8:30:15, xem http://localhost:8000/ho-so/") == []


def test_every_page_and_way_of_asking_has_words():
    """The record of an attempt names them."""
    names = {pattern.name for pattern in urlpatterns if not pattern.name.startswith("closed-")}

    assert names == set(addresses.PAGES)
    assert (
        addresses.page("lawbook:gate")
        == addresses.page("desk:" + "law-gate")
        == addresses.page("lawbook:overview")
    )
    assert addresses.asked("POST") != "POST"


def test_no_message_stands_inside_a_formatted_text():
    """Whoever collects the messages does not find it there: it would stay English."""
    hidden = [
        f"{path.relative_to(messages.BASE_DIR)}:{inner.lineno}"
        for folder in messages.FOLDERS
        for path in (messages.BASE_DIR / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in messages.KEYWORDS
    ]

    assert hidden == []


def test_a_page_in_english_is_found():
    text = messages.said("<p>Nothing waits for you.</p><h1 title='Hồ sơ'>My work</h1>")

    assert "My work" in messages.english_in(text)
    assert messages.english_in("Việc của tôi | Hồ sơ BN-2026-0001") == []


def test_every_file_that_the_catalogue_names_is_there():
    named = {
        name
        for source in messages.sources().values()
        for line in re.findall(r"^#: (.*)$", source, re.MULTILINE)
        for name in line.split()
    }

    assert sorted(name for name in named if not (messages.BASE_DIR / name).is_file()) == []
