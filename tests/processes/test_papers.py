"""The papers of a candidate: all of the article, none too old, none besides."""

from dataclasses import replace
from datetime import timedelta

import pytest

from processes.appointment.on_site_2025 import OnSiteAppointmentFlow2025
from rules.compute.dates import Rounding, add_months
from tests import walk
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Dossier
from workflow_engine.registry.models import Post, PostHolding

Outcome = Dossier.Outcome


# ------------------------------------------------------------------------------ its papers


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_a_paper_that_grew_too_old_is_not_decided_on_and_is_renewed(world, dossier):
    """NĐ 170/2025, art. 35 as amended: "tính đến thời điểm xem xét"."""
    walk.until(world, dossier, "gather_papers")
    act = walk.act_for(world, dossier)
    limit = add_months(world.on, -6, rounding=Rounding.LAST_DAY)
    walk.take(
        world,
        dossier,
        papers=tuple(
            replace(p, dated_on=limit) if p.kind == "health-certificate" else p for p in act.papers
        ),
    )
    walk.until(world, dossier, "decide_appointment")
    world.on += timedelta(days=1)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)

    [problem] = refused.value.problems
    assert problem.field == "decision"
    assert f"{limit:%d/%m/%Y}" in problem.message
    assert f"{limit + timedelta(days=1):%d/%m/%Y}" in problem.message
    assert not dossier.decisions.exists()
    walk.take(world, dossier, decision="returned")
    assert walk.step(dossier) == "gather_papers"
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=())
    assert walk.to_the_end(world, dossier).outcome == Outcome.ACHIEVED


@pytest.mark.parametrize("edition", [2025], indirect=True)
def test_in_the_text_of_2025_an_age_counts_to_the_day_of_submission(world, dossier):
    """Art. 35, cl. 3 and 10, original text: "06 tháng trước ngày nộp hồ sơ"."""
    walk.until(world, dossier, "gather_papers")
    limit = add_months(world.on, -6, rounding=Rounding.LAST_DAY)
    act = walk.act_for(world, dossier)

    def dated(on):
        return tuple(
            replace(p, dated_on=on) if p.kind == "curriculum-vitae" else p for p in act.papers
        )

    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=dated(limit - timedelta(days=1)))
    walk.take(world, dossier, papers=dated(limit))
    walk.until(world, dossier, "decide_appointment")
    world.on += timedelta(days=1)
    gathering = dossier.flow_class.instance.node("gather_papers")
    assert gathering.counted_to(dossier, on=world.on) == world.on - timedelta(days=1)
    walk.take(world, dossier, decision="returned")

    # Submitted anew, it is looked at anew.
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=())
    walk.take(world, dossier, papers=act.papers)
    walk.until(world, dossier, "decide_appointment")
    world.on += timedelta(days=1)
    assert walk.to_the_end(world, dossier).outcome == Outcome.ACHIEVED


@pytest.fixture
def equal_post(world):
    """Give a candidate a post of the title to be filled, in another unit."""

    def held(candidate):
        post = Post.objects.create(
            code="P1-PGD",
            unit=world.units["P1"],
            title=world.titles["T-PGD"],
            standing=Post.Standing.DEPUTY,
        )
        PostHolding.objects.create(
            person=candidate.person,
            post=post,
            held_from=world.on - timedelta(days=400),
            term_months=60,
            document_number="4/QĐ",
            document_date=world.on - timedelta(days=400),
        )

    return held


@pytest.mark.parametrize("spared", ["political-standards", "degrees"])
def test_what_is_not_needed_for_a_post_no_higher_is_said_and_not_filed(
    world, dossier, equal_post, spared
):
    """Art. 35 as amended, last paragraph; the original text spares nothing."""
    walk.until(world, dossier, "gather_papers")
    [candidate] = walk.candidates(dossier)
    whole = walk.act_for(world, dossier).papers
    papers = tuple(replace(p, number="", not_needed=True) if p.kind == spared else p for p in whole)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, papers=papers)
    assert [p.field for p in refused.value.problems] == [f"paper-{candidate.pk}-{spared}"]

    equal_post(candidate)
    # To leave it out says nothing; that nothing new has arisen is said.
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=tuple(p for p in whole if p.kind != spared))
    if dossier.flow_class is OnSiteAppointmentFlow2025:
        with pytest.raises(IncompleteActError):
            walk.take(world, dossier, papers=papers)
        return
    walk.take(world, dossier, papers=papers)
    assert dossier.papers.get(kind=spared).not_needed


