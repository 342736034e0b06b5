"""What stands above the name of whoever signs: NĐ 30/2020, art. 13, and appendix I, pt. II, 7.

The words are those of a Vietnamese paper, in whatever language a page is read.
"""

from __future__ import annotations

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.registry.models import Delegation, Post, PostHolding, Unit

_As = Delegation.SignsAs
_FOR_ANOTHER = (_As.FOR_THE_HEAD, _As.BY_ORDER, _As.AUTHORISED)


def lines(row: Delegation, holding: PostHolding) -> tuple[str, ...]:
    """Return the lines above the name of whoever signs by a row in a post that he or she holds.

    A deputy who signs for the collective signs for the head too (art. 13, cl. 2). Who acts as head
    signs as "Q." (appendix I).
    """
    post = row.authority
    own = post.title.name.upper()
    if holding.kind == PostHolding.Kind.ACTING:
        own = f"Q. {own}"
    above = []
    if row.signs_as == _As.COLLECTIVE:
        above.append(f"TM. {post.unit.agency.name.upper()}")
    head = signs_for(row)
    if head is not None:
        prefix = _As.FOR_THE_HEAD if row.signs_as == _As.COLLECTIVE else row.signs_as
        above.append(f"{prefix} {head.title.name.upper()}")
    return (*above, own)


def signs_for(row: Delegation) -> Post | None:
    """Return the head for whom the post of a row signs; None where it signs for itself.

    A deputy signs for the head of the same unit. By order or by authorisation signs who heads a
    part of the agency, for its head, or an agency, for the head of the one above it.
    """
    post = row.authority
    deputy = post.standing == Post.Standing.DEPUTY
    if row.signs_as == _As.FOR_THE_HEAD or (row.signs_as == _As.COLLECTIVE and deputy):
        return _head_of(post.unit)
    if row.signs_as not in _FOR_ANOTHER:
        return None
    unit, agency = post.unit, post.unit.agency
    if unit != agency:
        return _head_of(agency)
    return _head_of(agency.parent.agency) if agency.parent else None


def problems(row: Delegation) -> list[Problem]:
    """Name why nobody can sign as a row says (NĐ 30/2020, art. 13)."""
    post = row.authority
    found = []
    if row.signs_as == _As.FOR_THE_HEAD and post.standing != Post.Standing.DEPUTY:
        told = _("Only a deputy signs for the head (NĐ 30/2020, art. 13, cl. 1 and 2).")
        found.append(Problem("signs_as", told))
    elif row.signs_as in (_As.BY_ORDER, _As.AUTHORISED) and post.standing != Post.Standing.HEAD:
        told = _(
            "By order or by authorisation signs the head of a unit (NĐ 30/2020, art. 13, cl. 3 "
            "and 4)."
        )
        found.append(Problem("signs_as", told))
    elif row.signs_as in _FOR_ANOTHER and signs_for(row) is None:
        told = _("No post of the head for whom %(post)s would sign is on record.")
        found.append(Problem("signs_as", told % {"post": str(post)}))
    authorised = row.kind == Delegation.Kind.AUTHORISED
    if (row.signs_as == _As.AUTHORISED) and not authorised:
        told = _("Who signs by authorisation (TUQ.) is authorised, not delegated to.")
        found.append(Problem("kind", told))
    if row.signs_as == _As.AUTHORISED and row.held_until is None:
        told = _(
            "An authorisation to sign is limited in time (NĐ 30/2020, art. 13, cl. 3): say until "
            "when."
        )
        found.append(Problem("held_until", told))
    return found


def _head_of(unit: Unit) -> Post | None:
    posts = Post.objects.filter(unit=unit, standing=Post.Standing.HEAD).select_related("title")
    return posts.order_by("-title__rank", "code").first()
