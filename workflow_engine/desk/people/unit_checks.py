"""Checks of units: whether all who lead a unit are on record, by whoever keeps its posts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from workflow_engine.desk.context import held_roles
from workflow_engine.desk.people import selectors
from workflow_engine.desk.people.forms import field_for
from workflow_engine.desk.scope import NotForYouError
from workflow_engine.pages.fields import LineField
from workflow_engine.pages.typed import TypedForm, sent
from workflow_engine.registry import refusals
from workflow_engine.registry.models import Unit, UnitCheck
from workflow_engine.registry.unit_checks import add_unit_check

_PAGE = 50


class UnitCheckForm(TypedForm, forms.ModelForm):
    """What a check of a unit said, also where it found that somebody is not on record."""

    use_required_attribute = False
    clear = forms.TypedChoiceField(
        label=capfirst(UnitCheck._meta.get_field("clear").verbose_name),
        choices=[("", "—"), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        coerce=lambda said: said == "yes",
    )
    reason = LineField(
        max_length=200, label=gettext_lazy("Note on why it is added"), required=False
    )

    class Meta:
        model = UnitCheck
        fields = ("unit", "checked_on", "clear", "document_number", "document_date")
        formfield_callback = field_for

    def __init__(self, *args: Any, units: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = gettext_lazy("Choose the unit")

    def clean(self) -> dict[str, Any]:
        """Hold the days against each other and against the paper."""
        cleaned = super().clean() or {}
        wrong = refusals.problems(UnitCheck, cleaned, person=None, today=self.on)
        for name, message in wrong.items():
            self.add_error(name, message)
        return cleaned


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_checks(request: HttpRequest) -> HttpResponse:
    """List the checks of the units whose records are kept, the latest first; add one."""
    roles = selectors.keeping(held_roles(request))
    if not roles:
        raise NotForYouError(sorted(selectors.KEEPERS))
    scope = Q(pk__in=[])
    for role in roles:
        scope |= Q(path__startswith=role.unit_path)
    units = Unit.objects.filter(scope)
    form = UnitCheckForm(sent(request), units=units, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        role = next(role for role in roles if role.covers(form.cleaned_data["unit"]))
        add_unit_check(
            form.instance,
            actor=role.actor(request.user.pk),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("The check was added."))
        return redirect("desk:unit-checks")
    rows = UnitCheck.objects.filter(unit__in=units).select_related("unit")
    ordered = rows.order_by("-checked_on", "unit__path", "pk")
    page = Paginator(ordered, _PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "desk/people/unit_checks.html",
        {"form": form, "page": page},
        status=422 if request.method == "POST" else 200,
    )
