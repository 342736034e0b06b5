"""The house: every folder says what lives in it, and no two modules need each other."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ("rules", "compliance", "workflow_engine", "processes")
# What Django or Python names, and nobody looks into.
NAMED_BY_OTHERS = {"migrations", "management", "commands", "formats", "en", "vi"}


def packages():
    for top in HOUSE:
        for path in sorted((ROOT / top).rglob("__init__.py")):
            if not NAMED_BY_OTHERS & set(path.relative_to(ROOT).parts):
                yield path.parent.relative_to(ROOT)


@pytest.mark.parametrize("package", list(packages()), ids=str)
def test_a_folder_says_in_one_sentence_what_a_line_is_about_to_live_there(package):
    words = ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text("utf-8")))

    assert words, f"{package} says nothing"
    assert len(words.splitlines()[0]) > 20


def test_no_two_modules_need_each_other():
    graph = grimp.build_graph(*HOUSE)

    # Raises CycleError, which names the modules.
    TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    ).prepare()
