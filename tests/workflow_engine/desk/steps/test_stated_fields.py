"""The field of every fact that the dossier states is made of its definition, in both languages."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from rules.facts import admits
from rules.library import law
from rules.model import Month
from workflow_engine.desk.steps.forms.stated import MonthField, fact_field, value_of
from workflow_engine.facts.stated import is_stated
from workflow_engine.facts.suppliers import can_be_supplied

STATED = sorted(name for name in law().facts if is_stated(name))


def typed(definition):
    """What somebody types for a value that the law admits, and for one that it does not."""
    match definition.type:
        case "boolean":
            return "yes", "true"
        case "integer" if definition.unit == "hundredth":
            low = definition.bounds[0]
            return f"{low // 100},{low % 100:02d}", "7,555"
        case "integer" | "money":
            return str(definition.bounds[0]), str(definition.bounds[1] + 1)
        case "enum":
            return next(iter(definition.values)), "another"
        case "date":
            return "05/09/2026", "31/02/2026"
        case _:
            return list(definition.values)[:1], ["another"]


@pytest.mark.parametrize("name", STATED)
def test_a_field_takes_what_the_law_admits_and_nothing_else(name):
    definition = law().facts[name]
    field = fact_field(name)
    good, bad = typed(definition)

    assert can_be_supplied(name)
    value = value_of(field.clean(good))
    assert value is not None
    assert admits(definition, value)
    with pytest.raises(ValidationError):
        field.clean(bad)


@pytest.mark.parametrize("name", [n for n in STATED if law().facts[n].type == "boolean"][:40])
def test_a_judgement_is_one_of_two_sentences_and_not_a_yes_to_a_denial(name):
    for language in ("vi", "en"):
        with override(language):
            label = law().facts[name].label[language]
            said = [str(words) for _value, words in fact_field(name).choices]

            assert len(set(said)) == 2
            assert all(label in sentence for sentence in said)


def test_a_judgement_that_is_not_given_is_no_denial():
    field = fact_field("experience_assessed_fit")

    assert field.clean("no") is False
    with pytest.raises(ValidationError):
        field.clean("")


def test_a_month_is_typed_as_month_and_year():
    assert MonthField().clean("9/2026") == Month(2026, 9)
    for bad in ("13/2026", "2026-09", "09/26", "0/2026"):
        with pytest.raises(ValidationError):
            MonthField().clean(bad)


def test_a_day_is_a_day():
    assert fact_field("positions_approved_on").clean("05/09/2026") == date(2026, 9, 5)
