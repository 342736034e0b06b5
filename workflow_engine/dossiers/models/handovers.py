"""A dossier passes from one who works on it to another, by a record of what is handed over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.dossiers.models.dossier import Dossier
from workflow_engine.dossiers.models.papers import Paper
from workflow_engine.registry.models import Person


class HandOver(TrackedModel):
    """Who handed over to whom, in which role, what, and on which minutes (biên bản bàn giao).

    It moves no act from one to the other: whoever prepared has prepared, and does not decide.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="handovers", verbose_name=_("dossier")
    )
    role = models.CharField(_("role"), max_length=24)
    handed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("who hands over")
    )
    taken_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("who takes over")
    )
    text = models.TextField(_("what is handed over"))
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", verbose_name=_("minutes"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
