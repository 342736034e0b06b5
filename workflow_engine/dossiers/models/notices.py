"""Notices: what somebody is told in writing, and the proof that it arrived."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.dossiers.models.dossier import Candidate, Dossier
from workflow_engine.dossiers.models.papers import Paper


class Notice(TrackedModel):
    """A notice in writing (thông báo bằng văn bản): its paper, its text, the digest of both.

    A changed notice is a second one, which supersedes the first; the first stays.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="notices", verbose_name=_("dossier")
    )
    step = models.CharField(_("step"), max_length=60)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", verbose_name=_("paper"))
    text = models.TextField(_("what is told"))
    # Of the file of the paper; of the text where no file was attached.
    sha256 = models.CharField(max_length=64, editable=False)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("takes the place of"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")


class Delivery(TrackedModel):
    """A notice as one addressee received it: by which channel, on which day, on which receipt."""

    class Audience(models.TextChoices):
        """Who is told."""

        PERSON = "person", _("The person concerned")
        AGENCY = "agency", _("The agency")

    class Channel(models.TextChoices):
        """How it is brought to the addressee."""

        HANDED_OVER = "handed-over", _("handed over")
        POST = "post", _("by post")
        ELECTRONIC = "electronic", _("by the system of electronic documents")

    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="deliveries", verbose_name=_("notice")
    )
    audience = models.CharField(_("audience"), max_length=12, choices=Audience)
    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name=_("candidate"),
    )
    addressee = models.CharField(_("addressee"), max_length=200)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel)
    served_on = models.DateField(_("received on"))
    receipt = models.CharField(_("proof of receipt"), max_length=200)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("delivery of a notice")
        verbose_name_plural = _("deliveries of notices")
