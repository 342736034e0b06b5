"""Two conditions of one gate that ask the same are a problem, in whatever order they stand."""

import pytest

from rules.editing import check, repeated
from rules.expression import Comparison, Operand, Type

REQUIRES = "breaches = 0 or waived"
# It asks from 2025 on what the small law asks from 2024 on.
AGAIN = """
- id: entry.no-breach-again
  title: {vi: Không vi phạm, en: No breach}
  cites: {instrument: 1/2023/NĐ-CP, article: "3"}
  in_force: {from: 2025-01-01}
  confidence: seen
  requires: %s
  requirement: {vi: Không vi phạm., en: No breach.}
  unmet: {vi: "Có {breaches} vi phạm.", en: "There are {breaches} breaches."}
"""
FILE = "conditions/entry.yaml"


def twice(folder, house, *, requires=REQUIRES, edit=lambda text: text, applies=""):
    again = AGAIN % requires
    if applies:
        again = again.replace("  requires:", f"  applies_when: {applies}\n  requires:")
    path = folder / FILE
    path.write_text(edit(path.read_text(encoding="utf-8")) + again, encoding="utf-8")
    return [each for each in check.check(folder, house) if each.code == "asked-twice"]


def applying_when(expression):
    """Have the condition that stands there apply only when something holds."""
    return lambda text: text.replace(
        f"  requires: {REQUIRES}", f"  applies_when: {expression}\n  requires: {REQUIRES}"
    )


@pytest.mark.parametrize(
    "requires", [REQUIRES, "waived or breaches = 0", "waived or (breaches = 0 or waived)"]
)
def test_the_same_in_another_order_is_asked_twice(folder, house, requires):
    (problem,) = twice(folder, house, requires=requires)

    assert problem.details == {
        "about": "entry.no-breach-again",
        "other": "entry.no-breach",
        "gate": "entry",
        "on": "2025-01-01",
    }
    written = (folder / FILE).read_text(encoding="utf-8").splitlines()
    assert written[problem.line - 1] == f"  requires: {requires}"


def test_the_same_of_some_whom_the_other_asks_anyhow_is_asked_twice(folder, house):
    assert twice(folder, house, applies='relation = "first"')


def test_the_same_of_the_same_people_is_asked_twice(folder, house):
    edit = applying_when("breaches < 3 and waived")

    assert twice(folder, house, edit=edit, applies="waived and breaches < 3")


def test_the_same_of_others_is_not_asked_twice(folder, house):
    edit = applying_when('relation = "first"')

    assert not twice(folder, house, edit=edit, applies='relation = "higher"')


def test_the_same_at_another_time_is_not_asked_twice(folder, house):
    def ended(text):
        start = text.index("- id: entry.no-breach")
        dated = "in_force: {from: 2024-01-01}"
        ending = "in_force: {from: 2024-01-01, until: 2025-01-01}"
        return text[:start] + text[start:].replace(dated, ending, 1)

    assert not twice(folder, house, edit=ended)


@pytest.mark.parametrize(("operator", "mirrored"), [(">=", "<="), (">", "<"), ("=", "=")])
def test_a_fact_may_stand_on_either_side(operator, mirrored):
    served = Operand("fact", "months_served", None, Type("integer", "month"))
    least = Operand("figure", "least_months", None, Type("integer", "month"))
    one, other = Comparison(operator, (served, least)), Comparison(mirrored, (least, served))

    assert repeated.normal(one) == repeated.normal(other)
    assert repeated.normal(one) != repeated.normal(Comparison("!=", (served, least)))


def test_something_else_is_not_asked_twice(folder, house):
    assert not twice(folder, house, requires="breaches = 0 and waived")
