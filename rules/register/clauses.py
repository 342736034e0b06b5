"""Which article of the law is carried by what: every article and every clause of the texts.

`law/register/index/<text>.yaml` is the index of a text (numbers and titles, read by
`rules.register.articles`); `law/register/<text>.yaml` says why nothing cites a place, by article
(`"12"`, `"12-18"`) or clause (`"33.4"`, `"33.5-6"`). What cites the law besides the law data,
such as the steps of the procedures, is handed in; `manage.py law_register` does so and writes
REGISTER.md.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from rules import schema
from rules.definitions import Law
from rules.library import FOLDER
from rules.model import Citation
from rules.register import articles
from rules.register.reasons import Judged, Nameable, ProceduresModel, ReasonModel
from rules.source import SourceFile

DOCUMENT = FOLDER.parent / "REGISTER.md"
HEAD = """\
# Which article of the law is carried by what

Written by `manage.py law_register`; a test keeps it true.
Every clause of every text is carried, by what cites it, or has a reason in `law/register/`.
No clause is left out for what it says.
`step ...` is a step of a procedure that runs.
"""


class ArticleModel(schema.Strict):
    """An article in the index."""

    title: str
    chapter: str = ""
    clauses: tuple[str, ...] = ()
    digest: str


class IndexModel(schema.Strict):
    """The index of a text."""

    instrument: schema.Text
    articles: dict[str, ArticleModel]


ArticleClause = tuple[str, str]  # An article and a clause; "" is an article without clauses.


@dataclass(frozen=True, slots=True)
class Register:
    """One text: its index, what carries its places, and the reasons for the others.

    `faults` are of the reasons, `absent` of citations of what the text does not have.
    """

    text: str
    index: IndexModel
    carried: dict[ArticleClause, set[str]]
    reasons: dict[ArticleClause, ReasonModel]
    faults: tuple[str, ...]
    absent: tuple[str, ...] = ()

    def open(self) -> list[ArticleClause]:
        """List the clauses, and the articles without any, for which nothing stands."""
        known = self.carried.keys() | self.reasons.keys()
        places = [(n, c) for n, each in self.index.articles.items() for c in each.clauses or ("",)]
        return [place for place in places if place not in known]


def citations(books: Law) -> Iterator[tuple[str, Citation]]:
    """Yield what cites the law, and where it says that its provision stands."""
    for condition in books.conditions:
        yield condition.id, condition.citation
        if condition.lift:
            yield condition.id, condition.lift.citation
    for name, editions in books.figures.items():
        yield from ((name, edition.citation) for edition in editions)
    yield from ((ballot.id, ballot.citation) for ballot in books.ballots)
    yield from (("retirement", table.citation) for table in books.retirement)
    yield from (("priority", table.citation) for table in books.priority)


def registers(
    books: Law, folder: Path = FOLDER, beside: Iterable[tuple[str, Citation]] = ()
) -> list[Register]:
    """Return the register of every text; raise LawFileError where a file has a wrong shape.

    `beside` are names and citations of what cites the law and is no part of the law data.
    """
    cited = list(citations(books))
    indexes = {
        path: SourceFile(path, folder).whole(IndexModel)
        for path in sorted((folder / "register/index").glob("*.yaml"))
    }
    places = {(each.instrument, n) for each in indexes.values() for n in each.articles}
    path = folder / "register" / "procedures.yaml"
    to_come = SourceFile(path, folder).whole(ProceduresModel).root if path.is_file() else {}
    named = Nameable.of(books, places, to_come)
    acts = list(beside)
    found = []
    for path, index in indexes.items():
        carried: dict[ArticleClause, set[str]] = {}
        # A step that stands in an article as a whole carries none of its clauses by that.
        whole = set(_whole(index, acts))
        for name, citation in (*cited, *acts):
            for place in _places(index, citation, places):
                if (name, place[0]) in whole and not citation.clause:
                    continue
                carried.setdefault(place, set()).add(name)
        given = list(_reasons(folder / "register" / path.name, folder))
        reasons, wrong = _placed(given, index, carried)
        judged = Judged(books, index.instrument)
        wrong += [f"{where}: {what}" for where, _, each in given for what in named.faults(each)]
        wrong += [f"{where}: {what}" for where, _, each in given for what in judged.faults(each)]
        wrong += [
            f"{name} cites article {article} of {index.instrument} whole: name its clauses"
            for name, article in dict.fromkeys(_whole(index, cited))
        ]
        absent = tuple(
            f"{name} cites {place} of {index.instrument}, which the index does not have"
            for name, citation in (*cited, *acts)
            for place in _absent(index, citation, places)
        )
        found.append(Register(path.stem, index, carried, reasons, tuple(wrong), absent))
    return found


def _whole(index: IndexModel, cited: Iterable[tuple[str, Citation]]) -> Iterator[tuple[str, str]]:
    """Yield what cites an article whole that has clauses: nobody sees which of them it carries."""
    for name, citation in cited:
        article = citation.article if citation.instrument == index.instrument else ""
        if citation.amended_by == index.instrument:
            article = citation.article_of_amendment
        elif citation.article_of_amendment:
            continue
        for one in _numbers(index, article) if not citation.clause else ():
            if one in index.articles and len(index.articles[one].clauses) > 1:
                yield name, one


def _absent(
    index: IndexModel, citation: Citation, known: Container[tuple[str, str]]
) -> Iterator[str]:
    """Yield what a citation names of a text and its index does not have.

    An article as it was amended is looked for in the amending text, where that one has an index;
    an article that is not known is none that could be missing.
    """
    by_amendment = citation.amended_by == index.instrument
    if not by_amendment and citation.instrument != index.instrument:
        return
    if not by_amendment and (citation.amended_by, citation.article_of_amendment) in known:
        return
    found = set(_places(index, citation, known))
    article = citation.article_of_amendment if by_amendment else citation.article
    if citation.section or not article:
        if citation.section and not found:
            yield f"section {citation.section}"
        return
    if not set(_places(index, replace(citation, clause=""), known)):
        yield f"article {article}"
        return
    # The clauses of an amending article that changes some of them are not its own numbers.
    have = {clause for _, clause in found}
    for clause in expand(citation.clause) if citation.clause and not by_amendment else ():
        if clause not in have and have != {""}:
            yield f"article {article}, clause {clause}"


def _places(
    index: IndexModel, citation: Citation, known: Container[tuple[str, str]]
) -> Iterator[ArticleClause]:
    """Yield the places of a text that a citation names.

    An article as it was amended stands in the amending text, where that one has an index.
    """
    if citation.amended_by == index.instrument:
        article = citation.article_of_amendment
        partial = article in index.articles and re.search(
            "khoản|điểm", index.articles[article].title
        )
        yield from _clauses(index, article, "" if partial else citation.clause)
    elif citation.instrument != index.instrument or (
        (citation.amended_by, citation.article_of_amendment) in known
    ):
        return
    elif citation.section:
        article, clause = re.fullmatch(r"([^.]+(?:\.\d+)?)(?:\.(\d+))?", citation.section).groups()  # type: ignore[union-attr]
        yield from _clauses(index, article, clause or "")
    else:
        for each in _numbers(index, citation.article):
            yield from _clauses(index, each, citation.clause)


def _numbers(index: IndexModel, article: str) -> list[str]:
    """Return the articles that a citation names: one, a list or a range, in a part or not."""
    number, _, part = article.partition(" ")
    in_part = part.isalpha() or " " in part
    return [_named(index, each, part) for each in expand(number if in_part else article)]


def _named(index: IndexModel, number: str, part: str) -> str:
    """Find an article of a text in parts, where a number can stand in more than one of them."""
    if number in index.articles:
        return number
    found = [n for n in index.articles if n.partition(" ")[0] == number and part in n]
    return found[0] if len(found) == 1 else number


def _clauses(index: IndexModel, number: str, clause: str) -> Iterator[ArticleClause]:
    if number in index.articles:
        all_of_it = index.articles[number].clauses or ("",)
        for one in expand(clause) if clause else all_of_it:
            if one in all_of_it:
                yield number, one
            elif all_of_it == ("",):
                yield number, ""


def expand(said: str) -> list[str]:
    """Return the numbers of a list or range: `1, 3–5`."""
    found: list[str] = []
    for part in re.split(r",\s*", said):
        ends = re.fullmatch(r"(\d+)[-–](\d+)", part)
        found += [str(n) for n in range(int(ends[1]), int(ends[2]) + 1)] if ends else [part]
    return found


def _reasons(path: Path, folder: Path) -> Iterator[tuple[str, str, ReasonModel]]:
    """Yield the reasons of a file: where each stands, for which places, and what it says."""
    if path.exists():
        file = SourceFile(path, folder)
        for said, reason, line in file.entries(ReasonModel):
            yield f"{file.name}:{line}: {said}", said, reason


def _placed(
    given: Iterable[tuple[str, str, ReasonModel]],
    index: IndexModel,
    carried: Mapping[ArticleClause, set[str]],
) -> tuple[dict[ArticleClause, ReasonModel], list[str]]:
    """Return the reasons by place, and those for a place that is carried or that there is not."""
    reasons: dict[ArticleClause, ReasonModel] = {}
    wrong: list[str] = []
    for where, said, reason in given:
        # A section of a text without articles has a point of its own: II.3.
        number, _, clause = (said, "", "") if said in index.articles else said.rpartition(".")
        numbers = expand(number) if number else expand(clause)
        for article in numbers:
            places = list(_clauses(index, article, clause if number and clause else ""))
            if not places:
                wrong.append(f"{where}: the index has no such place; see register/index")
            for place in places:
                if place in carried:
                    by = ", ".join(sorted(carried[place]))
                    wrong.append(f"{where}: carried by {by}; take the reason out")
                reasons[place] = reason
    return reasons, wrong


def problems(found: Iterable[Register]) -> list[str]:
    """List what is wrong: stale and unknown reasons, and what nothing stands for."""
    told: list[str] = []
    for each in found:
        told += (*each.faults, *each.absent)
        told += [
            f"register/{each.text}.yaml: nothing stands for article {n}, clause {c or '-'}; "
            f"cite it in the law or give a reason here"
            for n, c in each.open()
        ]
    return told


def document(found: Iterable[Register]) -> str:
    """Return the register in Markdown."""
    told = [HEAD]
    for each in found:
        articles = each.index.articles
        clauses = sum(len(article.clauses or ("",)) for article in articles.values())
        told.append(f"\n## {each.index.instrument}\n")
        told.append(
            f"{len(articles)} articles, {clauses} clauses: {len(each.carried)} carried, "
            f"{len(each.reasons)} with a reason, {len(each.open())} open.\n"
        )
        told.append("| article | title | carried, or why not | open |\n|---|---|---|---|")
        missing = each.open()
        for number, article in articles.items():
            by = sorted({f"`{n}`" for p, s in each.carried.items() if p[0] == number for n in s})
            by += sorted({a.text() for p, a in each.reasons.items() if p[0] == number})
            left = ", ".join(c or "whole" for n, c in missing if n == number)
            told.append(
                f"| {number} | {article.title.replace('|', ' ')} | {', '.join(by)} | {left} |"
            )
    return "\n".join(told) + "\n"


def index_of(text: str, folder: Path) -> dict[str, Any]:
    """Return the index of a text as it is committed, read from the folder of texts."""
    told: dict[str, dict[str, Any]] = {}
    for article in articles.articles(articles.TEXTS[text], folder):
        parts = {
            "title": article.title,
            "chapter": article.chapter,
            "clauses": list(article.clauses),
            "digest": article.digest,
        }
        told[article.number] = {k: v for k, v in parts.items() if v or k == "title"}
    return {"instrument": articles.TEXTS[text].instrument, "articles": told}


def write_index(folder: Path) -> None:
    """Read the index of every text and write it."""
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.width = 4096
    for text in articles.TEXTS:
        path = FOLDER / "register" / "index" / f"{text}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        index = index_of(text, folder)
        for article in index["articles"].values():
            if "clauses" in article:
                article["clauses"] = CommentedSeq(article["clauses"])
                article["clauses"].fa.set_flow_style()
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(index, file)
