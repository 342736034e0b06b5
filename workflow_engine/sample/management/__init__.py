"""Management of the sample."""
