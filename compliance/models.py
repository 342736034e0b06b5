"""The audit trail: one header an entry, kept for ever, and its payload, kept apart.

Nothing here refers to a row of another app: a dossier is known by its number, an account by its
id, a rule by its name. Evidence outlives the code and the rows that it is about.
"""

from collections.abc import Sequence
from typing import Any, Never

from django.db import models

from compliance import canonical, forms
from compliance.errors import EntryIsWrittenOnceError

FORMAT = 2


class WrittenOnceQuerySet(models.QuerySet[Any]):
    """Reads the trail, and refuses to write it."""

    def _refuse(self, *args: Any, **kwargs: Any) -> Never:
        raise EntryIsWrittenOnceError(f"A bulk write to {self.model._meta.label}")

    create = bulk_create = update = bulk_update = delete = _refuse
    get_or_create = update_or_create = _refuse


class WrittenOnce(models.Model):
    """A row that `trail.record` writes and nobody touches again."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Never:
        """Refuse: only `trail.record` writes."""
        raise EntryIsWrittenOnceError(f"Saving {self}")

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refuse."""
        raise EntryIsWrittenOnceError(f"Deleting {self}")


class TrailEntry(WrittenOnce):
    """The header of one entry: codes, references and dates, no personal data."""

    number = models.PositiveBigIntegerField(primary_key=True)
    format = models.PositiveSmallIntegerField(default=FORMAT)
    event = models.CharField(max_length=100, db_index=True)
    dossier = models.CharField(max_length=100, blank=True)
    step = models.CharField(max_length=100, blank=True)
    edition = models.CharField(max_length=250, blank=True)
    governing_date = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_index=True)
    actor_account = models.BigIntegerField(null=True, blank=True)
    actor_role = models.CharField(max_length=100, blank=True)
    actor_unit = models.CharField(max_length=100, blank=True)
    on_behalf_of = models.BigIntegerField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    nonce = models.CharField(max_length=32, blank=True)
    extras = models.JSONField(default=dict, blank=True)
    payload_digest = models.CharField(max_length=64, blank=True)
    leaf_digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "trail entry"
        verbose_name_plural = "trail entries"
        ordering = ["number"]
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["dossier", "number"], name="trail_dossier"),
            models.Index(fields=["actor_account", "number"], name="trail_actor"),
        ]

    def __str__(self) -> str:
        return f"Trail entry {self.number}"

    @property
    def header(self) -> dict[str, Any]:
        """Everything that the leaf digest commits to, in the format of the entry."""
        header = {
            "format": self.format,
            "number": self.number,
            "event": self.event,
            "dossier": self.dossier,
            "step": self.step,
            "edition": self.edition,
            "governing_date": self.governing_date,
            "recorded_at": self.recorded_at,
            "actor": {
                "account": self.actor_account,
                "role": self.actor_role,
                "unit": self.actor_unit,
                "on_behalf_of": self.on_behalf_of,
            },
            "extras": self.extras,
            "payload_digest": self.payload_digest,
        }
        if self.format != 1 or self.nonce or self.after is not None:
            header |= {"after": self.after, "nonce": self.nonce}
        return header

    def header_bytes(self) -> bytes:
        """Write the header in its canonical form."""
        return canonical.canonical(self.header)

    @property
    def contents(self) -> dict[str, Any]:
        """The payload, read; empty where the entry has none or it was erased."""
        return contents_of([self])[0]


def contents_of(entries: Sequence[TrailEntry]) -> list[dict[str, Any]]:
    """Return the payloads of entries of one database, read together; see `TrailEntry.contents`."""
    texts: dict[int, str] = {}
    for place, entry in enumerate(entries):
        try:
            texts[place] = entry.payload.text
        except TrailPayload.DoesNotExist:
            continue
    using = entries[0]._state.db if entries else None
    found = dict(zip(texts, forms.read(list(texts.values()), using=using), strict=True))
    return [found.get(place, {}) for place in range(len(entries))]


class TrailPayload(WrittenOnce):
    """What an entry says of people: kept apart, so that the law can have it erased."""

    entry = models.OneToOneField(
        TrailEntry, on_delete=models.PROTECT, primary_key=True, related_name="payload"
    )
    salt = models.BinaryField(max_length=32)
    text = models.TextField()

    class Meta:
        verbose_name = "trail payload"
        verbose_name_plural = "trail payloads"
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"Payload of trail entry {self.entry_id}"

    def digest(self) -> str:
        """Digest what is stored."""
        return canonical.payload_digest(bytes(self.salt), self.text.encode("utf-8")).hex()


class TrailForm(WrittenOnce):
    """What the law says to everybody in verdicts: stored once, under its SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()

    class Meta:
        verbose_name = "trail form"
        verbose_name_plural = "trail forms"
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"Trail form {self.digest}"


class TrailHead(models.Model):
    """The one row that hands out numbers: whoever records holds its lock until the commit."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    length = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "trail head"
        verbose_name_plural = "trail heads"
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="trail_has_one_head"),
        ]

    def __str__(self) -> str:
        return f"Trail of {self.length} entries"
