"""Who approves and decides: the row of the delegations that says it on the day of the paper.

Without a row nobody decides; and nobody decides by a row that he or she brought about. On what it
rests stands with the rows (`registry.delegations`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from workflow_engine.access.roles import Role
from workflow_engine.access.scope import held_on, holders
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Candidate, Dossier, Paper
from workflow_engine.journal.journal import Journal, Signing
from workflow_engine.registry import signing, terms, twins
from workflow_engine.registry.delegations import BASIS, Authority, authority_for
from workflow_engine.registry.models import Delegation, Post, PostHolding, Unit
from workflow_engine.registry.names import search_key

# The paper that a decision on a title waits for which a Party body manages, and the act that files
# it.
PARTY_CONCLUSION = "party-conclusion"
CONCLUDING = "file-conclusion"
# Where the rows are kept: the page on which an administrator enters one.
TABLE = gettext_lazy("Who decides what")


def matter(dossier: Dossier, candidate: Candidate | None, *, on: date) -> tuple[Post | None, Unit]:
    """Return the post for which it is asked who decides, and its unit.

    It is the post for which somebody is considered, else the one that the dossier is about; without
    one it is asked of the agency.

    Where whoever manages the person decides (`decided_where_held`), it is the post that he or she
    holds in the agency. Interpretation: of several the one of the highest title.
    """
    if dossier.flow_class.decided_where_held:
        subject = dossier.subject
        person = candidate.person if candidate else subject.about_person if subject else None
        own = PostHolding.objects.filter(
            held_on(on),
            person=person,
            post__unit__path__startswith=dossier.agency.path,
            voided=False,
        )
        held = own.select_related("post__title", "post__unit").order_by("-post__title__rank", "pk")
        first = held.first()
        return (first.post, first.post.unit) if first else (None, dossier.agency)
    post = (candidate.post if candidate else None) or dossier.about_post
    return post, post.unit if post else dossier.agency


def authority_at(
    dossier: Dossier, node: Any, candidate: Candidate | None, *, on: date
) -> Authority | None:
    """Return by what a step of an authority is decided on a day; None is nobody."""
    post, unit = matter(dossier, candidate, on=on)
    return authority_for(dossier.flow_class.procedure, post, unit, on=on, task=node.task)


def not_covered(flow: Any, post: Post | None, unit: Unit, *, task: str, on: date) -> Message | None:
    """Say that no row says who decides on a day, and who enters it; None where one does."""
    found = authority_for(flow.procedure, post, unit, on=on, task=task)
    return _missing(flow, post, unit, on) if found is None else None


def not_covered_at_all(
    nominal: Dossier, aim: int | None, planned: date | None, *, on: date
) -> Message | None:
    """Say which row a procedure will lack before it is opened; None where every one is there.

    `nominal` is the dossier with its subject, not stored; `aim` the key of the post at which the
    person aims. It is asked as of today for the approvals, and as of the day for which the effect
    is planned for the decision.
    """
    flow, subject = nominal.flow_class, nominal.subject
    person = subject.about_person if subject else None
    aimed = Post.objects.select_related("title", "unit").filter(pk=aim).first() if aim else None
    only = Candidate(dossier=nominal, person=person, post=aimed) if person else None
    post, unit = matter(nominal, only, on=on)
    tasks = dict.fromkeys(
        node.task for node in flow.instance.nodes_in_order() if hasattr(node, "task")
    )
    ahead = max(on, planned) if planned else on
    days = {task: ahead if task == Delegation.Task.DECIDES else on for task in tasks}
    missing = (not_covered(flow, post, unit, task=task, on=day) for task, day in days.items())
    return next(filter(None, missing), None)


def sign(
    journal: Journal, node: Any, candidate: Candidate | None, *, dated_on: date
) -> list[Problem]:
    """Let the journal sign by the row that says who decides; name why the performer does not.

    The day asked is that of the paper. Interpretation: whoever acts in the post (giao quyền) has
    its powers (NĐ 170/2025, art. 34, cl. 3); whoever signs in another's place needs a row of the
    own post.
    """
    if unread_in(dated_on):
        return []
    dossier, person = journal.dossier, journal.performer.person
    found = authority_at(dossier, node, candidate, on=dated_on)
    if found is None:
        post, unit = matter(dossier, candidate, on=dated_on)
        return [Problem("decision", _missing(dossier.flow_class, post, unit, dated_on))]
    row = found.row
    told: dict[str, Any] = {
        "document": f"{row.document_number}, {row.document_date:%d/%m/%Y}",
        "post": str(row.authority),
        "name": person.full_name,
        "on": f"{dated_on:%d/%m/%Y}",
    }
    known = twins.as_it_stands()
    own = known.entries([person.pk])
    if row.entered_by_id is None or row.party_managed is None:
        words = _(
            "The row of %(document)s does not say who entered it or whether the Party manages the "
            "posts: end it and enter it anew under “%(table)s”."
        )
        return [Problem("decision", words % {**told, "table": TABLE})]
    if own & found.through:
        words = _(
            "%(name)s entered the row of %(document)s, or ended the one before it, and decides "
            "nothing by it: somebody else of the administration enters it anew."
        )
        return [Problem("decision", words % told)]
    rows = PostHolding.objects.filter(
        held_on(dated_on), person__in=own, post=row.authority, voided=False
    ).select_related("post__title", "post__unit")
    holding = next(iter(terms.exercising(rows, on=dated_on, by=dated_on)), None)
    if holding is None:
        words = _(
            "By %(document)s it is decided by %(post)s. %(name)s did not hold that post on "
            "%(on)s: whoever held it decides, or another row is entered."
        )
        return [Problem("decision", words % told)]
    conclusion = None
    if row.party_managed and node.task == Delegation.Task.DECIDES and candidate is not None:
        conclusion, problems = _concluded(dossier, candidate, row, dated_on)
        if problems:
            return problems
    journal.signs_by = Signing(row, signing.lines(row, holding), conclusion)
    return []


def _concluded(
    dossier: Dossier, candidate: Candidate, row: Delegation, on: date
) -> tuple[Paper | None, list[Problem]]:
    """Return the conclusion that a decision cites; name why it has to wait for one.

    Interpretation: "thuộc diện cấp ủy quản lý" is decided after the Party body concluded, in
    writing; so its paper is dated on the day of the decision at the latest. Whoever filed it acted
    beside the steps, and does not decide (`taking_part.barring`).
    """
    told: dict[str, Any] = {"body": row.party_body, "name": candidate.person.full_name}
    papers = dossier.papers.filter(kind=PARTY_CONCLUSION, candidate=candidate).exclude(sha256="")
    paper = papers.filter(dated_on__lte=on).order_by("dated_on", "pk").last()
    if paper is None:
        words = _(
            "%(body)s manages this title: the decision waits for its written conclusion on "
            "%(name)s. The HR officer files it in the dossier with number, date and scan (“File "
            "the conclusion of the Party body”)."
        )
        return None, [Problem("decision", words % told)]
    if search_key(paper.issued_by) != search_key(row.party_body):
        words = _("%(body)s concludes on this title; the conclusion on file is of %(other)s.")
        return None, [Problem("decision", words % {**told, "other": paper.issued_by})]
    return paper, []


def _missing(flow: Any, post: Post | None, unit: Unit, on: date) -> Message:
    keepers = holders(Role.ADMINISTRATOR, unit, on=on)
    names = [account.person.full_name for account in keepers if account.person]
    told = _(
        "No row says who decides “%(procedure)s” for %(post)s on %(on)s, and nobody signs without "
        "one (%(basis)s). It is entered under “%(table)s”, from the decision of "
        "delegation, by the administrator: %(who)s."
    )
    return told % {
        "procedure": flow.procedure_title,
        "post": str(post or unit),
        "on": f"{on:%d/%m/%Y}",
        "basis": BASIS,
        "table": TABLE,
        "who": ", ".join(names) or "—",
    }
