"""Formats of the Vietnamese screens."""
