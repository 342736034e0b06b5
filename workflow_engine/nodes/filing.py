"""One paper filed: its row, the digest of its file, and its entry in the trail."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import File

from compliance.events import Event
from workflow_engine.base.files import digest_of
from workflow_engine.dossiers.models import Candidate, Paper
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.first_file import FirstFile


def file_paper(
    journal: Journal,
    *,
    kind: str,
    number: str,
    dated_on: date,
    issued_by: str,
    candidate: Candidate | None = None,
    in_national_database: bool = False,
    file: File[bytes] | None = None,
    not_needed: bool = False,
    again: FirstFile | None = None,
) -> Paper:
    """File a paper of the dossier, or of one candidate in it, with the digest of its file.

    `again`: it is the paper of a first file, whose file is kept once and serves both.
    """
    row = Paper(
        dossier=journal.dossier,
        candidate=candidate,
        step=journal.step,
        kind=kind,
        number=number,
        dated_on=dated_on,
        issued_by=issued_by,
        in_national_database=in_national_database,
        not_needed=not_needed,
    )
    if file is not None:
        row.file = file
        row.sha256 = digest_of(file)
    if again is not None:
        row.used_again = again.paper
        row.file, row.sha256 = again.paper.file, again.paper.sha256
    row.save()
    header: dict[str, Any] = {"paper": kind, "sha256": row.sha256}
    payload: dict[str, Any] = {"number": number, "dated_on": dated_on}
    if not_needed:
        payload["not_needed"] = True
    if again is not None:
        payload |= {
            "first_file": again.paper.dossier.number,
            "first_submitted_on": again.submitted_on,
        }
    if candidate is not None:
        header = {"candidate": candidate.pk, **header}
        payload = {"person": person_as_dict(candidate.person), **payload}
    journal.add(Event.PAPER_FILED, header=header, payload=payload)
    return row
