"""What an opening is held against: the subject, and the day by which the dossier is governed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.messages import said
from workflow_engine.dossiers.models import DossierSubject
from workflow_engine.flows.about import About, Kind
from workflow_engine.nodes.earlier import Governs
from workflow_engine.registry.models import PostHolding, Unit

if TYPE_CHECKING:
    from workflow_engine.flows.flow import StatutoryFlow


def subject_problems(
    about: About, subject: DossierSubject, agency: Unit, *, on: date
) -> list[Problem]:
    """Name why a dossier of an agency cannot be opened about a subject on a day."""
    field = about.column
    if subject.kind != about.kind:
        told = _("This procedure is about something else: %(kind)s.")
        return [Problem(field, told % {"kind": about.kind.label})]
    place = subject.about_post.unit if subject.about_post else subject.unit
    # Whoever is seconded stays on the staff of the sender (NĐ 170/2025, art. 26, cl. 3): there it
    # is chosen, and not in the agency of the post.
    lent = subject.holding is not None and subject.holding.kind == PostHolding.Kind.SECONDED
    if place is not None and place.agency != agency and not lent:
        found = {
            Kind.POST: _("The post belongs to another agency."),
            Kind.HOLDING: _("The post that is held belongs to another agency."),
        }
        return [Problem(field, found.get(about.kind, _("The unit belongs to another agency.")))]
    if about.plans and about.day_of(subject, by=on) is None:
        told = _("Nobody knows when the term of this post ends: enter it with its paper first.")
        return [Problem(field, told)]
    if sentence := about.no_case(subject, by=on):
        return [Problem(field, said(**sentence))]
    if about.choose:
        offered = {each.key for each in about.offered(agency, on=on)}
        if subject.what.pk not in offered:
            told = _("“%(subject)s” is none of those that this procedure is opened about today.")
            return [Problem(field, told % {"subject": subject.words})]
    elif not str(subject.what).strip():
        return [Problem(field, _("This has to be filled in."))]
    return []


def governing_day(flow: type[StatutoryFlow], act: Any, *, on: date) -> Governs:
    """Return the event by which a procedure is governed, as its first act dates or plans it.

    Interpretation: while that event lies ahead and nobody planned it, the law of the day on which
    the dossier is opened governs; it moves with the event.
    """
    event = flow.governed_by
    for each in flow.start_node().dated:
        if each.event == event:
            days = each.days(act, route="done", on=on)
            if None in days:
                on_paper = not each.planned and getattr(act, "file", None) is not None
                return Governs(event, days[None], each.by, each.planned, on_paper)
    return Governs(event, on)
