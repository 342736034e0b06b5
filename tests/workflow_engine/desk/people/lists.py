"""What the tests of the pages of people share."""

from datetime import date

SINCE = date(2020, 1, 1)
LIST, UPLOAD = "desk:people", "desk:import"


def names(response):
    return [row.person.full_name for row in response.context["rows"]]
