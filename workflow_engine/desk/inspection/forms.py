"""The form that narrows the list of entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.desk.inspection.finding import Filters
from workflow_engine.pages.fields import DayField, LineField, offer
from workflow_engine.registry.models import Unit


class FilterForm(forms.Form):
    """Whom the entries are about, who acted, where, what and when."""

    use_required_attribute = False

    nguoi = LineField(
        label=_("About whom"),
        required=False,
        max_length=100,
        help_text=_("Name, with or without marks, or personal number."),
    )
    ai = LineField(label=_("Who acted"), required=False, max_length=100)
    don_vi = forms.ChoiceField(label=_("Unit"), required=False)
    loai = forms.ChoiceField(label=_("Kind of event"), required=False)
    tu = DayField(label=_("From day"), required=False)
    den = DayField(label=_("Until day"), required=False)
    ngoai_ho_so = forms.BooleanField(
        label=_("Only entries that belong to no dossier"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        units: Iterable[Unit],
        events: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        offer(
            self.fields["don_vi"],
            [
                ("", _("All units")),
                *((unit.code, unit.name) for unit in units),
            ],
        )
        offer(self.fields["loai"], [("", _("All kinds")), *events])

    def filters(self) -> Filters | None:
        """Return what the list is narrowed by; None where it cannot be read."""
        if self.is_bound and not self.is_valid():
            return None
        said = self.cleaned_data if self.is_bound else {}
        return Filters(
            person=said.get("nguoi", ""),
            who=said.get("ai", ""),
            unit=said.get("don_vi", ""),
            event=said.get("loai", ""),
            since=said.get("tu"),
            until=said.get("den"),
            no_dossier=said.get("ngoai_ho_so", False),
        )
