"""The trail can be read, held against its digests, and judged again."""

import json
import re

import pytest
from django.db import connection
from django.urls import reverse

from compliance import triggers
from compliance.events import Event
from compliance.models import TrailEntry, TrailPayload
from tests import walk
from workflow_engine.access.models import Account
from workflow_engine.desk.dossier import findings
from workflow_engine.desk.inspection import evidence, proof
from workflow_engine.dossiers.models import Dossier, GateRun

pytestmark = pytest.mark.django_db


def entry_of(dossier, event):
    return TrailEntry.objects.filter(dossier=dossier.number, event=event.value).last()


def at(entry, query=""):
    return reverse("desk:trail-entry", kwargs={"entry": entry.number}) + query


def trail_of(dossier):
    return reverse("desk:dossier-trail", kwargs={"number": dossier.number})


def test_every_event_has_words():
    from workflow_engine.pages import words

    assert set(Event) == set(words.EVENTS)


def test_the_record_tells_every_entry_in_words(world, ended, read):
    text = read("inspector", trail_of(ended))

    told = TrailEntry.objects.filter(dossier=ended.number).order_by("number")[: evidence.PAGE]
    assert all(at(entry) in text for entry in told)
    assert "dossier:step:completed" not in text
    assert world.people["hr-officer"].full_name in text


def test_what_one_act_did_of_one_kind_is_one_line_that_unfolds(ended, read):
    text = read("inspector", trail_of(ended))

    told = TrailEntry.objects.filter(dossier=ended.number).order_by("number")[: evidence.PAGE]
    lines = text.split('class="timeline-what"')[1:]
    more = [int(n) for n in re.findall(r"và (\d+) mục cùng loại", text)]
    assert len(lines) < len(told) == len(lines) + sum(more)
    assert len(more) == text.count('class="alike"') > 0


def test_what_the_rules_did_is_told_as_done_by_the_rules(world, ended, read):
    entry = entry_of(ended, Event.RULES_EVALUATED)
    name = Account.objects.get(pk=entry.after["account"]).display_name

    assert entry.actor_account is None
    assert f"Hệ thống kiểm tra theo quy định, sau việc làm của {name}" in read(
        "inspector", at(entry)
    )


def test_the_record_can_be_read_as_it_stood_at_an_entry(world, ended, read):
    entry = entry_of(ended, Event.CANDIDATE_ADDED)

    text = read("inspector", f"{trail_of(ended)}?den={entry.number}")

    later = entry_of(ended, Event.DECISION_SIGNED)
    assert at(entry) in text
    assert at(later) not in text


def test_an_entry_shows_that_its_digests_match(world, ended, read):
    entry = entry_of(ended, Event.RULES_EVALUATED)

    text = read("inspector", at(entry))

    assert entry.leaf_digest in text
    assert "badge-unmet" not in text.split('id="digests"')[1]


def test_a_payload_that_was_changed_behind_the_back_shows_as_different(world, ended, read):
    entry = entry_of(ended, Event.DECISION_SIGNED)
    triggers.remove(connection)
    try:
        text = entry.payload.text.replace("80/QĐ-TP", "81/QĐ-TP")
        with connection.cursor() as cursor:
            table = TrailPayload._meta.db_table
            cursor.execute(
                f"UPDATE {table} SET text = %s WHERE entry_id = %s",  # noqa: S608 our own table
                [text, entry.number],
            )
    finally:
        triggers.install(connection)

    assert "badge-unmet" in read("inspector", at(entry)).split('id="digests"')[1]


@pytest.mark.parametrize("event", [Event.RULES_EVALUATED, Event.BALLOT_COUNTED])
def test_a_verdict_and_a_count_come_out_the_same_again(event, world, ended, read):
    entry = entry_of(ended, event)

    assert proof.replayed(entry) == []
    assert "notice-met" in read("inspector", at(entry, "?lam-lai=1"))


