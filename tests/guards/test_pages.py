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
