"""The tags of what happened: `source:subject:action`.

`source` is the part of the system that tells, `subject` what it tells about, `action` a past
participle. To add one, add a line below with a comment that a stranger understands. A tag that
was released is stored for ever: it is never renamed and never given a second meaning.
"""

from enum import StrEnum


class Event(StrEnum):
    """Everything that the audit trail can tell of."""

    # The dossier and its steps.
    DOSSIER_OPENED = "dossier:dossier:opened"
    DOSSIER_CLOSED = "dossier:dossier:closed"
    # Put off by a case of the law, and gone on when the case is over.
    DOSSIER_POSTPONED = "dossier:dossier:postponed"
    DOSSIER_RESUMED = "dossier:dossier:resumed"
    # From one who works on it to another.
    DOSSIER_HANDED_OVER = "dossier:dossier:handed-over"
    # Begun on paper: taken over, and confirmed by a second officer or not.
    DOSSIER_TAKEN_OVER = "dossier:dossier:taken-over"
    DOSSIER_CONFIRMED = "dossier:dossier:confirmed"
    DOSSIER_CANCELLED = "dossier:dossier:cancelled"
    # Told in the parent: a dossier was opened for it, and came to its end.
    CHILD_OPENED = "dossier:child:opened"
    CHILD_ENDED = "dossier:child:ended"
    # Told in the child: the parent plans its decision for another day, and came to its end.
    PARENT_MOVED = "dossier:parent:moved"
    PARENT_ENDED = "dossier:parent:ended"
    STEP_COMPLETED = "dossier:step:completed"
    # A part of a step that stays open for the rest.
    STEP_CONTINUED = "dossier:step:continued"
    STEP_RETURNED = "dossier:step:returned"
    STEP_REOPENED = "dossier:step:reopened"
    STEP_ASSIGNED = "dossier:step:assigned"

    # Those whom the dossier is about.
    CANDIDATE_ADDED = "dossier:candidate:added"
    CANDIDATE_STRUCK_OUT = "dossier:candidate:struck-out"
    CANDIDATE_WITHDRAWN = "dossier:candidate:withdrawn"
    CANDIDATE_HELD = "dossier:candidate:held"

    # Papers, opinions, sign-offs.
    PAPER_FILED = "dossier:paper:filed"
    PAPER_REPLACED = "dossier:paper:replaced"
    OPINION_GIVEN = "dossier:opinion:given"
    # What the person and the head say, and what is said in a talk with the person.
    SELF_REPORT_RECEIVED = "dossier:self-report:received"
    EVALUATION_GIVEN = "dossier:evaluation:given"
    # A paper that had to be handed in, found right, and one sent back to be made again.
    RECEIPT_ACCEPTED = "dossier:receipt:accepted"
    RECEIPT_RETURNED = "dossier:receipt:returned"
    PERSON_MET = "dossier:person:met"
    PROPOSAL_APPROVED = "dossier:proposal:approved"
    PROPOSAL_REFUSED = "dossier:proposal:refused"

    # Deadlines and notices.
    DEADLINE_MISSED = "dossier:deadline:missed"
    NOTICE_PUBLISHED = "notice:notice:published"
    NOTICE_WITHDRAWN = "notice:notice:withdrawn"
    # A notice that reached its addressee, and one that takes the place of another.
    NOTICE_SERVED = "notice:notice:served"
    NOTICE_CHANGED = "notice:notice:changed"

    # Bodies that are asked in writing.
    OPINION_ASKED = "opinion:request:sent"
    OPINION_ASKED_AGAIN = "opinion:request:repeated"
    OPINION_ANSWERED = "opinion:answer:received"

    # The gate: what the rules found.
    # Somebody had the gate run, beside the step that leads to it; what it found follows.
    GATE_RUN = "gate:gate:run"
    RULES_EVALUATED = "gate:rules:evaluated"
    ENGINE_FAILED = "gate:engine:failed"
    FACT_REQUESTED = "gate:fact:requested"
    FACT_SUPPLIED = "gate:fact:supplied"

    # Conferences and their ballots.
    CONFERENCE_SUMMONED = "conference:conference:summoned"
    CONFERENCE_MOVED = "conference:conference:moved"
    CONFERENCE_HELD = "conference:conference:held"
    ABSENCE_EXCUSED = "conference:absence:excused"
    BALLOT_COUNTED = "conference:ballot:counted"

    # Acts of an authority, of whatever procedure.
    DECISION_SIGNED = "decision:decision:signed"
    DECISION_REFUSED = "decision:decision:refused"
    # As releases up to 0.2.0 wrote them, when there was one procedure. Read for ever.
    APPOINTMENT_MADE = "decision:appointment:made"
    APPOINTMENT_REFUSED = "decision:appointment:refused"
    SPECIAL_DECISION_RECORDED = "decision:special:recorded"

    # What was tried and refused.
    ACT_REFUSED = "attempt:act:refused"

    # Records of people, posts and units.
    PEOPLE_IMPORTED = "registry:people:imported"
    RECORD_ADDED = "registry:record:added"
    RECORD_ENDED = "registry:record:ended"
    RECORD_CORRECTED = "registry:record:corrected"

    # Days on and off.
    DAY_AMENDED = "calendar:day:amended"

    # What the calendar alone brings about.
    DUTY_OPENED = "clock:duty:opened"
    DUTY_CLOSED = "clock:duty:closed"

    # Who may do what.
    ROLE_GRANTED = "access:role:granted"
    ROLE_ENDED = "access:role:ended"
    # Which post decides what: by delegation or authorisation.
    AUTHORITY_GIVEN = "access:authority:given"
    AUTHORITY_ENDED = "access:authority:ended"
    SUBSTITUTION_GRANTED = "access:substitution:granted"
    SUBSTITUTION_ENDED = "access:substitution:ended"
    ACCOUNT_ADDED = "access:account:added"
    ACCOUNT_DEACTIVATED = "access:account:deactivated"
    LOGIN_SUCCEEDED = "access:login:succeeded"
    LOGIN_FAILED = "access:login:failed"
    LOGIN_LOCKED = "access:login:locked"

    # The evidence itself.
    TRAIL_VERIFIED = "evidence:trail:verified"
    DOSSIER_READ = "evidence:dossier:read"
    BUNDLE_EXPORTED = "evidence:bundle:exported"

    @property
    def is_read_only(self) -> bool:
        """Whether no act is recorded under it: its name is taken, and it is read as it was."""
        return self in _READ_ONLY

    @property
    def source(self) -> str:
        """The part of the system that tells."""
        return self.value.split(":")[0]


# What no code writes: earlier releases did, or the name was released and has had no use yet.
_READ_ONLY = frozenset(
    {
        Event.DOSSIER_CANCELLED,
        Event.STEP_REOPENED,
        Event.STEP_ASSIGNED,
        Event.PAPER_REPLACED,
        Event.DEADLINE_MISSED,
        Event.NOTICE_PUBLISHED,
        Event.NOTICE_WITHDRAWN,
        Event.CONFERENCE_MOVED,
        Event.APPOINTMENT_MADE,
        Event.APPOINTMENT_REFUSED,
        Event.RECORD_ENDED,
        Event.LOGIN_SUCCEEDED,
        Event.DOSSIER_READ,
        Event.BUNDLE_EXPORTED,
    }
)
