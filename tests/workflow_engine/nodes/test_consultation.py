"""Bodies are asked in writing; the step waits until each that has to answer has answered."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.models import TrailEntry, contents_of
from tests import made_up, walk
from tests.processes.conftest import problems
from tests.workflow_engine.nodes import said
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Answer, Consulted, Reminder
from workflow_engine.flows.checks.procedures import check_flow
from workflow_engine.nodes import Answered, Consultation, GoOnAct, Letter, RemindAct

pytestmark = pytest.mark.django_db
AGREES, DISAGREES = Answered("agree"), Answered("disagree", "Đơn vị đang thiếu người.")


@pytest.fixture
def dossier(world):
    dossier = said.open_said(world)
    said.until(world, dossier, "consult")
    return dossier


@pytest.fixture
def asked(world, dossier):
    said.take(world, dossier, said.letters(world, "workplace", "receiver"))
    return dossier


def on_each(dossier, answered=AGREES):
    return {candidate.pk: answered for candidate in walk.candidates(dossier)}


def refused_with(world, dossier, act):
    with pytest.raises(IncompleteActError) as refused:
        said.take(world, dossier, act)
    return problems(refused)


def test_the_step_waits_for_every_answer_and_then_goes_on(world, asked):
    assert walk.step(asked) == "consult"
    said.take(world, asked, said.answer(world, "receiver", {None: AGREES}))
    assert walk.step(asked) == "consult"
    said.take(world, asked, said.answer(world, "workplace", on_each(asked)))

    assert walk.step(asked) == "tell"
    assert set(Consulted.objects.values_list("closed", flat=True)) == {True}
    tags = TrailEntry.objects.filter(dossier=asked.number, event__startswith="opinion:")
    assert [entry.event for entry in tags.order_by("number")] == [
        *["opinion:request:sent"] * 2,
        *["opinion:answer:received"] * 3,
    ]


def test_letters_may_go_out_one_by_one(world, dossier):
    said.take(world, dossier, said.letters(world, "workplace"))
    said.take(world, dossier, said.answer(world, "workplace", on_each(dossier)))

    assert walk.step(dossier) == "consult"  # the other body was not asked yet


def test_who_does_not_agree_stops_nothing_and_is_kept_whole(world, asked):
    first, second = walk.candidates(asked)
    answers = {first.pk: AGREES, second.pk: DISAGREES}
    said.take(world, asked, said.answer(world, "workplace", answers))
    said.take(world, asked, said.answer(world, "receiver", {None: DISAGREES}))

    assert walk.candidates(asked) == [first, second]
    assert walk.step(asked) == "tell"
    kept = Answer.objects.filter(stance="disagree").values_list("candidate", "text")
    assert set(kept) == {(second.pk, DISAGREES.text), (None, DISAGREES.text)}


def test_a_body_that_the_article_leaves_open_is_waited_for_once_it_was_asked(world, asked):
    said.take(world, asked, said.letters(world, "party"))
    said.take(world, asked, said.answer(world, "workplace", on_each(asked)))
    said.take(world, asked, said.answer(world, "receiver", {None: AGREES}))
    assert walk.step(asked) == "consult"

    said.take(world, asked, said.answer(world, "party", {None: AGREES}))
    assert walk.step(asked) == "tell"


def test_a_body_is_asked_once_and_then_reminded(world, asked):
    assert refused_with(world, asked, said.letters(world, "receiver")) == ["number-receiver"]

    said.take(world, asked, RemindAct(Letter("receiver", "15/CV", world.on)))

    assert Reminder.objects.get().number == "15/CV"
    assert TrailEntry.objects.filter(event="opinion:request:repeated").count() == 1
    assert walk.step(asked) == "consult"


def test_who_was_not_asked_or_has_answered_is_not_reminded(world, asked):
    said.take(world, asked, said.answer(world, "receiver", {None: AGREES}))

    for code in ("receiver", "party"):
        act = RemindAct(Letter(code, "15/CV", world.on))
        assert refused_with(world, asked, act) == ["body"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"number": ""}, ["number-receiver"]),
        ({"addressee": " "}, ["addressee-receiver"]),
        ({"dated_on": date(2026, 9, 16)}, ["dated_on-receiver"]),
        ({"dated_on": date(2026, 9, 14)}, ["dated_on-receiver"]),
    ],
)
def test_a_letter_that_is_not_whole_does_not_go_out(world, dossier, changes, fields):
    assert refused_with(world, dossier, said.letters(world, "receiver", **changes)) == fields
    assert not Consulted.objects.exists()


def test_no_letter_and_a_body_that_the_article_does_not_name(world, dossier):
    assert refused_with(world, dossier, said.letters(world)) == [""]
    assert refused_with(world, dossier, said.letters(world, "stranger")) == ["body"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"number": ""}, ["number"]),
        ({"signed_by": ""}, ["signed_by"]),
        ({"file": None}, ["file"]),
        ({"received_on": date(2026, 9, 16)}, ["received_on"]),
        ({"answers": {}}, ["stance"]),
        ({"answers": {None: Answered("perhaps")}}, ["stance"]),
        ({"answers": {None: Answered("disagree")}}, ["text"]),
        ({"answers": {None: Answered("other", " ")}}, ["text"]),
        ({"body": "party"}, ["body"]),
        ({"body": "stranger"}, ["body"]),
    ],
)
def test_an_answer_that_is_not_whole_is_told_beside_its_field(world, asked, changes, fields):
    act = replace(said.answer(world, "receiver", {None: AGREES}), **changes)

    assert refused_with(world, asked, act) == fields
    assert not Answer.objects.exists()


def test_an_answer_on_people_is_on_each_of_them(world, asked):
    first, second = walk.candidates(asked)
    on_one = said.answer(world, "workplace", {first.pk: AGREES})
    on_the_matter = said.answer(world, "workplace", {**on_each(asked), None: AGREES})

    assert refused_with(world, asked, on_one) == [f"stance-{second.pk}"]
    assert refused_with(world, asked, on_the_matter) == ["stance"]


def test_a_body_answers_once(world, asked):
    said.take(world, asked, said.answer(world, "receiver", {None: AGREES}))

    again = said.answer(world, "receiver", {None: DISAGREES})
    assert refused_with(world, asked, again) == ["body"]
    assert Answer.objects.get().stance == "agree"


def test_nobody_goes_on_while_an_answer_is_waited_for(world, asked):
    said.take(world, asked, said.answer(world, "receiver", {None: AGREES}))

    assert refused_with(world, asked, GoOnAct("Đã nhắc.")) == [""]


def test_who_left_meanwhile_is_answered_on_no_longer(world, asked):
    first, second = walk.candidates(asked)
    said.take(world, asked, said.answer(world, "receiver", {None: AGREES}))
    withdraw_candidate(
        candidate_id=second.pk,
        reason="Xin rút.",
        document="Đơn",
        account=world.account("hr_officer"),
        at=world.at(),
    )

    said.take(world, asked, said.answer(world, "workplace", {first.pk: AGREES}))

    assert walk.step(asked) == "tell"


# `policy_reply_working_days` is fifteen working days: a figure of the law, made use of here.
@pytest.fixture
def limited(monkeypatch, asked):
    node = walk.task(asked).flow_task
    assert isinstance(node, Consultation)
    monkeypatch.setattr(node, "silent_after", "policy_reply_working_days")
    return asked


def test_where_the_law_says_so_silence_is_waited_for_until_the_last_day(world, limited):
    world.on = date(2026, 10, 6)  # the fifteenth working day after 15/09/2026

    assert refused_with(world, limited, GoOnAct("Đã nhắc hai lần.")) == ["", ""]


def test_where_the_law_says_so_the_step_goes_on_without_the_answer(world, limited):
    world.on = date(2026, 10, 7)
    assert refused_with(world, limited, GoOnAct()) == ["reason"]

    said.take(world, limited, GoOnAct("Đã nhắc hai lần."))

    assert walk.step(limited) == "tell"
    assert not Answer.objects.exists()  # silence is no answer
    entries = TrailEntry.objects.filter(step="consult", event="dossier:step:completed")
    [told] = contents_of(list(entries))
    assert [each["due_on"] for each in told["silent"]] == ["2026-10-06"] * 2


def checked(**consult):
    given = {"bodies": (said.RECEIVER,)} | consult
    node = Consultation(**given).Cites("26", "5").By(said.HR[0]).Next(said.this.check)
    flow = made_up.flow(notify=made_up.nodes()["notify"].Next(said.this.consult), consult=node)
    return [message.id for message in check_flow(flow)]


def test_a_consultation_asks_somebody_each_by_a_name_and_by_a_figure_of_the_law():
    assert "chuan.E033" not in checked()
    assert "chuan.E033" in checked(bodies=())
    assert "chuan.E033" in checked(bodies=(said.RECEIVER, said.RECEIVER))
    assert "chuan.E008" not in checked(silent_after="policy_reply_working_days")
    assert "chuan.E008" in checked(silent_after="no_such_figure")


def test_who_sends_the_letters_is_kept_apart_from_who_decides():
    assert "chuan.E013" in checked()
