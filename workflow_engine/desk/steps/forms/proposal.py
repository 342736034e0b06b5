"""A proposal, and its amendment when it was returned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.desk.forms import CODE_LENGTH, StepForm
from workflow_engine.desk.steps.forms.confirming import ConferenceConfirmingForm
from workflow_engine.flows.about import Kind, Whoever
from workflow_engine.flows.choosers import posts_of_others
from workflow_engine.nodes import ProposalAct, RevisionAct
from workflow_engine.nodes.earlier import EARLIER_ACTS, EarlierAct, earlier_act_of
from workflow_engine.pages.fields import DayField, LineField, PaperFileField, WordsField

FIELDS = ("need", "request_number", "request_date")
# What is asked where the step says so.
_RECEIPT = "submitted_on"
_MINUTES = ("minutes_number", "minutes_date")
_PLANNED = ("first_conference_on", "planned_effective_on")
# What the paper of an earlier act says; whether its file is there, the act looks at.
EARLIER = ("earlier_kind", "earlier_number", "earlier_dated_on", "earlier_issued_by")


class EarlierActForm(StepForm):
    """A form that can name the act of before on which the edition rests."""

    earlier_kind = forms.ChoiceField(
        label=_("Act by which the procedure was carried out before"),
        choices=[("", _("Choose the act")), *EARLIER_ACTS.items()],
        required=False,
        help_text=_("The date of its paper chooses the edition; the authority confirms it."),
    )
    earlier_number = LineField(
        label=_("Number of its paper"), required=False, max_length=CODE_LENGTH
    )
    earlier_dated_on = DayField(label=_("Date of its paper"), required=False)
    earlier_issued_by = LineField(label=_("Issued by"), required=False)
    earlier_file = PaperFileField(label=_("File of its paper"))

    def clean(self) -> dict[str, Any]:
        """The paper of an earlier act is named in full where the edition rests on one."""
        cleaned = super().clean() or {}
        if self.rests_on_an_act(cleaned):
            for name in EARLIER:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("This has to be filled in."))
        return cleaned

    def rests_on_an_act(self, cleaned: dict[str, Any]) -> bool:
        """Whether the edition rests on an earlier act, by what was sent."""
        return any(cleaned.get(name) for name in (*EARLIER, "earlier_file"))

    def earlier(self) -> EarlierAct | None:
        """Return the act of before, or None where none is named."""
        data = self.cleaned_data
        if not data.get("earlier_dated_on"):
            return None
        kind, number, dated_on, issued_by = (data[name] for name in EARLIER)
        return EarlierAct(kind, number, dated_on, issued_by, file=data["earlier_file"])


def _post_field(agency: Any) -> forms.Field:
    """Return the field of the post aimed at: one of another agency, or of a unit of its own."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for post in posts_of_others(agency):
        groups.setdefault(post.unit.name, []).append((post.pk, str(post)))
    choices: list[Any] = [("", _("Choose a post")), *groups.items()]
    return forms.TypedChoiceField(
        label=_("Post to which the person is sent"), choices=choices, coerce=int, empty_value=None
    )


class ProposalForm(ConferenceConfirmingForm, EarlierActForm):
    """What a proposal says."""

    fields_template = "desk/steps/_proposal_fields.html"
    confirms = {
        "date_confirmed": "planned_effective_on",
        "conference_confirmed": "first_conference_on",
    }

    need = WordsField(
        label=_("Need and planned assignment"),
        help_text=_(
            "Why the post has to be filled, and what the appointed person will be in charge of."
        ),
        rows=4,
    )
    minutes_number = LineField(
        label=_("Number of the minutes of the leadership"), max_length=CODE_LENGTH
    )
    minutes_date = DayField(label=_("Date of the minutes"))
    request_number = LineField(label=_("Number of the request"), max_length=CODE_LENGTH)
    request_date = DayField(label=_("Date of the request"))
    submitted_on = DayField(
        label=_("Request received by the authority on"),
        help_text=_("The time limit of the authority runs from this day."),
    )
    first_conference_on = DayField(
        label=_("First conference, planned for"),
        help_text=_("This date chooses the edition of the procedure."),
    )
    planned_effective_on = DayField(label=_("Planned date of effect"))

    def build(self) -> None:
        """Ask what the step asks: the minutes, the days it plans, the post."""
        node = self.place.node
        super().build()
        if not node.asks_for_receipt:
            del self.fields[_RECEIPT]
            self.fields["request_date"].label = _("Date of the proposal")
            self.fields["request_number"].label = _("Number of the proposal")
        if node.flow_class.about.kind != Kind.POST:
            self.fields["need"].help_text = _("Why it is proposed, and what the work will be.")
        for name in () if node.minutes else _MINUTES:
            del self.fields[name]
        for name in _PLANNED:
            if name not in node.plans:
                del self.fields[name]
        if self.asks_for_post:
            self.fields["post"] = _post_field(self.place.dossier.agency)

    @property
    def asks_for_post(self) -> bool:
        """Whether the post is asked for at which the one person aims."""
        considers = self.place.node.flow_class.considers
        # Who is nominated later says the post then; whoever was entered at the start has it.
        one = considers.whoever is not Whoever.NOMINATED
        return considers.each_its_own and one and self.place.dossier.pk is None

    def values(self) -> dict[str, Any]:
        """Return what the proposal says, as the act takes it."""
        asked = (*FIELDS, _RECEIPT, *_MINUTES, *_PLANNED, *self.confirms, "post")
        said = {name: self.cleaned_data[name] for name in asked if name in self.fields}
        return {**said, "earlier": self.earlier()}

    def act(self) -> Any:
        """Return the proposal."""
        return ProposalAct(**self.values())


class RevisionForm(ProposalForm):
    """A returned proposal, with what it said last time."""

    template = "desk/steps/revision.html"

    def build(self) -> None:
        """Begin with what the dossier says."""
        super().build()
        dossier, node = self.place.dossier, self.place.node
        filed = dossier.papers.filter(kind__in=(node.minutes, node.request)).order_by("pk")
        papers = {p.kind: p for p in filed}
        minutes, request = papers.get(node.minutes), papers.get(node.request)
        self.initial = {
            "need": dossier.need,
            "minutes_number": minutes.number if minutes else "",
            "minutes_date": minutes.dated_on if minutes else None,
            "request_number": request.number if request else "",
            "request_date": self.place.on,
            "submitted_on": self.place.on,
            "first_conference_on": dossier.dates.get("first_conference_on"),
            "planned_effective_on": dossier.dates.get(dossier.flow_class.takes_effect),
        }
        if not dossier.edition_overridden:
            for name in (*EARLIER, "earlier_file"):
                del self.fields[name]
        elif paper := earlier_act_of(dossier):
            said = (paper.kind, paper.number, paper.dated_on, paper.issued_by)
            self.initial |= dict(zip(EARLIER, said, strict=True))

    def rests_on_an_act(self, cleaned: dict[str, Any]) -> bool:
        """Whether the edition rests on an earlier act: as it does since the dossier was opened."""
        return self.place.dossier.edition_overridden

    def act(self) -> RevisionAct:
        """Return the revision."""
        return RevisionAct(**self.values())

    def context(self) -> dict[str, Any]:
        """Show why it was returned."""
        returned = (
            self.place.dossier.sign_offs.filter(act="returned").select_related("person").last()
        )
        return {"returned": returned}
