"""Who presides for the direct superior: in which case, by which post, sent by whom."""

from datetime import timedelta

import pytest

from tests import walk
from tests.processes.conftest import FIRST_CONFERENCE, problems
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Summons
from workflow_engine.registry.models import Post, PostHolding

LEADING = (Post.Standing.HEAD, Post.Standing.DEPUTY)
BY_THE_SUPERIOR = {
    "presided_as": "superior",
    "superior_case": "disunity",
    "superior_reason": "Kết luận thanh tra 12/KL-TTr: nội bộ mất đoàn kết, hai lãnh đạo bị kỷ luật",
}


def test_the_case_in_which_the_superior_presides_is_said_with_its_reason(world, dossier):
    for said, field in (
        ({"superior_case": ""}, "superior_case"),
        ({"superior_case": "whim"}, "superior_case"),
        ({"superior_case": "one-leader"}, "superior_case"),  # three are in office
        ({"superior_case": "no-leader"}, "superior_case"),
        ({"superior_reason": " "}, "superior_reason"),
        ({"superior_case": "new-agency", "superior_reason": ""}, "superior_reason"),
        ({"presided_by": 0}, "presided_by"),
    ):
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, **(BY_THE_SUPERIOR | said))
        assert problems(refused) == [field], said

    walk.take(world, dossier, **BY_THE_SUPERIOR)

    held = dossier.conferences.get()
    assert held.presided_by == world.people["chairman"]
    assert held.presider_role == str(world.posts["TP-CT"])
    assert held.superior_case == "disunity"
    assert held.superior_reason == BY_THE_SUPERIOR["superior_reason"]


def test_no_leader_left_is_what_the_registry_shows(world, dossier):
    for row in PostHolding.objects.filter(post__unit=world.agency, post__standing__in=LEADING):
        row.held_until = world.on
        row.save()

    for case, fields in (("one-leader", ["superior_case"]), ("no-leader", ["superior_reason"])):
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, presided_as="superior", superior_case=case)
        assert problems(refused) == fields
    walk.take(
        world,
        dossier,
        presided_as="superior",
        superior_case="no-leader",
        superior_reason="Cả tập thể lãnh đạo bị nạn ngày 12/11",
    )


def test_what_is_newly_set_up_has_its_leaders_appointed_so(world, dossier):
    world.post.standing = Post.Standing.STAFF
    world.post.save()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, **(BY_THE_SUPERIOR | {"superior_case": "new-agency"}))

    assert problems(refused) == ["superior_case"]


def test_nobody_of_the_agency_represents_its_superior(world, dossier):
    """Neither who is summoned to vote there, nor who holds any post in the agency."""
    for key in ("director", "deputy-director-1", "staff-1", "inspector"):
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, **BY_THE_SUPERIOR, presided_by=world.people[key].pk)
        assert problems(refused) == ["presided_by"]


def test_a_leader_of_the_superior_who_is_summoned_or_of_the_agency_too_does_not_represent_it(
    world, dossier, edition
):
    chairman = world.people["chairman"]
    listed = Summons.objects.create(
        dossier=dossier, conference=FIRST_CONFERENCE[edition], person=chairman
    )
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, **BY_THE_SUPERIOR)
    assert problems(refused) == ["presided_by"]
    listed.struck = True
    listed.save()
    row = PostHolding.objects.create(
        person=chairman, post=world.posts["SO-CV"], held_from=world.on - timedelta(days=9)
    )
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, **BY_THE_SUPERIOR)
    assert problems(refused) == ["presided_by"]
    row.held_until = world.on
    row.save()

    walk.take(world, dossier, **BY_THE_SUPERIOR)


def test_who_leads_the_superior_is_read_on_the_day_of_the_conference(world, dossier):
    row = PostHolding.objects.get(person=world.people["chairman"], post=world.posts["TP-CT"])
    row.held_until = world.on
    row.save()
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, **BY_THE_SUPERIOR)
    assert problems(refused) == ["presided_by"]
    row.held_until = world.on + timedelta(days=1)
    row.save()

    walk.take(world, dossier, **BY_THE_SUPERIOR)


def test_where_the_superior_is_not_on_record_a_paper_says_who_was_sent(world, dossier):
    world.agency.parent = None
    world.agency.save()
    dossier.agency.refresh_from_db()
    sent = {
        **BY_THE_SUPERIOR,
        "presider_role": "Thứ trưởng",
        "sent_by": "Bộ Thử nghiệm",
        "sent_number": "77/CV-BTN",
        "sent_on": world.on,
    }
    for said, field in (
        ({"presider_role": " "}, "presider_role"),
        ({"sent_by": ""}, "sent_by"),
        ({"sent_number": " "}, "sent_number"),
        ({"sent_on": None}, "sent_on"),
        ({"sent_on": world.on + timedelta(days=1)}, "sent_on"),
    ):
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, **(sent | said))
        assert problems(refused) == [field], said

    walk.take(world, dossier, **sent)

    held = dossier.conferences.get()
    assert (held.presider_role, held.sent_by) == ("Thứ trưởng", "Bộ Thử nghiệm")
    assert (held.sent_number, held.sent_on) == ("77/CV-BTN", world.on)
