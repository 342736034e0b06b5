"""Both judges: what they refuse, what they agree on, and what happens when something breaks."""

from __future__ import annotations

import dataclasses
import json
import random
import resource
import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.definitions import FactDefinition
from rules.errors import (
    EngineError,
    FactTypeError,
    NoEditionInForceError,
    SpecialDecisionError,
    UnknownFactError,
)
from rules.expression import Both, Comparison, Either, Node, Not, comparisons, kleene
from rules.facts import facts_from_json
from rules.judge import checker, engine, ruleset
from rules.judge.engine import evaluate
from rules.judge.verdict import Verdict
from rules.library import law
from rules.model import Evidence, Fact, Outcome
from tests.rules.conftest import ELIGIBLE

LAW = law()
ON = date(2026, 11, 23)
DAYS = (date(2025, 7, 1), date(2025, 10, 8), date(2026, 1, 3), date(2026, 7, 31), ON)
# The facts of this gate; `test_two_judges` tries all gates.
READ = sorted(
    {
        name
        for on in DAYS
        for condition in LAW.conditions_in_force("appointment", on)
        for name in condition.reads("fact")
    }
)


def judge(facts, **options: Any) -> Verdict:
    return evaluate("appointment", on=options.pop("on", ON), facts=facts, **options)


def test_one_who_meets_every_condition_passes(eligible):
    verdict = judge(eligible())

    assert verdict.passes
    assert verdict.blocking == ()


@pytest.mark.parametrize("on", DAYS)
def test_the_same_one_passes_under_every_edition(eligible, on):
    assert judge(eligible(), on=on).passes


def test_one_unmet_condition_is_enough_to_hold(eligible):
    verdict = judge(eligible(months_in_post_below=11))

    assert not verdict.passes
    assert [finding.condition for finding in verdict.blocking] == ["appointment.time-in-post"]


def test_one_unknown_fact_is_enough_to_hold(eligible):
    verdict = judge(eligible(office_bans=None))

    assert not verdict.passes
    assert verdict.missing == ("office_bans",)
    assert verdict.finding("appointment.no-ban").outcome is Outcome.UNKNOWN


def test_everything_that_is_wrong_is_told_at_once(eligible):
    verdict = judge(eligible(months_in_post_below=11, health_fit=False, business_roles=2))

    assert len(verdict.unmet) == 3


def test_nobody_about_whom_nothing_is_known_passes():
    verdict = judge({})

    assert not verdict.passes
    assert all(finding.outcome is Outcome.UNKNOWN for finding in verdict.findings)
    assert all(finding.missing for finding in verdict.findings)


@pytest.mark.parametrize("name", READ)
def test_no_fact_passes_by_being_left_out(eligible, name):
    """Either nothing in force reads it for this candidate, or its absence holds the candidate."""
    facts = eligible()
    facts.pop(name, None)

    verdict = judge(facts)

    assert verdict.passes or verdict.missing == (name,)


def test_finding_says_who_can_supply_what_is_missing(eligible):
    verdict = judge(eligible(title_degree_required=None))

    sentence = verdict.finding("appointment.title-degree").sentence
    assert "người đứng đầu bộ phận tổ chức cán bộ" in sentence["vi"]
    assert "the head of personnel" in sentence["en"]
    assert verdict.facts["title_degree_required"]["supplied_by"] == "head_of_hr"


def test_refusal_is_told_in_both_languages_with_its_figures(eligible):
    finding = judge(eligible(months_in_post_below=11)).finding("appointment.time-in-post")

    assert "11 tháng, cần đủ 12 tháng" in finding.sentence["vi"]
    assert finding.citation.text("vi") == (
        "khoản 3 Điều 29 Nghị định 170/2025/NĐ-CP, được sửa đổi bởi Điều 12 Nghị định"
        " 300/2026/NĐ-CP"
    )


def test_explanation_goes_down_to_the_fact_its_value_and_its_evidence(eligible):
    evidence = Evidence("post_held", "QĐ 12", date(2025, 11, 1), {"title": "Phó trưởng phòng"})
    facts = eligible()
    facts["months_in_post_below"] = Fact("months_in_post_below", 12, (evidence,))

    verdict = judge(facts)

    leaf = verdict.finding("appointment.time-in-post").explanation["requires"]
    assert leaf["operands"] == [
        {"fact": "months_in_post_below", "value": 12},
        {"figure": "minimum_months_in_post_below", "value": 12},
    ]
    assert verdict.facts["months_in_post_below"]["evidence"] == [evidence.as_dict()]
    assert verdict.figures["minimum_months_in_post_below"]["citation"]["article"] == "29"


