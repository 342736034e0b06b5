"""What is said of a person by the person, by the head, and in a talk with the person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.dossiers.models.dossier import Candidate, Dossier
from workflow_engine.dossiers.models.papers import Paper
from workflow_engine.registry.models import Person


class Stance(models.TextChoices):
    """Whether whoever is asked agrees."""

    AGREE = "agree", _("Agrees")
    DISAGREE = "disagree", _("Does not agree")
    OTHER = "other", _("Other opinion")


class Appraisal(TrackedModel):
    """A written appraisal: the person's own (tự nhận xét, đánh giá), or the head's.

    A later one of the same step takes the place of the one before, which stays.
    """

    class Kind(models.TextChoices):
        """Whose appraisal it is."""

        OWN = "own", _("Self-assessment")
        HEAD = "head", _("Evaluation by the head")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="appraisals", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="appraisals", verbose_name=_("candidate")
    )
    step = models.CharField(_("step"), max_length=60)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", verbose_name=_("paper"))
    text = models.TextField(_("text"), blank=True)
    received_on = models.DateField(_("received on"))
    # Whether the head proposes what the procedure is about; None where that is not asked.
    proposed = models.BooleanField(_("proposed"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("appraisal")
        verbose_name_plural = _("appraisals")


class Meeting(TrackedModel):
    """A talk with the person before it is decided (gặp, trao đổi), and what the person said."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="meetings", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="meetings", verbose_name=_("candidate")
    )
    step = models.CharField(_("step"), max_length=60)
    met_on = models.DateField(_("met on"))
    met_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("who met the person")
    )
    stance = models.CharField(_("what the person said"), max_length=8, choices=Stance)
    text = models.TextField(_("in the person’s words"), blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", verbose_name=_("minutes"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("talk with the person")
        verbose_name_plural = _("talks with the person")
