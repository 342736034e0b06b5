"""Every check and every test, in order, with one sum at the end: `python -m tests.suite`.

Tests run on SQLite, on PostgreSQL where a server answers, and in a browser where there is one. What
is left out for want of either is named; under `CI=true` it counts as a failure.

`--checks` runs the checks alone. `--quick` runs the checks and the tests of `QUICK`, on SQLite:
what tells within two minutes whether work in progress stands.

`TEST_DATABASE_URL` names the PostgreSQL server, `CHROMIUM` the browser.
"""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from xml.etree import ElementTree

import psycopg
from psycopg import sql

BASE_DIR = Path(__file__).resolve().parent.parent
REPORTS = BASE_DIR / "build" / "test-reports"
PYTHON = sys.executable
BIN = Path(PYTHON).parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

CHECKS: list[tuple[str, list[str]]] = [
    ("format", [str(BIN / "ruff"), "format", "--check", "--output-format", "concise", "."]),
    ("lint", [str(BIN / "ruff"), "check", "--output-format", "concise", "."]),
    ("imports", [str(BIN / "lint-imports")]),
    ("types", [str(BIN / "mypy")]),
    ("system checks", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"]),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
]
# The guards that read code, the evidence, one walk through each edition, and the checks of flows.
QUICK = (
    "tests/guards",
    "tests/compliance",
    "tests/test_walk.py",
    "tests/workflow_engine/flows/test_flow_checks.py",
    "tests/workflow_engine/flows/test_edition.py",
    "tests/workflow_engine/test_settings.py",
)
# The pages of every role are read for minutes: what they say is left to the whole suite.
NOT_QUICK = ("tests/guards/test_translations.py",)
PYTEST = [PYTHON, "-m", "pytest", "--quiet", "-p", "no:cacheprovider"]
NO_TESTS = 5  # pytest's own code for it
SERVERS = ("postgresql://postgres@127.0.0.1:5432/postgres", "postgresql:///postgres")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Sum:
    """What came out so far."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    wrong: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def heading(text: str) -> None:
    print(f"\n=== {text}", flush=True)


def run_check(name: str, command: list[str], total: Sum) -> None:
    heading(name)
    if subprocess.run(command, cwd=BASE_DIR, check=False).returncode:
        total.failed += 1
        total.wrong.append(name)


def run_tests(
    name: str, options: list[str], total: Sum, url: str = "", *, may_be_empty: bool = False
) -> None:
    """Run one leg of the tests and add what its report counts."""
    heading(f"tests: {name}")
    report = REPORTS / f"{name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if url:
        environment["DATABASE_URL"] = url
    started = time.monotonic()
    result = subprocess.run(
        [*PYTEST, f"--junit-xml={report}", *options], cwd=BASE_DIR, env=environment, check=False
    )
    failed = skipped = tests = 0
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314 our own file
            tests += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    if result.returncode and not failed and not (may_be_empty and result.returncode == NO_TESTS):
        failed = 1  # pytest itself failed, or found no test
    total.passed += max(tests - failed - skipped, 0)
    total.failed += failed
    total.skipped += skipped
    if failed:
        total.wrong.append(f"tests: {name}")
    print(f"({time.monotonic() - started:.0f} s)", flush=True)


def postgresql() -> str:
    """Return the address of a database server on which tests may make databases, or nothing."""
    named = os.environ.get("TEST_DATABASE_URL")
    for url in [named] if named else SERVERS:
        try:
            with psycopg.connect(url, connect_timeout=3) as connection:
                row = connection.execute(
                    "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                ).fetchone()
        except psycopg.Error:
            continue
        if row and row[0]:
            return url
    return ""


def own_database(url: str) -> str:
    """Return the address with a database name that no other run uses."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/chuan_{os.getpid()}"))


def drop_leftovers(url: str) -> None:
    """Drop what a leg that was interrupted may have left on the server."""
    with psycopg.connect(url, autocommit=True) as connection:
        names = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"test_chuan_{os.getpid()}%"]
        ).fetchall()
        for (name,) in names:
            statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            connection.execute(statement.format(sql.Identifier(name)))


def browser() -> str:
    """Return the path of a Chromium, or nothing."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), "")


def parallel_tests() -> list[str]:
    """Return the options that spread tests over the cores, and make the folder of the reports."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    return ["-n", os.environ.get("TEST_WORKERS", "2")]


def run_quick_tests(total: Sum) -> None:
    left_out = [f"--ignore={name}" for name in NOT_QUICK]
    run_tests("quick", [*parallel_tests(), *left_out, *QUICK], total)


def run_all_tests(total: Sum) -> None:
    parallel = parallel_tests()
    screen = BASE_DIR / "tests" / "browser"
    server, chromium = postgresql(), browser()

    run_tests("sqlite", [*parallel, f"--ignore={screen}"], total)
    try:
        if server:
            # The rules know no database, and the guards and the pages of the law read code and law.
            left_out = (
                "tests/rules",
                "tests/guards",
                "tests/workflow_engine/desk/test_law_pages.py",
            )
            known = [f"--ignore={path}" for path in left_out]
            options = [*parallel, f"--ignore={screen}", *known]
            run_tests("postgresql", options, total, own_database(server))
        else:
            total.left_out.append(
                "tests on PostgreSQL: no server at 127.0.0.1:5432 (TEST_DATABASE_URL names another)"
            )
        if chromium:
            os.environ["CHROMIUM"] = chromium
            run_tests("browser on sqlite", [*parallel, str(screen)], total)
            if server:
                run_tests(
                    "browser on postgresql",
                    ["-m", "concurrency", str(screen)],
                    total,
                    own_database(server),
                    may_be_empty=True,
                )
        else:
            total.left_out.append("tests in a browser: there is no Chromium (CHROMIUM names one)")
    finally:
        if server:
            drop_leftovers(server)


def main(arguments: list[str]) -> int:
    total = Sum()
    for name, command in CHECKS:
        run_check(name, command, total)
    if "--quick" in arguments:
        run_quick_tests(total)
    elif "--checks" not in arguments:
        run_all_tests(total)

    heading("in all")
    for name in total.wrong:
        print(f"failed: {name}")
    for name in total.left_out:
        print(f"left out: {name}")
    if IN_CI:
        total.failed += len(total.left_out)
    if "--checks" in arguments:
        print("checks failed" if total.failed else "checks passed")
    else:
        skipped = f", {total.skipped} skipped" if total.skipped else ""
        print(f"{total.passed} passed, {total.failed} failed{skipped}")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
