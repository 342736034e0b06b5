"""What a decision on a move writes into the registry.

A secondment gives a post for a time and ends none: the person stays on the staff of the sending
agency and is counted among its leaders (NĐ 170/2025, art. 26, cl. 3), so the row takes no seat of
the receiving unit. When its time is over the person is back in the post held all along (cl. 2).
"""

from datetime import date

from processes.appointment.effect import free_seats
from rules.compute.dates import Rounding, add_months
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Candidate, Dossier, Statement
from workflow_engine.facts import gather
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.decision import DecisionAct, Effect
from workflow_engine.registry.models import Post, PostHolding


def second(journal: Journal, candidate: Candidate, act: DecisionAct) -> Effect:
    """Write the secondment, for the months that its gate has just judged; return what it gives.

    It begins on the date of effect. Interpretation: its months are those of the calendar, so that
    it ends on the day of the same number; and though it takes no seat, one person heads a unit.
    """
    post = Post.objects.select_related("unit", "title").get(pk=candidate.post_id)
    if post.standing == Post.Standing.HEAD and free_seats(post, on=act.takes_effect_on) < 1:
        told = _("“%(post)s” is held on %(on)s: nobody is seconded there beside its head.")
        words = {"post": post, "on": f"{act.takes_effect_on:%d/%m/%Y}"}
        return Effect((Problem("effective_on", told % words),))
    known = gather(journal.dossier, [candidate], on=journal.on)[candidate.pk]
    months = known["secondment_months"].value
    if not isinstance(months, int):
        told = _("For how long the secondment is, is not known any more: return the papers.")
        return Effect((Problem("decision", told),))
    PostHolding.objects.create(
        person=candidate.person,
        post=post,
        kind=PostHolding.Kind.SECONDED,
        held_from=act.takes_effect_on,
        held_until=add_months(act.takes_effect_on, months, rounding=Rounding.LAST_DAY),
        term_months=months,
        term_basis=_sector_law(journal.dossier),
        document_number=act.number,
        document_date=act.dated_on,
        issued_by=str(journal.performer.person),
    )
    return Effect(term_months=months)


def end_of_secondment(dossier: Dossier) -> date:
    """Return the day on which the secondment ends that the dossier is about."""
    return dossier.dates["secondment_ends_on"]


def extend(journal: Journal, candidate: Candidate, act: DecisionAct) -> Effect:
    """Write the further time of the secondment, from the end of the present one.

    Interpretation: what is over is not extended; who is needed again is seconded anew, with all
    that art. 26 asks.
    """
    row, ends = _seconded(journal.dossier), end_of_secondment(journal.dossier)
    if row is None:
        return Effect((_not_seconded(),))
    if act.dated_on > ends:
        told = _("The secondment ended on %(on)s and is not extended any more: decide on its end.")
        return Effect((Problem("dated_on", told % {"on": f"{ends:%d/%m/%Y}"}),))
    known = gather(journal.dossier, [candidate], on=journal.on)[candidate.pk]
    whole, since = known["secondment_months"].value, _begun(row)
    so_far = (ends.year - since.year) * 12 + ends.month - since.month
    if not isinstance(whole, int) or whole <= so_far:
        told = _(
            "The secondment runs from %(since)s for %(months)s months: the length with the "
            "extension has to be longer. Correct what the proposal states, or return it."
        )
        words = {"since": f"{since:%d/%m/%Y}", "months": so_far}
        return Effect((Problem("decision", told % words),))
    months = whole - so_far
    _end(row, ends, act)
    PostHolding.objects.create(
        person=candidate.person,
        post=row.post,
        kind=PostHolding.Kind.SECONDED,
        held_from=ends,
        held_until=add_months(ends, months, rounding=Rounding.LAST_DAY),
        term_months=months,
        term_basis=_sector_law(journal.dossier),
        document_number=act.number,
        document_date=act.dated_on,
        issued_by=str(journal.performer.person),
    )
    return Effect(term_months=months)


def end(journal: Journal, candidate: Candidate, act: DecisionAct) -> Effect:
    """End the secondment: the person is back in the own post, which was held all along (cl. 3)."""
    row = _seconded(journal.dossier)
    if row is None:
        return Effect((_not_seconded(),))
    _end(row, end_of_secondment(journal.dossier), act)
    return Effect(ended=(str(row.post),))


def _end(row: PostHolding, ends: date, act: DecisionAct) -> None:
    row.held_until, row.left = ends, PostHolding.Left.TERM_ENDED
    row.end_document_number, row.end_document_date = act.number, act.dated_on
    row.save()


def _begun(row: PostHolding) -> date:
    """Return since when the person is seconded there: by decisions without a day between."""
    earlier = PostHolding.objects.filter(
        person=row.person_id, post=row.post_id, kind=row.kind, voided=False
    )
    since = row.held_from
    for each in earlier.filter(held_from__lt=since).order_by("-held_from"):
        if each.held_until == since:
            since = each.held_from
    return since


def _seconded(dossier: Dossier) -> PostHolding | None:
    """Return the secondment that the dossier is about; None where it was left or corrected."""
    row = dossier.subject.holding if dossier.subject else None
    return None if row is None or row.voided or row.left != PostHolding.Left.NOT_LEFT else row


def _not_seconded() -> Problem:
    return Problem("candidate", _("The secondment is over already, or its record was corrected."))


def _sector_law(dossier: Dossier) -> str:
    """Name the paper that cites the sector law by which a secondment may be longer; or nothing."""
    rows = Statement.objects.filter(dossier=dossier, fact="sector_law_sets_secondment")
    last = rows.order_by("document_date", "pk").last()
    return f"{last.document_number}, {last.issued_by}"[:200] if last and last.value is True else ""
