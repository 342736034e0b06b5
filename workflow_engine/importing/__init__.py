"""Bringing personnel records in: sheets are read, shown as drafts, confirmed as records."""
