"""The evidence: audit trail, field history, replay."""
