"""Words for what is stored as a code: events, records, values of facts, confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compliance.events import Event
from rules.compute.service import Counts
from rules.definitions import FactDefinition
from rules.library import law
from workflow_engine.access.roles import ANSWERED_BY, name_of
from workflow_engine.base.messages import language
from workflow_engine.dossiers.models import SPECIAL_DECISION, Candidate, Decision
from workflow_engine.flows.flow import by_procedure, procedures
from workflow_engine.nodes.declarations import Cited
from workflow_engine.nodes.earlier import EARLIER_ACTS, POLICY_CONFIRMED

EVENTS: dict[str, Any] = {
    Event.DOSSIER_OPENED: _("Dossier opened"),
    Event.DOSSIER_CLOSED: _("Dossier closed"),
    Event.DOSSIER_POSTPONED: _("Dossier put off"),
    Event.DOSSIER_HANDED_OVER: _("Dossier handed over"),
    Event.DOSSIER_TAKEN_OVER: _("Dossier taken over from paper"),
    Event.DOSSIER_CONFIRMED: _("Entries from paper confirmed"),
    Event.DOSSIER_RESUMED: _("Dossier goes on"),
    Event.DOSSIER_CANCELLED: _("Dossier cancelled"),
    Event.CHILD_OPENED: _("Dossier opened for this one"),
    Event.CHILD_ENDED: _("Dossier for this one ended"),
    Event.PARENT_MOVED: _("The dossier that this serves plans another day"),
    Event.PARENT_ENDED: _("The dossier that this serves ended"),
    Event.STEP_COMPLETED: _("Step completed"),
    Event.STEP_CONTINUED: _("Part of a step done"),
    Event.STEP_RETURNED: _("Returned"),
    Event.STEP_REOPENED: _("Step reopened"),
    Event.STEP_ASSIGNED: _("Step assigned"),
    Event.CANDIDATE_ADDED: _("Candidate entered"),
    Event.CANDIDATE_STRUCK_OUT: _("Candidate struck out"),
    Event.CANDIDATE_WITHDRAWN: _("Candidate withdrawn"),
    Event.CANDIDATE_HELD: _("Candidate held"),
    Event.PAPER_FILED: _("Paper filed"),
    Event.PAPER_REPLACED: _("Paper replaced"),
    Event.OPINION_GIVEN: _("Opinion given"),
    Event.SELF_REPORT_RECEIVED: _("Self-assessment received"),
    Event.EVALUATION_GIVEN: _("Evaluation given"),
    Event.RECEIPT_ACCEPTED: _("Paper received and accepted"),
    Event.RECEIPT_RETURNED: _("Paper returned to be made again"),
    Event.PERSON_MET: _("Person met"),
    Event.PROPOSAL_APPROVED: _("Approved"),
    Event.PROPOSAL_REFUSED: _("Refused"),
    Event.DEADLINE_MISSED: _("Deadline missed"),
    Event.NOTICE_PUBLISHED: _("Notice published"),
    Event.NOTICE_WITHDRAWN: _("Notice withdrawn"),
    Event.NOTICE_SERVED: _("Notice received"),
    Event.NOTICE_CHANGED: _("Notice changed"),
    Event.OPINION_ASKED: _("Body asked in writing"),
    Event.OPINION_ASKED_AGAIN: _("Body reminded"),
    Event.OPINION_ANSWERED: _("Answer received"),
    Event.GATE_RUN: _("Gate run"),
    Event.RULES_EVALUATED: _("Conditions judged"),
    Event.ENGINE_FAILED: _("The judges failed"),
    Event.FACT_REQUESTED: _("Fact asked for"),
    Event.FACT_SUPPLIED: _("Fact supplied"),
    Event.CONFERENCE_SUMMONED: _("Conferences summoned"),
    Event.CONFERENCE_MOVED: _("Conference moved"),
    Event.CONFERENCE_HELD: _("Conference held"),
    Event.ABSENCE_EXCUSED: _("Absence excused"),
    Event.BALLOT_COUNTED: _("Slips counted"),
    Event.DECISION_SIGNED: _("Decision signed"),
    Event.DECISION_REFUSED: _("Decision refused"),
    Event.APPOINTMENT_MADE: _("Appointment decided"),
    Event.APPOINTMENT_REFUSED: _("Appointment refused"),
    Event.SPECIAL_DECISION_RECORDED: _("Special decision recorded"),
    Event.ACT_REFUSED: _("Attempt refused"),
    Event.PEOPLE_IMPORTED: _("People imported"),
    Event.RECORD_ADDED: _("Record added"),
    Event.RECORD_ENDED: _("Record ended"),
    Event.RECORD_CORRECTED: _("Record corrected"),
    Event.DAY_AMENDED: _("Calendar day amended"),
    Event.DUTY_OPENED: _("Duty opened by the calendar"),
    Event.DUTY_CLOSED: _("Duty closed by the calendar"),
    Event.ROLE_GRANTED: _("Role granted"),
    Event.ROLE_ENDED: _("Role ended"),
    Event.AUTHORITY_GIVEN: _("Authority to decide given"),
    Event.AUTHORITY_ENDED: _("Authority to decide ended"),
    Event.SUBSTITUTION_GRANTED: _("Substitution granted"),
    Event.SUBSTITUTION_ENDED: _("Substitution ended"),
    Event.ACCOUNT_ADDED: _("Account added"),
    Event.ACCOUNT_DEACTIVATED: _("Account deactivated"),
    Event.LOGIN_SUCCEEDED: _("Signed in"),
    Event.LOGIN_FAILED: _("Sign-in failed"),
    Event.LOGIN_LOCKED: _("Sign-in locked"),
    Event.TRAIL_VERIFIED: _("Trail verified"),
    Event.DOSSIER_READ: _("Dossier read"),
    Event.BUNDLE_EXPORTED: _("Evidence exported"),
}

# Why an attempt was refused, by the code of the error.
REFUSALS: dict[str, Any] = {
    "act-refused": _("The act is not accepted"),
    "step-already-done": _("The step was already completed"),
    "step-not-open": _("The step is not open"),
    "dossier-stands-still": _("The dossier is put off"),
    "not-confirmed": _("What was entered from paper is not confirmed yet"),
    "closed-act": _("The law has no such act"),
    "changed-file": _("The file is not the one that was filed"),
    "forged-form": _("A value that the page does not offer"),
    "stale-page": _("The page was no longer up to date"),
    "candidate-not-in-consideration": _("The candidate is not in consideration"),
    "incomplete-act": _("The act contradicts the record or the law"),
    "access": _("The account may not do this"),
    "account-is-never-deleted": _("An account is never deleted"),
    "not-your-role": _("The account does not hold the role"),
    "not-for-your-role": _("The page is for other roles"),
    "out-of-scope": _("The dossier is of a unit in which the account holds no role"),
    "entry-out-of-reach": _("The entry is of a unit that the account does not inspect"),
    "person-out-of-reach": _("The person is of a unit that the account does not reach"),
    "same-person": _("One person in two roles that are kept apart"),
    "PermissionDenied": _("The account may not do this"),
}

# The records that facts come from, as `record` of the vocabulary and of the evidence names them.
RECORDS: dict[str, Any] = {
    "absence": _("Record of an absence"),
    "account": _("Account"),
    "applicant_record": _("Record of the applicant"),
    "appointment_verdict": _("Verdict on the conditions for appointment"),
    "asset_declaration": _("Declaration of assets and income"),
    "ballot_of_confidence": _("Ballot of confidence"),
    "business_role": _("Record of business roles"),
    "commitment": _("Written commitment"),
    "complaint_case": _("File of a complaint"),
    "conclusion": _("Conclusion of the authority"),
    "conference": _("Record of a conference"),
    "confirmation": _("Written confirmation"),
    "conflict_declaration": _("Declaration of a conflict of interests"),
    "consultation": _("Record of a consultation"),
    "council_decision": _("Decision on the council"),
    "council_report": _("Report of the council"),
    "data_update": _("Update of the personnel data"),
    "decision_draft": _("Draft decision"),
    "denunciation_case": _("File of a denunciation"),
    "discipline": _("Record of discipline"),
    "discipline_case": _("File of a disciplinary case"),
    "document": _("Document on file"),
    "document_list": _("List of documents"),
    "dossier": _("Dossier of the procedure"),
    "exam_session": _("Examination session"),
    "exit_proposal": _("Proposal to leave a post"),
    "experience_assessment": _("Assessment of experience"),
    "family": _("Record of the family"),
    "headcount": _("Approved headcount"),
    "health_certificate": _("Health certificate"),
    "information_request": _("Request for information"),
    "inspection": _("Record of an inspection"),
    "interest_declaration": _("Declaration of interests"),
    "judicial_record": _("Judicial record"),
    "kinship": _("Record of relatives"),
    "kinship_declaration": _("Declaration of relatives"),
    "leaving_case": _("File of a person leaving"),
    "log": _("Log of the system"),
    "meeting_record": _("Record of a meeting"),
    "minutes": _("Minutes"),
    "misconduct_finding": _("Check for misconduct"),
    "move_decision": _("Decision on a move"),
    "move_plan": _("Plan of moves"),
    "notice": _("Notice"),
    "notice_publication": _("Publication of the notice"),
    "office_ban": _("Check for a ban from office"),
    "person": _("Personal file"),
    "planning": _("Planning record"),
    "planning_review": _("Review of the planning"),
    "planning_round": _("Round of planning"),
    "policy_approval": _("Approved policy"),
    "political_conclusion": _("Conclusion on political standards"),
    "position": _("Description of the position"),
    "post_held": _("Posts held"),
    "probation": _("Record of the probation"),
    "proceeding": _("Check for open matters"),
    "profile_verification": _("Verification of the personal file"),
    "publication": _("Record of a publication"),
    "qualification": _("Qualification"),
    "rating": _("Yearly rating"),
    "rating_case": _("File of a rating"),
    "rating_list": _("List of ratings"),
    "reception_dossier": _("Dossier of a reception"),
    "reception_proposal": _("Proposal of a reception"),
    "recruitment_ban": _("Check for a ban from recruitment"),
    "recruitment_decision": _("Decision on recruitment"),
    "recruitment_dossier": _("Recruitment dossier"),
    "recruitment_plan": _("Recruitment plan"),
    "registration_form": _("Registration form"),
    "review": _("Record of a review"),
    "score": _("Scores"),
    "start_record": _("Record of taking up work"),
    "streamlining_case": _("File of a streamlining case"),
    "supervision_decision": _("Decision on the supervisory board"),
    "suspension": _("Check for suspension"),
    "title": _("Table of titles"),
    "title_standard": _("Standard of the title"),
    "training_case": _("File of a training course"),
    "unit_limit": _("Approved number of seats"),
    "unit_rating": _("Rating of the unit"),
    "unit_regulation": _("Regulation of the unit"),
    "work_history": _("Work history"),
    "work_period": _("Period of work"),
}

# How a post or a time of work counted towards a number of months, as its evidence notes it.
COUNTED: dict[str, Any] = {
    Counts.YES: _("It counts"),
    Counts.ACTING: _("Not counted: held as acting"),
    Counts.SECONDED: _("Not counted: on secondment"),
    Counts.ASSIGNED: _("Not counted: no leadership title"),
    Counts.DISCIPLINE: _("Not counted: left because of a discipline"),
    Counts.STANDING: _("Not counted: lower than the post immediately below"),
    Counts.LATER: _("Not counted: taken up later"),
    Counts.REVERSED: _("Not counted: it ends before it begins"),
    Counts.SECTOR: _("Not counted: another sector"),
    Counts.LEFT_BEFORE: _("Not counted: taken up before the post was left"),
    # Noted until the time after an exit was counted post by post; recorded verdicts still say it.
    Counts.AFTERWARDS: _("In the time counted from the first position after the exit"),
}

UNITS: dict[str, Any] = {
    "month": _("months"),
    "day": _("days"),
    "working-day": _("working days"),
    "year": _("years"),
    "hour": _("hours"),
    "minute": _("minutes"),
    "hundredth": "",
    "count": "",
    "level": "",
    "dong": "đồng",
    "part": "%",
}

CONFIDENCE: dict[str, Any] = {
    "secondary": _("not verified: from a secondary source"),
    "memory": _("not verified: from memory"),
    "unknown": _("not verified: the source is not established"),
}


def supplier(code: str) -> str:
    """Return who can supply a fact, and who answers where that is no role here."""
    who, role = name_of(code), ANSWERED_BY.get(code)
    if role is None or role.value == code:
        return who
    return gettext("%(who)s (entered by: %(role)s)") % {"who": who, "role": role.label}


def said(words: Mapping[str, str] | None) -> str:
    """Return the law's words in the language of the page."""
    if not words:
        return ""
    return words.get(language()) or words.get("vi") or words.get("en") or ""


