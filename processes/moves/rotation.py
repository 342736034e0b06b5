"""Rotation of one leader by an approved plan: NĐ 170/2025, arts. 42 to 51.

The articles on rotation were not amended; those to which they refer were: art. 29 with the
conditions of the post taken (art. 43, cl. 3) and art. 35 with the papers (art. 47). So there are
two editions, which differ by their papers and by the law of their gates; each stands in its module.

The agency that the person leaves keeps the dossier; the adviser on personnel carries it out.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.effect import appoint_from_elsewhere
from processes.integrity.asking import DECLARATION
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.facts.moves import RECEIVER, WORKPLACE
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.nodes import (
    Asked,
    Consultation,
    Decision,
    End,
    Gate,
    Meeting,
    Proposal,
    Revision,
)
from workflow_engine.nodes.declarations import Child

HR = (Role.HR_OFFICER, Role.HEAD_OF_HR)
REQUEST = "rotation-request"
PREPARING = ("propose", "revise", "ask_for_assessment", "consult_places", "gather_papers")


class RotationStage:
    """From the proposal of the person to the decision, in the order of art. 46."""

    about = About(Kind.PERSON, choose="people_of_the_agency")
    considers = Considers(post=Aim.OWN, whoever=Whoever.PERSON)
    source = "rotation"
    # NĐ 300/2026, art. 35, cl. 2, "các nội dung khác trong công tác cán bộ". Interpretation: the
    # rotation of one person is carried out from the day on which he or she is proposed in writing.
    governed_by = "proposed_on"
    takes_effect = "rotation_effective_on"
    # The plan, where it was approved here.
    reads_parent = True
    children: ClassVar[tuple[Child, ...]] = (DECLARATION,)

    # Art. 45, cl. 2 and art. 46, cl. 3, pt. a: out of the approved plan, by name, post and place.
    # That the plan was approved is read where the dossier is a child of the plan; else it is stated
    # on the paper of the plan. Both are judged.
    propose = (
        Proposal(request=REQUEST, minutes="")
        .Annotation(title=_("Propose the person, the post and the place"))
        .Cites("45", "2")
        .Cites("46", "3", "a")
        .By(*HR)
        .Produces(REQUEST)
        .States("rotation_reason", "planned_rotation_months", "rotation_within_political_system")
        .Dates("proposed_on", by="request_date")
        .Plans("rotation_effective_on", by="planned_effective_on")
        .Next(this.ask_for_assessment)
    )

    revise = (
        Revision(request=REQUEST, minutes="")
        .Annotation(title=_("Amend the returned proposal"))
        .Cites("46", "5", "a")
        .By(*HR)
        .Produces(REQUEST)
        .Plans("rotation_effective_on", by="planned_effective_on")
        .Next(this.check_before_decision)
    )

    # Art. 46, cl. 3, pt. b: the Party committee and the agency where the person works.
    ask_for_assessment = (
        Consultation(
            (
                Asked("party", _("Party committee of the present workplace"), each=True),
                Asked(WORKPLACE, _("Agency where the person works"), each=True),
            ),
            paper="assessment",
        )
        .Annotation(title=_("Step 3: ask for the assessment of the person"))
        .Cites("46", "3", "b")
        .By(*HR)
        .Produces("assessment")
        .Next(this.consult_places)
        .Nobody(this.nobody_left)
    )

    # Art. 46, cl. 4, pt. a: the bodies concerned appraise; both places are told and heard.
    consult_places = (
        Consultation(
            (
                Asked("departure", _("Place of departure")),
                Asked(RECEIVER, _("Place of arrival")),
                Asked("appraiser", _("Body that appraises the person"), each=True),
            )
        )
        .Annotation(title=_("Step 4: have the person appraised, ask both places"))
        .Cites("46", "4", "a")
        .By(*HR)
        .Produces("answer")
        .Next(this.meet_person)
        .Nobody(this.nobody_left)
    )

    # Art. 46, cl. 4, pt. b.
    meet_person = (
        Meeting()
        .Annotation(title=_("Step 4: meet the person"))
        .Cites("46", "4", "b")
        .By(*HR, Role.LEADER)
        .Produces("meeting-minutes")
        .Dates("person_met_on", by="met_on", each=True)
        .Next(this.gather_papers)
        .Nobody(this.nobody_left)
    )

    # Arts. 42, 43, 45 and 48, with art. 29 of the post taken, right before the decision.
    check_before_decision = (
        Gate("rotation")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("42", "1")
        .Cites("43")
        .Cites("48")
        .Then(this.decide_rotation)
        .Else(this.nobody_left)
    )

    # Art. 46, cl. 5, pt. a. The post is held for the term of its title (art. 28, cl. 1).
    decide_rotation = (
        Decision(
            gate="rotation",
            effect=appoint_from_elsewhere,
            words={"approved": _("Rotate the person"), "refused": _("Do not rotate the person")},
        )
        .Annotation(title=_("Step 5: decide on the rotation"))
        .Cites("46", "5", "a")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Produces("decision")
        .Dates("rotation_effective_on", by="effective_on", upon="approved")
        .Approved(this.rotated)
        .Returned(this.revise)
        .Refused(this.decision_refused)
        .Recheck(this.check_before_decision)
    )

    rotated = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Rotated"))
    decision_refused = End(Dossier.Outcome.REFUSED).Annotation(title=_("The rotation was refused"))
    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(
        title=_("Ended: the person may not be rotated")
    )
