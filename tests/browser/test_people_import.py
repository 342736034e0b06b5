"""Records come in from a spreadsheet: what is wrong is named, and nothing is stored by half."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from compliance.models import TrailEntry
from tests import walk
from tests.workflow_engine.importing.conftest import NUMBER, PEOPLE, SOMEBODY, workbook
from workflow_engine.registry.models import Person

HELD = ("Số định danh cá nhân", "Mã chức vụ", "Từ ngày")
MESSY = workbook(
    (
        "Nhân sự",
        [
            PEOPLE,
            SOMEBODY,
            ("12", "Trần Văn Bê", "31/02/1980", "Nam", "x"),
        ],
    ),
    (
        "Quá trình chức vụ",
        [HELD, (NUMBER, "SO-CV", "01/05/2019"), (NUMBER, "KHONG-CO", "01/05/2021")],
    ),
)
MENDED = workbook(
    ("Nhân sự", [PEOPLE, SOMEBODY]),
    ("Quá trình chức vụ", [HELD, (NUMBER, "SO-CV", "01/05/2019")]),
)


@pytest.fixture
def world(live_server):
    return walk.world(candidates=1, staff=1)


def upload(desk, content, name):
    desk.open("import")
    desk.page.set_input_files(
        "[name=file]",
        {
            "name": name,
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": content,
        },
    )
    return desk.send()


def test_a_messy_file_is_sent_back_by_sheet_row_and_column_and_the_mended_one_is_stored(
    desk, world
):
    page = desk.page
    before = Person.objects.count()
    desk.sign_in(world.account("hr_officer")).open("people")
    desk.follow(desk.link(reverse("desk:import")))
    desk.picture("import-1-upload")

    upload(desk, MESSY, "nhan-su.xlsx")
    desk.picture("import-2-messy")
    wrong = page.locator("section[aria-labelledby=wrong] tbody tr")
    told = [" ".join(row.inner_text().split()) for row in wrong.all()]
    assert any("Nhân sự" in row and "3" in row and "A3" in row for row in told), told
    assert any("Nhân sự" in row and "C3" in row for row in told), told
    assert any("Quá trình chức vụ" in row and "B3" in row for row in told), told
    expect(page.locator(".error-summary")).to_be_focused()
    assert not desk.has("main form.panel")  # there is nothing to confirm
    assert Person.objects.count() == before

    upload(desk, MENDED, "nhan-su-2.xlsx")
    desk.picture("import-3-mended")
    assert not desk.has(".error-summary")
    assert Person.objects.count() == before  # shown, not stored
    # The file does not say how the post is held: what is taken is accepted.
    desk.fill({"accept": True})
    desk.send()

    expect(page.locator(".notice-met")).to_be_visible()
    person = Person.objects.get(personal_number=NUMBER)
    assert Person.objects.count() == before + 1
    assert person.postholdings.get().post == world.posts["SO-CV"]
    assert TrailEntry.objects.filter(event="registry:people:imported").count() == 1
    desk.follow(page.locator(f"a[href='{reverse('desk:person', args=[person.pk])}']").first)
    expect(page.locator("main")).to_contain_text("01/05/2019")


def test_what_is_no_spreadsheet_is_refused_in_words_beside_the_field(desk, world):
    desk.sign_in(world.account("hr_officer"))

    assert upload(desk, b"khong phai xlsx", "nhan-su.xlsx").status == 400

    desk.problems.clear()
    expect(desk.page.locator(".error-summary a[href='#id_file']")).to_be_visible()
    desk.page.locator(".error-summary a").click()
    expect(desk.page.locator("#id_file")).to_be_focused()


def test_the_day_of_joining_the_party_is_asked_of_members_alone(desk, world):
    person = world.people["candidate-1"]
    desk.sign_in(world.account("hr_officer")).open("person-edit", pk=person.pk)
    day = desk.page.locator("[name=party_joined_on]")
    expect(desk.page.locator("[name=party_member]")).to_have_value("true")
    expect(day).to_be_visible()

    desk.page.select_option("[name=party_member]", "false")
    expect(day).to_be_hidden()
    desk.fill({"reason": "Ghi nhầm"})
    assert desk.send().ok

    person.refresh_from_db()
    assert (person.party_member, person.party_joined_on) == (False, None)


def test_all_parts_of_a_cell_stand_beside_its_label_on_a_phone(desk, world):
    desk.sign_in(world.account("hr_officer")).open("people")
    desk.page.set_viewport_size({"width": 390, "height": 800})
    label, *parts = desk.page.evaluate(
        """() => {
            const cell = document.querySelector("table.stack td[data-label]");
            cell.innerHTML = "Một dòng <p>Căn cứ</p><small>Ghi chú</small>";
            const width = parseFloat(getComputedStyle(cell, "::before").width);
            const left = cell.getBoundingClientRect().left;
            return [width, ...[...cell.children].map((e) => e.getBoundingClientRect().left - left)];
        }"""
    )

    assert len(parts) == 2
    assert min(parts) > label