def event(code: str) -> str:
    """Return what happened, in words."""
    return str(EVENTS.get(code, code))


def gate(code: str) -> str:
    """Return the title of a gate; its name where the law no longer has it."""
    known = law().gates.get(code)
    return said(known.title) if known else code


def edition(code: str) -> str:
    """Return the title of an edition of a procedure; its code where it is not there any more."""
    titles = {flow.edition.code: flow.edition.title for flow in procedures()}
    return str(titles.get(code, code))


# Tables that records of earlier releases name, and what they are called since.
_FORMERLY = {"dossiers.assessment": "dossiers.statement"}


def procedure(code: str) -> str:
    """Return what a procedure is called; its code where it is not there any more."""
    known = by_procedure()
    return str(known[code].title) if code in known else code


def record(code: str) -> str:
    """Return the name of a record: by its word in the vocabulary, or by its model."""
    if "." in code:
        try:
            return str(capfirst(apps.get_model(_FORMERLY.get(code, code))._meta.verbose_name))
        except LookupError:  # of an app that is no longer there
            return code
    return str(RECORDS.get(code, code.replace("_", " ")))


def counted(code: str) -> str:
    """Say whether a post counted, or why it did not."""
    return str(COUNTED.get(code, code))


def fact_label(name: str) -> str:
    """Return the label of a fact; its name where the law no longer has it."""
    definition = law().facts.get(name)
    return said(definition.label) if definition else name


