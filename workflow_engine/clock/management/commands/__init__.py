"""The operators' commands of the clock."""
