"""Where somebody works, and whether the post to be filled is of that agency or of another."""

from __future__ import annotations

from workflow_engine.facts.lasting import held
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.facts.stated import stated
from workflow_engine.registry.models import PostHolding, Unit


@gathers("source")
def source(case: Case) -> Reading:
    """Enum, from the registry: where the person comes from (art. 29, cl. 2; art. 33, cl. 2 and 3).

    On site is who holds a post of the agency of the post on the day; from elsewhere who holds
    posts of others alone. Whoever is seconded still belongs to the agency that sent them (art. 26,
    cl. 3), so a secondment says nothing. Where that is not the source for which the procedure is,
    where the term of a post held on site is over, or where no post is on record, it is not known:
    the gate holds the person and asks. Who is rotated comes from elsewhere; of them the reason says
    whether the planning is asked for (art. 42, cl. 1).
    Art. 33, cl. 5 as amended leaves the principle to the head who manages the officials.
    """
    register = case.register
    dossier = register.dossier
    wanted = getattr(dossier.flow_class, "source", "")
    if wanted not in ("on_site", "elsewhere", "rotation"):
        return Reading(wanted, [dossier]) if wanted else UNKNOWN
    # The agency of the post: a rotation is carried out by the agency that the person leaves.
    aims = case.candidate.pk in register.aims
    there = _agency_of(case, case.unit) if aims else dossier.agency_id
    elsewhere, rows = _from_elsewhere(case, there)
    if elsewhere is None or elsewhere is (wanted == "on_site"):
        every = [row for row in case.holdings if held(row, register.on)]
        return Reading(None, every or rows)
    if wanted != "rotation":
        return Reading(wanted, rows)
    reason = stated(case, fact="rotation_reason")
    if reason.value is None:
        return reason
    # Only who is rotated out of the planning is asked for it.
    said = "elsewhere" if reason.value == "planning" else "rotation_without_planning"
    return Reading(said, [*rows, *reason.rows])


@gathers("target_in_another_agency")
def target_in_another_agency(case: Case) -> Reading:
    """Boolean, from the registry: the post is of an agency of which none is held.

    Luật 80/2025, art. 5, cl. 9 and 10. A post that begins later may be one there: then it
    is not known.
    """
    elsewhere, rows = _from_elsewhere(case, _agency_of(case, case.unit))
    ahead = case.ahead(PostHolding)
    return Reading(None, ahead) if elsewhere and ahead else Reading(elsewhere, rows)


def _from_elsewhere(case: Case, agency: int | None) -> tuple[bool | None, list[PostHolding]]:
    """Return whether only posts of other agencies are held on the day, and the posts that say so.

    None where it is not known. Beyond its term a post is held or not, nobody knows: one of the
    agency leaves it open, and one of another agency does not show where the person works.
    Interpretation: a constituent unit belongs to the agency that it is part of, an agency below it
    does not.
    """
    register = case.register
    every = [row for row in case.holdings if held(row, register.on)]
    own = [row for row in every if row.kind != PostHolding.Kind.SECONDED]
    now = [row for row in own if not register.beyond_term(row, register.on)]
    inside = [row for row in own if _agency_of(case, register.unit_of(row)) == agency]
    surely = [row for row in inside if row in now]
    if surely and agency is not None:
        return False, surely
    if agency is None or inside or not now:
        return None, inside or every or case.ahead(PostHolding)
    return True, now


def _agency_of(case: Case, unit: Unit) -> int | None:
    """Return the key of the agency of a unit, or None where the registry knows none."""
    units = case.register.units
    while unit.kind != Unit.Kind.AGENCY and unit.parent_id in units:
        unit = units[unit.parent_id]
    return unit.pk if unit.kind == Unit.Kind.AGENCY else None
