"""How Vietnamese names sort and how they are found, the same on every database.

A name sorts by its given name (the last word), then the family name, then the middle names. Each of
these is compared by its letters in the order of the alphabet (a ă â b c d đ e ê ...), then by its
tones in the order ngang, huyền, hỏi, ngã, sắc, nặng; capitals make no difference. It is found with
and without marks.

Letters that look alike are one letter wherever text is compared, sorted or searched: `alike`.
"""

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Keys are digits only: whatever collation a database has, it orders them as written.
_END, _BETWEEN_WORDS, _OTHER = "00", "01", "99"
_RANK = {letter: f"{place:02}" for place, letter in enumerate(_ALPHABET, start=2)}
_LONGEST = 400


# Windows-1258 and many keyboards write the Icelandic and the African letter for the Vietnamese one;
# word processors and keyboards make these signs of an apostrophe.
_STROKED = str.maketrans("\u00f0\u00d0\u0189\u0256", "đĐĐđ")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02b9\u00b4\u0060\u2032", "'"))
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011", "-"))
# A letter with the marks that stand on it: Jrai and Bahnar write ơ̆, which is no single character.
_LETTER = re.compile(r"[^\W\d_]")
_JOINTS = " '.-"
# The marks of Vietnamese and of the languages of the highlands, and where some of them stand.
_MARKS = {"\u0302", "\u0306", "\u030c", "\u031b", *_TONES}
_ONLY_ON = {"\u0302": "aeo", "\u031b": "ou"}
_DEGREES = {"gs", "pgs", "ts", "ths", "bs", "ks", "cn"}
_ADDRESSES = {"ông", "bà"}


def normalised(text: str) -> str:
    """Return `text` in NFC with single inner spaces and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def alike(text: str) -> str:
    """Return normalised `text` with one letter for all that look like it: Ð is Đ, ’ is '."""
    table = _STROKED | _APOSTROPHES | _HYPHENS
    return normalised(normalised(text).translate(table))


def key(text: str) -> str:
    """Return what is compared where capitals and letters that look alike make no difference."""
    return normalised(alike(text).casefold())


def written(name: str) -> str:
    """Return the name of a person in the letters of its language."""
    return alike(name)


def is_name(text: str) -> bool:
    """Whether `text`, as `written` gives it, can be the name of a person.

    It holds letters of one script, each with the marks on it, and between them spaces,
    apostrophes, hyphens and points; no digit, no invisible sign.
    """
    after_letter = False
    for place, sign in enumerate(text):
        if _LETTER.match(sign) and unicodedata.category(sign) in ("Lu", "Ll", "Lt"):
            if not unicodedata.name(sign, "").startswith("LATIN "):
                return False
            after_letter = True
        elif unicodedata.category(sign) == "Mn":
            if not after_letter:
                return False
        elif sign in _JOINTS:
            if place == 0 or (sign != " " and text[place - 1] == sign):
                return False
            after_letter = False
        else:
            return False
    return bool(text) and text[-1] not in " '-"


def strange_letters(name: str) -> str:
    """Return the letters of a name that no language of Viet Nam is written in: "ThÞ" has one.

    Foreigners have such letters, and so has text of a font from before Unicode.
    """
    return "".join(dict.fromkeys(sign for sign in normalised(name) if _is_strange(sign)))


def _is_strange(sign: str) -> bool:
    parts = unicodedata.normalize("NFD", sign.lower())
    base, marks = parts[0], parts[1:]
    if unicodedata.combining(base):
        base, marks = "", parts
    elif base in _JOINTS:
        return False
    elif not base.isascii() and base not in "đƀ":
        return True
    return any(
        mark not in _MARKS or (base and base not in _ONLY_ON.get(mark, base)) for mark in marks
    )


def degree_before(name: str) -> str:
    """Return the degree that stands before a name, as in "PGS.TS. Lê An"; "" where none does."""
    first, _blank, rest = name.partition(" ")
    words = [word for word in first.casefold().split(".") if word]
    return first if rest and words and all(word in _DEGREES for word in words) else ""


def address_before(name: str) -> str:
    """Return what may be a form of address before a name; Ông is a family name too."""
    first, _blank, rest = name.partition(" ")
    return first if rest and first.casefold() in _ADDRESSES else ""


def usual_capitals(name: str) -> str:
    """Return a name in capitals, or in small letters, as names are written; another as it is."""
    capitals, small = name == name.upper(), name == name.lower()
    if capitals == small or (capitals and len(name) <= 3):
        return name
    words = re.split(r"([ .\-]+)", name)
    return "".join(_capitalised(word) for word in words)


def _capitalised(word: str) -> str:
    head, mark, rest = word.partition("'")
    if mark and len(head) == 1:  # H'HEN is H'Hen, Đ'SƠN is Đ'Sơn
        return f"{head.upper()}'{rest[:1].upper()}{rest[1:].lower()}"
    return f"{word[:1].upper()}{word[1:].lower()}"


def sort_key(full_name: str) -> str:
    """Return a key of digits by which names sort as Vietnamese ones do."""
    *before, given = alike(full_name).split(" ")
    parts = [[given], before[:1], before[1:]]
    return "".join(_part_key(words) for words in parts)[:_LONGEST]


def search_key(text: str) -> str:
    """Return `text` without marks and in lower case: "Đức Ưng" is found as "duc ung"."""
    plain = alike(text).lower().replace("đ", "d").replace("ƀ", "b")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def _part_key(words: list[str]) -> str:
    """Return the letters of the words, then their tones."""
    pairs = [_letters_and_tones(word) for word in words]
    letters = _BETWEEN_WORDS.join(letters for letters, _tones in pairs)
    return f"{letters}{_END}{''.join(tones for _letters, tones in pairs)}"


def _letters_and_tones(word: str) -> tuple[str, str]:
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", word.lower()):
        tone = 0
        kept = []
        for part in unicodedata.normalize("NFD", character):
            if part in _TONES:
                tone = _TONES[part]
            else:
                kept.append(part)
        letter = unicodedata.normalize("NFC", "".join(kept))
        letters.append(_RANK.get(letter) or "".join(f"{_OTHER}{ord(c):07}" for c in letter))
        tones.append(str(tone))
    return "".join(letters), "".join(tones)
