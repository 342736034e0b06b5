"""The operators' commands of the evidence layer."""
