"""What every dated record of a person has: whose it is, its papers, how it ends.

Each record has two times: its own dates say when it was true, its history says when the system
learned of it. A record is corrected by a new version and never removed.
"""

from datetime import date
from typing import Any, ClassVar

from django.core.checks import CheckMessage
from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.registry.models.ends import End, Ended, end_not_said
from workflow_engine.registry.models.people import Person


class Record(TrackedModel):
    """What every record of a person has: whose it is and the paper it stands on.

    Each kind says how it ends, and a kind without an end says None (`manage.py check`): an end that
    can lift a bar counts by its own paper alone, see `EndedRecord`.
    """

    end: ClassVar[End | None]

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="%(class)ss", verbose_name=_("person")
    )
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    document_date = models.DateField(_("document date"), null=True, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=200, blank=True)
    voided = models.BooleanField(_("entered in error"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    # The days that were asked about and confirmed, see `registry.papers`.
    days_confirmed = models.CharField(
        _("days confirmed against the paper"), max_length=120, blank=True, editable=False
    )

    class Meta:
        abstract = True

    @classmethod
    def check(cls, **kwargs: Any) -> list[CheckMessage]:
        """Refuse a kind of records that does not say how it ends, or how its end is proved."""
        return [*super().check(**kwargs), *end_not_said(cls)]

    @property
    def ended_on_day(self) -> date | None:
        """The first day on which what the record says holds no more; None where it goes on."""
        return getattr(self, self.end.column) if self.end else None


class WordRecord(Record):
    """A record that may be the word of another body than the personnel unit (`registry.words`)."""

    # The role in which it was entered, or last changed in what it says.
    entered_as = models.CharField(_("entered as"), max_length=32, blank=True, editable=False)

    class Meta:
        abstract = True


class FoundRecord(Record):
    """A record that a check may find: it names the check that found it, by its day."""

    found_on = models.DateField(
        _("found by the check of"),
        null=True,
        blank=True,
        help_text=_("The day of the check that found it, where one did."),
    )

    class Meta:
        abstract = True


class EndedRecord(Record, Ended):
    """A record whose end can lift a bar: it ends by a decision of its own.

    An end without its decision is on record, but nobody knows that it ended.
    """

    class Meta:
        abstract = True
