"""Importing personnel records: upload, look at what it would do, confirm."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from compliance import trail
from workflow_engine.access.scope import HeldRole
from workflow_engine.desk.context import held_roles
from workflow_engine.desk.selectors import people as selectors
from workflow_engine.desk.selectors.scope import NotForYouError
from workflow_engine.registry import importing
from workflow_engine.registry.importing import drafts
from workflow_engine.registry.importing.workbook import LARGEST
from workflow_engine.registry.models import ImportDraft

_ROWS_ON_A_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """The workbook to import."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("Workbook (.xlsx) or list (.csv)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": f".xlsx,.csv,{_XLSX},text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose another."),
            "missing": gettext_lazy("Choose a file."),
        },
    )

    def clean_file(self):
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than %s MB. Split it.") % (LARGEST // 2**20)
            )
        return file


class ConfirmForm(forms.Form):
    """The readings are accepted, where there are any."""

    use_required_attribute = False
    accept = forms.BooleanField(
        label=gettext_lazy("I have read the readings above and accept them."),
        error_messages={"required": gettext_lazy("Accept the readings, or correct the file.")},
    )

    def __init__(self, *args, readings: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not readings:
            self.fields.pop("accept")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a workbook and show what it would do."""
    roles = _roles(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                draft = drafts.upload(
                    file.read(),
                    name=file.name,
                    account=request.user.pk,
                    at=timezone.now(),
                    today=timezone.localdate(),
                    reach=[role.unit_path for role in roles],
                )
            except importing.BadFileError as error:
                form.add_error("file", str(error))
            else:
                return redirect("desk:import-preview", token=draft.token)
    status = 400 if form.is_bound and form.errors else 200
    return render(
        request,
        "desk/people/import.html",
        {"form": form, "most": importing.MOST_ROWS_ON_SCREEN, "megabytes": LARGEST // 2**20},
        status=status,
    )


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Return the workbook to fill in."""
    _roles(request)
    response = HttpResponse(importing.template(), content_type=_XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-nhap-nhan-su.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what an uploaded workbook would do; import it when it is confirmed."""
    roles = _roles(request)
    draft = ImportDraft.objects.filter(token=token, uploaded_by=request.user.pk).first()
    if draft is None:
        raise Http404
    readings = draft.shown["issue_counts"]["to-accept"]
    form = ConfirmForm(request.POST if request.method == "POST" else None, readings=readings)
    refused: importing.PeopleImportError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = drafts.confirm(
                draft,
                actor=_actor(request, roles[0]),
                today=timezone.localdate(),
                accepted="accept" in form.cleaned_data,
                reach=[role.unit_path for role in roles],
            )
        except importing.PeopleImportError as error:
            refused = error
            form = ConfirmForm(readings=draft.shown["issue_counts"]["to-accept"])
        else:
            messages.success(request, _told(done))
            return redirect("desk:people")
    return render(
        request,
        "desk/people/preview.html",
        {
            "draft": draft,
            "shown": draft.shown,
            "form": form,
            "refused": refused,
            "wrong": draft.shown["issue_counts"]["error"],
            "readings": draft.shown["issue_counts"]["to-accept"],
            "errors": draft.shown["issues"]["error"],
            "to_accept": draft.shown["issues"]["to-accept"],
            "notes": draft.shown["issues"]["note"],
            "page": (page := _page(draft, request.GET.get("page"))),
            "new": [row for what, row in page if what == "new"],
            "changes": [row for what, row in page if what == "changes"],
            "does": draft.shown["new_count"] + draft.shown["change_count"],
        },
        status=409 if refused else 200,
    )


@login_required
@require_safe
def errors(request: HttpRequest, token: str) -> HttpResponse:
    """Return an uploaded workbook with its wrong and doubtful entries marked."""
    roles = _roles(request)
    draft = ImportDraft.objects.filter(token=token, uploaded_by=request.user.pk).first()
    if draft is None:
        raise Http404
    content = bytes(draft.content)
    made = importing.preview(
        content, today=timezone.localdate(), reach=[role.unit_path for role in roles]
    )
    marked = importing.marked(content, made.issues, most_rows=importing.MOST_ROWS_ON_SCREEN)
    response = HttpResponse(marked, content_type=_XLSX)
    response["Content-Disposition"] = 'attachment; filename="nhap-nhan-su-loi.xlsx"'
    return response


def _page(draft: ImportDraft, number: str | None) -> Page:
    """Cut a page from what would be stored: the new rows as they were read, then the changes."""
    rows = [(what, row) for what in ("new", "changes") for row in draft.shown.get(what, ())]
    return Paginator(rows, _ROWS_ON_A_PAGE).get_page(number)


def _told(done: importing.Imported) -> str:
    if done.entry is None:
        return _("Everything was on record already, so nothing was stored.")
    new = ngettext("%s record is new", "%s records are new", done.new) % done.new
    changed = ngettext("%s was changed", "%s were changed", done.changed) % done.changed
    return _("Imported: %(new)s, %(changed)s. Entry No. %(entry)s of the audit trail.") % {
        "new": new,
        "changed": changed,
        "entry": done.entry,
    }


def _roles(request: HttpRequest) -> list[HeldRole]:
    roles = selectors.keeping(held_roles(request))
    if not roles:
        raise NotForYouError(sorted(selectors.KEEPERS))
    return roles


def _actor(request: HttpRequest, role: HeldRole) -> trail.Actor:
    return trail.Actor(
        account=request.user.pk,
        role=role.role,
        unit=role.unit_code,
        on_behalf_of=role.in_place_of,
    )
