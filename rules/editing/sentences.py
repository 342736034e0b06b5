"""The sentences of the law: whom they are about, since when, and in which language.

A reader of Vietnamese alone meets no English and no code; a sentence begins with whom or what it is
about; where an act has to be in time, it is said from when; nobody is told to bring about what has
happened already; and no number is told with a minus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.definitions import Condition, FactDefinition
from rules.editing.book import Book
from rules.editing.problems import Problem
from rules.expression import comparisons
from rules.model import Words
from rules.wording import LANGUAGES, PLACEHOLDER

# Words with which a Vietnamese predicate begins: a sentence that opens with one has no subject.
# Time that has passed is told without one.
_PREDICATE = re.compile(
    r"(Bị|Bảo đảm|Cam kết|Chưa|Có|Còn|Đang|Đáp ứng|Đạt|Đã(?! qua| sang)|Được|Đủ|Giữ|Hoàn thành"
    r"|Không|Mới|Phải|Thiếu|Thuộc) "
)
# English sentences without one: "Rated as good", "Fit for the post", "{months} months in post".
_NO_SUBJECT = re.compile(r"(\{|(Aged|Fit|Has|Healthy|Never|Not|Planned|Rated|Served) )")

# What says from when, or up to when, an act had to be done.
_SINCE = {
    "vi": re.compile(
        r"kể từ|trước|sau|tính từ|từ ngày|từ khi|trong tháng|chậm nhất|hằng năm|mỗi năm|trong năm",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(after|ago|before|beginning|by|from|in year|in|of|since|until)\b", re.IGNORECASE
    ),
}

# Codes, and what no Vietnamese word has: letters of other languages, and a few words without them.
_ENGLISH = re.compile(
    r"`|\b[a-z]+_[a-z_]+\b|\b[a-z]*[fjwz][a-z]*\b"
    r"|\b(and|appointment|council|decision|discipline|is|leader|not|of|or|planning|rating|term|the"
    r"|training)\b"
)
# Vietnamese letters, outside of what is quoted or in brackets, numbers of instruments and points.
_VIETNAMESE = re.compile(
    r"[^\W\d_]*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ][^\W\d_]*", re.I
)
_QUOTED = re.compile(r"“[^”]*”|\([^)]*\)|\S*[/-](NĐ|QĐ|QyĐ)\S*|\bđ\b")

# Records of what has happened, or of what was laid down: nobody is told to bring them about.
HISTORY = frozenset(
    {
        "ballot_of_confidence",
        "confirmation",
        "judicial_record",
        "minutes",
        "misconduct_finding",
        "office_ban",
        "proceeding",
        "rating",
        "recruitment_ban",
        "title_standard",
    }
)


def subjects(book: Book) -> Iterator[Problem]:
    """Sentences of conditions that begin without saying whom or what they are about."""
    for edition in book.law.conditions:
        for words in (edition.requirement, edition.unmet):
            for lang, pattern in (("vi", _PREDICATE), ("en", _NO_SUBJECT)):
                if pattern.match(words[lang]):
                    details = {"about": edition.id, "text": words[lang]}
                    yield Problem("subject-untold", edition.place, details)


def since(book: Book) -> Iterator[Problem]:
    """Sentences of a course that compare a time and do not say since when."""
    for edition in book.law.conditions:
        if not edition.prefix.endswith("-course") or not _timed(edition, book):
            continue
        for words in (edition.requirement, edition.unmet):
            for lang in LANGUAGES:
                if not _SINCE[lang].search(PLACEHOLDER.sub("", words[lang])):
                    details = {"about": edition.id, "text": words[lang]}
                    yield Problem("since-untold", edition.place, details)


def languages(book: Book) -> Iterator[Problem]:
    """English or codes where Vietnamese is read, and Vietnamese where English is."""
    for about, place, words in _said(book):
        for lang, pattern in (("vi", _ENGLISH), ("en", _VIETNAMESE)):
            text = PLACEHOLDER.sub("", words.get(lang, ""))
            found = pattern.search(_QUOTED.sub("", text) if lang == "en" else text)
            if found:
                details = {"about": about, "word": found[0], "text": words[lang]}
                yield Problem("other-language", place, details)


def history(book: Book) -> Iterator[Problem]:
    """Facts of the past, or confirmed by somebody, that a finding would tell to change."""
    law = book.law
    readers: dict[str, list[bool]] = {}
    for edition in law.conditions:
        for name in edition.reads("fact"):
            readers.setdefault(name, []).append(edition.prefix.endswith("-course"))
    for name, fact in law.facts.items():
        # How long an act of a course took is over when it is asked.
        took = name in readers and all(readers[name]) and fact.unit in ("day", "working-day")
        if not fact.fixed and (fact.record in HISTORY or took):
            yield Problem("history-not-fixed", fact.place, {"about": name})


def below_zero(book: Book) -> Iterator[Problem]:
    """Numbers that can lie below zero, and that a sentence would tell with a minus.

    What is said in their place takes the place of a number and its unit: it stands after a colon.
    """
    law = book.law
    signed = {name for name, fact in law.facts.items() if _is_signed(fact)}
    for name in signed:
        if not law.facts[name].below_zero:
            yield Problem("below-zero-untold", law.facts[name].place, {"about": name})
    for edition in law.conditions:
        for words in (edition.requirement, edition.unmet):
            for text in words.values():
                for found in PLACEHOLDER.finditer(text):
                    if found[1] in signed and not text[: found.start()].endswith(": "):
                        details = {"about": edition.id, "name": found[1], "text": text}
                        yield Problem("below-zero-in-a-phrase", edition.place, details)


def _is_signed(fact: FactDefinition) -> bool:
    low = fact.bounds[0] if fact.bounds else 0
    return isinstance(low, int) and low < 0


def _timed(edition: Condition, book: Book) -> bool:
    """Tell whether a time is compared with a figure; the term of a title is no time that runs."""
    units = ("day", "working-day", "month", "hour", "minute")
    return any(
        each.source == "fact"
        and each.type.unit in units
        and book.law.facts[each.name].record != "title"
        for comparison in comparisons(edition.requires)
        if any(other.source == "figure" for other in comparison.operands)
        for each in comparison.operands
    )


def _said(book: Book) -> Iterator[tuple[str, str, Words]]:
    """List all that the pages of the law say in both languages."""
    law = book.law
    for edition in law.conditions:
        for words in (edition.title, edition.requirement, edition.unmet, edition.note):
            yield edition.id, edition.place, words
    for fact in law.facts.values():
        for words in (
            fact.label,
            fact.below_zero,
            fact.reckoned,
            fact.interpretation,
            *fact.values.values(),
        ):
            yield fact.name, fact.place, words
    for figures in law.figures.values():
        for figure in figures:
            yield figure.name, figure.place, figure.description
    for gate in law.gates.values():
        yield gate.name, gate.place, gate.title
    for schedule in law.schedules:
        yield schedule.id, schedule.place, schedule.title
    for named in (*law.events.values(), *law.circumstances.values()):
        yield named.name, named.place, named.words
    for ground in law.grounds:
        yield ground.id, ground.place, ground.words
    for rule in law.ballots:
        yield rule.id, rule.place, rule.title
        yield rule.id, rule.place, rule.note
    for instrument in law.instruments.values():
        yield instrument.number, instrument.place, instrument.title
    for file in book.files:
        for case in file.cases:
            yield file.condition, case.place, case.named
            yield file.condition, case.place, case.because


CHECKS = (subjects, since, languages, history, below_zero)
