"""What happened in a dossier, or is planned to happen, and on which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from rules.library import law
from rules.wording import LANGUAGES
from workflow_engine.base.messages import worded
from workflow_engine.base.prepared import Place, prepared


class Happened(TrackedModel):
    """One event on its day: of the dossier, or of one candidate in it.

    Rows are never changed. A later row of the same event supersedes the one before it, which stays;
    a day that is only planned is superseded by the day on which it happened.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="happened", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        "dossiers.Candidate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="happened",
        verbose_name=_("candidate"),
    )
    event = models.CharField(_("event"), max_length=60)
    on = models.DateField(_("date"))
    planned = models.BooleanField(_("planned"), default=False)
    step = models.CharField(_("step"), max_length=60)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("takes the place of"),
    )
    # None where a column of an earlier release held the day.
    trail_entry = models.BigIntegerField(_("entry in the trail"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return called(self.event)

    @property
    def told(self) -> dict[str, Any]:
        """The event and its day, as a message says them."""
        return {"event": words_of(self.event), "on": f"{self.on:%d/%m/%Y}"}


class NotDatedError(KeyError):
    """A dossier has no day for an event."""

    code = "not-dated"

    def __init__(self, event: str) -> None:
        self.event = event
        super().__init__(event)


class Dates:
    """The events of one dossier as they stand: of each the last row.

    `dates["first_conference_on"]` is the day of an event of the dossier, planned or not.
    """

    def __init__(self, rows: Iterable[Happened] = ()) -> None:
        self._standing: dict[tuple[str, int | None], Happened] = {}
        for row in rows:
            self.add(row)

    def __iter__(self) -> Iterator[Happened]:
        return iter(self._standing.values())

    def __getitem__(self, event: str) -> date:
        """Return the day of an event of the dossier; raise NotDatedError where it has none."""
        row = self.row(event)
        if row is None:
            raise NotDatedError(event)
        return row.on

    def get(self, event: str) -> date | None:
        """Return the day of an event of the dossier, or None."""
        row = self.row(event)
        return row.on if row else None

    def row(self, event: str, candidate: int | None = None) -> Happened | None:
        """Return what stands of an event of the dossier, or of a candidate alone."""
        return self._standing.get((event, candidate))

    def first(self) -> Happened | None:
        """Return what happened in the dossier before all else, by the order of its acts."""
        return next((row for row in self if not row.planned), None)

    def last(self, *, besides: str = "") -> Happened | None:
        """Return what happened last in the dossier, leaving out what one step dated.

        What is planned has not happened.
        """
        over = [
            row
            for row in self
            if not row.planned and row.candidate_id is None and row.step != besides
        ]
        return max(over, key=lambda row: row.on, default=None)

    def of(self, candidate: int | None) -> dict[str, Happened]:
        """Return what stands for a candidate: the candidate's own events before the dossier's."""
        found = {event: row for (event, key), row in self._standing.items() if key is None}
        if candidate is not None:
            own = self._standing.items()
            found |= {event: row for (event, key), row in own if key == candidate}
        return found

    def add(self, row: Happened) -> None:
        """Let a row take the place of the one before it."""
        self._standing[row.event, row.candidate_id] = row


def dates_of(dossier: int | None) -> Dates:
    """Return the events of a dossier in one query; none of one that is not stored."""
    return Dates() if dossier is None else Dates(_happened.rows(dossier=dossier))


@prepared
def _happened() -> models.QuerySet[Happened]:
    return Happened.objects.filter(dossier=Place("dossier")).order_by("pk")


def words_of(event: str) -> Mapping[str, str]:
    """Return what the law calls an event, by language; its code where it has no word for it."""
    known = law().events.get(event)
    return known.words if known else dict.fromkeys(LANGUAGES, event)


def called(event: str) -> str:
    """Return what the law calls an event, in the language of the reader."""
    return worded(words_of(event))
