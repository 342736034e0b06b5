"""Forms of a consultation: letters that go out, answers that come in, reminders, and the end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.desk.forms import CODE_LENGTH, StepForm
from workflow_engine.desk.steps.forms.blocks import (
    BlocksForm,
    open_to_be_empty,
    optional,
    stance_field,
)
from workflow_engine.nodes import AnswerAct, Answered, AskAct, GoOnAct, Letter, RemindAct
from workflow_engine.pages.fields import DayField, LineField, PaperFileField, WordsField, offer


class AskForm(BlocksForm):
    """The letters that go out, to the bodies that were not asked yet."""

    template = "desk/steps/consultation.html"
    all_or_nothing = True

    def build(self) -> None:
        """Ask for the letter to each body."""
        node = self.place.node
        self.letters = node.letters(self.place.dossier)
        for body in node.bodies:
            if body.code not in self.letters:
                self.add_block(body.code, body.title, _letter())

    def act(self) -> AskAct:
        """Return the letters that were entered."""
        data = self.cleaned_data
        return AskAct(
            tuple(
                Letter(
                    code,
                    data[f"number-{code}"],
                    data[f"dated_on-{code}"],
                    data[f"addressee-{code}"],
                )
                for code in self.blocks
                if self.begun(code)
            )
        )

    def context(self) -> dict[str, Any]:
        """Show each body with its letters and answers, and what is still waited for."""
        node, place = self.place.node, self.place
        waiting = node.unanswered(self.letters, [c.pk for c in place.standing()])
        codes = {body.code for body in waiting}
        return {
            **super().context(),
            "bodies": [
                (body, self.letters.get(body.code), body.code in codes) for body in node.bodies
            ],
            "asked": [body for body in waiting if body.code in self.letters],
            "waiting": waiting,
        }


def _letter() -> dict[str, forms.Field]:
    return {
        "addressee": open_to_be_empty(LineField(label=_("Addressee"))),
        "number": open_to_be_empty(
            LineField(label=_("Number of the letter"), max_length=CODE_LENGTH)
        ),
        "dated_on": open_to_be_empty(DayField(label=_("Date of the letter"))),
    }


class _OfOneBody(BlocksForm):
    """A form about one of the bodies that were asked and have not answered."""

    template = "desk/steps/consultation.html"

    def build(self) -> None:
        """Offer the bodies whose answer is waited for."""
        node, standing = self.place.node, self.place.standing()
        letters = node.letters(self.place.dossier)
        waiting = node.unanswered(letters, [c.pk for c in standing])
        self.waiting = [body for body in waiting if body.code in letters]
        offer(
            self.fields["body"],
            [(body.code, f"{body.title}: {letters[body.code].addressee}") for body in self.waiting],
        )


class AnswerForm(_OfOneBody):
    """The answer of one body."""

    prefix = "answer"

    body = forms.ChoiceField(label=_("Body that answers"))
    number = LineField(label=_("Number of the answer"), max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the answer"))
    received_on = DayField(label=_("Received on"))
    signed_by = LineField(label=_("Signed by"))
    file = PaperFileField(label=_("File of the answer"))

    def build(self) -> None:
        """Ask what is answered on the matter, or on each candidate."""
        super().build()
        if not all(body.each for body in self.waiting):
            self.add_block("0", _("On the matter"), _answer())
        if any(body.each for body in self.waiting):
            for candidate in self.place.standing():
                self.add_block(candidate.pk, str(candidate), _answer())

    def act(self) -> AnswerAct:
        """Return the answer. What is said on others than the page lists goes along, refused."""
        data = self.cleaned_data
        asked = self.place.node.body(data["body"])
        each = asked is not None and asked.each
        keys = [key for key in self.blocks if (key != "0") == each]
        answers: dict[int | None, Answered] = {
            int(key) or None: Answered(data[f"stance-{key}"], data[f"text-{key}"])
            for key in keys
            if self.begun(key)
        }
        return AnswerAct(
            body=data["body"],
            number=data["number"],
            dated_on=data["dated_on"],
            received_on=data["received_on"],
            signed_by=data["signed_by"],
            file=data["file"],
            answers=answers,
        )

    def show(self, problems: Any) -> None:
        """What is said on the matter stands in the block of its own."""
        beside = {"stance": "stance-0", "text": "text-0"}
        super().show(replace(one, field=beside.get(one.field, one.field)) for one in problems)


def _answer() -> dict[str, forms.Field]:
    return {
        "stance": stance_field(label=_("Answer"), required=False),
        "text": optional(WordsField(label=_("What is answered"), rows=4, max_length=10000)),
    }


class RemindForm(_OfOneBody):
    """A letter that asks once more."""

    prefix = "remind"

    body = forms.ChoiceField(label=_("Body that is reminded"))
    number = LineField(label=_("Number of the letter"), max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the letter"))

    def act(self) -> RemindAct:
        """Return the reminder."""
        data = self.cleaned_data
        return RemindAct(Letter(data["body"], data["number"], data["dated_on"]))


class GoOnForm(StepForm):
    """Nothing more is waited for."""

    template = "desk/steps/consultation.html"
    prefix = "go-on"

    reason = WordsField(
        label=_("What was done to obtain the answers that did not come"),
        rows=2,
        max_length=2000,
        required=False,
    )

    def act(self) -> GoOnAct:
        """Return the act."""
        return GoOnAct(self.cleaned_data["reason"])
