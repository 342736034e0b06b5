"""A verdict taken apart and put together again is the same; its form holds nothing of anybody."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.facts import facts_from_json
from rules.judge.engine import evaluate, sentences_when_met
from rules.judge.sharing import join, split
from rules.judge.verdict import FORMATS, reading_of
from rules.library import FIRST_READING, law
from rules.model import SpecialDecision
from tests.cases.test_recorded_trails import RECORDED, verdicts_in
from tests.rules.conftest import ELIGIBLE

DAY = date(2026, 11, 23)
LIFTED = SpecialDecision("appointment.time-in-post", "appointing_authority", "15/QĐ", DAY, "a.pdf")

RECORDS = [verdict for path in RECORDED for verdict in verdicts_in(path)]

some_json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


def text(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def met(verdict):
    books = law(known_on=reading_of(verdict) or FIRST_READING)
    return sentences_when_met(verdict["gate"], date.fromisoformat(verdict["on"]), books)


def judged(changes, decisions=()):
    facts = facts_from_json({**ELIGIBLE, **changes})
    return evaluate("appointment", on=DAY, facts=facts, special_decisions=decisions).as_dict()


@cache
def usual():
    return text(judged({}))


def form_of(verdict):
    return text(split(verdict, met(verdict))[0])


@pytest.mark.parametrize("verdict", RECORDS, ids=lambda verdict: str(verdict["format"]))
def test_every_recorded_verdict_comes_back_to_the_byte(verdict):
    form, own = split(verdict, met(verdict))

    assert text(join(text(form), json.loads(text(own)))) == text(verdict)
    assert len(text(own)) * 5 < len(text(verdict))


def test_every_format_is_among_them():
    assert {verdict["format"] for verdict in RECORDS} == set(FORMATS)


@given(st.sets(st.sampled_from(sorted(ELIGIBLE)), max_size=9))
def test_whatever_is_not_known_of_somebody_comes_back_and_changes_no_form(unknown):
    verdict = judged(dict.fromkeys(unknown))
    form, own = split(verdict, met(verdict))

    assert text(join(text(form), own)) == text(verdict)
    assert text(form) == form_of(json.loads(usual()))


@given(st.data())
def test_any_value_in_the_place_of_any_other_comes_back(data):
    verdict = json.loads(usual())
    place = data.draw(st.sampled_from(["decided_by", "passes", "facts", "findings", "lift"]))
    value = data.draw(some_json)
    if place == "facts":
        name = data.draw(st.sampled_from(sorted(verdict["facts"])))
        verdict["facts"][name] |= {"value": value, "evidence": value}
    elif place == "findings":
        found = data.draw(st.sampled_from(verdict["findings"]))
        found |= {"outcome": value, "sentence": value, "missing": value, "nearest": value}
    elif place == "lift":
        lifts = [each["explanation"]["lift"] for each in verdict["findings"]]
        data.draw(st.sampled_from([lift for lift in lifts if lift]))["decision"] = value
    else:
        verdict[place] = value

    form, own = split(verdict, met(verdict))

    assert text(join(text(form), json.loads(text(own)))) == text(verdict)
    assert text(form) == form_of(json.loads(usual()))


@pytest.mark.parametrize(
    ("changes", "decisions"),
    [
        ({"health_fit": False, "business_roles": 2}, ()),
        ({"months_in_post_below": 3}, (LIFTED,)),
        ({"months_in_post_below": None, "degree_level": "college"}, ()),
    ],
)
def test_a_form_holds_nothing_of_a_person(changes, decisions):
    assert form_of(judged(changes, decisions)) == form_of(json.loads(usual()))


def test_what_is_not_declared_to_be_of_the_law_is_the_verdicts_own():
    verdict = {**json.loads(usual()), "remark": "Nguyễn Văn A"}
    verdict["findings"][0]["remark"] = "Nguyễn Văn A"

    form, own = split(verdict, met(verdict))

    assert "Nguyễn Văn A" not in text(form)
    assert join(text(form), own) == verdict


@pytest.mark.parametrize("own", [[], [0, 0], [[1, 2]], [1], [False], ["0"], [[]]])
def test_a_form_and_a_list_that_do_not_belong_together_are_refused(own):
    with pytest.raises(ValueError, match="own values"):
        join('{"passes":{"own":true}}', own)
