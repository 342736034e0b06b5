"""The operators' commands of access."""
