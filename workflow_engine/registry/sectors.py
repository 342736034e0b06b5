"""The codes of `Unit.sector` that a provision names.

A unit's sector is the agency's own code; empty says that nobody recorded it. These codes are kept
for what 114-QĐ/TW lists (known from the press): the agency maps units merged since to them.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

ADMINISTRATION = "administration"
PARTY_COMMITTEE = "party-committee"

# The bodies whose head heads a locality.
LOCALITY_BODIES = frozenset({ADMINISTRATION, PARTY_COMMITTEE})

_LISTED: dict[str, Any] = {
    "home-affairs": _("home affairs"),
    "inspectorate": _("inspectorate"),
    "finance": _("finance"),
    "banking": _("banking"),
    "tax": _("tax"),
    "customs": _("customs"),
    "industry-and-trade": _("industry and trade"),
    "science-and-technology": _("science and technology"),
    "natural-resources": _("natural resources and environment"),
    "army": _("army"),
    "police": _("police"),
    "court": _("courts"),
    "procuracy": _("procuracies"),
}
LISTED_SECTORS = frozenset(_LISTED)
_WORDS: dict[str, Any] = _LISTED | {
    ADMINISTRATION: _("state administration"),
    PARTY_COMMITTEE: _("Party committee"),
}


def said(code: str) -> str:
    """Return a sector in words; the agency's own code is its own word."""
    return str(_WORDS.get(code, code))
