"""Opening a dossier, and amending a proposal that was returned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.desk.forms import CODE_LENGTH, ActForm
from workflow_engine.flows.flow import procedures
from workflow_engine.nodes import ProposalAct, RevisionAct
from workflow_engine.pages.fields import DayField, LineField, WordsField

FIELDS = (
    "need",
    "minutes_number",
    "minutes_date",
    "request_number",
    "submitted_on",
    "first_conference_on",
    "planned_effective_on",
)


class ProposalFields(ActForm):
    """What a proposal says."""

    template = "desk/steps/proposal.html"

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
    submitted_on = DayField(
        label=_("Request received by the authority on"),
        help_text=_("The time limit of the authority runs from this day."),
    )
    first_conference_on = DayField(
        label=_("First conference, planned for"),
        help_text=_("This date chooses the edition of the procedure."),
    )
    planned_effective_on = DayField(label=_("Planned date of effect"))

    def values(self) -> dict[str, Any]:
        """Return what the proposal says, as the act takes it."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class RevisionForm(ProposalFields):
    """A returned proposal, with what it said last time."""

    template = "desk/steps/revision.html"

    def build(self) -> None:
        """Begin with what the dossier says."""
        dossier = self.place.dossier
        papers = {
            p.kind: p for p in dossier.papers.filter(kind__startswith="policy-").order_by("pk")
        }
        minutes, request = papers.get("policy-minutes"), papers.get("policy-request")
        self.initial = {
            "need": dossier.need,
            "minutes_number": minutes.number if minutes else "",
            "minutes_date": minutes.dated_on if minutes else None,
            "request_number": request.number if request else "",
            "first_conference_on": dossier.first_conference_on,
            "planned_effective_on": dossier.planned_effective_on,
        }

    def act(self) -> RevisionAct:
        """Return the revision."""
        return RevisionAct(**self.values())

    def context(self) -> dict[str, Any]:
        """Show why it was returned."""
        returned = (
            self.place.dossier.sign_offs.filter(act="returned").select_related("person").last()
        )
        return {"returned": returned}


class OpeningForm(ProposalFields):
    """A dossier to be opened: the post, the proposal, and the edition that will govern."""

    template = "desk/steps/open.html"

    agency = forms.IntegerField(widget=forms.HiddenInput)
    post = forms.ChoiceField(label=_("Post to be filled"))
    override = forms.ChoiceField(
        label=_("Edition, if another one is to govern"),
        required=False,
        help_text=_(
            "Leave it to the rule of transition unless you read it otherwise; then say why."
        ),
    )
    override_reason = WordsField(
        label=_("Why another edition governs"), required=False, max_length=1000, rows=2
    )
    edition_shown = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["agency", "post", *FIELDS, "override", "override_reason"]

    def __init__(self, *args: Any, posts: list, procedure: str, **kwargs: Any) -> None:
        self.posts = posts
        self.procedure = procedure
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Offer the vacant posts and the editions."""
        self.fields["post"].choices = [("", _("Choose a post")), *self.posts]
        self.fields["override"].choices = [
            ("", _("By the rule of transition")),
            *(
                (flow.edition.code, flow.edition.title)
                for flow in procedures()
                if flow.procedure == self.procedure
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """An edition chosen against the rule needs a reason."""
        cleaned = super().clean()
        if cleaned.get("override") and not cleaned.get("override_reason"):
            self.add_error("override_reason", _("Say why: the choice and its reason are recorded."))
        return cleaned

    def act(self) -> ProposalAct:
        """Return the proposal."""
        return ProposalAct(**self.values())
