"""A dossier that stands still: put off by a case that the law names, until that case is over."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from rules.library import law
from workflow_engine.base.messages import Message, said
from workflow_engine.dossiers.models.dossier import Dossier
from workflow_engine.dossiers.models.notices import Notice
from workflow_engine.dossiers.models.papers import Paper


class Postponement(TrackedModel):
    """A time in which no step of a dossier is taken: by which case, from when, until when."""

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="postponements", verbose_name=_("dossier")
    )
    # The id in the closed list of the law (`rules/law/grounds.yaml`).
    ground = models.CharField(_("case of the law"), max_length=80)
    from_on = models.DateField(_("from"))
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", verbose_name=_("proof"))
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="+", verbose_name=_("how it was told")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proof of the end"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("postponement")
        verbose_name_plural = _("postponements")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(ended_on=None),
                name="a_dossier_is_put_off_once_at_a_time",
            )
        ]

    @property
    def because(self) -> Message | str:
        """The case as the law words it; its id where the law has no such case any more."""
        known = law().grounds_of(self.dossier.flow_class.put_off_by, self.from_on)
        return said(**known[self.ground].words) if self.ground in known else self.ground

    @property
    def basis(self) -> Message | str:
        """The provision that names the case."""
        known = law().grounds_of(self.dossier.flow_class.put_off_by, self.from_on)
        if self.ground not in known:
            return ""
        citation = known[self.ground].citation
        return said(vi=citation.text("vi"), en=citation.text("en"))


def standing_still() -> models.QuerySet[Postponement]:
    """Return what puts dossiers off today."""
    open_ones: models.QuerySet[Postponement] = Postponement.objects.filter(ended_on=None)
    return open_ones.order_by()
