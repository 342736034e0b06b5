"""The shape of the files of the law, as pydantic models: strict, and nothing unlisted.

What passes here has the right shape; what the shape cannot say (does the instrument exist, does
the expression have a type) is asked in `rules.library`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    model_validator,
)

from rules.suppliers import Supplier

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Slug = r"[a-z0-9]+(-[a-z0-9]+)*"
ConditionId = Annotated[str, StringConstraints(pattern=rf"^[a-z]+(-[a-z]+)*\.{Slug}$")]
BallotId = Annotated[str, StringConstraints(pattern=rf"^[a-z]+(-[a-z]+)*\.{Slug}$")]
Prefix = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
ConfidenceName = Literal["seen", "secondary", "memory", "unknown"]
Unit = Literal[
    "month", "day", "working-day", "year", "hour", "minute", "count", "level", "hundredth", "part"
]


class Strict(BaseModel):
    """A part of a file that takes no key and no type but its own, and is not changed once read."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)


class WordsModel(Strict):
    """The same words in both languages."""

    vi: Text
    en: Text


# Text alone is English: so the vocabulary was explained until its first correction. A guard has the
# newest reading say everything in both languages.
Said = Text | WordsModel


def said(model: Said | None) -> dict[str, str]:
    """Return words by language; nothing where there are none."""
    if isinstance(model, str):
        return {"en": model}
    return {"vi": model.vi, "en": model.en} if model else {}


class ValidityModel(Strict):
    """A half-open stretch of time: the first day is in it, the last is not."""

    from_: date = Field(alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> ValidityModel:
        if self.until is not None and self.until <= self.from_:
            raise ValueError("it ends before it begins")
        return self


class CitationModel(Strict):
    """Where a provision stands."""

    instrument: Text
    article: str = ""
    clause: str = ""
    point: str = ""
    section: str = ""
    amended_by: str = ""
    article_of_amendment: str = ""
    article_unknown: bool = False

    @model_validator(mode="after")
    def _names_its_place(self) -> CitationModel:
        if bool(self.article or self.section) == self.article_unknown:
            raise ValueError("give the article or the section, or say `article_unknown: true`")
        return self


class InstrumentModel(Strict):
    """A law, decree, regulation or guidance."""

    name: WordsModel
    title: WordsModel
    issued_on: date | None
    in_force: ValidityModel | None
    replaced_by: str = ""
    confidence: ConfidenceName
    last_checked_on: date
    note: str = ""


class FractionModel(Strict):
    """A share, as two integers."""

    numerator: int = Field(ge=1)
    denominator: int = Field(ge=1)


class FigureEditionModel(Strict):
    """The value of a figure from a date on."""

    value: int | FractionModel
    until: date | None = None
    cites: CitationModel
    published_on: date | None
    confidence: ConfidenceName


class FigureModel(Strict):
    """A number that the law sets, by date."""

    description: WordsModel
    unit: Unit
    values: dict[date, FigureEditionModel] = Field(min_length=1)
    last_checked_on: date


class FactModel(Strict):
    """A word of the vocabulary: what is known of a person or a post.

    `fixed` is what nobody can or may bring about in order to meet a condition: history, grounds,
    the result of a ballot. No finding says how to change it.
    `below_zero` is what a sentence says where the number lies below zero; `{n}` is how far, with
    its unit.
    """

    type: Literal["integer", "money", "date", "month", "enum", "boolean", "codes"]
    unit: Literal[
        "",
        "month",
        "day",
        "working-day",
        "year",
        "hour",
        "minute",
        "count",
        "level",
        "hundredth",
        "dong",
    ] = ""
    bounds: tuple[int, int] | tuple[date, date] | None = None
    values: dict[Name, WordsModel] = Field(default_factory=dict)
    ordered: bool = False
    label: WordsModel
    below_zero: WordsModel | None = None
    reckoned: Said
    figures: tuple[Name, ...] = ()
    record: Name
    source: Literal["registry", "dossier", "title table", "application", "confirmation"]
    supplied_by: Supplier
    fixed: bool = False
    interpretation: Said | None = None

    @model_validator(mode="after")
    def _is_bounded(self) -> FactModel:
        if self.type in ("integer", "money"):
            if self.bounds is None or not isinstance(self.bounds[0], int):
                raise ValueError("an integer or an amount of money needs bounds of two integers")
            if not self.unit:
                raise ValueError("an integer needs a unit")
        if self.type in ("enum", "codes") and len(self.values) < 2:
            raise ValueError("an enum or a set of codes needs its values")
        if self.ordered and self.type != "enum":
            raise ValueError("only an enum can be ordered")
        return self


class GateModel(Strict):
    """A step that only the rules can open, and the conditions that it reads by their prefixes.

    `as_gates` are gates whose conditions it asks too: so a provision refers to another one.
    """

    title: WordsModel
    conditions: tuple[Prefix, ...] = ()
    as_gates: tuple[Name, ...] = ()
    in_force: ValidityModel

    @model_validator(mode="after")
    def _asks_something(self) -> GateModel:
        if not self.conditions and not self.as_gates:
            raise ValueError("name the conditions that it asks, or the gate that it asks as")
        return self


class LiftModel(Strict):
    """The special decision that the law allows in place of a condition."""

    special_decision: tuple[Supplier, ...] = Field(min_length=1)
    cites: CitationModel | None = None
    only_if: str = ""


class ConditionModel(Strict):
    """One edition of one condition."""

    id: ConditionId
    title: WordsModel
    cites: CitationModel
    in_force: ValidityModel
    confidence: ConfidenceName
    applies_when: str = ""
    requires: Text
    lifted_by: LiftModel | None = None
    requirement: WordsModel
    unmet: WordsModel
    note: WordsModel | None = None


BallotOutcome = Literal[
    "approved",
    "head-decides",
    "reported",
    "not-written",
    "resignation",
    "dismissal",
    "person-decides",
    "kept",
]


class BandModel(Strict):
    """One share against which an answer is compared, and what the count comes to where it holds."""

    share: Name
    sign: Literal["over", "from", "at"]
    outcome: BallotOutcome


class BallotModel(Strict):
    """How the slips of one conference are counted and who is selected.

    A slip names a candidate (`select_over`, `select_from`, `carry_from`, `tie_at`), or gives one
    of the `answers` on one person: the first answer is compared with the `bands`, in their order.
    """

    id: BallotId
    title: WordsModel
    cites: CitationModel
    in_force: ValidityModel
    confidence: ConfidenceName
    denominator: Literal["invited", "invited less excused", "present", "returned"]
    select_over: Name | None = None
    select_from: Name | None = None
    carry_from: Name | None = None
    tie_at: Name | None = None
    answers: tuple[Name, ...] = ()
    bands: tuple[BandModel, ...] = ()
    otherwise: BallotOutcome | None = None
    quorum_from: Name | None = None
    quorum_binds: bool = True
    only_carried: bool = False
    second_ballot_if_new: bool = False
    note: WordsModel | None = None

    @model_validator(mode="after")
    def _asks_one_question(self) -> BallotModel:
        names = (self.select_over, self.select_from, self.carry_from, self.tie_at)
        asks = bool(self.bands)
        if asks != (len(self.answers) > 1) or asks != (self.otherwise is not None):
            raise ValueError("bands come with two answers or more and with `otherwise`")
        if asks and any([*names, self.only_carried, self.second_ballot_if_new]):
            raise ValueError("slips either name a candidate or answer on one person")
        return self


class RetirementRowModel(Strict):
    """The age of retirement of those born in a stretch of months."""

    sex: Literal["male", "female"]
    born_from: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]
    born_to: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")] | None
    years: int = Field(ge=50, le=70)
    months: int = Field(ge=0, le=11)


