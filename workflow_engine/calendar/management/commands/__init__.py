"""The operators' commands of the calendar."""
