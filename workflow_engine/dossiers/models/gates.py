"""What gates did, what they ask for, and what the law allows beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from rules.library import law
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.base.messages import said
from workflow_engine.dossiers.models.dossier import Candidate, Dossier
from workflow_engine.dossiers.models.papers import Paper
from workflow_engine.registry.models import Person


class GateRun(TrackedModel):
    """The verdict on one candidate at one run of a gate. The verdict itself is in the trail."""

    class Result(models.TextChoices):
        """What the verdict means for the candidate."""

        PASSES = "passes", _("Passes")
        HELD = "held", _("Held: a fact is missing")
        STRUCK_OUT = "struck-out", _("Struck out: a condition is not met")
        ENGINE_FAILED = "engine-failed", _("Not judged: the judges failed")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="gate_runs", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="gate_runs", verbose_name=_("candidate")
    )
    step = models.CharField(_("step"), max_length=60)
    gate = models.CharField(_("gate"), max_length=60)
    facts_on = models.DateField(_("facts as they stood on"))
    law_on = models.DateField(_("law in force on"))
    run_at = models.DateTimeField(_("run at"))
    reading = models.DateField(_("law as it was read from"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=14, choices=Result)
    missing = models.JSONField(_("missing facts"), default=list, blank=True)
    unmet = models.JSONField(_("unmet conditions"), default=list, blank=True)
    trail_entry = models.BigIntegerField(_("entry in the trail"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("gate run")
        verbose_name_plural = _("gate runs")


class FactRequest(TrackedModel):
    """A request for one missing fact to whoever can supply it.

    It names the candidate of whom the fact is missing, or nobody where one answer serves the whole
    dossier.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="fact_requests", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fact_requests",
        verbose_name=_("candidate"),
    )
    step = models.CharField(_("step"), max_length=60)
    fact = models.CharField(_("fact"), max_length=80)
    record = models.CharField(_("record that supplies it"), max_length=40)
    role = models.CharField(_("who can supply it"), max_length=24, choices=Role)
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("due on"))
    supplied_on = models.DateField(_("supplied on"), null=True, blank=True)
    supplied_by = models.ForeignKey(
        Account,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supplied by"),
    )
    closed = models.BooleanField(_("closed"), default=False)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("request for a fact")
        verbose_name_plural = _("requests for facts")
        indexes = [models.Index(fields=["closed", "role"])]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "fact"],
                condition=models.Q(closed=False),
                name="a_fact_asked_for_once",
            ),
            models.UniqueConstraint(
                fields=["dossier", "fact"],
                condition=models.Q(closed=False, candidate__isnull=True),
                name="a_fact_of_the_dossier_asked_for_once",
            ),
        ]

    @property
    def what(self) -> str:
        """The fact that is asked for, as the law calls it; its name where it is no more."""
        definition = law().facts.get(self.fact)
        return said(**definition.label) if definition else self.fact

    @property
    def about(self) -> str:
        """Whom the fact is about."""
        return str(self.candidate or _("everybody in the dossier"))


# The kind of the paper of a special decision, filed with the candidate.
SPECIAL_DECISION = "special-decision"


class SpecialDecision(TrackedModel):
    """A special decision that the law allows a named authority to take past a condition.

    Whoever works on the dossier records what the authority decided; `paper` is its file.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="special_decisions", verbose_name=_("dossier")
    )
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="special_decisions", verbose_name=_("candidate")
    )
    condition = models.CharField(_("condition"), max_length=80)
    authority = models.CharField(_("authority"), max_length=200)
    number = models.CharField(_("number"), max_length=80)
    decided_on = models.DateField(_("date"))
    document = models.CharField(_("document"), max_length=300)
    reason = models.TextField(_("grounds"))
    # None only of what was recorded before the file was required.
    paper = models.OneToOneField(
        Paper,
        models.PROTECT,
        null=True,
        related_name="special_decision",
        verbose_name=_("paper"),
    )
    recorded_by = models.ForeignKey(
        Account, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    class Meta:
        ordering = ["-decided_on"]
        verbose_name = _("special decision")
        verbose_name_plural = _("special decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "condition"], name="one_special_decision_a_condition"
            )
        ]


class InterestDeclaration(TrackedModel):
    """What a participant of a dossier declared of his or her interest in it.

    NĐ 59/2019, art. 29 to 34: a conflict is reported, and the head decides a measure.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="interest_declarations", verbose_name=_("dossier")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    declared_on = models.DateField(_("declared on"))
    conflict = models.BooleanField(_("conflict of interest declared"))
    measure = models.CharField(_("measure taken"), max_length=300, blank=True)
    measure_on = models.DateField(_("measure decided on"), null=True, blank=True)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    recorded_by = models.ForeignKey(
        Account, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    class Meta:
        ordering = ["dossier", "person__sort_key"]
        verbose_name = _("declaration of interest")
        verbose_name_plural = _("declarations of interest")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person"], name="one_declaration_a_participant"
            )
        ]
