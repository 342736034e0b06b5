"""What holds of every template and every file that the pages are made of."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

BASE_DIR = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path
    for folder in ("templates", "workflow_engine", "processes", "compliance")
    for path in (BASE_DIR / folder).rglob("*.html")
)
STATIC = sorted(
    path
    for folder in ("workflow_engine", "processes", "compliance")
    for path in (BASE_DIR / folder).rglob("static/**/*.*")
    if path.suffix in {".css", ".js", ".svg"}
)

# What the policy of the pages refuses: the page would look or work other than it reads.
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script in the page": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE
    ),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}
FOREIGN = re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//|url\(["']?(?:https?:)?//""")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)

# What a page may take from: its own room, what the pages share, and the rooms that its room
# stands on, as the imports of the code do.
STANDS_ON = {
    "base.html": {"pages"},
    "pages": set(),
    "lawbook": {"pages"},
    "registration": {"pages"},
    "desk/errors": {"pages"},
    "desk/dossier": {"pages"},
    "desk/people": {"pages"},
    "desk/administration": {"pages"},
    "desk/forecast": {"pages"},
    "desk/work": {"pages", "desk/dossier"},
    "desk/search": {"pages", "desk/dossier", "desk/people"},
    "desk/steps": {"pages", "desk/dossier", "desk/people"},
    "desk/inspection": {"pages", "desk/dossier"},
}
# Named by Django and its parts themselves.
NAMED_BY_OTHERS = {"registration/login.html", "registration/password_change_form.html"}
NAMED = re.compile(r"""["']((?:base|[a-z_]+/[\w./-]+)\.html)["']""")
STATIC_NAMED = re.compile(r"""["']((?:pages|desk|lawbook)/(?:css|js|img)/[\w./-]+)["']""")
SOURCES = sorted((BASE_DIR / "workflow_engine").rglob("*.py"))


def room(template):
    """Return the room of a template or of a static file by its name."""
    parts = template.split("/")
    return "/".join(parts[:2]) if parts[0] == "desk" and len(parts) > 2 else parts[0]


def name(path):
    return str(path.relative_to(BASE_DIR))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_holds_what_the_policy_refuses(path):
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES + STATIC, ids=name)
def test_nothing_is_asked_of_another_host(path):
    found = FOREIGN.search(path.read_text(encoding="utf-8"))

    assert found is None


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_template_is_sound_and_its_blocks_are_named(path):
    text = path.read_text(encoding="utf-8")

    engines["django"].from_string(text)
    assert not re.search(r"{%\s*endblock\s*%}", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_what_extends_says_so_first(path):
    text = path.read_text(encoding="utf-8")

    assert "{% extends" not in text or text.startswith("{% extends")


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_page_takes_from_its_own_room_and_from_those_it_stands_on(path):
    own = room(path.relative_to(BASE_DIR / "templates").as_posix())

    taken = {room(found) for found in NAMED.findall(path.read_text(encoding="utf-8"))}

    assert taken - {own, "base.html"} <= STANDS_ON[own]


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_page_takes_the_static_files_of_its_room_or_of_all_pages(path):
    own = room(path.relative_to(BASE_DIR / "templates").as_posix()).partition("/")[0]

    taken = {found.partition("/")[0] for found in STATIC_NAMED.findall(path.read_text("utf-8"))}

    assert taken <= {own, "pages"}


def test_every_template_and_every_static_file_is_used():
    texts = [path.read_text(encoding="utf-8") for path in (*TEMPLATES, *SOURCES)]
    named = {found for text in texts for found in NAMED.findall(text)}
    views = (BASE_DIR / "workflow_engine/lawbook/views.py").read_text(encoding="utf-8")
    named |= {f"lawbook/{page}.html" for page in re.findall(r'"([a-z]+)"', views)}
    shown = {found for text in texts for found in STATIC_NAMED.findall(text)}

    templates = {path.relative_to(BASE_DIR / "templates").as_posix() for path in TEMPLATES}
    static = {re.sub(r".*/static/", "", path.as_posix()) for path in STATIC}

    assert templates - named - NAMED_BY_OTHERS == set()
    assert static - shown == set()
