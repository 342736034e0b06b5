"""The events and the circumstances that the time limits of the law name, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

EVENTS: Mapping[str, Any] = {
    "appointed_to_title_on": pgettext_lazy(
        "event of a time limit", "appointment to the professional title"
    ),
    "appointment_effective_on": pgettext_lazy(
        "event of a time limit", "effect of the decision to appoint"
    ),
    "approved_on": pgettext_lazy("event of a time limit", "approval"),
    "archived_on": pgettext_lazy("event of a time limit", "hand-over to the archive"),
    "cancellation_ground_on": pgettext_lazy(
        "event of a time limit", "sufficient basis for cancelling"
    ),
    "cancellations_published_on": pgettext_lazy(
        "event of a time limit", "publication of the cancelled results"
    ),
    "cancelled_on": pgettext_lazy("event of a time limit", "cancellation"),
    "case_opened_on": pgettext_lazy("event of a time limit", "opening of the disciplinary case"),
    "certified_on": pgettext_lazy("event of a time limit", "certificate of the programme"),
    "checkers_set_up_on": pgettext_lazy(
        "event of a time limit", "setting up of those who check the forms"
    ),
    "computer_paper_ended_on": pgettext_lazy(
        "event of a time limit", "end of the paper on a computer"
    ),
    "conference_on": pgettext_lazy("event of a time limit", "conference"),
    "council_met_on": pgettext_lazy("event of a time limit", "meeting of the disciplinary council"),
    "council_proposed_on": pgettext_lazy(
        "event of a time limit", "proposal of the disciplinary council"
    ),
    "council_set_up_on": pgettext_lazy("event of a time limit", "setting up of the council"),
    "decided_after_party_on": pgettext_lazy(
        "event of a time limit", "decision after the Party's discipline"
    ),
    "decided_on": pgettext_lazy("event of a time limit", "decision"),
    "decision_issued_on": pgettext_lazy("event of a time limit", "issue of the decision"),
    "decision_received_on": pgettext_lazy("event of a time limit", "receipt of the decision"),
    "detected_on": pgettext_lazy("event of a time limit", "detection of the act"),
    "dismissed_on": pgettext_lazy("event of a time limit", "decision on dismissal"),
    "dossier_complete_on": pgettext_lazy("event of a time limit", "completed dossier"),
    "dossiers_closed_on": pgettext_lazy("event of a time limit", "last day for dossiers"),
    "exam_ended_on": pgettext_lazy("event of a time limit", "end of the exam"),
    "exam_on": pgettext_lazy("event of a time limit", "exam"),
    "extension_ends_on": pgettext_lazy("event of a time limit", "end of the extension"),
    "forms_checked_on": pgettext_lazy("event of a time limit", "end of the check of forms"),
    "forms_closed_on": pgettext_lazy("event of a time limit", "last day for forms"),
    "ground_established_on": pgettext_lazy("event of a time limit", "ground established"),
    "interview_on": pgettext_lazy("event of a time limit", "oral"),
    "judgment_received_on": pgettext_lazy("event of a time limit", "receipt of the judgment"),
    "letter_received_on": pgettext_lazy("event of a time limit", "receipt of the letter"),
    "list_published_on": pgettext_lazy("event of a time limit", "publication of the list"),
    "lists_posted_on": pgettext_lazy("event of a time limit", "posting of the lists"),
    "marking_done_on": pgettext_lazy("event of a time limit", "end of marking"),
    "marks_published_on": pgettext_lazy("event of a time limit", "publication of the marks"),
    "next_candidates_taken_on": pgettext_lazy(
        "event of a time limit", "taking of the next candidates"
    ),
    "next_in_line_decided_on": pgettext_lazy(
        "event of a time limit", "decision on the next in line"
    ),
    "next_in_line_published_on": pgettext_lazy(
        "event of a time limit", "publication of the next in line"
    ),
    "next_in_line_taken_on": pgettext_lazy("event of a time limit", "taking of the next in line"),
    "notice_changed_on": pgettext_lazy("event of a time limit", "change of the notice"),
    "notice_on": pgettext_lazy("event of a time limit", "publication of the notice"),
    "notified_on": pgettext_lazy("event of a time limit", "notice given"),
    "opening_on": pgettext_lazy("event of a time limit", "opening"),
    "oral_on": pgettext_lazy("event of a time limit", "oral exam"),
    "party_decision_announced_on": pgettext_lazy(
        "event of a time limit", "announcement of the Party's discipline"
    ),
    "plan_approved_on": pgettext_lazy("event of a time limit", "approval of the plan"),
    "policy_approved_on": pgettext_lazy("event of a time limit", "approval of the policy"),
    "policy_requested_on": pgettext_lazy(
        "event of a time limit", "receipt of the request for a policy"
    ),
    "probation_reported_on": pgettext_lazy("event of a time limit", "report on the probation"),
    "process_finished_on": pgettext_lazy("event of a time limit", "end of the procedure"),
    "proposal_received_on": pgettext_lazy("event of a time limit", "receipt of the proposal"),
    "proposed_on": pgettext_lazy("event of a time limit", "proposal"),
    "recognised_on": pgettext_lazy("event of a time limit", "recognition of the result"),
    "refused_on": pgettext_lazy("event of a time limit", "written refusal"),
    "remarked_on": pgettext_lazy("event of a time limit", "end of re-marking"),
    "remarking_requests_closed_on": pgettext_lazy(
        "event of a time limit", "last day for asking to be re-marked"
    ),
    "report_received_on": pgettext_lazy("event of a time limit", "receipt of the report"),
    "report_sent_on": pgettext_lazy("event of a time limit", "sending of the report"),
    "reported_on": pgettext_lazy("event of a time limit", "report"),
    "request_received_on": pgettext_lazy("event of a time limit", "receipt of the request"),
    "restoration_announced_on": pgettext_lazy(
        "event of a time limit", "announcement of the restored rights"
    ),
    "result_published_on": pgettext_lazy("event of a time limit", "publication of the result"),
    "result_received_on": pgettext_lazy("event of a time limit", "receipt of the result"),
    "retires_on": pgettext_lazy("event of a time limit", "time of retirement"),
    "review_meeting_on": pgettext_lazy("event of a time limit", "review meeting"),
    "round_one_ended_on": pgettext_lazy("event of a time limit", "end of round one"),
    "round_one_marked_on": pgettext_lazy("event of a time limit", "marking of round one"),
    "round_one_on": pgettext_lazy("event of a time limit", "round one"),
    "round_two_listed_on": pgettext_lazy("event of a time limit", "list for round two"),
    "round_two_marked_on": pgettext_lazy("event of a time limit", "marking of round two"),
    "round_two_on": pgettext_lazy("event of a time limit", "round two"),
    "self_report_on": pgettext_lazy("event of a time limit", "self-assessment"),
    "start_period_ended_on": pgettext_lazy(
        "event of a time limit", "end of the time for starting work"
    ),
    "started_on": pgettext_lazy("event of a time limit", "start of work"),
    "summoned_on": pgettext_lazy("event of a time limit", "summons"),
    "summoned_to_round_one_on": pgettext_lazy("event of a time limit", "summons to round one"),
    "summoned_to_round_two_on": pgettext_lazy("event of a time limit", "summons to round two"),
    "summons_sent_on": pgettext_lazy("event of a time limit", "sending of the summons"),
    "supervision_reported_on": pgettext_lazy("event of a time limit", "report of the supervisors"),
    "suspended_on": pgettext_lazy("event of a time limit", "suspension"),
    "suspension_ends_on": pgettext_lazy("event of a time limit", "end of the suspension"),
    "term_ends_on": pgettext_lazy("event of a time limit", "end of the term"),
    "winners_published_on": pgettext_lazy(
        "event of a time limit", "publication of the list of winners"
    ),
    "written_ended_on": pgettext_lazy("event of a time limit", "end of the written paper"),
    "wrong_concluded_on": pgettext_lazy(
        "event of a time limit", "conclusion that the discipline was wrong"
    ),
}
CIRCUMSTANCES: Mapping[str, Any] = {
    "complex": pgettext_lazy("circumstance of a time limit", "the case is complex"),
    "extended": pgettext_lazy("circumstance of a time limit", "it is extended"),
    "high-authority": pgettext_lazy(
        "circumstance of a time limit",
        "the Standing Committee of the National Assembly or the Prime Minister decides",
    ),
    "many-registrants": pgettext_lazy(
        "circumstance of a time limit", "there are very many registrants"
    ),
    "marking-extended": pgettext_lazy("circumstance of a time limit", "the marking is extended"),
    "prolonged": pgettext_lazy("circumstance of a time limit", "it is prolonged"),
    "remarking-extended": pgettext_lazy(
        "circumstance of a time limit", "the re-marking is extended"
    ),
}


def event(code: str) -> str:
    """Return the event from which, or the act for which, a time limit runs."""
    return str(EVENTS[code])


def circumstance(code: str) -> str:
    """Return the circumstance on which a time limit depends; empty where it depends on none."""
    return str(CIRCUMSTANCES[code]) if code else ""
