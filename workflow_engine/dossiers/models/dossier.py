"""The dossier, its candidates and its sign-offs."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.managers import ProcessQuerySet
from viewflow.workflow.models import Process

from compliance.history import TrackedModel, TrackedQuerySet
from workflow_engine.access.models import Account
from workflow_engine.base.messages import Message
from workflow_engine.dossiers.models.events import Dates, called, dates_of
from workflow_engine.dossiers.models.subjects import DossierSubject, subjects_of
from workflow_engine.registry.models import Delegation, Person, Post, Unit

# The end of a dossier whose entries from paper the second officer did not confirm.
NOT_CONFIRMED = "refuse-taking-over"


def with_subjects(path: str = "") -> "models.Prefetch[Any]":
    """Return what reads the subjects of many dossiers at once; `path` leads to the dossiers."""
    return models.Prefetch(f"{path}subjects", queryset=DossierSubject.objects.to_show())


class DossierQuerySet(TrackedQuerySet, ProcessQuerySet):
    """Viewflow's queries on dossiers, without unlogged writes."""

    def to_show(self) -> "DossierQuerySet":
        """Return the dossiers with what a line of a list says of them."""
        return self.select_related("agency").prefetch_related(with_subjects())


class Dossier(TrackedModel, Process):
    """One run of a procedure (hồ sơ).

    Its procedure and edition are `flow_class`, chosen once by the law's rule of transition and kept
    with the reason. What it is about are its subjects, one or several (`subjects`).
    """

    class Outcome(models.TextChoices):
        """How the dossier ended."""

        OPEN = "", _("Under way")
        ACHIEVED = "achieved", _("Decided")
        STOPPED = "stopped", _("Stopped and reported")
        REFUSED = "refused", _("Refused")
        NO_CANDIDATE = "no-candidate", _("Ended: nobody left who meets the conditions")

    number = models.CharField(_("number"), max_length=32, unique=True)
    agency = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("agency that carries it out")
    )
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(
        Account, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    need = models.TextField(_("need and planned assignment"))
    edition_date = models.DateField(_("date that chose the edition"))
    # Only where an officer chose it and said why; else the edition and the date say it.
    edition_reason = models.TextField(_("why this edition"), blank=True)
    edition_overridden = models.BooleanField(_("edition chosen by an officer"), default=False)
    # A dossier that was begun on paper: who took it over and when, and the day of the last act that
    # was entered; that day is there until a second officer confirmed what was entered.
    taken_over_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken over from paper by"),
    )
    taken_over_on = models.DateField(_("taken over from paper on"), null=True, blank=True)
    entered_until = models.DateField(_("entered from paper up to"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome, default=Outcome.OPEN, blank=True
    )
    # The end that it came to, whose title says how it ended.
    outcome_step = models.CharField(_("end of the procedure"), max_length=60, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = DossierQuerySet.as_manager()  # type: ignore[assignment,misc] # Viewflow's, untyped

    class Meta:
        ordering = ["-opened_on", "-number"]
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        indexes = [models.Index(fields=["agency", "outcome"])]

    def __str__(self) -> str:
        return self.number

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the dossier again, its events and subjects when they are next asked for."""
        self.__dict__.pop("dates", None)
        self.__dict__.pop("subject", None)
        super().refresh_from_db(*args, **kwargs)

    @cached_property
    def dates(self) -> Dates:
        """What happened in the dossier and is planned in it, read once for the act."""
        return dates_of(self.pk)

    @property
    def governing_date(self) -> date:
        """The date whose law applies: that of the event that governs, planned until it happens.

        NĐ 300/2026, art. 35, cl. 2: a process carried out before 01/08/2026 continues under the
        rules in force when it was carried out.
        Interpretation: "carried out" is begun, and the procedure begins with its first conference.
        """
        return self.edition_date

    @cached_property
    def subject(self) -> DossierSubject | None:
        """What the dossier is about, the first where there are several; None of one not stored."""
        read: Any = getattr(self, "_prefetched_objects_cache", {}).get("subjects")
        return next(iter(subjects_of(self.pk) if read is None else read), None)

    @property
    def about(self) -> Message | str:
        """What the dossier is about, in the language of whoever reads."""
        return self.subject.words if self.subject else ""

    @property
    def about_post(self) -> Post | None:
        """The post that the dossier is about, to be filled or held; None where there is none."""
        return self.subject.about_post if self.subject else None

    @property
    def key_dates(self) -> list[tuple[str, date | None]]:
        """The events that govern the dossier and by which it takes effect, each with its day."""
        flow = self.flow_class
        events = dict.fromkeys(filter(None, (flow.governed_by, flow.takes_effect)))
        return [(capfirst(called(event)), self.dates.get(event)) for event in events]

    @property
    def planned_effect(self) -> date | None:
        """The day on which the decision is to take effect.

        None where the procedure has none, or where nobody has planned it yet: a gate then judges as
        of the day of its facts, and the one in the decision as of the day of effect.
        """
        return self.dates.get(self.flow_class.takes_effect)

    @property
    def begun_on(self) -> date:
        """The first day of which an act of the dossier can be: the day on which it was opened.

        Where it was opened by an act of before that governs it, as a notice, it is the day of that.
        Where its edition rests on an earlier act, it is the day on which the request was received
        then, but no day before the edition was in force.
        """
        if not self.edition_overridden:
            governs = self.dates.row(self.flow_class.governed_by)
            if governs is None or governs.planned:
                return self.opened_on
            return min(self.opened_on, governs.on)
        first = self.dates.first()
        received = first.on if first else self.edition_date
        since: date = self.flow_class.edition.since
        return min(self.opened_on, max(received, since))

    @property
    def why_edition(self) -> str:
        """Why this edition governs: in an officer's words, or by the rule of transition."""
        if self.edition_overridden:
            return self.edition_reason
        flow = self.flow_class
        reason: str = flow.edition.why(flow.governed_by, self.edition_date)
        return reason

    @property
    def outcome_title(self) -> str:
        """How the dossier ended: the title of its end."""
        if not self.outcome_step:
            return ""
        if self.outcome_step == NOT_CONFIRMED:
            return str(_("What was entered from paper was not confirmed"))
        return str(self.flow_class.instance.node(self.outcome_step).task_title)

    @property
    def is_open(self) -> bool:
        """Whether the dossier is under way."""
        return self.outcome == self.Outcome.OPEN


class Candidate(TrackedModel):
    """A person considered in a dossier."""

    class Status(models.TextChoices):
        """Where the candidate stands."""

        STANDING = "standing", _("In consideration")
        HELD = "held", _("Held: a fact is missing")
        STRUCK_OUT = "struck-out", _("Struck out: a condition is not met")
        NOT_SELECTED = "not-selected", _("Not selected at a conference")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        DECIDED = "decided", _("Decided")
        REFUSED = "refused", _("Refused by the authority")

    class Leaving(models.TextChoices):
        """Why a candidate leaves the dossier midway, beside what the law judges."""

        WITHDREW = "withdrew", _("Withdrew")
        RETIRED = "retired", _("Retired")
        DIED = "died", _("Died")
        OTHER = "other", _("Another cause")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="candidates", verbose_name=_("dossier")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="candidacies", verbose_name=_("person")
    )
    # The post for which this person is considered; a procedure may aim at none.
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post")
    )
    added_at = models.CharField(_("step of entry"), max_length=60)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.STANDING)
    status_step = models.CharField(_("step of the status"), max_length=60, blank=True)
    status_reason = models.TextField(_("reason"), blank=True)
    # Of those who were taken out since release 0.3.0.
    left_because = models.CharField(
        _("why the candidate left"), max_length=10, choices=Leaving, blank=True, db_default=""
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        ordering = ["dossier", "person__sort_key"]
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "person"], name="a_person_once_in_a_dossier")
        ]

    def __str__(self) -> str:
        return str(self.person)


