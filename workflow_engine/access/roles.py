"""The roles that the procedures name.

The order is the one in which the screens list them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is in the work of a unit."""

    HR_OFFICER = "hr_officer", _("HR officer")
    HEAD_OF_HR = "head_of_hr", _("Head of HR")
    LEADER = "leader", _("Leader")
    APPOINTING_AUTHORITY = "appointing_authority", _("Appointing authority")
    PARTY_COMMITTEE = "party_committee", _("Party committee member")
    INSPECTOR = "inspector", _("Inspector")
    ADMINISTRATOR = "administrator", _("Administrator")
