"""Dates stand day first, whichever language the screens are in."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import formats, translation

LANGUAGES = ["vi", "en"]
FIRST_OF_DECEMBER = date(2026, 12, 1)


@pytest.fixture(params=LANGUAGES)
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    "typed", ["01/12/2026", "1/12/2026", "01-12-2026", "01.12.2026", "2026-12-01"]
)
def test_the_first_of_december_is_not_read_as_the_twelfth_of_january(language, typed):
    read = forms.DateField().clean(typed)

    assert read == FIRST_OF_DECEMBER


def test_christmas_day_is_a_date(language):
    read = forms.DateField().clean("25/12/2026")

    assert read == date(2026, 12, 25)


@pytest.mark.parametrize(
    "typed", ["12/25/2026", "31/02/2026", "00/01/2026", "1 December", "01/12/26"]
)
def test_what_is_not_a_day_month_and_year_is_refused(language, typed):
    with pytest.raises(ValidationError):
        forms.DateField().clean(typed)


@pytest.mark.parametrize("name", ["DATE_FORMAT", "SHORT_DATE_FORMAT"])
def test_a_date_is_written_day_first(language, name):
    written = formats.date_format(FIRST_OF_DECEMBER, name)

    assert written == "01/12/2026"


def test_a_date_in_a_page_is_written_day_first(language):
    page = Template("{{ on }} {{ on|date:'SHORT_DATE_FORMAT' }}").render(
        Context({"on": FIRST_OF_DECEMBER})
    )

    assert page == "01/12/2026 01/12/2026"


def test_what_a_form_shows_it_also_reads(language):
    field = forms.DateField(localize=True)

    assert field.clean(field.widget.format_value(FIRST_OF_DECEMBER)) == FIRST_OF_DECEMBER


def test_numbers_have_the_comma_and_point_of_the_language(language):
    written = formats.number_format(Decimal("1234567.5"), force_grouping=True)

    assert written == {"vi": "1.234.567,5", "en": "1,234,567.5"}[language]
