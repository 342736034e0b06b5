"""What happens when something breaks inside a judge, or many judge at once."""

from __future__ import annotations

import dataclasses
import resource
import threading

import pytest

from rules.errors import (
    EngineError,
)
from rules.judge import engine, ruleset
from tests.rules.judging import LAW, judge

# When something breaks, nobody passes.


@pytest.fixture
def plan(eligible):
    """A law of its own, so that what is broken here is broken nowhere else."""
    own = dataclasses.replace(LAW, _in_force={})
    judge(eligible(), law=own)
    (found,) = engine._plans[own].values()
    return own, found


def test_conclusion_that_is_missing_cannot_read_as_passed(eligible, plan):
    own, found = plan
    conclusions = found.session._ruleset._conclusions
    for rule, each in list(conclusions.items()):
        if each.slug == "d7":
            conclusions[rule] = ruleset.Conclusion("g99", "", "g99")

    with pytest.raises(EngineError, match="outcomes"):
        judge(eligible(), law=own)


def test_outcome_that_is_turned_into_met_is_found_by_the_second_judge(eligible, plan):
    own, found = plan
    running = found.session._ruleset
    for rule, each in list(running._conclusions.items()):
        if each.letter == "unmet":
            running._conclusions[rule] = dataclasses.replace(each, letter="met")
            running._written[rule] = f'{{"id":"{each.slug}","{each.slug}":"y","sid":"'

    with pytest.raises(EngineError, match="two judges differ"):
        judge(eligible(months_in_post_below=1), law=own)


def test_two_outcomes_of_one_condition_are_an_error(eligible, plan):
    own, found = plan
    conclusions = found.session._ruleset._conclusions
    for rule, each in list(conclusions.items()):
        if each.slug == "d1":
            conclusions[rule] = dataclasses.replace(each, slug="d0")

    with pytest.raises(EngineError, match="2 outcomes"):
        judge(eligible(), law=own)


def test_exception_inside_the_chain_is_an_error_and_the_next_evaluation_works(eligible, plan):
    own, found = plan
    written = found.session._ruleset._written
    kept = dict(written)
    written.update(dict.fromkeys(written, "this is not JSON"))

    with pytest.raises(EngineError, match="durable_rules failed"):
        judge(eligible(), law=own)
    written.update(kept)

    assert judge(eligible(), law=own).passes


def test_chain_that_gives_no_answer_is_an_error(eligible, plan):
    own, found = plan
    conclusions = found.session._ruleset._conclusions
    for rule, each in list(conclusions.items()):
        if each.slug == "pass":
            conclusions[rule] = dataclasses.replace(each, slug="g98")

    with pytest.raises(EngineError, match="0 verdicts"):
        judge(eligible(), law=own)


def test_chain_that_gives_two_answers_is_an_error(eligible, plan):
    own, found = plan
    running = found.session._ruleset
    for rule, each in list(running._conclusions.items()):
        if each.letter == "unmet":
            written = f'{{"id":"{each.slug}","{each.slug}":"y","stop":"y","sid":"'
            running._written[rule] = written

    with pytest.raises(EngineError, match="2 verdicts"):
        judge(eligible(months_in_post_below=1), law=own)


def test_comparison_that_lies_is_found_where_the_explanation_shows_the_values(
    eligible, plan, monkeypatch
):
    own, _ = plan
    honest = engine.compare

    def lying(comparison, values):
        value = honest(comparison, values)
        return True if str(comparison).startswith("months_in_post_below") else value

    monkeypatch.setattr(engine, "compare", lying)

    with pytest.raises(EngineError, match="two judges differ"):
        judge(eligible(months_in_post_below=0), law=own)


# What it costs.


def test_more_evaluations_than_there_are_places_for_states(eligible):
    """1,023 live states are the most that durable_rules holds; memory does not grow either."""
    facts = eligible()
    for _ in range(100):
        judge(facts)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(1000):
        judge(facts)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert after - before < 8 * 1024


def test_eight_threads_get_their_own_answers(eligible):
    wrong = []

    def work(number: int) -> None:
        months = number + 8
        for _ in range(40):
            verdict = judge(eligible(months_in_post_below=months))
            if verdict.passes != (months >= 12):
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
