"""Which article of the law is carried by what: every article, every clause that binds.

`law/register/index/<text>.yaml` is the index of a text (numbers and titles, read by
`rules.articles`); `law/register/<text>.yaml` answers for what nothing in the law data cites, by
article (`"12"`, `"12-18"`) or clause (`"33.4"`, `"33.5-6"`). `python -m rules.register` writes
REGISTER.md; with `--texts DIR` it reads the index from the texts first. `INCOMPLETE` names the
texts whose answers are still being written: their open places are counted, and are no problem.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import model_validator
from ruamel.yaml import YAML

from rules import articles, schema
from rules.library import FOLDER, Law, law
from rules.model import Citation
from rules.source import SourceFile

DOCUMENT = FOLDER.parent / "REGISTER.md"
INCOMPLETE: frozenset[str] = frozenset()
HEAD = """\
# Which article of the law is carried by what

Written by `python -m rules.register` from `law/register/`; a test keeps it true.
A clause binds where its text holds a duty, a bar, a number or a limit (`rules/articles.py`).
Steps of the procedures are not counted here: only what the law data cites.
"""
Reason = Literal[
    "definition",
    "scope",
    "principle",
    "organisation",
    "form",
    "money",
    "transition-over",
    "repeal",
    "force",
    "other-subject",
    "not-at-hand",
]


class AnswerModel(schema._Strict):
    """Why nothing cites a place: exactly one of the ways to say so."""

    reason: Reason | None = None
    superseded_by: schema.Text | None = None
    later: schema.Text | None = None
    kept_by: schema.Text | None = None
    because: schema.WordsModel | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> AnswerModel:
        if len(self.model_fields_set) != 1:
            raise ValueError("give one of reason, superseded_by, later, kept_by, because")
        return self


class ArticleModel(schema._Strict):
    """An article in the index."""

    title: str
    chapter: str = ""
    clauses: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()


class IndexModel(schema._Strict):
    """The index of a text."""

    instrument: schema.Text
    articles: dict[str, ArticleModel]


Place = tuple[str, str]  # An article and a clause; "" is an article without clauses.


@dataclass(frozen=True, slots=True)
class Register:
    """One text: its index, what carries its places, and the answers for the others."""

    text: str
    index: IndexModel
    carried: dict[Place, set[str]]
    answers: dict[Place, AnswerModel]
    faults: tuple[str, ...]

    def open(self) -> list[Place]:
        """List the clauses that bind, and the articles, for which nothing stands."""
        known = self.carried.keys() | self.answers.keys()
        found: list[Place] = []
        for number, article in self.index.articles.items():
            found += [(number, c) for c in article.binds if (number, c) not in known]
            if not article.binds and not any(place[0] == number for place in known):
                found.append((number, ""))
        return found


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


def registers(books: Law, folder: Path = FOLDER) -> list[Register]:
    """Return the register of every text; raise LawFileError where a file has a wrong shape."""
    cited = list(citations(books))
    return [
        _register(path, cited, folder) for path in sorted((folder / "register/index").glob("*"))
    ]


def _register(path: Path, cited: list[tuple[str, Citation]], folder: Path) -> Register:
    index = SourceFile(path, folder).whole(IndexModel)
    carried: dict[Place, set[str]] = {}
    for name, citation in cited:
        for place in _places(index, citation):
            carried.setdefault(place, set()).add(name)
    answers, faults = _answers(folder / "register" / path.name, folder, index, carried)
    return Register(path.stem, index, carried, answers, tuple(faults))


def _places(index: IndexModel, citation: Citation) -> Iterator[Place]:
    if citation.instrument == index.instrument and citation.section:
        article, clause = re.fullmatch(r"([^.]+(?:\.\d+)?)(?:\.(\d+))?", citation.section).groups()  # type: ignore[union-attr]
        yield from _clauses(index, article, clause or "")
    elif citation.instrument == index.instrument:
        part = citation.article.partition(" ")[2]
        for number in expand(
            citation.article.partition(" ")[0]
            if part.isalpha() or " " in part
            else citation.article
        ):
            yield from _clauses(index, _named(index, number, part), citation.clause)
    if citation.amended_by == index.instrument:
        article = citation.article_of_amendment
        partial = article in index.articles and re.search(
            "khoản|điểm", index.articles[article].title
        )
        yield from _clauses(index, article, "" if partial else citation.clause)


def _named(index: IndexModel, number: str, part: str) -> str:
    """Find an article of a text in parts, where a number can stand in more than one of them."""
    if number in index.articles:
        return number
    found = [n for n in index.articles if n.partition(" ")[0] == number and part in n]
    return found[0] if len(found) == 1 else number


def _clauses(index: IndexModel, number: str, clause: str) -> Iterator[Place]:
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


def _answers(
    path: Path, folder: Path, index: IndexModel, carried: dict[Place, set[str]]
) -> tuple[dict[Place, AnswerModel], list[str]]:
    answers: dict[Place, AnswerModel] = {}
    faults: list[str] = []
    if not path.exists():
        return answers, faults
    file = SourceFile(path, folder)
    for said, answer, line in file.entries(AnswerModel):
        where = f"{file.name}:{line}: {said}"
        # A section of a text without articles has a point of its own: II.3.
        number, _, clause = (said, "", "") if said in index.articles else said.rpartition(".")
        numbers = expand(number) if number else expand(clause)
        for article in numbers:
            places = list(_clauses(index, article, clause if number and clause else ""))
            if not places:
                faults.append(f"{where}: the index has no such place; see register/index")
            for place in places:
                if place in carried:
                    by = ", ".join(sorted(carried[place]))
                    faults.append(f"{where}: carried by {by}; take the answer out")
                answers[place] = answer
    return answers, faults


def problems(found: Iterable[Register]) -> list[str]:
    """List what is wrong: stale and unknown answers, and what nothing stands for."""
    told: list[str] = []
    for each in found:
        told += each.faults
        if each.text not in INCOMPLETE:
            told += [
                f"register/{each.text}.yaml: nothing stands for article {n}, clause {c or '-'}; "
                f"cite it in the law or answer for it here"
                for n, c in each.open()
            ]
    return told


def document(found: Iterable[Register]) -> str:
    """Return the register in Markdown."""
    told = [HEAD]
    for each in found:
        binding = sum(len(article.binds) for article in each.index.articles.values())
        state = " (answers incomplete)" if each.text in INCOMPLETE else ""
        told.append(f"\n## {each.index.instrument}{state}\n")
        told.append(
            f"{len(each.index.articles)} articles, {binding} binding clauses; "
            f"{len(each.carried)} clauses carried, {len(each.answers)} answered, "
            f"{len(each.open())} places open.\n"
        )
        told.append("| article | title | carried or answered | open |\n|---|---|---|---|")
        missing = each.open()
        for number, article in each.index.articles.items():
            by = sorted({f"`{n}`" for p, s in each.carried.items() if p[0] == number for n in s})
            by += sorted({_why(a) for p, a in each.answers.items() if p[0] == number})
            left = ", ".join(c or "whole" for n, c in missing if n == number)
            told.append(
                f"| {number} | {article.title.replace('|', ' ')} | {', '.join(by)} | {left} |"
            )
    return "\n".join(told) + "\n"


def _why(answer: AnswerModel) -> str:
    if answer.because:
        return answer.because.en
    [(key, value)] = answer.model_dump(exclude_unset=True).items()
    return str(value) if key == "reason" else f"{key.replace('_', ' ')} {value}"


def index_of(text: str, folder: Path) -> dict[str, object]:
    """Return the index of a text as it is committed, read from the folder of texts."""
    told: dict[str, object] = {}
    for article in articles.articles(articles.TEXTS[text], folder):
        numbers = [clause for clause in article.clauses if clause]
        binds = [clause for clause, does in article.clauses.items() if does]
        parts = {
            "title": article.title,
            "chapter": article.chapter,
            "clauses": numbers,
            "binds": binds,
        }
        told[article.number] = {k: v for k, v in parts.items() if v or k == "title"}
    return {"instrument": articles.TEXTS[text].instrument, "articles": told}


def write_index(folder: Path) -> None:
    """Read the index of every text and write it."""
    yaml = YAML()
    yaml.default_flow_style = None
    yaml.width = 4096
    for text in articles.TEXTS:
        path = FOLDER / "register" / "index" / f"{text}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(index_of(text, folder), file)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write REGISTER.md.")
    parser.add_argument("--texts", type=Path, help="read the index from this folder of texts first")
    options = parser.parse_args()
    if options.texts:
        write_index(options.texts)
    found = registers(law())
    DOCUMENT.write_text(document(found), encoding="utf-8")
    sys.exit("\n".join(problems(found)) or 0)
