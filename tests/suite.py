"""Every check and every test, in order, with one sum at the end: `python -m tests.suite`.

Tests run on SQLite; those of `ON_POSTGRESQL` on PostgreSQL as well, where a server answers; and in
a browser where there is one. What is left out for want of either is named, and so is every test
that is skipped and does not stand in `MAY_BE_SKIPPED`; under `CI=true` each counts as a failure.

The checks run side by side, and beside them one database of each kind is migrated, which every leg
copies: to migrate takes longer than most folders of tests.

`--checks` runs the checks alone. `--quick` runs the checks and the tests of `QUICK`, on SQLite:
what tells within two minutes whether work in progress stands.

`TEST_DATABASE_URL` names the PostgreSQL server, `CHROMIUM` the browser.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
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
# What a database can change: triggers, locks and constraints, what is stored and read back, what is
# searched and sorted, one walk through every procedure and some random acts on each. The rest asks
# no more of another one.
ON_POSTGRESQL = (
    "tests/compliance",
    "tests/concurrency",
    "tests/cases",
    "tests/test_walk.py",
    "tests/processes/test_rejudging.py",
    "tests/processes/test_stateful.py",
    "tests/processes/test_ways_around.py",
    "tests/workflow_engine/access",
    "tests/workflow_engine/calendar/test_loading.py",
    "tests/workflow_engine/facts/test_gathering.py",
    "tests/workflow_engine/facts/test_suppliers.py",
    "tests/workflow_engine/importing",
    "tests/workflow_engine/registry",
    "tests/workflow_engine/sample",
    "tests/workflow_engine/desk/administration/test_administration.py",
    "tests/workflow_engine/desk/test_attempts.py",
    "tests/workflow_engine/desk/dossier/test_dossier_page.py",
    "tests/workflow_engine/desk/people/test_import_pages.py",
    "tests/workflow_engine/desk/people/test_people_import.py",
    "tests/workflow_engine/desk/people/test_people_pages.py",
    "tests/workflow_engine/desk/people/test_people_records.py",
    "tests/workflow_engine/desk/search/test_search.py",
    "tests/workflow_engine/desk/inspection/test_trail_pages.py",
    "tests/workflow_engine/desk/work/test_work.py",
    "tests/workflow_engine/base/test_numbers.py",
    "tests/workflow_engine/base/test_prepared.py",
    "tests/workflow_engine/base/test_worded_when_read.py",
)
# The tests that ask nothing of one of the databases, each with the reason that it gives.
GUARDED = "tests.compliance.test_triggers"
MAY_BE_SKIPPED = {
    "tests.compliance.test_trail::test_a_header_that_no_longer_reads_as_one_is_named": (
        "only SQLite stores what a column cannot mean"
    ),
    f"{GUARDED}.TestAGuardedTable::test_refuses_to_be_emptied": "SQLite has no TRUNCATE",
    f"{GUARDED}.TestAGuardedTable::test_refuses_for_a_role_that_replays_changes": (
        "SQLite has no replication role"
    ),
    f"{GUARDED}::test_says_when_the_function_behind_the_triggers_was_altered": (
        "SQLite's triggers have no function behind them"
    ),
}
WORKERS = int(os.environ.get("TEST_WORKERS", "2"))
PYTEST = [PYTHON, "-m", "pytest", "--quiet", "-p", "no:cacheprovider"]
# Each worker begins with a half of its own, so that what a module builds is built once.
PARALLEL = ["-n", str(WORKERS), "--dist", "worksteal"]
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


@dataclass
class Database:
    """What one kind of database is copied from, and the address to run tests at."""

    kind: str
    template: str
    url: str = ""


# What is done on the side: the code that it ends with, and what it says.
Work = Callable[[], tuple[int, str]]


def heading(text: str) -> None:
    print(f"\n=== {text}", flush=True)


def told(command: list[str], environment: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command to its end; return its code and all that it said."""
    done = subprocess.run(
        command,
        cwd=BASE_DIR,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def add_check(name: str, code: int, said: str, total: Sum) -> None:
    heading(name)
    print(said, end="", flush=True)
    if code:
        total.failed += 1
        total.wrong.append(name)


def run_checks(total: Sum, beside: dict[str, Work] | None = None) -> None:
    """Run what is to be done `beside` the checks, and every check: as many at once as workers."""
    checks = {name: partial(told, command) for name, command in CHECKS}
    with ThreadPoolExecutor(WORKERS) as pool:
        begun = {name: pool.submit(work) for name, work in {**(beside or {}), **checks}.items()}
        for name, running in begun.items():
            add_check(name, *running.result(), total)


def run_tests(
    name: str,
    options: list[str],
    total: Sum,
    database: Database,
) -> None:
    """Run one leg of the tests on copies of a database, and add what its report counts."""
    heading(f"tests: {name}")
    report = REPORTS / f"{name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment["TEST_TEMPLATE"] = database.template
    if database.url:
        environment["DATABASE_URL"] = database.url
    started = time.monotonic()
    result = subprocess.run(
        [*PYTEST, f"--junit-xml={report}", *options], cwd=BASE_DIR, env=environment, check=False
    )
    failed = skipped = tests = 0
    if report.exists():
        root = ElementTree.parse(report).getroot()  # noqa: S314 our own file
        for suite in root.iter("testsuite"):
            tests += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
        total.left_out += sorted({f"{name}: {test}" for test in skipped_unasked(root)})
    if result.returncode and not failed:
        failed = 1  # pytest itself failed, or found no test
    total.passed += max(tests - failed - skipped, 0)
    total.failed += failed
    total.skipped += skipped
    if failed:
        total.wrong.append(f"tests: {name}")
    print(f"({time.monotonic() - started:.0f} s)", flush=True)


def skipped_unasked(report: ElementTree.Element) -> Iterator[str]:
    """Yield each test of a report that was skipped for no reason of `MAY_BE_SKIPPED`."""
    for case in report.iter("testcase"):
        skip = case.find("skipped")
        if skip is None or skip.get("type") == "pytest.xfail":
            continue
        test = f"{case.get('classname')}::{case.get('name', '').partition('[')[0]}"
        reason = skip.get("message", "")
        if MAY_BE_SKIPPED.get(test) != reason:
            yield f"{test}: {reason}"


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


def at(url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def on_sqlite() -> Database:
    return Database("sqlite", str(REPORTS / f"template-{os.getpid()}.sqlite3"))


def on_postgresql(server: str) -> Database:
    """Return databases with names that no other run uses."""
    own = f"chuan_{os.getpid()}"
    return Database("postgresql", f"test_{own}_template", at(server, own))


def migrate(database: Database, server: str = "") -> tuple[int, str]:
    """Make the database that the tests copy."""
    if database.url:
        with psycopg.connect(server, autocommit=True) as connection:
            made = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database.template))
            connection.execute(made)
    url = at(server, database.template) if database.url else f"sqlite:///{database.template}"
    command = [PYTHON, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
    return told(command, {**os.environ, "DATABASE_URL": url})


@contextmanager
def databases(total: Sum, server: str = "") -> Iterator[tuple[Database, Database | None]]:
    """Run the checks, and beside them make the databases of the tests; take them away after."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    made = [on_sqlite(), *([on_postgresql(server)] if server else [])]
    try:
        run_checks(
            total, {f"migrations: {each.kind}": partial(migrate, each, server) for each in made}
        )
        yield made[0], made[1] if server else None
    finally:
        Path(made[0].template).unlink(missing_ok=True)
        if server:
            drop_leftovers(server)


def drop_leftovers(url: str) -> None:
    """Drop the template, and what a leg that was interrupted may have left on the server."""
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


def run_quick_tests(total: Sum) -> None:
    left_out = [f"--ignore={name}" for name in NOT_QUICK]
    with databases(total) as (sqlite, _):
        run_tests("quick", [*PARALLEL, *left_out, *QUICK], total, sqlite)


def run_all_tests(total: Sum) -> None:
    screen = BASE_DIR / "tests" / "browser"
    server, chromium = postgresql(), browser()

    with databases(total, server) as (sqlite, postgres):
        run_tests("sqlite", [*PARALLEL, f"--ignore={screen}"], total, sqlite)
        if postgres:
            run_tests("postgresql", [*PARALLEL, *ON_POSTGRESQL], total, postgres)
        else:
            total.left_out.append(
                "tests on PostgreSQL: no server at 127.0.0.1:5432 (TEST_DATABASE_URL names another)"
            )
        if chromium:
            os.environ["CHROMIUM"] = chromium
            run_tests("browser on sqlite", [*PARALLEL, str(screen)], total, sqlite)
            if postgres:
                at_once = ["-m", "concurrency", str(screen)]
                run_tests("browser on postgresql", at_once, total, postgres)
        else:
            total.left_out.append("tests in a browser: there is no Chromium (CHROMIUM names one)")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.suite", description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--checks", action="store_true", help="the checks alone")
    which.add_argument("--quick", action="store_true", help="what tells within two minutes")
    asked = parser.parse_args()
    total = Sum()
    if asked.checks:
        run_checks(total)
    elif asked.quick:
        run_quick_tests(total)
    else:
        run_all_tests(total)

    heading("in all")
    for name in total.wrong:
        print(f"failed: {name}")
    for name in total.left_out:
        print(f"left out: {name}")
    if IN_CI:
        total.failed += len(total.left_out)
    if asked.checks:
        print("checks failed" if total.failed else "checks passed")
    else:
        skipped = f", {total.skipped} skipped" if total.skipped else ""
        print(f"{total.passed} passed, {total.failed} failed{skipped}")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
