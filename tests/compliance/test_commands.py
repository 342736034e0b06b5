"""The operators' commands: what they print, and how they end."""

import json
from functools import partial

import pytest
from django.core.management import load_command_class
from django.db import connection

from compliance import trail, triggers
from compliance.events import Event
from tests import commands

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    """Run a command in English and give its exit code, output and errors."""

    return partial(commands.run, language="en")


def fill(count):
    trail.record_many(
        [trail.Item(event=Event.RECORD_ADDED, payload={"n": n}) for n in range(count)]
    )


@pytest.mark.parametrize("name", ["verify_trail", "reconcile_history", "replay"])
def test_every_command_says_what_it_is_for(name):
    assert len(load_command_class("compliance", name).help) > 60


def test_a_whole_trail_ends_well(run):
    fill(3)

    code, out, _ = run("verify_trail")

    assert code == 0
    assert out.startswith("Trail of 3 entries: whole. Root ")


def test_what_a_command_says_is_said_in_vietnamese_too(run):
    fill(3)

    assert run("verify_trail", language="vi")[1].startswith("Nhật ký gồm 3 mục: nguyên vẹn.")
    assert "không có lịch sử" in run("reconcile_history", language="vi")[1]
    assert "Nhật ký không có hồ sơ" in run("replay", "BN-0000-0000", language="vi")[2]


def test_a_broken_trail_ends_with_1_and_names_the_fault(run, raw):
    fill(3)
    with triggers.removed(connection):
        raw("UPDATE compliance_trailentry SET step = 'x' WHERE number = 1")

    code, out, _ = run("verify_trail")

    assert code == 1
    assert out.startswith("header-changed: The header of entry 1 was changed.\n")
    assert "BROKEN, 1 faults" in out


def test_the_report_can_be_read_by_a_program(run, raw):
    fill(2)
    with triggers.removed(connection):
        raw("DELETE FROM compliance_trailpayload WHERE entry_id = 1")

    code, out, _ = run("verify_trail", "--json")

    assert code == 1
    assert json.loads(out) == {
        "whole": False,
        "size": 2,
        "root": trail.verify().root,
        "fault_count": 1,
        "faults": [
            {"kind": "payload-missing", "number": 1, "detail": "The payload of entry 1 is missing."}
        ],
    }


def test_records_as_their_history_has_them_end_well(run):
    code, out, _ = run("reconcile_history", "--json")

    assert code == 0
    assert json.loads(out)["clean"] is True
