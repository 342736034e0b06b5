"""The roles that the procedures name.

The order is the one in which the screens list them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from rules.suppliers import SUPPLIERS
from workflow_engine.base.messages import said


class Role(models.TextChoices):
    """What somebody is in the work of a unit."""

    HR_OFFICER = "hr_officer", _("HR officer")
    HEAD_OF_HR = "head_of_hr", _("Head of HR")
    LEADER = "leader", _("Leader")
    APPOINTING_AUTHORITY = "appointing_authority", _("Appointing authority")
    PARTY_COMMITTEE = "party_committee", _("Party committee member")
    INSPECTOR = "inspector", _("Inspector")
    ADMINISTRATOR = "administrator", _("Administrator")


# Whoever is considered in a dossier, in the one act that is the person's own. It is no role of a
# unit: nobody is assigned it.
CANDIDATE = "candidate"

# Who answers here for whom the law names, where that is no role: None while nobody can.
# Interpretation: no provision says who enters what an applicant files; the recruiting agency
# receives it, so its personnel officer does. What the recruiting authority or the leadership as a
# collective decided is told by who leads the agency, on the document that says so. A council is
# a body of its dossier, and no role of an agency.
ANSWERED_BY: Mapping[str, Role | None] = {
    **{role.value: role for role in Role},
    "applicant": Role.HR_OFFICER,
    "recruiting_authority": Role.LEADER,
    "leadership_collective": Role.LEADER,
    "recruitment_council": None,
    "council_chair": None,
}


def said_of(code: str) -> Any:
    """Return what a role, or whom else the law names, is called: to be worded when it is read."""
    if code in Role.values:
        return Role(code).label
    if code == CANDIDATE:
        return _("The person concerned")
    return said(**SUPPLIERS[code]) if code in SUPPLIERS else code


def name_of(code: str) -> str:
    """Return what a role, or whom else the law names, is called in the active language."""
    return str(said_of(code))
