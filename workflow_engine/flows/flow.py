"""A statutory procedure as one class that reads top to bottom beside the statute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from viewflow.workflow.base import Flow, Node
from viewflow.workflow.lock import SelectForUpdateLock

from rules.definitions import Condition
from rules.errors import NoEditionInForceError
from rules.library import law
from rules.model import Citation, Validity
from workflow_engine.base.errors import ClosedActError
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Dossier
from workflow_engine.dossiers.models.events import words_of
from workflow_engine.flows.about import About, Considers
from workflow_engine.nodes.approval import Approval
from workflow_engine.nodes.conference.presiding import Presiding
from workflow_engine.nodes.declarations import Child, Cited, Dated
from workflow_engine.nodes.start import Start


@dataclass(frozen=True)
class Edition:
    """The life of one edition of a procedure: from the first day to the day before `until`."""

    code: str
    title: Any
    since: date
    until: date | None
    basis: Any
    transition: Any

    @property
    def life(self) -> Validity:
        """Return the time for which it is in force."""
        return Validity(self.since, self.until)

    def covers(self, on: date) -> bool:
        """Whether a procedure governed by the law of `on` follows this edition."""
        return self.life.covers(on)

    def over(self, on: date) -> bool:
        """Whether it is not in force any more on `on`."""
        return self.until is not None and on >= self.until

    def why(self, event: str, on: date) -> Message:
        """Say by which rule of transition this edition governs, with the event and its day."""
        return _("%(event)s on %(on)s: %(transition)s") % {
            "event": _begins_with(event),
            "on": f"{on:%d/%m/%Y}",
            "transition": self.transition,
        }


# How records of releases up to 0.2.0 say why an edition governs. They are read for ever.
FORMERLY_SAID = (_("First conference on %(on)s: %(transition)s"),)


def _begins_with(event: str) -> Mapping[str, str]:
    """Return what the law calls an event, to begin a sentence with."""
    return {language: capfirst(said) for language, said in words_of(event).items()}


class StatutoryFlow(Flow):
    """What every procedure has: a real lock, an edition, no way back, the statute's order."""

    process_class = Dossier
    # Wait for the row instead of Viewflow's retries with sleeps: an act holds it for milliseconds.
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    procedure: ClassVar[str] = ""
    # What the procedure is called, whatever the edition.
    procedure_title: ClassVar[Any] = ""
    # What it is about, whom it considers and for which post.
    about: ClassVar[About]
    considers: ClassVar[Considers]
    # Where its candidates come from, in the word of the fact `source`.
    source: ClassVar[str] = ""
    instrument: ClassVar[str] = ""
    edition: ClassVar[Edition]
    # article -> the article of the instrument that rewrote it, and that instrument
    amended_by: ClassVar[str] = ""
    amendments: ClassVar[dict[str, str]] = {}
    # "39.4" -> "39.5": where this edition has what a stage, shared with another one, cites by the
    # numbers of the other. What a flow declares itself it cites by its own numbers.
    numbered: ClassVar[Mapping[str, str]] = {}
    # The time limits of the law, and the event whose day chooses the edition and governs.
    schedule: ClassVar[str] = ""
    governed_by: ClassVar[str] = ""
    # The event of the decision's effect: planned from the start, judged by at each gate. None
    # where nothing is decided: then the gates judge as of the day of the facts.
    takes_effect: ClassVar[str] = ""
    # How each circumstance on which a time limit depends is told of a dossier.
    circumstances: ClassVar[Mapping[str, Callable[[Dossier], bool]]] = {}
    # The step that enters the candidates from the planning.
    nomination: ClassVar[str] = ""
    # The list of cases in which its articles have it put off (`rules/law/grounds.yaml`).
    put_off_by: ClassVar[str] = ""
    # Who presides over its conferences; a conference may declare it for itself.
    presiding: ClassVar[Presiding | None] = None
    # Whether whoever manages the person decides, and not whoever decides on the post that is taken.
    decided_where_held: ClassVar[bool] = False
    # What is carried out for its candidates in dossiers of their own.
    children: ClassVar[tuple[Child, ...]] = ()
    # The event that is the decision of the dossier for which this one is carried out: planned from
    # the start, by the planned effect there. A procedure that names it is opened for a parent only.
    decided_in_parent: ClassVar[str] = ""
    # Whether it may be carried out for another dossier of which it reads facts.
    reads_parent: ClassVar[bool] = False
    # Whether its articles list papers: then one step checks them.
    asks_for_papers: ClassVar[bool] = True

    @classmethod
    def start_nodes(cls) -> list[Start[Any]]:
        """Return the starts that nothing leads to; a sound procedure has one."""
        nodes = list(cls.instance.nodes())
        led_to = {following.name for node in nodes for following in node.branches.values()}
        return [n for n in nodes if isinstance(n, Start) and n.name not in led_to]

    @classmethod
    def start_node(cls) -> Start[Any]:
        """Return the node at which the procedure begins."""
        return cls.start_nodes()[0]

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

    def step_that_confirms(self) -> Node | None:
        """Return the approval that confirms an edition chosen by an officer: the first, or None."""
        return next((node for node in self.nodes_in_order() if isinstance(node, Approval)), None)

    def indispensable(self, node: Node) -> list[Node]:
        """Return the steps without which no way leads from the start to `node`."""

        def leads_to(here: Node, without: Node, seen: set[str]) -> bool:
            if here is without or here.name in seen:
                return False
            seen.add(here.name)
            return here is node or any(leads_to(n, without, seen) for n in here.branches.values())

        start = self.start_node()
        acts = [n for n in self.nodes_in_order() if hasattr(n, "act") and n is not node]
        return [n for n in acts if not leads_to(start, n, set())]

    @classmethod
    def dating(cls, event: str) -> list[Any]:
        """Return the steps that bring an event about, in the order of the procedure."""
        return [node for node, each in cls.dated() if each.event == event and not each.planned]

    @classmethod
    def dated(cls) -> Iterator[tuple[Any, Dated]]:
        """Yield each step with each event that it dates or plans.

        A subject and a parent plan at the start.
        """
        about = getattr(cls, "about", None)
        if about is not None and about.plans:
            yield cls.start_node(), Dated(about.plans, planned=True)
        if cls.decided_in_parent:
            yield cls.start_node(), Dated(cls.decided_in_parent, planned=True)
        for node in cls.instance.nodes_in_order():
            for each in getattr(node, "dated", ()):
                yield node, each

    @classmethod
    def of_each(cls) -> frozenset[str]:
        """Return the events that happen for each candidate apart."""
        return frozenset(each.event for _node, each in cls.dated() if each.each)

    @classmethod
    def gates(cls) -> tuple[str, ...]:
        """Return the gates that judge in this procedure: before a decision, and in it."""
        asked = (getattr(node, "gate", "") for node in cls.instance.nodes_in_order())
        return tuple(dict.fromkeys(filter(None, asked)))

    @classmethod
    def conditions_on(cls, on: date) -> dict[str, Condition]:
        """Return what the gates of this procedure ask under the law of `on`, by condition.

        A gate without an edition on that day asks nothing here: it holds everybody when it is run.
        """
        found: dict[str, Condition] = {}
        for gate in cls.gates():
            try:
                asked = law().conditions_in_force(gate, on)
            except NoEditionInForceError:
                continue
            found |= {condition.id: condition for condition in asked}
        return found

    def citations(self, node: Any) -> Iterator[Citation]:
        """Yield where `node` stands in the law, with what rewrote the article."""
        shared = any(node.name in vars(stage) for stage in type(self).__mro__[1:])
        for cited in getattr(node, "cites", ()):
            yield self.citation(cited.numbered(self.numbered) if shared else cited)

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
class Procedure:
    """A procedure with its editions, in the order of the settings."""

    code: str
    editions: tuple[type[StatutoryFlow], ...]

    def edition_on(self, on: date) -> type[StatutoryFlow]:
        """Return the edition in force on a day, else the last one."""
        covering = (flow for flow in self.editions if flow.edition.covers(on))
        return next(covering, max(self.editions, key=lambda flow: flow.edition.since))

    @property
    def title(self) -> Any:
        """What the procedure is called."""
        return self.editions[0].procedure_title

    @property
    def within_another(self) -> bool:
        """Whether it is opened for another dossier alone, in which it is decided."""
        return any(flow.decided_in_parent for flow in self.editions)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that may open a dossier, in one edition or another."""
        return frozenset(role for flow in self.editions for role in flow.start_node().roles)


def by_procedure() -> dict[str, Procedure]:
    """Return the procedures by their codes, each with its editions."""
    editions: dict[str, list[type[StatutoryFlow]]] = {}
    for flow in procedures():
        editions.setdefault(flow.procedure, []).append(flow)
    return {code: Procedure(code, tuple(flows)) for code, flows in editions.items()}


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
                "Check the date. What was carried out before the first edition is history: its "
                "result is entered in the registry with its paper."
            )
            % {"on": f"{on:%d/%m/%Y}"}
        )


class NoActNamedError(LookupError):
    """An edition was named against the rule, and no act of its time on which it could rest."""

    code = "no-act-named"

    def __init__(self, edition: Any) -> None:
        super().__init__(
            _(
                "%(edition)s governs against the rule only by an act of its time: name the act and "
                "the date of its paper."
            )
            % {"edition": edition}
        )


def ordinary_edition(procedure: str, *, on: date, opened_on: date) -> type[StatutoryFlow]:
    """Return the edition that governs without an earlier act.

    `on` is the day of the event by which the procedure is governed.

    Raises:
        NoEditionError: no edition covers the date.
    """
    latest = max(on, opened_on)
    for flow in procedures():
        if flow.procedure == procedure and flow.edition.covers(latest):
            return flow
    raise NoEditionError(procedure, latest)


def choose_edition(
    procedure: str,
    *,
    on: date,
    override: str = "",
    override_reason: str = "",
    acted_on: date | None = None,
) -> ChosenEdition:
    """Choose the edition by the rule of transition, or by an act of before that is on paper.

    NĐ 300/2026, art. 35, cl. 2: what was carried out before 01/08/2026 continues under the rules in
    force when it was carried out. Interpretation: the date is that of the event by which the
    procedure is governed (`StatutoryFlow.governed_by`), `on`; where an officer names another
    edition (`override`), it is that of the paper of an act by which the procedure was carried out
    before (`acted_on`). Whether that paper may choose it is checked by the act (`nodes.earlier`),
    and the authority confirms it.

    Raises:
        NoEditionError: no edition covers the date, or none has the name.
        NoActNamedError: an edition is named without the date of an act of its time.
    """
    editions = [flow for flow in procedures() if flow.procedure == procedure]
    if override:
        for flow in editions:
            if flow.edition.code == override:
                if acted_on is None or not flow.edition.covers(acted_on):
                    raise NoActNamedError(flow.edition.title)
                return ChosenEdition(flow, acted_on, override_reason, overridden=True)
        raise NoEditionError(procedure, on)
    for flow in editions:
        if flow.edition.covers(on):
            return ChosenEdition(flow, on, flow.edition.why(flow.governed_by, on))
    raise NoEditionError(procedure, on)
