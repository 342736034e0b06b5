"""What the law says to everybody in verdicts, stored once under its digest.

A payload refers to the form of a verdict by its SHA-256 and holds only what is the verdict's own;
`rules.judge.sharing` says which is which. Forms are written here, under the lock of the trail,
and put together with what is a verdict's own again in `read`, for everybody who reads payloads.
"""

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, transaction

from compliance import canonical
from rules.errors import RuleError
from rules.judge.engine import sentences_when_met
from rules.judge.sharing import join, split
from rules.judge.verdict import reading_of
from rules.library import FIRST_READING, law
from rules.model import Words

_MOST_KEPT = 256
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


def taken_out(contents: dict[str, Any], shared: dict[str, str]) -> dict[str, Any]:
    """Return a payload in which verdicts are referred to; their forms are added to `shared`.

    What is not made as a verdict is stays whole, and so does a verdict whose form cannot be filled
    again to the same bytes (`_written`).
    """
    verdicts = contents.get("verdicts")
    if not isinstance(verdicts, list):
        return contents
    return {**contents, "verdicts": [_taken_out(item, shared) for item in verdicts]}


def _taken_out(item: Any, shared: dict[str, str]) -> Any:
    try:
        verdict = item["verdict"]
        form, own = split(verdict, _met(verdict))
        digest, text = _written(form, verdict, own)
    except _UNREADABLE:
        return item
    shared[digest] = text
    return {**item, "verdict": {"law": digest, "own": own}}


def _met(verdict: Mapping[str, Any]) -> Mapping[str, Words]:
    try:
        books = law(known_on=reading_of(verdict) or FIRST_READING)
        return sentences_when_met(verdict["gate"], date.fromisoformat(verdict["on"]), books)
    except RuleError:
        return {}


# Forms by their values as they lie in memory, each written and tried when it was first met.
_forms: dict[bytes, tuple[str, str]] = {}


def _written(form: Any, verdict: Any, own: list[Any]) -> tuple[str, str]:
    """Return a form's digest and text; raise ValueError where it cannot be filled again.

    It is tried with the first verdict of the form in this process, and not with each: a trial costs
    about a millisecond. Whether it can be filled rests on the form alone. It is read again from its
    text, it asks for as many own values as it has places for, and each comes back as it is stored.
    """
    key = marshal.dumps(form, 2)  # Tells yes from 1, as a comparison of values would not.
    written = _forms.get(key)
    if written is None:
        text = canonical.canonical(form).decode("utf-8")
        again = join(text, canonical.plain(own))
        if canonical.canonical(again) != canonical.canonical(verdict):
            raise ValueError("The verdict does not come back.")
        if len(_forms) >= _MOST_KEPT:
            _forms.clear()
        written = _forms[key] = sha256(text.encode("utf-8")).hexdigest(), text
    return written


class _Known:
    """The forms that this process knows to be stored, and how long the trail was then.

    A trail that is shorter than it was is another: a database put back, or emptied by a test.
    """

    def __init__(self) -> None:
        self.digests: set[str] = set()
        self.length = 0

    def at(self, length: int) -> set[str]:
        if length < self.length:
            self.digests.clear()
        self.length = length
        return self.digests

    def add(self, digests: Iterable[str], length: int) -> None:
        self.digests.update(digests)
        self.length = max(self.length, length)


_known = _Known()


def _rows() -> Any:
    """Return the model of the stored forms, which stands on this module."""
    return apps.get_model("compliance", "TrailForm")


def store(shared: Mapping[str, str], *, length: int, entries: int) -> None:
    """Store the forms that are not stored yet: at most one query to ask and one to write.

    Called under the lock of the trail, which had `length` entries and gets `entries` more.
    """
    asked = shared.keys() - _known.at(length)
    if not asked:
        return
    rows = _rows()
    there = set(rows.objects.filter(pk__in=asked).values_list("digest", flat=True))
    rows._base_manager.bulk_create(
        rows(digest=digest, text=shared[digest]) for digest in sorted(asked - there)
    )
    transaction.on_commit(lambda: _known.add(asked, length + entries))


