"""Who presides over the conferences of an appointment: NĐ 170/2025, art. 34, cl. 2 and 3.

NĐ 300/2026, art. 14 leaves both clauses as they were.
"""

from datetime import date

from django.utils.translation import gettext_lazy

from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Conference, Dossier
from workflow_engine.nodes.conference.presiding import Case, Presiding, leaders
from workflow_engine.nodes.declarations import Cited
from workflow_engine.registry.models import Post

_Case = Conference.SuperiorCase
_LEADERS = (Post.Standing.HEAD, Post.Standing.DEPUTY)


def _fills_the_heads_post(dossier: Dossier) -> bool:
    post = dossier.about_post
    return bool(post and post.standing == Post.Standing.HEAD and post.unit_id == dossier.agency_id)


def superior_presides(dossier: Dossier, on: date) -> bool:
    """Whether the registry shows a case in which a superior's representative presides.

    Art. 34, cl. 2, pt. b: the post is the head's, or one leader only is left; where none is left
    nobody of the agency can preside either. The other cases of the clause (new agency, disunity,
    force majeure) are for the officer to say.
    """
    return _fills_the_heads_post(dossier) or len(leaders(dossier.agency, on=on)) <= 1


def _not_newly_set_up(dossier: Dossier, on: date) -> Message | None:
    """Pt. a: of the head and the deputies of what was newly set up."""
    post = dossier.about_post
    if post is not None and post.standing in _LEADERS:
        return None
    return _("That case is of the head and the deputies of what was newly set up.")


def _not_one_leader(dossier: Dossier, on: date) -> Message | None:
    """Pt. b: one leader only is left, or the head's post is filled."""
    count = len(leaders(dossier.agency, on=on))
    if count == 1 or _fills_the_heads_post(dossier):
        return None
    told = _(
        "By the registry %(count)s leaders were in office in the agency on %(on)s, and the "
        "post is not the head’s: this is not that case."
    )
    return told % {"on": f"{on:%d/%m/%Y}", "count": count}


def _leaders_left(dossier: Dossier, on: date) -> Message | None:
    """Pt. d: no leader is left."""
    count = len(leaders(dossier.agency, on=on))
    if not count:
        return None
    told = _(
        "By the registry %(count)s leaders were in office in the agency on %(on)s: this is not "
        "that case."
    )
    return told % {"on": f"{on:%d/%m/%Y}", "count": count}


HEAD_OR_SUPERIOR = Presiding(
    where=Cited("34", "2", instrument="170/2025/NĐ-CP"),
    cases=(
        Case(_Case.NEW_AGENCY, judged=True, denied=_not_newly_set_up),
        Case(_Case.ONE_LEADER, denied=_not_one_leader),
        Case(_Case.DISUNITY, judged=True),
        Case(_Case.NO_LEADER, judged=True, denied=_leaders_left),
    ),
    shown=superior_presides,
    because=gettext_lazy("the post is the head’s, or one leader only is left"),
)