def test_verdict_comes_back_from_its_json_byte_for_byte(eligible, decision):
    verdict = judge(
        eligible(months_in_post_below=11), special_decisions=[decision("appointment.time-in-post")]
    )

    written = json.dumps(verdict.as_dict(), ensure_ascii=False)
    again = Verdict.from_dict(json.loads(written))

    assert json.dumps(again.as_dict(), ensure_ascii=False) == written
    assert again.finding("appointment.time-in-post").lifted_by == decision(
        "appointment.time-in-post"
    )


def test_same_facts_in_another_order_give_the_same_bytes(eligible):
    facts = eligible(months_in_post_below=11)
    other = dict(reversed(facts.items()))

    assert json.dumps(judge(facts).as_dict()) == json.dumps(judge(other).as_dict())


def test_date_before_the_gate_began_is_an_error(eligible):
    with pytest.raises(NoEditionInForceError):
        judge(eligible(), on=date(2025, 6, 30))


def test_gate_that_does_not_exist_is_an_error(eligible):
    with pytest.raises(NoEditionInForceError):
        evaluate("promotion", on=ON, facts=eligible())


def test_verdict_without_a_condition_does_not_pass():
    empty = Verdict("appointment", ON, passes=True, findings=(), law_digest="0" * 64)

    assert checker.check(empty.as_dict()) == [
        "the verdict says passes = True, its findings say False"
    ]


# Facts that the engine would misread are refused before they come near it.

WRONG = [
    ("months_in_post_below", "12"),
    ("months_in_post_below", "abc"),
    ("months_in_post_below", True),
    ("months_in_post_below", 12.0),
    ("months_in_post_below", -1),
    ("months_in_post_below", 10**30),
    ("months_in_post_below", float("nan")),
    ("months_in_post_below", [12]),
    ("months_in_post_below", {"value": 12}),
    ("planned_for_post", 1),
    ("planned_for_post", "true"),
    ("planned_for_post", "x" * 100_000),
    ("source", "nowhere"),
    ("source", "on_site\x00"),
    ("source", '"}{"sid":"1"}'),
    ("source", 1),
    ("degree_level", "University"),
    ("degree_level", date(2026, 1, 1)),
    ("office_bans", datetime(2026, 1, 1)),  # noqa: DTZ001  A wrong value on purpose.
]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda value: repr(value)[:30])
def test_value_of_another_type_is_refused(eligible, name, value):
    facts = {**eligible(), name: Fact(name, value)}

    with pytest.raises(FactTypeError) as caught:
        judge(facts)

    assert caught.value.fact == name
    assert len(str(caught.value)) < 400


def test_fact_that_is_not_in_the_vocabulary_is_refused_and_the_nearest_named(eligible):
    facts = {**eligible(), "month_in_post_below": Fact("month_in_post_below", 12)}

    with pytest.raises(UnknownFactError, match="months_in_post_below"):
        judge(facts)


def test_fact_under_the_name_of_another_is_refused(eligible):
    with pytest.raises(FactTypeError):
        judge({**eligible(), "health_fit": Fact("planned_for_post", True)})


@pytest.mark.parametrize(
    "hostile",
    ["'; DROP TABLE dossier; --", "\x00", '{"$nex": 1}', "́" * 50_000, "\ud800", "Nguyễn\n" * 999],
    ids=["sql", "nul", "nested", "long", "surrogate", "lines"],
)
def test_hostile_text_in_evidence_and_decisions_changes_nothing(eligible, decision, hostile):
    facts = {
        name: Fact(name, fact.value, (Evidence(hostile, hostile, None, {hostile: hostile}),))
        for name, fact in eligible(months_in_post_below=11).items()
    }
    given = decision("appointment.time-in-post", document=hostile + "x", number=hostile + "x")

    assert judge(facts, special_decisions=[given]).passes
    assert not judge(facts).passes


# Special decisions.


