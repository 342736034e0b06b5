"""The people of the service."""

from typing import Any

from django.core.checks import CheckMessage
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.registry import births
from workflow_engine.registry.models.ends import End, Ended, end_not_said
from workflow_engine.registry.names import normalised, search_key, sort_key


class Person(TrackedModel, Ended):
    """A natural person, known by the personal number."""

    class Sex(models.TextChoices):
        """The sex on which the retirement age depends (NĐ 135/2020, annex I)."""

        MALE = "male", _("Male")
        FEMALE = "female", _("Female")

    class Kind(models.TextChoices):
        """In which law the person stands; nobody said it where none is set."""

        CIVIL_SERVANT = "civil-servant", _("Civil servant")
        PUBLIC_EMPLOYEE = "public-employee", _("Public employee")
        OTHER = "other", _("Other")

    class Precision(models.TextChoices):
        """How much of the birth date the papers give; the rest of the stored day means nothing."""

        DAY = births.DAY, _("day, month and year")
        MONTH = births.MONTH, _("month and year")
        YEAR = births.YEAR, _("year only")

    personal_number = models.CharField(
        _("personal number"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}$", _("A personal number has 12 digits."))],
    )
    full_name = models.CharField(_("full name"), max_length=120)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    search_key = models.CharField(max_length=120, editable=False, db_index=True)
    birth_date = models.DateField(_("date of birth"))
    birth_precision = models.CharField(
        _("what is known of the date of birth"), max_length=5, choices=Precision, default=births.DAY
    )
    sex = models.CharField(_("sex"), max_length=6, choices=Sex)
    kind = models.CharField(
        _("kind of person"), max_length=16, choices=Kind, blank=True, default=""
    )
    party_member = models.BooleanField(_("Party member"), null=True, blank=True)
    party_joined_on = models.DateField(_("joined the Party on"), null=True, blank=True)
    # Expulsion is a form of discipline. No text at hand names another way out, so none is told.
    party_left_on = models.DateField(
        _("left the Party on"),
        null=True,
        blank=True,
        help_text=_("Not by expulsion: that is entered as a disciplinary decision."),
    )
    end_document_number = models.CharField(
        _("number of the decision on leaving the Party"), max_length=80, blank=True
    )
    end_document_date = models.DateField(
        _("date of the decision on leaving the Party"), null=True, blank=True
    )
    is_sample = models.BooleanField(_("made up"), default=False, editable=False)

    # Who is no member any more serves no discipline of the Party: the end needs its paper.
    end = End("party_left_on", lifts_a_bar=True)

    class Meta:
        ordering = ["sort_key", "personal_number"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.full_name

    @classmethod
    def check(cls, **kwargs: Any) -> list[CheckMessage]:
        """Refuse a person whose end is not proved, as that of any record."""
        return [*super().check(**kwargs), *end_not_said(cls)]

    @property
    def born(self) -> str:
        """The date of birth as it is known: 05/09/1968, 09/1968 or 1968."""
        return births.said(self.birth_date, self.birth_precision)

    @property
    def born_iso(self) -> str:
        """The date of birth as it is known, for machines: 1968-09-05, 1968-09 or 1968."""
        return births.iso(self.birth_date, self.birth_precision)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive what is searched and sorted by, and save."""
        self.derive_keys()
        super().save(*args, **kwargs)

    def derive_keys(self) -> None:
        """Normalise the name and derive the keys by which it sorts and is found."""
        self.full_name = normalised(self.full_name)
        self.sort_key = sort_key(self.full_name)
        self.search_key = search_key(self.full_name)
