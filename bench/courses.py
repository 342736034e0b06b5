"""Dossiers of the sample brought to the step that is measured, with one candidate who passes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine import nodes
from workflow_engine.access.models import Account
from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.dossiers.models import (
    Candidate,
    Dossier,
    DossierSubject,
    InterestDeclaration,
    Statement,
)
from workflow_engine.dossiers.taking_part import participants_of
from workflow_engine.flows.flow import choose_edition
from workflow_engine.registry.models import Post
from workflow_engine.sample import city

JUDGED = (
    "political_standard_concluded",
    "experience_assessed_fit",
    "confirmed_no_other_bar",
    "confirmed_other_conditions",
)
_PAPER = "BENCH/1"


class Course:
    """Takes the steps that come before the measured one, as the screens would."""

    def __init__(self) -> None:
        self.on: date = timezone.localdate()
        self.officer = Account.objects.select_related("person").get(username="canbo")
        self.authority = Account.objects.select_related("person").get(username="thamquyen")
        self.post = Post.objects.select_related("unit", "title").get(code="SO-MAU-PGD")
        self.candidate = city.person("qualified-1")

    def at(self) -> datetime:
        """Return the moment of an act."""
        return timezone.now()

    def before_the_gate(self) -> Dossier:
        """Return a dossier that waits for the approval which runs the gate."""
        dossier = self.opened()
        self.take(dossier, nodes.ApprovalAct("approved", _PAPER, self.on), self.authority)
        self.take(dossier, nodes.NominationAct((self.candidate.pk,)), self.officer)
        self.take(dossier, self._summons(dossier), self.officer)
        self._confirm(dossier)
        return dossier

    def take(self, dossier: Dossier, act: object, account: Account) -> None:
        """Take the step at which a dossier waits."""
        steps.perform(task_id=waiting(dossier).pk, act=act, account=account, at=self.at())

    def opened(self) -> Dossier:
        """Return a dossier that waits for the approval of its policy."""
        chosen = choose_edition("appointment-on-site", on=self.on)
        act = nodes.ProposalAct(
            need="Khuyết một Phó Giám đốc phụ trách khối nội bộ.",
            minutes_number=_PAPER,
            minutes_date=self.on,
            request_number=_PAPER,
            submitted_on=self.on,
            first_conference_on=self.on,
            planned_effective_on=self.on + timedelta(days=20),
        )
        opening = Opening(self.post.unit, DossierSubject.of(self.post), chosen)
        return steps.open_dossier(opening=opening, act=act, account=self.officer, at=self.at())

    def _summons(self, dossier: Dossier) -> nodes.SummonsAct:
        node = waiting(dossier).flow_task
        return nodes.SummonsAct(
            {
                conference.name: tuple(
                    nodes.Summoned(member.person, member.capacities)
                    for member in conference.composition(dossier, on=self.on)
                )
                for conference in node.conferences()
            }
        )

    def _confirm(self, dossier: Dossier) -> None:
        """Put on record what the law leaves to judgement, so that the gate opens."""
        candidate = Candidate.objects.get(dossier=dossier)
        for fact in JUDGED:
            Statement.objects.create(
                dossier=dossier,
                candidate=candidate,
                fact=fact,
                value=True,
                reason=_PAPER,
                document_number=_PAPER,
                document_date=self.on,
                issued_by="Sở Bench",
                by=self.authority,
            )
        for person in sorted(participants_of(dossier)):
            InterestDeclaration.objects.create(
                dossier=dossier,
                person_id=person,
                declared_on=self.on,
                conflict=False,
                document_number=_PAPER,
                recorded_by=self.officer,
            )


def waiting(dossier: Dossier) -> Task:
    """Return the task at which a dossier waits."""
    return Task.objects.get(process=dossier, status=STATUS.NEW)
