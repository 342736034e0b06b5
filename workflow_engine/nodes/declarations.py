"""What every node of a procedure declares beside its place in the order."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext_lazy as _

from workflow_engine.access.roles import Role
from workflow_engine.base.messages import Wording


@dataclass(frozen=True)
class Cited:
    """Where a step stands in the law, as the flow class reads it.

    The instrument is the flow's own unless given; `StatutoryFlow.amendments` adds by which article
    of which instrument the cited article was rewritten.
    """

    article: str
    clause: str = ""
    point: str = ""
    instrument: str = ""
    confidence: str = "seen"


@dataclass(frozen=True)
class Limit:
    """A time limit on a step: the figure of the law and the event it runs from.

    `runs_from` names a date on the dossier (`policy_received_on`); the limit is met when the step
    named by `met_by` is completed, by default the step that declares it.
    """

    figure: str
    runs_from: str
    title: Wording
    counted_in: str = "working-day"
    met_by: str = ""


class Declared:
    """The declarations: where a step stands, by whom, within what time, on which papers."""

    kind: str = ""
    kind_label: Wording = ""

    cites: tuple[Cited, ...] = ()
    roles: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    takes: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    announced: bool | None = None
    kept_apart_from: tuple[str, ...] = ()

    def Cites(self, article: str, clause: str = "", point: str = "", **other: str) -> Self:
        """Add where the step stands in the law."""
        self.cites = (*self.cites, Cited(article, clause, point, **other))
        return self

    def By(self, *roles: Role) -> Self:
        """Name the roles that may act; a step of the machine names none."""
        self.roles = tuple(role.value for role in roles)
        return self

    def Within(self, figure: str, *, runs_from: str, title: Wording, **other: str) -> Self:
        """Add a time limit."""
        self.limits = (*self.limits, Limit(figure, runs_from, title, **other))
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

    def meets_limits(self, route: str) -> bool:
        """Whether leaving by `route` meets the time limits that end with this step."""
        return True

    @property
    def announcement(self) -> Wording:
        """What the law says of announcing the result, for the screens: what is to be done."""
        if self.announced is None:
            return _("The law does not say whether the result is announced")
        if self.announced:
            return _("The result is to be announced at the conference")
        return _("The result is not to be announced at the conference")
