"""Who presides over a conference: the head, or a representative of the direct superior.

NĐ 170/2025, art. 34, cl. 2; NĐ 300/2026, art. 14 leaves the clause as it was.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from workflow_engine.access.scope import held_on
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Conference, Dossier
from workflow_engine.nodes.conference.act import ConferenceAct
from workflow_engine.registry import terms
from workflow_engine.registry.models import Person, Post, PostHolding, Unit

_Case = Conference.SuperiorCase
_LEADERS = (Post.Standing.HEAD, Post.Standing.DEPUTY)
# What no record shows and somebody has to judge, with a reason. That one leader is left the
# registry shows.
_JUDGED = (_Case.NEW_AGENCY, _Case.DISUNITY, _Case.NO_LEADER)


def presiding_problems(
    dossier: Dossier, act: ConferenceAct, summoned: Collection[int]
) -> list[Problem]:
    """Name what is wrong with who presided, and as what.

    Interpretation: art. 34, cl. 2 names the cases in which a representative of the direct superior
    presides; in every other the head does, or who acts in the head's post with its full powers
    (art. 34, cl. 3).
    """
    if unread_in((act.presided_by, act.held_on)):
        return []
    if not Person.objects.filter(pk=act.presided_by).exists():
        return [Problem("presided_by", _("Name the person who presided."))]
    if act.presided_as == "superior":
        return [*_case_problems(dossier, act), *_superior_problems(dossier, act, summoned)]
    if act.presided_as != "head":
        return [Problem("presided_as", _("Say as what the person presided."))]
    return _head_problems(dossier, act)


def _head_problems(dossier: Dossier, act: ConferenceAct) -> list[Problem]:
    if superior_presides(dossier, on=act.held_on):
        return [
            Problem(
                "presided_as",
                _(
                    "A representative of the direct superior presides here (NĐ 170/2025, art. "
                    "34, cl. 2, pt. b): the post is the head’s, or one leader only is left."
                ),
            )
        ]
    heading = heads(dossier.agency, on=act.held_on)
    if act.presided_by in heading:
        return []
    if heading:
        names = ", ".join(Person.objects.filter(pk__in=heading).values_list("full_name", flat=True))
        told = _("On %(on)s %(names)s headed the agency: the head presides.")
    else:
        names = ""
        told = _(
            "The registry shows nobody who headed the agency on %(on)s. Enter the post that was "
            "held, or acted in; or say which representative of the direct superior presided."
        )
    return [Problem("presided_by", told % {"on": f"{act.held_on:%d/%m/%Y}", "names": names})]


def _case_problems(dossier: Dossier, act: ConferenceAct) -> list[Problem]:
    """Name why the case of the clause is not given, or is not the one on record."""
    if unread_in(act.superior_case):
        return []
    if act.superior_case not in _Case.values:
        told = _(
            "Say in which case of the law a representative of the direct superior presides "
            "(NĐ 170/2025, art. 34, cl. 2); in every other the head does."
        )
        return [Problem("superior_case", told)]
    found = []
    count = len(leaders(dossier.agency, on=act.held_on))
    words = {"on": f"{act.held_on:%d/%m/%Y}", "count": count}
    if act.superior_case == _Case.ONE_LEADER and count != 1 and not _fills_the_heads_post(dossier):
        told = _(
            "By the registry %(count)s leaders were in office in the agency on %(on)s, and the "
            "post is not the head’s: this is not that case."
        )
        found.append(Problem("superior_case", told % words))
    if act.superior_case == _Case.NO_LEADER and count:
        told = _(
            "By the registry %(count)s leaders were in office in the agency on %(on)s: this is not "
            "that case."
        )
        found.append(Problem("superior_case", told % words))
    post = dossier.about_post
    if act.superior_case == _Case.NEW_AGENCY and (post is None or post.standing not in _LEADERS):
        told = _("That case is of the head and the deputies of what was newly set up.")
        found.append(Problem("superior_case", told))
    if act.superior_case in _JUDGED and not act.superior_reason.strip():
        told = _("Say on what it rests that this case is given: it is judged, with a reason.")
        found.append(Problem("superior_reason", told))
    return found


def _superior_problems(
    dossier: Dossier, act: ConferenceAct, summoned: Collection[int]
) -> list[Problem]:
    """Name why somebody does not represent the leadership of the direct superior.

    Interpretation: "đại diện lãnh đạo cơ quan cấp trên trực tiếp" is one of the leaders of the
    superior agency. Where the registry does not know that agency, a paper says who sent whom.
    """
    if act.presided_by in summoned:
        told = _(
            "Whoever is summoned to this conference does not preside over it for the direct "
            "superior."
        )
        return [Problem("presided_by", told)]
    words = {"on": f"{act.held_on:%d/%m/%Y}", "agency": str(dossier.agency)}
    within = PostHolding.objects.filter(
        held_on(act.held_on),
        person=act.presided_by,
        post__unit__path__startswith=dossier.agency.path,
        voided=False,
    )
    if within.exists():
        told = _(
            "On %(on)s the person held a post in %(agency)s: nobody of the agency represents its "
            "superior."
        )
        return [Problem("presided_by", told % words)]
    superior = superior_of(dossier.agency)
    if superior is None:
        return _sending_problems(act)
    if act.presided_by in leaders(superior, on=act.held_on):
        return []
    told = _(
        "By the registry the person held no post in the leadership of %(superior)s on %(on)s. Name "
        "one of its leaders, or enter the post first."
    )
    return [Problem("presided_by", told % {**words, "superior": str(superior)})]


def _sending_problems(act: ConferenceAct) -> list[Problem]:
    """Name what is not said of who sent a representative whose agency no record knows."""
    found = []
    if not act.presider_role.strip():
        told = _("Say which post the representative of the direct superior holds.")
        found.append(Problem("presider_role", told))
    for name in ("sent_by", "sent_number"):
        if not getattr(act, name).strip():
            told = _("Say who sent the representative, and by which paper.")
            found.append(Problem(name, told))
    if act.sent_on is None:
        found.append(Problem("sent_on", _("Give the date of that paper.")))
    elif act.sent_on > act.held_on:
        told = _("The paper is dated after the conference: nobody was sent by it.")
        found.append(Problem("sent_on", told))
    return found


def leaders(unit: Unit, *, on: date) -> set[int]:
    """Return who heads a unit on a day, or is a deputy of its head, by the registry."""
    return _in_office(unit, _LEADERS, on=on)


def heads(agency: Unit, *, on: date) -> set[int]:
    """Return who holds the head's post of an agency on a day, or acts in it.

    Whoever acts as head has the powers and duties of the post (NĐ 170/2025, art. 34, cl. 3).
    """
    return _in_office(agency, (Post.Standing.HEAD,), on=on)


def _in_office(unit: Unit, standings: Collection[str], *, on: date) -> set[int]:
    """Return who holds such a post within the term.

    Whose term ended without a decision that renews it has the powers no more (NĐ 170/2025, art. 36,
    cl. 5; as first issued, cl. 4).
    """
    rows = PostHolding.objects.filter(
        held_on(on), post__unit=unit, post__standing__in=standings, voided=False
    )
    found = set()
    for row in rows.select_related("post__title"):
        end = terms.term_ends(row, row.post, row.post.title, by=on)
        if end is None or on < end:
            found.add(row.person_id)
    return found


def superior_of(agency: Unit) -> Unit | None:
    """Return the direct superior agency, or None where the registry does not know it."""
    return agency.parent.agency if agency.parent else None


def superior_presides(dossier: Dossier, *, on: date) -> bool:
    """Whether the registry shows a case in which a superior's representative presides.

    NĐ 170/2025, art. 34, cl. 2, pt. b: the post is the head's, or one leader only is left; where
    none is left nobody of the agency can preside either. The other cases of the clause (new agency,
    disunity, force majeure) are for the officer to say.
    """
    return _fills_the_heads_post(dossier) or len(leaders(dossier.agency, on=on)) <= 1


def _fills_the_heads_post(dossier: Dossier) -> bool:
    post = dossier.about_post
    return bool(post and post.standing == Post.Standing.HEAD and post.unit_id == dossier.agency_id)


def role_of_presider(dossier: Dossier, act: ConferenceAct) -> str:
    """Return which post the representative of the superior holds: by the registry, or as said."""
    superior = superior_of(dossier.agency)
    if act.presided_as != "superior":
        return ""
    if superior is None:
        return act.presider_role
    rows = PostHolding.objects.filter(
        held_on(act.held_on),
        person=act.presided_by,
        post__unit=superior,
        post__standing__in=_LEADERS,
        voided=False,
    ).select_related("post__title", "post__unit")
    return "; ".join(str(row.post) for row in rows)[:200]


def superior_as_kept(dossier: Dossier, act: ConferenceAct) -> dict[str, object]:
    """Return what is kept of the case, the post and the paper of a superior's representative."""
    kept: dict[str, object] = {"presider_role": role_of_presider(dossier, act)}
    if act.presided_as != "superior":
        return kept
    kept |= {"superior_case": act.superior_case, "superior_reason": act.superior_reason}
    if superior_of(dossier.agency) is None:
        kept |= {"sent_by": act.sent_by, "sent_number": act.sent_number, "sent_on": act.sent_on}
    return kept
