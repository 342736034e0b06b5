"""A process of Viewflow with as many fields of its own as a dossier."""

from django.db import models
from viewflow.workflow.models import Process


class BareProcess(Process):
    """What a dossier would be without history, trail and rules."""

    number = models.CharField(max_length=32, unique=True)
    agency = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=60)
    need = models.TextField()
    edition_date = models.DateField()
    edition_reason = models.TextField()
    edition_overridden = models.BooleanField(default=False)
    first_conference_on = models.DateField(null=True)
    planned_effective_on = models.DateField()
    term_months = models.PositiveSmallIntegerField()
    policy_received_on = models.DateField(null=True)
    policy_approved_on = models.DateField(null=True)
    # The form of the step, as that of an approval.
    decision = models.CharField(
        max_length=12,
        choices=[("approved", "Approve"), ("returned", "Return"), ("refused", "Refuse")],
    )
    paper_number = models.CharField(max_length=80)
    dated_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "bare process"

    def __str__(self) -> str:
        return self.number
