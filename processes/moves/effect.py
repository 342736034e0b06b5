"""What a decision on a move writes into the registry.

A secondment gives a post for a time and ends none: the person stays on the staff of the sending
agency and is counted among its leaders (NĐ 170/2025, art. 26, cl. 3), so the row takes no seat of
the receiving unit. When its time is over the person is back in the post held all along (cl. 2).
"""

from rules.compute.dates import Rounding, add_months
from workflow_engine.access.scope import held_on
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Candidate
from workflow_engine.facts import gather
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.decision import DecisionAct, Effect
from workflow_engine.registry.models import Post, PostHolding


def second(journal: Journal, candidate: Candidate, act: DecisionAct) -> Effect:
    """Write the secondment, for the months that its gate has just judged; return what it gives.

    It begins on the date of effect. Interpretation: its months are those of the calendar, so that
    it ends on the day of the same number.
    """
    post = Post.objects.select_related("unit", "title").get(pk=candidate.post_id)
    held = PostHolding.objects.filter(
        held_on(act.takes_effect_on), person=candidate.person, voided=False
    ).select_related("post__unit")
    here = [row for row in held if row.post.unit_id == post.unit_id]
    if here:
        told = _("%(person)s holds a post of %(unit)s already: nobody is seconded to the own unit.")
        words = {"person": candidate.person.full_name, "unit": post.unit}
        return Effect((Problem("candidate", told % words),))
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
        document_number=act.number,
        document_date=act.dated_on,
        issued_by=str(journal.performer.person),
    )
    return Effect(term_months=months)
