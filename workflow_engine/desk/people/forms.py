"""Forms for the records of a person: one for each kind, made from its model."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, cast

from django import forms
from django.db import models as db
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow_engine.pages.fields import (
    LONGEST,
    BirthField,
    DayField,
    LineField,
    YesNoOpenField,
    governed,
    offer,
    offer_rows,
)
from workflow_engine.pages.typed import TypedForm
from workflow_engine.registry import (
    answers,
    births,
    doubles,
    identity,
    keeping,
    papers,
    refusals,
    words,
)
from workflow_engine.registry.cells import CellError
from workflow_engine.registry.identity_cells import Name
from workflow_engine.registry.models import (
    IdentityFinding,
    Person,
    Post,
    Relationship,
    Title,
    Unit,
    UnitCheck,
)
from workflow_engine.registry.models.bases import Record

_NUMBER = r"^[0-9]{12}$"
# Where the questions of a form are asked; those of an import name their sheet.
_HERE = "form"


def field_for(field: db.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Return the form field of a model field: dates day first, clean lines, yes or no or open."""
    return governed(field, _plain_field_for(field, **kwargs))


def _plain_field_for(field: db.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    shared: dict[str, Any] = {
        "label": capfirst(field.verbose_name),
        "required": not field.blank,
        "help_text": field.help_text,
    }
    if field.name == "birth_date":
        return BirthField(**shared)
    if isinstance(field, db.DateField):
        return DayField(**shared)
    if isinstance(field, db.CharField) and not field.choices:
        return LineField(max_length=field.max_length or LONGEST, **shared)
    if isinstance(field, db.BooleanField) and field.null:
        return YesNoOpenField(**shared)
    return field.formfield(**kwargs)


class KeptForm(TypedForm, forms.ModelForm):  # type: ignore[type-arg] # not subscriptable
    """A record with the reason why it is added or corrected, and the version that was seen.

    What may be a mistake has to be accepted. An answer counts for the questions that were shown
    before, about the very same data.
    """

    use_required_attribute = False
    # What had to be accepted of what the form says; it was, if the form is valid. By what each
    # question is known again stands beside it.
    questions: Sequence[str] = ()
    digests: Sequence[str] = ()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = LineField(
        max_length=200,
        label=gettext_lazy("Why it is corrected"),
        help_text=gettext_lazy("Stays on the record, with your name and the time."),
    )
    accepted = forms.BooleanField(
        required=False,
        label=gettext_lazy("I have read the questions above and it is right."),
    )

    def __init__(
        self,
        *args: Any,
        person: Person | None,
        on: date,
        reach: list[str],
        asked: Collection[str] = (),
        roles: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.roles = roles
        self._said = keeping.columns_of(self.instance) if self.instance.pk else None
        self.person = person
        self.on = on
        self._narrow(reach)
        for field in self.fields.values():
            if "required" in field.error_messages and not isinstance(field, DayField):
                field.error_messages["required"] = _("Fill this in.")
        self._take_nothing_unsaid()
        if self.instance.pk is None:
            self.fields["reason"].required = False
            self.fields["reason"].label = _("Note on why it is added")
            self.fields.pop("voided", None)
        if not self.is_bound or self.is_typed:
            self.fields.pop("accepted")

    def _take_nothing_unsaid(self) -> None:
        """Let a list of choices of a new record begin with none: what is not chosen is not said."""
        for field in self._meta.model._meta.concrete_fields:
            shown = self.fields.get(field.name)
            if shown is None or not field.choices or field.blank or not field.has_default():
                continue
            offer(shown, [*BLANK_CHOICE_DASH, *field.flatchoices])
            shown.initial = None
            if self.instance.pk is None:
                self.initial.pop(field.name, None)

    def _narrow(self, reach: list[str]) -> None:
        """Offer the posts and units of the reach; a record's own stay offered."""
        for name, path in (("post", "unit__path"), ("unit", "path")):
            if name in self.fields:
                scope = db.Q(pk=getattr(self.instance, f"{name}_id", None) or 0)
                for start in reach:
                    scope |= db.Q(**{f"{path}__startswith": start})
                model = Post if name == "post" else Unit
                offered = model.objects.filter(scope)
                if name == "post":
                    offered = offered.select_related("unit", "title").order_by(
                        "unit__path", "-title__rank", "code"
                    )
                offer_rows(self.fields[name], offered)
        if "title" in self.fields:
            offer_rows(self.fields["title"], Title.objects.all())

    def clean(self) -> dict[str, Any]:
        """Hold the fields against each other, as an import does."""
        cleaned = super().clean() or {}
        wrong = refusals.problems(self._meta.model, cleaned, person=self.person, today=self.on)
        for name, message in wrong.items():
            self.add_error(name if name in self.fields else None, message)
        self._complete(cleaned)
        self._require_own_word(cleaned)
        self._ask(cleaned)
        return cleaned

    def _require_own_word(self, cleaned: dict[str, Any]) -> None:
        """Refuse what another body than that of the roles has to say, with who may say it."""
        said = {**(self._said or {}), **cleaned}
        own = said if self._said is None else {n: v for n, v in said.items() if n in self._said}
        for name, told in words.refusals(self._meta.model, self._said, own, roles=self.roles):
            self.add_error(name if name in self.fields else None, told)

    def _complete(self, cleaned: dict[str, Any]) -> None:
        """Fill in what the record keeps beside its fields: the days that are confirmed."""
        cleaned["days_confirmed"] = papers.confirmed_as(self._meta.model, cleaned)

    def _questions(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield each field with what has to be accepted of it."""
        before = {"days_confirmed": self.instance.days_confirmed}
        yield from papers.to_confirm(self._meta.model, {**cleaned, **before}).items()
        self.instance.days_confirmed = cleaned["days_confirmed"]
        for question in doubles.questions(self._of_same_thing(cleaned)):
            yield doubles.KNOWN_BY[self._meta.model][0], question
        for question in self._of_another_date(cleaned):
            yield "document_number", question

    def _of_another_date(self, cleaned: dict[str, Any]) -> list[Any]:
        """Return what is asked of a document whose number is on record with another date."""
        number, row = cleaned.get("document_number") or "", self.instance
        same = {"document_number", "document_date", "issued_by"}.isdisjoint(self.changed_data)
        if cleaned.get("voided") or (row.pk and same):
            return []
        rows = doubles.with_numbers(self._meta.model, [number]).get(number, [])
        return doubles.of_another_date(cleaned, [each for each in rows if each.pk != row.pk])

    def _of_same_thing(self, cleaned: dict[str, Any]) -> list[Record | UnitCheck]:
        """Return what is on record of the same thing, unless a correction leaves it as it was."""
        model, row = self._meta.model, self.instance
        if cleaned.get("voided") or (self.person is None and not cleaned.get("unit")):
            return []
        names = (*doubles.KNOWN_BY[model], "document_number", "voided")
        before = {name: getattr(row, name, None) for name in names}
        said = {name: cleaned.get(name, before[name]) for name in names}
        if row.pk and all(before[name] == said[name] for name in names):
            return []
        return doubles.of_same_thing(model, said, person=self.person, besides=row.pk)

    def _about(self, cleaned: dict[str, Any]) -> list[Any]:
        """Return the data for which an answer holds."""
        number = cleaned.get("document_number")
        whose = self.instance.person_id if self.person else cleaned.get("unit")
        return [getattr(whose, "pk", whose), number, cleaned["days_confirmed"]]

    def _ask(self, cleaned: dict[str, Any]) -> None:
        asked = list(self._questions(cleaned))
        questions = self.questions = [question for _field, question in asked]
        about = [self._meta.model._meta.model_name, self.instance.pk, *self._about(cleaned)]
        self.digests = [answers.digest_of(_HERE, "", about, question) for question in questions]
        if not questions:
            self.fields.pop("accepted", None)
        elif not cleaned.get("accepted") or not set(self.digests) <= set(self.asked):
            sent = cast(QueryDict, self.data).copy()
            sent.pop(self.add_prefix("accepted"), None)
            self.data = sent
            for field, question in asked:
                self.add_error(field if field in self.fields else None, question)

    def changes(self) -> dict[str, Any]:
        """Return the fields of the record as the form has them; call it on a valid form."""
        names = {field.name for field in self._meta.model._meta.concrete_fields}
        return {name: value for name, value in self.cleaned_data.items() if name in names}


class PersonForm(KeptForm):
    """A person's own data; what may be a mistake about who it is has to be accepted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = Person.objects.filter(pk=self.instance.pk).first()
        # It decides which law applies: whoever enters a person says it.
        self.fields["kind"].required = True
        if self._before is not None:
            self.initial["birth_date"] = self._before.born

    def clean_full_name(self) -> str:
        """Read the name as an import does."""
        try:
            reading = Name().read(self.cleaned_data["full_name"])
        except CellError as error:
            raise forms.ValidationError(str(error)) from None
        self._reading = reading.to_accept
        return str(reading.value)

    def _complete(self, cleaned: dict[str, Any]) -> None:
        """Say how much of the birth date is known."""
        cleaned["birth_precision"] = cast(BirthField, self.fields["birth_date"]).precision
        self.instance.birth_precision = cleaned["birth_precision"]

    def _about(self, cleaned: dict[str, Any]) -> list[Any]:
        return [str(cleaned.get(name)) for name in identity.WHO]

    def _questions(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Ask what an import would ask."""
        name, born = cleaned.get("full_name"), cleaned.get("birth_date")
        if not name or not born:
            return
        if self._reading:
            yield "full_name", self._reading
        before = self._before
        number = cleaned.get("personal_number")
        namesakes = identity.Namesakes([name], [number] if number else ())
        once = births.once_known([before]).get(before.pk) if before is not None else None
        for _field, question in identity.questions(before, cleaned, namesakes, once=once):
            yield "full_name", question


class UnitCheckForm(KeptForm):
    """What a check of a unit said, also where it found that somebody is not on record."""

    clear = forms.TypedChoiceField(
        label=capfirst(UnitCheck._meta.get_field("clear").verbose_name),
        choices=[("", "—"), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        coerce=lambda said: said == "yes",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).empty_label = _("Choose the unit")
        self.fields["issued_by"].required = True
        if self.instance.pk is not None:
            self.initial["clear"] = "yes" if self.instance.clear else "no"
            self.fields["unit"].disabled = True


class OtherPersonForm(KeptForm):
    """A record that names another person does so by the personal number."""

    # The column of the other person.
    column: str
    number = forms.RegexField(
        _NUMBER,
        error_messages={"invalid": gettext_lazy("A personal number has 12 digits.")},
    )
    field_order = ["version", "number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields.pop("number")

    def clean_number(self) -> str:
        """Find who it is."""
        number: str = self.cleaned_data["number"]
        found = Person.objects.filter(personal_number=number).first()
        if found is None:
            raise forms.ValidationError(
                _("Nobody with this number is on record. Add the person first.")
            )
        self.cleaned_data[self.column] = found
        setattr(self.instance, self.column, found)
        return number


class RelativeForm(OtherPersonForm):
    """A relative."""

    column = "relative"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "number" in self.fields:
            self.fields["number"].label = _("Personal number of the relative")


class IdentityFindingForm(OtherPersonForm):
    """What was found of two entries that look like one person."""

    column = "other"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "number" in self.fields:
            self.fields["number"].label = _("Personal number of the other entry")


_FORMS: dict[type[db.Model], type[KeptForm]] = {
    IdentityFinding: IdentityFindingForm,
    Person: PersonForm,
    Relationship: RelativeForm,
    UnitCheck: UnitCheckForm,
}


@cache
def form_of(model: type[db.Model]) -> type[KeptForm]:
    """Return the form of a kind of records."""
    fixed = {"id", "person", "relative", "other", "sort_key", "search_key", "is_sample"}
    fixed |= {"birth_precision", "days_confirmed", "entered_as"}
    names = [field.name for field in model._meta.concrete_fields if field.name not in fixed]
    ended, found = ["end_document_number", "end_document_date"], ["found_on"]
    last = [*ended, *found, "document_number", "document_date", "issued_by", "note", "voided"]
    names = [n for n in names if n not in last] + [n for n in last if n in names]
    base = _FORMS.get(model, KeptForm)
    made = forms.modelform_factory(model, form=base, fields=names, formfield_callback=field_for)
    return cast(type[KeptForm], made)
