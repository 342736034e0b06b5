"""Forms of what is told and what is said: notices, reports, evaluations, talks, consultations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rules.library import law
from workflow_engine.access.roles import CANDIDATE
from workflow_engine.acts.beside.postponing import Proof
from workflow_engine.base.messages import language
from workflow_engine.desk.forms import CODE_LENGTH, StepForm
from workflow_engine.desk.steps.forms.beside import BesideForm
from workflow_engine.desk.steps.forms.blocks import (
    BlocksForm,
    open_to_be_empty,
    optional,
    stance_field,
)
from workflow_engine.dossiers.models import Candidate, Delivery
from workflow_engine.nodes import (
    Delivered,
    Evaluated,
    EvaluationAct,
    MeetingAct,
    Met,
    NoticeAct,
    ReceiptAct,
    Received,
    Reported,
    SelfReportAct,
)
from workflow_engine.nodes.notice import AGENCY, PERSON, delivery_field
from workflow_engine.pages import words
from workflow_engine.pages.fields import (
    DayField,
    LineField,
    PaperFileField,
    PersonByNumberField,
    WordsField,
    offer,
)

_YES_NO = [("", "—"), ("yes", _("yes")), ("no", _("no"))]


class NoticeForm(StepForm):
    """A notice, and how it reached each addressee."""

    template = "desk/steps/blocks.html"

    number = LineField(label=_("Number of the notice"), max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the notice"))
    text = WordsField(label=_("What is told"), rows=6, max_length=10000)
    file = PaperFileField(label=_("File of the notice"))

    def build(self) -> None:
        """Ask of each addressee by whom, how and when the notice was received."""
        self.fields["dated_on"].initial = self.place.on
        self.addressees: list[tuple[str, int | None, Any]] = []
        node = self.place.node
        if PERSON in node.audiences:
            named = [(PERSON, c.pk, str(c)) for c in self.place.standing()]
            self.addressees += named or [(PERSON, None, Delivery.Audience.PERSON.label)]
        if AGENCY in node.audiences:
            self.addressees.append((AGENCY, None, Delivery.Audience.AGENCY.label))
        for audience, candidate, title in self.addressees:
            name = delivery_field(audience, candidate)
            known = self.place.dossier.agency if audience == AGENCY else candidate and title
            self.fields |= {
                f"{name}-addressee": LineField(
                    label=_("Received by"), initial=str(known) if known else ""
                ),
                f"{name}-served_on": DayField(label=_("Received on")),
                f"{name}-channel": forms.ChoiceField(
                    label=_("How it was brought"), choices=Delivery.Channel
                ),
                f"{name}-receipt": LineField(
                    label=_("Proof of receipt"),
                    help_text=_("For example the signed receipt, with number and date."),
                ),
            }

    def act(self) -> NoticeAct:
        """Return the notice."""
        data = self.cleaned_data
        return NoticeAct(
            number=data["number"],
            dated_on=data["dated_on"],
            text=data["text"],
            file=data["file"],
            deliveries=tuple(
                Delivered(
                    audience,
                    **{part: data[f"{name}-{part}"] for part in _DELIVERY},
                    candidate=candidate,
                )
                for audience, candidate, _title in self.addressees
                for name in (delivery_field(audience, candidate),)
            ),
        )

    def context(self) -> dict[str, Any]:
        """Group the fields by addressee."""
        blocks = [
            (title, [self[f"{delivery_field(a, c)}-{part}"] for part in _DELIVERY])
            for a, c, title in self.addressees
        ]
        own = [self[name] for name in ("number", "dated_on", "text", "file")]
        return {"own_fields": own, "blocks": blocks}


class ChangedNoticeForm(NoticeForm, BesideForm):
    """A notice in place of another one, and why."""

    reason = WordsField(label=_("Why the notice is changed"), rows=2, max_length=2000)

    def act(self) -> dict[str, Any]:  # type: ignore[override] # an act beside the steps takes names
        """Return the notice and the reason, by name."""
        return {"act": super().act(), "reason": self.cleaned_data["reason"]}


class PostponeForm(NoticeForm, BesideForm):
    """A procedure is put off: the case of the law, its proof, and the notice of it."""

    ground = forms.ChoiceField(label=_("Case in which the law puts the procedure off"))
    from_on = DayField(label=_("Since when the case is there"))
    proof_number = LineField(label=_("Number of the proof"), max_length=CODE_LENGTH)
    proof_dated_on = DayField(label=_("Date of the proof"))
    proof_issued_by = LineField(label=_("Who issued the proof"))
    proof_file = PaperFileField(label=_("File of the proof"))

    def build(self) -> None:
        """Offer the cases of the law of the dossier."""
        super().build()
        listed = law().grounds_of(self.place.dossier.flow_class.put_off_by, self.place.on)
        offer(
            self.fields["ground"],
            [
                ("", "—"),
                *(
                    (each.id, f"{words.said(each.words)} ({each.citation.text(language())})")
                    for each in listed.values()
                ),
            ],
        )

    def act(self) -> dict[str, Any]:  # type: ignore[override] # an act beside the steps takes names
        """Return the case, its proof and the notice, by name."""
        data = self.cleaned_data
        return {
            "ground": data["ground"],
            "from_on": data["from_on"],
            "proof": _proof(data),
            "notice": super().act(),
        }

    def context(self) -> dict[str, Any]:
        """Show the case and its proof apart from the notice."""
        return {**super().context(), "proof_fields": [self[name] for name in _OF_THE_CASE]}


class ResumeForm(BesideForm):
    """The case is over, and the procedure goes on."""

    ended_on = DayField(label=_("Since when the case is over"))
    proof_number = LineField(label=_("Number of the proof"), max_length=CODE_LENGTH)
    proof_dated_on = DayField(label=_("Date of the proof"))
    proof_issued_by = LineField(label=_("Who issued the proof"))
    proof_file = PaperFileField(label=_("File of the proof"))

    def act(self) -> dict[str, Any]:
        """Return the end and its proof, by name."""
        return {"ended_on": self.cleaned_data["ended_on"], "proof": _proof(self.cleaned_data)}


def _proof(data: Any) -> Proof:
    parts = ("number", "dated_on", "issued_by", "file")
    return Proof(*(data[f"proof_{part}"] for part in parts))


_PROOF = ("proof_number", "proof_dated_on", "proof_issued_by", "proof_file")
_OF_THE_CASE = ("ground", "from_on", *_PROOF)
_DELIVERY = ("addressee", "channel", "served_on", "receipt")


class SelfReportForm(BlocksForm):
    """The reports that came in: the person's own, or each that the officer received."""

    all_or_nothing = True

    def build(self) -> None:
        """Ask for the report of each candidate who has not reported yet."""
        own = self.place.role == CANDIDATE
        has = self.place.node.has(self.place)
        self.reporting = [c for c in self.place.standing() if c.pk not in has]
        if own:
            self.reporting = [c for c in self.place.standing() if c.person_id == self.place.person]
        for candidate in self.reporting:
            parts: dict[str, forms.Field] = {}
            if not own:
                parts["dated_on"] = open_to_be_empty(DayField(label=_("Date of the report")))
                parts["received_on"] = open_to_be_empty(DayField(label=_("Received on")))
            parts["text"] = optional(WordsField(label=_("Report"), rows=12, max_length=50000))
            parts["file"] = optional(PaperFileField(label=_("File of the report")))
            self.add_block(candidate.pk, str(candidate), parts)

    def act(self) -> SelfReportAct:
        """Return the reports. Those of others than the page lists go along, to be refused."""
        data, own = self.cleaned_data, self.place.role == CANDIDATE
        on = self.place.on
        reports = {
            c.pk: Reported(
                on if own else data[f"dated_on-{c.pk}"],
                on if own else data[f"received_on-{c.pk}"],
                data[f"text-{c.pk}"],
                data[f"file-{c.pk}"],
            )
            for c in self.reporting
            if own or self.begun(c.pk)
        }
        others = {pk: Reported(on, on) for pk in self.keys("text") if pk not in _known(self)}
        return SelfReportAct(reports | others)


