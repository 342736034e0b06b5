"""Which dossiers have a declaration of assets made for them: Luật PCTN 36/2018, art. 36, cl. 4."""

from workflow_engine.nodes.declarations import Child

# Pt. a: whoever is to be appointed, reappointed or placed in another post. Interpretation: an
# extension to retirement and a secondment are none of these; the papers of an extension have the
# declaration among them all the same.
DECLARATION = Child(
    "asset-declaration",
    until="declaration_completed_on",
    supplies=("asset_declaration_days_before_planned_date", "asset_declaration_verified"),
)
