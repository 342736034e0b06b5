"""Messages: what somebody is told, kept as its source and its values, worded when it is read.

Refusals are messages, because the trail keeps them; pages are worded by `gettext`, because they
are said once to whoever reads them. `message` stands where `gettext` would, under the same name, in
every module that refuses an act:

    from workflow_engine.base.messages import message as _

    Problem("held_on", _("The minutes are of %(on)s.") % {"on": f"{on:%d/%m/%Y}"})

What comes of it is text in the language of whoever acts, and it remembers the text of the code and
the values that were put in. A record keeps those two and no translation (`Message.as_dict`), so
that it is the same whoever acts in whatever language; `worded` says it to whoever reads it.

A value is kept as one of

* text or a whole number: names, numbers, dates as dd/mm/yyyy, which both languages write alike;
* a message: {"text": ..., "values": ...}. A lazy text of the catalogue, such as the title of a
  step or the label of a status, becomes one: it is given as it is, without `str`;
* what the law says, {"vi": ..., "en": ...}, as the rules word it;
* a list of these: one or the other of them.

`values` is a mapping where the text has names, and a list where it has only places (`%s`). A text
that has left the catalogue since is read in English, as it stands in the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override

from rules.wording import LANGUAGES

# What a page says: text, or a text of the catalogue that is worded when it is read.
Wording = str | Promise

_NAMED = re.compile(r"%\((\w+)\)")


class Message(str):
    """Text in the language in which it was made, with the source and the values it is made of."""

    source: str
    values: dict[str, Any] | list[Any]

    def __new__(cls, source: str, values: Any = None) -> Message:
        """Word `source` with `values`: a mapping of names, or what goes into its places."""
        kept = _values(source, values)
        made = super().__new__(cls, worded({"text": source, "values": kept}))
        made.source = source
        made.values = kept
        return made

    def __mod__(self, values: Any) -> Message:
        """Put values into the places of the text."""
        return Message(self.source, values)

    def as_dict(self) -> dict[str, Any]:
        """Give the message as a record keeps it."""
        return {"text": self.source, "values": self.values}


def message(source: str) -> Message:
    """Return a text of the catalogue as a message."""
    return Message(source)


def said(*, vi: str, en: str) -> Message:
    """Return as a message what is there in both languages and in no catalogue."""
    return Message("%(said)s", {"said": {"vi": vi, "en": en}})


def language() -> str:
    """Return the active language as the words of the law have it, "vi" or "en"."""
    code = get_language() or settings.LANGUAGE_CODE
    return "en" if code.startswith("en") else "vi"


def of_validation(error: ValidationError) -> Message:
    """Return as a message what a model or a validator refuses."""
    both = {}
    for code in LANGUAGES:
        with override(code):
            both[code] = " ".join(str(text) for text in error.messages)
    return said(vi=both["vi"], en=both["en"])


def in_languages(text: Any) -> dict[str, str]:
    """Return any text in each language: what is the same in whatever language somebody reads."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = worded(as_kept(text))
    return found


def recorded(text: Any) -> dict[str, Any]:
    """Return any text as a record keeps a message."""
    kept = as_kept(text)
    return kept if isinstance(kept, dict) else {"text": str(kept), "values": {}}


def is_recorded(value: Any) -> bool:
    """Tell whether a part of a record is a message."""
    return isinstance(value, Mapping) and value.keys() == {"text", "values"}


def worded(kept: Any) -> str:
    """Say a message, or a value of one, in the language of the page, from what a record keeps."""
    if isinstance(kept, list):
        return " / ".join(worded(each) for each in kept)
    if not isinstance(kept, Mapping):
        return str(kept)
    if "text" not in kept:
        return str(kept[language()])
    source, values = kept["text"], kept["values"]
    text = gettext(source)
    if not values:
        return text
    if isinstance(values, list):
        return text % tuple(worded(each) for each in values)
    return text % {name: worded(each) for name, each in values.items()}


def enumerated(several: Iterable[Any]) -> str:
    """Say several values that a record keeps, one after the other."""
    return "; ".join(worded(each) for each in several)


def _values(source: str, given: Any) -> dict[str, Any] | list[Any]:
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return {name: as_kept(given[name]) for name in dict.fromkeys(_NAMED.findall(source))}
    return [as_kept(each) for each in (given if isinstance(given, tuple) else (given,))]


def as_kept(value: Any) -> Any:
    """Return text of any kind as a record keeps it: a name as it is, a message as its source."""
    if isinstance(value, Message):
        return value.as_dict()
    if isinstance(value, Promise):
        with override(None):  # no language: the text of the code
            return {"text": str(value), "values": {}}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list | tuple):
        return [as_kept(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    return str(value)
