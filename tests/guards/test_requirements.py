"""What the code imports is what a fresh machine installs, pinned by hash and from no named host."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
OWN = {"rules", "compliance", "workflow_engine", "processes"}
LOCKS = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-build.txt": PROJECT["dependency-groups"]["build"],
    "requirements-dev.txt": PROJECT["dependency-groups"]["dev"],
    "requirements-bench.txt": PROJECT["dependency-groups"]["bench"],
}
BUILD_SCRIPTS = {BASE_DIR / "workflow_engine" / "base" / "assets.py"}
# Asked only where it is installed; who asks it can do without.
DEVELOPERS_TOOLS = {BASE_DIR / "rules" / "editing" / "solver.py"}


def plain(name):
    """The name of a distribution as the indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements):
    return {plain(re.match(r"[\w.-]+", line)[0]) for line in requirements}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_every_package_that_the_code_imports_is_installed_with_it():
    declared = names(LOCKS["requirements.txt"])
    building = declared | names(LOCKS["requirements-build.txt"])
    developing = declared | names(LOCKS["requirements-dev.txt"])
    known = packages_distributions()

    foreign = set()
    for folder in OWN:
        for path in (BASE_DIR / folder).rglob("*.py"):
            allowed = building if path in BUILD_SCRIPTS else declared
            allowed = developing if path in DEVELOPERS_TOOLS else allowed
            for module in imported(path):
                if module in OWN or module in sys.stdlib_module_names:
                    continue
                if not allowed & {plain(name) for name in known.get(module, [module])}:
                    foreign.add(f"{path.relative_to(BASE_DIR)}: {module}")
    assert foreign == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock):
    text = (BASE_DIR / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)

    assert {plain(name) for name in pinned} >= names(LOCKS[lock])
    assert len(pinned) == len(re.findall(r"^\S", text, re.MULTILINE))


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json", ".npmrc", "pyproject.toml"])
def test_no_file_names_the_host_of_an_index(lock):
    text = (BASE_DIR / lock).read_text(encoding="utf-8")

    assert not re.search(r'"resolved"|index-url|find-links|^\s*registry', text, re.MULTILINE)
