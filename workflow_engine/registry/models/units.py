"""Units, titles and posts: where one is appointed, and to what."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.registry.names import search_key


class Unit(TrackedModel):
    """An agency or a part of one."""

    class Kind(models.TextChoices):
        """What a unit is in the terms of NĐ 170/2025, art. 33."""

        AGENCY = "agency", _("Agency")
        CONSTITUENT = "constituent", _("Constituent unit")
        AFFILIATED = "affiliated", _("Affiliated unit")
        MASS_ORGANISATION = "mass-organisation", _("Socio-political organisation of the agency")

    class PartyForm(models.TextChoices):
        """Which Party body sits in the extended leadership conference (art. 33, cl. 2)."""

        HIGHER = "higher", _("Party committee above grassroots level")
        GRASSROOTS = "grassroots", _("Grassroots Party organisation")
        NONE = "none", _("No Party committee of its own")

    code = models.CharField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=200)
    search_key = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    party_form = models.CharField(
        _("Party organisation"), max_length=12, choices=PartyForm, default=PartyForm.NONE
    )
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    # Materialised path of codes, "/SNV/SNV-TCCB/": scope by unit is one comparison of prefixes.
    path = models.CharField(max_length=400, editable=False, db_index=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        ordering = ["path"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive what is searched and sorted by, and save."""
        self.search_key = search_key(self.name)[:200]
        self.path = f"{self.parent.path if self.parent else '/'}{self.code}/"
        super().save(*args, **kwargs)

    @property
    def agency(self) -> "Unit":
        """The agency that this unit is or belongs to."""
        unit = self
        while unit.kind != self.Kind.AGENCY and unit.parent is not None:
            unit = unit.parent
        return unit


class Title(TrackedModel):
    """A title (chức danh) with its place in the order of titles.

    `rank` orders titles as the agency applies Quy định 368-QĐ/TW: equal ranks are equivalent
    titles, a higher number is a higher title. 0 is no leadership title.
    """

    code = models.CharField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=200)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)
    rank_basis = models.CharField(_("basis of the rank"), max_length=200, blank=True)
    # NĐ 170/2025, art. 28, cl. 1: the standard term unless sector law sets another.
    term_months = models.PositiveSmallIntegerField(
        _("term in months set by sector law"), null=True, blank=True
    )
    term_basis = models.CharField(_("basis of the term"), max_length=200, blank=True)

    class Meta:
        ordering = ["-rank", "code"]
        verbose_name = _("title")
        verbose_name_plural = _("titles")

    def __str__(self) -> str:
        return self.name


class TitleStandard(TrackedModel):
    """One row of the agency's table of title standards, as loaded from the instrument it names.

    Requirements are levels on the scales of `Qualification.Level`; 0 says that the instrument
    requires none. The project ships no figure of its own here: the years of experience in
    NĐ 334/2025 were not read, so each agency loads its table with the citation it stands on.
    """

    title = models.ForeignKey(
        Title, models.PROTECT, related_name="standards", verbose_name=_("title")
    )
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until (excluded)"), null=True, blank=True)
    degree_level = models.PositiveSmallIntegerField(_("degree required"))
    degree_fields = models.CharField(
        _("fields of the degree, separated by semicolons (empty: any)"), max_length=300, blank=True
    )
    political_theory_level = models.PositiveSmallIntegerField(_("political theory required"))
    state_management_level = models.PositiveSmallIntegerField(_("state management required"))
    field_years = models.PositiveSmallIntegerField(_("years in the field required"))
    experience_sector = models.CharField(
        _("sector in which the years count (empty: any)"), max_length=40, blank=True
    )
    citation = models.CharField(_("legal basis"), max_length=300)
    confidence = models.CharField(
        _("confidence"),
        max_length=10,
        choices=[
            ("seen", _("seen")),
            ("secondary", _("secondary source")),
            ("memory", _("from memory")),
            ("unknown", _("unknown")),
        ],
    )

    class Meta:
        ordering = ["title", "in_force_from"]
        verbose_name = _("title standard")
        verbose_name_plural = _("title standards")
        constraints = [
            models.UniqueConstraint(fields=["title", "in_force_from"], name="one_standard_a_date")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.in_force_from:%d/%m/%Y})"


class Post(TrackedModel):
    """A post (chức vụ, vị trí) in a unit, with the number of seats it has."""

    class Standing(models.TextChoices):
        """What the post is in the unit."""

        HEAD = "head", _("Head")
        DEPUTY = "deputy", _("Deputy head")
        STAFF = "staff", _("Staff")

    class Function(models.TextChoices):
        """Functions that Luật PCTN 36/2018, art. 20, cl. 3 closes to relatives of the head.

        `NONE` is said by somebody; where nothing is set, nobody said which the post has.
        """

        NONE = "none", _("None of these")
        PERSONNEL = "personnel", _("Management of personnel")
        ACCOUNTING = "accounting", _("Accounting management")
        TREASURER = "treasurer", _("Treasurer")
        STOREKEEPER = "storekeeper", _("Storekeeper")
        PROCUREMENT = "procurement", _("Buying and selling for the unit")

    code = models.CharField(_("code"), max_length=40, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    title = models.ForeignKey(Title, models.PROTECT, related_name="posts", verbose_name=_("title"))
    standing = models.CharField(_("standing in the unit"), max_length=8, choices=Standing)
    function = models.CharField(
        _("function"), max_length=12, choices=Function, blank=True, default=""
    )
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    seats_basis = models.CharField(_("basis of the number of seats"), max_length=200, blank=True)

    class Meta:
        ordering = ["unit", "-title__rank", "code"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return f"{self.title.name}, {self.unit.name}"


class UnitCheck(TrackedModel):
    """A check of a unit by whoever keeps its posts, with the date on which it was true.

    That nobody else leads a unit no number of rows says: only a check does. `clear` says that
    everybody who holds a post of its leadership is on record; the latest check of a unit counts.
    Who was found to be missing is entered as a post that names the check: no other check lifts it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="checks", verbose_name=_("unit"))
    checked_on = models.DateField(_("true on"))
    clear = models.BooleanField(_("all who hold a leadership post of the unit are on record"))
    document_number = models.CharField(_("document number"), max_length=80)
    document_date = models.DateField(_("document date"))
    issued_by = models.CharField(_("issued by"), max_length=200, default="")
    voided = models.BooleanField(_("entered in error"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    # As of a record of a person, see `registry.papers`.
    days_confirmed = models.CharField(
        _("days confirmed against the paper"), max_length=120, blank=True, editable=False
    )

    class Meta:
        ordering = ["unit", "-checked_on"]
        verbose_name = _("check of a unit")
        verbose_name_plural = _("checks of units")

    def __str__(self) -> str:
        return f"{self.unit} ({self.checked_on:%d/%m/%Y})"
