"""My work: what waits for whoever is signed in, by when."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflow_engine.access.roles import Role
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.work import selectors as work
from workflow_engine.desk.work.own import own_steps
from workflow_engine.flows.flow import by_procedure
from workflow_engine.pages.calendar import year_to_enter


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to what waits."""
    return redirect("desk:my-work")


@login_required
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """Show what waits: overdue, within three days, later."""
    on = timezone.localdate()
    held = held_roles(request)
    groups, page = work.due_items(held, on=on, page=request.GET.get("page"))
    codes = {role.role for role in held}
    return render(
        request,
        "desk/work/my_work.html",
        {
            "groups": groups,
            "page": page,
            "own": own_steps(account_of(request)),
            "overdue": work.overdue_deadlines(held, on=on),
            "duties": work.open_duties(held, on=on),
            "failures": work.engine_failures(held),
            "inspects": Role.INSPECTOR.value in codes,
            "administers": Role.ADMINISTRATOR.value in codes,
            "opens": any(procedure.roles & codes for procedure in by_procedure().values()),
            "year_to_enter": year_to_enter(on) if Role.ADMINISTRATOR.value in codes else None,
            "on": on,
        },
    )
