"""Commands of the flows."""
