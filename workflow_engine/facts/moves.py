"""What bears on a move: the talk, what the two places answered, inspections under way.

NĐ 170/2025, art. 25, cl. 5, art. 26, art. 33, cl. 3, arts. 43 and 46. What a step has on record
counts at once. Where it has nothing, somebody states the fact on a paper of the dossier: that a
step was not taken here is no proof that nothing was done.
"""

from __future__ import annotations

from workflow_engine.dossiers.models import Answer, Candidate
from workflow_engine.dossiers.models.appraisals import Stance
from workflow_engine.facts.lasting import ended, ended_without_paper
from workflow_engine.facts.reading import Case, Reading, gathers
from workflow_engine.facts.stated import stated
from workflow_engine.registry.models import Proceeding
from workflow_engine.registry.models.records import Matter

# The bodies that are asked, by the names under which the procedures ask them.
RECEIVER, WORKPLACE, TARGET = "receiver", "workplace", "target"
_Kind = Proceeding.Kind
_ON_THE_LIST = (Candidate.Status.STANDING, Candidate.Status.HELD)


@gathers("open_inspections_involving_person")
def open_inspections_involving_person(case: Case) -> Reading:
    """Count: inspections and checks that involve the person and are not concluded (pt. b).

    One on record counts at once, by plan or for signs of a violation. No check of the registry
    looks for all that the point names: that there is none the inspector states, on a paper.
    """
    on = case.register.on
    rows = [row for row in case.rows(Proceeding) if _inspects(row)]
    running = [row for row in rows if not ended(row, on)]
    if running:
        return Reading(len(running), running)
    unproved = [row for row in rows if ended_without_paper(row, on)]
    if doubtful := [*unproved, *(row for row in case.ahead(Proceeding) if _inspects(row))]:
        return Reading(None, doubtful)
    return stated(case, fact="open_inspections_involving_person")


def _inspects(row: Proceeding) -> bool:
    return row.matter == Matter.DENUNCIATION and row.kind in (_Kind.FOR_SIGNS, _Kind.BY_PLAN)


@gathers("person_met_on_duties")
def person_met_on_duties(case: Case) -> Reading:
    """Boolean, from the dossier: the person was met on the duties (art. 33, cl. 3)."""
    row = case.register.dates.row("person_met_on", case.candidate.pk)
    if row is None or row.planned or row.on > case.register.on:
        return stated(case, fact="person_met_on_duties")
    return Reading(True, [row])


@gathers("target_leadership_heard", body=TARGET)
@gathers("workplace_leadership_heard", body=WORKPLACE)
def leadership_heard(case: Case, *, body: str) -> Reading:
    """Boolean, from the dossier: the leadership of a place answered in writing (art. 33, cl. 3).

    Whatever it answered, it was heard: a differing opinion is reported whole and bars nobody.
    """
    found = case.register.answers_of(body, case.candidate.pk)
    fact = "target_leadership_heard" if body == TARGET else "workplace_leadership_heard"
    return Reading(True, found) if found else stated(case, fact=fact)


@gathers("agencies_agreed_in_writing")
def agencies_agreed_in_writing(case: Case) -> Reading:
    """Boolean, from the dossier: the sending and the receiving agency agree (art. 26, cl. 5).

    The last answer of each that was asked counts. Interpretation: the letter by which the sender
    asks is its part of the exchange of papers; another opinion than yes or no decides nothing.
    """
    last = [
        found[-1]
        for body in (RECEIVER, WORKPLACE)
        if (found := case.register.answers_of(body, case.candidate.pk))
    ]
    if against := [row for row in last if row.stance == Stance.DISAGREE]:
        return Reading(False, against)
    if _received(last, case) and all(row.stance == Stance.AGREE for row in last):
        return Reading(True, last)
    return stated(case, fact="agencies_agreed_in_writing")


def _received(last: list[Answer], case: Case) -> bool:
    """Tell whether the receiving agency is among those that answered."""
    receiver = case.register.answers_of(RECEIVER, case.candidate.pk)
    return bool(receiver) and receiver[-1] in last


@gathers("in_approved_rotation_plan")
def in_approved_rotation_plan(case: Case) -> Reading:
    """Boolean, from the plan: it is approved and lists the person with the post (art. 45).

    Whoever was taken out of the list is not on it. Where the dossier is no child of a plan, it is
    stated on the paper of the plan.
    """
    parent = case.register.parent
    if parent is None:
        return stated(case, fact="in_approved_rotation_plan")
    approved = parent.dates.row("plan_approved_on")
    if approved is None or approved.planned or approved.on > case.register.on:
        return Reading(None, [])
    listed = parent.candidate
    on_the_list = listed.status in (*_ON_THE_LIST, Candidate.Status.DECIDED)
    one = case.register.identities.same(listed.person_id, case.candidate.person_id)
    same = one and listed.post_id == case.candidate.post_id
    return Reading(on_the_list and same, [approved])