class ReceiptForm(BlocksForm):
    """The papers that came in, each found right or sent back."""

    all_or_nothing = True

    def build(self) -> None:
        """Ask for the paper of each candidate whose own was not found right yet."""
        has = self.place.node.has(self.place)
        for candidate in self.place.standing():
            if candidate.pk not in has:
                self.add_block(candidate.pk, str(candidate), _paper_received())

    def act(self) -> ReceiptAct:
        """Return the papers. Those of others than the page lists go along, to be refused."""
        data, on = self.cleaned_data, self.place.on
        said = {"yes": True, "no": False}
        received = {
            int(key): Received(
                dated_on=data[f"dated_on-{key}"],
                received_on=data[f"received_on-{key}"],
                right=said.get(data[f"right-{key}"]),
                number=data[f"number-{key}"],
                wrong=data[f"wrong-{key}"],
                asked_on=data[f"asked_on-{key}"],
            )
            for key in self.blocks
            if self.begun(key)
        }
        others = [pk for pk in self.keys("received_on") if pk not in _known(self)]
        return ReceiptAct(received | {pk: Received(on, on, None) for pk in others})


def _paper_received() -> dict[str, forms.Field]:
    return {
        "dated_on": open_to_be_empty(DayField(label=_("Date of the paper"))),
        "received_on": open_to_be_empty(DayField(label=_("Received on"))),
        "right": forms.ChoiceField(
            label=_("Is it by its form, and complete?"), choices=_YES_NO, required=False
        ),
        "number": optional(
            LineField(label=_("Number in the register of receipts"), max_length=CODE_LENGTH)
        ),
        "wrong": optional(
            WordsField(label=_("What has to be completed or made again"), rows=3, max_length=2000)
        ),
        "asked_on": optional(DayField(label=_("When the person received the request for that"))),
    }


