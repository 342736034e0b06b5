"""Vietnamese typed in the fonts of the time before Unicode: TCVN3 (.VnTime), VNI, VISCII and VPS.

Such text looks right in its font only: stored is “NguyÔn ThÞ ¸nh”. It is recognised by its words,
which are no Vietnamese syllables as they are stored and all are once converted.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_PAIRS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI_ALONE = dict(zip("ñæóòôöî", "đỉĩịơưỵ", strict=True))
# From 0x80 on; the capitals that stand among the control characters are in no file that is read.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾỀỂỄỐỒỔỖýỷỵỚỜỞ\xa0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺßàáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_LETTERS = set("abcdeghiklmnopqrstuvxy" + _MARKED)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:uyeu|oai|oay|oeo|uay|uoi|uou|ieu|yeu|uya|uye|uyu|uoa|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo"
    r"|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_TONES = set("\u0300\u0301\u0303\u0309\u0323")
# What a byte from 0x80 on is read as by a program that knows the western table only.
WESTERN = {
    chr(byte): bytes([byte]).decode("windows-1252", "ignore") or chr(byte)
    for byte in range(0x80, 0x100)
}
_WORD = re.compile(f"[A-Za-z{''.join(map(re.escape, WESTERN.values()))}]+")
_KNOWN = {*map(chr, range(0x80)), *WESTERN.values(), *_TONES}
Font = Callable[[str], str]


def converted(text: str, *, suspected: bool = False, font: Font | None = None) -> str:
    """Return what the text says where it is in old letters, and "" where it is not.

    `suspected` is for text beside such text: it is converted even where it could stand as it is.
    `font` is the one in which the text beside it is.
    """
    if not suspected and all(map(_is_syllable, _long_words(text))):
        return ""
    return next(readings(text, (font,) if font else _FONTS), "")


def readings(text: str, fonts: Iterable[Font] | None = None) -> Iterator[str]:
    """Yield what the text says in each font in which all its words are Vietnamese."""
    if text.isascii() or any(c not in _KNOWN for c in text) or not _long_words(text):
        return
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    for convert in _FONTS if fonts is None else fonts:
        read = convert(text)
        if read != text and all(_is_syllable(convert(word)) for word in words):
            yield read


def _long_words(text: str) -> list[str]:
    """Return the words that have marks and more than one letter: a sign alone says nothing."""
    return [word for word in _WORD.findall(text) if len(word) > 1 and not word.isascii()]


def font_of(texts: Iterable[str]) -> Font | None:
    """Return the font in which most of the texts of a sheet are, None where none is in an old one.

    One text may be Vietnamese by two of them; a sheet is so by one.
    """
    old = [text for text in texts if converted(text)]
    if not old:
        return None
    return max(_FONTS, key=lambda font: sum(bool(converted(text, font=font)) for text in old))


def is_of_old_fonts(western: str, vietnamese: str) -> bool:
    """Whether bytes are text in old letters, as `western` has them, not in Windows-1258."""
    return max(_fit(convert(western)) for convert in _FONTS) > _fit(vietnamese)


def _fit(text: str) -> float:
    """Return which part of the words with marks can be Vietnamese."""
    words = [
        w for w in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)) if not w.isascii()
    ]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _from_tcvn3(text: str) -> str:
    # Fonts for capitals (.VnTimeH) show small codes as capitals: a word in capitals stays one.
    return "".join(_capital_words(text, "".join(_TCVN3.get(c, c) for c in text)))


def _capital_words(old: str, new: str) -> list[str]:
    """Write the words whose plain letters all are capitals, two at least, in capitals."""
    letters = list(new)
    for word in _WORD.finditer(old):
        plain = [c for c in word[0] if c.isascii()]
        if len(plain) > 1 and all(c.isupper() for c in plain):
            for place in range(*word.span()):
                letters[place] = letters[place].upper()
    return letters


def _from_vni(text: str) -> str:
    read: list[str] = []
    place = 0
    while place < len(text):
        letter, mark = text[place], text[place + 1 : place + 2]
        pair = _VNI_PAIRS.get(letter.lower(), {}).get(mark.lower())
        if pair:
            place += 1
        one = pair or _VNI_ALONE.get(letter.lower(), letter.lower())
        read.append(one.upper() if letter.isupper() else one)
        place += 1
    return "".join(read)


def _by_table(table: str) -> Font:
    letters = str.maketrans(dict(zip(WESTERN.values(), table, strict=True)))
    return lambda text: text.translate(letters)


_FONTS: tuple[Font, ...] = (_from_tcvn3, _from_vni, _by_table(_VISCII), _by_table(_VPS))


def _is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable, marks, letters and capitals considered."""
    if word not in (word.lower(), word.upper(), word.capitalize()):
        return False
    small = unicodedata.normalize("NFC", word.lower())
    if not set(small) <= _LETTERS:
        return False
    parts = unicodedata.normalize("NFD", small.replace("đ", "d"))
    if sum(part in _TONES for part in parts) > 1:
        return False
    return (
        _SYLLABLE.fullmatch("".join(c for c in parts if not unicodedata.combining(c))) is not None
    )
