"""The release that the project, the changelog and the recorded trails name is the same one."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
RELEASED = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", re.MULTILINE)


def numbers(version):
    return tuple(int(part) for part in version.split("."))


def test_project_changelog_and_recorded_trails_name_the_same_release():
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    changelog = RELEASED.findall((BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"))
    recorded = [each.name for each in (BASE_DIR / "tests" / "cases").glob("[0-9]*.*.*")]
    assert changelog == sorted(changelog, key=numbers, reverse=True)
    assert project["project"]["version"] == changelog[0] == max(recorded, key=numbers)
