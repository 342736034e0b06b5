"""Statements: what the dossier itself says of a fact, typed by the vocabulary of the law."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.access.models import Account
from workflow_engine.dossiers.models.dossier import Candidate, Dossier


class Statement(TrackedModel):
    """What somebody states of a fact, on a document: of a candidate, or of the whole dossier.

    `value` is the JSON of a value that the definition of the fact admits. A statement that
    `supersedes` another corrects it; the other stays.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="statements", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("candidate"),
    )
    fact = models.CharField(_("fact"), max_length=80)
    value = models.JSONField(_("value"))
    reason = models.TextField(_("reason"), blank=True)
    document_number = models.CharField(_("document number"), max_length=80)
    document_date = models.DateField(_("document date"))
    # Empty only where a release before statements recorded it.
    issued_by = models.CharField(_("issued by"), max_length=200, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("by"))
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("takes the place of"),
    )
    # None only where a release before statements recorded it.
    trail_entry = models.BigIntegerField(_("entry in the trail"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
