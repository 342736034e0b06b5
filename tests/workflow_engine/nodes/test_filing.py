"""Filing a paper: one way, with its entry; the number of a decision is given once a year."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest

from compliance import trail
from compliance.events import Event
from compliance.models import contents_of
from tests import walk
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Paper
from workflow_engine.nodes.filing import same_number

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SOURCES = ("workflow_engine", "processes", "compliance")


@pytest.fixture
def world():
    return walk.world(on=date(2026, 9, 15), candidates=1, staff=0)


def refused(world, dossier, **changes):
    with pytest.raises(IncompleteActError) as told:
        walk.take(world, dossier, **changes)
    return {problem.field: str(problem.message) for problem in told.value.problems}


def decided(world, number, **changes):
    """Return a dossier whose policy was approved with a number."""
    dossier = walk.open_dossier(world)
    walk.take(world, dossier, number=number, **changes)
    return dossier


# ----------------------------------------------------------------------------- one way to file


def test_no_code_files_a_paper_but_the_function_that_tells_it():
    filing = []
    for folder in SOURCES:
        for path in Path(folder).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
                if called in ("Paper", "Paper.objects.create", "Paper.objects.bulk_create"):
                    filing.append(path.as_posix())

    assert filing == ["workflow_engine/nodes/filing.py"]


@pytest.mark.parametrize("day", [date(2026, 6, 15), date(2026, 9, 15)])
def test_every_paper_of_a_whole_procedure_is_told_by_an_entry(day):
    world = walk.world(on=day, candidates=1, staff=0)
    dossier = walk.open_dossier(world)
    walk.to_the_end(world, dossier)

    entries = trail.entries(dossier.number).filter(event=Event.PAPER_FILED)
    told = [(entry.extras["paper"], entry.step) for entry in entries]
    papers = list(dossier.papers.order_by("pk").values_list("kind", "step"))

    assert told == papers
    # Each paper that a step says it makes is among them, but for the lists, which have no number.
    taken = {sign_off.step for sign_off in dossier.sign_offs.all()}
    nodes = [node for node in dossier.flow_class.instance.nodes_in_order() if node.name in taken]
    made = {(kind, node.name) for node in nodes for kind in node.produces}
    assert made - set(papers) == {("summons-list", "draw_up_summons")}
    assert [contents["number"] for contents in contents_of(entries)] == list(
        dossier.papers.order_by("pk").values_list("number", flat=True)
    )


def test_an_opinion_that_is_not_asked_for_is_no_paper(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "obtain_party_opinion")

    walk.take(world, dossier, number="", not_asked_because="Đảng ủy lãnh đạo toàn diện.")

    assert not dossier.papers.filter(kind="party-opinion").exists()


# ------------------------------------------------------------------------ the number of a paper


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("5/QĐ-UBND", "05/QĐ-UBND", True),
        ("5/QĐ-UBND", " 5 / qđ-ubnd ", True),
        ("5/QĐ-UBND", "50/QĐ-UBND", False),
        ("5/QĐ-UBND", "5/QĐ-SNV", False),
        ("15/QĐ", "5/QĐ", False),
    ],
)
def test_a_number_is_compared_however_it_was_typed(one, other, same):
    assert same_number(one, other) is same


def test_two_decisions_of_an_authority_do_not_share_a_number_in_a_year(world):
    """NĐ 30/2020, art. 15, cl. 1."""
    first = decided(world, "5/QĐ-TP")
    world.on += DAY
    second = walk.open_dossier(world)

    told = refused(world, second, number="05/qđ-tp", one_paper=True)

    assert set(told) == {"number"}
    assert first.number in told["number"]
    assert "5/QĐ-TP" in told["number"]
    assert "15/09/2026" in told["number"]
    walk.take(world, second, number="6/QĐ-TP")


def test_a_number_is_given_again_in_another_year(world):
    world.on = date(2026, 12, 31)
    decided(world, "5/QĐ-TP")
    world.on = date(2027, 1, 1)

    assert walk.step(decided(world, "5/QĐ-TP")) == "list_candidates"


def test_in_one_dossier_a_number_is_given_once_even_on_one_day(world):
    dossier = decided(world, "5/QĐ-TP")
    walk.until(world, dossier, "approve_summons")

    assert set(refused(world, dossier, number="5/QĐ-TP", one_paper=True)) == {"number"}


def test_the_decision_is_held_to_the_numbers_of_the_approvals(world):
    dossier = decided(world, "5/QĐ-TP")
    walk.until(world, dossier, "decide_appointment")

    assert set(refused(world, dossier, number="5/QĐ-TP")) == {"number"}
    assert not dossier.decisions.exists()


def test_one_paper_that_decides_on_several_matters_is_asked_about_and_confirmed(world):
    first = decided(world, "5/QĐ-TP")
    second = walk.open_dossier(world)

    told = refused(world, second, number="5/QĐ-TP")
    walk.take(world, second, number="5/QĐ-TP", one_paper=True)

    assert set(told) == {"number", "one_paper"}
    assert first.number in told["number"]
    approved = trail.entries(second.number).get(event=Event.PROPOSAL_APPROVED)
    assert contents_of([approved])[0]["one_paper"] is True


def test_the_numbers_of_another_agency_are_its_own(world):
    dossier = walk.open_dossier(world)
    Paper.objects.create(
        dossier=walk.open_dossier(world),
        step="decide_policy",
        kind="policy-decision",
        number="5/QĐ-TP",
        dated_on=world.on,
        issued_by="Sở Thử",
        issuer=world.agency,
    )

    walk.take(world, dossier, number="5/QĐ-TP")

    assert walk.step(dossier) == "list_candidates"


def test_what_a_former_release_filed_by_the_name_of_the_signer_counts(world):
    first = decided(world, "5/QĐ-TP")
    paper = first.papers.get(kind="policy-decision")
    paper.issuer = None
    paper.save()
    world.on += DAY
    second = walk.open_dossier(world)

    assert set(refused(world, second, number="5/QĐ-TP")) == {"number"}
