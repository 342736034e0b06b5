"""Which dossiers under way are about the same: whoever opens or reads one has to know of the other.

Two dossiers about one post, one person or one unit do not bar each other: several seats are filled
and several matters are considered at once. That nobody knew of the other is what must not be.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from workflow_engine.dossiers.models import Dossier, DossierSubject
from workflow_engine.dossiers.models.subjects import Kind

# What makes two subjects the same: whose, of which post, of which unit.
Mark = tuple[str, int]


def mark_of(subject: DossierSubject) -> Mark | None:
    """Return by what a subject is the same as another; None where nothing is.

    A post held and its holder are one matter: what is decided of the one bears on the other.
    """
    if subject.kind in (Kind.HOLDING, Kind.PERSON):
        person = subject.about_person
        return ("person", person.pk) if person is not None else None
    if subject.kind == Kind.POST and subject.post_id is not None:
        return ("post", subject.post_id)
    if subject.kind == Kind.UNIT and subject.unit_id is not None:
        return ("unit", subject.unit_id)
    return None


def under_way(subjects: Iterable[DossierSubject]) -> dict[Mark, list[Dossier]]:
    """Return the open dossiers about the same as these subjects, by number, in one query."""
    wanted: dict[str, set[int]] = {"person": set(), "post": set(), "unit": set()}
    for subject in subjects:
        if mark := mark_of(subject):
            wanted[mark[0]].add(mark[1])
    if not any(wanted.values()):
        return {}
    same = (
        Q(post__in=wanted["post"])
        | Q(unit__in=wanted["unit"])
        | Q(person__in=wanted["person"])
        | Q(holding__person__in=wanted["person"])
    )
    rows = DossierSubject.objects.filter(same, dossier__outcome=Dossier.Outcome.OPEN)
    found: dict[Mark, list[Dossier]] = {}
    for row in rows.select_related("dossier", "holding__person", "person").order_by(
        "dossier__number"
    ):
        if mark := mark_of(row):
            found.setdefault(mark, []).append(row.dossier)
    return found


def others_about(dossier: Dossier) -> list[Dossier]:
    """Return the other open dossiers about the same as a dossier, by number."""
    if dossier.subject is None:
        return []
    mark = mark_of(dossier.subject)
    found = under_way([dossier.subject]).get(mark, []) if mark else []
    return [other for other in found if other.pk != dossier.pk]
