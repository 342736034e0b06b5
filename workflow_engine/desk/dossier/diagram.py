"""The drawing of a procedure, for the script that shows it."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from workflow_engine.base.messages import language
from workflow_engine.flows.drawing import bpmn as drawing
from workflow_engine.flows.flow import procedures


@login_required
@require_safe
@cache_control(private=True, max_age=300)
def bpmn(request: HttpRequest, edition: str) -> HttpResponse:
    """Return the BPMN of an edition of a procedure, laid out, in the language of the page."""
    for flow in procedures():
        if flow.edition.code.replace(".", "-") == edition:
            try:
                text = drawing.labelled(cast(Any, flow), language())
            except FileNotFoundError as error:
                raise Http404 from error
            return HttpResponse(text, content_type="application/xml; charset=utf-8")
    raise Http404
