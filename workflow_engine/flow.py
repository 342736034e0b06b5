"""A statutory procedure as one class that reads top to bottom beside the statute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.utils.module_loading import import_string
from viewflow.workflow.base import Flow, Node
from viewflow.workflow.lock import SelectForUpdateLock

from rules.library import law
from rules.model import Citation
from workflow_engine.dossiers.models import Dossier
from workflow_engine.errors import ClosedActError
from workflow_engine.messages import Message
from workflow_engine.messages import message as _
from workflow_engine.nodes.declarations import Cited


@dataclass(frozen=True)
class Edition:
    """The life of one edition of a procedure: from the first day to the day before `until`."""

    code: str
    title: Any
    since: date
    until: date | None
    basis: str
    transition: Any

    def covers(self, on: date) -> bool:
        """Whether a procedure governed by the law of `on` follows this edition."""
        return self.since <= on and (self.until is None or on < self.until)

    def why(self, on: date) -> Message:
        """Say by which rule of transition this edition governs what began on `on`."""
        return _("First conference on %(on)s: %(transition)s") % {
            "on": f"{on:%d/%m/%Y}",
            "transition": self.transition,
        }


class StatutoryFlow(Flow):
    """What every procedure has: a real lock, an edition, no way back, the statute's order."""

    process_class = Dossier
    # Wait for the row instead of Viewflow's retries with sleeps: an act holds it for milliseconds.
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    procedure: ClassVar[str] = ""
    # Where its candidates come from, in the word of the fact `source`.
    source: ClassVar[str] = ""
    instrument: ClassVar[str] = ""
    edition: ClassVar[Edition | None] = None
    # article -> the article of the instrument that rewrote it, and that instrument
    amended_by: ClassVar[str] = ""
    amendments: ClassVar[dict[str, str]] = {}
    # The step that enters the candidates from the planning.
    nomination: ClassVar[str] = ""

    @classmethod
    def start_node(cls) -> Node:
        """Return the node at which the procedure begins."""
        return next(n for n in cls.instance.nodes() if getattr(n, "kind", "") == "proposal")

    def nodes_in_order(self) -> list[Node]:
        """Return the nodes as a dossier takes them: the main line first, then what branches off."""
        seen: dict[str, Node] = {}

        def visit(node: Node) -> None:
            if node.name in seen:
                return
            seen[node.name] = node
            for following in node.branches.values():
                visit(following)

        visit(self.start_node())
        return list(seen.values())

    def indispensable(self, node: Node) -> list[Node]:
        """Return the steps without which no way leads from the start to `node`."""

        def leads_to(here: Node, without: Node, seen: set[str]) -> bool:
            if here is without or here.name in seen:
                return False
            seen.add(here.name)
            return here is node or any(leads_to(n, without, seen) for n in here.branches.values())

        acts = [n for n in self.nodes_in_order() if hasattr(n, "act") and n is not node]
        return [n for n in acts if not leads_to(self.start_node(), n, set())]

    def citations(self, node: Any) -> Iterator[Citation]:
        """Yield where `node` stands in the law, with what rewrote the article."""
        for cited in getattr(node, "cites", ()):
            yield self.citation(cited)

    def citation(self, cited: Cited) -> Citation:
        """Return the citation of one declaration."""
        instruments = law().instruments
        number = cited.instrument or self.instrument
        amended = "" if cited.instrument else self.amendments.get(cited.article, "")
        return Citation(
            instrument=number,
            instrument_name=instruments[number].name,
            article=cited.article,
            clause=cited.clause,
            point=cited.point,
            amended_by=self.amended_by if amended else "",
            amending_name=instruments[self.amended_by].name if amended else {},
            article_of_amendment=amended,
        )

    @staticmethod
    def figure(name: str, on: date) -> Any:
        """Return a figure of the law as in force on `on`, with `.value` and `.citation`."""
        return law().figure(name, on)

    def cancel(self, process: Any) -> None:
        """Refuse: raise `ClosedActError`. A dossier ends where the law says so."""
        raise ClosedActError("cancel", self.process_title)


@cache
def procedures() -> tuple[type[StatutoryFlow], ...]:
    """Return the flow classes that the settings name."""
    return tuple(import_string(path) for path in settings.PROCEDURES)


@dataclass(frozen=True)
class ChosenEdition:
    """The edition that governs, the date that chose it, and why, in words."""

    flow_class: type[StatutoryFlow]
    on: date
    reason: str
    overridden: bool = False


class NoEditionError(LookupError):
    """No edition of the procedure is in force on the date."""

    code = "no-edition-of-procedure"

    def __init__(self, procedure: str, on: date) -> None:
        self.procedure = procedure
        self.on = on
        super().__init__(
            _(
                "No edition of this procedure that the system knows is in force on %(on)s. "
                "Check the "
                "date of the first conference."
            )
            % {"on": f"{on:%d/%m/%Y}"}
        )


def choose_edition(
    procedure: str, *, first_conference_on: date, override: str = "", override_reason: str = ""
) -> ChosenEdition:
    """Choose the edition by the rule of transition, or the one an officer names with a reason.

    NĐ 300/2026, art. 35, cl. 2: what was carried out before 01/08/2026 continues under the rules in
    force when it was carried out. Interpretation: the date is that of the first conference; an
    officer who reads it otherwise names the edition and says why.

    Raises:
        NoEditionError: no edition covers the date.
    """
    editions = [flow for flow in procedures() if flow.procedure == procedure]
    if override:
        for flow in editions:
            if flow.edition.code == override:
                on = _nearest(flow.edition, first_conference_on)
                return ChosenEdition(flow, on, override_reason, overridden=True)
        raise NoEditionError(procedure, first_conference_on)
    for flow in editions:
        if flow.edition.covers(first_conference_on):
            reason = flow.edition.why(first_conference_on)
            return ChosenEdition(flow, first_conference_on, reason)
    raise NoEditionError(procedure, first_conference_on)


def _nearest(edition: Edition, on: date) -> date:
    """Return the day of the edition's life that is nearest to `on`."""
    if on < edition.since:
        return edition.since
    if edition.until is not None and on >= edition.until:
        return edition.until - timedelta(days=1)
    return on
