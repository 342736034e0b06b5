"""The worker of the clock, on DBOS.

DBOS keeps what is under way in a database of its own (a file beside the embedded database, the
schema `dbos` on PostgreSQL), so that a worker that was killed takes up what it left, under the same
name, when it starts again; what a machine that is gone for good still holds, the others take over.
What the law asks stands elsewhere: a day is done once because its row says so, in the transaction
that does it (`duties.do_day`). So it may be asked for twice, or by two workers at once.
"""

from __future__ import annotations

import logging
import threading
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from dbos import DBOS, DBOSConfig, SetWorkflowID
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from workflow_engine.clock import duties

QUEUE = "clock"
# What a release left under way the next one takes up: the workflows keep their names and arguments.
_VERSION = "clock-1"
_log = logging.getLogger("chuan.clock")


def config(name: str) -> DBOSConfig:
    """Return how DBOS is set up for a worker; a worker keeps its name when it starts again."""
    return {
        "name": "chuan",
        "system_database_url": _address(),
        "executor_id": name,
        "application_version": _VERSION,
        "log_level": "WARNING",
        "enable_otlp": False,
    }


def _address() -> str:
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}.clock"
    user, password, name = (quote(str(database[key]), "") for key in ("USER", "PASSWORD", "NAME"))
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgresql+psycopg://{user}:{password}@{database['HOST']}{port}/{name}"


@DBOS.step(retries_allowed=True, max_attempts=5, interval_seconds=2.0)
def _days(agency: int, today: str) -> list[str]:
    close_old_connections()
    days = duties.days_to_do(agency, today=date.fromisoformat(today))
    return [day.isoformat() for day in days]


@DBOS.step(retries_allowed=True, max_attempts=5, interval_seconds=2.0)
def _do(agency: int, on: str) -> None:
    close_old_connections()
    units = duties.agencies().get(agency, [])
    duties.do_day(agency, units, on=date.fromisoformat(on), at=timezone.now())


@DBOS.workflow(name="catch-up")
def catch_up(agency: int, today: str) -> None:
    """Do every day that an agency has not had, in order: each bears its own date."""
    for day in _days(agency, today):
        _do(agency, day)


def tick(now: datetime) -> int:
    """Enqueue what is to do and take over what is stranded; return how many agencies have days.

    Asked twice within an hour, nothing is enqueued twice.
    """
    close_old_connections()
    today = timezone.localdate(now)
    behind = [key for key in duties.agencies() if duties.days_to_do(key, today=today)]
    for agency in behind:
        with SetWorkflowID(f"clock:{agency}:{timezone.localtime(now):%Y-%m-%dT%H}"):
            DBOS.enqueue_workflow(QUEUE, catch_up, agency, today.isoformat())
    _take_over(now)
    return len(behind)


def _take_over(now: datetime) -> None:
    """Resume what other workers left under way and did not touch for long.

    One of them may live and be slow: then a day is asked for twice, and done once.
    """
    silent = timedelta(seconds=settings.CLOCK_GONE_SECONDS)
    before = int((now - silent).timestamp() * 1000)
    for status in DBOS.list_workflows(status="PENDING", load_input=False, load_output=False):
        if (status.updated_at or 0) < before and status.executor_id != DBOS.executor_id:
            _log.warning("clock: %s was left by %s", status.workflow_id, status.executor_id)
            DBOS.resume_workflow(status.workflow_id, queue_name=QUEUE)


def serve(name: str, *, every: float, stop: threading.Event) -> None:
    """Work until `stop` is set; look for what is to do every `every` seconds."""
    DBOS(config=config(name))
    DBOS.launch()
    try:
        DBOS.register_queue(QUEUE, worker_concurrency=2)
        while not stop.is_set():
            _tell(tick)
            stop.wait(every)
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=10)


def _tell(work: Any) -> None:
    """Do it; what fails is told to the operator, and tried again at the next turn."""
    try:
        work(timezone.now())
    except Exception:  # noqa: BLE001  a database that is away comes back: the clock goes on
        _log.exception("clock: a turn failed")
