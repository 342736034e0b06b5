"""The codes of `Unit.sector` that a provision names.

A unit's sector is the agency's own code; empty says that nobody recorded it. These codes are kept
for what 114-QĐ/TW lists (known from the press): the agency maps units merged since to them.
"""

ADMINISTRATION = "administration"
PARTY_COMMITTEE = "party-committee"

# The bodies whose head heads a locality.
LOCALITY_BODIES = frozenset({ADMINISTRATION, PARTY_COMMITTEE})

# nội vụ, thanh tra, tài chính, ngân hàng, thuế, hải quan, công thương, khoa học và công nghệ, tài
# nguyên và môi trường, quân đội, công an, tòa án, viện kiểm sát.
LISTED_SECTORS = frozenset(
    {
        "home-affairs",
        "inspectorate",
        "finance",
        "banking",
        "tax",
        "customs",
        "industry-and-trade",
        "science-and-technology",
        "natural-resources",
        "army",
        "police",
        "court",
        "procuracy",
    }
)
