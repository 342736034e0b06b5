"""What the pages need is laid out with its licences, and the messages are compiled."""

import gettext
import re

import pytest

from workflow_engine.base import assets

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Dossiers"
msgstr "Hồ sơ"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s ngày"

#, fuzzy
msgid "Sign out"
msgstr "Đăng"
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "BASE_DIR", tmp_path)
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    return tmp_path


def test_messages_are_compiled_without_gettext(house):
    folder = house / "workflow_engine" / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, encoding="utf-8")

    assets.compile_messages()

    with (folder / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Dossiers") == "Hồ sơ"
    assert catalogue.ngettext("%(n)s day", "%(n)s days", 5) == "%(n)s ngày"
    assert catalogue.gettext("Sign out") == "Sign out"  # a guess is not a translation


def test_each_part_is_laid_out_with_its_licence_and_no_map_that_is_not_there(house):
    assets.copy_vendor()

    folders = sorted(path.name for path in assets.VENDOR.iterdir())
    assert folders == ["be-vietnam-pro", "bootstrap", "bpmn-js", "noto-sans"]
    for folder in assets.VENDOR.iterdir():
        assert (folder / "LICENSE").exists()
        for file in [*folder.glob("*.css"), *folder.glob("*.js")]:
            assert not re.search(r"sourceMappingURL=\S+\.map", file.read_text(encoding="utf-8"))
