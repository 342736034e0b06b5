"""Forms in which something may be a slip: it is corrected there, or confirmed once it was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.base.errors import Problem
from workflow_engine.desk.forms import StepForm
from workflow_engine.pages.fields import DayField


class DateConfirmingForm(StepForm):
    """A form that asks whether a date is right, where the step asks.

    `confirms` names, by the field that confirms it, the field of the date.
    """

    confirms: ClassVar[Mapping[str, str]]

    date_confirmed = DayField(
        label=_("This date of effect is right"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # What the step asks to confirm: the field that does it, and the day.
        self.to_confirm: list[tuple[forms.BoundField, date]] = []
        super().__init__(*args, **kwargs)

    def show(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field; a date can be confirmed where the step asks."""
        problems = list(problems)
        asked = {problem.field for problem in problems} & set(self.confirms)
        self.to_confirm = [(self[name], self.day_of(name)) for name in sorted(asked)]
        super().show(problems)

    def day_of(self, name: str) -> date:
        """Return the day that the field `name` confirms: as it was sent."""
        day: date = self.cleaned_data[self.confirms[name]]
        return day


class ConferenceConfirmingForm(DateConfirmingForm):
    """A form that asks whether the day of the first conference is right as well."""

    conference_confirmed = DayField(
        label=_("This day of the first conference is right"),
        required=False,
        widget=forms.HiddenInput,
    )


class NumberConfirmingForm(StepForm):
    """A form that asks whether a number that is on record is that of one and the same paper."""

    one_paper_asked = False

    one_paper = forms.BooleanField(
        label=_("One paper decides here and in that dossier"),
        required=False,
        widget=forms.HiddenInput,
    )

    def show(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field; the number can be confirmed where the step asks."""
        problems = list(problems)
        self.one_paper_asked = any(problem.field == "one_paper" for problem in problems)
        super().show(problems)
