"""Addresses and days of the law pages."""

from datetime import date

from rules.library import law

TODAY = date(2026, 11, 23)
BOOKS = law()
TIME_IN_POST = "/phap-luat/dieu-kien/appointment.time-in-post/"
GATE = "/phap-luat/cua/appointment/"


def section(text, heading):
    """Return one section of a page, by the id of its heading."""
    return text.split(f'id="{heading}"', 1)[1].split("</section>", 1)[0]
