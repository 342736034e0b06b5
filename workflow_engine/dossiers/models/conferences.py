"""Conferences (hội nghị): who was summoned, who came, how the slips fell."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.base.messages import enumerated
from workflow_engine.dossiers.models.dossier import Candidate, Dossier
from workflow_engine.registry.models import Person


class Summons(TrackedModel):
    """One person summoned to one conference, and how that person attended."""

    class Attendance(models.TextChoices):
        """How the person attended."""

        SUMMONED = "summoned", _("Summoned")
        PRESENT = "present", _("Present")
        ABSENT = "absent", _("Absent")
        EXCUSED = "excused", _("Absent: force majeure, accepted by the authority")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="summonses", verbose_name=_("dossier")
    )
    conference = models.CharField(_("conference"), max_length=60)
    # A conference that is held again is another sitting, with its own list of who came.
    sitting = models.PositiveSmallIntegerField(_("sitting"), default=1)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    # As releases up to 0.3.0 wrote it, in Vietnamese: read of their rows, not written any more.
    capacity = models.CharField(_("in what capacity"), max_length=300, blank=True)
    # Posts by their names, what somebody typed, and messages: see `base.messages`.
    capacities = models.JSONField(_("in what capacity"), default=list, blank=True)
    attendance = models.CharField(
        _("attendance"), max_length=10, choices=Attendance, default=Attendance.SUMMONED
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    struck = models.BooleanField(_("taken off the list"), default=False)

    class Meta:
        ordering = ["dossier", "conference", "sitting", "person__sort_key"]
        verbose_name = _("summons")
        verbose_name_plural = _("summonses")
        constraints = [
            # NĐ 170/2025, art. 33, cl. 2 am.: two posts, one slip, counted once.
            models.UniqueConstraint(
                fields=["dossier", "conference", "sitting", "person"],
                name="a_person_summoned_once_a_sitting",
            )
        ]

    @property
    def in_capacity(self) -> str:
        """In what capacity, in the language of whoever reads."""
        return enumerated(self.capacities) or self.capacity


class Conference(TrackedModel):
    """A conference that was held, its slips and its result."""

    class Format(models.TextChoices):
        """How it met."""

        IN_PERSON = "in-person", _("In person")
        MIXED = "mixed", _("In person and online")

    class PresidedAs(models.TextChoices):
        """By what right the person who presided did so."""

        NOT_RECORDED = "", _("Not recorded")
        HEAD = "head", _("The head")
        SUPERIOR = "superior", _("A representative of the direct superior")
        CHAIR = "chair", _("The chair")

    class SuperiorCase(models.TextChoices):
        """In which case a superior's representative presides (NĐ 170/2025, art. 34, cl. 2)."""

        NEW_AGENCY = (
            "new-agency",
            _("a) The agency or unit is newly set up, and its head or a deputy is appointed"),
        )
        ONE_LEADER = (
            "one-leader",
            _("b) One leader only is left, or the head of the agency is appointed"),
        )
        DISUNITY = (
            "disunity",
            _("c) The leadership is disunited, many were disciplined: it would not be objective"),
        )
        NO_LEADER = (
            "no-leader",
            _("d) No leader is left, for a disaster, an accident or other force majeure"),
        )

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="conferences", verbose_name=_("dossier")
    )
    step = models.CharField(_("step"), max_length=60)
    sitting = models.PositiveSmallIntegerField(_("sitting"), default=1)
    held_on = models.DateField(_("held on"))
    presided_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("presided by")
    )
    presided_as = models.CharField(
        _("presided as"),
        max_length=8,
        choices=PresidedAs,
        default=PresidedAs.NOT_RECORDED,
        blank=True,
    )
    presider_role = models.CharField(
        _("post of the person who presided"), max_length=200, blank=True
    )
    superior_case = models.CharField(
        _("case in which the superior presides"), max_length=10, choices=SuperiorCase, blank=True
    )
    superior_reason = models.TextField(_("on what the case rests"), blank=True)
    sent_by = models.CharField(_("sent by"), max_length=200, blank=True)
    sent_number = models.CharField(_("number of the sending paper"), max_length=80, blank=True)
    sent_on = models.DateField(_("date of the sending paper"), null=True, blank=True)
    format = models.CharField(_("form"), max_length=10, choices=Format, default=Format.IN_PERSON)
    minutes_number = models.CharField(_("number of the minutes"), max_length=80)
    count_minutes_number = models.CharField(
        _("number of the count minutes"), max_length=80, blank=True
    )
    announced = models.BooleanField(_("result announced at the conference"))
    invited = models.PositiveSmallIntegerField(_("summoned"))
    excused = models.PositiveSmallIntegerField(_("excused"))
    present = models.PositiveSmallIntegerField(_("present"))
    outcome = models.CharField(_("outcome"), max_length=40)

    class Meta:
        ordering = ["held_on", "pk"]
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "step", "sitting"], name="a_sitting_held_once"
            )
        ]


class CountedBallot(TrackedModel):
    """One ballot of a conference: who could vote, how the slips fell, and what they came to.

    `name` tells it from the others of its conference; where there is one it has none. A body that
    is counted apart has its own numbers of those invited, excused and present.
    """

    conference = models.ForeignKey(
        Conference, models.PROTECT, related_name="ballots", verbose_name=_("conference")
    )
    name = models.CharField(_("ballot"), max_length=40, blank=True)
    rule = models.CharField(_("rule of the count"), max_length=80)
    invited = models.PositiveSmallIntegerField(_("summoned"))
    excused = models.PositiveSmallIntegerField(_("excused"))
    present = models.PositiveSmallIntegerField(_("present"))
    slips_prepared = models.PositiveSmallIntegerField(_("slips prepared"))
    slips_distributed = models.PositiveSmallIntegerField(_("slips handed out"))
    slips_returned = models.PositiveSmallIntegerField(_("slips returned"))
    slips_blank_or_spoiled = models.PositiveSmallIntegerField(_("blank or spoiled slips"))
    tally = models.JSONField(_("tally"))

    class Meta:
        ordering = ["conference", "pk"]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(fields=["conference", "name"], name="a_ballot_counted_once")
        ]


class BallotVotes(TrackedModel):
    """The slips for one option of a ballot: a candidate, or an answer.

    `option` is what the count has: the key of the candidate, or the answer by its name.
    """

    ballot = models.ForeignKey(
        CountedBallot, models.PROTECT, related_name="votes", verbose_name=_("ballot")
    )
    option = models.CharField(_("option"), max_length=40)
    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="votes",
        verbose_name=_("candidate"),
    )
    slips = models.PositiveSmallIntegerField(_("slips"))

    class Meta:
        ordering = ["ballot", "-slips"]
        verbose_name = _("votes")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "option"], name="one_count_an_option")
        ]