class EvaluationForm(BlocksForm):
    """The head's evaluation of every candidate."""

    number = LineField(label=_("Number of the paper"), max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the paper"))
    file = PaperFileField(label=_("File"))

    def build(self) -> None:
        """Ask for an evaluation of each, and for the proposal where the article has one."""
        self.fields["dated_on"].initial = self.place.on
        for candidate in self.place.standing():
            parts: dict[str, forms.Field] = {
                "text": WordsField(label=_("Evaluation"), rows=8, max_length=20000, required=False)
            }
            if self.place.node.proposes:
                parts["proposed"] = forms.ChoiceField(
                    label=_("Does the head propose the person?"), choices=_YES_NO, required=False
                )
            self.add_block(candidate.pk, str(candidate), parts)

    def act(self) -> EvaluationAct:
        """Return the evaluations. Those of others than the page lists go along, to be refused."""
        data = self.cleaned_data
        said = {"yes": True, "no": False}
        keys = dict.fromkeys([*_known(self), *self.keys("text")])
        return EvaluationAct(
            number=data["number"],
            dated_on=data["dated_on"],
            file=data["file"],
            evaluated={
                pk: Evaluated(data.get(f"text-{pk}", ""), said.get(data.get(f"proposed-{pk}", "")))
                for pk in keys
            },
        )


class MeetingForm(BlocksForm):
    """The talks that were held."""

    all_or_nothing = True

    def build(self) -> None:
        """Ask for the talk with each candidate who was not met yet."""
        has = self.place.node.has(self.place)
        for candidate in self.place.standing():
            if candidate.pk not in has:
                self.add_block(candidate.pk, str(candidate), _talk())

    def act(self) -> MeetingAct:
        """Return the talks. Those with others than the page lists go along, to be refused."""
        data = self.cleaned_data
        on = self.place.on
        met = {
            int(key): Met(
                met_on=data[f"met_on-{key}"],
                met_by=getattr(data[f"met_by-{key}"], "pk", data[f"met_by-{key}"]),
                stance=data[f"stance-{key}"],
                minutes_number=data[f"minutes_number-{key}"],
                minutes_dated_on=data[f"minutes_dated_on-{key}"],
                text=data[f"text-{key}"],
                file=data[f"file-{key}"],
            )
            for key in self.blocks
            if self.begun(key)
        }
        others = [pk for pk in self.keys("met_on") if pk not in _known(self)]
        return MeetingAct(met | {pk: Met(on, 0, "", "", on) for pk in others})


def _talk() -> dict[str, forms.Field]:
    return {
        "met_on": open_to_be_empty(DayField(label=_("Met on"))),
        "met_by": open_to_be_empty(PersonByNumberField(label=_("Who met the person"))),
        "stance": stance_field(label=_("Does the person agree?"), required=False),
        "text": optional(WordsField(label=_("What the person said"), rows=4, max_length=10000)),
        "minutes_number": open_to_be_empty(
            LineField(label=_("Number of the minutes"), max_length=CODE_LENGTH)
        ),
        "minutes_dated_on": open_to_be_empty(DayField(label=_("Date of the minutes"))),
        "file": optional(PaperFileField(label=_("File of the minutes"))),
    }


def _known(form: StepForm) -> set[int]:
    """Return the candidates in consideration, by key."""
    standing: list[Candidate] = form.place.standing()
    return {candidate.pk for candidate in standing}
