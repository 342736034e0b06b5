"""Whom a draft of the law is tried on: candidates, the people of the registry, a file of facts.

Facts are gathered as for a gate and never supposed: what nobody knows stays unknown.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from rules.definitions import FactDefinition, Law
from rules.editing.simulation import Somebody
from rules.errors import FactTypeError, UnknownFactError
from rules.facts import facts_from_json
from rules.model import Fact
from workflow_engine import facts
from workflow_engine.base.commands import InputError
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.facts.planning import may_stand
from workflow_engine.lawdesk.given import refused
from workflow_engine.nodes.gate import special_decisions
from workflow_engine.registry.models import Planning, Post

KEY = "id"
BETWEEN_CODES = "|"
TOGETHER = 500
MOST_BYTES_A_LINE = 1_000_000
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


def of_dossiers(on: date) -> Iterator[Somebody]:
    """Yield the candidates in consideration of every open dossier, with what is known on a day."""
    in_consideration = [Candidate.Status.STANDING, Candidate.Status.HELD]
    dossiers = Dossier.objects.filter(outcome=Dossier.Outcome.OPEN).order_by("number")
    for dossier in dossiers.iterator(chunk_size=200):
        candidates = list(
            Candidate.objects.filter(dossier=dossier, status__in=in_consideration)
            .select_related("person")
            .order_by("pk")
        )
        known = facts.gather(dossier, candidates, on=on)
        decided = special_decisions(candidates)
        for candidate in candidates:
            yield Somebody(
                f"{dossier.number}: {candidate.person}",
                known[candidate.pk],
                decided.get(candidate.pk, ()),
            )


def of_people(on: date) -> Iterator[Somebody]:
    """Yield everybody who is planned for a post, as if that post were to be filled on the day.

    The post is nominal: no dossier is opened, so what only a dossier establishes is unknown. Who
    is planned for two posts comes twice.
    """
    planned = Planning.objects.filter(may_stand(on))
    for post in Post.objects.select_related("title", "unit").order_by("pk").iterator():
        people = planned.filter(title=post.title_id, unit=post.unit_id).select_related("person")
        named = {row.person_id: row.person for row in people.order_by("person_id")}
        nominal = Dossier(edition_date=on)
        for start in range(0, len(named), TOGETHER):
            candidates = [
                Candidate(pk=-key, dossier=nominal, person=person, post=post)
                for key, person in list(named.items())[start : start + TOGETHER]
            ]
            known = facts.gather(nominal, candidates, on=on, effective_on=on)
            for candidate in candidates:
                yield Somebody(f"{candidate.person}: {post}", known[candidate.pk])


def of_file(path: Path, laws: tuple[Law, Law]) -> Iterator[Somebody]:
    """Yield the people of a file: CSV with a column for each fact, or a JSON object on each line.

    A column or key `id` names the person, otherwise the line does. An empty cell and null are not
    known; codes of a set stand between `|`. Raises InputError with the line.
    """
    vocabulary = {**laws[0].facts, **laws[1].facts}
    rows = _csv(path, vocabulary) if path.suffix == ".csv" else _jsonl(path)
    for line, row in rows:
        key = str(row.pop(KEY, "") or _("line %(line)s") % {"line": line})
        try:
            known: dict[str, Fact] = {}
            for name, value in row.items():
                law = laws[1] if name in laws[1].facts else laws[0]
                known |= facts_from_json({name: value}, law)
        except (FactTypeError, UnknownFactError) as error:
            raise InputError(error.code, _at(path, line, str(refused(error)))) from None
        yield Somebody(key, known)


def _csv(
    path: Path, vocabulary: Mapping[str, FactDefinition]
) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        try:
            columns = reader.fieldnames or ()
            if len(set(columns)) != len(columns):
                raise InputError("bad-csv", _at(path, 1, _("a column is there twice")))
            for row in reader:
                if None in row:
                    raise InputError(
                        "bad-csv",
                        _at(path, reader.line_num, _("there are more cells than columns")),
                    )
                cells = {
                    name: _cell(text, vocabulary.get(name))
                    for name, text in row.items()
                    if text is not None and text.strip()
                }
                yield reader.line_num, cells
        except (csv.Error, UnicodeDecodeError) as error:
            raise InputError("bad-csv", _at(path, reader.line_num, str(error))) from None


def _cell(text: str, definition: FactDefinition | None) -> Any:
    """Read a cell as the JSON value of its fact; what cannot be read is refused as it is."""
    text = text.strip()
    if definition is None:
        return text
    if definition.type == "boolean":
        return _TRUTH.get(text.lower(), text)
    if definition.type == "codes":
        return text.split(BETWEEN_CODES)
    if definition.type in ("integer", "money"):
        number = text.removeprefix("-")
        return int(text) if number.isascii() and number.isdigit() and len(number) < 19 else text
    return text


def _jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open("rb") as file:
        line = 0
        while data := file.readline(MOST_BYTES_A_LINE + 1):
            line += 1
            if not data.strip():
                continue
            try:
                row = (
                    json.loads(data, object_pairs_hook=_once)
                    if len(data) <= MOST_BYTES_A_LINE
                    else None
                )
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                wanted = _("a line has to hold one JSON object: facts by name")
                raise InputError("bad-json", _at(path, line, wanted))
            yield line, row


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object in which a key is given twice."""
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _at(path: Path, line: int, what: str) -> str:
    return _("%(file)s, line %(line)s: %(what)s") % {"file": path, "line": line, "what": what}
