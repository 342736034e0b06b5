"""All entries of one natural person are one to every rule: who is entered, presides, decides."""

from datetime import date

import pytest

from tests import walk
from tests.processes.conftest import problems
from workflow_engine import nodes
from workflow_engine.acts import steps
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.taking_part import participants_of
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.parametrize("edition", [2026], indirect=True)


def test_whoever_acted_by_one_entry_does_not_decide_by_another(world, fresh):
    node = fresh.flow_class.instance.node("decide_appointment")
    other = walk.second_entry(world.people["hr-officer"])
    assert steps.kept_apart(fresh, node, other.pk) is None
    assert other.pk not in participants_of(fresh)

    walk.found_same(world.people["hr-officer"], other)

    assert steps.kept_apart(fresh, node, other.pk) == fresh.sign_offs.first()
    assert participants_of(fresh) == {other.pk}


def test_an_entry_made_in_error_is_not_entered_as_a_candidate(world, fresh):
    person = world.eligible[0]
    other = walk.second_entry(person)
    walk.found_same(other, person)
    walk.until(world, fresh, "list_candidates")

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, fresh, people=(other.pk,))

    assert problems(refused) == ["people"]
    assert person.personal_number in str(refused.value)
    assert not fresh.candidates.exists()


def test_one_person_of_two_entries_is_summoned_once_and_by_the_one_that_stays(world, fresh):
    person = world.people["director"]
    other = walk.second_entry(person)
    PostHolding.objects.create(
        person=other,
        post=world.posts["SO-PGD"],
        held_from=date(2024, 1, 1),
        document_number="1/QĐ",
        document_date=date(2024, 1, 1),
        issued_by="Sở",
    )
    [node, *_rest] = fresh.flow_class.instance.node("draw_up_summons").conferences()
    called = {member.person for member in node.composition(fresh, on=world.on)}
    assert {person.pk, other.pk} <= called

    walk.found_same(other, person)

    assert {m.person for m in node.composition(fresh, on=world.on)} == called - {other.pk}
    walk.until(world, fresh, "draw_up_summons")
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, fresh, lists={node.name: (nodes.Summoned(other.pk, ()),)})
    assert person.personal_number in str(refused.value)


def test_nobody_presides_by_an_entry_made_in_error(world, dossier):
    person = world.people["director"]
    other = walk.second_entry(person)
    walk.found_same(other, person)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, presided_by=other.pk)

    assert problems(refused) == ["presided_by"]
