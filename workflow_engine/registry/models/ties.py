"""What ties a person to others: relatives, business roles, seats in the Party, one's own twin."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflow_engine.registry.models.bases import EndedRecord, FoundRecord, Record
from workflow_engine.registry.models.ends import End
from workflow_engine.registry.models.people import Person
from workflow_engine.registry.models.units import Unit


class Relationship(FoundRecord):
    """A relative who is in the service; declared, never inferred from names."""

    class Kind(models.TextChoices):
        """How the relative stands to the person."""

        SPOUSE = "spouse", _("Spouse")
        PARENT = "parent", _("Parent")
        PARENT_IN_LAW = "parent-in-law", _("Parent of the spouse")
        CHILD = "child", _("Child")
        SIBLING = "sibling", _("Brother or sister")
        SIBLING_IN_LAW = "sibling-in-law", _("Brother or sister of the spouse")
        OTHER = "other", _("Other relative")

    relative = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("relative")
    )
    kind = models.CharField(_("relation"), max_length=16, choices=Kind)

    end = None

    class Meta:
        ordering = ["person", "kind"]
        verbose_name = _("relative in the service")
        verbose_name_plural = _("relatives in the service")


class BusinessRole(EndedRecord, FoundRecord):
    """A role in founding or managing a private company or cooperative."""

    organisation = models.CharField(_("organisation"), max_length=200)
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)

    end = End("held_until", lifts_a_bar=True)

    class Meta:
        ordering = ["person", "-held_from"]
        verbose_name = _("business role")
        verbose_name_plural = _("business roles")


class PartyRole(EndedRecord):
    """A seat in the Party committee (cấp ủy) of an agency."""

    class Kind(models.TextChoices):
        """Which body."""

        STANDING = "standing", _("Standing committee (ban thường vụ)")
        COMMITTEE = "committee", _("Party committee (cấp ủy)")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("agency"))
    kind = models.CharField(_("body"), max_length=10, choices=Kind)
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)

    end = End("held_until", lifts_a_bar=True)

    class Meta:
        ordering = ["person", "-held_from"]
        verbose_name = _("Party role")
        verbose_name_plural = _("Party roles")


class IdentityFinding(Record):
    """What was found on paper of two entries that look like one natural person (`registry.twins`).

    Where it is one person, `person` is the entry made in error and `other` the one that stays.
    """

    class Found(models.TextChoices):
        """Whether the two entries are of two people or of one."""

        APART = "apart", _("They are two different people")
        SAME = "same", _("It is one person: the other entry stays, this one was made in error")

    other = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("the other entry")
    )
    found = models.CharField(_("what was found"), max_length=5, choices=Found)
    how = models.CharField(_("how it was found"), max_length=300)
    # Nothing is told apart, and nobody's records become another's, without the paper on it.
    document_number = models.CharField(_("document number"), max_length=80)
    document_date = models.DateField(_("document date"))
    issued_by = models.CharField(_("issued by"), max_length=200)

    end = None

    class Meta:
        ordering = ["person", "-document_date"]
        verbose_name = _("finding on identity")
        verbose_name_plural = _("findings on identity")
