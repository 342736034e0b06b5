"""Who presides over a conference, as the procedure declares it with its article.

The head of the agency does, or whoever acts as head; in the cases that the article names a
representative of the direct superior; or the chair of the body that meets.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from workflow_engine.access.scope import held_on
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Message, Wording, said
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Conference, Dossier
from workflow_engine.nodes.conference.act import ConferenceAct
from workflow_engine.nodes.declarations import Cited
from workflow_engine.registry import terms, twins
from workflow_engine.registry.models import Person, Post, PostHolding, Unit

_As = Conference.PresidedAs
_LEADERS = (Post.Standing.HEAD, Post.Standing.DEPUTY)


@dataclass(frozen=True)
class Case:
    """A case in which a representative of the direct superior presides, by its code on record.

    `denied` says why it is not that case by the registry, or nothing. What is `judged` no record
    shows: somebody says it with a reason.
    """

    code: str
    judged: bool = False
    denied: Callable[[Dossier, date], Message | None] | None = None


@dataclass(frozen=True)
class Presiding:
    """Who presides, and where the law says it.

    `shown` tells whether the registry shows one of the `cases`, `because` in which words. With
    `chair` one of those summoned chairs, and neither the head nor the superior presides by right.
    """

    where: Cited
    cases: tuple[Case, ...] = ()
    shown: Callable[[Dossier, date], bool] | None = None
    because: Wording = ""
    chair: bool = False

    @property
    def ways(self) -> tuple[str, ...]:
        """By which right somebody may preside, the ordinary one first."""
        if self.chair:
            return (_As.CHAIR,)
        return (_As.HEAD, _As.SUPERIOR) if self.cases else (_As.HEAD,)

    def by_superior(self, dossier: Dossier, *, on: date) -> bool:
        """Whether the registry shows a case in which a superior's representative presides."""
        return self.shown is not None and self.shown(dossier, on)

    def case(self, code: str) -> Case | None:
        """Return the case of a code; None where the article names none such."""
        return next((each for each in self.cases if each.code == code), None)

    def cited(self, dossier: Dossier) -> Message:
        """Return where the law says it, in its languages."""
        citation = dossier.flow_class.instance.citation(self.where)
        return said(vi=citation.text("vi"), en=citation.text("en"))


def presiding_problems(
    presiding: Presiding, dossier: Dossier, act: ConferenceAct, summoned: Collection[int]
) -> list[Problem]:
    """Name what is wrong with who presided, and by which right.

    Interpretation: in every case but those that the article names the head presides, or who acts in
    the head's post with its full powers.
    """
    if unread_in((act.presided_by, act.held_on)):
        return []
    person = Person.objects.filter(pk=act.presided_by).first()
    if person is None:
        return [Problem("presided_by", _("Name the person who presided."))]
    if told := twins.error_of(person, twins.as_it_stands()):
        return [Problem("presided_by", told)]
    if act.presided_as not in presiding.ways:
        return [Problem("presided_as", _("Say as what the person presided."))]
    if act.presided_as == _As.SUPERIOR:
        return [
            *_case_problems(presiding, dossier, act),
            *_superior_problems(dossier, act, summoned),
        ]
    if act.presided_as == _As.CHAIR:
        if act.presided_by in summoned:
            return []
        told = _("Whoever chairs belongs to the body: name one of those summoned.")
        return [Problem("presided_by", told)]
    return _head_problems(presiding, dossier, act)


def _head_problems(presiding: Presiding, dossier: Dossier, act: ConferenceAct) -> list[Problem]:
    if presiding.by_superior(dossier, on=act.held_on):
        told = _("A representative of the direct superior presides here (%(cite)s): %(because)s.")
        words = {"cite": presiding.cited(dossier), "because": presiding.because}
        return [Problem("presided_as", told % words)]
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


def _case_problems(presiding: Presiding, dossier: Dossier, act: ConferenceAct) -> list[Problem]:
    """Name why the case of the article is not given, or is not the one on record."""
    if unread_in(act.superior_case):
        return []
    case = presiding.case(act.superior_case)
    if case is None:
        told = _(
            "Say in which case of the law a representative of the direct superior presides "
            "(%(cite)s); in every other the head does."
        )
        return [Problem("superior_case", told % {"cite": presiding.cited(dossier)})]
    found = []
    denied = case.denied(dossier, act.held_on) if case.denied else None
    if denied is not None:
        found.append(Problem("superior_case", denied))
    if case.judged and not act.superior_reason.strip():
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
    """Return who holds the head's post of an agency on a day, or acts in it with its powers."""
    return _in_office(agency, (Post.Standing.HEAD,), on=on)


def _in_office(unit: Unit, standings: Collection[str], *, on: date) -> set[int]:
    """Return who exercises such a post: by what footing, and for how long, `terms` says."""
    rows = PostHolding.objects.filter(
        held_on(on), post__unit=unit, post__standing__in=standings, voided=False
    )
    read = rows.select_related("post__title")
    known = twins.as_it_stands()
    return {known.of(row.person_id) for row in terms.exercising(read, on=on, by=on)}


def superior_of(agency: Unit) -> Unit | None:
    """Return the direct superior agency, or None where the registry does not know it."""
    return agency.parent.agency if agency.parent else None


def role_of_presider(dossier: Dossier, act: ConferenceAct) -> str:
    """Return which post the representative of the superior holds: by the registry, or as said."""
    superior = superior_of(dossier.agency)
    if act.presided_as != _As.SUPERIOR:
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
    exercised = terms.exercising(rows, on=act.held_on, by=act.held_on)
    return "; ".join(str(row.post) for row in exercised)[:200]


def superior_as_kept(dossier: Dossier, act: ConferenceAct) -> dict[str, object]:
    """Return what is kept of the case, the post and the paper of a superior's representative."""
    kept: dict[str, object] = {"presider_role": role_of_presider(dossier, act)}
    if act.presided_as != _As.SUPERIOR:
        return kept
    kept |= {"superior_case": act.superior_case, "superior_reason": act.superior_reason}
    if superior_of(dossier.agency) is None:
        kept |= {"sent_by": act.sent_by, "sent_number": act.sent_number, "sent_on": act.sent_on}
    return kept
