"""When the file of a dossier was submitted: the day on which its papers were gathered and checked.

Interpretation: a file is submitted when the step that gathers its papers is done. It is submitted
first when that step is done for the first time, and anew when returned papers are gathered again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from workflow_engine.dossiers.models import SignOff


def submissions(sign_offs: Iterable[SignOff], steps: Collection[str]) -> list[date]:
    """Return the days on which the steps that gather papers were done, in the order of the acts."""
    done = [row for row in sign_offs if row.step in steps and row.act == SignOff.Act.DONE]
    return [row.on for row in sorted(done, key=lambda row: row.pk)]
