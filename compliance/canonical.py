"""One agreed form of bytes for every record, by RFC 8785, and the digests over it.

The format is written down in this package's README, under "The format".
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

import rfc8785

from compliance.errors import NotCanonicalError, PersonalHeaderError

LARGEST_INTEGER = 2**53 - 1

# What a header may hold: codes, references and dates. No space, so no name; no bare personal
# number (9 digits of the old identity card, 12 of the present one).
_CODE = re.compile(r"[A-Za-z0-9._:/@+-]{1,250}")
_PERSONAL_NUMBER = re.compile(r"\d{9}|\d{12}")


def canonical(value: Any) -> bytes:
    """Write a value in its only form.

    Text is brought to Unicode NFC first, so that the same Vietnamese name typed on two machines
    gives the same bytes; dates become ISO text. Floats, large integers and any other type are
    refused.
    """
    return rfc8785.dumps(plain(value))


def plain(value: Any, pointer: str = "") -> Any:
    """Reduce a value to the types that JSON and this format know."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, pointer)
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonicalError(pointer, "the integer is beyond 2^53")
        return int(value)
    if isinstance(value, datetime):
        return moment(value, pointer)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _mapping(value, pointer)
    if isinstance(value, list | tuple):
        return [plain(item, f"{pointer}/{index}") for index, item in enumerate(value)]
    raise NotCanonicalError(pointer, f"{type(value).__name__} has no canonical form")


def moment(value: datetime, pointer: str = "") -> str:
    """Write a moment in UTC, to the microsecond, always in the same length."""
    if value.tzinfo is None:
        raise NotCanonicalError(pointer, "the moment has no time zone")
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


def _text(value: str, pointer: str) -> str:
    text = unicodedata.normalize("NFC", value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonicalError(pointer, "the text holds half a character") from None
    return text


def _mapping(value: Mapping[Any, Any], pointer: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, item in value.items():
        name = key.value if isinstance(key, Enum) else key
        if not isinstance(name, str):
            raise NotCanonicalError(pointer, f"the key {key!r} is not text")
        name = _text(name, pointer)
        if name in out:
            raise NotCanonicalError(pointer, f"the key '{name}' stands there twice")
        step = name.replace("~", "~0").replace("/", "~1")
        out[name] = plain(item, f"{pointer}/{step}")
    return out
