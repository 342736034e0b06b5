"""The jurist's commands."""
