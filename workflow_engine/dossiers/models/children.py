"""A dossier that is opened for another one: its parent waits for it, or is told of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.dossiers.models.dossier import Candidate, Dossier


class ChildDossier(TrackedModel):
    """A dossier (`dossier`) that was opened for one candidate of another one, the parent.

    Each has its own number, its own steps and its own trail. Which procedure may be a child of
    which, and what the parent waits for, the parent's procedure declares (`flows.children`).
    """

    dossier = models.OneToOneField(
        Dossier, models.PROTECT, related_name="child_of", verbose_name=_("dossier")
    )
    parent = models.ForeignKey(
        Dossier, models.PROTECT, related_name="children", verbose_name=_("parent dossier")
    )
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="children", verbose_name=_("candidate")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("child dossier")
        verbose_name_plural = _("child dossiers")
