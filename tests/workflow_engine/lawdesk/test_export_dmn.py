"""The command that writes the law as DMN."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from lxml import etree


def exported(*given: str) -> bytes:
    out = StringIO()
    call_command("export_dmn", *given, stdout=out)
    return out.getvalue().encode()


def test_a_gate_is_printed_as_one_model():
    root = etree.fromstring(exported("appointment", "--as-of", "2026-08-01"))

    assert root.tag == "{https://www.omg.org/spec/DMN/20230324/MODEL/}definitions"
    assert root.get("namespace") == "urn:chuan:law:appointment:2026-08-01"


def test_the_edition_of_the_date_is_written():
    assert exported("appointment", "--as-of", "2026-07-31") != exported(
        "appointment", "--as-of", "2026-08-01"
    )


def test_tables_go_to_a_file_of_an_older_version(tmp_path):
    path = tmp_path / "tables.dmn"

    assert exported("--tables", "--dmn", "1.3", "--out", str(path)) == b""

    assert (
        etree.parse(str(path)).getroot().tag.startswith("{https://www.omg.org/spec/DMN/20191111/")
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["promotion"], "appointment"),
        (["appointment", "--as-of", "2025-06-30"], "30/06/2025"),
        (["appointment", "--as-of", "31/07/2026"], "31/07/2026"),
        (["appointment", "--law", "/no/such/folder"], "/no/such/folder"),
        (["--tables", "--out", "/no/such/folder/x.dmn"], "/no/such/folder/x.dmn"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_cannot_be_exported_is_refused_in_words(given, says, language):
    with translation.override(language), pytest.raises(CommandError) as caught:
        exported(*given)

    assert caught.value.returncode == 2
    assert says in str(caught.value)
