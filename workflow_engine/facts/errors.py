"""Why a fact cannot be asked of a dossier: the fact alone is not known then, and no other.

LookupError
    NotKnownYetError
    NothingAimedAtError
    NoPostHeldError
"""

from workflow_engine.base.messages import message as _


class NotKnownYetError(LookupError):
    """A fact was asked of somebody whom the system did not know at the moment."""

    code = "not-known-yet"

    def __init__(self, person: int) -> None:
        self.person = person
        super().__init__(_("The system did not know this person then."))


class NothingAimedAtError(LookupError):
    """A candidate aims at no post, or at one that the system did not know at the moment."""

    code = "nothing-aimed-at"

    def __init__(self, dossier: str) -> None:
        self.dossier = dossier
        told = _("In dossier %(number)s the candidate aims at no post.")
        super().__init__(told % {"number": dossier})


class NoPostHeldError(LookupError):
    """The dossier is about no post held, or about one that the system did not know."""

    code = "no-post-held"

    def __init__(self, dossier: str) -> None:
        self.dossier = dossier
        super().__init__(_("Dossier %(number)s is about no post held.") % {"number": dossier})
