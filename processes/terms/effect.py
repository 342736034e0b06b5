"""What the end of a term comes to in the registry: the next term in the post, or the end of it.

NĐ 170/2025, art. 36. The next term counts from the end of the one before, also where it is decided
later (cl. 4; as first issued, cl. 3). It is as long as that of the title, or reaches to retirement
where less than that is left (cl. 1; as first issued, cl. 2); an extension always does.
"""

from datetime import date

from rules.compute.dates import Rounding, add_months
from rules.compute.retirement import retirement_month
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.facts import gathering as facts
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.decision import DecisionAct, Effect
from workflow_engine.nodes.declining import DecliningAct
from workflow_engine.registry import terms
from workflow_engine.registry.models import Person, PostHolding


def end_of_term(dossier: Dossier) -> date:
    """Return the day on which the term ends that the dossier is about: the next begins on it."""
    return dossier.dates["term_ends_on"]


def next_term(journal: Journal, candidate: Candidate, act: DecisionAct) -> Effect:
    """Write the next term of a reappointment, as long as the draft of the decision gives.

    The gate has held that length against the law: what is left to retirement is shorter than the
    term of the title only where the term reaches to retirement.
    """
    months, left = _months(journal, candidate, "new_term_months", "months_to_retirement_at_expiry")
    return _renew(journal, candidate, act, months=months, to_retirement=months == left)


def to_retirement(journal: Journal, candidate: Candidate, act: DecisionAct) -> Effect:
    """Write the term of an extension: to retirement (art. 36, cl. 1; art. 40)."""
    [months] = _months(journal, candidate, "months_to_retirement_at_expiry")
    return _renew(journal, candidate, act, months=months, to_retirement=True)


def still_held(dossier: Dossier) -> bool:
    """Tell whether the post is still held by whom the dossier is about."""
    return _held(dossier) is not None


def not_renewed(journal: Journal, candidate: Candidate, act: DecisionAct | DecliningAct) -> Effect:
    """End the post with the decision not to reappoint or to extend (art. 36, cl. 1).

    Interpretation: it is left when the term ends, also where that is decided later: from then on
    nobody could exercise it (cl. 5; as first issued, cl. 4).
    """
    holding = _held(journal.dossier)
    if holding is None:
        return Effect((_not_held(),))
    if moved := _moved(journal.dossier, holding):
        return Effect((moved,))
    _end(journal, holding, act, left=PostHolding.Left.NOT_RENEWED)
    return Effect(ended=(str(holding.post),))


def _months(journal: Journal, candidate: Candidate, *names: str) -> list[int | None]:
    """Return facts in months as the gate has just read them; None where one is not known."""
    known = facts.gather(journal.dossier, [candidate], on=journal.on)[candidate.pk]
    values = [known[name].value if name in known else None for name in names]
    return [value if isinstance(value, int) else None for value in values]


def _renew(
    journal: Journal,
    candidate: Candidate,
    act: DecisionAct,
    *,
    months: int | None,
    to_retirement: bool,
) -> Effect:
    holding, ends = _held(journal.dossier), end_of_term(journal.dossier)
    if holding is None:
        return Effect((_not_held(),))
    if moved := _moved(journal.dossier, holding):
        return Effect((moved,))
    if months is None:
        told = _("How long the next term is nobody knows: enter what the gate asks for, first.")
        return Effect((Problem("candidate", told),))
    _end(journal, holding, act, left=PostHolding.Left.TERM_ENDED)
    until = add_months(ends, months, rounding=Rounding.LAST_DAY)
    PostHolding.objects.create(
        person=candidate.person,
        post=holding.post,
        kind=PostHolding.Kind.APPOINTED,
        held_from=ends,
        held_until=_retires_on(candidate.person) if to_retirement else until,
        # A term to retirement is no number of months: it ends on a day of its own.
        term_months=None if to_retirement else months,
        document_number=act.number,
        document_date=act.dated_on,
        issued_by=str(journal.performer.person),
    )
    return Effect(term_months=months)


def _held(dossier: Dossier) -> PostHolding | None:
    """Return the post held that the dossier is about; None where it was left or corrected."""
    holding = dossier.subject.holding if dossier.subject else None
    if holding is None or holding.voided or holding.left != PostHolding.Left.NOT_LEFT:
        return None
    return holding


def _not_held() -> Problem:
    return Problem("candidate", _("The post is not held any more, or its record was corrected."))


def _moved(dossier: Dossier, holding: PostHolding) -> Problem | None:
    """Tell that the term ends on another day by the record than the dossier has gone by."""
    post, planned = holding.post, end_of_term(dossier)
    ends = terms.term_ends(holding, post, post.title, by=dossier.governing_date)
    if ends == planned:
        return None
    told = _(
        "By the record the term ends on %(ends)s, and this dossier has gone by %(planned)s: the "
        "record was corrected meanwhile. Return the papers, and open a dossier for the term as it "
        "stands."
    )
    words = {
        "ends": f"{ends:%d/%m/%Y}" if ends else "?",
        "planned": f"{planned:%d/%m/%Y}",
    }
    return Problem("candidate", told % words)


def _end(
    journal: Journal, holding: PostHolding, act: DecisionAct | DecliningAct, *, left: str
) -> None:
    holding.held_until = end_of_term(journal.dossier)
    holding.left = left
    holding.end_document_number, holding.end_document_date = act.number, act.dated_on
    holding.save()


def _retires_on(person: Person) -> date:
    """Return the first day of retirement.

    Interpretation: it is the first day of the month after the one in which the age is reached, as
    the table of NĐ 135/2020 goes by months (`rules.compute.retirement`).
    """
    month = retirement_month(person.birth_date, person.sex)
    return date(month.year, month.month, 1)
