"""Formats of the English screens: the day first, as on every paper the screens speak of."""
