"""Search over people, dossiers, posts and units."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflow_engine.desk.context import held_roles
from workflow_engine.desk.search.selectors import MOST
from workflow_engine.desk.search.selectors import search as found_by
from workflow_engine.pages.asked import asked


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the words find, with and without marks, grouped."""
    text = asked(request, "q")
    results = found_by(text, held_roles(request), on=timezone.localdate()) if text else None
    return render(
        request, "desk/search/search.html", {"text": text, "results": results, "most": MOST}
    )
