"""Who decides for a post on a day: the narrowest row in force, and nobody where there is none."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from compliance import trail
from compliance.models import TrailEntry
from tests import walk
from tests.processes.conftest import problems
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.registry import signing
from workflow_engine.registry.delegations import add_delegation, authority_for, end_delegation
from workflow_engine.registry.models import Delegation, PostHolding

pytestmark = pytest.mark.django_db
CODE = "appointment-on-site"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def module_world(in_one_transaction):
    return walk.world(on=date(2026, 9, 15), delegated=False)


def row(world, **changes):
    given = {
        "kind": "delegated",
        "procedure": CODE,
        "unit": world.units["TP"],
        "authority": world.posts["TP-CT"],
        "held_from": date(2026, 9, 1),
        "document_number": "1/QĐ-UBND",
        "document_date": date(2026, 8, 20),
        "issued_by": "UBND Thành phố Thử",
        "page": "Điều 2",
        "party_managed": False,
    }
    return Delegation(**(given | changes))


def keeping(world):
    admin = world.account("administrator")
    actor = trail.Actor(account=admin.pk, role="administrator", unit="TP")
    by = world.people["administrator"]
    return {"by": by, "within": "/", "actor": actor, "at": world.at(), "on": world.on}


def add(world, *, within="", **changes):
    made = row(world, **changes)
    given = keeping(world) | {"within": within or world.units["TP"].path}
    add_delegation(made, **given)
    return made


def decides(world, post="SO-PGD", on=None, code=CODE):
    found = world.posts[post]
    answer = authority_for(code, found, found.unit, on=on or world.on)
    return answer.row if answer else None


def test_without_a_row_nobody_decides(world):
    assert decides(world) is None
    add(world, procedure="another-procedure")
    assert decides(world) is None


def test_a_row_is_for_the_posts_of_its_unit_and_below(world):
    made = add(world, unit=world.units["SO"])

    assert decides(world) == made
    assert decides(world, "P1-TP") == made
    assert decides(world, "TP-PCT") is None


def test_a_row_holds_from_its_first_day_to_the_day_before_its_last(world):
    made = add(world, held_until=date(2026, 10, 1))

    held = {on: decides(world, on=on) for on in (made.held_from - DAY, made.held_from)}
    assert list(held.values()) == [None, made]
    assert decides(world, on=date(2026, 9, 30)) == made
    assert decides(world, on=date(2026, 10, 1)) is None


def test_the_row_of_the_nearest_unit_says_it(world):
    add(world, title=world.titles["T-PGD"])
    nearer = add(world, unit=world.units["SO"], authority=world.posts["SO-GD"])

    assert decides(world) == nearer


def test_a_title_says_it_before_a_rank_and_a_low_rank_before_a_high_one(world):
    every = add(world)
    assert decides(world) == every
    high = add(world, rank_most=60)
    assert decides(world) == high
    low = add(world, rank_most=50)  # the rank of the post itself
    assert decides(world) == low
    below = add(world, rank_most=49)
    assert decides(world) == low
    assert decides(world, "P1-TP") == below
    title = add(world, title=world.titles["T-PGD"])
    assert decides(world) == title


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_until": date(2026, 9, 1)}, "held_until"),
        ({"document_date": date(2026, 9, 16), "held_from": date(2026, 9, 16)}, "document_date"),
        ({"held_from": date(2026, 8, 19)}, "held_from"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(world, changes, field):
    with pytest.raises(IncompleteActError) as refused:
        add(world, **changes)

    assert problems(refused) == [field]
    assert not Delegation.objects.exists()


def test_a_row_is_of_a_title_or_of_a_rank(world):
    both = {"title": world.titles["T-PGD"], "rank_most": 50}
    with pytest.raises(IncompleteActError) as refused:
        add(world, **both)
    assert problems(refused) == ["rank_most"]
    with pytest.raises(IntegrityError), transaction.atomic():
        row(world, **both).save()


def test_two_rows_of_the_same_posts_do_not_hold_at_once(world):
    first = add(world)
    with pytest.raises(IncompleteActError) as refused:
        add(world, held_from=date(2026, 12, 1))
    assert problems(refused) == ["held_from"]

    end(world, first, date(2026, 12, 1))
    second = add(world, held_from=date(2026, 12, 1))
    assert decides(world, on=date(2026, 11, 30)) == first
    assert decides(world, on=date(2026, 12, 1)) == second


def end(world, made, day, reason="Theo Quyết định 5/QĐ-UBND."):
    end_delegation(made, held_until=day, reason=reason, **keeping(world))


def test_a_row_ends_today_or_later_once_and_with_a_reason(world):
    made = add(world)

    for day, reason, field in (
        (world.on - DAY, "Theo QĐ 5.", "held_until"),
        (world.on, " ", "reason"),
    ):
        with pytest.raises(IncompleteActError) as refused:
            end(world, made, day, reason)
        assert problems(refused) == [field]
    end(world, made, world.on)
    with pytest.raises(IncompleteActError) as refused:
        end(world, made, world.on + DAY)
    assert problems(refused) == ["held_until"]
    tags = TrailEntry.objects.filter(event__startswith="access:authority:")
    assert [each.event for each in tags.order_by("number")] == [
        "access:authority:given",
        "access:authority:ended",
    ]


def test_a_unit_that_is_not_kept_is_given_no_authority(world):
    with pytest.raises(IncompleteActError) as refused:
        add(world, within=world.units["P1"].path)

    assert problems(refused) == ["unit"]


def test_nobody_enters_by_what_he_decides_and_his_hand_stays_on_the_row(world):
    admin, chairman = world.people["administrator"], world.people["chairman"]
    for by in (chairman, None):
        with pytest.raises(IncompleteActError) as refused:
            add_delegation(row(world), **(keeping(world) | {"by": by}))
        assert problems(refused) == ["authority"]
    post = world.post
    wide = add(world)
    near = add(world, title=world.titles["T-PGD"])
    assert authority_for(CODE, post, post.unit, on=world.on).through == {admin.pk}

    ends = keeping(world) | {"by": chairman}
    end_delegation(near, held_until=world.on, reason="Theo QĐ 5.", **ends)
    found = authority_for(CODE, post, post.unit, on=world.on)
    assert found.row == wide
    assert found.through == {admin.pk, chairman.pk}


def test_one_task_goes_before_all_of_them(world):
    whole = add(world)
    approvals = add(world, task="approves", authority=world.posts["SO-GD"])
    assert decides(world) == whole
    post = world.post
    assert authority_for(CODE, post, post.unit, on=world.on, task="approves").row == approvals


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"signs_as": "KT."}, "signs_as"),
        ({"signs_as": "TL.", "authority": "SO-PGD"}, "signs_as"),
        ({"signs_as": "TUQ.", "authority": "SO-GD", "held_until": date(2027, 1, 1)}, "kind"),
        ({"signs_as": "TUQ.", "authority": "SO-GD", "kind": "authorised"}, "held_until"),
        ({"party_managed": None}, "party_managed"),
        ({"party_managed": True}, "party_body"),
        ({"page": " "}, "page"),
    ],
)
def test_a_row_says_what_can_be_signed_and_what_is_waited_for(world, changes, field):
    named = changes | {"authority": world.posts[changes.get("authority", "TP-CT")]}
    with pytest.raises(IncompleteActError) as refused:
        add(world, **named)
    assert problems(refused) == [field]


@pytest.mark.parametrize(
    ("post", "signs_as", "kind", "lines"),
    [
        ("TP-CT", "TM.", "appointed", ["TM. ỦY BAN NHÂN DÂN THÀNH PHỐ THỬ", "CHỦ TỊCH"]),
        ("SO-PGD", "KT.", "appointed", ["KT. GIÁM ĐỐC SỞ", "PHÓ GIÁM ĐỐC SỞ"]),
        ("SO-PGD", "TM.", "appointed", ["TM. SỞ THỬ", "KT. GIÁM ĐỐC SỞ", "PHÓ GIÁM ĐỐC SỞ"]),
        ("SO-GD", "TUQ.", "appointed", ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ"]),
        ("P1-TP", "TL.", "appointed", ["TL. GIÁM ĐỐC SỞ", "TRƯỞNG PHÒNG"]),
        ("SO-GD", "", "acting", ["Q. GIÁM ĐỐC SỞ"]),
    ],
)
def test_the_lines_of_the_signature_follow_from_the_row(world, post, signs_as, kind, lines):
    made = row(world, authority=world.posts[post], signs_as=signs_as)
    assert list(signing.lines(made, PostHolding(kind=kind))) == lines
