"""The procedures: one module for each, in the statute's own order."""
