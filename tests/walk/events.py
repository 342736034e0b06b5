"""Events put on record beside the steps, for tests that do not walk there."""

from datetime import date

from workflow_engine.dossiers.models import Candidate, Dossier, Happened


def happen(
    dossier: Dossier, *, planned: bool = False, candidate: Candidate | None = None, **days: date
) -> None:
    """Date the events of a dossier as if its steps had; what stood before is superseded."""
    key = candidate.pk if candidate else None
    for event, on in days.items():
        row = Happened.objects.create(
            dossier=dossier,
            candidate=candidate,
            event=event,
            on=on,
            planned=planned,
            step="propose",
            supersedes=dossier.dates.row(event, key),
        )
        dossier.dates.add(row)
