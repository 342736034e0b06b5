"""Whether a post has a function that the law closes to relatives: said, with a reason."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from workflow_engine.access.scope import HeldRole
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.people import selectors
from workflow_engine.desk.scope import NotForYouError, within
from workflow_engine.pages.fields import LineField
from workflow_engine.pages.typed import TypedForm, sent
from workflow_engine.registry import keeping
from workflow_engine.registry.models import Post

_PAGE = 100


class FunctionForm(TypedForm, forms.Form):
    """The function of a post, why it is said, and the version that was seen."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    function = forms.ChoiceField(
        label=capfirst(Post._meta.get_field("function").verbose_name),
        choices=[("", "—"), *Post.Function.choices],
    )
    reason = LineField(
        max_length=200,
        label=gettext_lazy("On what it rests"),
        help_text=gettext_lazy("Stays on the record, with your name and the time."),
    )


@login_required
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """List the posts of the units whose records are kept, those of unsaid function first."""
    roles = _roles(request)
    rows = Post.objects.filter(within(roles, "unit__path")).select_related("unit", "title")
    page = Paginator(rows.order_by("function", "unit__path", "-title__rank", "code"), _PAGE)
    shown = page.get_page(request.GET.get("page"))
    return render(request, "desk/people/posts.html", {"page": shown})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post_function(request: HttpRequest, pk: int) -> HttpResponse:
    """Say the function of a post; the old version stays in the history."""
    roles = _roles(request)
    found = Post.objects.filter(within(roles, "unit__path")).select_related("unit", "title")
    row = found.filter(pk=pk).first()
    if row is None:
        raise Http404
    initial = {"version": keeping.version_of(row), "function": row.function}
    form = FunctionForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        role = next(role for role in roles if role.covers(row.unit))
        try:
            keeping.correct(
                row,
                {"function": form.cleaned_data["function"]},
                version=form.cleaned_data["version"],
                actor=role.actor(account_of(request).pk),
                reason=form.cleaned_data["reason"],
                by=lambda account: selectors.account_names([account]).get(account, ""),
            )
        except keeping.ChangedMeanwhileError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The record was corrected."))
            return redirect("desk:posts")
    heading = _("Function of the post: %s") % row
    return render(
        request,
        "desk/people/form.html",
        {"form": form, "heading": heading, "person": None},
        status=422 if request.method == "POST" else 200,
    )


def _roles(request: HttpRequest) -> list[HeldRole]:
    roles = selectors.keeping(held_roles(request))
    if not roles:
        raise NotForYouError(sorted(selectors.KEEPERS))
    return roles
