"""Management of the flows."""
