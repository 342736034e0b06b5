"""Nothing that a fact reads is taken by default: an absence is not a value.

A column of the registry that may be left out is null or empty then, and its gatherer says unknown.
A default that says something stands below, with why it decides nothing that nobody said.
"""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models.fields import NOT_PROVIDED

import workflow_engine.facts

TAKEN = {
    "birth_precision": "it is derived from what was typed as the birth date, which is required",
    "left": "empty says still held; a form holds it against the end, and an end needs its decision",
    "kind of PostHolding": "a form begins with none, and an import asks before it is taken",
    "rank": "0 is unknown where a head or deputy has the title, and says which titles lead at all",
    "seats": "they count with their basis alone, which has no default",
}


def _read_by_gatherers():
    folder = Path(workflow_engine.facts.__file__).parent
    return {
        node.attr
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
    }


def _with_a_default():
    """Return each column that takes a value where nobody gives one, and is read by a gatherer."""
    read = _read_by_gatherers()
    for model in apps.get_app_config("registry").get_models():
        if model.__name__.startswith("Historical") or model.__name__ == "KeptAnswer":
            continue
        for field in model._meta.concrete_fields:
            if field.default is NOT_PROVIDED or not {field.name, field.attname} & read:
                continue
            choices = {value for value, _label in field.choices or ()}
            unsaid = field.default is None or (field.default == "" and "" not in choices)
            if not unsaid:
                yield model, field


def test_a_default_that_a_fact_reads_stands_on_the_list_with_its_reason():
    found = {
        field.name if field.name in TAKEN else f"{field.name} of {model.__name__}"
        for model, field in _with_a_default()
    }

    assert found == set(TAKEN)


@pytest.mark.parametrize(("model", "column"), [("Person", "kind"), ("Post", "function")])
def test_what_decides_which_law_binds_is_unknown_until_it_is_said(model, column):
    field = apps.get_model("registry", model)._meta.get_field(column)

    assert field.default == ""
    assert "" not in dict(field.choices)
    assert column in _read_by_gatherers()