def test_special_decision_lifts_its_own_condition_and_is_recorded(eligible, decision):
    given = decision("appointment.time-in-post")

    verdict = judge(eligible(months_in_post_below=3), special_decisions=[given])

    finding = verdict.finding("appointment.time-in-post")
    assert verdict.passes
    assert finding.lifted_by == given
    assert "số 15/QĐ-UBND ngày 23/11/2026" in finding.sentence["vi"]


@pytest.mark.parametrize(("days", "outcome"), [(-1, "met"), (0, "met"), (1, "unmet")])
def test_special_decision_counts_if_it_was_taken_by_the_day_of_the_gate(
    eligible, decision, on, days, outcome
):
    """The law asks that it precedes what it allows, not that it precedes the governing date."""
    run_on = on + timedelta(days=40)
    given = decision("appointment.time-in-post", decided_on=run_on + timedelta(days=days))

    verdict = judge(eligible(months_in_post_below=3), special_decisions=[given], decided_by=run_on)

    assert verdict.finding("appointment.time-in-post").outcome == outcome
    assert verdict.as_dict()["decided_by"] == run_on.isoformat()


def test_special_decision_after_the_governing_date_lifts_nothing_by_itself(eligible, decision, on):
    given = decision("appointment.time-in-post", decided_on=on + timedelta(days=1))

    verdict = judge(eligible(months_in_post_below=3), special_decisions=[given])

    assert verdict.finding("appointment.time-in-post").outcome == "unmet"
    assert verdict.as_dict()["decided_by"] == on.isoformat()


def test_special_decision_lifts_no_other_condition(eligible, decision):
    facts = eligible(months_in_post_below=3, health_fit=False)

    verdict = judge(facts, special_decisions=[decision("appointment.time-in-post")])

    assert [finding.condition for finding in verdict.blocking] == ["appointment.health-fit"]


def test_what_the_law_does_not_let_anyone_lift_stays_unmet(eligible, decision):
    facts = eligible(open_criminal_proceedings=1)

    verdict = judge(facts, special_decisions=[decision("appointment.no-criminal-proceeding")])

    assert not verdict.passes


def test_special_decision_leaves_a_met_condition_as_it_is(eligible, decision):
    verdict = judge(eligible(), special_decisions=[decision("appointment.time-in-post")])

    assert verdict.finding("appointment.time-in-post").lifted_by is None


@pytest.mark.parametrize(
    "changes",
    [{"number": " "}, {"document": ""}, {"authority": ""}, {"decided_on": None}],
    ids=["no number", "no document", "no authority", "no date"],
)
def test_special_decision_that_is_not_whole_is_refused(eligible, decision, changes):
    with pytest.raises(SpecialDecisionError):
        judge(eligible(), special_decisions=[decision("appointment.time-in-post", **changes)])


def test_special_decision_on_no_condition_is_refused(eligible, decision):
    with pytest.raises(SpecialDecisionError):
        judge(eligible(), special_decisions=[decision("appointment.time")])


# The two judges, on facts that nobody chose.


def values_of(definition: FactDefinition) -> st.SearchStrategy[Any]:
    if definition.type == "boolean":
        known = st.booleans()
    elif definition.type == "enum":
        known = st.sampled_from(list(definition.values))
    else:
        low, high = definition.bounds
        near = [low, high, 0, 1, 2, 3, 9, 10, 11, 12, 23, 24, 35, 36, 47, 48, 59, 60]
        known = st.sampled_from([n for n in near if low <= n <= high]) | st.integers(low, high)
    return st.none() | known


FACT_SETS = st.fixed_dictionaries({}, optional={name: values_of(LAW.facts[name]) for name in READ})
CONSTRAINED = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def plain_outcome(condition, facts) -> str:
    """Derive the outcome once more, in the shortest way there is."""

    def value(comparison: Comparison) -> bool | None:
        return engine.compare(
            comparison,
            lambda operand: (
                facts[operand.name].value
                if operand.source == "fact" and operand.name in facts
                else LAW.figure(operand.name, ON).value
                if operand.source == "figure"
                else operand.value
            ),
        )

    applies = True if condition.applies is None else kleene(condition.applies, value)
    requires = kleene(condition.requires, value)
    if applies is False:
        return "not_applicable"
    if applies is None or requires is None:
        return "unknown"
    return "met" if requires else "unmet"


