"""Opening a workbook that somebody sent, without trusting it.

What is no workbook, is locked, would not fit into memory or holds definitions is refused before
anything of it is read.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree.ElementTree import ParseError

from openpyxl.utils.exceptions import InvalidFileException

from workflow_engine.base.messages import message as _
from workflow_engine.importing import ooxml
from workflow_engine.importing.errors import FileTooLargeError, NotASpreadsheetError

LARGEST = 20 * 2**20
LARGEST_UNPACKED = 160 * 2**20
_MOST_PARTS = 2000
_OLE = b"\xd0\xcf\x11\xe0"
_DAMAGE = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OverflowError,
    ParseError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_DEFINITIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def check(content: bytes) -> None:
    """Refuse what is no workbook, or would not fit into memory.

    Raises:
        BadFileError: with what is wrong and what to do.
    """
    if len(content) > LARGEST:
        raise FileTooLargeError(len(content), LARGEST)
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        old = _("it is locked with a password") if locked else _("an old .xls workbook")
        raise NotASpreadsheetError(old)
    if not content.startswith(b"PK\x03\x04"):
        raise NotASpreadsheetError(_("its contents are of another kind"))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_archive(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError):
        raise NotASpreadsheetError(_("it is damaged")) from None


@contextmanager
def opened(content: bytes) -> Iterator[None]:
    """Check a workbook, and answer whatever makes its reading stumble in one way.

    Raises:
        BadFileError: with what is wrong and what to do.
    """
    check(content)
    try:
        yield
    except _DAMAGE:
        raise NotASpreadsheetError(_("it is damaged")) from None


def _check_archive(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
        raise FileTooLargeError(unpacked, LARGEST_UNPACKED)
    names = {part.filename for part in parts}
    for part in parts:
        if part.flag_bits & 1:
            raise NotASpreadsheetError(_("it is locked with a password"))
        if ooxml.is_read(part.filename):
            _check_definitions(archive, part)
    if not ooxml.main_part(archive):
        found = _("an OpenDocument file") if "mimetype" in names else _("a packed file")
        if any(name.endswith("workbook.bin") for name in names):
            found = _("a binary .xlsb workbook")
        raise NotASpreadsheetError(found)


def _check_definitions(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse definitions wherever they stand, and letters in which they could not be seen."""
    with archive.open(part) as stream:
        before = b""
        while some := stream.read(2**20):
            if _DEFINITIONS.search(before + some) or (not before and b"\0" in some[:64]):
                raise NotASpreadsheetError(_("it holds definitions that no workbook has"))
            before = some[-16:]
