"""The page of what is due."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflow_engine.desk.context import held_roles
from workflow_engine.desk.forecast import selectors
from workflow_engine.desk.scope import NotForYouError
from workflow_engine.pages.asked import asked


@login_required
@require_safe
def forecast(request: HttpRequest) -> HttpResponse:
    """Show who reaches which limit when, narrowed by unit, kind and how far ahead."""
    on = timezone.localdate()
    held = held_roles(request)
    if not any(role.role in selectors.READERS for role in held):
        raise NotForYouError(sorted(selectors.READERS))
    reach = selectors.units(held)
    narrowed = selectors.Asked(
        unit=asked(request, "don-vi"),
        kind=asked(request, "loai"),
        months=_months(asked(request, "thang")),
    )
    return render(
        request,
        "desk/forecast/forecast.html",
        {
            "asked": narrowed,
            "shown": selectors.shown(narrowed, reach, on=on),
            "units": reach,
            "kinds": selectors.kinds(),
            "horizons": selectors.HORIZONS,
            "weekdays": selectors.WEEKDAYS,
            "stood_still_since": selectors.stood_still_since(on=on),
            "on": on,
        },
    )


def _months(text: str) -> int:
    known = {str(months): months for months in selectors.HORIZONS}
    return known.get(text, selectors.Asked.months)
