"""Who approves and decides is said by a row of the delegations, on the day of the paper."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from compliance.models import TrailEntry
from tests import walk
from workflow_engine.acts.beside.concluding import file_conclusion
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Candidate, Dossier, SignOff
from workflow_engine.flows.flow import by_procedure
from workflow_engine.nodes.authority import matter
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.django_db
CODE = "appointment-on-site"
BODY = "Ban Thường vụ Đảng ủy Thử"


@pytest.fixture(scope="module")
def module_world(in_one_transaction):
    return walk.world(on=date(2026, 9, 15), delegated=False)


def refused(world, dossier, **changes):
    before = walk.step(dossier)
    with pytest.raises(IncompleteActError) as told:
        walk.take(world, dossier, **changes)
    assert walk.step(dossier) == before
    return [(problem.field, str(problem.message)) for problem in told.value.problems]


def test_without_a_row_nobody_approves_and_it_is_said_which_row_is_missing(world):
    dossier = walk.open_dossier(world)
    [(field, told)] = refused(world, dossier)

    assert field == "decision"
    administrator = world.people["administrator"].full_name
    for said in (str(dossier.flow_class.procedure_title), str(world.post), "15/09/2026"):
        assert said in told
    assert administrator in told
    # Neither a return nor a refusal is for whom no row names.
    for decision in ("returned", "refused"):
        assert refused(world, dossier, decision=decision)[0][0] == "decision"

    walk.delegate(world, CODE)
    walk.take(world, dossier)


@pytest.mark.parametrize(
    "changes",
    [
        {"held_until": date(2026, 9, 15)},
        {"held_from": date(2026, 9, 16)},
        {"authority": "SO-GD"},
        {"task": "decides"},
        {"procedure": "appointment-elsewhere"},
        {"entered_by": "chairman"},
        {"entered_by": None},
        {"party_managed": None},
    ],
    ids=lambda each: next(iter(each)),
)
def test_a_row_that_does_not_serve_lets_nobody_decide(world, changes):
    named = {
        **changes,
        **({"authority": world.posts["SO-GD"]} if "authority" in changes else {}),
        **({"entered_by": world.people["chairman"]} if changes.get("entered_by") else {}),
    }
    walk.delegate(world, named.pop("procedure", CODE), **named)
    dossier = walk.open_dossier(world)

    assert [field for field, _told in refused(world, dossier)] == ["decision"]


def test_whoever_holds_the_post_no_more_does_not_decide(world):
    walk.delegate(world, CODE)
    dossier = walk.open_dossier(world)
    [held] = PostHolding.objects.filter(person=world.people["chairman"], post__code="TP-CT")
    held.held_until = world.on
    held.save()

    assert refused(world, dossier)[0][0] == "decision"


def test_the_signature_follows_from_the_row_and_is_kept(world):
    row = walk.delegate(world, CODE, signs_as="TM.")
    dossier = walk.to_the_end(world, walk.open_dossier(world))

    signed = SignOff.objects.filter(dossier=dossier, authority=row)
    assert [each.step for each in signed] == [
        "decide_policy",
        "approve_summons",
        "decide_appointment",
    ]
    lines = ["TM. ỦY BAN NHÂN DÂN THÀNH PHỐ THỬ", "CHỦ TỊCH"]
    assert {each.signature for each in signed} == {"\n".join(lines)}
    decided = TrailEntry.objects.get(dossier=dossier.number, event="decision:decision:signed")
    assert decided.contents["signature"] == lines
    assert decided.contents["decides_by"]["number"] == row.document_number


def test_a_title_of_the_party_waits_for_the_conclusion_that_the_decision_cites(world):
    walk.delegate(world, CODE, party_managed=True, party_body=BODY)
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)

    def conclude(**changes):
        given = {
            "candidate": candidate.pk,
            "issued_by": BODY,
            "number": "15-KL/ĐU",
            "dated_on": world.on,
            "file": ContentFile(b"%PDF-1.7 scan", name="15.pdf"),
            "account": world.account("hr_officer"),
        }
        file_conclusion(dossier_id=dossier.pk, at=world.at(), **(given | changes))

    [(field, told)] = refused(world, dossier)
    assert (field, BODY in told) == ("decision", True)
    with pytest.raises(IncompleteActError):
        conclude(file=None)
    conclude(issued_by="Đảng ủy khác", number="14-KL/ĐU")
    assert "Đảng ủy khác" in refused(world, dossier)[0][1]
    conclude()
    walk.take(world, dossier)

    decided = TrailEntry.objects.get(dossier=dossier.number, event="decision:decision:signed")
    assert decided.contents["party_conclusion"]["number"] == "15-KL/ĐU"


def test_who_manages_the_person_decides_a_secondment(world):
    """The row is that of the post held, not of the post that is taken (art. 26, cl. 4)."""
    flow = by_procedure()["secondment"].edition_on(world.on)
    person = world.people["candidate-1"]
    taken = world.posts["TP-PCT"]
    nominal = Dossier(flow_class=flow, agency=world.agency, opened_on=world.on)
    considered = Candidate(dossier=nominal, person=person, post=taken)

    post, unit = matter(nominal, considered, on=world.on)

    assert (post, unit) == (world.posts["P2-TP"], world.units["P2"])
