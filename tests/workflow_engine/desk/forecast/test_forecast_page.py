"""The page of what falls due: the numbers of the command, in the units of the reader."""

import json
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from workflow_engine.clock import duties
from workflow_engine.clock.models import DutyKind
from workflow_engine.registry.models import Post, PostHolding

ADDRESS = "/sap-den-han/"


@pytest.fixture
def ending(world):
    """A leader of the agency whose term ends in a hundred days, so that its notice has passed."""
    holding = (
        PostHolding.objects.filter(
            post__unit=world.agency, kind=PostHolding.Kind.APPOINTED, left=""
        )
        .select_related("person", "post__unit", "post__title")
        .first()
    )
    holding.term_months = 60
    holding.held_from = (timezone.localdate() + timedelta(days=100)).replace(
        year=timezone.localdate().year - 5
    )
    holding.held_until = None
    holding.save()
    return holding


@pytest.mark.parametrize("role", ["hr_officer", "head_of_hr", "leader", "inspector"])
def test_it_shows_what_falls_due(read, ending, role):
    page = read(role, ADDRESS + "?thang=24")

    assert ending.person.full_name in page
    assert "Hết thời hạn giữ chức vụ" in page
    assert "Điều 36 khoản 2" in page or "khoản 2 Điều 36" in page


def test_an_administrator_reads_no_records(read):
    read("administrator", ADDRESS, status=403)


def test_the_numbers_are_those_of_the_command(read, ending, capsys):
    months = read("hr_officer", ADDRESS + "?thang=12")
    call_command("due", "--days", "365", "--json")

    told = json.loads(capsys.readouterr().out)["due"]
    assert len(told) >= 3
    assert int(re.search(r'lead-line">(\d+)', months)[1]) == len(told)


def test_a_kind_narrows_it(read, ending):
    page = read("hr_officer", ADDRESS + f"?thang=24&loai={DutyKind.TERM_END}")

    assert "Hết thời hạn giữ chức vụ" in page
    assert page.count("<cite>") == len(re.findall(r'<th scope="row">Hết thời hạn', page))


@pytest.mark.parametrize("query", ["?thang=9999", "?don-vi=%00", "?loai=nothing", "?thang=x"])
def test_what_nobody_can_ask_for_is_no_error(read, query):
    read("hr_officer", ADDRESS + query)


def test_a_duty_that_opened_stands_in_my_work(read, ending):
    agency = ending.post.unit
    [keys] = [keys for keys in duties.agencies().values() if agency.pk in keys]
    duties.do_day(agency.pk, keys, on=timezone.localdate(), at=timezone.now())

    page = read("hr_officer", "/viec-cua-toi/")
    assert "Việc đến hạn theo thời gian" in page
    assert "Thông báo bằng văn bản về việc hết thời hạn giữ chức vụ" in page


def test_its_queries_do_not_grow(queries, ending, world):
    few = queries("hr_officer", ADDRESS + "?thang=24")
    title, unit = ending.post.title, ending.post.unit
    for number in range(5):
        post = Post.objects.create(
            code=f"X-{number}", unit=unit, title=title, standing=Post.Standing.DEPUTY
        )
        PostHolding.objects.create(
            person=world.eligible[0],
            post=post,
            held_from=ending.held_from,
            document_number="1/QĐ",
            document_date=ending.held_from,
            issued_by="Sở Mẫu",
        )

    assert queries("hr_officer", ADDRESS + "?thang=24") == few
