"""Who supplies a fact is one of a closed list, with words in both languages."""

from typing import get_args

from rules.library import law
from rules.suppliers import SUPPLIERS, Supplier
from rules.wording import LANGUAGES


def test_every_supplier_has_words_in_both_languages():
    assert set(SUPPLIERS) == set(get_args(Supplier))
    assert all(set(words) == set(LANGUAGES) and all(words.values()) for words in SUPPLIERS.values())


def test_every_supplier_of_a_fact_and_every_authority_is_one_of_the_list():
    lifts = (condition.lift for condition in law().conditions if condition.lift)

    assert {fact.supplied_by for fact in law().facts.values()} <= set(SUPPLIERS)
    assert {who for lift in lifts for who in lift.authorities} <= set(SUPPLIERS)
