"""Bodies that are asked in writing, and what each answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.dossiers.models.appraisals import Stance
from workflow_engine.dossiers.models.dossier import Candidate, Dossier
from workflow_engine.dossiers.models.papers import Paper


class Consulted(TrackedModel):
    """A body that was asked in writing (lấy ý kiến bằng văn bản), by which letter.

    `closed` once the step is done: asked again, the body is asked by another row.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="consulted", verbose_name=_("dossier")
    )
    step = models.CharField(_("step"), max_length=60)
    # The name of the declaration, and the body itself as the letter names it.
    body = models.CharField(_("body"), max_length=60)
    addressee = models.CharField(_("addressee"), max_length=200)
    number = models.CharField(_("number of the letter"), max_length=80)
    dated_on = models.DateField(_("date of the letter"))
    closed = models.BooleanField(_("closed"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("body consulted")
        verbose_name_plural = _("bodies consulted")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "step", "body"],
                condition=models.Q(closed=False),
                name="a_body_is_asked_once_at_a_time",
            )
        ]


class Reminder(TrackedModel):
    """A letter that asks a body once more."""

    consulted = models.ForeignKey(
        Consulted, models.PROTECT, related_name="reminders", verbose_name=_("body consulted")
    )
    number = models.CharField(_("number of the letter"), max_length=80)
    dated_on = models.DateField(_("date of the letter"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")


class Answer(TrackedModel):
    """What a body answered: on the matter, or on one candidate."""

    consulted = models.ForeignKey(
        Consulted, models.PROTECT, related_name="answers", verbose_name=_("body consulted")
    )
    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("candidate"),
    )
    stance = models.CharField(_("answer"), max_length=8, choices=Stance)
    text = models.TextField(_("opinion"), blank=True)
    signed_by = models.CharField(_("signed by"), max_length=200)
    received_on = models.DateField(_("received on"))
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", verbose_name=_("paper"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["consulted", "candidate"], name="a_body_answers_once_on_each"
            ),
            models.UniqueConstraint(
                fields=["consulted"],
                condition=models.Q(candidate=None),
                name="a_body_answers_once",
            ),
        ]
