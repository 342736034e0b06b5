"""Who decides what for which posts: delegation (phân cấp) and authorisation (ủy quyền), by time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.registry.models.people import Person
from workflow_engine.registry.models.units import Post, Title, Unit


class Delegation(TrackedModel):
    """A procedure that a post decides, for the posts of a title or a rank in a unit and below it.

    It stands on a decision and is never edited: it ends on a day, and another one follows.

    Who proposes is no row: the article of the procedure says it (NĐ 170/2025, art. 33, cl. 1,
    pt. a).
    """

    class Task(models.TextChoices):
        """What of the procedure it is for."""

        WHOLE = "", _("the approvals and the decision")
        APPROVES = "approves", _("the approvals on the way only")
        DECIDES = "decides", _("the decision only")

    class Kind(models.TextChoices):
        """By what the authority has it."""

        DELEGATED = "delegated", _("Delegated (phân cấp)")
        AUTHORISED = "authorised", _("Authorised (ủy quyền)")

    class SignsAs(models.TextChoices):
        """What stands before the post of whoever signs (NĐ 30/2020/NĐ-CP, appendix I)."""

        OWN = "", _("in the post’s own name")
        COLLECTIVE = "TM.", _("TM. (on behalf of the collective)")
        FOR_THE_HEAD = "KT.", _("KT. (for the head)")
        BY_ORDER = "TL.", _("TL. (by order)")
        AUTHORISED = "TUQ.", _("TUQ. (by authorisation)")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    # The code of the procedure, as it is declared.
    procedure = models.CharField(_("procedure"), max_length=60)
    task = models.CharField(
        _("for what of it"),
        max_length=8,
        choices=Task,
        default=Task.WHOLE,
        blank=True,
        db_default="",
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit of the posts, and below")
    )
    # Of one title, of a rank and lower, or of all titles.
    title = models.ForeignKey(
        Title,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("posts of the title"),
    )
    rank_most = models.PositiveSmallIntegerField(
        _("posts of this rank and lower"), null=True, blank=True
    )
    authority = models.ForeignKey(
        Post, models.PROTECT, related_name="+", verbose_name=_("post that decides")
    )
    signs_as = models.CharField(
        _("signs as"), max_length=4, choices=SignsAs, default=SignsAs.OWN, blank=True
    )
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    document_number = models.CharField(_("document number"), max_length=80)
    document_date = models.DateField(_("document date"))
    issued_by = models.CharField(_("issued by"), max_length=200)
    # Where in the decision it stands.
    page = models.CharField(_("page or clause"), max_length=40, default="", db_default="")
    # NĐ 170/2025, art. 31, cl. 2: the titles that a Party body manages. It is said of every row; a
    # row of which nobody said it does not serve.
    party_managed = models.BooleanField(_("the Party manages these posts"), null=True)
    party_body = models.CharField(
        _("Party body that concludes first"), max_length=200, blank=True, default="", db_default=""
    )
    # By a row that somebody entered, or that holds because he or she ended another one, that person
    # decides nothing.
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    class Meta:
        ordering = ["procedure", "unit", "-held_from"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(title=None) | models.Q(rank_most=None),
                name="a_delegation_is_of_a_title_or_a_rank",
            )
        ]
