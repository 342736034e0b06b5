"""Importing personnel records: upload, look at what it would do, confirm."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from workflow_engine.access.scope import HeldRole
from workflow_engine.base.messages import worded
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.people import selectors
from workflow_engine.desk.scope import NotForYouError
from workflow_engine.importing import drafts, personnel
from workflow_engine.importing.models import ImportDraft
from workflow_engine.importing.opening import LARGEST
from workflow_engine.pages.fields import LineField
from workflow_engine.pages.typed import TypedForm, sent
from workflow_engine.registry import answers

_ROWS_ON_A_PAGE = 50
_READINGS_ON_A_PAGE = 200
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(TypedForm, forms.Form):
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

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than %s MB. Split it.") % (LARGEST // 2**20)
            )
        return file


class ConfirmForm(TypedForm, forms.Form):
    """The readings are accepted, where there are any; why records are changed is said."""

    use_required_attribute = False
    accept = forms.BooleanField(
        label=gettext_lazy("I have read the readings above and accept them."),
        error_messages={"required": gettext_lazy("Accept the readings, or correct the file.")},
    )

    reason = LineField(
        max_length=200,
        label=gettext_lazy("Why it is corrected"),
        help_text=gettext_lazy("Stays on the record, with your name and the time."),
    )

    def __init__(self, *args: Any, readings: int, changed: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not readings:
            self.fields.pop("accept")
        if not changed:
            self.fields.pop("reason")


class ColumnsForm(TypedForm, forms.Form):
    """Which field each column of one sheet fills."""

    use_required_attribute = False

    def __init__(self, *args: Any, head: personnel.Head, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.head = head
        choices = [("", _("– not read –")), *personnel.fillable(head.sheet).items()]
        for number, label in enumerate(head.labels):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=label.text[:120], choices=choices, required=False, initial=label.field
            )

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Return each column of the file with its field."""
        names = (f"column-{number}" for number in range(len(self.head.labels)))
        return [(label, self[name]) for label, name in zip(self.head.labels, names, strict=True)]

    def fields_said(self) -> list[str]:
        """Return the field of each column, in their order."""
        return [self.cleaned_data[f"column-{n}"] for n in range(len(self.head.labels))]

    def clean(self) -> dict[str, Any] | None:
        """Refuse what lacks a needed field, or names one twice."""
        cleaned = super().clean()
        if not self.errors and any(self.fields_said()):
            for problem in personnel.column_problems(self.head.sheet, self.fields_said()):
                self.add_error(None, problem)
        return cleaned


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a workbook and show what it would do."""
    roles = _roles(request)
    form = UploadForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = drafts.upload(
                file.read(),
                name=file.name,
                account=account_of(request).pk,
                at=timezone.now(),
                today=timezone.localdate(),
                reach=_reach(roles),
            )
        except personnel.BadFileError as error:
            form.add_error("file", str(error))
        else:
            page = "columns" if draft.shown.get("unread") else "preview"
            return redirect(f"desk:import-{page}", token=draft.token)
    status = 400 if form.errors else 200
    return render(
        request,
        "desk/people/import.html",
        {
            "form": form,
            "most": personnel.MOST_ROWS_ON_SCREEN,
            "megabytes": LARGEST // 2**20,
            "waiting": drafts.waiting(account_of(request).pk, at=timezone.now()),
        },
        status=status,
    )


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Return the workbook to fill in."""
    _roles(request)
    response = HttpResponse(personnel.template(), content_type=_XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-nhap-nhan-su.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what an uploaded workbook would do; import it when it is confirmed.

    While it has errors, the readings can be accepted for the corrected file.
    """
    roles = _roles(request)
    draft = _draft(request, token)
    if draft.shown.get("unread"):
        return redirect("desk:import-columns", token=token)
    form = _confirm_form(request, draft)
    refused: personnel.PeopleImportError | None = None
    if request.method == "POST" and draft.shown["issue_counts"]["error"]:
        if form.fields and form.is_valid():
            return _answers_kept(request, draft, roles)
        if not form.fields or "answers" not in request.POST:
            refused = personnel.RowsWrongError(draft.shown["issue_counts"]["error"])
    elif request.method == "POST" and form.is_valid():
        try:
            done = drafts.confirm(
                draft,
                actor=roles[0].actor(account_of(request).pk),
                at=timezone.now(),
                today=timezone.localdate(),
                accepted=True,
                reason=form.cleaned_data.get("reason", ""),
                reach=_reach(roles),
            )
        except personnel.PeopleImportError as error:
            refused = error
            form = _confirm_form(None, draft)
        else:
            messages.success(request, _told(done))
            return redirect("desk:people")
    shown = draft.shown
    to_accept = Paginator(shown["issues"]["to-accept"], _READINGS_ON_A_PAGE).get_page(
        request.GET.get("readings")
    )
    to_accept.object_list = _worded(to_accept.object_list)
    return render(
        request,
        "desk/people/preview.html",
        {
            "draft": draft,
            "shown": shown,
            "form": form,
            "refused": refused,
            "wrong": shown["issue_counts"]["error"],
            "readings": shown["issue_counts"]["to-accept"],
            "errors": _worded(shown["issues"]["error"]),
            "to_accept": to_accept,
            "accepted": _worded(shown["issues"].get("accepted", ())),
            "notes": _worded(shown["issues"]["note"]),
            "page": (page := _page(draft, request.GET.get("page"))),
            "new": [row for what, row in page if what == "new"],
            "changes": [row for what, row in page if what == "changes"],
            "does": shown["new_count"] + shown["change_count"],
        },
        status=409 if refused else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, token: str) -> HttpResponse:
    """Let the officer say which column is which; it is remembered for the next file."""
    roles = _roles(request)
    draft = _draft(request, token)
    kind = (sent(request) or QueryDict()).get("kind") or request.GET.get("kind", "")
    found = personnel.heads(bytes(draft.content), reach=_reach(roles), kind=kind)
    forms_of = [
        ColumnsForm(sent(request), head=head, prefix=str(n)) for n, head in enumerate(found)
    ]
    sound = [form.is_valid() for form in forms_of]
    if request.method == "POST" and sound and all(sound):
        for form in forms_of:
            personnel.say(
                roles[0].unit_path,
                form.head,
                form.fields_said(),
                account=account_of(request).pk,
                on=timezone.localdate(),
            )
        drafts.refresh(draft, at=timezone.now(), today=timezone.localdate(), reach=_reach(roles))
        if draft.shown.get("unread"):
            forms_of[0].add_error(None, _("Say of one sheet at least what its columns are."))
        else:
            messages.success(request, _("What the columns are is kept for the next file."))
            return redirect("desk:import-preview", token=token)
    return render(
        request,
        "desk/people/columns.html",
        {
            "draft": draft,
            "unread": worded(draft.shown.get("unread", "")),
            "forms": forms_of,
            "kinds": personnel.kinds() if draft.shown.get("unread") else (),
            "kind": kind,
        },
        status=400 if any(form.errors for form in forms_of) else 200,
    )


@login_required
@require_safe
def errors(request: HttpRequest, token: str) -> HttpResponse:
    """Return an uploaded workbook with its wrong and doubtful entries marked."""
    reach = _reach(_roles(request))
    draft = _draft(request, token)
    content = bytes(draft.content)
    made = personnel.preview(content, today=timezone.localdate(), reach=reach)
    kept = answers.given_by(account_of(request).pk, at=timezone.now())
    open_still = [issue for issue in made.issues if issue.answer not in kept]
    marked = personnel.marked(
        content, open_still, most_rows=personnel.MOST_ROWS_ON_SCREEN, reach=reach
    )
    response = HttpResponse(marked, content_type=_XLSX)
    name = f"{draft.name.rpartition('.')[0] or draft.name}-loi.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _worded(issues: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return issues with their messages in the language of the page."""
    return [{**issue, "message": worded(issue["message"])} for issue in issues]


def _draft(request: HttpRequest, token: str) -> ImportDraft:
    draft = ImportDraft.objects.filter(token=token, uploaded_by=account_of(request).pk).first()
    if draft is None:
        raise Http404
    return draft


def _confirm_form(request: HttpRequest | None, draft: ImportDraft) -> ConfirmForm:
    counts = draft.shown["issue_counts"]
    return ConfirmForm(
        sent(request) if request is not None else None,
        readings=counts["to-accept"],
        changed=0 if counts["error"] else draft.shown["change_count"],
    )


def _answers_kept(request: HttpRequest, draft: ImportDraft, roles: list[HeldRole]) -> HttpResponse:
    at = timezone.now()
    kept = drafts.keep_answers(draft, at=at)
    drafts.refresh(draft, at=at, today=timezone.localdate(), reach=_reach(roles))
    said = ngettext(
        "%s reading is kept as accepted for the corrected file.",
        "%s readings are kept as accepted for the corrected file.",
        kept,
    )
    messages.success(request, said % kept)
    return redirect("desk:import-preview", token=draft.token)


def _reach(roles: list[HeldRole]) -> list[str]:
    return [role.unit_path for role in roles]


def _page(draft: ImportDraft, number: str | None) -> Page[Any]:
    """Cut a page from what would be stored: the new rows as they were read, then the changes."""
    rows = [(what, row) for what in ("new", "changes") for row in draft.shown.get(what, ())]
    return Paginator(rows, _ROWS_ON_A_PAGE).get_page(number)


def _told(done: personnel.Imported) -> str:
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
