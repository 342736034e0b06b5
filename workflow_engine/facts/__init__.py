"""Turns registry and dossier, as they stood on a date, into facts with their evidence."""
