"""How Vietnamese names sort and how they are found, the same on every database.

A name sorts by its given name (the last word), then the family name, then the middle names; letters
by the alphabet (a ă â b c d đ e ê ...), tones as second level in the order ngang, huyền, hỏi, ngã,
sắc, nặng, case last. It is found with and without marks.
"""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_RANK = {letter: chr(0x21 + place) for place, letter in enumerate(_ALPHABET)}


def normalised(text: str) -> str:
    """Return `text` in NFC with single inner spaces and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


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
        letters.append(_RANK.get(letter, f"~{letter}"))
        tones.append(str(tone))
    return "".join(letters), "".join(tones)


def sort_key(full_name: str) -> str:
    """Return an ASCII-ordered key by which names sort as Vietnamese ones do."""
    words = normalised(full_name).split(" ")
    ordered = [words[-1], *words[:-1]]
    pairs = [_letters_and_tones(word) for word in ordered]
    return f"{' '.join(p[0] for p in pairs)}\x1f{' '.join(p[1] for p in pairs)}"[:400]


def search_key(text: str) -> str:
    """Return `text` without marks and in lower case: "Đức Ưng" is found as "duc ung"."""
    plain = normalised(text).lower().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
