"""The time limits that began to run in a dossier."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel, TrackedQuerySet
from rules.errors import RuleError
from rules.library import law
from workflow_engine.base.messages import Message, said
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models.dossier import Candidate, Dossier
from workflow_engine.dossiers.models.events import words_of
from workflow_engine.dossiers.models.postponements import standing_still


class DeadlineQuerySet(TrackedQuerySet):
    """The time limits, without unlogged writes."""

    def open(self) -> DeadlineQuerySet:
        """Those whose act is not done, and whose event was not dated anew."""
        return self.filter(met_on=None, superseded_by=None)

    def running(self) -> DeadlineQuerySet:
        """Those that are open in a dossier under way; while it is put off they stand still."""
        under_way = self.open().filter(dossier__outcome=Dossier.Outcome.OPEN)
        return under_way.exclude(dossier__in=standing_still().values("dossier"))


class Deadline(TrackedModel):
    """A time limit: within what time of which event which act has to be done.

    The schedule of the law says so (`rules/law/schedules`), and the law has the words and the
    provision; the row holds what was reckoned. It is met by its act alone, so that what was not
    done stays open for ever. A limit whose event was dated anew stays as well, and names the one
    that took its place.
    """

    class Unit(models.TextChoices):
        """In what it is counted."""

        WORKING_DAY = "working-day", _("working days")
        DAY = "day", _("days")
        MONTH = "month", _("months")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="deadlines", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("candidate"),
    )
    schedule = models.CharField(_("schedule"), max_length=60)
    figure = models.CharField(_("figure"), max_length=80)
    event = models.CharField(_("event that it runs from"), max_length=60)
    act = models.CharField(_("act that it is for"), max_length=60)
    before = models.BooleanField(_("counted back from the event"), default=False)
    amount = models.PositiveSmallIntegerField(_("amount"))
    counted_in = models.CharField(_("counted in"), max_length=12, choices=Unit)
    # By how many of its units the dossier was put off while it ran.
    stood_still = models.PositiveSmallIntegerField(_("time that it stood still"), default=0)
    starts_on = models.DateField(_("runs from"))
    due_on = models.DateField(_("due on"))
    met_on = models.DateField(_("done on"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("replaced by"),
    )
    explanation = models.TextField(_("explanation of the delay"), blank=True)

    objects = DeadlineQuerySet.as_manager()  # type: ignore[assignment,misc] # a wider one

    class Meta:
        ordering = ["due_on"]
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        indexes = [models.Index(fields=["met_on", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(met_on=None) | models.Q(superseded_by=None),
                name="a_superseded_limit_is_not_met",
            ),
        ]

    def __str__(self) -> str:
        return str(self.what)

    def last_day(self, calendar: WorkingCalendar) -> date:
        """Return the last day by a calendar, with the time for which the dossier was put off.

        A limit in months stands still by days.
        """
        if self.stood_still and self.counted_in == self.Unit.MONTH:
            before = calendar.due(self.starts_on, self.amount, self.counted_in)
            return calendar.due(before, self.stood_still, self.Unit.DAY)
        amount = self.amount + self.stood_still
        return calendar.due(self.starts_on, amount, self.counted_in, before=self.before)

    @property
    def what(self) -> Message:
        """What has to be done: the act, as the law calls it; worded when it is read."""
        return said(**{code: capfirst(words) for code, words in words_of(self.act).items()})

    @property
    def step(self) -> str:
        """The step that brings the act about; empty where the procedure has none any more."""
        steps = self.dossier.flow_class.dating(self.act)
        return str(steps[0].name) if steps else ""

    @property
    def runs_from(self) -> Message:
        """What it is counted from, as the law calls the event."""
        return said(**words_of(self.event))

    @property
    def basis(self) -> str:
        """The provision that sets it, under the law that governs the dossier."""
        try:
            found = law().figure(self.figure, self.dossier.governing_date)
        except RuleError:  # a figure that the law has not any more
            return ""
        return said(vi=found.citation.text("vi"), en=found.citation.text("en"))

    @property
    def is_open(self) -> bool:
        """Whether its act is still to be done."""
        return self.met_on is None and self.superseded_by_id is None

    @property
    def late(self) -> bool:
        """Whether its act was done after the last day."""
        return self.met_on is not None and self.met_on > self.due_on
