"""A form whose date of effect can strike somebody out: it is corrected there, or confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.base.errors import Problem
from workflow_engine.desk.forms import ActForm
from workflow_engine.pages.fields import DayField


class DateConfirmingForm(ActForm):
    """A form that asks whether a date of effect is right, where the step asks.

    `date_of_effect` names the field of the date.
    """

    date_of_effect: ClassVar[str]
    date_to_confirm: date | None = None

    date_confirmed = DayField(
        label=_("This date of effect is right"),
        required=False,
        widget=forms.HiddenInput,
    )

    def show(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field; the date can be confirmed where the step asks."""
        problems = list(problems)
        if any(problem.field == "date_confirmed" for problem in problems):
            self.date_to_confirm = self.cleaned_data[self.date_of_effect]
        super().show(problems)
