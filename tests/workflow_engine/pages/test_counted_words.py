"""How a post counted is said in words, whatever the reckoning notes of it."""

from rules.compute.service import Counts
from workflow_engine.pages import words


def test_every_way_in_which_a_post_counts_has_words():
    assert set(words.COUNTED) == set(Counts)
    assert all(str(each) for each in words.COUNTED.values())
    assert words.counted("acting") == words.counted(Counts.ACTING) != "acting"