def refusal(code: str) -> str:
    """Return why an attempt was refused; the code itself where it is another."""
    return str(REFUSALS.get(code, code))


def condition(name: str) -> str:
    """Return the title of a condition; its name where the law no longer has it."""
    titles = (each.title for each in law().conditions if each.id == name)
    return said(next(titles, None)) or name


def because(candidate: Candidate, flow: Any, decisions: Iterable[Decision]) -> str:
    """Return why a candidate stands as he or she does; of one decided on, the decision."""
    if candidate.status == Candidate.Status.DECIDED:
        named = (each.number for each in decisions if each.candidate_id == candidate.pk)
        return next(named, candidate.status_reason)
    return left_because(candidate, flow)


def left_because(candidate: Candidate, flow: Any) -> str:
    """Return why a candidate is out: as a person wrote it, or as the step of the flow has it.

    Whom the rules struck out the conditions not met are shown of; they are on record.
    """
    if candidate.status_reason or candidate.status != Candidate.Status.NOT_SELECTED:
        return candidate.status_reason
    node = flow.instance.node(candidate.status_step, no_obsolete=True)
    return str(node.left_because) % {"step": node.task_title} if node is not None else ""


def value(name: str, told: Mapping[str, Any]) -> str:
    """Return the value of a recorded fact in words; empty where it is not known."""
    given = told.get("value")
    if given is None:
        return ""
    definition = law().facts.get(name)
    if isinstance(given, bool):
        return str(_("yes") if given else _("no"))
    if isinstance(given, list):
        return ", ".join(_code(definition, code) for code in given) or str(_("none"))
    kind = told.get("type")
    if kind == "date":
        return f"{date.fromisoformat(given):%d/%m/%Y}"
    if kind == "month":
        year, month = given.split("-")
        return f"{month}/{year}"
    if kind == "enum":
        return _code(definition, given)
    return quantity(given, told.get("unit", ""))


