"""Whether the cases of ballots and computations hold by a law, which need not be the one in force.

A case of a computation names its function, by the key that it stands under or by `computes`, gives
its arguments under `given`, and tells under `expect` what it comes to, as far as it says so. What
is asked otherwise stands in `ASKED`; of the rest no law can tell whether they hold: `judged_by` is
None.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from importlib import import_module
from typing import Any

from rules.compute import ballot, deadlines, discipline, rating, retirement, schedules
from rules.definitions import Law
from rules.editing.book import OtherCases
from rules.errors import CountError, NoEditionInForceError, RuleError
from rules.model import Json, Month

# The day by whose law a computation is judged where its case names none.
USUAL_DAY = date(2026, 11, 23)
OTHER_DAYS = {"probation": date(2026, 3, 2)}

Told = Mapping[str, Json]
Tell = Callable[[Told, Law], Any]


def judged_by(group: OtherCases) -> Tell | None:
    """Return what tells what the cases of a group come to; None where nothing here can."""
    if group.rule:
        return lambda case, law: _ballot(group.rule, case, law)
    if group.computation in ASKED:
        return ASKED[group.computation]
    if not all("given" in case for case in group.cases):
        return None
    module, _, function = group.computation.partition(".")
    return lambda case, law: _called(module, function or str(case["computes"]), case, law)


def holds(case: Told, tell: Tell, law: Law) -> bool:
    """Tell whether a case comes to what it says by a law."""
    try:
        told = _plain(tell(case, law))
    except (RuleError, ValueError) as error:
        return _refused(case, error)
    if not {"problems", "error", "refused"}.isdisjoint(case):
        return False
    expected = _plain(_expected(case))
    if expected == {}:
        return False  # A case that says nothing shows nothing.
    if isinstance(expected, dict) and isinstance(told, dict):
        return all(name in told and told[name] == expected[name] for name in expected)
    if isinstance(expected, tuple) and isinstance(told, dict):
        told = tuple(told.values())
    return bool(told == expected)


def told_on(day: date, case: Told, tell: Tell, law: Law) -> Any:
    """Tell what a case comes to where it is put on another day, or why it is refused there."""
    given = case.get("given")
    moved = {**case, "as_of": day, "on": day}
    if isinstance(given, Mapping) and "on" in given:
        moved["given"] = {**given, "on": day}
    try:
        return _plain(tell(moved, law))
    except NoEditionInForceError as error:
        return error.code  # Which of the figures is missing makes no difference.
    except (RuleError, ValueError) as error:
        return str(error)


# Where a case has no `expect`, what it says stands under these keys.
SAID = ("reached", "retires", "reckoned", "last_day", "last_days")


def _expected(case: Told) -> Any:
    said = {key: case[key] for key in SAID if key in case}
    return case.get("expect", said.get("last_days", said))


def _refused(case: Told, error: RuleError | ValueError) -> bool:
    """Tell whether a case says that it is refused, and for this reason."""
    if "problems" in case:
        found = error.problems if isinstance(error, CountError) else ()
        return [each.code for each in found] == list(case["problems"])
    if "refused" in case:
        return re.search(case["refused"], str(error)) is not None
    return isinstance(error, RuleError) and error.code == case.get("error")


def _plain(value: Any) -> Any:
    """Write values as cases do: dates, months and exact numbers as text, lists as tuples."""
    if hasattr(value, "as_dict"):
        value = value.as_dict()
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_plain(each) for each in value)
    if isinstance(value, date | Month | Fraction | Decimal):
        return str(value)
    return value.value if isinstance(value, Enum) else value


# ---------------------------------------------------------------------------- computations

_READ: Mapping[str, Callable[[Any], Any]] = {
    "disciplines": lambda found: [rating.Discipline(*each) for each in found],
    "pauses": lambda pauses: [discipline.Pause(*each) for each in pauses],
    "reaches_age_in": lambda month: Month.parse(month) if isinstance(month, str) else month,
    "reference": Month.parse,
    "term": lambda years: range(years[0], years[1] + 1),
}


def _called(module: str, function: str, case: Told, law: Law) -> Any:
    """Call a computation with what its case gives it, by a law and on a day if it takes them."""
    compute = getattr(import_module(f"rules.compute.{module}"), function)
    asked = inspect.signature(compute).parameters
    usual = {
        "on": case.get("as_of", OTHER_DAYS.get(module, USUAL_DAY)),
        "law": law,
        "calendar": Week.of(case),
    }
    usual = {name: value for name, value in usual.items() if name in asked}
    given = case["given"]
    if not isinstance(given, Mapping):
        return compute(list(given), **usual)
    read = {name: _READ.get(name, _same)(value) for name, value in given.items()}
    if module != "scores":
        return compute(**{**usual, **read})
    told = compute(**{**usual, **{name: _exact(value) for name, value in read.items()}}).as_dict()
    result = told.get("result")
    if isinstance(result, dict):
        return {**told, "result": result["value"], "otherwise": result["otherwise"]}
    return {"otherwise": None, **told}


def _same(value: Any) -> Any:
    return value


def _exact(value: Any) -> Any:
    """Marks stand in the cases as text, so that they are exact; everything else as it is."""
    if isinstance(value, tuple):
        return [_exact(each) for each in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return Decimal(value)
    return value


@dataclass(frozen=True, slots=True)
class Week:
    """The plain week, but for the days off and the days worked that a case names."""

    off: frozenset[date]
    worked: frozenset[date]

    @classmethod
    def of(cls, case: Told) -> Week:
        """Read the days that a case names."""
        off = (*case.get("days_off", ()), *case.get("off", ()))
        return cls(frozenset(off), frozenset(case.get("worked", ())))

    def is_working_day(self, on: date) -> bool:
        """Tell whether a day is worked."""
        return on in self.worked or (on.weekday() < 5 and on not in self.off)


# ---------------------------------------------------------------------------- asked otherwise


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
    return {"outcome": both.outcome, "each": (both.leadership.outcome, both.committee.outcome)}


def _retirement(case: Told, law: Law) -> Told:
    given = {"reckoned_at_sixty": case.get("at_sixty", False), "law": law}
    return {
        "reached": retirement.month_of_reaching_age(case["born"], case["sex"], **given),
        "retires": retirement.retirement_month(case["born"], case["sex"], **given),
    }


def _due(case: Told, law: Law) -> Told:
    on = case.get("on", USUAL_DAY)
    return deadlines.due(
        case["figure"], case["event"], calendar=Week.of(case), on=on, law=law
    ).as_dict()


def _schedule(case: Told, law: Law) -> Told:
    found = schedules.schedule(
        case["id"],
        case["events"],
        calendar=Week.of(case),
        on=case["as_of"],
        circumstances=case.get("circumstances", ()),
        law=law,
    )
    days: dict[str, list[date]] = {}
    for each in found:
        days.setdefault(each.act, []).append(each.limit.last_day)
    # Two limits for one act are an answer of their own, which no case expects.
    return {act: each[0] if len(each) == 1 else each for act, each in days.items()}


def _gate(case: Told, law: Law) -> str | tuple[str, ...]:
    """Tell whether a gate asks on a day, or which groups of conditions where a case lists them."""
    try:
        asked = law.conditions_in_force(case["gate"], case["as_of"])
    except NoEditionInForceError:
        return "closed"
    if isinstance(case["expect"], str):
        return "asks"
    return tuple(sorted({each.prefix for each in asked}))


ASKED: Mapping[str, Tell] = {
    "ballot.of_two_bodies": _two_bodies,
    "gates": _gate,
    "governance-deadlines": _due,
    "retirement": _retirement,
    "schedules.schedule": _schedule,
}
