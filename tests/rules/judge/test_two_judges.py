"""Many thousands of fact sets at every gate, judged by both judges and by a third.

`JUDGED` says how many: 20,000 unless it is said, however many gates there are; `JUDGED_FOR_MEMORY`
how many verdicts the growth of memory is measured over: 4,000 unless it is said (100,000 takes some
minutes).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.domains import values_worth_trying
from rules.editing import columns
from rules.errors import FactTypeError, RuleError, UnknownFactError
from rules.judge.engine import evaluate
from rules.judge.nearest import Search
from rules.judge.verdict import Verdict
from rules.library import law
from rules.model import Evidence, Fact, Outcome, SpecialDecision
from tests.rules.fact_sets import gates_asked

LAW = law()
CHANGEABLE = {name: replace(fact, fixed=False) for name, fact in LAW.facts.items()}
DAYS = (date(2025, 7, 1), date(2026, 7, 31), date(2026, 11, 23))
JUDGED = int(os.environ.get("JUDGED", "20000"))
GATES_TRIED = 40
JUDGED_FOR_MEMORY = int(os.environ.get("JUDGED_FOR_MEMORY", "4000"))
# For each gate the days on which it asks something, of those whose law is not the same.
ASKED = {
    gate: [
        on
        for on, before in zip(DAYS, (None, *DAYS), strict=False)
        if gate in gates_asked(LAW, on)
        and (before is None or gates_asked(LAW, before).get(gate) != gates_asked(LAW, on)[gate])
    ]
    for gate in LAW.gates
}
ASKED = {gate: days for gate, days in ASKED.items() if days}
# What each gate is the first to read: a type belongs to the fact, not to the gate.
FIRST_READ: dict[str, list[str]] = {}
for _gate, _days in ASKED.items():
    _before = {name for names in FIRST_READ.values() for name in names}
    FIRST_READ[_gate] = [n for n in columns.facts_read(LAW, _gate, _days[-1]) if n not in _before]
HOSTILE = ("'; DROP TABLE dossier; --", "\x00", '{"$nex": 1}', '"}{"sid":"1"}', "\ud800", "́" * 999)
WRONG = ("12", 12.0, [12], {"value": 12}, float("nan"), 10**30, "x" * 9999, object(), *HOSTILE)


class Drawing:
    """Draws fact sets for one gate on one day: values on and around the thresholds, or unknown."""

    def __init__(self, gate: str, on: date) -> None:
        self.gate, self.on = gate, on
        self.conditions = LAW.conditions_in_force(gate, on)
        self.read = columns.facts_read(LAW, gate, on)
        figures = {name: (LAW.figure(name, on).value,) for name in self._figures()}
        nodes = [node for each in self.conditions for node in each.expressions]
        tried = values_worth_trying(nodes, LAW.facts, figures)
        self.choices = {
            name: [Fact(name, None), *(Fact(name, value) for value in tried[name])]
            for name in self.read
        }
        self.liftable = [each for each in self.conditions if each.lift]

    def _figures(self) -> set[str]:
        return {name for each in self.conditions for name in each.reads("figure")}

    def facts(self, chance: random.Random) -> dict[str, Fact]:
        """Draw freely."""
        return {name: chance.choice(choices) for name, choices in self.choices.items()}

    def passing(self, chance: random.Random) -> dict[str, Fact]:
        """Go from a draw to facts that pass, by what the verdict itself says is missing."""
        facts = self.facts(chance)
        for _ in range(200):
            verdict = evaluate(self.gate, on=self.on, facts=facts)
            if verdict.passes and Outcome.MET in {each.outcome for each in verdict.findings}:
                break
            if verdict.passes:  # Nothing applies: that is nobody to go on from.
                facts = self.facts(chance)
                continue
            for finding in chance.sample(verdict.unmet, min(1, len(verdict.unmet))):
                facts |= self._met(finding.condition, facts)
            for name in verdict.missing:
                facts[name] = chance.choice(self.choices[name][1:])
        return facts

    def _met(self, condition: str, facts: dict[str, Fact]) -> dict[str, Fact]:
        """Return the nearest facts that meet a condition; here history can be changed too."""
        edition = next(
            each for each in LAW.conditions_in_force(self.gate, self.on) if each.id == condition
        )
        figures = {name: LAW.figure(name, self.on).value for name in edition.reads("figure")}
        search = Search(edition, CHANGEABLE, figures)
        changes = search.nearest(lambda name: facts[name].value if name in facts else None)
        return {name: Fact(name, value) for name, value in changes}

    def near(self, passing: dict[str, Fact], chance: random.Random) -> dict[str, Fact]:
        """Change a few of the facts of one who passes, and leave a few out."""
        facts = dict(passing)
        for name in chance.sample(self.read, min(len(self.read), chance.randint(0, 4))):
            facts[name] = chance.choice(self.choices[name])
        if chance.random() < 0.3:
            facts.pop(chance.choice(self.read))
        return facts

    def decisions(self, chance: random.Random) -> list[SpecialDecision]:
        """Draw special decisions, of the right authority and of others, in time and too late."""
        return [
            SpecialDecision(
                each.id,
                chance.choice([*each.lift.authorities, "inspector"]),
                chance.choice(["1", *HOSTILE[:1]]),
                self.on if chance.random() < 0.8 else date(2027, 1, 1),
                "d.pdf",
            )
            for each in self.liftable
            if chance.random() < 0.3
        ]

    def lifted(self, given: list[list[SpecialDecision]]) -> dict[str, list[bool]]:
        """Tell by condition for whom a decision that the law admits is among those given."""
        return {
            each.id: [
                any(
                    decision.condition == each.id
                    and decision.authority in each.lift.authorities
                    and decision.decided_on <= self.on
                    for decision in decisions
                )
                for decisions in given
            ]
            for each in self.liftable
        }


def drawings() -> Iterator[tuple[Drawing, random.Random]]:
    """Draw at the gate that asks the most, and at some of the others: as many as ever."""
    asked = [(gate, on) for gate, days in ASKED.items() for on in days]
    largest = max(asked, key=lambda each: len(LAW.conditions_in_force(*each)))
    some = random.Random(0).sample(asked, min(len(asked), GATES_TRIED))  # noqa: S311  A fixed seed.
    for gate, on in dict.fromkeys([largest, *some]):
        yield Drawing(gate, on), random.Random(f"{gate} {on}")  # noqa: S311  A fixed seed.


def with_hostile_evidence(facts: dict[str, Fact], chance: random.Random) -> dict[str, Fact]:
    text = chance.choice(HOSTILE)
    evidence = (Evidence(text, text, None, {text: text}),)
    return {name: Fact(name, fact.value, evidence) for name, fact in facts.items()}


def share_of(gate: str) -> int:
    """How many fact sets a gate is given on each of its days: half alike, half by conditions."""
    sizes = {each: len(LAW.conditions_in_force(each, days[-1])) for each, days in ASKED.items()}
    share = JUDGED / 2 / len(ASKED) + JUDGED / 2 * sizes[gate] / sum(sizes.values())
    return int(share / len(ASKED[gate])) + 1


@pytest.mark.parametrize("gate", ASKED)
def test_three_judges_agree_on_every_fact_set(gate):
    """`evaluate` raises where its two judges differ; columns know nothing of either."""
    share = share_of(gate)
    outcomes: set[Outcome] = set()
    passed = 0
    for on in ASKED[gate]:
        drawing = Drawing(gate, on)
        chance = random.Random(f"{gate} {on}")  # noqa: S311  A fixed seed.
        passing = drawing.passing(chance)
        people, given, found = [], [], []
        for number in range(share):
            facts = drawing.facts(chance) if number % 3 == 0 else drawing.near(passing, chance)
            if number == 1:
                facts = dict(passing)
            if number % 40 == 7:
                facts = with_hostile_evidence(facts, chance)
            decisions = drawing.decisions(chance)
            verdict = evaluate(gate, on=on, facts=facts, special_decisions=decisions)
            people.append(facts)
            given.append(decisions)
            found.append([finding.outcome for finding in verdict.findings])
            outcomes.update(found[-1])
            passed += verdict.passes
        judged = columns.judge(
            LAW,
            gate,
            on,
            columns.columns(people, LAW, drawing.read),
            {name: columns.np.array(each) for name, each in drawing.lifted(given).items()},
        )
        for index, expected in enumerate(found):
            told = [columns.OUTCOMES[number] for number in judged.outcomes[:, index]]
            assert told == expected, (on, people[index], given[index])

    assert {Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN} <= outcomes
    assert passed > 0


def test_all_gates_together_are_given_as_many_fact_sets_as_are_promised():
    assert sum(share_of(gate) * len(days) for gate, days in ASKED.items()) >= JUDGED
    assert "appointment" in ASKED
    assert len(ASKED["appointment"]) == 3


@pytest.mark.parametrize("gate", ASKED)
def test_a_value_of_another_type_is_refused_for_every_fact(gate):
    """Every fact, at the first gate that reads it, every wrong value: no verdict."""
    drawing = Drawing(gate, ASKED[gate][-1])
    chance = random.Random(gate)  # noqa: S311  A fixed seed.
    for name in FIRST_READ[gate]:
        for wrong in WRONG:
            facts = {**drawing.facts(chance), name: Fact(name, wrong)}
            with pytest.raises(FactTypeError):
                evaluate(gate, on=drawing.on, facts=facts)
    for text in HOSTILE:
        with pytest.raises(UnknownFactError):
            evaluate(gate, on=drawing.on, facts={text: Fact(text, value=True)})


def test_a_fact_more_never_turns_met_into_unmet_or_back():
    """One fact that was not known becomes known: what was decided stays, at any gate."""
    decided = 0
    for drawing, chance in drawings():
        passing = drawing.passing(chance)
        for _ in range(12):
            facts = drawing.near(passing, chance)
            left_out = chance.sample(drawing.read, min(len(drawing.read), 3))
            fewer = {name: fact for name, fact in facts.items() if name not in left_out}
            added = chance.choice(left_out)
            more = {**fewer, added: chance.choice(drawing.choices[added][1:])}

            before = evaluate(drawing.gate, on=drawing.on, facts=fewer)
            after = evaluate(drawing.gate, on=drawing.on, facts=more)

            for less, then in zip(before.findings, after.findings, strict=True):
                assert less.outcome in (then.outcome, Outcome.UNKNOWN)
                decided += less.outcome is not then.outcome
            assert not (before.passes and not after.passes)

    assert decided > 50


def test_eight_threads_at_many_gates_get_the_answers_of_one():
    work = []
    for drawing, chance in drawings():
        facts = drawing.near(drawing.passing(chance), chance)
        work.append((drawing.gate, drawing.on, facts))
    alone = [outcome_of(*each) for each in work]
    wrong: list[object] = []

    def run(number: int) -> None:
        order = list(range(len(work)))
        random.Random(number).shuffle(order)  # noqa: S311  A fixed seed.
        try:
            for index in order * 2:
                if outcome_of(*work[index]) != alone[index]:
                    wrong.append(work[index])
        except RuleError as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def outcome_of(gate: str, on: date, facts: dict[str, Fact]) -> tuple[bool, list[Outcome]]:
    verdict: Verdict = evaluate(gate, on=on, facts=facts)
    return verdict.passes, [finding.outcome for finding in verdict.findings]


GROWTH = """
import random, sys
from datetime import date
from rules.judge.engine import evaluate
from tests.rules.judge import test_two_judges as judges

