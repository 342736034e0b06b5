"""What an appointment writes into the registry: the post held from the date, for the term."""

from datetime import date

from rules.compute.dates import Rounding, add_months
from workflow_engine.access.scope import held_on
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Candidate
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.decision import DecisionAct
from workflow_engine.registry.models import Post, PostHolding
from workflow_engine.registry.seats import seats_taken


def free_seats(post: Post, *, on: date) -> int:
    """Return how many seats of `post` nobody holds on `on`, nor later by a decision."""
    return post.seats - seats_taken(on).filter(post=post).count()


def appoint(journal: Journal, candidate: Candidate, act: DecisionAct) -> list[Problem]:
    """Write the post held and end the posts that the decision ends; return what forbids it.

    The term runs from the date of effect (NĐ 170/2025, art. 28, cl. 1). The decision holds back
    every other act that records, so no two take the last seat.
    """
    dossier = journal.dossier
    post = Post.objects.get(pk=dossier.post_to_fill.pk)
    ending = list(
        PostHolding.objects.filter(
            held_on(act.takes_effect_on), person=candidate.person, pk__in=act.ends, voided=False
        )
    )
    if len(ending) != len(set(act.ends)):
        return [
            Problem("ends", _("A post that is to end is not held by the candidate on that date."))
        ]
    held = PostHolding.objects.filter(
        held_on(act.takes_effect_on), person=candidate.person, post=post, voided=False
    )
    if held.filter(kind=PostHolding.Kind.APPOINTED).exclude(pk__in=act.ends).exists():
        return [Problem("candidate", _("The candidate holds this post already."))]
    if free_seats(post, on=act.takes_effect_on) < 1:
        return [
            Problem(
                "effective_on",
                _("No seat of “%(post)s” is free on %(on)s.")
                % {"post": post, "on": f"{act.takes_effect_on:%d/%m/%Y}"},
            )
        ]
    for holding in ending:
        holding.held_until = act.takes_effect_on
        holding.left = PostHolding.Left.MOVED
        holding.end_document_number, holding.end_document_date = act.number, journal.on
        holding.save()
    PostHolding.objects.create(
        person=candidate.person,
        post=post,
        kind=PostHolding.Kind.APPOINTED,
        held_from=act.takes_effect_on,
        held_until=add_months(act.takes_effect_on, dossier.term_months, rounding=Rounding.LAST_DAY),
        term_months=dossier.term_months,
        document_number=act.number,
        document_date=journal.on,
        issued_by=str(journal.performer.person),
    )
    return []
