"""One agreed form of bytes for every record, by RFC 8785, and the digests over it.

The format is written down in this package's README, under "The format".
"""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from itertools import chain
from typing import Any

import rfc8785

from compliance.errors import NotCanonicalError, PersonalHeaderError

LARGEST_INTEGER = 2**53 - 1

# What a header may hold: codes, references and dates. No space, so no name; no bare personal
# number (9 digits of the old identity card, 12 of the present one).
_CODE = re.compile(r"[A-Za-z0-9._:/@+-]{1,250}")
_PERSONAL_NUMBER = re.compile(r"\d{9}|\d{12}")

# The first bytes, in UTF-8, of the letters from U+E000 on. Where there is none of these, the order
# of keys by UTF-16, which RFC 8785 wants, is that of the letters.
_BEYOND = range(0xEE, 0xF5)
_TEXT = frozenset({str})
_JSON = frozenset({dict, list, str, int, bool, datetime, date, type(None)})


def canonical(value: Any) -> bytes:
    """Write a value in its only form.

    Text is written as it is, in whatever Unicode form: RFC 8785 forbids to change it. It is brought
    to NFC where it enters, in forms and files. Dates become ISO text. Floats, large integers, half
    characters and any other type are refused.
    """
    if _is_json(value):
        text = json.dumps(
            value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
        )
        with suppress(UnicodeEncodeError):  # half a letter: said below where it stands
            written = text.encode("utf-8")
            if not any(byte in written for byte in _BEYOND):
                return written
    return rfc8785.dumps(plain(value))


def _is_json(value: Any) -> bool:
    """Tell whether json.dumps writes a value as RFC 8785 does, but for its letters.

    It does, and in a tenth of the time, for values of its own types, with keys that are text and
    no float among them; moments and days are left to `plain`.
    """
    # Level by level, so that thousands of values are looked at in a few steps.
    level = [value]
    while level:
        kinds = set(map(type, level))
        if not kinds <= _JSON:
            return False
        if int in kinds and any(abs(i) > LARGEST_INTEGER for i in level if type(i) is int):
            return False
        if datetime in kinds and any(d.tzinfo is None for d in level if type(d) is datetime):
            return False
        mappings = [item for item in level if type(item) is dict]
        if not _TEXT.issuperset(map(type, chain.from_iterable(mappings))):
            return False
        lists = [item for item in level if type(item) is list]
        level = list(chain.from_iterable([*map(dict.values, mappings), *lists]))
    return True


def plain(value: Any) -> Any:
    """Reduce a value to the types that JSON and this format know.

    Raises:
        NotCanonicalError: it has no canonical form; the pointer says where.
    """
    kind = type(value)
    if kind is str:
        return value if value.isascii() else _text(value)
    if kind is dict:
        return _mapping(value)
    if kind is list:
        return _sequence(value)
    if value is None or kind is bool:
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonicalError("", "the integer is beyond 2^53")
        return int(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return _sequence(value)
    raise NotCanonicalError("", f"{kind.__name__} has no canonical form")


def moment(value: datetime) -> str:
    """Write a moment in UTC, to the microsecond, always in the same length."""
    if value.tzinfo is None:
        raise NotCanonicalError("", "the moment has no time zone")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(text: str) -> Any:
    """Read canonical text back."""
    return json.loads(text)


def leaf_digest(header: bytes) -> bytes:
    """Digest a header as a leaf of the tree of RFC 6962."""
    return sha256(b"\x00" + header).digest()


def payload_digest(salt: bytes, payload: bytes) -> bytes:
    """Digest a payload so that nobody can guess it from the digest once the salt is erased."""
    return sha256(salt + payload).digest()


def require_code(field: str, value: str) -> str:
    """Refuse text that does not belong into a header."""
    if value and (not _CODE.fullmatch(value) or _PERSONAL_NUMBER.fullmatch(value)):
        raise PersonalHeaderError(field)
    return value


def require_codes(field: str, value: Any) -> Any:
    """Refuse a structure that holds text which does not belong into a header."""
    if isinstance(value, str):
        return require_code(field, value)
    if isinstance(value, dict):
        for key, item in value.items():
            require_code(f"{field}/{key}", key)
            require_codes(f"{field}/{key}", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            require_codes(f"{field}/{index}", item)
    return value


def _text(value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonicalError("", "the text holds half a character") from None
    return str(value)


def _sequence(value: Sequence[Any]) -> list[Any]:
    out: list[Any] = []
    try:
        for item in value:
            # How far it came is where the fault lies.
            out.append(plain(item))
    except NotCanonicalError as error:
        raise _within(str(len(out)), error) from None
    return out


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, item in value.items():
        name = key.value if isinstance(key, Enum) else key
        if not isinstance(name, str):
            raise NotCanonicalError("", f"the key {key!r} is not text")
        if not name.isascii():
            name = _text(name)
        if name in out:
            raise NotCanonicalError("", f"the key '{name}' stands there twice")
        try:
            out[name] = plain(item)
        except NotCanonicalError as error:
            raise _within(name, error) from None
    return out


def _within(name: str, error: NotCanonicalError) -> NotCanonicalError:
    """Return the error with its place as seen from one level further out."""
    step = name.replace("~", "~0").replace("/", "~1")
    return NotCanonicalError(f"/{step}{error.pointer}", error.why)
