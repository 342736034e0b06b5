"""The days that differ from the plain week."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel


class CalendarDay(TrackedModel):
    """A day that is not what its weekday says: a public holiday, or a swapped day."""

    class Kind(models.TextChoices):
        """What the day is."""

        HOLIDAY = "holiday", _("Public holiday")
        DAY_OFF = "day-off", _("Day off by swap or in lieu")
        WORKING = "working", _("Working day by swap")

    on = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("what the day is"), max_length=8, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source"), max_length=300)
    confidence = models.CharField(
        _("confidence"),
        max_length=10,
        choices=[
            ("seen", _("seen")),
            ("secondary", _("secondary source")),
            ("memory", _("from memory")),
            ("unknown", _("unknown")),
        ],
        default="secondary",
    )
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        ordering = ["on"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.name}"
