"""A what-if over a hundred thousand people by columns, beside the engine on some of the same."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from bench.courses import Course
from bench.figures import Line, settled
from bench.verdicts import facts_of_everybody
from rules.definitions import Law
from rules.editing.columns import columns, facts_read, judge
from rules.editing.simulation import Somebody, simulate
from rules.judge.engine import evaluate
from rules.library import law
from rules.model import Fact

GATE = "appointment"
PEOPLE = 100_000
SAMPLE = 500
LIMIT_S = 60
MOVED = "minimum_months_in_post_below"


def measure(people: int = PEOPLE) -> list[Line]:
    """Return one line for the whole, one for the columns alone, one for the engine on a sample."""
    course = Course()
    on, known = course.on, facts_of_everybody(course)
    conditions = len(law().conditions_in_force(GATE, on))
    draft = _draft()
    sample = [each.facts for each in _pool(SAMPLE, known)]
    with settled():
        whole = Line(f"What-if: {people} people, two laws of {conditions} conditions", queries="0")
        whole.take(
            partial(simulate, law(), draft, gate=GATE, on=on, pool=_pool(people, known), keep=100)
        )
        whole.goal = f"≤ {LIMIT_S} s"
        whole.reached = whole.least <= LIMIT_S * 1000
        whole.note = f"{people / whole.least * 1000:.0f} people a second"
        plain = Line(f"The same outcomes by columns, one law, {SAMPLE} people", queries="0")
        engine = Line(f"The same by the engine, both judges and explanations, {SAMPLE} people")
        engine.queries = "0"
        for _ in range(5):
            plain.take(partial(_by_columns, on, sample))
            engine.take(partial(_by_engine, on, sample))
    assert _by_columns(on, sample) == _by_engine(on, sample)  # noqa: S101  Or nothing was measured.
    plain.note = f"{engine.middle / plain.middle:.0f} times as many people in the same time"
    return [whole, plain, engine]


def _draft() -> Law:
    """A draft that asks for half a year more in the post below."""
    own = law()
    moved = tuple(dataclasses.replace(each, value=each.value + 6) for each in own.figures[MOVED])
    return dataclasses.replace(own, figures={**own.figures, MOVED: moved}, _in_force={})


def _pool(size: int, known: list[Mapping[str, Fact]]) -> Iterator[Somebody]:
    """Yield people like those of the sample, with other times in post; made as they are asked."""
    chance = random.Random(size)  # noqa: S311  A fixed seed, and no secret.
    name = "months_in_post_below"
    for number in range(size):
        facts = dict(known[number % len(known)])
        facts[name] = Fact(name, chance.randint(0, 36))
        yield Somebody(str(number), facts)


def _by_columns(on: date, people: list[Mapping[str, Fact]]) -> list[bool]:
    read = facts_read(law(), GATE, on)
    wanted = [{name: facts[name] for name in read if name in facts} for facts in people]
    found: list[bool] = judge(law(), GATE, on, columns(wanted, law(), read)).passes.tolist()
    return found


def _by_engine(on: date, people: list[Mapping[str, Fact]]) -> list[bool]:
    return [evaluate(GATE, on=on, facts=facts).passes for facts in people]
