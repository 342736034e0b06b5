"""Filing a paper: the one way in which a paper gets into a dossier, with the entry that tells it.

NĐ 30/2020, art. 15, cl. 1: "Số và ký hiệu văn bản của cơ quan, tổ chức là duy nhất trong một năm,
thống nhất giữa văn bản giấy và văn bản điện tử."
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.files.base import File

from compliance import trail
from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.files import digest_of
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Candidate, Paper
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.first_file import FirstFile
from workflow_engine.registry.models import Unit
from workflow_engine.registry.names import search_key


def file_paper(
    journal: Journal,
    *,
    kind: str,
    number: str,
    dated_on: date,
    issued_by: str,
    issuer: Unit | None = None,
    candidate: Candidate | None = None,
    in_national_database: bool = False,
    file: File[bytes] | None = None,
    not_needed: bool = False,
    again: FirstFile | None = None,
) -> Paper:
    """File a paper of the dossier, or of one candidate in it, with the digest of its file.

    `issuer` is the agency in whose row of numbers it stands; None where it came from outside.
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
        issuer=issuer,
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


def file_own_paper(journal: Journal, *, kind: str, number: str, dated_on: date) -> Paper:
    """File a paper of the agency that carries the dossier out."""
    agency = journal.dossier.agency
    return file_paper(
        journal,
        kind=kind,
        number=number,
        dated_on=dated_on,
        issued_by=str(agency),
        issuer=agency,
    )


def authority_of(journal: Journal) -> Unit:
    """Return the agency for which somebody acts: that of the unit of the role."""
    return Unit.objects.get(code=journal.performer.unit_code).agency


def number_problems(
    journal: Journal, *, number: Any, dated_on: Any, one_paper: bool
) -> list[Problem]:
    """Name the paper that has the number of a decision already: of one agency, in one year.

    Two papers have two numbers. One paper may carry several matters, each in its own dossier: then
    number and date are the same, and somebody says that it is one (`one_paper`).
    """
    if unread_in((number, dated_on)) or not _key(number):
        return []
    # Two who decide at once in two dossiers do not both find the number free.
    trail.lock()
    for other in _of_that_number(journal, number, dated_on):
        words = {
            "number": other.number,
            "date": f"{other.dated_on:%d/%m/%Y}",
            "dossier": other.dossier.number,
        }
        if other.dated_on != dated_on or other.dossier_id == journal.dossier.pk:
            told = _(
                "The number %(number)s belongs to the paper of %(date)s in dossier %(dossier)s: an "
                "agency gives it once a year (NĐ 30/2020, art. 15, cl. 1). Give the number of this "
                "paper."
            )
            return [Problem("number", told % words)]
        if not one_paper:
            told = _(
                "%(number)s of %(date)s is on record in dossier %(dossier)s. Correct the number; "
                "or confirm that one paper decides on both."
            )
            return [
                Problem("number", told % words),
                Problem("one_paper", _("Confirm only if it is one and the same paper.")),
            ]
    return []


def _of_that_number(journal: Journal, number: str, on: date) -> Iterator[Paper]:
    """Yield the papers of the authority with a number of a year, whatever their dossier."""
    issuer = authority_of(journal)
    # As releases up to 0.2.0 filed a decision: by the name of whoever signed it.
    formerly = {"issuer": None, "issued_by": str(journal.performer.person)}
    rows = Paper.objects.filter(issuer=issuer) | Paper.objects.filter(**formerly)
    rows = rows.filter(dated_on__year=on.year, number__contains=_digits(number))
    for row in rows.select_related("dossier").order_by("pk"):
        if same_number(row.number, number):
            yield row


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are one, however they were typed: 05/QĐ-UBND is 5/qđ-ubnd."""
    return _key(one) == _key(other)


def _key(number: str) -> str:
    """Return a number as it is compared: without marks, capitals, spaces and leading zeros."""
    return "".join(search_key(number).split()).lstrip("0")


def _digits(number: str) -> str:
    """Return the figure with which a number begins, without its zeros in front."""
    figure = _key(number)
    end = next((at for at, each in enumerate(figure) if not each.isdigit()), len(figure))
    return figure[:end]
