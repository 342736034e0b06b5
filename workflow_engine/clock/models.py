"""What fell due, and the days that the clock has done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.registry.models import Person, PostHolding, Unit


class DutyKind(models.TextChoices):
    """What somebody has to see to because time passes."""

    RENEWAL_NOTICE = "renewal-notice", _("Notify in writing of the end of a term")
    RENEWAL_DECISION = "renewal-decision", _("Decide on reappointment or extension")
    TERM_END = "term-end", _("End of a term")
    ACTING_END = "acting-end", _("End of acting as head")
    SECONDMENT_END = "secondment-end", _("End of a secondment")
    RETIREMENT_NOTICE = "retirement-notice", _("Notify of retirement")
    RETIREMENT_DECISION = "retirement-decision", _("Decide on retirement")


class Duty(TrackedModel):
    """A duty that the calendar opened: of a person, mostly in a post held.

    `event_on` is the day from which the law counts (the end of the term, the retirement), `due_on`
    the last day for the act. It opens some days before (`fell_on`), and bears that day even where
    the clock stood still and recorded it later.
    """

    class Closed(models.TextChoices):
        """Why a duty is none any more."""

        OPEN = "", _("Open")
        RENEWED = "renewed", _("A decision has followed")
        LEFT = "left", _("The post is not held any more")
        MOVED = "moved", _("The law counts from another day now")

    kind = models.CharField(_("duty"), max_length=20, choices=DutyKind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    # None where the person is meant and no post: of a retirement.
    holding = models.ForeignKey(
        PostHolding,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("post held"),
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    event_on = models.DateField(_("counted from"))
    due_on = models.DateField(_("due on"))
    fell_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_because = models.CharField(
        _("why it is closed"), max_length=8, choices=Closed, default=Closed.OPEN, blank=True
    )
    trail_entry = models.BigIntegerField(_("entry in the trail"))

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        indexes = [models.Index(fields=["closed_on", "due_on"])]
        constraints = [
            # Two clocks open a duty once. NULLs differ, so a retirement has a rule of its own.
            models.UniqueConstraint(
                fields=["kind", "holding", "event_on"], name="a_duty_of_a_post_opened_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "person", "event_on"],
                condition=models.Q(holding=None),
                name="a_duty_of_a_person_opened_once",
            ),
        ]

    def __str__(self) -> str:
        return str(DutyKind(self.kind).label)


class ClockDay(models.Model):
    """A day whose duties the clock has opened and closed for one agency."""

    on = models.DateField(_("day"))
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("agency"))
    done_at = models.DateTimeField(_("done at"))

    class Meta:
        ordering = ["on", "agency"]
        verbose_name = _("day of the clock")
        verbose_name_plural = _("days of the clock")
        constraints = [
            models.UniqueConstraint(fields=["on", "agency"], name="a_day_done_once_an_agency")
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"
