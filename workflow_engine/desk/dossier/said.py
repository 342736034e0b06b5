"""What was told and said in a dossier: notices, reports, talks, answers, each of them whole."""

from __future__ import annotations

from dataclasses import dataclass

from workflow_engine.desk.entries import step_title
from workflow_engine.dossiers.models import Appraisal, Consulted, Dossier, HandOver, Meeting, Notice


@dataclass(frozen=True)
class Consultation:
    """The bodies that one step asked."""

    title: str
    rows: list[Consulted]


@dataclass(frozen=True)
class Said:
    """What the authority reads before it decides; who does not agree is read like the rest."""

    notices: list[Notice]
    appraisals: list[Appraisal]
    meetings: list[Meeting]
    consultations: list[Consultation]
    handovers: list[HandOver]

    @property
    def anything(self) -> bool:
        """Whether there is something to show."""
        told = (self.notices, self.appraisals, self.meetings, self.consultations, self.handovers)
        return any(told)


def said_in(dossier: Dossier) -> Said:
    """Gather what was told and said in a dossier, in a number of queries that never grows."""
    consulted: dict[str, list[Consulted]] = {}
    flow = dossier.flow_class.instance
    notices = list(
        Notice.objects.filter(dossier=dossier)
        .select_related("paper", "superseded_by")
        .prefetch_related("deliveries")
        .order_by("pk")
    )
    for notice in notices:
        notice.of_a_step = flow.node(notice.step, no_obsolete=True) is not None
    for row in (
        Consulted.objects.filter(dossier=dossier)
        .prefetch_related("reminders", "answers__candidate__person", "answers__paper")
        .order_by("pk")
    ):
        consulted.setdefault(row.step, []).append(row)
    return Said(
        notices=notices,
        appraisals=list(
            Appraisal.objects.filter(dossier=dossier)
            .select_related("candidate__person", "paper")
            .order_by("pk")
        ),
        meetings=list(
            Meeting.objects.filter(dossier=dossier)
            .select_related("candidate__person", "met_by", "paper")
            .order_by("pk")
        ),
        consultations=[
            Consultation(step_title(dossier, step), rows) for step, rows in consulted.items()
        ],
        handovers=list(
            HandOver.objects.filter(dossier=dossier)
            .select_related("handed_by", "taken_by", "paper")
            .order_by("pk")
        ),
    )
