"""The one way in which anything happens in a dossier.

Screens, commands and tests call these functions and no other. Each runs in one transaction under
the lock of the dossier: check who acts, check the act, write it, record it, go on. An act that is
refused raises, the transaction rolls back whole, and `attempts.record` puts the attempt on record.

`opening` opens a dossier, `taking` takes a step that waits, `gates` runs a gate again, and
`performing` has what they share. `on_paper` is what shows an act that was done before its dossier
was taken over: it is opened and taken by the same functions.
"""

from workflow_engine.acts.steps.gates import rerun, run_gate
from workflow_engine.acts.steps.opening import Opening, open_dossier
from workflow_engine.acts.steps.performing import (
    date_events,
    identify,
    kept_apart,
    locked_dossier,
)
from workflow_engine.acts.steps.taking import Turn, already_done, held_for, perform, turn

__all__ = [
    "Opening",
    "Turn",
    "already_done",
    "date_events",
    "held_for",
    "identify",
    "kept_apart",
    "locked_dossier",
    "open_dossier",
    "perform",
    "rerun",
    "run_gate",
    "turn",
]
