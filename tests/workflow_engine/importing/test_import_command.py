"""The operators' way to import."""

import json

import pytest

from compliance.models import TrailEntry
from tests import commands
from tests.workflow_engine.importing.conftest import NUMBER, SOMEBODY, people, with_records
from workflow_engine.access.models import Account
from workflow_engine.registry.models import Person


def run(*arguments):
    """Run it as somebody at work, unless the arguments say otherwise."""
    if "--account" not in arguments:
        Account.objects.get_or_create(username="operator")
        arguments = (*arguments, "--account", "operator", "--reason", "Nhập lần đầu")
    return commands.run("import_people", *arguments, language="vi")


@pytest.fixture
def file(tmp_path):
    def write(content, name="nhap.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_a_good_file_is_imported(registry, file):
    code, out, _err = run(file(people(SOMEBODY)), "--json")
    told = json.loads(out)

    assert code == 0
    assert told["imported"] is True
    assert told["counts"]["Nhân sự"]["new"] == 1
    assert Person.objects.get().personal_number == NUMBER


def test_a_dry_run_stores_nothing(registry, file):
    code, out, _err = run(file(people(SOMEBODY)), "--dry-run")

    assert code == 0
    assert "1 mới" in out
    assert not Person.objects.exists()


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_wrong_rows_end_with_one_and_are_named(registry, file, options):
    code, out, _err = run(file(people(("1", *SOMEBODY[1:]))), "--json", *options)
    told = json.loads(out)

    assert code == 1
    assert told["code"] == "rows-wrong"
    assert told["issues"][0]["cell"] == "A2"
    assert not Person.objects.exists()


def test_readings_have_to_be_accepted(registry, file):
    content = with_records("Quá trình chức vụ", ("Mã chức vụ", "Từ ngày"), ("SO-TC-TP", "05/2019"))

    assert run(file(content))[0] == 1
    assert run(file(content), "--accept-readings")[0] == 0


@pytest.mark.parametrize("content", [b"", b"no workbook"])
def test_a_bad_file_ends_with_two(registry, file, content):
    code, out, _err = run(file(content), "--json")

    assert code == 2
    assert json.loads(out)["error"]["message"]


def test_a_file_that_is_not_there_ends_with_two_and_no_traceback(db, tmp_path):
    code, _out, err = run(tmp_path / "nowhere.xlsx")

    assert code == 2
    assert "nowhere.xlsx" in err


def test_the_template_can_be_written(registry, tmp_path):
    code, _out, _err = run("--template", tmp_path / "mau.xlsx")

    assert code == 0
    assert (tmp_path / "mau.xlsx").read_bytes().startswith(b"PK")


def test_wrong_entries_are_written_to_a_file_to_take_home(registry, file, tmp_path):
    marked = tmp_path / "loi.xlsx"
    code, _out, _err = run(file(people(("1", *SOMEBODY[1:]))), "--dry-run", "--errors-to", marked)

    assert code == 1
    assert marked.read_bytes().startswith(b"PK")


def test_an_import_names_who_ran_it_and_why(registry, file):
    run(file(people(SOMEBODY)))
    account = Account.objects.get(username="operator")
    entry = TrailEntry.objects.get(event="registry:people:imported")
    kept = Person.objects.get().history.get()

    assert (entry.actor_account, entry.contents["reason"]) == (account.pk, "Nhập lần đầu")
    assert kept.history_user_id == account.pk
    assert kept.history_change_reason.endswith(": Nhập lần đầu")


@pytest.mark.parametrize(
    "named",
    [
        ("--account", "", "--reason", "Nhập"),
        ("--account", "nobody", "--reason", "Nhập"),
        ("--account", "left", "--reason", "Nhập"),
        ("--account", "operator", "--reason", " "),
    ],
)
def test_nothing_is_imported_in_nobodys_name_or_without_a_reason(registry, file, named):
    Account.objects.create(username="operator")
    Account.objects.create(username="left", is_active=False)

    code, _out, err = run(file(people(SOMEBODY)), *named)

    assert code == 2
    assert "--account" in err or "--reason" in err
    assert not Person.objects.exists()


def test_a_list_as_text_may_have_two_rows_of_headers(registry, file):
    lines = (
        "STT,Thông tin cá nhân,,,",
        ",Họ và tên,Ngày sinh,Số CCCD,Giới tính",
        "1,Nguyễn Thị Ánh,05/09/1980,079180001234,Nữ",
    )
    code, *_said = run(file("\n".join(lines).encode(), "nhap.csv"))

    assert (code, Person.objects.get().full_name) == (0, "Nguyễn Thị Ánh")