def test_no_other_paper_is_spared(world, dossier, equal_post):
    walk.until(world, dossier, "gather_papers")
    [candidate] = walk.candidates(dossier)
    equal_post(candidate)
    spared = {"political-standards", "degrees"}
    papers = tuple(
        p if p.kind in spared else replace(p, number="", not_needed=True)
        for p in walk.act_for(world, dossier).papers
    )

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, papers=papers)

    assert len(refused.value.problems) == len(papers) - len(spared)


def test_a_paper_may_be_as_old_as_its_limit_on_the_day_of_the_decision(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    limit = add_months(world.on, -6, rounding=Rounding.LAST_DAY)
    for paper in dossier.papers.filter(candidate=candidate, step="gather_papers"):
        paper.dated_on = limit
        paper.save()

    assert walk.to_the_end(world, dossier).outcome == Outcome.ACHIEVED


# -------------------------------------------------------------------------------- the papers


def test_every_paper_of_the_article_has_to_be_there(world, dossier):
    walk.until(world, dossier, "gather_papers")
    act = walk.act_for(world, dossier)

    for paper in act.papers:
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, papers=tuple(p for p in act.papers if p is not paper))

        assert [p.field for p in refused.value.problems] == [
            f"paper-{paper.candidate}-{paper.kind}"
        ]
    assert dossier.papers.filter(step="gather_papers").count() == 0


def test_a_paper_that_is_too_old_is_not_accepted(world, dossier):
    walk.until(world, dossier, "gather_papers")
    act = walk.act_for(world, dossier)
    limit = add_months(world.on, -6, rounding=Rounding.LAST_DAY)

    def dated(on):
        return tuple(
            replace(p, dated_on=on) if p.kind == "health-certificate" else p for p in act.papers
        )

    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=dated(limit - timedelta(days=1)))
    walk.take(world, dossier, papers=dated(limit))

    assert walk.step(dossier) in ("check_before_decision", "decide_appointment")


def test_a_paper_that_the_article_does_not_list_is_not_filed(world, dossier):
    walk.until(world, dossier, "gather_papers")
    act = walk.act_for(world, dossier)

    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=(*act.papers, replace(act.papers[0], kind="decision")))


def test_no_act_makes_a_paper_without_a_number(world, fresh):
    """Found by the random driver: minutes without a number left no paper, and nobody minded."""
    numbers = {
        "approval": "number",
        "conference": "minutes_number",
        "disclosure": "minutes_number",
        "opinion": "number",
        "decision": "number",
    }
    seen = set()
    while (waiting := walk.task(fresh)) is not None:
        kind = waiting.flow_task.kind
        if kind in numbers:
            with pytest.raises(IncompleteActError) as refused:
                walk.take(world, fresh, **{numbers[kind]: " "})
            assert numbers[kind] in [p.field for p in refused.value.problems]
            seen.add(kind)
        elif kind == "papers-check":
            act = walk.act_for(world, fresh)
            with pytest.raises(IncompleteActError):
                walk.take(world, fresh, papers=tuple(replace(p, number="") for p in act.papers))
        walk.take(world, fresh)

    assert seen == set(numbers)


def test_a_late_procedure_is_explained(world, dossier):
    walk.until(world, dossier, "gather_papers")
    world.on = dossier.deadlines.get(figure="process_finish_working_days").due_on + timedelta(
        days=1
    )

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, delay_explained="")
    assert [p.field for p in refused.value.problems] == ["delay_explained"]
    walk.take(world, dossier, delay_explained="Chờ kết luận xác minh.")

    limit = dossier.deadlines.get(figure="process_finish_working_days")
    assert limit.explanation == "Chờ kết luận xác minh."
    assert limit.met_on is None
