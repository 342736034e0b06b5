"""Papers, opinions and decisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.access.models import Account
from workflow_engine.dossiers.models.dossier import Candidate, Dossier


class Paper(TrackedModel):
    """A paper of the dossier, or of one candidate in it (thành phần hồ sơ)."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="papers", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("candidate"),
    )
    step = models.CharField(_("step"), max_length=60)
    kind = models.CharField(_("paper"), max_length=60)
    number = models.CharField(_("number"), max_length=80)
    dated_on = models.DateField(_("date"))
    issued_by = models.CharField(_("issued by"), max_length=200)
    in_national_database = models.BooleanField(
        _("approved data in the national database stand in for it"), default=False
    )
    # Said instead of filing it, where the article spares it and nothing new has arisen.
    not_needed = models.BooleanField(_("not needed: nothing new has arisen"), default=False)
    # The paper of a first file that is used here again: same number, date, issuer and file.
    used_again = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("paper of the first file that is used again"),
    )
    file = models.FileField(_("file"), upload_to="dossiers/%Y/%m", blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["dossier", "candidate", "kind", "pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")


class Opinion(TrackedModel):
    """The written opinion of a body on a candidate, and what was verified of new matters."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="opinions", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="opinions", verbose_name=_("candidate")
    )
    step = models.CharField(_("step"), max_length=60)
    body = models.CharField(_("body"), max_length=200)
    number = models.CharField(_("number"), max_length=80)
    dated_on = models.DateField(_("date"))
    text = models.TextField(_("opinion"))
    new_matters = models.TextField(_("new matters verified, with the conclusion"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            models.UniqueConstraint(fields=["candidate", "step"], name="one_opinion_a_step")
        ]


class Decision(TrackedModel):
    """A decision of an authority (a verdict is not one)."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="decisions", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("candidate"),
    )
    step = models.CharField(_("step"), max_length=60)
    number = models.CharField(_("number"), max_length=80)
    signed_on = models.DateField(_("signed on"))
    effective_on = models.DateField(_("in effect from"))
    term_months = models.PositiveSmallIntegerField(_("term in months"), null=True, blank=True)
    signed_by = models.ForeignKey(
        Account, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    kept_because = models.TextField(
        _("why other leadership posts are held concurrently"), blank=True
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "step"], name="a_step_decides_once")
        ]
