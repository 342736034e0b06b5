"""Forms of steps that ask the same of several: of each candidate, of each body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from workflow_engine.desk.forms import StepForm
from workflow_engine.dossiers.models import Stance


class BlocksForm(StepForm):
    """A form with fields of its own, and a block of fields for each of several.

    A block is asked for whole or not at all, where `all_or_nothing`.
    """

    template: ClassVar[str] = "desk/steps/blocks.html"
    all_or_nothing: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.blocks: dict[str, tuple[Any, tuple[str, ...]]] = {}
        super().__init__(*args, **kwargs)

    def add_block(self, key: Any, title: Any, parts: Mapping[str, forms.Field]) -> None:
        """Add the fields of one block, each by its name with the key behind it."""
        names = {part: f"{part}-{key}" for part in parts}
        self.fields |= {names[part]: field for part, field in parts.items()}
        self.blocks[str(key)] = (title, tuple(names.values()))

    def clean(self) -> dict[str, Any]:
        """Let a block that was begun be whole, where it is asked for whole or not at all."""
        cleaned = super().clean() or {}
        if self.all_or_nothing:
            for _title, names in self.blocks.values():
                self._whole(cleaned, names)
        return cleaned

    def _whole(self, cleaned: Mapping[str, Any], names: Iterable[str]) -> None:
        names = list(names)
        if not any(cleaned.get(name) or name in self.errors for name in names):
            return
        for name in names:
            optional = getattr(self.fields[name], "may_be_empty", False)
            if not optional and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in, or leave all of this part empty."))

    def begun(self, key: Any) -> bool:
        """Whether something was entered in a block, legible or not."""
        _title, names = self.blocks[str(key)]
        return any(self.cleaned_data.get(name) for name in names)

    def context(self) -> dict[str, Any]:
        """Show the fields of the form, then each block under its title."""
        in_blocks = {name for _title, names in self.blocks.values() for name in names}
        return {
            "own_fields": [self[name] for name in self.fields if name not in in_blocks],
            "blocks": [
                (title, [self[name] for name in names]) for title, names in self.blocks.values()
            ],
        }


def optional(field: forms.Field) -> forms.Field:
    """Mark a field of a block that may stay empty."""
    field.required = False
    field.may_be_empty = True  # type: ignore[attr-defined] # read by the form alone
    return field


def open_to_be_empty(field: forms.Field) -> forms.Field:
    """Mark a field of a block that is empty with the whole block."""
    field.required = False
    return field


def stance_field(**kwargs: Any) -> forms.ChoiceField:
    """Return the field that asks whether somebody agrees."""
    return forms.ChoiceField(choices=[("", "—"), *Stance.choices], **kwargs)
