"""The house: every folder says what lives in it, and no two modules or folders need each other."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
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


def modules_imported():
    """Yield each import of the project's own modules, of the tests and of the bench too."""
    for top in (*HOUSE, "tests", "bench"):
        for path in sorted((ROOT / top).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    yield path, node.module
                elif isinstance(node, ast.Import):
                    yield from ((path, alias.name) for alias in node.names)


def test_every_module_that_is_imported_is_there():
    """A test that cannot be read is no test."""
    lost = [
        f"{path.relative_to(ROOT)}: {module}"
        for path, module in modules_imported()
        if module.partition(".")[0] in {*HOUSE, "tests", "bench"}
        and not (place := ROOT.joinpath(*module.split("."))).is_dir()
        and not place.with_suffix(".py").is_file()
    ]

    assert lost == []


@pytest.fixture(scope="module")
def imports():
    return grimp.build_graph(*HOUSE)


def test_no_two_modules_need_each_other(imports):
    # Raises CycleError, which names the modules.
    TopologicalSorter(
        {module: imports.find_modules_directly_imported_by(module) for module in imports.modules}
    ).prepare()


def needs(graph, package):
    """Return which parts of a package need which: its folders whole, its modules one by one."""
    parts = graph.find_children(package)
    found = {part: set() for part in parts}
    for module in graph.modules:
        if (part := part_of(parts, module)) is not None:
            for other in graph.find_modules_directly_imported_by(module):
                needed = part_of(parts, other)
                if needed not in (None, part):
                    found[part].add(needed)
    return found


def part_of(parts, module):
    return next((part for part in parts if f"{module}.".startswith(f"{part}.")), None)


def test_no_two_folders_need_each_other(imports):
    for package in sorted(each for each in imports.modules if imports.find_children(each)):
        # Raises CycleError, which names the folders.
        TopologicalSorter(needs(imports, package)).prepare()


def test_two_folders_that_need_each_other_are_found():
    graph = grimp.ImportGraph()
    for module in ("house", "house.a", "house.a.one", "house.a.two", "house.b", "house.b.three"):
        graph.add_module(module)
    graph.add_import(importer="house.a.one", imported="house.b.three")
    graph.add_import(importer="house.b.three", imported="house.a.two")

    with pytest.raises(CycleError):
        TopologicalSorter(needs(graph, "house")).prepare()


# The rule of transition by which an earlier act is read is the one of the appointment; the decree
# on records work gives every paper its number, whatever its procedure.
CITING = {"earlier.py", "filing.py"}
ARTICLE = re.compile(r"\b\d+/20\d\d\b|\bart\. \d|\bĐiều \d")


def cited_in(source):
    """Yield each place where a module names a decree or an article, but for its interpretations."""
    told = re.compile(r"(Design|Interpretation):")
    for block in re.split(r"\n\s*\n", source):
        if not told.search(block):
            yield from ARTICLE.findall(block)


def test_the_vocabulary_of_acts_cites_no_decree():
    """Which article a step carries out the procedure declares: other procedures use the same."""
    modules = sorted(Path("workflow_engine/nodes").rglob("*.py"))
    found = {m.name: list(cited_in(m.read_text())) for m in modules if m.name not in CITING}

    assert len(modules) > 20
    assert {name: places for name, places in found.items() if places} == {}
    assert list(cited_in("# Who presides: NĐ 170/2025.")) == ["170/2025"]
    assert list(cited_in("# Interpretation: art. 34 names the cases.")) == []
