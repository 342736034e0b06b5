"""What an appointment writes into the registry: the post held, and the end of those held before.

Luật 80/2025, art. 31, cl. 1: "Trường hợp được bổ nhiệm chức vụ lãnh đạo, quản lý mới thì đương
nhiên thôi giữ chức vụ lãnh đạo, quản lý đang đảm nhiệm, trừ trường hợp kiêm nhiệm."

Interpretation: a post in which somebody acts or to which somebody is seconded is one "đang đảm
nhiệm" too. That a post is held concurrently is no default: the decision says it, with its ground.
"""

from datetime import date

from rules.compute.dates import Rounding, add_months
from workflow_engine.access.scope import held_on
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Candidate
from workflow_engine.facts.posts import term_of
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.decision import DecisionAct, Effect
from workflow_engine.registry.models import Person, Post, PostHolding
from workflow_engine.registry.seats import seats_taken


def free_seats(post: Post, *, on: date) -> int:
    """Return how many seats of `post` nobody holds on `on`, nor later by a decision."""
    return post.seats - seats_taken(on).filter(post=post).values("person").distinct().count()


def appoint(journal: Journal, candidate: Candidate, act: DecisionAct) -> Effect:
    """Write the post held and end the posts that the decision ends; return what it comes to.

    The term runs from the date of effect (NĐ 170/2025, art. 28, cl. 1). The decision holds back
    every other act that records, so no two take the last seat.
    """
    post = Post.objects.select_related("title", "unit").get(pk=candidate.post_id)
    # Of the day whose law governs: a shorter one by sector law counts (art. 28, cl. 1).
    term = term_of(post.title, on=journal.dossier.governing_date)
    held = list(
        PostHolding.objects.filter(
            held_on(act.takes_effect_on), person=candidate.person, voided=False
        )
        .select_related("post__title", "post__unit")
        .order_by("pk")
    )
    ending = [row for row in held if row.pk in act.ends]
    if len(ending) != len(set(act.ends)):
        told = _("A post that is to end is not held by the candidate on that date.")
        return Effect((Problem("ends", told),))
    staying = [row for row in held if row.pk not in act.ends]
    kept = [row for row in staying if row.leads]
    problems = []
    if any(row.post_id == post.pk and row.kind == PostHolding.Kind.APPOINTED for row in staying):
        problems.append(Problem("candidate", _("The candidate holds this post already.")))
    elif kept and not act.kept_because.strip():
        told = _(
            "By the new appointment the candidate leaves the leadership post held: %(posts)s. End "
            "it, or say on what ground it is held concurrently."
        )
        problems.append(
            Problem("kept_because", told % {"posts": "; ".join(str(row.post) for row in kept)})
        )
    if free_seats(post, on=act.takes_effect_on) < 1:
        told = _("No seat of “%(post)s” is free on %(on)s.")
        words = {"post": post, "on": f"{act.takes_effect_on:%d/%m/%Y}"}
        problems.append(Problem("effective_on", told % words))
    if problems:
        return Effect(tuple(problems))
    for holding in ending:
        holding.held_until = act.takes_effect_on
        holding.left = PostHolding.Left.MOVED
        holding.end_document_number, holding.end_document_date = act.number, act.dated_on
        holding.save()
    PostHolding.objects.create(
        person=candidate.person,
        post=post,
        kind=PostHolding.Kind.APPOINTED,
        held_from=act.takes_effect_on,
        held_until=add_months(act.takes_effect_on, term, rounding=Rounding.LAST_DAY),
        term_months=term,
        document_number=act.number,
        document_date=act.dated_on,
        issued_by=str(journal.performer.person),
    )
    return Effect(
        term_months=term,
        ended=tuple(str(row.post) for row in ending),
        kept=tuple(str(row.post) for row in kept),
    )


def appoint_from_elsewhere(journal: Journal, candidate: Candidate, act: DecisionAct) -> Effect:
    """Write the post held; what the person held elsewhere ends with it.

    Whoever comes from another agency leaves it: no post on its staff is kept without a ground. That
    somebody who is no civil servant is received by the same decision (NĐ 170/2025, art. 14, cl. 3)
    is not carried: it asks the conditions of a reception, and the consent of the recruiting
    authority where that stands above.
    """
    if candidate.person.kind != Person.Kind.CIVIL_SERVANT:
        told = _(
            "%(person)s is no civil servant: the reception into the service by this decision "
            "(art. 14, cl. 3) is not recorded here."
        )
        return Effect((Problem("candidate", told % {"person": candidate.person.full_name}),))
    own = PostHolding.objects.filter(
        held_on(act.takes_effect_on),
        person=candidate.person,
        kind__in=(PostHolding.Kind.APPOINTED, PostHolding.Kind.ASSIGNED),
        voided=False,
    ).select_related("post__unit", "post__title")
    kept = [str(row.post) for row in own if row.pk not in act.ends]
    if kept and not act.kept_because.strip():
        told = _("%(posts)s: whoever is appointed elsewhere leaves it. End it, or give the ground.")
        return Effect((Problem("kept_because", told % {"posts": "; ".join(kept)}),))
    return appoint(journal, candidate, act)