@settings(max_examples=200, **CONSTRAINED)
@given(FACT_SETS, st.sampled_from(DAYS))
def test_both_judges_agree_on_any_facts_on_any_day(values, on):
    """They differ, and evaluate() raises."""
    verdict = judge(facts_from_json(values), on=on)

    assert verdict.passes == (not verdict.blocking)


@pytest.mark.parametrize("on", DAYS)
def test_both_judges_agree_on_hundreds_of_candidates_near_the_line(on):
    """Thousands in all: candidates who mostly qualify, so that single conditions decide."""
    chance = random.Random(on.toordinal())  # noqa: S311  A fixed seed, and no secret.
    for _ in range(500):
        values = dict(ELIGIBLE)
        for name in chance.sample(READ, chance.randint(0, 8)):
            values[name] = drawn(LAW.facts[name], chance)

        verdict = judge(facts_from_json(values), on=on)

        assert verdict.passes == (not verdict.blocking)


def drawn(definition: FactDefinition, chance: random.Random) -> Any:
    """Draw a value from those near which something is decided, or None."""
    if definition.type == "boolean":
        return chance.choice([True, False, None])
    if definition.type == "enum":
        return chance.choice([*definition.values, None])
    low, high = definition.bounds
    near = [low, high, 0, 1, 2, 3, 6, 7, 9, 10, 11, 12, 23, 24, 35, 36, 47, 48, 59, 60]
    return chance.choice([None, *(value for value in near if low <= value <= high)])


@settings(max_examples=150, **CONSTRAINED)
@given(FACT_SETS)
def test_every_outcome_is_that_of_the_plain_reckoning(values):
    facts = facts_from_json(values)

    verdict = judge(facts)

    assert {finding.condition: finding.outcome.value for finding in verdict.findings} == {
        condition.id: plain_outcome(condition, facts)
        for condition in LAW.conditions_in_force("appointment", ON)
    }


@settings(max_examples=150, **CONSTRAINED)
@given(FACT_SETS, st.data())
def test_knowing_less_never_lets_more_pass(values, data):
    """What is met or not applicable with fewer facts stays so with more, and so does unmet."""
    left_out = data.draw(st.sets(st.sampled_from(READ)))
    fewer = {name: value for name, value in values.items() if name not in left_out}

    before = judge(facts_from_json(fewer))
    after = judge(facts_from_json(values))

    for less, more in zip(before.findings, after.findings, strict=True):
        assert less.outcome in (more.outcome, Outcome.UNKNOWN)


@settings(max_examples=200, **CONSTRAINED)
@given(FACT_SETS)
def test_missing_facts_are_unknown_and_none_of_them_can_be_spared(values):
    facts = facts_from_json(values)

    for finding in judge(facts).unknown:
        assert finding.missing
        assert all(name not in facts or facts[name].value is None for name in finding.missing)


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


# The cases into which an expression is split cover everything, and nothing twice.

LEAVES = [Comparison("=", (engine.Operand("fact", f"f{n}", None, None),)) for n in range(3)]
NODES = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: (
        st.builds(Not, parts)
        | st.builds(Both, st.tuples(parts, parts))
        | st.builds(Either, st.tuples(parts, parts))
    ),
    max_leaves=5,
)


@settings(max_examples=200, **CONSTRAINED)
@given(NODES)
def test_cases_of_an_expression_cover_every_combination_once(node: Node):
    found = list(dict.fromkeys(comparisons(node)))
    slugs = {leaf: f"k{index}" for index, leaf in enumerate(found)}
    rules = ruleset.Rules(slugs)
    letters = {"t": True, "f": False, "u": None}
    cases = {letter: rules._cases(node, frozenset(letter)) for letter in letters}

    def combinations(left):
        if not left:
            return [{}]
        return [{left[0]: each, **rest} for each in letters for rest in combinations(left[1:])]

    for combination in combinations(list(slugs.values())):
        matching = [
            letter
            for letter, listed in cases.items()
            for case in listed
            if all(combination[slug] in allowed for slug, allowed in case.items())
        ]
        value = kleene(node, lambda leaf, known=combination: letters[known[slugs[leaf]]])

        assert [letters[letter] for letter in matching] == [value]
