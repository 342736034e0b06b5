"""Questions about an entry that a form or an import asked, and what was accepted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptAnswer(models.Model):
    """A question that somebody was asked about an entry, and whether it was accepted.

    It is no record: only the digest of the question is kept, for a month. What was accepted stands
    in the audit trail when the file is imported or the form is stored. A file that waits keeps
    itself what it asks; of a form, what was asked is kept here until it is answered.
    """

    account = models.BigIntegerField(_("account"))
    answer = models.CharField(max_length=64)
    asked_at = models.DateTimeField(_("asked at"), db_index=True, null=True)
    given_at = models.DateTimeField(_("given at"), db_index=True, null=True)

    class Meta:
        verbose_name = _("reading that was accepted")
        verbose_name_plural = _("readings that were accepted")
        constraints = [
            models.UniqueConstraint(fields=["account", "answer"], name="one_answer_of_account")
        ]

    def __str__(self) -> str:
        return self.answer
