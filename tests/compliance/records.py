"""Tracked models that only the tests know: their app is not installed, so nobody migrates it."""

from django.db import models
from viewflow.workflow.managers import ProcessQuerySet
from viewflow.workflow.models import Process

from compliance.history import TrackedModel, TrackedQuerySetMixin


class Unit(TrackedModel):
    name = models.CharField(max_length=50)

    class Meta:
        app_label = "evidence_tests"

    def __str__(self):
        return self.name


class Posting(TrackedModel):
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    months = models.IntegerField(default=0)
    since = models.DateField(null=True)
    papers = models.JSONField(default=list)
    scan = models.FileField(blank=True)
    seal = models.BinaryField(default=b"")

    class Meta:
        app_label = "evidence_tests"

    def __str__(self):
        return f"{self.unit} {self.months}"


class FileQuerySet(TrackedQuerySetMixin, ProcessQuerySet):
    pass


class File(TrackedModel, Process):
    number = models.CharField(max_length=20, unique=True)

    objects = models.Manager.from_queryset(FileQuerySet)()

    class Meta:
        app_label = "evidence_tests"

    def __str__(self):
        return self.number


class OpenRecord(TrackedModel):
    """A model as it must not be: its second manager writes without history."""

    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = models.Manager()

    class Meta:
        app_label = "evidence_tests"

    def __str__(self):
        return str(self.pk)


MODELS = [Unit, Posting, File]

# A verdict of no law: enough for the trail, which asks of it only its form.
VERDICT = {
    "format": 3,
    "gate": "nothing",
    "on": "2026-09-01",
    "decided_by": "2026-09-01",
    "reading": None,
    "law_digest": "0" * 64,
    "passes": False,
    "findings": [],
    "facts": {},
    "figures": {},
}
