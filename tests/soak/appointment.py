"""The slips of an appointment on site counted a second time, as its articles say.

The independent side of the comparison is written here in a few lines of integers, from the wording
of the article.
"""

from processes.appointment.papers import PAPERS_2025, PAPERS_2026
from rules.compute.dates import Rounding, add_months
from workflow_engine.dossiers.models import BallotVotes, Candidate

PROCEDURE = "appointment-on-site"
PAPERS = {2025: PAPERS_2025, 2026: PAPERS_2026}
CONFERENCES = {
    2025: {
        "hold_first_leadership_conference",
        "hold_extended_conference",
        "hold_second_leadership_conference",
        "hold_key_cadre_conference",
        "hold_third_leadership_conference",
    },
    2026: {
        "hold_leadership_conference",
        "hold_extended_conference",
        "hold_key_cadre_conference",
        "hold_final_leadership_conference",
    },
}


def votes_of(conference):
    return BallotVotes.objects.filter(ballot__conference=conference)


def chosen(conference, edition):
    """Tell from the slips alone whom a conference carries forward, as the article says."""
    votes = {row.candidate_id: row.slips for row in votes_of(conference)}
    able = conference.invited - (conference.excused if edition == 2026 else 0)
    if conference.step == "hold_deciding_ballot":
        return {pk for pk, v in votes.items() if 3 * v >= 2 * conference.invited}
    if conference.step == "hold_key_cadre_conference":
        if edition == 2025:
            return set(votes)
        return {pk for pk, v in votes.items() if 2 * v > conference.present}
    over = {pk for pk, v in votes.items() if 2 * v > able}
    if conference.step in ("hold_final_leadership_conference", "hold_third_leadership_conference"):
        tied = {pk for pk, v in votes.items() if 2 * v == able}
        return over or (tied if len(tied) == 2 else set())
    return over or {pk for pk, v in votes.items() if 10 * v >= 3 * able}


def check_slips(conference):
    ballot = conference.ballots.get()
    counted = sum(row.slips for row in ballot.votes.all()) + ballot.slips_blank_or_spoiled
    assert counted == ballot.slips_returned <= ballot.slips_distributed
    assert ballot.slips_distributed == conference.present
    assert ballot.slips_prepared == conference.invited
    assert conference.present + conference.excused <= conference.invited


def check_carried(conference, edition):
    """Right after a ballot: those stay, and those alone, whom the slips select."""
    voted = {row.candidate_id for row in votes_of(conference)}
    gone = set(
        conference.dossier.candidates.filter(
            status=Candidate.Status.NOT_SELECTED, status_step=conference.step
        ).values_list("pk", flat=True)
    )
    if conference.ballots.exists() and conference.outcome != "differs":
        assert voted - gone == chosen(conference, edition), conference.step


def check_appointment(decision, edition):
    """No appointment without every ballot counted, every paper there, and two different people."""
    dossier, candidate = decision.dossier, decision.candidate
    held = {row.step: row for row in dossier.conferences.all()}
    assert CONFERENCES[edition] <= set(held)
    for step, conference in held.items():
        kinds = set(dossier.papers.filter(step=step).values_list("kind", flat=True))
        assert "conference-minutes" in kinds
        if edition == 2025:
            assert 3 * conference.present >= 2 * conference.invited
        if step == "hold_first_leadership_conference":
            continue
        assert "count-minutes" in kinds
        check_slips(conference)
        if candidate.added_at == "name_others" and step == "hold_extended_conference":
            assert "hold_deciding_ballot" in held
            continue  # introduced after it, and then by two thirds of all members
        if not (step == "hold_second_leadership_conference" and "hold_deciding_ballot" in held):
            assert candidate.pk in chosen(conference, edition), step
    gathered = dossier.sign_offs.filter(step="gather_papers").last()
    limit = add_months(gathered.on, -6, rounding=Rounding.LAST_DAY)
    for paper in PAPERS[edition]:
        filed = dossier.papers.filter(candidate=candidate, kind=paper.kind).last()
        assert filed, f"{paper.kind} is missing"
        assert not paper.max_age or filed.dated_on >= limit
