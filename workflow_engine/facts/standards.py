"""Title standards: what the agency's table requires, and what the person has (art. 29, cl. 1)."""

from __future__ import annotations

from workflow_engine.facts.posts import MONTHS_OF_A_YEAR, standard_in_force
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.registry.models import Clearance, Qualification
from workflow_engine.registry.models.records import LEVELS_OF
from workflow_engine.registry.names import key

_Kind = Qualification.Kind
_Level = Qualification.Level

# The registry's levels in the words of the vocabulary, kind by kind. A level that has no word of
# its own stands, for what a person has, for the next lower one; as a requirement it is not known.
LEVELS: dict[str, dict[int, str]] = {
    _Kind.DEGREE: {
        _Level.NONE: "none",
        _Level.INTERMEDIATE: "intermediate",
        _Level.COLLEGE: "college",
        _Level.UNIVERSITY: "university",
        _Level.MASTER: "master",
        _Level.DOCTOR: "doctor",
    },
    _Kind.POLITICAL_THEORY: {
        _Level.NONE: "none",
        _Level.ELEMENTARY: "elementary",
        _Level.INTERMEDIATE: "intermediate",
        _Level.UNIVERSITY: "advanced",
    },
    _Kind.STATE_MANAGEMENT: {
        _Level.NONE: "none",
        _Level.ELEMENTARY: "specialist",
        _Level.INTERMEDIATE: "principal_specialist",
        _Level.COLLEGE: "senior_specialist",
    },
}


@gathers("title_degree_required", kind=_Kind.DEGREE, column="degree_level")
@gathers(
    "title_political_theory_required",
    kind=_Kind.POLITICAL_THEORY,
    column="political_theory_level",
)
@gathers(
    "title_state_management_required",
    kind=_Kind.STATE_MANAGEMENT,
    column="state_management_level",
)
def required(case: Case, *, kind: str, column: str) -> Reading:
    """Enum, from the table of title standards: the row in force on the governing date."""
    row = standard_in_force(case)
    word = LEVELS[kind].get(getattr(row, column)) if row else None
    return Reading(word, [row]) if word else UNKNOWN


@gathers("title_experience_months_required")
def title_experience_months_required(case: Case) -> Reading:
    """Months, from the table of title standards: the years in the field, in months."""
    row = standard_in_force(case)
    return Reading(row.field_years * MONTHS_OF_A_YEAR, [row]) if row else UNKNOWN


@gathers("degree_level", kind=_Kind.DEGREE)
@gathers("political_theory_level", kind=_Kind.POLITICAL_THEORY)
@gathers("state_management_level", kind=_Kind.STATE_MANAGEMENT)
def level(case: Case, *, kind: str) -> Reading:
    """Enum, from the registry: the highest level on record, of degrees in a field that is accepted.

    A degree from abroad counts once it is recognised (art. 35, cl. 9); where that is not recorded
    and the degree would be the highest, the level is not known, nor where the kind has no such one.
    What is said not to be recognised counts nowhere, also where nobody said where it was awarded.
    """
    rows = [row for row in case.rows(Qualification) if row.kind == kind]
    counted = [row for row in rows if row.recognised is not False]
    if kind == _Kind.DEGREE:
        counted = [row for row in counted if _accepted(case, row)]
    highest = max(counted, key=lambda row: (row.level, -_open(row), -row.pk), default=None)
    above = highest.level if highest is not None else 0
    later = [row for row in case.ahead(Qualification) if row.kind == kind and row.level > above]
    if later:
        return Reading(None, later)
    if highest is not None and highest.level not in LEVELS_OF[kind]:
        return Reading(None, [highest])
    if highest is not None:
        return UNKNOWN if _open(highest) else Reading(_word(kind, highest.level), [highest])
    check = case.established(Clearance.Subject.QUALIFICATIONS)
    return Reading("none", [*rows, check]) if check else Reading(None, rows)


def _open(row: Qualification) -> bool:
    """Tell whether it is not recorded if a degree from abroad was recognised.

    One of which nobody said where it was awarded may be from abroad. Political theory and state
    management are taught at home.
    """
    foreign = row.foreign
    if foreign is None:
        foreign = row.kind == _Kind.DEGREE
    return foreign and row.recognised is None


def _accepted(case: Case, row: Qualification) -> bool:
    standard = standard_in_force(case)
    fields = [key(f) for f in standard.degree_fields.split(";")] if standard else []
    accepted = [f for f in fields if f]
    return not accepted or key(row.field) in accepted


def _word(kind: str, level: int) -> str:
    words = LEVELS[kind]
    return words[max(known for known in words if known <= level)]
