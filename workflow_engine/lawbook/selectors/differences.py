"""What an edition says otherwise than the one before it: texts, citations, expressions."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rules.model import Citation
from workflow_engine.lawbook.selectors.wording import Clause

# A word, a number of an instrument, a text in quotes or a sign, with the space after it.
_WORD = re.compile(r'(?:"[^"]*"|\w+(?:[/.-]\w+)*|[^\w\s"]+|")\s*')
# What a part of a citation stands in: clause 3 of another article is another clause.
_WITHIN = {
    "instrument": ("instrument",),
    "section": ("instrument", "section"),
    "article": ("instrument", "section", "article"),
    "clause": ("instrument", "section", "article", "clause"),
    "point": ("instrument", "section", "article", "clause", "point"),
    "amended_by": ("instrument", "amended_by", "article_of_amendment"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text. `kind` is same (as in the edition before), new or gone."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an expression in words. `depth` is 0 for what stands in no other clause."""

    depth: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a text with the space after it. Pieces with one key say the same."""

    key: Hashable
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    depth: int
    text: str
    about: str


def of_texts(before: str, now: str) -> tuple[Segment, ...]:
    """Compare two texts word by word."""
    return _segments(_words(before), _words(now))


def of_citations(before: Citation, now: Citation, lang: str) -> tuple[Segment, ...]:
    """Compare two citations by instrument, section, article, clause, point and amendment.

    A part is the same where all that it stands in is the same too.
    """
    return _segments(_cited(before, lang), _cited(now, lang))


def of_clauses(before: Clause | None, now: Clause | None) -> tuple[Line, ...]:
    """Compare two expressions in words, clause by clause.

    A clause that says something else of the same fact is compared word by word.
    """
    old, new = _rows(before), _rows(now)
    matcher = SequenceMatcher(
        None, [(r.depth, r.text) for r in old], [(r.depth, r.text) for r in new], False
    )
    found: list[Line] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace" and _about(old[a:b]) == _about(new[c:d]):
            pairs = zip(old[a:b], new[c:d], strict=True)
            found += (Line(after.depth, of_texts(was.text, after.text)) for was, after in pairs)
            continue
        kind = "same" if tag == "equal" else "new"
        if tag != "equal":
            found += (Line(row.depth, (Segment("gone", row.text),)) for row in old[a:b])
        found += (Line(row.depth, (Segment(kind, row.text),)) for row in new[c:d])
    return tuple(found)


def _about(rows: Sequence[_Row]) -> list[tuple[int, str]]:
    return [(row.depth, row.about) for row in rows]


def _rows(clause: Clause | None) -> list[_Row]:
    """Return the lines of an expression; clauses that all have to hold stand below each other."""
    if clause is None:
        return []
    parts = clause.parts if clause.kind == "all" else (clause,)
    return [row for part in parts for row in _below(part, 0)]


def _below(clause: Clause, depth: int) -> Iterator[_Row]:
    if clause.kind == "one":
        yield _Row(depth, clause.text, clause.pieces[0].text)
        return
    yield _Row(depth, clause.lead, clause.lead)
    for part in clause.parts:
        yield from _below(part, depth + 1)


def _words(text: str) -> list[_Token]:
    return [_Token(word.strip(), word) for word in _WORD.findall(text)]


def _cited(citation: Citation, lang: str) -> list[_Token]:
    return [
        _Token((name, *(getattr(citation, each) for each in _WITHIN[name])), words)
        for name, words in citation.parts(lang)
    ]


def _segments(old: Sequence[_Token], new: Sequence[_Token]) -> tuple[Segment, ...]:
    matcher = SequenceMatcher(None, [each.key for each in old], [each.key for each in new], False)
    found: list[Segment] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        added = "".join(each.text for each in new[c:d])
        if tag == "equal":
            found.append(Segment("same", added))
            continue
        gone = "".join(each.text for each in old[a:b])
        found += (
            Segment("gone", gone.rstrip()),
            Segment("new", added.rstrip()),
            Segment("same", added[len(added.rstrip()) :]),
        )
    return tuple(each for each in found if each.text)
