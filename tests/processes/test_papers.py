"""The papers of a candidate: all of the article, none too old, none besides."""

from dataclasses import replace
from datetime import timedelta

import pytest

from processes.appointment.on_site_2025 import OnSiteAppointmentFlow2025
from rules.compute.dates import Rounding, add_months
from tests import walk
from tests.workflow_engine.facts.boundaries import rows
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Dossier
from workflow_engine.facts.gathering import gather
from workflow_engine.registry.models import HealthCertificate, Post, PostHolding

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
        walk.take(world, dossier)
    assert [p.field for p in refused.value.problems] == ["delay_explained"]
    walk.take(world, dossier, delay_explained="Chờ kết luận xác minh.")

    limit = dossier.deadlines.get(figure="process_finish_working_days")
    assert limit.explanation == "Chờ kết luận xác minh."
    assert limit.met_on is None


# -------------------------------------------------------------------------------- the first file


AGAIN = "curriculum-vitae"


@pytest.fixture
def later(world, dossier):
    """A later dossier of the same agency that waits for its papers, so many days after the first.

    The first file was submitted on the day of the world.
    """
    walk.until(world, dossier, "gather_papers")
    walk.take(world, dossier)
    first_day = world.on

    def opened(**apart):
        world.on = add_months(first_day, apart.get("months", 0), rounding=Rounding.LAST_DAY)
        world.on += timedelta(days=apart.get("days", 0))
        second = walk.open_dossier(world)
        walk.until(world, second, "gather_papers")
        return second

    return opened


def used_again(world, first, second, kind=AGAIN):
    """The papers of the second dossier, one of them used again from the first."""
    [candidate] = walk.candidates(second)
    paper = first.papers.get(kind=kind, candidate__person=candidate.person)
    return paper, tuple(
        replace(p, number="", used_again=paper.pk) if p.kind == kind else p
        for p in walk.act_for(world, second).papers
    )


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_a_paper_of_the_first_file_is_used_again_as_it_stands_there(world, dossier, later):
    """Art. 35 as amended: "được sử dụng hồ sơ lần đầu"."""
    second = later(days=1)
    paper, papers = used_again(world, dossier, second)

    walk.take(world, second, papers=papers)

    filed = second.papers.get(kind=AGAIN)
    assert filed.used_again == paper
    assert (filed.number, filed.dated_on, filed.issued_by, filed.sha256) == (
        paper.number,
        paper.dated_on,
        paper.issued_by,
        paper.sha256,
    )
    assert walk.to_the_end(world, second).outcome == Outcome.ACHIEVED


@pytest.mark.parametrize("edition", [2025], indirect=True)
def test_the_original_text_knows_no_first_file(world, dossier, later):
    second = later(days=1)
    _, papers = used_again(world, dossier, second)

    with pytest.raises(IncompleteActError):
        walk.take(world, second, papers=papers)


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_a_first_file_serves_for_six_months_to_the_day(world, dossier, later):
    second = later(days=1)
    node = second.flow_class.instance.node("gather_papers")
    [candidate] = walk.candidates(second)
    submitted = world.on - timedelta(days=1)
    last = add_months(submitted, 6, rounding=Rounding.LAST_DAY)

    def offered(on):
        return {kind for _, kind in node.offered(second, [candidate], on=on)}

    every = {paper.kind for paper in node.required}
    assert offered(last) == every - {"submission"}
    assert offered(last + timedelta(days=1)) == set()
    assert offered(submitted) == every - {"submission"}
    assert offered(submitted - timedelta(days=1)) == set()


@pytest.mark.parametrize("edition", [2026], indirect=True)
@pytest.mark.parametrize("of", ["another paper", "the act", "another agency", "a later file"])
def test_what_is_no_paper_of_a_first_file_for_this_act_is_not_used_again(world, dossier, later, of):
    second = later(days=1)
    kind = "submission" if of == "the act" else AGAIN
    paper, papers = used_again(world, dossier, second, kind)
    if of == "another paper":
        other = dossier.papers.get(kind="self-evaluation", candidate=paper.candidate)
        papers = tuple(replace(p, used_again=other.pk) if p.kind == kind else p for p in papers)
    if of == "another agency":
        dossier.agency = world.units["P1"]
        dossier.save()
    if of == "a later file":
        paper.used_again = dossier.papers.get(kind="degrees", candidate=paper.candidate)
        paper.save()
    [candidate] = walk.candidates(second)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, second, papers=papers)

    assert [p.field for p in refused.value.problems] == [f"paper-{candidate.pk}-{kind}"]
    assert not second.papers.filter(step="gather_papers").exists()


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_a_paper_used_again_is_as_old_as_its_limit_at_most(world, dossier, later):
    """The age has no exception: "phải bổ sung thành phần hồ sơ"."""
    second = later(days=1)
    paper, papers = used_again(world, dossier, second)
    limit = add_months(world.on, -6, rounding=Rounding.LAST_DAY)
    paper.dated_on = limit - timedelta(days=1)
    paper.save()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, second, papers=papers)
    assert f"{paper.dated_on:%d/%m/%Y}" in refused.value.problems[0].message

    paper.dated_on = limit
    paper.save()
    walk.take(world, second, papers=papers)


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_whether_a_first_file_serves_is_asked_again_when_it_is_decided(world, dossier, later):
    second = later(days=1)
    _, papers = used_again(world, dossier, second, "degrees")
    walk.take(world, second, papers=papers)
    walk.until(world, second, "decide_appointment")
    submitted = dossier.sign_offs.get(step="gather_papers")
    submitted.on = add_months(world.on, -6, rounding=Rounding.LAST_DAY)
    submitted.save()
    world.on += timedelta(days=1)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, second)

    [problem] = refused.value.problems
    assert problem.field == "decision"
    walk.take(world, second, decision="returned")
    with pytest.raises(IncompleteActError):
        walk.take(world, second, papers=())
    assert walk.to_the_end(world, second).outcome == Outcome.ACHIEVED


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_whether_a_paper_is_spared_is_asked_again_when_it_is_decided(world, dossier, equal_post):
    walk.until(world, dossier, "gather_papers")
    [candidate] = walk.candidates(dossier)
    equal_post(candidate)
    papers = tuple(
        replace(p, number="", not_needed=True) if p.kind == "degrees" else p
        for p in walk.act_for(world, dossier).papers
    )
    walk.take(world, dossier, papers=papers)
    walk.until(world, dossier, "decide_appointment")
    rows.edit(PostHolding.objects.get(post__code="P1-PGD"), voided=True)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)

    [problem] = refused.value.problems
    assert problem.field == "decision"


def test_the_age_of_the_health_certificate_counts_to_the_day_of_the_text(world, dossier):
    """Art. 35, cl. 10: "trước ngày nộp hồ sơ" until 31/07/2026, then "thời điểm xem xét"."""
    walk.until(world, dossier, "gather_papers")
    [candidate] = walk.candidates(dossier)
    [row] = HealthCertificate.objects.filter(person=candidate.person)
    rows.edit(row, issued_on=add_months(world.on, -6, rounding=Rounding.LAST_DAY))

    def age(days):
        facts = gather(dossier, [candidate], on=world.on + timedelta(days=days))
        return facts[candidate.pk]["health_certificate_age_months"].value

    assert (age(0), age(1)) == (6, 7)  # Not submitted yet: it counts to the day itself.
    walk.take(world, dossier)

    by_2025 = dossier.flow_class is OnSiteAppointmentFlow2025
    assert (age(0), age(1), age(60)) == ((6, 6, 6) if by_2025 else (6, 7, 8))
