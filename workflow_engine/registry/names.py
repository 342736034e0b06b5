"""How Vietnamese names sort and how they are found, the same on every database.

A name sorts by its given name (the last word), then the family name, then the middle names. Each of
these is compared by its letters in the order of the alphabet (a ă â b c d đ e ê ...), then by its
tones in the order ngang, huyền, hỏi, ngã, sắc, nặng; capitals make no difference. It is found with
and without marks.
"""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Keys are digits only: whatever collation a database has, it orders them as written.
_END, _BETWEEN_WORDS, _OTHER = "00", "01", "99"
_RANK = {letter: f"{place:02}" for place, letter in enumerate(_ALPHABET, start=2)}
_LONGEST = 400


def normalised(text: str) -> str:
    """Return `text` in NFC with single inner spaces and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def sort_key(full_name: str) -> str:
    """Return a key of digits by which names sort as Vietnamese ones do."""
    *before, given = normalised(full_name).split(" ")
    parts = [[given], before[:1], before[1:]]
    return "".join(_part_key(words) for words in parts)[:_LONGEST]


def search_key(text: str) -> str:
    """Return `text` without marks and in lower case: "Đức Ưng" is found as "duc ung"."""
    plain = normalised(text).lower().replace("đ", "d")
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
