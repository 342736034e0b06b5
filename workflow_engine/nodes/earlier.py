"""The earlier act: what chooses the law of a day before the dossier was opened.

Where a law changes, its rule of transition lets what was carried out under the former text go on
under it. Which rule that is the edition says (`Edition.transition`). That a procedure was carried
out then is shown by an act of that time with its paper, and not by anybody's word today.

Interpretation: the acts that show it are the written approval with which a procedure begins, and
the minutes of its first conference. A request alone is written by those who prepare, and nothing
was carried out by it. The act is on record with its file before the authority confirms it: nothing
rests on typed words.

Interpretation: to go on is to go on with what was done. What was approved then stands as it was
approved; what the authority records today confirms that, and approves nothing anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Dossier, Paper
from workflow_engine.dossiers.models.events import words_of
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.filing import file_paper

EARLIER_POLICY = "earlier-policy-decision"
EARLIER_MINUTES = "earlier-conference-minutes"
# What the authority writes today where its approval was given then.
POLICY_CONFIRMED = "earlier-policy-confirmation"
# The kinds of act, each under the kind of its paper.
EARLIER_ACTS: Mapping[str, Any] = {
    EARLIER_POLICY: gettext_lazy("Earlier approval of the policy"),
    EARLIER_MINUTES: gettext_lazy("Earlier minutes of the first conference"),
}


@dataclass(frozen=True)
class EarlierAct:
    """An act by which the procedure was carried out before, as its paper says it."""

    kind: str
    number: str
    dated_on: date
    issued_by: str
    file: File[bytes] | None = None

    def has_file(self, on_record: Paper | None) -> bool:
        """Whether its file comes with it, or is on record with a paper that says the same."""
        if self.file is not None:
            return True
        return on_record is not None and bool(on_record.sha256) and self.says_what(on_record)

    def says_what(self, paper: Paper) -> bool:
        """Whether a paper on record says the same; a new file is a new paper."""
        told = (self.kind, self.number, self.dated_on, self.issued_by)
        recorded = (paper.kind, paper.number, paper.dated_on, paper.issued_by)
        return self.file is None and told == recorded


def earlier_act_of(dossier: Dossier) -> Paper | None:
    """Return the paper of the earlier act on which the edition of a dossier rests, or None."""
    return dossier.papers.filter(kind__in=EARLIER_ACTS).order_by("pk").last()


def recorded_act(dossier: Dossier) -> EarlierAct | None:
    """Return the earlier act of a dossier as it stands on record, or None."""
    paper = earlier_act_of(dossier)
    if paper is None:
        return None
    return EarlierAct(paper.kind, paper.number, paper.dated_on, paper.issued_by)


def file_earlier_act(journal: Journal, act: EarlierAct) -> None:
    """Keep the paper of an earlier act in the dossier, unless it is kept already."""
    paper = earlier_act_of(journal.dossier)
    if paper is None or not act.says_what(paper):
        file_paper(
            journal,
            kind=act.kind,
            number=act.number,
            dated_on=act.dated_on,
            issued_by=act.issued_by,
            file=act.file,
        )


def as_dict(act: EarlierAct | Paper) -> dict[str, Any]:
    """Return how an entry of the trail names an earlier act."""
    return {
        "paper": act.kind,
        "number": act.number,
        "dated_on": act.dated_on,
        "issued_by": act.issued_by,
    }


@dataclass(frozen=True)
class Governs:
    """The event by which a procedure is governed, on its day, and the field that has the day.

    `planned`: it has not happened yet. Where the first act does not know the event, it is governed
    by the day on which the dossier is opened until the event happens. `on_paper`: the first act is
    the event itself, and brings its paper with the file.
    """

    event: str
    on: date
    field: str = ""
    planned: bool = False
    on_paper: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """The event and its day, as a message says them."""
        return {"event": words_of(self.event), "on": f"{self.on:%d/%m/%Y}"}


def edition_problems(
    edition: Any,
    governs: Governs,
    *,
    opened_on: date,
    overridden: bool,
    earlier: EarlierAct | None,
    on_record: Paper | None = None,
) -> list[Problem]:
    """Name why an edition does not govern a dossier by its dates and the act that is named.

    Without an earlier act no law of a day before the dossier was opened governs it. `on_record` is
    the paper of the act that the dossier has already.
    """
    if unread_in((governs.on, earlier)):
        return []
    if overridden:
        if earlier is None:
            return [
                Problem(
                    "earlier_kind",
                    _(
                        "Name the act by which the procedure was carried out before, and its "
                        "paper. The date of the paper chooses the edition: %(transition)s."
                    )
                    % {"transition": edition.transition},
                )
            ]
        found = _act_problems(edition, earlier, opened_on, governs)
        if not earlier.has_file(on_record):
            told = _("Attach the file of the paper: the edition rests on it.")
            found.append(Problem("earlier_file", told))
        return found
    if earlier is not None:
        return [Problem("override", _("Choose the edition in whose time the earlier act was."))]
    if not edition.covers(governs.on):
        return [_of_another_edition(edition, governs.on, governs.field)]
    # What is planned lies ahead. What has happened may lie back, in the time of the same edition or
    # with its paper: else a typed day alone would choose the law of a day that is over.
    shown = governs.on_paper or edition.covers(opened_on)
    if governs.on >= opened_on or (not governs.planned and shown):
        return []
    told = _(
        "%(event)s on %(on)s lies before the day on which the dossier is opened, %(opened)s. Give "
        "the day that is meant; if it took place then, choose the edition and name the act with "
        "its paper."
    )
    words = {**governs.told, "opened": f"{opened_on:%d/%m/%Y}"}
    return [Problem(governs.field, told % words)]


def _of_another_edition(edition: Any, on: date, field: str) -> Problem:
    told = _(
        "On %(on)s another edition of the law governs. This dossier follows %(edition)s: give a "
        "day within it, or let the dossier be refused and open a new one."
    )
    return Problem(field, told % {"on": f"{on:%d/%m/%Y}", "edition": edition.title})


def governed_otherwise(dossier: Dossier, on: date, *, field: str) -> list[Problem]:
    """Name that another edition governs on the day of the event by which a dossier is governed.

    Where an officer chose the edition, the act of its time governs and not the event.
    """
    edition = dossier.flow_class.edition
    if unread_in(on) or dossier.edition_overridden or edition.covers(on):
        return []
    return [_of_another_edition(edition, on, field)]


def edition_problems_of(
    dossier: Dossier, governed_on: date, earlier: EarlierAct | None
) -> list[Problem]:
    """Name why the edition of a dossier would not govern it with another date or act.

    `governed_on` is the day for which the event that governs is planned.
    """
    flow = dossier.flow_class
    event = flow.governed_by
    planning = (each.by for _node, each in flow.dated() if each.event == event and each.planned)
    return edition_problems(
        flow.edition,
        Governs(event, governed_on, next(planning, ""), planned=True),
        opened_on=dossier.opened_on,
        overridden=dossier.edition_overridden,
        earlier=earlier,
        on_record=earlier_act_of(dossier),
    )


def _act_problems(
    edition: Any, act: EarlierAct, opened_on: date, governs: Governs
) -> list[Problem]:
    found = []
    if act.kind not in EARLIER_ACTS:
        found.append(Problem("earlier_kind", _("Say which act it was.")))
    for name, value in (("earlier_number", act.number), ("earlier_issued_by", act.issued_by)):
        if not value.strip():
            found.append(Problem(name, _("This has to be filled in.")))
    words: dict[str, Any] = {
        "on": f"{act.dated_on:%d/%m/%Y}",
        "opened": f"{opened_on:%d/%m/%Y}",
        "first": f"{governs.on:%d/%m/%Y}",
        "edition": edition.title,
    }
    if act.dated_on > opened_on:
        told = _(
            "The paper of %(on)s is dated after the dossier was opened, on %(opened)s: it shows "
            "nothing that was carried out before. Name an act of an earlier day."
        )
        found.append(Problem("earlier_dated_on", told % words))
    elif not edition.covers(act.dated_on):
        told = _(
            "%(edition)s was not in force on %(on)s, the date of the paper. Name an act of its "
            "time, or leave the edition to the rule of transition."
        )
        found.append(Problem("earlier_dated_on", told % words))
    if act.kind == EARLIER_MINUTES and act.dated_on != governs.on:
        told = _(
            "The minutes are of %(on)s, and the first conference is said to be on %(first)s: give "
            "the day of the minutes."
        )
        found.append(Problem(governs.field, told % words))
    elif act.dated_on > governs.on:
        told = _("%(event)s on %(first)s lies before the act of %(on)s.")
        words["event"] = governs.told["event"]
        found.append(Problem(governs.field, told % words))
    return found
