"""Reads the cases of what the law has computed."""

import re
from datetime import date
from decimal import Decimal

import pytest
from ruamel.yaml import YAML

from rules.errors import RuleError
from rules.library import FOLDER

ON = date(2026, 11, 23)


def read(name):
    path = FOLDER / "cases" / "compute" / f"{name}.yaml"
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def cases(name):
    return read(name)["cases"]


def cases_by_function(name):
    """The cases of a file that holds several computations, each under the function's name."""
    content = {key: found for key, found in read(name).items() if key != "source"}
    return [(function, case) for function, found in content.items() for case in found]


def names_of(found):
    return [f"{function}: {case['name']}" for function, case in found]


def each(name):
    """Ask a test for every case of a file."""
    found = cases(name)
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def told(answer, expected):
    """The part of an answer that a case speaks of, as plain values."""
    record = answer.as_dict()
    return {name: record[name] for name in expected}


def exact(value):
    """Marks stand in the cases as text; everything else as it is."""
    if isinstance(value, list):
        return [exact(one) for one in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return Decimal(value)
    return value


def of_function(found, function):
    chosen = [case for name, case in found if name == function]
    return pytest.mark.parametrize("case", chosen, ids=[case["name"] for case in chosen])


def refused(case, compute):
    """Compute, or see the error that the case names; tell which it was."""
    if "error" not in case:
        return compute()
    with pytest.raises(RuleError) as caught:
        compute()
    assert caught.value.code == case["error"]
    return None
