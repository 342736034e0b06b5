"""The operators' commands of the registry."""
