"""The fields that the forms share: dates day first, text that the record can hold, whole counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models as db
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from workflow_engine.registry import births
from workflow_engine.registry.birth_cells import Birth
from workflow_engine.registry.bounds import EARLIEST, EARLIEST_BIRTH, out_of_range
from workflow_engine.registry.cells import CellError
from workflow_engine.registry.models import Person

MOST_SLIPS = 9999
LARGEST_FILE = 20 * 1024 * 1024
FILE_KINDS = {".pdf", ".jpg", ".jpeg", ".png", ".docx", ".doc", ".odt"}
_KEPT = {"\n", "\t"}


# Fields that another field of the record governs, by model and name: they are asked for only while
# that one has the value. `page.js` hides them; the record refuses the contradiction in any case.
_ONLY_WITH = {
    "person.party_joined_on": "party_member=true",
    "discipline.party_effective_on": "by_party=false",
    "proceeding.kind": "matter=denunciation",
    "proceeding.team": "kind=denunciation",
    "proceeding.team_decided_on": "kind=denunciation",
}


def offer(field: forms.Field, choices: Iterable[Any]) -> None:
    """Let a field of choices offer these."""
    cast(forms.ChoiceField, field).choices = list(choices)


def offer_rows(field: forms.Field, rows: QuerySet[Any]) -> None:
    """Let a field of rows offer these."""
    cast("forms.ModelChoiceField[Any]", field).queryset = rows


class _YesNoOpen(forms.NullBooleanSelect):
    """Yes, no, or open; a plain select would show a stored no as open, and store it so."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("unknown", "—"), ("true", _("yes")), ("false", _("no"))]


class YesNoOpenField(forms.NullBooleanField):
    """A question that may stay open: what nobody said is not "no"."""

    widget = _YesNoOpen

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "required": False})


def governed(column: db.Field[Any, Any], field: forms.Field | None) -> forms.Field | None:
    """Mark the form field of a column that another one governs."""
    other = _ONLY_WITH.get(f"{column.model._meta.model_name}.{column.name}")
    if field is not None and other:
        field.widget.attrs["data-only-with"] = other
    return field


class DayField(forms.DateField):
    """A day, typed day first, within the years a personnel file can speak of."""

    earliest = EARLIEST

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.DateInput(
                format="%d/%m/%Y",
                attrs={
                    "data-date": "",
                    "inputmode": "numeric",
                    "autocomplete": "off",
                    "placeholder": _("dd/mm/yyyy"),
                    "maxlength": 10,
                },
            ),
        )
        kwargs.setdefault(
            "error_messages",
            {
                "invalid": _("This is not a date. Write day/month/year, for example 05/09/2026."),
                "required": _("Give the date."),
            },
        )
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        """Refuse a day that no record can have."""
        super().validate(value)
        if value is not None and (words := out_of_range(value, self.earliest)):
            raise ValidationError(words)


class BirthField(DayField):
    """A birth date, or as much of it as the papers give: 05/09/1968, 09/1968 or 1968.

    `precision` tells after the cleaning how much was given.
    """

    earliest = EARLIEST_BIRTH
    precision = births.DAY

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = _("Where the papers give the month or the year only: 09/1968, 1968.")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the first day that it can be, and keep how much of it is known."""
        self.precision = births.DAY
        try:
            return super().to_python(value)
        except ValidationError:
            try:
                reading = Birth().read(str(value))
            except CellError as error:
                raise ValidationError(str(error), code="invalid") from None
            self.precision = reading.also["birth_precision"]
            first: date = reading.value
            return first


class _CleanText(forms.CharField):
    """Text without the control characters that no paper has, in one Unicode form."""

    def to_python(self, value: Any) -> str:
        """Return the text; refuse control characters."""
        text = unicodedata.normalize("NFC", super().to_python(value) or "").replace("\r\n", "\n")
        if any(unicodedata.category(c) in ("Cc", "Cs") and c not in _KEPT for c in text):
            raise ValidationError(
                _("The text holds control characters. Type it again, or paste it as plain text."),
                code="control-characters",
            )
        return text.strip()


# As long as a line is where nothing shorter is said.
LONGEST = 200


class LineField(_CleanText):
    """One line of text."""

    def __init__(self, *, max_length: int = LONGEST, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)


class WordsField(_CleanText):
    """Several lines of text."""

    def __init__(self, *, rows: int = 3, max_length: int = 5000, **kwargs: Any) -> None:
        super().__init__(
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": rows, "maxlength": max_length}),
            **kwargs,
        )


class CountField(forms.IntegerField):
    """A number of people or slips."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_value", MOST_SLIPS)
        super().__init__(
            min_value=0,
            localize=False,
            widget=forms.TextInput(
                attrs={
                    "inputmode": "numeric",
                    "autocomplete": "off",
                    "maxlength": 5,
                    "class": "count",
                }
            ),
            error_messages={"invalid": _("Write a whole number.")},
            **kwargs,
        )


class KeyField(forms.IntegerField):
    """The key of a row, as a page names it; what it may be is for the step to say."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=2**53 - 1, **kwargs)


class PersonByNumberField(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable
    """A person of the registry, by personal number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Person.objects.all(),
            to_field_name="personal_number",
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 12}),
            help_text=_("The personal number, 12 digits."),
            **kwargs,
        )


class KeysField(forms.Field):
    """Several keys from checkboxes; what they may be is for the step to say."""

    # The pages draw the checkboxes; the widget only reads what was sent.
    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> tuple[int, ...]:
        """Return the keys in the order given, each once."""
        keys = []
        for item in value or ():
            text = str(item)
            if not text.isascii() or not text.isdigit() or len(text) > 15:
                raise ValidationError(_("The page sent something that is no entry of a list."))
            keys.append(int(text))
        return tuple(dict.fromkeys(keys))


class PaperFileField(forms.FileField):
    """The scan of a paper."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            max_length=100,
            widget=forms.ClearableFileInput(attrs={"accept": ",".join(sorted(FILE_KINDS))}),
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file; refuse what is too large or of a kind that papers are not."""
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 20 MB."))
        if not any(file.name.lower().endswith(kind) for kind in FILE_KINDS):
            raise ValidationError(_("Papers are filed as PDF, JPG, PNG, DOC, DOCX or ODT."))
        return file
