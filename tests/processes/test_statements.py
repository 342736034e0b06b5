"""What a step states of facts: typed by the law, on one document, corrected by a later step."""

from dataclasses import replace

import pytest

from compliance.replay import replay_dossier
from rules.library import law
from tests import walk
from tests.processes import answering
from tests.processes.conftest import problems
from workflow_engine.acts import steps
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Statement
from workflow_engine.facts import gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return walk.world(candidates=1)


@pytest.fixture
def dossier(world):
    with answering.known():
        opened = answering.open_dossier(world)
        walk.until(world, opened, "hold_leadership_conference")
        walk.take(world, opened, votes={"agree": 0})
        assert walk.step(opened) == "report_and_go_on"
        yield opened


def known(world, dossier, fact):
    """What a gate would read of the one candidate."""
    [candidate] = walk.candidates(dossier)
    found = gather(dossier, [candidate], on=world.on)[candidate.pk].get(fact)
    return found.value if found else None


def test_a_step_that_states_facts_is_not_taken_without_them(world, dossier):
    [candidate] = walk.candidates(dossier)

    waiting = walk.task(dossier)
    act = walk.act_for(world, dossier, number=" ")

    with pytest.raises(IncompleteActError) as refused:
        steps.perform(
            task_id=waiting.pk,
            act=act,
            account=world.account(waiting.flow_task.roles[0]),
            at=world.at(),
        )

    assert set(problems(refused)) == {
        "stated-rotation_reason",
        "stated-planned_rotation_months",
        f"stated-urgent_task_unfinished-{candidate.pk}",
        "stated-document_number",
        "stated-issued_by",
        "number",
    }
    assert not Statement.objects.filter(fact="rotation_reason").exists()


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("planned_rotation_months", 0),
        ("planned_rotation_months", 121),
        ("planned_rotation_months", True),
        ("planned_rotation_months", "36"),
        ("rotation_reason", "because"),
        ("rotation_reason", None),
    ],
)
def test_a_value_that_the_law_does_not_admit_is_refused_with_what_it_admits(
    world, dossier, fact, value
):
    given = answering.said(world, dossier)
    given = replace(given, values={**given.values, (fact, None): value})

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, said=given)

    assert problems(refused) == [f"stated-{fact}"]
    assert law().facts[fact].label["vi"] in refused.value.problems[0].message


def test_what_a_step_states_is_known_at_once_and_stands_in_the_record(world, dossier):
    [candidate] = walk.candidates(dossier)
    assert known(world, dossier, "planned_rotation_months") is None

    walk.take(world, dossier, said=answering.said(world, dossier))

    assert known(world, dossier, "planned_rotation_months") == 36
    assert known(world, dossier, "rotation_reason") == "planning"
    assert known(world, dossier, "urgent_task_unfinished") is False
    rows = Statement.objects.exclude(trail_entry=None).filter(document_number="9/KH")
    assert {(row.fact, row.candidate_id) for row in rows} == {
        ("planned_rotation_months", None),
        ("rotation_reason", None),
        ("urgent_task_unfinished", candidate.pk),
    }
    assert replay_dossier(dossier.number).same


def test_a_later_step_corrects_what_an_earlier_one_stated_and_both_stay(world, dossier):
    walk.take(world, dossier, said=answering.said(world, dossier))
    walk.take(world, dossier, votes={"agree": 0})

    walk.take(world, dossier, said=answering.said(world, dossier, months=48))

    first, second = Statement.objects.filter(fact="planned_rotation_months").order_by("pk")
    assert second.supersedes == first
    assert known(world, dossier, "planned_rotation_months") == 48
