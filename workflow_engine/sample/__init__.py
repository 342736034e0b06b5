"""A made-up department on which everything can be tried."""
