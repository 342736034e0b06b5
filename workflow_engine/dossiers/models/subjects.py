"""What a dossier is about: a post, a post held, a person, a unit, a year, a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from compliance.history import TrackedModel, TrackedQuerySet
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.registry.models import Person, Post, PostHolding, Unit

# What the words of a subject name.
_NAMED = (
    "post__unit",
    "post__title",
    "holding__person",
    "holding__post__unit",
    "holding__post__title",
    "person",
    "unit",
)


class Kind(models.TextChoices):
    """What a procedure can be about."""

    POST = "post", gettext_lazy("Post to be filled")
    HOLDING = "holding", gettext_lazy("Post held")
    PERSON = "person", gettext_lazy("Person concerned")
    UNIT = "unit", gettext_lazy("Unit concerned")
    YEAR = "year", gettext_lazy("Year")
    PLAN = "plan", gettext_lazy("Name of the plan")


COLUMNS: Mapping[str, str] = {
    Kind.POST.value: "post",
    Kind.HOLDING.value: "holding",
    Kind.PERSON.value: "person",
    Kind.UNIT.value: "unit",
    Kind.YEAR.value: "year",
    Kind.PLAN.value: "label",
}


def _of_its_kind() -> Q:
    """Return the condition that a subject names what its kind says, and nothing beside it."""
    held = Q()
    for kind, column in COLUMNS.items():
        named = Q(kind=kind)
        for other in COLUMNS.values():
            empty = Q(label="") if other == "label" else Q(**{f"{other}__isnull": True})
            named &= ~empty if other == column else empty
        held |= named
    return held


class SubjectQuerySet(TrackedQuerySet):
    """The subjects of dossiers, without unlogged writes."""

    def to_show(self) -> SubjectQuerySet:
        """Return the subjects with what their words name, in one query."""
        return self.select_related(*_NAMED)


class DossierSubject(TrackedModel):
    """One thing that a dossier is about; of which kind, its procedure says (`flows.about`).

    Each kind has a column of its own, so that the keys, the history and the triggers of the
    database hold for it as for everything else.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier",
        models.PROTECT,
        related_name="subjects",
        verbose_name=gettext_lazy("dossier"),
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=8, choices=Kind)
    post = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("post"),
    )
    holding = models.ForeignKey(
        PostHolding,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("post held"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("person"),
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("unit"),
    )
    year = models.PositiveSmallIntegerField(gettext_lazy("year"), null=True, blank=True)
    label = models.CharField(gettext_lazy("name of the plan"), max_length=300, blank=True)

    objects = SubjectQuerySet.as_manager()  # type: ignore[assignment,misc] # a wider one

    class Meta:
        ordering = ["pk"]
        verbose_name = gettext_lazy("subject of the dossier")
        verbose_name_plural = gettext_lazy("subjects of the dossier")
        constraints = [
            models.CheckConstraint(condition=_of_its_kind(), name="a_subject_of_its_kind"),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @classmethod
    def of(cls, what: Post | PostHolding | Person | Unit | int | str) -> DossierSubject:
        """Return the subject, not stored yet, that a record, a year or the name of a plan is."""
        kinds: tuple[tuple[type, Kind], ...] = (
            (Post, Kind.POST),
            (PostHolding, Kind.HOLDING),
            (Person, Kind.PERSON),
            (Unit, Kind.UNIT),
            (int, Kind.YEAR),
            (str, Kind.PLAN),
        )
        kind = next(kind for model, kind in kinds if isinstance(what, model))
        return cls(**{"kind": kind.value, COLUMNS[kind]: what})

    @property
    def what(self) -> Any:
        """The record, the year or the name of the plan."""
        return getattr(self, COLUMNS[self.kind])

    @property
    def words(self) -> Message | str:
        """What it is, in the language of whoever reads."""
        holding = self.holding
        if holding is not None:
            told = {"person": holding.person.full_name, "post": holding.capacity}
            return _("%(person)s: %(post)s") % told
        if self.kind == Kind.YEAR:
            return _("Year %(year)s") % {"year": self.year}
        return str(self.what)

    @property
    def about_person(self) -> Person | None:
        """The person whom it is about, where it is about one: the holder of a post held."""
        return self.holding.person if self.holding else self.person

    @property
    def about_post(self) -> Post | None:
        """The post that it is about, where it is about one: the one that is held."""
        return self.holding.post if self.holding else self.post


def subjects_of(dossier: int | None) -> list[DossierSubject]:
    """Return what a dossier is about, in one query; nothing of one that is not stored."""
    return [] if dossier is None else _subjects.rows(dossier=dossier)


@prepared
def _subjects() -> models.QuerySet[DossierSubject]:
    found: SubjectQuerySet = DossierSubject.objects.filter(dossier=Place("dossier"))
    return found.to_show().order_by("pk")
