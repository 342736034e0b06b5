"""What must hold of the whole law, of the editions that are not written yet as well."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from ruamel.yaml import YAML

from rules.expression import comparisons
from rules.library import FOLDER, Condition, law

LAW = law()
GATE_START = {
    prefix: min(gate.in_force.start for gate in LAW.gates.values() if prefix in gate.conditions)
    for prefix in {prefix for gate in LAW.gates.values() for prefix in gate.conditions}
}
CONDITIONS = sorted({condition.id for condition in LAW.conditions})
EDITIONS = list(LAW.conditions)
ROLES = {
    "hr_officer",
    "head_of_hr",
    "leader",
    "appointing_authority",
    "party_committee",
    "inspector",
    "administrator",
    "applicant",
    "recruiting_authority",
    "recruitment_council",
    "leadership_collective",
}


def name_of(edition: Condition) -> str:
    return f"{edition.id} from {edition.in_force.start}"


def case_files() -> dict[str, list[dict[str, Any]]]:
    found = {}
    for path in sorted((FOLDER / "cases").rglob("*.yaml")):
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        subject = content.get("condition") or content.get("rule")
        if subject:
            found[subject] = content["cases"]
    return found


CASES = case_files()


def asked_from(edition: Condition) -> date:
    """The first day on which a gate asks an edition."""
    return max(edition.in_force.start, GATE_START[edition.prefix])


def dates_of_change(edition: Condition) -> set[date]:
    """The days on which what the edition requires changed: its own, and those of its figures."""
    start, until = asked_from(edition), edition.in_force.until
    found = {start}
    for name in edition.reads("figure"):
        found |= {figure.in_force.start for figure in LAW.figures[name]}
    return {day for day in found if start <= day and (until is None or day < until)}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_condition_is_shown_met_unmet_and_unknown(condition):
    shown = {case["expect"] for case in CASES[condition]}

    assert shown >= {"met", "unmet", "unknown"}


@pytest.mark.parametrize("edition", EDITIONS, ids=name_of)
def test_edition_is_shown_on_both_sides_of_every_day_on_which_it_changed(edition):
    shown = {(case["as_of"], case["expect"]) for case in CASES[edition.id]}
    days = {day for day, _ in shown}

    for day in dates_of_change(edition):
        assert {(day, "met"), (day, "unmet")} <= shown
        if day > GATE_START[edition.prefix]:
            assert day - timedelta(days=1) in days


@pytest.mark.parametrize("edition", EDITIONS, ids=name_of)
def test_edition_is_shown_on_both_sides_of_every_threshold(edition):
    """For every comparison with a figure: a case on the line, and one that misses it by one."""
    shown = [case["facts"] for case in CASES[edition.id]]
    for comparison in comparisons(edition.requires):
        fact, *others = comparison.operands
        if not others or others[0].source != "figure" or comparison.operator == "<":
            continue
        line = LAW.figure(others[0].name, max(asked_from(edition), date(2025, 10, 8))).value
        beside = line + 1 if comparison.operator == "<=" else line - 1
        values = {facts.get(fact.name) for facts in shown}

        assert {line, beside} <= values


@pytest.mark.parametrize("rule", sorted({ballot.id for ballot in LAW.ballots}))
def test_ballot_rule_has_cases(rule):
    assert len(CASES[rule]) >= 2


@pytest.mark.parametrize("edition", EDITIONS, ids=name_of)
def test_every_citation_names_an_instrument_in_force(edition):
    cited = [edition.citation, *([edition.lift.citation] if edition.lift else [])]
    for citation in cited:
        for number in filter(None, (citation.instrument, citation.amended_by)):
            instrument = LAW.instruments[number]
            if instrument.in_force is None:
                assert edition.confidence != "seen"
            else:
                assert instrument.in_force.covers(edition.in_force.start)


@pytest.mark.parametrize("name", sorted(LAW.figures))
def test_every_figure_cites_an_instrument_in_force_and_was_checked(name):
    for figure in LAW.figures[name]:
        for number in filter(None, (figure.citation.instrument, figure.citation.amended_by)):
            instrument = LAW.instruments[number]
            assert instrument.in_force
            assert instrument.in_force.covers(figure.in_force.start)
        assert figure.last_checked_on >= date(2026, 11, 23)
        assert figure.published_on is None or figure.published_on <= figure.last_checked_on


@pytest.mark.parametrize("gate", sorted(LAW.gates))
def test_gate_has_one_edition_of_each_condition_on_every_date(gate):
    """Asserts no outcome: it fails where the editions leave a gap or overlap."""
    days = {LAW.gates[gate].in_force.start}
    for edition in EDITIONS:
        for day in filter(None, (edition.in_force.start, edition.in_force.until)):
            days |= {day - timedelta(days=1), day, day + timedelta(days=1)}
    days |= {date(year, month, 1) for year in range(2025, 2031) for month in range(1, 13)}

    for day in sorted(day for day in days if LAW.gates[gate].in_force.covers(day)):
        asked = [condition.id for condition in LAW.conditions_in_force(gate, day)]
        assert len(set(asked)) == len(asked) > 0


@pytest.mark.parametrize("name", sorted(LAW.figures))
def test_figure_has_one_value_on_every_date_on_which_it_is_read(name):
    for edition in EDITIONS:
        if name in edition.reads("figure"):
            LAW.figure(name, asked_from(edition))
            for figure in LAW.figures[name]:
                if edition.in_force.covers(figure.in_force.start):
                    assert LAW.figure(name, figure.in_force.start) is figure


def test_every_figure_is_used():
    read = {name for edition in EDITIONS for name in edition.reads("figure")}
    read |= {name for ballot in LAW.ballots for name in ballot.figures}
    read |= {step.limit for schedule in LAW.schedules for step in schedule.steps}
    read |= {each.points for table in LAW.priority for each in table.categories.values()}
    read |= {name for fact in LAW.facts.values() for name in fact.figures}
    house = FOLDER.parent.parent
    code = [
        path
        for part in ("processes", "workflow_engine", "rules/compute")
        for path in (house / part).rglob("*.py")
    ]
    words = {word for path in code for word in re.findall(r"\w+", path.read_text("utf-8"))}

    assert set(LAW.figures) - read <= words


def test_every_fact_is_read_and_has_a_supplier():
    read = {name for edition in EDITIONS for name in edition.reads("fact")}

    assert set(LAW.facts) == read
    assert {fact.supplied_by for fact in LAW.facts.values()} <= ROLES


def test_every_instrument_is_cited():
    cited = {
        number
        for citation in [
            *(edition.citation for edition in EDITIONS),
            *(figure.citation for figures in LAW.figures.values() for figure in figures),
            *(table.citation for table in LAW.retirement),
        ]
        for number in (citation.instrument, citation.amended_by)
    }

    assert set(LAW.instruments) - cited <= {"132/2025/QH15"}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_id_names_no_article_and_no_number(condition):
    assert not re.search(r"\d|art-|dieu-", condition)


@pytest.mark.parametrize("edition", EDITIONS, ids=name_of)
def test_expression_holds_no_figure_of_its_own(edition):
    for node in edition.expressions:
        for comparison in comparisons(node):
            for operand in comparison.operands:
                if operand.source == "literal" and operand.type.kind in ("integer", "money"):
                    assert operand.value in (0, 1)


@pytest.mark.parametrize("edition", EDITIONS, ids=name_of)
def test_what_is_not_known_is_a_manual_gate(edition):
    """An unknown source has no rule to apply: a named person confirms."""
    confirmed = [name for name in edition.reads("fact") if name.startswith("confirmed_")]

    if edition.confidence == "unknown":
        assert confirmed
    for name in confirmed:
        assert LAW.facts[name].record == "confirmation"


@pytest.mark.parametrize("edition", EDITIONS, ids=name_of)
def test_it_says_what_the_law_requires_and_never_what_it_forbids(edition):
    """A count that has to be zero, not a breach that was found: nothing known, nobody passes."""
    from rules.expression import kleene

    assert kleene(edition.requires, lambda _: None) is None
    for comparison in comparisons(edition.requires):
        literals = [each for each in comparison.operands if each.source == "literal"]
        assert comparison.operator != "!="
        assert all(literal.value is not False for literal in literals)


@pytest.mark.parametrize("condition", sorted(CASES))
def test_case_file_is_about_something_that_exists_and_names_are_sentences(condition):
    known = {*CONDITIONS, *(ballot.id for ballot in LAW.ballots)}
    names = [case["name"] for case in CASES[condition]]

    assert condition in known
    assert len(set(names)) == len(names)
    assert all(len(name.split()) >= 3 for name in names)