def test_a_recorded_verdict_that_the_law_does_not_bear_out_shows_where_it_differs(world, ended):
    entry = entry_of(ended, Event.RULES_EVALUATED)
    contents = json.loads(entry.payload.text)
    contents["verdicts"][0]["verdict"]["own"][-1] = [False]  # whether it passes
    entry.payload.text = json.dumps(contents)

    divergences = proof.replayed(entry)

    assert [one.pointer for one in divergences] == ["/verdicts/0/verdict/passes"]


def test_a_verdict_whose_form_is_gone_is_shown_as_no_longer_whole(ended):
    run = GateRun.objects.filter(dossier=ended).first()

    shown = findings.view(run, {"verdicts": [{"candidate": "1"}]}, {}, on=run.facts_on)

    assert shown.lost
    assert (shown.failure, shown.findings) == ("", [])


def test_the_facts_are_gathered_again_as_they_were_known_then(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    entry = entry_of(dossier, Event.RULES_EVALUATED)

    gathered = proof.gathered_again(entry, Dossier.objects.get(pk=dossier.pk))

    assert gathered is not None
    assert gathered.count > 20
    assert gathered.differences == []


def test_a_verdict_told_of_other_facts_than_the_history_holds_is_shown_to_differ(world, ended):
    entry = entry_of(ended, Event.RULES_EVALUATED)
    # The moment before anybody was on record: nothing was known then.
    entry.payload.text = re.sub(r'"known_at":"\d{4}', '"known_at":"2001', entry.payload.text)

    gathered = proof.gathered_again(entry, ended)

    assert gathered.differences


def test_the_inspector_finds_by_dossier_by_decision_and_by_name(world, ended, read):
    name = str(ended.candidates.get(status="decided"))
    for asked in (ended.number, "80/QĐ", name):
        assert trail_of(ended) in read("inspector", f"/thanh-tra/?q={asked}")


def test_refused_attempts_are_shown_with_who_and_why(world, ended, read, as_role):
    as_role(world.account("party_committee")).get(trail_of(ended))

    text = read("inspector", "/thanh-tra/")

    assert "is-refused" in text
    assert world.account("party_committee").display_name in text
    assert ended.number in text


def test_verifying_says_that_the_record_is_whole_and_is_itself_recorded(world, ended, as_role):
    size = TrailEntry.objects.count()

    response = as_role(world.account("inspector")).post(reverse("desk:verify-trail"))

    text = response.content.decode()
    assert response.status_code == 200
    assert "notice-met" in text
    last = TrailEntry.objects.latest("number")
    assert last.event == Event.TRAIL_VERIFIED.value
    assert last.extras["size"] == size
    assert last.extras["root"] in text


def test_verifying_is_an_act_of_the_inspector_and_not_a_link(world, as_role):
    address = reverse("desk:verify-trail")

    answer = as_role(world.account("inspector")).get(address)

    assert (answer.status_code, answer.url) == (302, reverse("desk:inspection"))
    assert as_role(world.account("administrator")).post(address).status_code == 403


@pytest.mark.parametrize("role", ["party_committee", "administrator"])
def test_the_record_of_a_dossier_is_not_open_to_roles_without_a_part_in_it(
    role, world, ended, read
):
    entry = entry_of(ended, Event.BALLOT_COUNTED)

    read(role, trail_of(ended), status=403)
    read(role, at(entry), status=403)


def test_an_entry_of_no_dossier_is_for_the_inspector(world, ended, read, as_role):
    as_role(world.account("administrator")).get("/thanh-tra/")
    entry = TrailEntry.objects.filter(dossier="").latest("number")

    read("inspector", at(entry))
    read("hr_officer", at(entry), status=403)


def test_the_record_reads_a_fixed_number_of_times(world, queries):
    dossier = walk.open_dossier(world)
    once = queries("inspector", trail_of(dossier))
    walk.until(world, dossier, "check_candidates")

    assert queries("inspector", trail_of(dossier)) == once
