"""Forms of what supplies a missing fact: a record, a row of a table, or declarations."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.db import models
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from workflow_engine.acts.beside.answers import Declared, undeclared
from workflow_engine.desk.forms import CODE_LENGTH
from workflow_engine.desk.steps.forms.beside import BesideForm
from workflow_engine.desk.steps.forms.stated import StatementForm
from workflow_engine.dossiers.models import FactRequest, InterestDeclaration
from workflow_engine.facts.suppliers import Supplier, Way
from workflow_engine.pages.fields import (
    LONGEST,
    BirthField,
    DayField,
    LineField,
    PersonByNumberField,
    WordsField,
    YesNoOpenField,
    governed,
)
from workflow_engine.pages.typed import TypedForm
from workflow_engine.registry import refusals
from workflow_engine.registry.keeping import version_of
from workflow_engine.registry.models import Person, Post, Title, TitleStandard, UnitCheck

_PAPER = ("document_number", "document_date")


def _field(db_field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Return the field of the desk for a column: dates day first, no control characters."""
    return governed(db_field, _plain_field(db_field, **kwargs))


def _plain_field(db_field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    known: dict[str, Any] = {
        "label": capfirst(db_field.verbose_name),
        "required": not (db_field.blank or db_field.null),
    }
    if db_field.name == "birth_date":
        return BirthField(**known)
    if isinstance(db_field, models.DateField):
        return DayField(**known)
    if isinstance(db_field, models.ForeignKey) and db_field.remote_field.model is Person:
        return PersonByNumberField(**known)
    if isinstance(db_field, models.TextField):
        return WordsField(**known)
    if isinstance(db_field, models.CharField) and not db_field.choices:
        return LineField(max_length=db_field.max_length or LONGEST, **known)
    if isinstance(db_field, models.BooleanField) and db_field.null:
        return YesNoOpenField(**known)
    return db_field.formfield(**kwargs)


class _SupplyForm(TypedForm, forms.ModelForm):  # type: ignore[type-arg] # not subscriptable
    """What every form of a row shares; the row itself goes to the act."""

    use_required_attribute = False
    goes_as = "record"
    on = date.max
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["version"]
        else:
            self.initial["version"] = version_of(self.instance)
        if isinstance(self.instance, Person):
            self.initial["birth_date"] = self.instance.born

    def clean(self) -> dict[str, Any]:
        """Tell all that is wrong at once, by the checks that the act holds the row against."""
        cleaned = super().clean() or {}
        person = getattr(self.instance, "person", None)
        for name, wrong in refusals.problems(
            self._meta.model, cleaned, person=person, today=self.on
        ).items():
            self.add_error(name if name in self.fields else None, wrong)
        return cleaned

    def act(self) -> dict[str, Any]:
        """Return the row, filled in and not stored, with the version of it that was seen."""
        seen = {"version": self.cleaned_data["version"] or 0} if "version" in self.fields else {}
        return {self.goes_as: self.instance, **seen}

    def _post_clean(self) -> None:
        """Fill the row in; what the model refuses is told by the act."""
        self.instance = forms.models.construct_instance(
            self, self.instance, self._meta.fields, self._meta.exclude
        )
        if isinstance(self.instance, Person):
            self.instance.birth_precision = cast(BirthField, self.fields["birth_date"]).precision

    def show(self, problems: Any) -> None:
        """Put each problem beside its field."""
        for problem in problems:
            name = problem.field if problem.field in self.fields else None
            self.add_error(name, problem.message)


def _form(supplier: Supplier, instance: Model, data: Any, goes_as: str, *, on: date) -> _SupplyForm:
    made = forms.modelform_factory(
        supplier.model,
        form=type("SupplyForm", (_SupplyForm,), {"goes_as": goes_as, "on": on}),
        fields=list(supplier.fields),
        formfield_callback=_field,
    )
    form = made(data, instance=instance)
    for name in _PAPER:
        if name in form.fields:
            form.fields[name].required = True
    return cast(_SupplyForm, form)


class InterestsForm(BesideForm):
    """What each participant declared."""

    declared_on = DayField(label=_("Declared on"))
    document_number = LineField(
        label=_("Document that holds the declarations"), max_length=CODE_LENGTH
    )

    def __init__(self, *args: Any, asked: FactRequest, **kwargs: Any) -> None:
        self.people = undeclared(asked.dossier)
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Ask for one row a participant."""
        for person in self.people:
            self.fields[f"conflict-{person.pk}"] = forms.ChoiceField(
                label=_("%(name)s: conflict of interest") % {"name": person},
                choices=[
                    ("", _("Not declared yet")),
                    ("no", _("None")),
                    ("yes", _("There is one")),
                ],
                required=False,
            )
            self.fields[f"measure-{person.pk}"] = LineField(
                label=_("%(name)s: measure taken") % {"name": person},
                required=False,
                max_length=300,
            )
            self.fields[f"measure_on-{person.pk}"] = DayField(
                label=_("%(name)s: measure decided on") % {"name": person}, required=False
            )

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the fields of each participant together."""
        parts = ("conflict", "measure", "measure_on")
        return [(p, *(self[f"{part}-{p.pk}"] for part in parts)) for p in self.people]

    def act(self) -> dict[str, Any]:
        """Return the declarations that were entered."""
        data = self.cleaned_data
        return {
            "declared_on": data["declared_on"],
            "document_number": data["document_number"],
            "declared": [
                Declared(
                    person.pk,
                    data[f"conflict-{person.pk}"] == "yes",
                    data[f"measure-{person.pk}"],
                    data[f"measure_on-{person.pk}"],
                )
                for person in self.people
                if data[f"conflict-{person.pk}"]
            ],
        }


def supply_form(asked: FactRequest, supplier: Supplier, data: Any, *, on: date) -> Any:
    """Return the form that answers a request, or None where no form of the desk does."""
    if supplier.way == Way.STATEMENT:
        return StatementForm(data, asked=asked, initial={"document_date": on})
    if supplier.way == Way.RECORD and asked.candidate is not None:
        record = supplier.model(person=asked.candidate.person, **supplier.initial)
        return _form(supplier, record, data, "record", on=on)
    if supplier.way == Way.TABLE:
        row = _row(asked, supplier)
        return None if row is None else _form(supplier, row, data, "row", on=on)
    if supplier.model is InterestDeclaration:
        return InterestsForm(data, asked=asked, initial={"declared_on": on})
    return None


def _row(asked: FactRequest, supplier: Supplier) -> Model | None:
    """Return the row that has to be completed, or a new one; None where no post is aimed at."""
    if supplier.model is Person:
        return asked.candidate.person if asked.candidate else None
    post = asked.candidate.post if asked.candidate else asked.dossier.about_post
    if post is None:
        return None
    if supplier.model is Title:
        return post.title
    if supplier.model is TitleStandard:
        return TitleStandard(title=post.title)
    if supplier.model is UnitCheck:
        return UnitCheck(unit=post.unit)
    lacking = Post.objects.filter(
        unit=post.unit, standing=Post.Standing.DEPUTY, seats_basis=""
    ).order_by("pk")
    return lacking.first() or post
