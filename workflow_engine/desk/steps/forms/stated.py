"""Forms of what is stated of a fact: a field made of the definition of the fact, and its paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rules.definitions import FactDefinition
from rules.library import law
from rules.model import Month
from workflow_engine.base.errors import Problem
from workflow_engine.desk.forms import CODE_LENGTH, ActForm
from workflow_engine.desk.steps.forms.beside import BesideForm
from workflow_engine.dossiers.models import Candidate
from workflow_engine.journal.statements import Document
from workflow_engine.nodes.stating import Said, asked, field_of
from workflow_engine.pages import words
from workflow_engine.pages.fields import DayField, LineField, WordsField, offer

_POINTS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])/([0-9]{4})")


class MonthField(forms.Field):
    """A month, typed as 08/2026."""

    def to_python(self, value: Any) -> Month | None:
        """Return the month; refuse what is none."""
        text = str(value or "").strip()
        if not text:
            return None
        found = _MONTH.fullmatch(text)
        if found is None:
            raise ValidationError(_("This is not a month. Write month/year, for example 09/2026."))
        return Month(int(found[2]), int(found[1]))


class HundredthsField(forms.Field):
    """Points with two decimals, typed as 7,55 or 7.55, kept as whole hundredths."""

    def to_python(self, value: Any) -> int | None:
        """Return the hundredths; refuse what is no such number."""
        text = str(value or "").strip()
        if not text:
            return None
        found = _POINTS.fullmatch(text)
        if found is None:
            raise ValidationError(_("Write the points with at most two decimals, such as 7,55."))
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _judged(value: str) -> bool:
    return value == "yes"


def fact_field(name: str) -> forms.Field:
    """Return the field in which a fact is stated, by its definition in the law.

    A judgement is one of two full sentences: nobody answers "no" to a denial by mistake.
    """
    definition = law().facts[name]
    label = words.fact_label(name)
    match definition.type:
        case "boolean":
            yes = _("It is so: “%(fact)s”.") % {"fact": label}
            no = _("It is not so: “%(fact)s”.") % {"fact": label}
            return forms.TypedChoiceField(
                label=label,
                choices=[("yes", yes), ("no", no)],
                coerce=_judged,
                empty_value=None,
                widget=forms.RadioSelect,
            )
        case "enum":
            return forms.ChoiceField(
                label=label, choices=_codes(definition), widget=forms.RadioSelect
            )
        case "integer" if definition.unit == "hundredth":
            return HundredthsField(label=label, help_text=_quantities(definition))
        case "integer" | "money":
            low, high = _between(definition)
            return forms.IntegerField(
                label=label,
                min_value=low,
                max_value=high,
                localize=False,
                help_text=_quantities(definition),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"invalid": _("Write a whole number.")},
            )
        case "date":
            return DayField(label=label)
        case "month":
            return MonthField(label=label, help_text=_("Month and year, for example 09/2026."))
        case _:
            return forms.TypedMultipleChoiceField(
                label=label,
                choices=_codes(definition),
                coerce=str,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=_("Tick all that apply; none, where none does."),
            )


def value_of(cleaned: Any) -> Any:
    """Return what a field holds as a value of the fact: the codes as a set."""
    return frozenset(cleaned) if isinstance(cleaned, list) else cleaned


def _codes(definition: FactDefinition) -> list[tuple[str, str]]:
    return [(code, words.said(named)) for code, named in definition.values.items()]


def _between(definition: FactDefinition) -> tuple[int, int]:
    """Return the bounds of a number, which every one of the vocabulary has."""
    return cast(tuple[int, int], definition.bounds)


def _quantities(definition: FactDefinition) -> Any:
    low, high = _between(definition)
    return _("From %(low)s to %(high)s.") % {
        "low": words.quantity(low, definition.unit),
        "high": words.quantity(high, definition.unit),
    }


class StatementForm(BesideForm):
    """Somebody states what the law leaves to judgement, or to the papers of the dossier."""

    reason = WordsField(label=_("Reason for your answer"))
    document_number = LineField(label=_("Number of the document"), max_length=CODE_LENGTH)
    document_date = DayField(label=_("Date of the document"))
    issued_by = LineField(label=_("Issued by"))
    also = forms.TypedMultipleChoiceField(
        label=_("The same answer, on the same document, for"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, asked: Any, **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Ask for the fact, and offer the other candidates of whom the same is asked."""
        self.fields = {"value": fact_field(self.asked.fact), **self.fields}
        others = (
            self.asked.dossier.fact_requests.filter(fact=self.asked.fact, closed=False)
            .exclude(pk=self.asked.pk)
            .select_related("candidate__person")
            .order_by("candidate__person__sort_key")
        )
        also = [(row.pk, str(row.candidate)) for row in others]
        offer(self.fields["also"], also)
        if not also:
            del self.fields["also"]

    def act(self) -> dict[str, Any]:
        """Return the value with its document, and for whom else it is the answer."""
        data = self.cleaned_data
        return {
            "value": value_of(data["value"]),
            "document": Document(
                data["document_number"], data["document_date"], data["issued_by"], data["reason"]
            ),
            "also": data.get("also", ()),
        }


class StatesForm(ActForm):
    """What a step states of facts beside its act: each by its definition, all on one document."""

    prefix = "stated"

    document_number = LineField(label=_("Number of the document"), max_length=CODE_LENGTH)
    document_date = DayField(label=_("Date of the document"))
    issued_by = LineField(label=_("Issued by"))
    reason = WordsField(label=_("Reason"), required=False, rows=2)

    def __init__(
        self, *args: Any, node: Any, candidates: Iterable[Candidate] = (), **kwargs: Any
    ) -> None:
        self.candidates = {candidate.pk: candidate for candidate in candidates}
        self.asked = {field_of(key): key for key in asked(node, self.candidates)}
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Ask for each fact; of several people each is named beside it."""
        own = {}
        for name, (fact, pk) in self.asked.items():
            made = fact_field(fact)
            if pk is not None:
                made.label = f"{self.candidates[pk]}: {made.label}"
            own[name.removeprefix("stated-")] = made
        self.fields = {**own, **self.fields}

    def act(self) -> Said:
        """Return what is stated, with its document."""
        data = self.cleaned_data
        return Said(
            {key: value_of(data[name.removeprefix("stated-")]) for name, key in self.asked.items()},
            Document(
                data["document_number"], data["document_date"], data["issued_by"], data["reason"]
            ),
        )

    def take(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show the problems that are of this form; return the others."""
        mine: list[Problem] = []
        others: list[Problem] = []
        for problem in problems:
            (mine if problem.field.startswith("stated-") else others).append(problem)
        told = set(self.errors)
        own = (replace(each, field=each.field.removeprefix("stated-")) for each in mine)
        self.show(each for each in own if each.field not in told)
        return others


def states_form(
    node: Any, data: Any = None, *, candidates: Iterable[Candidate] = (), on: Any = None
) -> StatesForm | None:
    """Return the form of what a step states; None where it states nothing."""
    if not node.states:
        return None
    return StatesForm(data, node=node, candidates=candidates, initial={"document_date": on})


def others_of(states: StatesForm | None, problems: Iterable[Problem]) -> list[Problem]:
    """Show beside its facts what is wrong with what is stated; return what else is wrong."""
    return states.take(problems) if states else list(problems)