class SignOff(TrackedModel):
    """What somebody did in a step, as whom: who prepared, who decided."""

    class Act(models.TextChoices):
        """The kind of act."""

        DONE = "done", _("Done")
        PART = "part", _("Done in part: the step goes on")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        REFUSED = "refused", _("Refused")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="sign_offs", verbose_name=_("dossier")
    )
    step = models.CharField(_("step"), max_length=60)
    act = models.CharField(_("act"), max_length=10, choices=Act)
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    # The natural person, not the account, is what separation of duties looks at.
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=24)
    in_place_of = models.ForeignKey(
        Account,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in place of"),
    )
    reason = models.TextField(_("reason"), blank=True)
    # The day on which it was put on record; beside it the day of the paper on which it stands.
    on = models.DateField(_("date"))
    # Done before the dossier was taken over: by the person, and entered by the account.
    from_paper = models.BooleanField(
        _("entered from a file on paper"), default=False, db_default=False
    )
    # None of an act that stands on no paper, and of what releases up to 0.2.0 recorded.
    dated_on = models.DateField(_("date of the paper"), null=True, blank=True)
    # Of an approval or a decision since release 0.3.0: by which delegation, and the lines above the
    # name of whoever signed (NĐ 30/2020, appendix I).
    authority = models.ForeignKey(
        Delegation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("delegation"),
    )
    signature = models.CharField(
        _("lines of the signature"), max_length=500, blank=True, default="", db_default=""
    )
    trail_entry = models.BigIntegerField(_("entry in the trail"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")

    @property
    def recorded_later(self) -> bool:
        """Whether it was put on record after the day of its paper."""
        return self.dated_on is not None and self.dated_on != self.on
