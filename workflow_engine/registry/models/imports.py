"""A file that was uploaded and shown, and waits to be confirmed."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


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
