"""Forms in which an authority decides: approval, choice, decision; and the report to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow_engine.access.roles import Role
from workflow_engine.desk.dossier.findings import last_verdicts
from workflow_engine.desk.forms import CODE_LENGTH, StepForm
from workflow_engine.desk.steps.forms.confirming import DateConfirmingForm, NumberConfirmingForm
from workflow_engine.dossiers.models import Candidate
from workflow_engine.facts.lasting import held
from workflow_engine.facts.posts import term_of
from workflow_engine.nodes import (
    ApprovalAct,
    CarriedOutAct,
    ChoiceAct,
    DecisionAct,
    DecliningAct,
    ReportAct,
)
from workflow_engine.nodes.signing import earliest
from workflow_engine.pages.fields import DayField, KeyField, KeysField, LineField, WordsField, offer
from workflow_engine.registry.models import PostHolding

_APPROVED, _RETURNED, _REFUSED = "approved", "returned", "refused"
_APPROVAL_WORDS = {
    _APPROVED: _("Approve"),
    _RETURNED: _("Return for amendment"),
    _REFUSED: _("Refuse"),
}


def _ways(node: Any, words: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(way, words[way]) for way in words if way in node.branches]


class ApprovalForm(NumberConfirmingForm):
    """Approve, return or refuse."""

    template = "desk/steps/approval.html"

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    number = LineField(label=_("Number of the decision"), max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the decision"))
    reason = WordsField(
        label=_("Reason"),
        required=False,
        help_text=_("Needed for a return or a refusal; those who prepared read it."),
    )
    edition_confirmed = forms.BooleanField(
        label=_("The edition that the officer chose governs, by the paper that is named"),
        required=False,
        help_text=_("Without it the policy cannot be approved."),
    )

    def build(self) -> None:
        """Offer what the law knows at this step; ask for what has to be confirmed."""
        ways = _ways(self.place.node, _APPROVAL_WORDS)
        offer(self.fields["decision"], ways)
        if "refused" not in dict(ways):
            told = _("Needed for a return; those who prepared read it.")
            self.fields["reason"].help_text = told
        self.fields["dated_on"].initial = self.place.on
        if not self.place.node.confirms_edition(self.place.dossier):
            del self.fields["edition_confirmed"]

    def act(self) -> ApprovalAct:
        """Return the decision."""
        data = self.cleaned_data
        return ApprovalAct(
            data["decision"],
            data["number"],
            data["dated_on"],
            data["reason"],
            edition_confirmed=data.get("edition_confirmed", False),
            one_paper=data["one_paper"],
        )


class ChoiceForm(StepForm):
    """The head chooses one of two."""

    template = "desk/steps/choice.html"

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    candidate = KeyField(label=_("Chosen"), widget=forms.RadioSelect)
    opinions = WordsField(
        label=_("All differing opinions, as they will be reported"), rows=5, max_length=10000
    )
    dated_on = DayField(label=_("Date of the choice"))
    head_vacant = forms.BooleanField(
        label=_("The head’s post is vacant: the authority chooses"), required=False
    )

    def build(self) -> None:
        """Offer the two who are tied; of one person, what may be decided; begin with today."""
        node = self.place.node
        self.fields["dated_on"].initial = self.place.on
        last = self.place.dossier.conferences.order_by("-pk").first()
        ballot = last.ballots.last() if last else None
        tied = set(ballot.tally.get("selected", ())) if ballot else set()
        choices = [(c.pk, str(c)) for c in self.place.standing() if str(c.pk) in tied]
        self.fields["candidate"].widget.choices = choices
        self.fields["candidate"].required = bool(choices) and "submitted" not in node.branches
        offer(
            self.fields["decision"], [(route, node.route_labels[route]) for route in node.branches]
        )
        if tied and "submitted" not in node.branches:
            del self.fields["decision"]
        if not tied:
            del self.fields["candidate"]
        if not self.place.standing():
            self.fields.pop("decision", None)
        self.conference, self.ballot = last, ballot
        if self.place.role != Role.APPOINTING_AUTHORITY:
            self.fields["head_vacant"].widget = forms.HiddenInput()

    def act(self) -> ChoiceAct:
        """Return the choice."""
        data = self.cleaned_data
        return ChoiceAct(
            data.get("candidate"),
            data["opinions"],
            data["dated_on"],
            data["head_vacant"],
            data.get("decision", ""),
        )

    def context(self) -> dict[str, Any]:
        """Show the count in which they tied."""
        return {"conference": self.conference, "ballot": self.ballot}


class DecisionForm(NumberConfirmingForm, DateConfirmingForm):
    """Decide: on an appointment, a term, a move."""

    template = "desk/steps/decision.html"
    confirms = {"date_confirmed": "effective_on"}

    candidate = KeyField(widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    number = LineField(
        label=_("Number of the decision"),
        required=False,
        max_length=CODE_LENGTH,
        help_text=_("Needed where it is decided as proposed."),
    )
    dated_on = DayField(
        label=_("Date of the decision"),
        help_text=_("The day on which it was signed, as its paper says."),
    )
    effective_on = DayField(
        label=_("In effect from"),
        required=False,
        help_text=_("Needed where it is decided as proposed."),
    )
    ends = KeysField(
        label=_("Posts that the decision ends"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Each ticked post ends on the date of effect. By a new appointment one leaves the "
            "leadership post held, except where it is held concurrently."
        ),
    )
    kept_because = WordsField(
        label=_("Why a leadership post that does not end is held concurrently"),
        required=False,
        rows=2,
        help_text=_("Needed where one is not ticked: the ground goes on the record."),
    )
    reason = WordsField(
        label=_("Reason"),
        required=False,
        help_text=_("Needed for a return or a refusal; those who prepared read it."),
    )

    def build(self) -> None:
        """Begin with the one candidate who is left, the planned date and the posts held.

        Those are offered that are held on any day on which the decision can take effect.
        """
        place = self.place
        self.fields["dated_on"].initial = place.on
        offer(
            self.fields["decision"],
            _ways(
                place.node,
                {
                    _APPROVED: _("Appoint"),
                    _RETURNED: _("Return the papers"),
                    _REFUSED: _("Refuse the appointment"),
                    **place.node.words,
                },
            ),
        )
        self.decided_on = place.standing()[0] if len(place.standing()) == 1 else None
        self.fields["effective_on"].initial = max(
            place.dossier.planned_effect or place.on, place.on
        )
        if self.decided_on is not None:
            self.fields["candidate"].initial = self.decided_on.pk
        if place.node.from_day is not None:
            self._set_by_law(place.node.from_day(place.dossier))
        if not self.offers_posts:
            for name in ("ends", "kept_because"):
                del self.fields[name]
        elif self.decided_on is not None:
            self._offer_posts(self.decided_on)

    @property
    def offers_posts(self) -> bool:
        """Whether it can end posts held: neither a move nor the law settles that."""
        return self.place.node.ends_posts and self.place.node.from_day is None

    def _offer_posts(self, candidate: Candidate) -> None:
        """Offer the posts held; those are ticked that a new appointment ends."""
        first_day = earliest(self.place.dossier)
        holdings = [
            row
            for row in PostHolding.objects.filter(
                person=candidate.person_id, voided=False
            ).select_related("post__title", "post__unit")
            if row.held_until is None or row.held_until > first_day
        ]
        self.fields["ends"].widget.choices = [(row.pk, row.capacity) for row in holdings]
        self.fields["ends"].initial = [
            row.pk
            for row in holdings
            if row.leads and held(row, self.fields["effective_on"].initial)
        ]

    def _set_by_law(self, day: date) -> None:
        """Show the day of effect, which the law settles."""
        self.fields["effective_on"].initial = day
        self.fields["effective_on"].disabled = True
        self.fields["effective_on"].help_text = ""
        self.fields["number"].help_text = _("Needed unless the papers are returned.")
        if self.place.on > day:
            told = _("The decision is late: say for which objective reason. It has to say it too.")
            self.fields["reason"].help_text = told

    def act(self) -> DecisionAct:
        """Return the decision."""
        data = self.cleaned_data
        return DecisionAct(
            decision=data["decision"],
            candidate=data["candidate"] or 0,
            dated_on=data["dated_on"],
            number=data["number"],
            effective_on=data["effective_on"],
            ends=data.get("ends", ()),
            reason=data["reason"],
            date_confirmed=data["date_confirmed"],
            kept_because=data.get("kept_because", ""),
            one_paper=data["one_paper"],
        )

    def context(self) -> dict[str, Any]:
        """Show whom it is about, for which post, and for how long."""
        post = self.decided_on.post if self.decided_on and self.offers_posts else None
        by = self.place.dossier.governing_date
        term = term_of(post.title, on=by) if post is not None else None
        return {"candidate": self.decided_on, "term_months": term}


class CarriedOutForm(StepForm):
    """The list was carried out: the dossiers of its people say how."""

    template = "desk/steps/plain.html"

    note = WordsField(label=_("Note"), required=False, rows=3, max_length=2000)

    def act(self) -> CarriedOutAct:
        """Return the act."""
        return CarriedOutAct(self.cleaned_data["note"])


class DecliningForm(NumberConfirmingForm):
    """Decide against whoever the rules struck out."""

    template = "desk/steps/declining.html"

    number = LineField(label=_("Number of the decision"), max_length=CODE_LENGTH)
    dated_on = DayField(
        label=_("Date of the decision"),
        help_text=_("The day on which it was signed, as its paper says."),
    )
    reason = WordsField(
        label=_("Reason"), help_text=_("The condition that is not met, as the decision gives it.")
    )

    def build(self) -> None:
        """Begin with today."""
        self.fields["dated_on"].initial = self.place.on

    def act(self) -> DecliningAct:
        """Return the decision."""
        data = self.cleaned_data
        return DecliningAct(data["number"], data["dated_on"], data["reason"], data["one_paper"])

    def context(self) -> dict[str, Any]:
        """Show which condition is not met, and what was read: the reason rests on it."""
        verdicts = last_verdicts(self.place.dossier, on=self.place.on)
        struck = (c for c in self.place.candidates() if c.status == Candidate.Status.STRUCK_OUT)
        return {"judged": [(each, verdicts[each.pk]) for each in struck if each.pk in verdicts]}


class ReportForm(StepForm):
    """Stop and report."""

    template = "desk/steps/report.html"

    number = LineField(label=_("Number of the report"), max_length=CODE_LENGTH)
    dated_on = DayField(label=_("Date of the report"))
    addressed_to = LineField(label=_("Addressed to"))
    text = WordsField(label=_("What is reported"), rows=6, max_length=10000)

    def build(self) -> None:
        """Begin with today."""
        self.fields["dated_on"].initial = self.place.on

    def act(self) -> ReportAct:
        """Return the report."""
        data = self.cleaned_data
        return ReportAct(data["number"], data["dated_on"], data["addressed_to"], data["text"])
