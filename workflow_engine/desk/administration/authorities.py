"""Who decides which procedure for which posts: the rows, a question to them, and their ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from workflow_engine.desk.administration.forms import EndForm
from workflow_engine.desk.administration.views import KEEPING, held_as, tried
from workflow_engine.desk.context import account_of
from workflow_engine.desk.forms import CODE_LENGTH, ActForm
from workflow_engine.flows.flow import by_procedure
from workflow_engine.pages import words
from workflow_engine.pages.fields import DayField, LineField, offer, offer_rows
from workflow_engine.pages.typed import sent
from workflow_engine.registry.delegations import add_delegation, authority_for, end_delegation
from workflow_engine.registry.models import Delegation, Post, Title, Unit


def _procedures() -> list[tuple[str, Any]]:
    return [("", "—"), *((code, found.title) for code, found in by_procedure().items())]


class DelegationForm(ActForm):
    """A delegation, or an authorisation, with the decision on which it stands."""

    procedure = forms.ChoiceField(label=gettext_lazy("Procedure"))
    task = forms.ChoiceField(
        label=gettext_lazy("For what of it"), choices=Delegation.Task, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("By what"), choices=Delegation.Kind)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("For posts in the unit and below"), queryset=Unit.objects.none()
    )
    title = forms.ModelChoiceField(
        label=gettext_lazy("Of the title"),
        queryset=Title.objects.order_by("-rank", "code"),
        required=False,
    )
    rank_most = forms.IntegerField(
        label=gettext_lazy("Of this rank and lower"),
        required=False,
        min_value=0,
        max_value=999,
        help_text=gettext_lazy("Without a title and a rank it is for posts of every title."),
    )
    authority = forms.ModelChoiceField(
        label=gettext_lazy("Post that decides"), queryset=Post.objects.none()
    )
    signs_as = forms.ChoiceField(
        label=gettext_lazy("Signs as"), choices=Delegation.SignsAs, required=False
    )
    party_managed = forms.TypedChoiceField(
        label=gettext_lazy("Does a Party body manage these posts?"),
        choices=[
            ("", "—"),
            ("yes", gettext_lazy("Yes: it concludes in writing before it is decided")),
            ("no", gettext_lazy("No")),
        ],
        coerce=lambda said: said == "yes",
        help_text=gettext_lazy(
            "By the Party committee’s rules on the management of personnel (NĐ 170/2025, art. 31, "
            "cl. 2)."
        ),
    )
    party_body = LineField(
        label=gettext_lazy("Party body that concludes"), max_length=200, required=False
    )
    held_from = DayField(label=gettext_lazy("From"))
    held_until = DayField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The first day on which it is no longer held."),
    )
    document_number = LineField(
        label=gettext_lazy("Number of the decision"), max_length=CODE_LENGTH
    )
    document_date = DayField(label=gettext_lazy("Date of the decision"))
    issued_by = LineField(label=gettext_lazy("Issued by"))
    page = LineField(label=gettext_lazy("Page or clause of the decision"), max_length=40)

    def __init__(self, *args: Any, within: str, **kwargs: Any) -> None:
        self.within = within
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Offer the procedures, the units that are kept, and the posts that can decide."""
        offer(self.fields["procedure"], _procedures())
        kept = Unit.objects.filter(path__startswith=self.within, ended_on=None)
        offer_rows(self.fields["unit"], kept.order_by("path"))
        offer_rows(self.fields["authority"], leading_posts())

    def act(self) -> Delegation:
        """Return the row, unsaved."""
        return Delegation(**self.cleaned_data)


class QuestionForm(ActForm):
    """For which post it is asked who decides, in which procedure, on which day."""

    procedure = forms.ChoiceField(label=gettext_lazy("Procedure"))
    post = forms.ModelChoiceField(label=gettext_lazy("Post"), queryset=Post.objects.none())
    task = forms.ChoiceField(
        label=gettext_lazy("For what of it"), choices=Delegation.Task.choices[1:]
    )
    on = DayField(label=gettext_lazy("Day"))

    def build(self) -> None:
        """Offer the procedures and the posts."""
        offer(self.fields["procedure"], _procedures())
        offer_rows(self.fields["post"], leading_posts())


def leading_posts() -> Any:
    """Return the posts of heads and deputies, by unit."""
    found = Post.objects.exclude(standing=Post.Standing.STAFF)
    return found.select_related("title", "unit").order_by("unit__path", "-title__rank")


@login_required
@require_http_methods(["GET", "POST"])
def authorities(request: HttpRequest) -> HttpResponse:
    """List who decides what; add a row; answer who decides for a post on a day."""
    held = held_as(request, KEEPING)
    on = timezone.localdate()
    form = DelegationForm(sent(request), within=held.unit_path, initial={"held_from": on})
    status = 200
    if request.method == "POST":
        done = tried(
            form,
            lambda row: add_delegation(
                row,
                by=account_of(request).person,
                within=held.unit_path,
                actor=held.actor(account_of(request).pk),
                at=timezone.now(),
                on=on,
            ),
        )
        if done is not None:
            messages.success(request, _("The row was added."))
            return redirect("desk:authorities")
        status = 422
    question = QuestionForm(request.GET if "procedure" in request.GET else None)
    asked = question.is_bound and question.is_valid()
    rows = Delegation.objects.filter(unit__path__startswith=held.unit_path).select_related(
        "unit", "title", "authority__title", "authority__unit"
    )
    context = {
        "rows": [
            (
                row,
                words.procedure(row.procedure),
                row.held_from <= on and (row.held_until is None or on < row.held_until),
            )
            for row in rows
        ],
        "form": form,
        "question": question,
        "asked": asked,
        "answer": _answer(question.cleaned_data) if asked else None,
    }
    return render(request, "desk/administration/authorities.html", context, status=status)


def _answer(asked: dict[str, Any]) -> Delegation | None:
    post = asked["post"]
    found = authority_for(asked["procedure"], post, post.unit, on=asked["on"], task=asked["task"])
    return found.row if found else None


@login_required
@require_http_methods(["GET", "POST"])
def end_authority(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """End a row by a date."""
    held = held_as(request, KEEPING)
    on = timezone.localdate()
    row = get_object_or_404(
        Delegation.objects.select_related("unit", "title", "authority__title", "authority__unit"),
        pk=delegation_id,
        unit__path__startswith=held.unit_path,
    )
    form = EndForm(sent(request), initial={"held_until": on})
    if request.method == "POST":
        done = tried(
            form,
            lambda sent: end_delegation(
                row,
                **sent,
                by=account_of(request).person,
                within=held.unit_path,
                actor=held.actor(account_of(request).pk),
                at=timezone.now(),
                on=on,
            ),
        )
        if done is not None:
            messages.success(request, _("The row ends."))
            return redirect("desk:authorities")
    return render(
        request,
        "desk/administration/end_authority.html",
        {"form": form, "row": row, "procedure": words.procedure(row.procedure)},
        status=422 if request.method == "POST" else 200,
    )
