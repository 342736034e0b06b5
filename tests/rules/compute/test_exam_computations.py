"""What breaches cost and how many a grade may have, as the cases tell it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from rules.compute import breaches, exact, positions
from rules.errors import RuleError
from rules.library import FOLDER

TODAY = date(2026, 11, 23)


def computed():
    for module in (breaches, positions):
        name = module.__name__.rpartition(".")[2]
        path = FOLDER / "cases" / "compute" / f"{name}.yaml"
        for case in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["cases"]:
            yield pytest.param(module, case, id=f"{name}: {case['name']}")


def call(module, case):
    return getattr(module, case["computes"])(**{"on": TODAY, **case["given"]})


@pytest.mark.parametrize(("module", "case"), list(computed()))
def test_computation_comes_to_what_its_case_says(module, case):
    if "refused" in case:
        with pytest.raises((ValueError, RuleError), match=case["refused"]):
            call(module, case)
        return

    found = call(module, case)
    if isinstance(found, dict):
        assert found == case["expect"]
        return

    record = found.as_dict()

    assert {name: record[name] for name in case["expect"]} == case["expect"]


MEASURES = ["none", "reprimand", "warning", "suspension", "annulment"]


@given(st.decimals(0, 100, places=2), st.sampled_from(MEASURES), st.booleans())
def test_a_measure_never_helps(mark, measure, nought):
    paper = breaches.judged(mark, measure, on=TODAY, nought=nought)

    assert paper.annulled or paper.counted <= exact.exactly(mark)
    assert paper.tell_employer == paper.annulled


@given(st.integers(0, 1000), st.sets(st.integers(1, 5), min_size=2))
def test_no_cap_lets_in_more_than_its_share(headcount, grades):
    caps = positions.grade_caps(headcount, grades, on=TODAY)

    assert all(2 * most <= headcount for most in caps.values())
    assert sum(caps.values()) <= headcount


@pytest.mark.parametrize("grades", [[3], [1, 2, 3]])
def test_one_grade_and_grades_below_the_fourth_have_no_cap(grades):
    assert positions.grade_caps(10, grades, on=TODAY) == {}
