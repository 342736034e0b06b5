"""Forms of what an administrator keeps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.access.administration import Grant
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.desk.forms import ActForm
from workflow_engine.facts.standards import LEVELS
from workflow_engine.pages.fields import (
    DayField,
    LineField,
    PersonByNumberField,
    WordsField,
    offer,
    offer_rows,
)
from workflow_engine.registry.models import Qualification, Title, TitleStandard, Unit

CONFIDENCE = CalendarDay._meta.get_field("confidence").flatchoices


class DayForm(ActForm):
    """A day that is not what its weekday says."""

    on = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("What the day is"), choices=CalendarDay.Kind)
    name = LineField(label=_("Name"), max_length=120)
    source = LineField(
        label=_("Source"),
        max_length=300,
        help_text=_("The notice or law that says so, with number and date."),
    )
    confidence = forms.ChoiceField(label=_("How sure the source is"), choices=CONFIDENCE)
    withdrawn = forms.BooleanField(
        label=_("The day is withdrawn: it is what its weekday says"), required=False
    )
    reason = WordsField(label=_("Why the calendar is amended"), max_length=500, rows=2)

    def __init__(self, *args: Any, day: CalendarDay | None = None, **kwargs: Any) -> None:
        self.day = day
        if day is not None:
            kwargs["initial"] = {
                name: getattr(day, name)
                for name in ("on", "kind", "name", "source", "confidence", "withdrawn")
            }
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """A known day keeps its date; a new one cannot be withdrawn."""
        if self.day is None:
            del self.fields["withdrawn"]
        else:
            self.fields["on"].disabled = True

    def clean_on(self) -> Any:
        """A day stands in the calendar once."""
        on = self.cleaned_data["on"]
        if self.day is None and CalendarDay.objects.filter(on=on).exists():
            raise forms.ValidationError(
                _("The calendar has this day already: amend it in the list.")
            )
        return on

    def act(self) -> CalendarDay:
        """Return the day as it is to be stored."""
        day = self.day or CalendarDay()
        for name in ("on", "kind", "name", "source", "confidence", "withdrawn"):
            if name in self.cleaned_data:
                setattr(day, name, self.cleaned_data[name])
        return day


class AccountForm(ActForm):
    """A new account of a person."""

    username = LineField(
        label=_("Name to sign in with"),
        max_length=60,
        help_text=_("Letters, digits and the signs @ . + - _"),
    )
    person = PersonByNumberField(
        label=_("Whose account"),
        error_messages={"invalid_choice": _("The registry has nobody of this personal number.")},
    )

    def act(self) -> dict[str, Any]:
        """Return the values by name."""
        return dict(self.cleaned_data)


class GrantForm(ActForm):
    """A role for an account."""

    prefix = "grant"

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    unit = forms.ModelChoiceField(label=_("In the unit and below"), queryset=Unit.objects.none())
    held_from = DayField(label=_("From"))
    held_until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("The first day on which it is no longer held."),
    )
    basis = LineField(label=_("Decision on which it stands"))
    in_place_of = forms.ModelChoiceField(
        label=_("In place of"),
        queryset=Account.objects.none(),
        required=False,
        help_text=_("Only for a substitution; it needs an end."),
    )

    def __init__(self, *args: Any, units: Any, account: Account, **kwargs: Any) -> None:
        self.units, self.account = units, account
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Offer the units that are administered, and the other accounts."""
        offer_rows(self.fields["unit"], self.units)
        others = Account.objects.filter(is_active=True).exclude(pk=self.account.pk)
        field: Any = self.fields["in_place_of"]
        offer_rows(field, others.select_related("person").order_by("username"))
        field.label_from_instance = lambda one: f"{one.display_name} ({one.username})"

    def act(self) -> Grant:
        """Return the grant."""
        return Grant(**self.cleaned_data)


class EndForm(ActForm):
    """The end of a role."""

    held_until = DayField(
        label=_("Ends on"), help_text=_("The first day on which it is no longer held.")
    )
    reason = WordsField(label=_("Why the role ends"), rows=2, max_length=500)

    def act(self) -> dict[str, Any]:
        """Return the values by name."""
        return dict(self.cleaned_data)


class ClosingForm(ActForm):
    """The closing of an account."""

    prefix = "close"

    reason = WordsField(label=_("Why the account is closed"), rows=2, max_length=500)

    def act(self) -> dict[str, Any]:
        """Return the values by name."""
        return dict(self.cleaned_data)


class StandardForm(ActForm):
    """An edition of a title's standard, as the instrument it names has it."""

    title = forms.ModelChoiceField(
        label=_("Title"), queryset=Title.objects.filter(rank__gt=0).order_by("-rank", "code")
    )
    in_force_from = DayField(label=_("In force from"))
    in_force_until = DayField(
        label=_("In force until"),
        required=False,
        help_text=_("The first day on which it is no longer in force."),
    )
    degree_level = forms.TypedChoiceField(label=_("Degree required"), coerce=int)
    degree_fields = LineField(
        label=_("Fields of the degree, separated by semicolons"), required=False, max_length=300
    )
    political_theory_level = forms.TypedChoiceField(
        label=_("Political theory required"), coerce=int
    )
    state_management_level = forms.TypedChoiceField(
        label=_("State management required"), coerce=int
    )
    field_years = forms.IntegerField(
        label=_("Years in the field required"), min_value=0, max_value=60
    )
    citation = LineField(label=_("Legal basis"), max_length=300)
    confidence = forms.ChoiceField(label=_("How sure the source is"), choices=CONFIDENCE)

    def build(self) -> None:
        """Offer the levels that a requirement may have."""
        labels = dict(Qualification.Level.choices)
        for name, kind in (
            ("degree_level", Qualification.Kind.DEGREE),
            ("political_theory_level", Qualification.Kind.POLITICAL_THEORY),
            ("state_management_level", Qualification.Kind.STATE_MANAGEMENT),
        ):
            offer(self.fields[name], [(level, labels[level]) for level in LEVELS[kind]])

    def act(self) -> TitleStandard:
        """Return the edition, unsaved."""
        return TitleStandard(**self.cleaned_data)
