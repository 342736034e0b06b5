"""Writing a ruleset: which comparisons lead to which outcome, and which outcomes to the verdict.

A condition is split into cases without overlap, each of which becomes one rule, so that any facts
whatever make exactly one rule of each condition fire. The rules are plain data;
`rules.judge.engine` hands them to durable_rules.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.definitions import Condition
from rules.expression import Both, Comparison, Either, Node, Not
from rules.model import Outcome

ORDER = "fut"
ANY = frozenset(ORDER)
GROUP = 6
MOST_CASES = 40
LIFTED = "lifted"
STOP = "stop"
YES = "y"
VERDICTS = ("pass", "hold")
OUTCOMES: Mapping[str, Outcome] = {
    "met": Outcome.MET,
    LIFTED: Outcome.MET,
    "unmet": Outcome.UNMET,
    "unknown": Outcome.UNKNOWN,
    "na": Outcome.NOT_APPLICABLE,
}

# What must hold of some slugs at once: the letters that each of them may have.
Case = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a rule concludes: of which slug, which letter or outcome, and what the next rules see.

    Of a condition they see only whether it passes; the verdict is seen by none.
    """

    slug: str
    letter: str
    asserted: str | None

    @property
    def letter_asserted(self) -> str:
        """Return what the next rules see of it."""
        return self.letter if self.letter in ANY else YES


class Rules:
    """Writes the ruleset of a plan: which slugs lead to which."""

    def __init__(self, slugs: Mapping[Comparison, str]) -> None:
        self.definition: dict[str, dict[str, Any]] = {}
        self.conclusions: dict[str, Conclusion] = {}
        self.lifts = 0
        self._slugs = slugs
        self._parts = itertools.count()

    def add_condition(self, slug: str, condition: Condition) -> None:
        """From the parts of a condition to its one outcome."""
        applies = self._part(condition.applies)
        requires = self._part(condition.requires)
        lift = self._lift(condition)
        base: Case = {applies: frozenset("t")} if applies else {}
        if applies:
            self._conclude(slug, "na", {applies: frozenset("f")})
            self._conclude(slug, "unknown", {applies: frozenset("u")})
        assert requires is not None  # noqa: S101  A condition requires something: see the loader.
        for letter, outcome in (("t", "met"), ("u", "unknown")):
            self._conclude_both(slug, outcome, base, {requires: frozenset(letter)})
        if lift is None:
            self._conclude_both(slug, "unmet", base, {requires: frozenset("f")})
            return
        for letter, outcome in (("t", LIFTED), ("f", "unmet"), ("u", "unknown")):
            unmet: Case = {requires: frozenset("f")}
            self._conclude_both(slug, outcome, base, unmet, {lift: frozenset(letter)})

    def add_verdict(self, slugs: Sequence[str]) -> None:
        """From the outcomes to the verdict: all together pass, a single one holds."""
        self._rule([{STOP: YES}], Conclusion("hold", "", None))
        level = [{slug: YES} for slug in slugs]
        numbers = itertools.count()
        while len(level) > 1:
            groups = [level[start : start + GROUP] for start in range(0, len(level), GROUP)]
            level = []
            for group in groups:
                slug = f"g{next(numbers)}"
                self._rule(group, Conclusion(slug, "", slug))
                level.append({slug: YES})
        self._rule(level, Conclusion("pass", "", None))

    def _part(self, node: Node | None) -> str | None:
        """Return the slug whose letter is the value of an expression."""
        if node is None:
            return None
        if isinstance(node, Comparison):
            return self._slugs[node]
        return self._derived(lambda wanted: self._cases(node, wanted))

    def _lift(self, condition: Condition) -> str | None:
        """Return the slug that tells whether a special decision lifts a condition."""
        if condition.lift is None:
            return None
        given = f"s{self.lifts}"
        self.lifts += 1
        only_if = condition.lift.only_if
        if only_if is None:
            return given

        def cases(wanted: frozenset[str]) -> list[Case]:
            refused: list[Case] = [{given: frozenset("f")}] if "f" in wanted else []
            taken: Case = {given: frozenset("t")}
            return refused + [{**taken, **case} for case in self._cases(only_if, wanted)]

        return self._derived(cases)

    def _derived(self, cases: Callable[[frozenset[str]], list[Case]]) -> str:
        slug = f"p{next(self._parts)}"
        written = 0
        for letter in "tfu":
            for case in cases(frozenset(letter)):
                self._rule(_patterns(case), Conclusion(slug, letter, slug))
                written += 1
        if written > MOST_CASES:
            raise ValueError(f"an expression has {written} cases; split the condition")
        return slug

    def _cases(self, node: Node, wanted: frozenset[str]) -> list[Case]:
        """List, without overlap, the cases in which an expression has one of some letters."""
        match node:
            case Comparison():
                return [{self._slugs[node]: wanted}]
            case Not(part):
                return self._cases(part, _opposite(wanted))
            case Both(parts):
                first, *rest = parts
                if not rest:
                    return self._cases(first, wanted)
                return self._both(first, Both(tuple(rest)), wanted)
            case Either(parts):
                opposite = Both(tuple(Not(part) for part in parts))
                return self._cases(opposite, _opposite(wanted))

    def _both(self, first: Node, rest: Node, wanted: frozenset[str]) -> list[Case]:
        """In f < u < t the lower of two letters is that of both."""
        by_others: dict[frozenset[str], set[str]] = {}
        for letter in ORDER:
            others = frozenset(
                other for other in ORDER if min(letter, other, key=ORDER.index) in wanted
            )
            by_others.setdefault(others, set()).add(letter)
        found: list[Case] = []
        for others, letters in by_others.items():
            if not others:
                continue
            rights: list[Case] = [{}] if others == ANY else self._cases(rest, others)
            for left in self._cases(first, frozenset(letters)):
                for right in rights:
                    merged = _merged(left, right)
                    if merged is not None:
                        found.append(merged)
        return found

    def _conclude(self, slug: str, outcome: str, case: Case) -> None:
        asserted = slug if OUTCOMES[outcome].passes else STOP
        self._rule(_patterns(case), Conclusion(slug, outcome, asserted))

    def _conclude_both(self, slug: str, outcome: str, *cases: Case) -> None:
        whole: Case | None = {}
        for case in cases:
            whole = _merged(whole, case) if whole is not None else None
        if whole:
            self._conclude(slug, outcome, whole)

    def _rule(self, patterns: Sequence[Mapping[str, Any]], conclusion: Conclusion) -> None:
        name = f"r{len(self.definition)}"
        self.conclusions[name] = conclusion
        self.definition[name] = {
            "all": [{f"m{index}": pattern} for index, pattern in enumerate(patterns)]
        }


def _opposite(letters: frozenset[str]) -> frozenset[str]:
    return frozenset({"t": "f", "f": "t", "u": "u"}[letter] for letter in letters)


def _merged(left: Case, right: Case) -> Case | None:
    """Return what holds in both cases, or None where they exclude each other."""
    whole = dict(left)
    for slug, letters in right.items():
        whole[slug] = whole.get(slug, ANY) & letters
        if not whole[slug]:
            return None
    return whole


def _patterns(case: Case) -> list[dict[str, Any]]:
    """Write a case as the patterns of durable_rules, one for each slug."""
    found: list[dict[str, Any]] = []
    for slug, letters in case.items():
        if len(letters) == 1:
            found.append({slug: next(iter(letters))})
        elif len(letters) == 2:
            (other,) = ANY - letters
            found.append({"$neq": {slug: other}})
    return found
