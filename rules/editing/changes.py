"""Small changes of the rules that are no expressions: of counting, of time limits, of gates.

Each change is told by what it was and what it is, and comes with the rule so changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.definitions import BallotRule, Band, Gate
from rules.listed import ScheduleStep

LEFT_OUT = "–"
BASES = ("invited", "invited less excused", "present", "returned")
SIGNS = ("over", "from", "at")


def of_counting(rule: BallotRule) -> Iterator[tuple[str, str, BallotRule]]:
    """Count from every other base, without each share or by another sign, and without its bars."""
    for base in BASES:
        if base != rule.denominator:
            yield f"of {rule.denominator}", f"of {base}", replace(rule, denominator=base)
    for was, without in (
        (rule.select_over, replace(rule, select_over=None)),
        (rule.select_from, replace(rule, select_from=None)),
        (rule.carry_from, replace(rule, carry_from=None)),
        (rule.tie_at, replace(rule, tie_at=None)),
        (rule.quorum_from, replace(rule, quorum_from=None)),
    ):
        if was:
            yield was, LEFT_OUT, without
    over, at_least = rule.select_over, rule.select_from
    if over:
        yield f"over {over}", f"from {over}", replace(rule, select_over=None, select_from=over)
    if at_least:
        now = replace(rule, select_over=at_least, select_from=None)
        yield f"from {at_least}", f"over {at_least}", now
    if rule.quorum_from:
        now = replace(rule, quorum_binds=not rule.quorum_binds)
        yield f"quorum_binds: {rule.quorum_binds}", f"quorum_binds: {now.quorum_binds}", now
    if not rule.bands:
        now = replace(rule, only_carried=not rule.only_carried)
        yield f"only_carried: {rule.only_carried}", f"only_carried: {now.only_carried}", now
    if rule.second_ballot_if_new:
        yield "second_ballot_if_new", LEFT_OUT, replace(rule, second_ballot_if_new=False)
    for told, changed, bands in _bands(rule.bands):
        yield told, changed, replace(rule, bands=bands)


def _bands(bands: tuple[Band, ...]) -> Iterator[tuple[str, str, tuple[Band, ...]]]:
    """Leave out each band, and compare its share by each other sign where that matters.

    What lies over a share is told by an earlier band of it: `at` and `from` come to the same then.
    """
    for place, band in enumerate(bands):
        before, after = bands[:place], bands[place + 1 :]
        was = f"{band.sign} {band.share}: {band.outcome}"
        if len(bands) > 1:
            yield was, LEFT_OUT, (*before, *after)
        over = any(each.share == band.share and each.sign == "over" for each in before)
        for sign in SIGNS:
            if sign != band.sign and not (over and {sign, band.sign} == {"at", "from"}):
                now = f"{sign} {band.share}: {band.outcome}"
                yield was, now, (*before, replace(band, sign=sign), *after)


def of_asked(gate: Gate) -> Iterator[tuple[str, str, Gate]]:
    """Leave out each group of conditions that a gate asks; a gate of none opens to nobody."""
    for prefix in gate.conditions if len(gate.conditions) > 1 else ():
        others = tuple(each for each in gate.conditions if each != prefix)
        yield prefix, LEFT_OUT, replace(gate, conditions=others)


def of_steps(
    steps: tuple[ScheduleStep, ...],
) -> Iterator[tuple[str, str, tuple[ScheduleStep, ...]]]:
    """Leave out each time limit, turn its counting round, and drop what it depends on."""
    for place, step in enumerate(steps):
        before, after = steps[:place], steps[place + 1 :]
        yield step.limit, LEFT_OUT, (*before, *after)
        turned = replace(step, before=not step.before)
        ways = [
            f"{step.limit}: counted {'before' if each.before else 'after'}"
            for each in (step, turned)
        ]
        yield ways[0], ways[1], (*before, turned, *after)
        if step.when:
            always = replace(step, when="")
            yield f"{step.limit}: when {step.when}", LEFT_OUT, (*before, always, *after)
        if step.unless:
            always = replace(step, unless="")
            yield f"{step.limit}: unless {step.unless}", LEFT_OUT, (*before, always, *after)
