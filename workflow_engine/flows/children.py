"""Which procedures are carried out in dossiers of their own for a candidate of another dossier.

    children = (Child("asset-declaration", until="declaration_completed_on", supplies=(...)),)

A parent declares it; the child is opened from the parent, by its own first act. What the child
supplies is not known in the parent while it is asked for and has not come: the parent waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Candidate, ChildDossier, Dossier, DossierSubject
from workflow_engine.flows.choosers import Offered
from workflow_engine.nodes.declarations import Child
from workflow_engine.registry.models import Unit

if TYPE_CHECKING:
    from workflow_engine.flows.flow import StatutoryFlow

# Whoever is considered, and whom a gate holds until something has come: a child may bring it.
_CONSIDERED = (Candidate.Status.STANDING, Candidate.Status.HELD)


def child_of(parent: type[StatutoryFlow], procedure: str) -> Child | None:
    """Return how a procedure is a child of another one; None where it is none."""
    return next((each for each in parent.children if each.procedure == procedure), None)


def open_for(candidate: Candidate, procedure: str) -> Dossier | None:
    """Return the dossier of a procedure that is under way for a candidate; None where none is."""
    links = ChildDossier.objects.filter(candidate=candidate, dossier__outcome="")
    found = (link.dossier for link in links.select_related("dossier").order_by("pk"))
    return next((each for each in found if each.flow_class.procedure == procedure), None)


def offered_to(candidate: Candidate) -> list[Offered]:
    """Return the one subject about which a child is opened: the person of the candidate."""
    subject = DossierSubject.of(candidate.person)
    return [Offered(subject, candidate.person.full_name)]


def opening_problems(
    flow: type[StatutoryFlow],
    subject: DossierSubject,
    agency: Unit,
    candidate: Candidate | None,
) -> list[Problem]:
    """Name why a procedure cannot be opened for a candidate of another dossier, or without one."""
    if candidate is None:
        if not flow.decided_in_parent:
            return []
        told = _("This procedure is opened from the dossier for which it is carried out.")
        return [Problem("", told)]
    parent = candidate.dossier
    if child_of(parent.flow_class, flow.procedure) is None:
        told = _("Dossier %(number)s has no such procedure carried out for it.")
        return [Problem("", told % {"number": parent.number})]
    if not parent.is_open:
        told = _("Dossier %(number)s is over: nothing is opened for it any more.")
        return [Problem("", told % {"number": parent.number})]
    if not may_be_in(flow, agency, parent.agency):
        told = _("Dossier %(number)s is carried out by another agency.")
        return [Problem("", told % {"number": parent.number})]
    if candidate.status not in _CONSIDERED or subject.about_person != candidate.person:
        told = _("It is opened about somebody who is considered in dossier %(number)s.")
        return [Problem(flow.about.column, told % {"number": parent.number})]
    if other := open_for(candidate, flow.procedure):
        told = _("Dossier %(number)s is under way for %(name)s already.")
        words = {"number": other.number, "name": candidate.person.full_name}
        return [Problem(flow.about.column, told % words)]
    if flow.decided_in_parent and parent.planned_effect is None:
        told = _("Plan first, in dossier %(number)s, from when the decision is to have effect.")
        return [Problem("", told % {"number": parent.number})]
    return []


def may_be_in(flow: type[StatutoryFlow], agency: Unit, of_parent: Unit) -> bool:
    """Whether an agency may carry out a child: that of the parent, or one below it.

    What is decided in the parent is carried out where the parent is.
    """
    if flow.decided_in_parent:
        return agency == of_parent
    return agency.path.startswith(of_parent.path)


def aim_problems(flow: type[StatutoryFlow], act: Any, candidate: Candidate | None) -> list[Problem]:
    """Name a post aimed at that is not the one for which the parent considers the person."""
    if candidate is None or candidate.post is None or not flow.considers.each_its_own:
        return []
    aimed_at = getattr(act, "post", None)
    if unread_in(aimed_at) or aimed_at == candidate.post_id:
        return []
    told = _("Dossier %(number)s has another post for this person: %(post)s.")
    words = {"number": candidate.dossier.number, "post": candidate.post}
    return [Problem("post", told % words)]
