"""What every form of an act shares: how it shows what was refused; of a step, where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from workflow_engine.base.errors import Problem
from workflow_engine.base.unread import AsRead
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.journal.journal import candidates_of
from workflow_engine.pages.fields import KeysField
from workflow_engine.pages.typed import TypedForm

CODE_LENGTH = 80


@dataclass
class Place:
    """Where a form stands: the dossier, the step that waits, today, and who is considered.

    `role` and `person` are those of whoever the page is shown to.
    """

    dossier: Dossier
    node: Any
    on: date
    role: str = ""
    person: int | None = None
    _candidates: list[Candidate] | None = field(default=None, repr=False)

    def candidates(self) -> list[Candidate]:
        """Return the candidates of the dossier, by name, read once."""
        if self._candidates is None:
            self._candidates = candidates_of(self.dossier)
        return self._candidates

    def standing(self) -> list[Candidate]:
        """Return the candidates in consideration, by name."""
        return [c for c in self.candidates() if c.status == Candidate.Status.STANDING]


class ActForm(TypedForm, forms.Form):
    """A form that becomes an act.

    `names` maps the field of a problem to the field of the form where their names differ.
    """

    use_required_attribute = False
    template: ClassVar[str] = "desk/steps/plain.html"
    # The part of the page with the fields of the act, where the act opens a dossier.
    fields_template: ClassVar[str] = "desk/steps/_act_fields.html"
    names: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.build()
        for bound in self.fields.values():
            if bound.required and "required" in bound.error_messages:
                bound.error_messages.setdefault("required", _("Fill this in."))
            # Nothing chosen looks the same in every list, whether its choices are rows or words.
            if isinstance(bound, forms.ModelChoiceField) and bound.empty_label == "---------":
                bound.empty_label = "—"

    def build(self) -> None:
        """Add the fields that are not the same everywhere."""

    def act(self) -> Any:
        """Return the act that the form stands for; call it on a valid form."""
        raise NotImplementedError  # pragma: no cover - every form has its own

    def act_as_read(self) -> Any:
        """Return the act of a form that is not valid: what could not be read is `UNREAD`."""
        read = self.cleaned_data
        self.cleaned_data = AsRead(read, list(self.fields))
        try:
            return self.act()
        finally:
            self.cleaned_data = read

    def context(self) -> dict[str, Any]:
        """Return what the page shows around the fields."""
        return {}

    def show(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field, and those that concern none above the form."""
        for problem in problems:
            name = self.names.get(problem.field, problem.field)
            self.add_error(name if name in self.fields else None, problem.message)

    def show_besides(self, problems: Iterable[Problem]) -> None:
        """Show what else is wrong: of a field that is told to be wrong nothing more is said."""
        told = set(self.errors)
        self.show(
            problem
            for problem in list(problems)
            if self.names.get(problem.field, problem.field) not in told
        )

    def day_typed(self, name: str) -> date | None:
        """Return the day that was sent under `name`, before the form is looked at; None is none."""
        if not self.is_bound:
            return None
        try:
            day: date | None = self.fields[name].clean(self.data.get(name, ""))
        except forms.ValidationError:
            return None
        return day

    def keys(self, prefix: str) -> Iterable[int]:
        """Yield the keys that the page sent in names like `votes-12`, known ones and others."""
        for name in self.data:
            head, _dash, key = name.rpartition("-")
            if head == prefix and key.isascii() and key.isdigit() and len(key) <= 15:
                yield int(key)

    def chosen(self, name: str) -> tuple[int, ...]:
        """Return the keys ticked under `name` as sent, for a page that shows them again."""
        if not self.is_bound:
            return ()
        try:
            return KeysField(required=False).to_python(cast(QueryDict, self.data).getlist(name))
        except forms.ValidationError:
            return ()


class StepForm(ActForm):
    """The form of a step, which knows where it stands before its fields are built."""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        self.place = place
        super().__init__(*args, **kwargs)
