"""What the tests of imports share: a file that is put in, and what is said of it."""

from compliance.trail import SYSTEM
from tests.workflow_engine.importing.conftest import (
    TODAY,
)
from workflow_engine.importing import personnel

OTHER = "079075005678"


def put_in(content, **options):
    return personnel.apply(
        content,
        **{"today": TODAY, "actor": SYSTEM, "name": "nhap.xlsx", "reason": "đối chiếu", **options},
    )


def said(made, level="error"):
    return [(i.sheet, i.row, i.column, i.message) for i in made.issues if i.level == level]
