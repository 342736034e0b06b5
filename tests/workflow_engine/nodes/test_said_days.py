"""What is told and said is of the day of its paper, or of the receipt of a paper that comes in."""

from datetime import timedelta

import pytest

from tests import walk
from tests.processes.conftest import problems
from tests.workflow_engine.nodes import said
from workflow_engine import nodes
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Dossier, Paper, SignOff

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
AGREES = nodes.Answered("agree")


@pytest.fixture
def dossier(world):
    return said.open_said(world)


def reports(made, keys, on):
    return nodes.SelfReportAct(
        {key: nodes.Reported(on, on, "Hoàn thành nhiệm vụ.", said.pdf()) for key in keys}
    )


def act_of(made, dossier, on):
    """Return an act by which the step at hand is done, of a day."""
    people = [each.pk for each in walk.candidates(dossier)]
    step = walk.step(dossier)
    if step == "report":
        return reports(made, people, on)
    if step == "meet":
        return nodes.MeetingAct(
            dict.fromkeys(people, said.talk(made, met_on=on, minutes_dated_on=on))
        )
    if step == "consult":
        return said.letters(made, "workplace", "receiver", dated_on=on)
    return said.act_for(made, dossier, dated_on=on)


def test_each_kind_says_the_day_of_its_paper(world):
    nodes_of = said.SaidFlow.instance.nodes_in_order()
    taken = [node for node in nodes_of if getattr(node, "act", None)]

    assert {node.kind for node in taken} == {
        "notice",
        "self-report",
        "evaluation",
        "meeting",
        "consultation",
    }
    assert [node.name for node in taken if not node.dated_by] == []
    assert nodes.Start(nodes.Meeting()).dated_by == nodes.Meeting.dated_by


@pytest.mark.parametrize("step", ["report", "evaluate", "meet", "consult"])
def test_an_act_that_is_recorded_late_is_of_its_own_day(world, dossier, step):
    said.until(world, dossier, step)
    on_paper = world.on + DAY
    world.on += 3 * DAY

    said.take(world, dossier, act_of(world, dossier, on_paper))

    signed = SignOff.objects.filter(dossier=dossier, step=step).last()
    assert (signed.on, signed.dated_on) == (world.on, on_paper)
    for paper in Paper.objects.filter(dossier=dossier, step=step):
        assert paper.dated_on == on_paper


@pytest.mark.parametrize("step", ["report", "evaluate", "meet", "consult"])
def test_no_act_is_of_a_day_to_come_or_before_what_it_follows(world, dossier, step):
    world.on += 5 * DAY
    said.until(world, dossier, step)
    # The opening alone bears the day on which the dossier was begun; later ones a later day.
    last = SignOff.objects.filter(dossier=dossier).latest("dated_on").dated_on

    for day in (world.on + DAY, last - DAY):
        with pytest.raises(IncompleteActError) as refused:
            said.take(world, dossier, act_of(world, dossier, day))
        assert any("_on" in field for field in problems(refused)), day
    assert not SignOff.objects.filter(dossier=dossier, step=step).exists()


def test_the_parts_of_a_step_do_not_follow_one_another(world, dossier):
    first, second = walk.candidates(dossier)
    early, late = world.on + DAY, world.on + 2 * DAY
    world.on += 3 * DAY

    said.take(world, dossier, reports(world, [first.pk], late))
    said.take(world, dossier, reports(world, [second.pk], early))

    days = SignOff.objects.filter(dossier=dossier, step="report").order_by("pk")
    assert list(days.values_list("dated_on", flat=True)) == [late, early]
    # What comes after the step follows all its parts.
    with pytest.raises(IncompleteActError) as refused:
        said.take(world, dossier, said.act_for(world, dossier, dated_on=early))
    assert problems(refused) == ["dated_on"]
    said.take(world, dossier, said.act_for(world, dossier, dated_on=late))


def test_an_answer_counts_from_its_receipt_and_its_paper_may_be_older(world, dossier):
    said.until(world, dossier, "consult")
    world.on += DAY
    said.take(world, dossier, said.letters(world, "workplace", "receiver"))
    world.on += 3 * DAY
    received = world.on - DAY
    old = world.on - 90 * DAY

    said.take(
        world,
        dossier,
        said.answer(world, "receiver", {None: AGREES}, dated_on=old, received_on=received),
    )

    signed = SignOff.objects.filter(dossier=dossier, step="consult").last()
    assert (signed.on, signed.dated_on) == (world.on, received)
    paper = Paper.objects.get(dossier=dossier, kind="answer")
    assert (paper.dated_on, paper.issuer) == (old, None)


def test_the_own_papers_stand_in_the_row_of_numbers_of_the_agency(world, dossier):
    said.until(world, dossier, "consult")

    papers = Paper.objects.filter(dossier=Dossier.objects.get(pk=dossier.pk))
    issuers = {paper.kind: paper.issuer for paper in papers}
    assert issuers["self-report"] is None  # the person's own
    for kind in ("renewal-notice", "head-evaluation", "meeting-minutes"):
        assert issuers[kind] == world.agency
