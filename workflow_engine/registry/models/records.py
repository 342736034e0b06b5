"""The dated records of a person, kind by kind."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflow_engine.base.messages import Message, message
from workflow_engine.registry.models.bases import EndedRecord, FoundRecord, Record, WordRecord
from workflow_engine.registry.models.ends import End
from workflow_engine.registry.models.ties import (
    BusinessRole,
    IdentityFinding,
    PartyRole,
    Relationship,
)
from workflow_engine.registry.models.units import Post, Title, Unit


class PostHolding(EndedRecord, FoundRecord):
    """A post held over a time (quá trình giữ chức vụ)."""

    class Kind(models.TextChoices):
        """On what footing the post is held."""

        APPOINTED = "appointed", _("Appointed")
        ACTING = "acting", _("Acting (giao quyền)")
        SECONDED = "seconded", _("Seconded")
        ASSIGNED = "assigned", _("Assigned (no leadership title)")

    class Left(models.TextChoices):
        """How the post was left."""

        NOT_LEFT = "", _("Still held")
        MOVED = "moved", _("Moved to another post")
        TERM_ENDED = "term-ended", _("End of term")
        NOT_RENEWED = "not-renewed", _("Not reappointed (không bổ nhiệm lại)")
        RELIEVED = "relieved", _("Relieved (thôi giữ chức vụ)")
        RESIGNED = "resigned", _("Resigned (từ chức)")
        REMOVED = "removed", _("Removed (miễn nhiệm)")
        DISCIPLINE = "discipline", _("Dismissed as discipline (cách chức)")
        RETIRED = "retired", _("Retired")

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name=_("post"))
    kind = models.CharField(_("footing"), max_length=10, choices=Kind, default=Kind.APPOINTED)
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    term_months = models.PositiveSmallIntegerField(_("term in months"), null=True, blank=True)
    # NĐ 170/2025, art. 26, cl. 2: a secondment is longer only where the law of the sector says so.
    term_basis = models.CharField(
        _("paper of the sector law that allows a longer secondment"), max_length=200, blank=True
    )
    left = models.CharField(
        _("how it was left"), max_length=12, choices=Left, default=Left.NOT_LEFT, blank=True
    )

    end = End("held_until", lifts_a_bar=True)

    class Meta:
        ordering = ["person", "-held_from"]
        verbose_name = _("post held")
        verbose_name_plural = _("posts held")

    @property
    def leads(self) -> bool:
        """Whether a leadership post is held: by the rank of its title, or as head or deputy."""
        leading = (Post.Standing.HEAD, Post.Standing.DEPUTY)
        ranked = self.post.title.rank > 0 or self.post.standing in leading
        return ranked and self.kind != self.Kind.ASSIGNED

    @property
    def capacity(self) -> Message | str:
        """The post as it is held: who acts in it or is seconded to it is not shown as its holder.

        Acting as head (giao quyền) is no appointment (NĐ 170/2025, art. 34, cl. 3).
        """
        if self.kind in (self.Kind.ACTING, self.Kind.SECONDED):
            words = {"post": str(self.post), "kind": self.Kind(self.kind).label}
            return message("%(post)s (%(kind)s)") % words
        return str(self.post)


class WorkPeriod(FoundRecord):
    """A time of work in a sector (quá trình công tác), beside the posts held."""

    organisation = models.CharField(_("organisation"), max_length=200)
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)

    end = End("held_until", lifts_a_bar=False)  # less time counts

    class Meta:
        ordering = ["person", "-held_from"]
        verbose_name = _("time of work")
        verbose_name_plural = _("times of work")


class Qualification(FoundRecord):
    """A degree or certificate."""

    class Kind(models.TextChoices):
        """What the qualification is in."""

        DEGREE = "degree", _("Degree")
        POLITICAL_THEORY = "political-theory", _("Political theory")
        STATE_MANAGEMENT = "state-management", _("State management")

    class Level(models.IntegerChoices):
        """Levels, comparable within one kind; 0 stands for none.

        State management has three: 1 chuyên viên, 2 chuyên viên chính, 3 chuyên viên cao cấp.
        """

        NONE = 0, _("None")
        ELEMENTARY = 1, _("Elementary or specialist (sơ cấp, chuyên viên)")
        INTERMEDIATE = 2, _("Intermediate or principal specialist (trung cấp, chuyên viên chính)")
        COLLEGE = 3, _("College or senior specialist (cao đẳng, chuyên viên cao cấp)")
        UNIVERSITY = 4, _("University or advanced (đại học, cao cấp, cử nhân)")
        MASTER = 5, _("Master")
        DOCTOR = 6, _("Doctor")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    field = models.CharField(_("field"), max_length=120, blank=True)
    awarded_on = models.DateField(_("awarded on"))
    foreign = models.BooleanField(_("awarded abroad"), null=True, blank=True)
    recognised = models.BooleanField(_("recognised"), null=True, blank=True)

    end = None

    class Meta:
        ordering = ["person", "kind", "-level"]
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")


# The levels that each kind has; no other one can be right.
LEVELS_OF: Mapping[str, frozenset[int]] = {
    Qualification.Kind.DEGREE: frozenset(range(7)),
    Qualification.Kind.POLITICAL_THEORY: frozenset({0, 1, 2, 4}),
    Qualification.Kind.STATE_MANAGEMENT: frozenset(range(4)),
}


class Rating(FoundRecord):
    """The yearly rating of quality (xếp loại chất lượng)."""

    class Level(models.TextChoices):
        """The four levels."""

        EXCELLENT = "excellent", _("Excellent (hoàn thành xuất sắc nhiệm vụ)")
        GOOD = "good", _("Good (hoàn thành tốt nhiệm vụ)")
        COMPLETED = "completed", _("Completed (hoàn thành nhiệm vụ)")
        FAILED = "failed", _("Not completed (không hoàn thành nhiệm vụ)")

    year = models.PositiveSmallIntegerField(_("year"))
    level = models.CharField(_("rating"), max_length=10, choices=Level)
    decided_on = models.DateField(_("decided on"))

    end = None

    class Meta:
        ordering = ["person", "-year"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")


class Discipline(EndedRecord, FoundRecord):
    """A disciplinary decision of the State or of the Party."""

    class Form(models.TextChoices):
        """The forms, from the mildest."""

        REPRIMAND = "reprimand", _("Reprimand (khiển trách)")
        WARNING = "warning", _("Warning (cảnh cáo)")
        PAY_CUT = "pay-cut", _("Reduction of pay step (hạ bậc lương)")
        DEMOTION = "demotion", _("Demotion (giáng chức)")
        REMOVAL = "removal", _("Removal from post (cách chức)")
        DISMISSAL = "dismissal", _("Dismissal (buộc thôi việc)")
        EXPULSION = "expulsion", _("Expulsion from the Party (khai trừ)")

    form = models.CharField(_("form"), max_length=10, choices=Form)
    effective_on = models.DateField(_("in effect from"))
    by_party = models.BooleanField(_("by the Party"), null=True, blank=True)
    party_effective_on = models.DateField(
        _("Party's decision in effect from"),
        null=True,
        blank=True,
        help_text=_("Of a decision of the State that follows one of the Party on the same acts."),
    )
    for_corruption = models.BooleanField(_("for corruption"), null=True, blank=True)
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)

    end = End("ended_on", lifts_a_bar=True)

    class Meta:
        ordering = ["person", "-effective_on"]
        verbose_name = _("disciplinary decision")
        verbose_name_plural = _("disciplinary decisions")


# Whose decision a form certainly is. Interpretation: pay, rank and employment are the State's.
BY_PARTY_IS: Mapping[str, bool] = {
    Discipline.Form.EXPULSION: True,
    Discipline.Form.PAY_CUT: False,
    Discipline.Form.DEMOTION: False,
    Discipline.Form.DISMISSAL: False,
}


class Matter(models.TextChoices):
    """What may be open against a person, and what a check may confirm."""

    OFFICE_BAN = "office-ban", _("Ban from holding office")
    DISCIPLINE = "discipline", _("Disciplinary handling")
    DENUNCIATION = (
        "denunciation",
        _("Denunciation, discipline complaint, inspection or proposed sanction"),
    )
    SUSPENSION = "suspension", _("Suspension from work")
    CRIMINAL = "criminal", _("Custody, detention, prosecution, investigation or trial")
    MISCONDUCT = "misconduct", _("Substantiated misconduct in personnel work")
    UNTRUE_PROFILE = "untrue-profile", _("Untrue or missing declaration in the personal file")


class Proceeding(EndedRecord, FoundRecord, WordRecord):
    """A matter open against a person, from its opening to its close.

    Of matters of oversight, which are of several kinds, `kind` says which; a denunciation counts
    from the decision that set up the team (NĐ 170/2025, art. 29, cl. 9, pt. d).
    """

    class Kind(models.TextChoices):
        """The kinds of oversight. By plan: an inspection without signs of a violation."""

        DENUNCIATION = "denunciation", _("Denunciation")
        COMPLAINT = "complaint", _("Complaint against a disciplinary decision")
        FOR_SIGNS = "for-signs", _("Inspection because of signs of a violation")
        SANCTION = "sanction", _("Sanction proposed by an inspection or audit")
        BY_PLAN = "by-plan", _("Inspection by plan, with no sign of a violation")

    matter = models.CharField(_("matter"), max_length=16, choices=Matter)
    kind = models.CharField(
        _("kind of oversight"),
        max_length=12,
        choices=Kind,
        blank=True,
        help_text=_("Of a denunciation, complaint, inspection or proposed sanction."),
    )
    team = models.BooleanField(
        _("verification team set up"),
        null=True,
        blank=True,
        help_text=_("Of a denunciation. Leave it open where nobody has said."),
    )
    team_decided_on = models.DateField(_("decision on the team of"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    end = End("closed_on", lifts_a_bar=True)

    class Meta:
        ordering = ["person", "-opened_on"]
        verbose_name = _("open matter")
        verbose_name_plural = _("open matters")


class Clearance(WordRecord):
    """A check by whoever can know, with the date on which it was true.

    A registry without a proceeding does not say that there is none: only a check does. `clear` says
    that nothing was found beyond what the registry already holds. What a check found is entered as
    a record that names it; a later check that is clear may say instead that it ended, and when.
    """

    class Subject(models.TextChoices):
        """What was checked."""

        OFFICE_BAN = "office-ban", _("Ban from holding office")
        DISCIPLINE = "discipline", _("Disciplinary handling and decisions")
        DENUNCIATION = (
            "denunciation",
            _("Denunciation, discipline complaint, inspection or proposed sanction"),
        )
        SUSPENSION = "suspension", _("Suspension from work")
        CRIMINAL = "criminal", _("Custody, detention, prosecution, investigation or trial")
        MISCONDUCT = "misconduct", _("Misconduct in personnel work")
        UNTRUE_PROFILE = "untrue-profile", _("Truth of the declarations in the personal file")
        PROFILE = "profile", _("Personal file verified by the competent function")
        RELATIVES = "relatives", _("Relatives in the service declared and checked")
        BUSINESS = "business", _("Founding or managing private companies")
        POSTS = "posts", _("History of posts complete on record")
        WORK_HISTORY = "work-history", _("Work history complete on record")
        QUALIFICATIONS = "qualifications", _("Degrees and certificates complete on record")
        RATINGS = "ratings", _("Yearly ratings complete on record")
        PLANNING = "planning", _("Planning complete on record")

    subject = models.CharField(_("what was checked"), max_length=16, choices=Subject)
    checked_on = models.DateField(_("true on"))
    clear = models.BooleanField(_("nothing found beyond the record"))
    earlier_ended_on = models.DateField(
        _("what an earlier check found ended on"),
        null=True,
        blank=True,
        help_text=_("Only where the paper of this check says so."),
    )

    end = None

    class Meta:
        ordering = ["person", "subject", "-checked_on"]
        verbose_name = _("check")
        verbose_name_plural = _("checks")


# Of what a check finds, what may be over by the time of a later one: of the rest every row counts
# for good.
MAY_END = frozenset({*Matter.values, Clearance.Subject.BUSINESS.value})


class Planning(FoundRecord):
    """A place in an approved planning (quy hoạch) for a title, for the years of a period.

    A planning is made for a term (nhiệm kỳ), as 2025-2030 (HD 45-HD/BTCTW, cl. 4).
    """

    title = models.ForeignKey(Title, models.PROTECT, related_name="+", verbose_name=_("title"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    approved_on = models.DateField(_("approved on"))
    period_from = models.PositiveSmallIntegerField(
        _("first year of its period"), null=True, blank=True
    )
    period_until = models.PositiveSmallIntegerField(
        _("last year of its period"), null=True, blank=True
    )
    ended_on = models.DateField(_("taken out on"), null=True, blank=True)

    end = End("ended_on", lifts_a_bar=False)  # out of planning, nobody gets further

    class Meta:
        ordering = ["person", "-approved_on"]
        verbose_name = _("planning")
        verbose_name_plural = _("plannings")


class AssetDeclaration(WordRecord):
    """A declaration of assets and income (kê khai tài sản, thu nhập), without its content."""

    class Kind(models.TextChoices):
        """The kinds of Luật PCTN 36/2018, art. 36."""

        FIRST = "first", _("First")
        ANNUAL = "annual", _("Annual")
        SUPPLEMENTARY = "supplementary", _("Supplementary")
        PERSONNEL = "personnel", _("For personnel work")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    completed_on = models.DateField(_("completed on"))
    verified = models.BooleanField(_("checked by the receiving body"), null=True, blank=True)

    end = None

    class Meta:
        ordering = ["person", "-completed_on"]
        verbose_name = _("asset declaration")
        verbose_name_plural = _("asset declarations")


class HealthCertificate(Record):
    """A health certificate (giấy chứng nhận sức khỏe)."""

    issued_on = models.DateField(_("issued on"))
    fit = models.BooleanField(_("fit for the task"))

    end = None

    class Meta:
        ordering = ["person", "-issued_on"]
        verbose_name = _("health certificate")
        verbose_name_plural = _("health certificates")


RECORD_MODELS: tuple[type[Record], ...] = (
    PostHolding,
    WorkPeriod,
    Qualification,
    Rating,
    Discipline,
    Proceeding,
    Clearance,
    Planning,
    AssetDeclaration,
    HealthCertificate,
    Relationship,
    BusinessRole,
    PartyRole,
    IdentityFinding,
)
