"""Files as offices make them, and what is said of each row."""

import re
import zipfile
from io import BytesIO

from openpyxl import load_workbook

from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
)

OTHER, THIRD = "079180005678", "079180001236"
LINES = [",".join(PEOPLE), '079180001234,"Nguyễn Thị Ánh",05/09/1980,Nữ,x']


def said(made, level="error"):
    return [(i.row, i.column, i.message) for i in made.issues if i.level == level]


def edited(content, change):
    """Return a workbook after `change` was done to it."""
    book = load_workbook(BytesIO(content))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(content, part, *replacements):
    """Return a workbook with words of one of its parts replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part or part == "*":
                for before, after in replacements:
                    text = re.sub(before.encode(), after.encode(), text)
            new.writestr(name, text)
    return stream.getvalue()


def strict(content):
    """Return a workbook as Excel stores it in the strict form."""
    return rewritten(
        content,
        "*",
        (
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        (
            "http://schemas.openxmlformats.org/drawingml/2006",
            "http://purl.oclc.org/ooxml/drawingml",
        ),
    )


def born(value, number=NUMBER):
    return (number, "Nguyễn Thị Ánh", value, "Nữ", None)
