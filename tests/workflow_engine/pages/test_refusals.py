"""What the rules layer refused is told in the words of the reader."""

import re
from datetime import date

import pytest
from django.utils import translation

from rules.compute.ballot import Count, tally
from rules.errors import (
    CountError,
    EngineError,
    NoEditionInForceError,
    OverlappingEditionsError,
    SpecialDecisionError,
    UnknownFactError,
)
from workflow_engine.pages.refusals import in_words

ON = date(2026, 11, 23)
ENGLISH = re.compile(r"\b(the|is|and|of|more than|no)\b")


def a_count_that_cannot_be():
    count = Count(10, 0, 11, 11, 11, 11, 0, {"a": 11})
    with pytest.raises(CountError) as caught:
        tally("appointment.final", count, on=ON)
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        NoEditionInForceError("appointment", ON),
        OverlappingEditionsError("appointment", ON, [ON]),
        EngineError("appointment", ON, "they differ"),
        SpecialDecisionError("appointment.health-fit", "it has no number"),
        UnknownFactError("months", ["months_in_post"]),
    ],
    ids=lambda error: error.code,
)
def test_a_reader_of_vietnamese_meets_no_english(error):
    with translation.override("vi"):
        assert not ENGLISH.search(in_words(error))
    with translation.override("en"):
        assert ENGLISH.search(in_words(error)) or "fact" in in_words(error)


def test_what_contradicts_itself_in_a_count_is_told_in_both_languages():
    error = a_count_that_cannot_be()

    with translation.override("vi"):
        assert in_words(error) == " ".join(problem.vi for problem in error.problems)
    with translation.override("en"):
        assert in_words(error) == " ".join(problem.en for problem in error.problems)
