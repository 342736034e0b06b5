"""Files that wait to be confirmed, and what was said of their columns."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.registry.models import Unit


def _token() -> str:
    return secrets.token_urlsafe(24)


class ImportDraft(models.Model):
    """An uploaded workbook with what was shown of it.

    It is no record: it is taken away when it is imported, and a day after it was uploaded. The
    audit trail keeps the digest of what was imported.
    """

    token = models.CharField(max_length=40, unique=True, default=_token, editable=False)
    uploaded_by = models.BigIntegerField(_("uploaded by (account)"))
    uploaded_at = models.DateTimeField(_("uploaded at"), db_index=True)
    name = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    plan = models.CharField(_("digest of what was shown"), max_length=64)
    shown = models.JSONField(_("what was shown"), default=dict)

    class Meta:
        verbose_name = _("import that waits")
        verbose_name_plural = _("imports that wait")

    def __str__(self) -> str:
        return self.name


class HeaderMapping(TrackedModel):
    """What an officer said of the columns of a list: which of them fills which field.

    It holds for one unit, one kind of record and one header, as a whole: where a column of the
    header changed, it is asked again.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    sheet = models.CharField(_("kind of record"), max_length=60)
    header_key = models.CharField(max_length=64, editable=False)
    labels = models.JSONField(_("headers"))
    fields = models.JSONField(_("fields"))
    said_on = models.DateField(_("said on"))

    class Meta:
        verbose_name = _("columns of a list")
        verbose_name_plural = _("columns of lists")
        constraints = [
            models.UniqueConstraint(fields=["unit", "sheet", "header_key"], name="one_mapping")
        ]

    def __str__(self) -> str:
        return f"{self.sheet}: {', '.join(self.labels)}"[:200]
