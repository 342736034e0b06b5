"""The day on which the pages of the law are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.pages.fields import DayField


class DayForm(forms.Form):
    """The day whose law is asked for; today where none is given."""

    use_required_attribute = False

    ngay = DayField(label=_("In force on"), required=False)


@dataclass(frozen=True)
class LawDay:
    """The day a page is read on: as typed, as understood, and as its links carry it on."""

    on: date
    form: DayForm
    given: bool

    @property
    def query(self) -> str:
        """Return what a link adds to keep the day; nothing where the page is read as of today."""
        return f"?ngay={self.on.isoformat()}" if self.given else ""


def law_day(typed: str, *, today: date) -> LawDay:
    """Read the day that a page was asked for; what is no day leaves its error in the form."""
    form = DayForm({"ngay": typed})
    if not form.is_valid():
        return LawDay(today, form, given=False)
    on = form.cleaned_data["ngay"] or today
    return LawDay(on, DayForm({"ngay": f"{on:%d/%m/%Y}"}), given=on != today)
