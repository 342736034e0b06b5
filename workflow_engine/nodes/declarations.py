"""What every node of a procedure declares beside its place in the order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from workflow_engine.access.roles import Role
from workflow_engine.base.messages import Wording
from workflow_engine.journal.journal import Journal


@dataclass(frozen=True)
class Cited:
    """Where a step stands in the law, as the flow class reads it.

    The instrument is the flow's own unless given; `StatutoryFlow.amendments` adds by which article
    of which instrument the cited article was rewritten, and `numbered` where an edition has it.
    """

    article: str
    clause: str = ""
    point: str = ""
    instrument: str = ""
    confidence: str = "seen"

    @property
    def number(self) -> str:
        """Article, clause and point, as in "33.2.đ"."""
        return ".".join(filter(None, (self.article, self.clause, self.point)))

    def numbered(self, numbers: Mapping[str, str]) -> Self:
        """Return it by the numbers of another text of the instrument: "39.4" -> "39.5"."""
        if self.instrument or self.number not in numbers:
            return self
        article, clause, point, *_more = (*numbers[self.number].split("."), "", "")
        return replace(self, article=article, clause=clause, point=point)


@dataclass(frozen=True)
class Dated:
    """An event that a step dates: the law's name of it, and where the act has the day.

    `by` is the field of the act that holds the day, or by candidate the days; the day of the act
    where it is empty: that of its paper, or on which it is recorded where it stands on none.
    An act without that field, or with nothing in it, does not date the event.
    `upon` are the routes by which the event has happened; every route where none is named.
    `planned`: the act does not bring the event about, it says when it is to be. `each`: the event
    happens for each candidate apart.
    """

    event: str
    by: str = ""
    upon: tuple[str, ...] = ()
    planned: bool = False
    each: bool = False

    def days(self, act: Any, *, route: str, on: date) -> dict[int | None, date]:
        """Return the day that an act gives the event: of the dossier (None), or by candidate.

        `route` is the way by which the act leaves the step, `on` the day of the act.
        """
        if self.upon and route not in self.upon:
            return {}
        given = getattr(act, self.by, None) if self.by else on
        if given is None:
            return {}
        return dict(given) if isinstance(given, Mapping) else {None: given}


@dataclass(frozen=True)
class States:
    """A fact that a step states: of the whole dossier, or of `each` candidate considered."""

    fact: str
    each: bool = False


@dataclass(frozen=True)
class Child:
    """A procedure that a dossier has carried out for each candidate, in a dossier of its own.

    `until` is the event of the child by which it has brought what the parent waits for, `supplies`
    are the facts that are not known in the parent before. A parent may wait for the end alone.
    """

    procedure: str
    until: str = ""
    supplies: tuple[str, ...] = ()


class Declared:
    """The declarations: where a step stands, by whom, which days it sets, on which papers."""

    kind: str = ""
    kind_label: Wording = ""

    cites: tuple[Cited, ...] = ()
    roles: tuple[str, ...] = ()
    dated: tuple[Dated, ...] = ()
    takes: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    announced: bool | None = None
    kept_apart_from: tuple[str, ...] = ()
    states: tuple[States, ...] = ()
    # What of its act has the day of the paper on which the act stands, or of the receipt of a paper
    # that comes in; empty where it stands on none: the act is then of the day of its recording.
    dated_by: str = ""

    def day_of(self, act: Any) -> Any:
        """Return the day of the paper on which an act of this step stands, or None.

        Of several acts that a step takes, some stand on no paper.
        """
        return getattr(act, self.dated_by, None) if self.dated_by else None

    def dating(self, journal: Journal, act: Any) -> Any:
        """Return what has the days by which the step dates events: the act itself."""
        return act

    def Cites(self, article: str, clause: str = "", point: str = "", **other: str) -> Self:
        """Add where the step stands in the law."""
        self.cites = (*self.cites, Cited(article, clause, point, **other))
        return self

    def By(self, *roles: Role) -> Self:
        """Name the roles that may act; a step of the machine names none."""
        self.roles = tuple(role.value for role in roles)
        return self

    def Dates(
        self, event: str, *, by: str = "", upon: str | tuple[str, ...] = (), each: bool = False
    ) -> Self:
        """Name an event that the step dates: by the day of the act, or by a field of it."""
        routes = (upon,) if isinstance(upon, str) else upon
        self.dated = (*self.dated, Dated(event, by, routes, each=each))
        return self

    def Plans(self, event: str, *, by: str, each: bool = False) -> Self:
        """Name an event whose day the step plans, by a field of the act."""
        self.dated = (*self.dated, Dated(event, by, planned=True, each=each))
        return self

    def States(self, *facts: str, each: bool = False) -> Self:
        """Name the facts that the step states: its form asks for them, by the law's definition."""
        self.states = (*self.states, *(States(fact, each) for fact in facts))
        return self

    def Takes(self, *papers: str) -> Self:
        """Name the papers that the step works on."""
        self.takes = papers
        return self

    def Produces(self, *papers: str) -> Self:
        """Name the papers that the step makes."""
        self.produces = papers
        return self

    def Announced(self, announced: bool) -> Self:
        """Say whether the result is announced or withheld; unsaid, the law is silent."""
        self.announced = announced
        return self

    def KeptApartFrom(self, *steps: str) -> Self:
        """Name the steps whose performers may not take this one: who prepares does not approve."""
        self.kept_apart_from = steps
        return self

    @property
    def announcement(self) -> Wording:
        """What the law says of announcing the result, for the screens: what is to be done."""
        if self.announced is None:
            return _("The law does not say whether the result is announced")
        if self.announced:
            return _("The result is to be announced at the conference")
        return _("The result is not to be announced at the conference")
