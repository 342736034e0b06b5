"""A test is skipped only for a reason that is on the list; any other skip is told, and fails CI."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.suite import MAY_BE_SKIPPED, skipped_unasked

ROOT = Path(__file__).resolve().parents[2]
ALLOWED, REASON = next(iter(MAY_BE_SKIPPED.items()))


def report(test, reason, kind="pytest.skip"):
    module, _, name = test.partition("::")
    root = ElementTree.Element("testsuite")
    case = ElementTree.SubElement(root, "testcase", classname=module, name=f"{name}[one]")
    ElementTree.SubElement(case, "skipped", type=kind, message=reason)
    ElementTree.SubElement(root, "testcase", classname=module, name="test_that_ran")
    return root


def test_a_skip_of_the_list_is_no_matter():
    assert list(skipped_unasked(report(ALLOWED, REASON))) == []


@pytest.mark.parametrize(
    ("test", "reason"),
    [(ALLOWED, "nobody has the time"), ("tests.test_walk::test_of_another_kind", REASON)],
)
def test_any_other_skip_is_named_with_its_reason(test, reason):
    assert list(skipped_unasked(report(test, reason))) == [f"{test}: {reason}"]


@pytest.mark.parametrize("test", MAY_BE_SKIPPED)
def test_whatever_is_on_the_list_is_there_and_gives_that_reason(test):
    module, _, name = test.partition("::")
    place = module.rpartition(".")[0] if module.rpartition(".")[2][0].isupper() else module
    text = (ROOT / place.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")

    assert f"def {name}(" in text
    assert f'pytest.skip("{MAY_BE_SKIPPED[test]}")' in text
