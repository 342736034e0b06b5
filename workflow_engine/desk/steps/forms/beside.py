"""Forms of the acts beside the steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.access.roles import Role, name_of
from workflow_engine.acts.beside.candidates import liftable_conditions
from workflow_engine.base.messages import language
from workflow_engine.desk.forms import CODE_LENGTH, ActForm
from workflow_engine.dossiers.models import Candidate
from workflow_engine.pages import words
from workflow_engine.pages.fields import (
    DayField,
    LineField,
    PaperFileField,
    PersonByNumberField,
    WordsField,
    offer,
)


class BesideForm(ActForm):
    """A form whose values go to a side act by their names."""

    def act(self) -> dict[str, Any]:
        """Return the values by name."""
        return dict(self.cleaned_data)


class WithdrawalForm(BesideForm):
    """A candidate withdraws, retires, or died."""

    cause = forms.ChoiceField(label=_("Cause"), choices=Candidate.Leaving)
    left_on = DayField(
        label=_("Day of the retirement, or of the death"),
        required=False,
    )
    reason = WordsField(label=_("Why the candidate is taken out"), max_length=2000)
    document = LineField(
        label=_("Paper on which it stands"),
        help_text=_("For example the letter of withdrawal, with number and date."),
    )


class HandOverForm(BesideForm):
    """A dossier passes from one who works on it to another."""

    role = forms.ChoiceField(label=_("In which role"))
    handed_by = PersonByNumberField(label=_("Who hands over"))
    taken_by = PersonByNumberField(label=_("Who takes over"))
    text = WordsField(label=_("What is handed over, and how far it is"), max_length=10000)
    number = LineField(label=_("Number of the minutes"), max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the minutes"))
    file = PaperFileField(label=_("File of the minutes"))

    def __init__(self, *args: Any, dossier: Any, **kwargs: Any) -> None:
        self.dossier = dossier
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Offer the roles in which somebody acted in the dossier."""
        acted = dict.fromkeys(self.dossier.sign_offs.order_by("pk").values_list("role", flat=True))
        offer(
            self.fields["role"],
            [
                ("", "—"),
                *((code, name_of(code)) for code in acted if code in Role.values),
            ],
        )


class ConclusionForm(BesideForm):
    """What a Party body concluded on somebody, in writing."""

    candidate = forms.TypedChoiceField(label=_("On whom"), coerce=int)
    issued_by = LineField(label=_("Party body"), max_length=200)
    number = LineField(label=_("Number of the conclusion"), max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the conclusion"))
    file = PaperFileField(label=_("Scan of the conclusion"))

    def __init__(self, *args: Any, dossier: Any, **kwargs: Any) -> None:
        self.dossier = dossier
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Offer those who are considered."""
        considered = self.dossier.candidates.filter(status__in=("standing", "held"))
        named = [(row.pk, str(row)) for row in considered.select_related("person")]
        offer(self.fields["candidate"], named)


class ConfirmationForm(BesideForm):
    """A second officer compared what was entered with the file on paper."""

    confirmed = forms.BooleanField(
        label=_("I compared every act and its paper with the file; they agree.")
    )


class NotConfirmedForm(BesideForm):
    """What was entered does not agree with the file on paper."""

    reason = WordsField(label=_("What does not agree with the file"), max_length=1000, rows=3)


class ExcuseForm(BesideForm):
    """An absence is accepted as force majeure."""

    reason = WordsField(label=_("Force majeure that keeps the person away"), max_length=300, rows=2)


class SpecialDecisionForm(BesideForm):
    """A special decision that the law itself allows."""

    condition = forms.ChoiceField(label=_("Condition that the decision lifts"))
    authority = forms.ChoiceField(label=_("Authority that decided"))
    number = LineField(label=_("Number of the decision"), max_length=CODE_LENGTH)
    decided_on = DayField(label=_("Date of the decision"))
    document = LineField(label=_("Title of the document"), max_length=300)
    file = PaperFileField(label=_("File of the decision"))
    reason = WordsField(label=_("Grounds of the decision"))

    def __init__(
        self, *args: Any, dossier: Any, first: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        self.dossier = dossier
        self.first = first
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Offer the conditions that the law of the dossier lets be lifted, and by whom."""
        liftable = liftable_conditions(self.dossier)
        lifts = {name: lift for name, one in liftable.items() if (lift := one.lift) is not None}
        order = sorted(liftable, key=lambda name: name not in self.first)
        self.conditions = [
            {
                "title": words.said(liftable[name].title),
                "cite": lifts[name].citation.text(language()),
                "authorities": ", ".join(name_of(code) for code in lifts[name].authorities),
            }
            for name in order
        ]
        offer(
            self.fields["condition"],
            [
                ("", _("Choose a condition")),
                *((name, words.said(liftable[name].title)) for name in order),
            ],
        )
        codes = dict.fromkeys(c for lift in lifts.values() for c in lift.authorities)
        offer(self.fields["authority"], [(code, name_of(code)) for code in codes])