# Texts by digest, each compared with it when it was read: they can never be others.
_texts: dict[str, str] = {}


def read(texts: Sequence[str], *, using: str | None = None) -> list[dict[str, Any]]:
    """Read payloads, with every verdict whole: with one query for all forms, or with none.

    An item whose form is missing or altered comes without its verdict; `trail.check` names that.
    """
    found: list[dict[str, Any]] = [canonical.read(text) for text in texts]
    items = [item for contents in found for item in _referring(contents)]
    kept = _kept({item["verdict"]["law"] for item in items}, using)
    for item in items:
        told = item.pop("verdict")
        try:
            item["verdict"] = join(kept[told["law"]], told["own"])
        except (KeyError, ValueError):
            continue
    return found


def _kept(digests: set[str], using: str | None) -> dict[str, str]:
    """Return the texts of those forms that are there and sound.

    The texts kept in memory only spare a query: another thread may drop them at any time.
    """
    kept = {digest: text for digest in digests if (text := _texts.get(digest)) is not None}
    missing = digests - kept.keys()
    if missing:
        kept |= {digest: text for digest, text in _look_at(missing, using) if text is not None}
    return kept


def _look_at(digests: Iterable[str] | None, using: str | None) -> Iterator[tuple[str, str | None]]:
    """Read forms, or all of them: give the digest and the text of each, None where it was changed.

    The texts of forms that were asked for are kept in memory for the next reading.
    """
    rows = _rows().objects.using(using or DEFAULT_DB_ALIAS).order_by("digest")
    if digests is not None:
        rows = rows.filter(pk__in=digests)
    for digest, text in rows.values_list("digest", "text").iterator(chunk_size=50):
        sound = sha256(text.encode("utf-8")).hexdigest() == digest
        if sound and digests is not None:
            if len(_texts) >= _MOST_KEPT:
                _texts.clear()
            _texts[digest] = text
        yield digest, text if sound else None


def referred_to(text: str) -> set[str]:
    """Return the digests of the forms to which a payload refers."""
    if '"law":"' not in text:
        return set()
    try:
        return {item["verdict"]["law"] for item in _referring(canonical.read(text))}
    except ValueError:
        return set()


def _referring(contents: Any) -> list[dict[str, Any]]:
    """Return the items of a payload that refer to a form; verdicts recorded whole do not."""
    verdicts = contents.get("verdicts") if isinstance(contents, dict) else None
    return [item for item in verdicts if _refers(item)] if isinstance(verdicts, list) else []


def _refers(item: Any) -> bool:
    verdict = item.get("verdict") if isinstance(item, dict) else None
    return (
        isinstance(verdict, dict)
        and verdict.keys() == {"law", "own"}
        and isinstance(verdict["law"], str)
        and isinstance(verdict["own"], list)
    )


class Stored:
    """The state of the stored forms: each is read and compared with its digest once."""

    def __init__(self, *, using: str | None = None) -> None:
        self._using = using
        self._sound: dict[str, bool | None] = {}

    def look_at(self, digests: set[str]) -> dict[str, bool | None]:
        """Tell whether each form is as it was written; None where it is missing."""
        unknown = digests - self._sound.keys()
        if unknown:
            self._sound |= dict.fromkeys(unknown)
            self._read(unknown)
        return {digest: self._sound[digest] for digest in sorted(digests)}

    def look_at_all(self) -> list[str]:
        """Read every form; return the digests of those that were changed."""
        self._read(None)
        return sorted(digest for digest, sound in self._sound.items() if sound is False)

    def _read(self, digests: set[str] | None) -> None:
        for digest, text in _look_at(digests, self._using):
            self._sound[digest] = text is not None
