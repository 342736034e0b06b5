"""Whether the cases of ballots and computations hold by a law, which need not be the one in force.

A computation that reads figures is named in `RUN`, with what its cases ask of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rules.compute import ballot, retirement, scores
from rules.editing.book import OtherCases
from rules.errors import CountError, RuleError
from rules.library import Law
from rules.model import Json

# The day by whose law a computation is judged where its case names none.
USUAL_DAY = date(2026, 11, 23)

Told = Mapping[str, Json]


def judged_by(group: OtherCases) -> Callable[[Told, Law], Told] | None:
    """Return what tells what the cases of a group come to; None where no law changes that."""
    if group.rule:
        return lambda case, law: _ballot(group.rule, case, law)
    module, _, function = group.computation.partition(".")
    if module == "scores":
        return lambda case, law: _score(function, case, law)
    return RUN.get(group.computation)


def holds(case: Told, tell: Callable[[Told, Law], Told], law: Law) -> bool:
    """Tell whether a case comes to what it says, as far as it says so."""
    try:
        told = tell(case, law)
    except CountError as error:
        told = {"problems": tuple(each.code for each in error.problems), "error": error.code}
    except RuleError as error:
        told = {"error": error.code}
    expected = dict(case.get("expect", {}))
    expected |= {key: case[key] for key in ("problems", "error", *REACHED) if key in case}
    return all(name in told and _alike(told[name], expected[name]) for name in expected)


def _alike(told: Json, expected: Json) -> bool:
    return bool((tuple(told) if isinstance(told, list) else told) == expected)


def _ballot(rule: str, case: Told, law: Law) -> Told:
    told = ballot.tally(
        rule, _count(case["count"]), on=case["as_of"], carried=case.get("carried"), law=law
    ).as_dict()
    return {**told, "quorum": told["quorum"] and told["quorum"]["holds"]}


def _count(given: Told) -> ballot.Count:
    usual = {
        "prepared": given["invited"],
        "distributed": given["present"],
        "returned": sum(given["votes"].values()) + given["blank_or_spoiled"],
    }
    return ballot.Count(**{**usual, **given})


def _two_bodies(case: Told, law: Law) -> Told:
    def count(members: int, agree: int) -> ballot.Count:
        votes = {"agree": agree, "disagree": members - agree}
        return ballot.Count(members, 0, members, members, members, members, 0, votes)

    both = ballot.of_two_bodies(
        "dismissal.voting-body",
        count(*case["leadership"]),
        count(*case["committee"]),
        on=case["as_of"],
        law=law,
    )
    each = (both.leadership.outcome, both.committee.outcome)
    return {"outcome": both.outcome, "each": each}


def _score(function: str, case: Told, law: Law) -> Told:
    given = {name: _exact(value) for name, value in case["given"].items()}
    compute: Callable[..., Any] = getattr(scores, function)
    told: dict[str, Json] = compute(**given, on=case.get("as_of", USUAL_DAY), law=law).as_dict()
    result = told.get("result")
    if isinstance(result, dict):
        told |= {"result": result["value"], "otherwise": result["otherwise"]}
    return {"otherwise": None, **told}


def _exact(value: Any) -> Any:
    """Marks stand in the cases as text, so that they are exact; everything else as it is."""
    if isinstance(value, tuple):
        return [_exact(each) for each in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return Decimal(value)
    return value


def _retirement(case: Told, law: Law) -> Told:
    given = {"reckoned_at_sixty": case.get("at_sixty", False), "law": law}
    return {
        "reached": str(retirement.month_of_reaching_age(case["born"], case["sex"], **given)),
        "retires": str(retirement.retirement_month(case["born"], case["sex"], **given)),
    }


# What a case of the table of retirement says.
REACHED = ("reached", "retires")
RUN: Mapping[str, Callable[[Told, Law], Told]] = {
    "ballot.of_two_bodies": _two_bodies,
    "retirement": _retirement,
}