def resident():
    pages = int(open("/proc/self/statm").read().split()[1])
    return pages * 4096

number = int(sys.argv[1])
largest = sorted(judges.ASKED, key=judges.share_of)[-3:]
drawings = [(judges.Drawing(gate, judges.DAYS[-1]), random.Random(0)) for gate in largest]
passing = [drawing.passing(chance) for drawing, chance in drawings]
def run(times):
    for turn in range(times):
        drawing, chance = drawings[turn % len(drawings)]
        facts = drawing.near(passing[turn % len(drawings)], chance)
        evaluate(drawing.gate, on=drawing.on, facts=facts).as_dict()
run(number // 4)
before = resident()
run(number)
print(resident() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell")
def test_memory_does_not_grow_with_the_number_of_verdicts():
    """Less than 20 MB over 100,000, at the three largest gates; less over fewer."""
    house = Path(__file__).parents[3]
    run = subprocess.run(  # noqa: S603  This very Python.
        [sys.executable, "-c", GROWTH, str(JUDGED_FOR_MEMORY)],
        capture_output=True,
        text=True,
        check=True,
        cwd=house,
    )

    # What the allocator takes and gives back makes fewer than 5,000 of them say no more.
    assert int(run.stdout) < 200 * max(JUDGED_FOR_MEMORY, 5_000)
