"""What a sentence says when its numbers are filled in, on every threshold and beyond it."""

from __future__ import annotations

import random
import re

import pytest

from rules import wording
from rules.domains import values_worth_trying
from rules.errors import NoEditionInForceError
from rules.expression import compare, kleene
from rules.library import law

LAW = law()
DRAWS = 60
MINUS = re.compile(r"(?<![\w/.])[-−]\d")
# Nothing is past a limit by nothing, and what has not begun is not in its month 0.
BY_NOTHING = re.compile(
    r"\b(quá|chậm|muộn|thừa|vượt|thứ|month|hour|day) 0\b"
    r"|\b0 (working )?(days?|months?|hours?) (late|past)\b",
    re.IGNORECASE,
)


def filled(edition, facts, figures):
    """Both sentences of an edition, in both languages, with the values of its facts."""
    for words in (edition.requirement, edition.unmet):
        for lang in wording.LANGUAGES:
            said = {
                name: wording.in_words(LAW.facts[name], facts[name])[lang] for name in facts
            } | {name: str(value) for name, value in figures.items()}
            yield (
                words is edition.unmet,
                wording.PLACEHOLDER.sub(lambda found, said=said: said[found[1]], words[lang]),
            )


def tried(edition, figures, chance):
    """Facts of an edition: every number on and beyond its thresholds, the others drawn."""
    listed = values_worth_trying(
        edition.expressions, LAW.facts, {n: [v] for n, v in figures.items()}
    )
    for words in (edition.requirement, edition.unmet):
        for name in wording.PLACEHOLDER.findall("".join(words.values())):
            if name in LAW.facts and name not in listed:
                listed[name] = LAW.facts[name].bounds or (next(iter(LAW.facts[name].values)),)
    numbers = [name for name in listed if LAW.facts[name].type in ("integer", "money")]
    for name in numbers:
        low, high = LAW.facts[name].bounds
        beyond = {
            low,
            high,
            *(each + 1 for each in listed[name]),
            *(each - 1 for each in listed[name]),
        }
        listed[name] = tuple(
            sorted({*listed[name], *(each for each in (*beyond, -1, 0, 1) if low <= each <= high)})
        )
    for name in numbers:
        for value in listed[name]:
            yield {n: chance.choice(values) for n, values in listed.items()} | {name: value}
    for _ in range(DRAWS):
        yield {n: chance.choice(values) for n, values in listed.items()}


def is_unmet(edition, facts, figures):
    """Whether an edition is unmet by known facts."""

    def holds(comparison):
        return compare(
            comparison,
            lambda operand: (
                facts[operand.name]
                if operand.source == "fact"
                else figures[operand.name]
                if operand.source == "figure"
                else operand.value
            ),
        )

    applies = edition.applies is None or kleene(edition.applies, holds) is True
    return applies and kleene(edition.requires, holds) is False


@pytest.mark.parametrize("prefix", sorted({each.prefix for each in LAW.conditions}))
def test_no_sentence_says_a_number_below_zero_or_that_nothing_is_too_much(prefix):
    wrong = {}
    for edition in (each for each in LAW.conditions if each.prefix == prefix):
        chance = random.Random(f"{edition.id} {edition.in_force.start}")  # noqa: S311
        try:
            figures = {
                n: LAW.figure(n, edition.in_force.start).value for n in edition.reads("figure")
            }
        except NoEditionInForceError:
            continue
        told = set(
            wording.PLACEHOLDER.findall(
                "".join((*edition.requirement.values(), *edition.unmet.values()))
            )
        )
        figures |= {
            n: LAW.figure(n, edition.in_force.start).value for n in told & LAW.figures.keys()
        }
        for facts in tried(edition, figures, chance):
            unmet = is_unmet(edition, facts, figures)
            for of_unmet, text in filled(edition, facts, figures):
                if MINUS.search(text) or (of_unmet and unmet and BY_NOTHING.search(text)):
                    wrong.setdefault((edition.id, text[:40]), text)

    assert not wrong, "\n".join(f"{about}: {text}" for (about, _), text in wrong.items())


def test_a_number_below_zero_is_said_by_what_it_means():
    fact = LAW.facts["months_to_retirement_at_appointment"]

    assert wording.in_words(fact, -3) == {
        "vi": "không còn, đã quá 3 tháng",
        "en": "none, 3 months past it",
    }
    assert wording.in_words(fact, -1)["en"] == "none, 1 month past it"
    assert wording.in_words(fact, 0) == {"vi": "0", "en": "0"}
    assert wording.in_words(LAW.facts["unused_headcount"], -2)["vi"] == "không còn, đã vượt 2"
