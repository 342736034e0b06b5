"""Opening a dossier, and amending a proposal that was returned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.desk.forms import CODE_LENGTH
from workflow_engine.desk.steps.forms.confirming import ConferenceConfirmingForm
from workflow_engine.flows.flow import procedures
from workflow_engine.nodes import ProposalAct, RevisionAct
from workflow_engine.nodes.earlier import EARLIER_ACTS, EarlierAct, earlier_act_of
from workflow_engine.pages.fields import DayField, LineField, PaperFileField, WordsField

FIELDS = (
    "need",
    "minutes_number",
    "minutes_date",
    "request_number",
    "request_date",
    "submitted_on",
    "first_conference_on",
    "planned_effective_on",
)
# What the paper of an earlier act says; whether its file is there, the act looks at.
EARLIER = ("earlier_kind", "earlier_number", "earlier_dated_on", "earlier_issued_by")


class ProposalFields(ConferenceConfirmingForm):
    """What a proposal says."""

    template = "desk/steps/proposal.html"
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
        cleaned = super().clean()
        if self.rests_on_an_act(cleaned):
            for name in EARLIER:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("This has to be filled in."))
        return cleaned

    def rests_on_an_act(self, cleaned: dict[str, Any]) -> bool:
        """Whether the edition rests on an earlier act, by what was sent."""
        return any(cleaned.get(name) for name in (*EARLIER, "earlier_file"))

    def values(self) -> dict[str, Any]:
        """Return what the proposal says, as the act takes it."""
        data = self.cleaned_data
        earlier = None
        if data.get("earlier_dated_on"):
            earlier = EarlierAct(*(data[name] for name in EARLIER), file=data["earlier_file"])
        said = {name: data[name] for name in (*FIELDS, *self.confirms)}
        return {**said, "earlier": earlier}


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
            "request_date": self.place.on,
            "submitted_on": self.place.on,
            "first_conference_on": dossier.dates.get(dossier.flow_class.governed_by),
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


class OpeningForm(ProposalFields):
    """A dossier to be opened: the post, the proposal, and the edition that will govern."""

    template = "desk/steps/open.html"

    agency = forms.IntegerField(widget=forms.HiddenInput)
    post = forms.ChoiceField(label=_("Post to be filled"))
    override = forms.ChoiceField(
        label=_("Edition, if another one is to govern"),
        required=False,
        help_text=_(
            "Leave it to the rule of transition unless the procedure was carried out before: then "
            "say why, and name an act of that time with its paper."
        ),
    )
    override_reason = WordsField(
        label=_("Why another edition governs"), required=False, max_length=1000, rows=2
    )
    edition_shown = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = [
        "agency",
        "post",
        *FIELDS,
        "override",
        "override_reason",
        *EARLIER,
        "earlier_file",
    ]

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

    def rests_on_an_act(self, cleaned: dict[str, Any]) -> bool:
        """Whether the edition rests on an earlier act: one is chosen, or the act is named."""
        return bool(cleaned.get("override")) or super().rests_on_an_act(cleaned)

    def act(self) -> ProposalAct:
        """Return the proposal."""
        return ProposalAct(**self.values())
