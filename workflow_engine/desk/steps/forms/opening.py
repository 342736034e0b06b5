"""Opening a dossier of any procedure: where, about what, by which act, under which edition.

The page is built from what the procedure declares: the field of the subject from `about`, the
fields of the act from the form of the step that begins it, and the choice of an edition where the
act can name the paper on which such a choice rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from workflow_engine.access.models import Account
from workflow_engine.access.scope import roles_of, units_in_scope
from workflow_engine.acts.steps import Opening
from workflow_engine.desk.forms import StepForm
from workflow_engine.desk.steps.forms.proposal import EARLIER, EarlierActForm
from workflow_engine.dossiers.models import Candidate, DossierSubject
from workflow_engine.flows.about import TYPED, About, Kind, Offered
from workflow_engine.flows.flow import (
    ChosenEdition,
    NoActNamedError,
    NoEditionError,
    Procedure,
    StatutoryFlow,
    by_procedure,
    choose_edition,
)
from workflow_engine.flows.opening import governing_day
from workflow_engine.pages.fields import CountField, DayField, LineField, WordsField, offer
from workflow_engine.registry.models import Unit

_CHOOSE = {
    Kind.POST: _("Choose a post"),
    Kind.HOLDING: _("Choose the post held"),
    Kind.PERSON: _("Choose a person"),
    Kind.UNIT: _("Choose a unit"),
}


def procedures_to_open(account: Account, *, on: date) -> list[Procedure]:
    """Return the procedures that the account may open in some agency, for no other dossier."""
    held = {role.role for role in roles_of(account, on=on)}
    return [
        procedure
        for procedure in by_procedure().values()
        if procedure.roles & held and not procedure.within_another
    ]


def agencies_to_open_in(account: Account, procedure: Procedure, *, on: date) -> QuerySet[Unit]:
    """Return the agencies in which the account may open the procedure."""
    held = [role for role in roles_of(account, on=on) if role.role in procedure.roles]
    return Unit.objects.filter(units_in_scope(held), kind=Unit.Kind.AGENCY, ended_on=None).order_by(
        "name"
    )


def governing_field(flow: type[StatutoryFlow]) -> str:
    """Return the field of the first act that has the day by which a procedure is governed.

    It is empty where no field of the form has it: the act does not know it, or reckons it.
    """
    node = flow.start_node()
    typed = {field.name for field in fields(node.act)}
    found = (each.by for each in node.dated if each.event == flow.governed_by)
    return next((name for name in found if name in typed), "")


def edition_for(
    procedure: Procedure, data: Mapping[str, Any], *, on: date, act: Any = None
) -> tuple[ChosenEdition | None, str]:
    """Return the edition that the sent dates choose, or why there is none yet.

    Where no field has the day by which the procedure is governed, it is the one that the `act`
    gives, once it was read whole; else the day of opening.
    """
    flow = procedure.edition_on(on)
    field = governing_field(flow)
    if field and not data.get(field, ""):
        return None, ""
    try:
        governed_on = _day(data, field) if field else None
        acted_on = _day(data, "earlier_dated_on")
    except forms.ValidationError as error:
        return None, " ".join(error.messages)
    if governed_on is None and act is not None:
        governed_on = governing_day(flow, act, on=on).on
    try:
        return (
            choose_edition(
                procedure.code,
                on=governed_on or on,
                override=str(data.get("override", "")),
                override_reason=str(data.get("override_reason", "")).strip(),
                acted_on=acted_on,
            ),
            "",
        )
    except (NoEditionError, NoActNamedError) as error:
        return None, str(error)


def _day(data: Mapping[str, Any], name: str) -> date | None:
    day: date | None = DayField(required=False).clean(data.get(name, ""))
    return day


@cache
def opening_form(act_form: type[StepForm]) -> type[OpeningForm]:
    """Return the form that opens a dossier by the act of another form."""
    return type("OpeningForm", (OpeningForm, act_form), {})


class OpeningForm(EarlierActForm):
    """A dossier to be opened: what it is about, its first act, the edition that will govern.

    It is mixed into the form of the act (`opening_form`).
    """

    template = "desk/steps/open.html"

    agency = forms.IntegerField(widget=forms.HiddenInput)
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

    def __init__(
        self, *args: Any, offered: list[Offered], procedure: Procedure, **kwargs: Any
    ) -> None:
        self.offered = offered
        self.procedure = procedure
        super().__init__(*args, **kwargs)

    @property
    def flow(self) -> type[StatutoryFlow]:
        """The edition from which the page is built."""
        flow: type[StatutoryFlow] = self.place.node.flow_class
        return flow

    def build(self) -> None:
        """Offer the subjects, and the editions where the act can say on what a choice rests."""
        super().build()
        self.act_names = [name for name in self.fields if name not in OpeningForm.base_fields]
        about = self.flow.about
        self.fields[about.column] = _subject_field(about, self.offered)
        self.order_fields(["agency", about.column])
        takes_one = "earlier" in {field.name for field in fields(self.flow.start_node().act)}
        if not takes_one or self.flow.instance.step_that_confirms() is None:
            for name in ("override", "override_reason", *EARLIER, "earlier_file"):
                del self.fields[name]
            return
        offer(
            self.fields["override"],
            [
                ("", _("By the rule of transition")),
                *((flow.edition.code, flow.edition.title) for flow in self.procedure.editions),
            ],
        )

    @property
    def about_field(self) -> Any:
        """The field of the subject, for the page."""
        return self[self.flow.about.column]

    @property
    def act_fields(self) -> list[Any]:
        """The fields of the act, for a page that knows no more of them."""
        return [self[name] for name in self.act_names if not self[name].is_hidden]

    def clean(self) -> dict[str, Any]:
        """An edition chosen against the rule needs a reason."""
        cleaned = super().clean()
        if cleaned.get("override") and not cleaned.get("override_reason"):
            self.add_error("override_reason", _("Say why: the choice and its reason are recorded."))
        return cleaned

    def rests_on_an_act(self, cleaned: dict[str, Any]) -> bool:
        """Whether the edition rests on an earlier act: one is chosen, or the act is named."""
        return bool(cleaned.get("override")) or super().rests_on_an_act(cleaned)

    def subject(self) -> DossierSubject:
        """Return what the dossier will be about; call it on a valid form."""
        about = self.flow.about
        chosen = self.cleaned_data[about.column]
        if about.kind in TYPED:
            return DossierSubject.of(chosen)
        return next(each.subject for each in self.offered if str(each.key) == chosen)


def _subject_field(about: About, offered: list[Offered]) -> forms.Field:
    """Return the field in which the subject is chosen, or typed where nothing offers it."""
    label = about.kind.label
    if about.kind is Kind.YEAR:
        return CountField(label=label)
    if about.kind is Kind.PLAN:
        return LineField(label=label, max_length=300)
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in offered:
        groups.setdefault(each.heading, []).append((str(each.key), each.words))
    choices: list[Any] = [("", _CHOOSE[about.kind])]
    for heading, options in groups.items():
        choices += [(heading, options)] if heading else options
    return forms.ChoiceField(label=label, choices=choices)


def opening_of(
    form: OpeningForm, agency: Unit, chosen: ChosenEdition, within: Candidate | None
) -> Opening:
    """Return what the dossier is about, the edition chosen for it, and for whom it is opened."""
    return Opening(agency=agency, subject=form.subject(), chosen=chosen, within=within)
