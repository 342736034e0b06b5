"""What can go wrong in an import of personnel records.

* PeopleImportError
  - BadFileError            the file is not one that can be read: nothing was looked at
    - NotASpreadsheetError    it is no .xlsx workbook, or damaged
      - NoHeaderError           it is a list of plain text without a header that is known
    - FileTooLargeError       it is too large, packed or unpacked
    - TooManyRowsError        it has more rows than can be taken at once
    - NoKnownSheetError       none of its sheets is one of the template's
  - RowsWrongError          rows cannot be read: every one is named
  - NotAcceptedError        readings that somebody has to accept were not accepted
  - RegistryChangedError    the registry changed since the preview, and so would the result
"""

from django.utils.translation import ngettext

from workflow_engine.base.messages import message as _


class PeopleImportError(Exception):
    """An import was refused; nothing was stored."""

    code = "people-import"


class BadFileError(PeopleImportError):
    """The file cannot be read at all."""

    code = "bad-file"


class NotASpreadsheetError(BadFileError):
    """Something else than an .xlsx workbook."""

    code = "not-a-spreadsheet"

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(
            _(
                "The file is not an Excel workbook that can be read (%(found)s). Open it in Excel "
                "or LibreOffice and save it as “Excel Workbook (.xlsx)”, without a password."
            )
            % {"found": found}
        )


class NoHeaderError(NotASpreadsheetError):
    """A list of plain text whose columns are not known by their headers."""

    code = "no-header"


class FileTooLargeError(BadFileError):
    """The file is too large."""

    code = "file-too-large"

    def __init__(self, size: int, limit: int) -> None:
        self.size = size
        self.limit = limit
        super().__init__(
            _(
                "The file is too large: %(size)s MB of at most %(limit)s MB once unpacked. Split "
                "it into several, and take out pictures and formatting of empty rows."
            )
            % {"size": size // 2**20, "limit": limit // 2**20}
        )


class TooManyRowsError(BadFileError):
    """More rows than can be taken at once."""

    code = "too-many-rows"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            _(
                "The file has more than %(limit)s rows. Split it, or let the administrator import "
                "it with the command “import_people”, which takes more."
            )
            % {"limit": limit}
        )


class NoKnownSheetError(BadFileError):
    """None of the sheets is one of the template's."""

    code = "no-known-sheet"

    def __init__(self, found: list[str], known: list[str]) -> None:
        self.found = found
        super().__init__(
            _(
                "No sheet of the file is one that is imported. It has: %(found)s. The template's "
                "sheets are: %(known)s."
            )
            % {"found": ", ".join(found), "known": ", ".join(known)}
        )


class RowsWrongError(PeopleImportError):
    """Some rows cannot be imported."""

    code = "rows-wrong"

    def __init__(self, wrong: int) -> None:
        self.wrong = wrong
        super().__init__(
            ngettext(
                "%(count)s entry of the file is wrong. Nothing was imported.",
                "%(count)s entries of the file are wrong. Nothing was imported.",
                wrong,
            )
            % {"count": wrong}
        )


class NotAcceptedError(PeopleImportError):
    """Readings were not accepted."""

    code = "readings-not-accepted"

    def __init__(self, readings: int) -> None:
        self.readings = readings
        super().__init__(
            ngettext(
                "%(count)s entry can be read in more than one way, and the reading chosen has to "
                "be accepted first. Nothing was imported.",
                "%(count)s entries can be read in more than one way, and the readings chosen have "
                "to be accepted first. Nothing was imported.",
                readings,
            )
            % {"count": readings}
        )


class ReasonMissingError(PeopleImportError):
    """The import changes records that stand, and nobody said why."""

    code = "reason-missing"

    def __init__(self, changed: int) -> None:
        self.changed = changed
        super().__init__(
            ngettext(
                "%(count)s record on record would be changed: say why. Nothing was imported.",
                "%(count)s records on record would be changed: say why. Nothing was imported.",
                changed,
            )
            % {"count": changed}
        )


class RegistryChangedError(PeopleImportError):
    """The result would not be the one that was shown."""

    code = "registry-changed"

    def __init__(self) -> None:
        super().__init__(
            _(
                "The registry was changed after this preview was made, and the import would now "
                "have another result. Nothing was imported. Look at the new preview, then confirm."
            )
        )
