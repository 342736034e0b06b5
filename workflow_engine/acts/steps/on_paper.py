"""An act that was done on paper, entered when its dossier is taken over.

It is the same act, taken by the same step and checked as any other, as of the day on which it was
done: the gates after it read the facts of that day. Whoever did it is named and counts for
separation; whoever enters it does too. Nothing is decided this way, and nothing goes on before a
second officer confirms what was entered (`acts.beside.taking_over`).

NĐ 300/2026, art. 35, cl. 2: what was carried out before goes on under the rules of its time. The
law has no form for taking a file over. Design: what this module asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.utils.timezone import localdate

from compliance.events import Event
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import HeldRole, held_on
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import SignOff
from workflow_engine.journal.journal import Journal, Performer, person_as_dict
from workflow_engine.nodes.filing import file_paper
from workflow_engine.registry import twins
from workflow_engine.registry.models import Delegation, Person, PostHolding, Unit

# Who enters what was done on paper.
ENTERING = (Role.HR_OFFICER.value, Role.HEAD_OF_HR.value)
PAPER = "paper-of-the-act"
TAKING_OVER = "take-over"


@dataclass(frozen=True)
class OnPaper:
    """Who did an act, on which day, and the paper that shows it."""

    by: Person
    on: date
    number: str
    issued_by: str
    file: File[bytes] | None

    @property
    def told(self) -> dict[str, Any]:
        """How the entry of the act names its paper."""
        return {"number": self.number, "dated_on": self.on, "issued_by": self.issued_by}


def done_by(
    on_paper: OnPaper, account: Account, held: HeldRole, node: Any, agency: Unit
) -> Performer:
    """Return who did an act on paper, in the unit of the post held then; `held` is of who enters.

    Interpretation: for an authority acts whoever held a post there; of several posts it is that of
    the highest title, at the agency of the dossier, above it or in it.

    Raises:
        IncompleteActError: by the registry the person held no post there on that day.
    """
    own = twins.as_it_stands().entries([on_paper.by.pk])
    rows = PostHolding.objects.filter(held_on(on_paper.on), person__in=own, voided=False)
    rows = rows.select_related("post__unit__parent__parent").order_by("-post__title__rank", "pk")
    for row in rows:
        unit = row.post.unit
        if agency.path.startswith(unit.agency.path) or unit.path.startswith(agency.path):
            entered_as = (held.role, held.unit_code)
            return Performer(
                account, on_paper.by, node.roles[0], unit.code, held.in_place_of, entered_as
            )
    words = _("By the registry %(name)s held no post of the agency or above it on %(on)s.")
    told = {"name": on_paper.by.full_name, "on": f"{on_paper.on:%d/%m/%Y}"}
    raise IncompleteActError([Problem("paper_by", words % told)])


def problems(on_paper: OnPaper, node: Any, *, after: date | None, at: datetime) -> list[Problem]:
    """Name why what is entered can be no act of before; `after` is the day of the last one."""
    if unread_in((on_paper.by, on_paper.on, on_paper.number, on_paper.issued_by)):
        return []
    found = []
    told = {"on": f"{on_paper.on:%d/%m/%Y}"}
    if getattr(node, "task", None) == Delegation.Task.DECIDES:
        words = _(
            "What is decided is not taken over: a procedure that was decided on paper is history, "
            "and its result is entered in the registry with its paper."
        )
        found.append(Problem("paper_on", words))
    if on_paper.on >= localdate(at):
        words = _("%(on)s is no day of before: an act of today is taken as any other.")
        found.append(Problem("paper_on", words % told))
    if after is not None and on_paper.on < after:
        words = _("%(on)s lies before the act entered before it, of %(after)s.")
        found.append(Problem("paper_on", words % {**told, "after": f"{after:%d/%m/%Y}"}))
    for name, value in (("paper_number", on_paper.number), ("paper_issued_by", on_paper.issued_by)):
        if not value.strip():
            found.append(Problem(name, _("This has to be filled in.")))
    if on_paper.file is None:
        found.append(Problem("paper_file", _("Attach the scan of the paper of the act.")))
    return found


def not_taken_over(flow: Any) -> list[Problem]:
    """Name why no dossier of a procedure is taken over from paper.

    Design: a conference and its ballot are counted under the eyes of the system, or not at all, so
    that no count is brought in with a file. Such a procedure is finished on paper, or begun anew.
    """
    if any(node.kind == "conference" for node in flow.instance.nodes_in_order()):
        words = _(
            "A procedure with conferences is not taken over midway: finish it on paper and enter "
            "its result in the registry, or begin it anew here."
        )
        return [Problem("paper_on", words)]
    return []


def take_over(journal: Journal, on_paper: OnPaper) -> None:
    """Let the journal of the first act be that of its day, done by whoever did it.

    Who takes the dossier over acted beside the steps, and does not decide in it.

    Raises:
        IncompleteActError: by the registry the person held no post there on that day.
    """
    who, dossier = journal.performer, journal.dossier
    node = dossier.flow_class.instance.node(journal.step)
    held = HeldRole(who.role, "", who.unit_code, who.in_place_of)
    row = SignOff(
        dossier=dossier,
        step=TAKING_OVER,
        act=SignOff.Act.DONE,
        account=who.account,
        person=who.person,
        role=who.role,
        in_place_of_id=who.in_place_of,
        on=localdate(journal.at),
    )
    told = {"performer": person_as_dict(who.person), "on_paper": on_paper.told}
    journal.add(Event.DOSSIER_TAKEN_OVER, step=TAKING_OVER, payload=told, rows=[row])
    journal.performer = done_by(on_paper, who.account, held, node, dossier.agency)
    journal.on_paper = on_paper.told
    file_it(journal, on_paper)


def file_it(journal: Journal, on_paper: OnPaper) -> None:
    """Keep the paper of the act in the dossier."""
    file_paper(
        journal,
        kind=PAPER,
        number=on_paper.number,
        dated_on=on_paper.on,
        issued_by=on_paper.issued_by,
        file=on_paper.file,
    )
