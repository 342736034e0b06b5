"""What can go wrong in the evidence layer.

* EvidenceError
  - NotCanonicalError         a value has no canonical form
  - PersonalHeaderError       text in a header that may be personal data
  - EntryIsWrittenOnceError   someone tries to change or delete a trail entry
  - UnloggedWriteError        a write that would leave no history row
  - NoTrailHeadError          the row that numbers the entries is gone
  - NothingToReplayError      an entry holds neither a verdict nor a count

A fault that `verify` finds in the trail is not an error: it is reported.
"""


class EvidenceError(Exception):
    """Something the evidence layer refuses."""

    code = "evidence"


class NotCanonicalError(EvidenceError):
    """A value cannot be written in one agreed form."""

    code = "not-canonical"

    def __init__(self, pointer: str, why: str) -> None:
        self.pointer = pointer
        self.why = why
        super().__init__(
            f"The value at '{pointer or '/'}' cannot be recorded: {why}. "
            "Record text, whole numbers below 2^53, dates, yes/no, lists and mappings."
        )


class PersonalHeaderError(EvidenceError):
    """A header holds text that may be personal data."""

    code = "personal-header"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(
            f"'{field}' stands in the header of a trail entry, which is never erased: it takes "
            "codes of ASCII letters, digits and . _ : / @ + - only, and no personal number. "
            "Put names and free text into the payload."
        )


class EntryIsWrittenOnceError(EvidenceError):
    """A trail entry is written once, by `trail.record`, and never again."""

    code = "entry-is-written-once"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            f"{what} is refused: trail entries are written once, by compliance.trail.record, and "
            "never changed or deleted. Record a new entry that corrects the earlier one."
        )


class UnloggedWriteError(EvidenceError):
    """A write to a tracked model that would leave no history row."""

    code = "unlogged-write"

    def __init__(self, model: str, act: str, instead: str) -> None:
        self.model = model
        self.act = act
        self.instead = instead
        super().__init__(
            f"{act} on {model} is refused: it would change records without a history row. {instead}"
        )


class NoTrailHeadError(EvidenceError):
    """The row that hands out entry numbers does not exist."""

    code = "no-trail-head"

    def __init__(self) -> None:
        super().__init__(
            "The trail has no head row, so that nothing can be recorded. Run 'migrate', which "
            "restores it, then 'verify_trail', which says whether entries were lost."
        )


class NothingToReplayError(EvidenceError):
    """An entry holds nothing that rules decided."""

    code = "nothing-to-replay"

    def __init__(self, number: int, what: str) -> None:
        self.number = number
        self.what = what
        super().__init__(
            f"Entry {number} holds no {what}. Choose an entry that does: 'replay DOSSIER' finds "
            "them by itself."
        )
