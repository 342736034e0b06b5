"""What an entry tells of a count: its numbers, and each comparison that the rule made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from workflow_engine.desk.dossier.ballots import SIGNS, share
from workflow_engine.nodes.conference.act import Ballot
from workflow_engine.nodes.conference.counting import word_of
from workflow_engine.pages import values, words


def ballot_of(node: Any, name: str) -> Ballot:
    """Return the ballot of a step by its name; an empty one where it is declared no more."""
    declared = (each for each in getattr(node, "ballots", ()) if each.name == name)
    return next(declared, Ballot("", secret=False))


def lines(
    counted: Mapping[str, Any], people: Mapping[str, Mapping[str, str]], ballot: Ballot
) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a count and its comparisons, each with what it is called."""
    for key, value in (counted.get("count") or {}).items():
        if key != "votes":
            yield str(words.COUNTS.get(key, key)), values.plain(value)
    tally = counted.get("tally") or {}
    for line in tally.get("lines", ()):
        compared = f"{line['left']} {SIGNS.get(line['sign'], line['sign'])} {line['right']}"
        outcome = _("holds") if line["holds"] else _("does not hold")
        option = str(line["candidate"])
        # The slips name a candidate, or answer: then the option is the answer.
        name = people.get(option, {}).get("full_name") or str(word_of(ballot, option))
        yield (
            f"{name}, {share(line['share'], tally.get('on', ''))}",
            f"{line['votes']}: {compared}, {outcome}",
        )
