"""The tables of procedures in the docs are those of the declarations."""

import pytest

from workflow_engine.lawdesk.procedures import tables


@pytest.mark.parametrize("path", tables.PARTS, ids=lambda path: str(path.relative_to(tables.ROOT)))
def test_the_table_is_the_one_of_the_declarations(path):
    written = path.read_text(encoding="utf-8")
    fresh = written == tables.renewed(path, written)

    assert fresh, "write it again: manage.py procedures --write"


def test_a_document_without_its_comments_is_not_written_over():
    [path, *_others] = tables.PARTS

    with pytest.raises(ValueError, match="lacks the comments"):
        tables.renewed(path, "# Nothing\n")


def test_what_is_kept_by_hand_stays():
    [path, *_others] = tables.PARTS
    text = f"before\n{tables.BEGIN}\nold\n{tables.END}\nafter\n"

    fresh = tables.renewed(path, text)

    assert fresh.startswith(f"before\n{tables.BEGIN}\n")
    assert fresh.endswith(f"{tables.END}\nafter\n")
    assert "\nold\n" not in fresh
