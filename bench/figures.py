"""Samples of time, what they come to, and the table in which they are shown."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

HEADINGS = (
    "What",
    "Runs",
    "Min ms",
    "Median ms",
    "p95 ms",
    "CPU ms",
    "Queries",
    "Goal",
    "Reached",
)


@dataclass
class Line:
    """One line of the table: what was measured, in seconds, and what was to be reached.

    The time of the processor is that of this process alone: it tells what others did to the clock.
    """

    what: str
    samples: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    queries: str = ""
    goal: str = ""
    reached: bool | None = None
    note: str = ""

    def take(self, act: Callable[[], Any]) -> None:
        """Do something once and keep how long it takes."""
        worked, start = process_time(), perf_counter()
        act()
        self.samples.append(perf_counter() - start)
        self.processor.append(process_time() - worked)

    @property
    def least(self) -> float:
        """The shortest sample, in milliseconds."""
        return min(self.samples) * 1000

    @property
    def middle(self) -> float:
        """The median, in milliseconds."""
        return median(self.samples) * 1000

    @property
    def p95(self) -> float:
        """The sample that 95 in 100 do not exceed, in milliseconds."""
        ordered = sorted(self.samples)
        return ordered[-(-len(ordered) * 95 // 100) - 1] * 1000

    def within(self, milliseconds: float) -> Line:
        """Set the goal on the p95 and say whether it is reached."""
        self.goal = f"p95 ≤ {milliseconds:g} ms"
        self.reached = self.p95 <= milliseconds
        return self

    def cells(self) -> tuple[str, ...]:
        """Return the line as the table shows it."""
        times = ("", "", "", "")
        if self.samples:
            found = (self.least, self.middle, self.p95, median(self.processor) * 1000)
            times = tuple(f"{value:.2f}" for value in found)
        reached = {True: "yes", False: "no", None: ""}[self.reached]
        runs = str(len(self.samples)) if self.samples else ""
        reached = ", ".join(part for part in (reached, self.note) if part)
        return (self.what, runs, *times, self.queries, self.goal, reached)

    def as_dict(self) -> dict[str, Any]:
        """Return the line as plain values."""
        times = {}
        if self.samples:
            times = {
                "runs": len(self.samples),
                "min_ms": round(self.least, 3),
                "median_ms": round(self.middle, 3),
                "p95_ms": round(self.p95, 3),
                "processor_median_ms": round(median(self.processor) * 1000, 3),
            }
        return {
            "what": self.what,
            **times,
            "queries": self.queries,
            "goal": self.goal,
            "reached": self.reached,
            "note": self.note,
        }


def table(lines: Sequence[Line]) -> str:
    """Write lines as a table of Markdown."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    written = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    written.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(written)


def queries_of(act: Callable[[], Any]) -> list[str]:
    """Return the SQL of one act, begin and commit left out."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(_FRAME)]


_FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


@contextmanager
def settled() -> Iterator[None]:
    """Begin with what is left of earlier work collected, and what stays alive set aside."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
