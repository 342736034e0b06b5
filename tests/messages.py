"""The messages of the project, as they stand in its code and templates, and its catalogues.

`used()` reads what gettext would: every text that is marked for translation. `english_in(html)`
names the messages that a Vietnamese page shows in English.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

BASE_DIR = Path(settings.BASE_DIR)
# Each package that says something has its own; a message of several is in that of the lowest.
LOWEST_FIRST = ("compliance", "workflow_engine", "processes")
CATALOGUES = {
    package: BASE_DIR / package / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    for package in LOWEST_FIRST
}
FOLDERS = ("compliance", "processes", "templates", "workflow_engine")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|{\w+}")

# What a page says: not its scripts, not what is shown byte for byte, nor names of code in `marks`.
_UNSAID = re.compile(r"<(script|style|pre|code)\b.*?</\1>|<!--.*?-->|`[\w.-]+`", re.DOTALL)
# What says of itself that it is English: the switch to the other language, and nothing else.
_SWITCH = re.compile(r'<(a|button)\b[^>]*\slang="en".*?</\1>', re.DOTALL)
_SAID_BY_ATTRIBUTE = re.compile(r'\s(?:title|alt|placeholder|aria-label|data-label)="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
LINK = re.compile(r'\shref="([^"#]+)"')
# Little words that every English sentence has and no Vietnamese one.
_LITTLE = re.compile(r"\b(?:the|of|and|with|this|which|was|were|are|for|has|have|not|from)\b")


@dataclass
class Used:
    """A message that the project uses, with the files that do."""

    context: str
    text: str
    plural: str = ""
    files: list[str] = field(default_factory=list)


@cache
def used() -> tuple[Used, ...]:
    """Return every message of the project's code and templates."""
    found: dict[tuple[str, str], Used] = {}
    for path in sorted(p for folder in FOLDERS for p in (BASE_DIR / folder).rglob("*")):
        if path.suffix == ".py":
            source = path.read_bytes()
        elif path.suffix == ".html":
            source = templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()
        else:
            continue
        for _line, message, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
            text, plural = message if isinstance(message, tuple) else (message, "")
            one = found.setdefault((context or "", text), Used(context or "", text))
            one.plural = one.plural or plural
            one.files.append(str(path.relative_to(BASE_DIR)))
    return tuple(found.values())


def package_of(file: str) -> str:
    """Return the package to which a file belongs; the pages are the engine's."""
    folder = file.split("/")[0]
    return "workflow_engine" if folder == "templates" else folder


@cache
def catalogue(package: str) -> Catalog:
    """Return the Vietnamese catalogue of a package."""
    with CATALOGUES[package].open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def sources() -> dict[str, str]:
    """Return the text of every catalogue, by its package."""
    return {package: path.read_text(encoding="utf-8") for package, path in CATALOGUES.items()}


def entries() -> list[Message]:
    """Return what the catalogues translate, without their headers."""
    return [entry for package in LOWEST_FIRST for entry in catalogue(package) if entry.id]


def forms(entry: Message) -> tuple[str, ...]:
    """Return the translation of an entry, in each form it has."""
    return entry.string if isinstance(entry.string, tuple) else (entry.string,)


def said(html: str) -> str:
    """Return what a page says, in its text and in the attributes that are read out."""
    html = _SWITCH.sub(" ", _UNSAID.sub(" ", html))
    attributes = " | ".join(_SAID_BY_ATTRIBUTE.findall(html))
    return " ".join(unescape(f"{_TAG.sub(' | ', html)} | {attributes}").split())


@cache
def _english() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the messages that read otherwise in Vietnamese: a part of each, and its pattern."""
    found = {}
    for entry in entries():
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        for text in ids:
            if len(text) > 6 and text not in forms(entry):
                parts = [" ".join(part.split()) for part in PLACEHOLDER.split(text)]
                longest = max(parts, key=len)
                if len(re.escape(longest)) > 6:
                    pattern = r".{1,80}?".join(map(re.escape, parts)).strip()
                    found[pattern] = longest
    return tuple((part, re.compile(rf"(?<!\w){each}(?!\w)")) for each, part in found.items())


# A tag (`ballot:slips:counted`), the name of a condition (`acting.no-head-in-office`), an
# expression or a name in the code's own writing.
_CODE = re.compile(
    r"\b[a-z][a-z-]*:[a-z][a-z-]*(?::[a-z][a-z-]*)+\b"
    r"|(?<![./\w-])[a-z][a-z0-9-]*\.[a-z0-9]+(?:-[a-z0-9]+)+\b"
    r"|(?<![./\w-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+\.[a-z0-9]+\b"
    r"|\b[a-z]+(?:_[a-z0-9]+)+\b"
)


def codes_in(text: str) -> list[str]:
    """Return what a text says in the writing of the code and not in words."""
    return _CODE.findall(text)


@cache
def _vietnamese() -> tuple[re.Pattern[str], ...]:
    """Return what the catalogues say in Vietnamese, in more than a word or two."""
    found = {
        form
        for entry in entries()
        for form in forms(entry)
        if form.count(" ") > 1 and not form.isascii() and not PLACEHOLDER.search(form)
    }
    return tuple(re.compile(rf"(?<!\w){re.escape(form)}(?!\w)") for form in sorted(found))


def vietnamese_in(text: str) -> list[str]:
    """Return what of the catalogues an English text says in Vietnamese."""
    return [one for pattern in _vietnamese() for one in pattern.findall(text)]


def english_in(text: str) -> list[str]:
    """Return what is English in a Vietnamese text: known messages, and sentences of no message."""
    # A part is looked for first: thousands of patterns tried at every word of a page take long.
    found = [one for part, each in _english() if part in text for one in each.findall(text)]
    found += [text[max(0, hit.start() - 40) : hit.end() + 40] for hit in _LITTLE.finditer(text)]
    return found
