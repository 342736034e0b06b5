"""Who supplies a fact is one of a closed list, with words in both languages."""

from typing import get_args

from rules.library import law
from rules.suppliers import SUPPLIERS, Supplier
from rules.wording import LANGUAGES


def test_every_supplier_has_words_in_both_languages():
    assert set(SUPPLIERS) == set(get_args(Supplier))
    assert all(set(words) == set(LANGUAGES) and all(words.values()) for words in SUPPLIERS.values())


def test_no_two_suppliers_are_called_alike():
    for lang in LANGUAGES:
        assert len({words[lang] for words in SUPPLIERS.values()}) == len(SUPPLIERS)


def test_the_list_names_nobody_who_supplies_and_decides_nothing():
    lifts = (condition.lift for condition in law().conditions if condition.lift)
    named = {fact.supplied_by for fact in law().facts.values()}
    named |= {who for lift in lifts for who in lift.authorities}

    assert set(SUPPLIERS) - named == set()
