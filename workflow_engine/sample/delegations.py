"""Who decides what in the made-up department: each procedure, by the chairman of the city."""

from datetime import date

from workflow_engine.flows.flow import by_procedure
from workflow_engine.registry.models import Delegation, Person
from workflow_engine.sample.structure import BASIS, CITY, DEPARTMENT, Layout

SINCE = date(2025, 7, 1)


def delegations(layout: Layout, entered_by: Person) -> list[Delegation]:
    """Return a row for each procedure: on the chairman, of a secondment on the director."""
    return [_row(layout, code, entered_by) for code in by_procedure()]


def _row(layout: Layout, procedure: str, entered_by: Person) -> Delegation:
    own = procedure.startswith("secondment")
    return Delegation(
        procedure=procedure,
        kind=Delegation.Kind.DELEGATED,
        unit=layout.units[DEPARTMENT if own else CITY],
        authority=layout.posts[f"{DEPARTMENT}-GD" if own else f"{CITY}-CT"],
        held_from=SINCE,
        document_number="00/QĐ-MẪU",
        document_date=SINCE,
        issued_by=BASIS,
        page="Điều 1",
        party_managed=False,
        entered_by=entered_by,
    )
