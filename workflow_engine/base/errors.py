"""What can go wrong when somebody acts in a dossier.

* ActRefusedError               the act is not accepted; nothing was changed
  - StepAlreadyDoneError        somebody completed the step first
  - StepNotOpenError            there is no such open step
  - DossierStandsStillError     the dossier is put off by a case of the law
  - NotConfirmedError           the dossier is being taken over from paper
  - ClosedActError              undo, revive, cancel: acts that no statute here provides
  - ForgedFormError             a form with a value that its page never offered
  - StalePageError              a page that no longer shows how the dossier stands
  - CandidateNotInConsiderationError   a candidate who is struck out, held or not carried forward
  - ChangedFileError            the file of a paper is not the one that was filed
  - IncompleteActError          the act contradicts the record or the law: every problem is named

A candidate who does not meet a condition is not an error: it is a finding.

What an error says is a message: whoever acts reads it in the language of the page, and the record
of the attempt keeps its source and its values. So steps are named by their titles as the procedure
declares them, not by a translation of these.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _


class ActRefusedError(Exception):
    """An act was refused; the transaction is rolled back and the attempt recorded."""

    code = "act-refused"
    status = 403


class StepAlreadyDoneError(ActRefusedError):
    """Two people, or two windows, completed one step: the second is told."""

    code = "step-already-done"
    status = 409

    def __init__(self, step: Any, by: str, at: datetime | None) -> None:
        self.step = step
        self.by = by
        self.at = at
        when = f"{localtime(at):%H:%M %d/%m/%Y}" if at else "?"
        super().__init__(
            _(
                "The step “%(step)s” was already completed by %(by)s at %(at)s. "
                "Nothing of what you "
                "sent was stored. Open the dossier to see where it stands now."
            )
            % {"step": step, "by": by, "at": when}
        )


class StepNotOpenError(ActRefusedError):
    """The step does not wait for anybody in this dossier."""

    code = "step-not-open"
    status = 409

    def __init__(self, step: Any, dossier: str) -> None:
        self.step = step
        self.dossier = dossier
        super().__init__(
            _(
                "The step “%(step)s” is not open in dossier %(dossier)s. Open the dossier to see "
                "which step it is waiting at."
            )
            % {"step": step, "dossier": dossier}
        )


class DossierStandsStillError(ActRefusedError):
    """A step of a dossier that is put off by a case of the law."""

    code = "dossier-stands-still"
    status = 409

    def __init__(self, dossier: str, because: Any, since: date) -> None:
        self.dossier = dossier
        super().__init__(
            _(
                "Dossier %(dossier)s is put off since %(since)s: %(because)s. No step is taken "
                "until it is on record that the case is over."
            )
            % {"dossier": dossier, "since": f"{since:%d/%m/%Y}", "because": because}
        )


class NotConfirmedError(ActRefusedError):
    """A dossier taken over from paper: it goes on once a second officer confirmed the entries."""

    code = "not-confirmed"
    status = 409

    def __init__(self, dossier: str) -> None:
        super().__init__(
            _(
                "Dossier %(dossier)s is being taken over from paper: whoever took it over enters "
                "what was done, and it goes on when a second officer has confirmed the entries."
            )
            % {"dossier": dossier}
        )


class ChangedFileError(ActRefusedError):
    """The file of a paper is gone, or its digest is not the one on record."""

    code = "changed-file"
    status = 409

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(
            _(
                "The file of paper %(number)s is not the one that was filed: it is missing or was "
                "changed. It is not handed out. Tell whoever operates the system."
            )
            % {"number": number}
        )


class ClosedActError(ActRefusedError):
    """A way around the procedure that the engine underneath offers and the law does not."""

    code = "closed-act"

    def __init__(self, act: str, step: Any) -> None:
        self.act = act
        self.step = step
        super().__init__(
            _(
                "“%(act)s” is closed: the law has no such act at the step “%(step)s”. A step that "
                "was taken stays on record; the dossier goes on, or ends where the law says so."
            )
            % {"act": act, "step": step}
        )


class ForgedFormError(ActRefusedError):
    """A form came with a value that its page never offered; the page says so beside the field."""

    code = "forged-form"
    status = 422

    def __init__(self, fields: list[Any]) -> None:
        self.fields = fields
        super().__init__(
            _("The form held a value that its page does not offer: %(fields)s.")
            % {"fields": fields}
        )


class StalePageError(ActRefusedError):
    """A form came from a page that no longer shows how the dossier stands."""

    code = "stale-page"
    status = 409

    def __init__(self, step: Any) -> None:
        self.step = step
        super().__init__(
            _("The page of the step “%(step)s” no longer showed how the dossier stands.")
            % {"step": step}
        )


class CandidateNotInConsiderationError(ActRefusedError):
    """An act names a candidate whom the dossier no longer, or not yet, considers."""

    code = "candidate-not-in-consideration"

    def __init__(self, candidate: str, status: Any, step: Any) -> None:
        self.candidate = candidate
        self.standing = status
        self.step = step
        super().__init__(
            _(
                "%(candidate)s cannot take part in the step “%(step)s” (%(status)s). Choose among "
                "the candidates whom the page lists."
            )
            % {"candidate": candidate, "status": status, "step": step}
        )


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what was sent: the field it concerns, and what to do."""

    field: str
    message: Message


class IncompleteActError(ActRefusedError):
    """What was sent cannot be accepted as it is; the form shows every problem."""

    code = "incomplete-act"
    status = 422

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in problems))
