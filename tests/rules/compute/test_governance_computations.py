"""What planning, rating, discipline, training and severance compute, as their cases tell it."""

from datetime import date
from fractions import Fraction

import pytest
from ruamel.yaml import YAML

from rules.compute import deadlines, discipline, planning, rating, retention, severance, training
from rules.compute.retirement import month_of_reaching_age
from rules.errors import NoEditionInForceError
from rules.library import FOLDER
from rules.model import Month

TODAY = date(2026, 11, 23)
MODULES = (planning, rating, discipline, training, severance, retention)
WITHOUT_DATE = {
    "limitation_months",
    "handling_days",
    "form_of_act",
    "combined",
    "escalated",
    "counted_disciplines",
    "year_points",
    "state_management_due",
    "state_management_days_late",
}


def cases_of(name):
    path = FOLDER / "cases" / "compute" / f"{name}.yaml"
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))["cases"]


def computed():
    for module in MODULES:
        name = module.__name__.rpartition(".")[2]
        for case in cases_of(name):
            yield pytest.param(module, case, id=f"{name}: {case['name']}")


READ = {
    "pauses": lambda pauses: [discipline.Pause(*each) for each in pauses],
    "disciplines": lambda found: [rating.Discipline(*each) for each in found],
    "reference": Month.parse,
    "term": lambda years: range(years[0], years[1] + 1),
}


def call(module, case):
    given = {
        name: READ[name](value) if name in READ else value for name, value in case["given"].items()
    }
    if case["computes"] not in WITHOUT_DATE:
        given.setdefault("on", TODAY)
    return getattr(module, case["computes"])(**given)


def plain(value):
    if isinstance(value, training.Payback):
        return list(value.as_dict().values())
    return str(value) if isinstance(value, Fraction | Month) else value


@pytest.mark.parametrize(("module", "case"), list(computed()))
def test_computation_comes_to_what_its_case_says(module, case):
    if "refused" in case:
        with pytest.raises((ValueError, NoEditionInForceError), match=case["refused"]):
            call(module, case)
        return

    assert plain(call(module, case)) == case["expect"]


class Calendar:
    def __init__(self, off):
        self.off = set(off)

    def is_working_day(self, on):
        return on.weekday() < 5 and on not in self.off


@pytest.mark.parametrize("case", cases_of("governance-deadlines"), ids=lambda case: case["name"])
def test_time_limit_ends_when_its_case_says(case):
    limit = deadlines.due(
        case["figure"],
        case["event"],
        calendar=Calendar(case.get("off", [])),
        on=case.get("on", TODAY),
    )

    assert (limit.reckoned, limit.last_day) == (case["reckoned"], case["last_day"])


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize("case", cases_of("retirement-roadmap"), ids=lambda case: case["name"])
def test_table_by_months_of_birth_agrees_with_the_roadmap_by_years(case, sex):
    """Whoever reaches the age in a year has in that month the age of that year's row."""
    born = [date(year, month, 15) for year in range(1963, 1978) for month in range(1, 13)]
    first = date(1963, 4, 1) if sex == "male" else date(1968, 1, 1)
    ages = set()
    for day in born:
        if day >= first and (reached := month_of_reaching_age(day, sex)).year == case["year"]:
            ages.add(divmod(Month.of(day).months_until(reached), 12))

    assert ages == {tuple(case[sex])}