def quantity(given: int, unit: str) -> str:
    """Return a whole number with its unit; hundredths as a decimal number, money in groups."""
    if unit == "hundredth":
        return f"{given // 100}{_mark()}{given % 100:02d}"
    number = f"{given:,}".replace(",", ".") if unit == "dong" else str(given)
    return f"{number} {UNITS.get(unit, unit)}".strip()


def _mark() -> str:
    """Return what stands between the whole and the hundredths."""
    return "." if language() == "en" else ","


def _code(definition: FactDefinition | None, code: str) -> str:
    if definition is None or code not in definition.values:
        return str(code)
    return said(definition.values[code])


def day(text: str | None) -> str:
    """Return an ISO date as dd/mm/yyyy."""
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else ""


# The papers that the steps make; those of a candidate have their titles in the procedure.
PAPERS: dict[str, Any] = {
    "policy-minutes": _("Minutes on the policy"),
    "policy-request": _("Request for the policy"),
    "policy-decision": _("Decision on the policy"),
    "summons-list": _("Summons lists"),
    "summons-decision": _("Decision on the summons lists"),
    "conference-minutes": _("Conference minutes"),
    "count-minutes": _("Count minutes"),
    "disclosure-minutes": _("Minutes of the disclosure"),
    "party-opinion": _("Opinion of the Party committee"),
    "notice": _("Notice in writing"),
    "handover-minutes": _("Minutes of the hand-over"),
    "paper-of-the-act": _("Paper of an act done before the taking over"),
    "party-conclusion": _("Written conclusion of the Party body"),
    "postponement-notice": _("Notice that the procedure is put off"),
    "postponement-proof": _("Proof of the case in which the procedure is put off"),
    "postponement-end-proof": _("Proof that the case is over"),
    "renewal-notice": _("Notice of the end of the term"),
    "self-report": _("Self-assessment"),
    "head-evaluation": _("Evaluation by the head"),
    "meeting-minutes": _("Minutes of the talk with the person"),
    "answer": _("Written answer of a body consulted"),
    "agreement": _("Written agreement of the agencies"),
    "asset-declaration": _("Declaration of assets and income"),
    "declaration-request": _("Request to declare assets and income"),
    "declaration-handover": _("Slip of delivery of the declaration"),
    "assessment": _("Assessment of the person by the workplace"),
    "rotation-plan": _("Plan of rotation"),
    "plan-decision": _("Decision on the plan"),
    "rotation-request": _("Proposal of the rotation"),
    "secondment-request": _("Proposal of the secondment"),
    "secondment-extension-request": _("Proposal to extend the secondment"),
    "secondment-end-request": _("Proposal to end the secondment"),
    "report": _("Report to the authority"),
    "direction": _("Direction of the authority"),
    "authority-opinion": _("Opinion of the competent authority"),
    "decision": _("Decision"),
    **EARLIER_ACTS,
    POLICY_CONFIRMED: _("Confirmation of the earlier approval of the policy"),
    SPECIAL_DECISION: _("Special decision"),
}


def paper(kind: str) -> str:
    """Return the name of a paper that a step makes."""
    return str(PAPERS.get(kind, kind))


def place(flow: Any, article: str, clause: str) -> str:
    """Return the citation of a clause of a procedure's own instrument."""
    return str(flow.instance.citation(Cited(article, clause)).text(language()))


# The numbers of a count.
COUNTS: dict[str, Any] = {
    "invited": _("summoned"),
    "excused": _("excused"),
    "present": _("present"),
    "prepared": _("slips prepared"),
    "distributed": _("slips handed out"),
    "returned": _("slips returned"),
    "blank_or_spoiled": _("blank or spoiled slips"),
}

# What the denominator of a count is made of.
BASES: dict[str, Any] = {
    "invited": _("all who were summoned"),
    "invited less excused": _("those summoned less those excused for force majeure"),
    "present": _("those present"),
    "returned": _("slips returned"),
}
