"""What the minutes of a conference must agree with: the dates, the list, the chair, the slips."""

from __future__ import annotations

from typing import Protocol

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.dating import before_it_began
from workflow_engine.dossiers.models import Conference as ConferenceRow
from workflow_engine.dossiers.models import Dossier, Happened, Paper, Summons
from workflow_engine.dossiers.taking_part import beside_the_steps
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.conference.act import Ballot, ConferenceAct
from workflow_engine.nodes.conference.presiding import Presiding, presiding_problems

_Attendance = Summons.Attendance


class Declared(Protocol):
    """What the step of a conference declares, as far as minutes have to agree with it."""

    opens_the_procedure: bool
    announced: bool | None
    ballots: tuple[Ballot, ...]

    @property
    def presiding(self) -> Presiding | None:
        """Who presides."""
        ...


def contradictions(
    node: Declared, journal: Journal, act: ConferenceAct, summonses: list[Summons]
) -> list[Problem]:
    """Name everything in which the minutes contradict the dossier, the summons or the article."""
    dossier = journal.dossier
    found = []
    if not act.minutes_number.strip():
        found.append(Problem("minutes_number", _("The minutes have no number.")))
    if not act.present:
        found.append(Problem("present", _("Say who was present.")))
    if act.held_on > journal.on:
        found.append(Problem("held_on", _("A conference is recorded after it was held.")))
    found += before_it_began(dossier, "held_on", act.held_on)
    planned = dossier.dates.get(dossier.flow_class.governed_by)
    if node.opens_the_procedure and planned is not None and act.held_on != planned:
        found.append(
            Problem(
                "held_on",
                _(
                    "The gate judged the candidates as of %(date)s. "
                    "If the conference is held on "
                    "another day, move it first: the gate is then run again as of that day."
                )
                % {"date": f"{planned:%d/%m/%Y}"},
            )
        )
    earlier = ConferenceRow.objects.filter(dossier=dossier).order_by("-held_on").first()
    if earlier and act.held_on < earlier.held_on:
        found.append(Problem("held_on", _("The conference before it was held on a later day.")))
    last = dossier.dates.last()
    if last and act.held_on < last.on:
        found.append(Problem("held_on", too_early(last)))
    if node.opens_the_procedure:
        found += _after_the_edition(dossier, act)
    found += _before_its_papers(dossier, act)
    summoned = {row.person_id for row in summonses}
    if node.presiding is not None:
        found += presiding_problems(node.presiding, dossier, act, summoned)
    excused = {r.person_id for r in summonses if r.attendance == _Attendance.EXCUSED}
    present = frozenset(act.present)
    if present - summoned:
        found.append(Problem("present", _("Somebody is marked present who was not summoned.")))
    if present & excused:
        found.append(Problem("present", _("Somebody is marked present whose absence was excused.")))
    if node.announced is not None and act.announced != node.announced:
        found.append(
            Problem(
                "announced",
                _("The law has the result of this conference announced at the conference.")
                if node.announced
                else _("The law has the result of this conference not announced there."),
            )
        )
    if node.ballots:
        if not act.count_minutes_number.strip():
            found.append(Problem("count_minutes_number", _("The count minutes have no number.")))
        if not act.slips_stamped:
            found.append(
                Problem(
                    "slips_stamped",
                    _("The slips need the hanging stamp of the agency or the chair’s signature."),
                )
            )
    return found


def too_early(last: Happened) -> Message:
    """Say that a conference cannot be held before something that has happened in the dossier."""
    return _("What the conference follows was on a later day: %(event)s, on %(on)s.") % last.told


def _before_its_papers(dossier: Dossier, act: ConferenceAct) -> list[Problem]:
    """What the conference stands on was there: the lists, the disclosure, the opinion."""
    papers = Paper.objects.filter(
        dossier=dossier, kind__in=["summons-decision", "disclosure-minutes"]
    )
    days = [*papers.values_list("dated_on", flat=True)]
    days += dossier.opinions.values_list("dated_on", flat=True)
    if not days or unread_in(act.held_on) or act.held_on >= max(days):
        return []
    return [
        Problem(
            "held_on",
            _("A paper on which the conference stands is dated later, on %(on)s.")
            % {"on": f"{max(days):%d/%m/%Y}"},
        )
    ]


def _after_the_edition(dossier: Dossier, act: ConferenceAct) -> list[Problem]:
    """Every step to the first conference was on record while the edition was in force.

    A conference may be put on record later; but of one under an edition that is over, the record of
    its time has to show that it could be held. Where an earlier act was confirmed, that shows it.
    """
    edition = dossier.flow_class.edition
    if dossier.edition_overridden:
        return []
    signed = dossier.sign_offs.order_by("-pk")
    last = next((row for row in signed if not beside_the_steps(dossier.flow_class, row)), None)
    if last is None or not edition.over(last.on):
        return []
    told = _(
        "What leads to this conference was recorded on %(on)s, when %(edition)s was not in force "
        "any more. Take the candidates out, so that this dossier ends, and open a new one; if the "
        "conference was held in its time, name the act with its paper there."
    )
    words = {"on": f"{last.on:%d/%m/%Y}", "edition": edition.title}
    return [Problem("held_on", told % words)]