class RetirementModel(Strict):
    """A table of ages of retirement."""

    cites: CitationModel
    in_force: ValidityModel
    confidence: ConfidenceName
    last_checked_on: date
    rows: tuple[RetirementRowModel, ...] = Field(min_length=1)


class CaseDecisionModel(Strict):
    """A special decision that a case supposes."""

    authority: Supplier
    decided_on: date


class CaseModel(Strict):
    """What a condition comes to with some facts on a day."""

    name: Said
    as_of: date
    facts: dict[Name, Any] = Field(default_factory=dict)
    decisions: tuple[CaseDecisionModel, ...] = ()
    expect: Literal["met", "unmet", "unknown", "not_applicable", "not in force"]
    because: Said | None = None
    missing: tuple[Name, ...] | None = None


class CaseFileModel(Strict):
    """The cases of one condition, and where the law says so."""

    condition: ConditionId
    source: tuple[Text, ...] = Field(min_length=1)
    cases: tuple[CaseModel, ...] = Field(min_length=1)


class PriorityGroupModel(Strict):
    """The categories of people to whom one figure adds points."""

    points: Name
    categories: dict[Name, WordsModel] = Field(min_length=1)


class PriorityModel(Strict):
    """A table of the priority points of recruitment."""

    cites: CitationModel
    in_force: ValidityModel
    confidence: ConfidenceName
    groups: tuple[PriorityGroupModel, ...] = Field(min_length=1)


class ScheduleStepModel(Strict):
    """One time limit of a procedure: the figure, the event it runs from, the act it is for.

    `before` counts back from the event: the act comes at least so long before it. `when` and
    `unless` name a circumstance on which the limit depends.
    """

    limit: Name
    from_: Name = Field(alias="from")
    to: Name
    counted: Literal["after", "before"] = "after"
    when: Annotated[str, StringConstraints(pattern=rf"^({Slug})?$")] = ""
    unless: Annotated[str, StringConstraints(pattern=rf"^({Slug})?$")] = ""


class ScheduleModel(Strict):
    """The time limits of one procedure, in the order of the law."""

    id: BallotId
    title: WordsModel
    in_force: ValidityModel
    steps: tuple[ScheduleStepModel, ...] = Field(min_length=1)


class GroundModel(Strict):
    """A case in which the procedures of a list are put off."""

    id: BallotId
    of: Annotated[str, StringConstraints(pattern=rf"^{Slug}$")]
    words: WordsModel
    cites: CitationModel
    in_force: ValidityModel
    confidence: ConfidenceName


class ReadingModel(Strict):
    """Why the law is read otherwise from a day on; `digest` is of the law as read until then."""

    because: WordsModel
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ReadingsModel(RootModel[dict[date, ReadingModel]]):
    """The readings of the law, by the day from which the law is read so."""
