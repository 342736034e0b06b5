"""A candidate who has every record passes, under each text of the law."""

import pytest

from processes.appointment.on_site_2025 import OnSiteAppointmentFlow2025
from rules.compute.dates import Rounding, add_months
from tests import walk
from tests.workflow_engine.facts.boundaries.rows import rewrite
from tests.workflow_engine.facts.conftest import ON
from workflow_engine.facts.dated import DATED_BY
from workflow_engine.registry import models as registry

MONTHS_OF_A_YEAR = 12


def stopping(found):
    return {f.condition: (f.outcome.value, f.missing) for f in found.blocking}


def back(day, months):
    return add_months(day, -months, rounding=Rounding.LAST_DAY)


def under_the_first_text(house, candidate, months):
    """Carry the dossier and every record with a date back by so many months."""
    house.dossier.flow_class = OnSiteAppointmentFlow2025
    house.dossier.edition_date = back(ON, months)
    effect = back(house.dossier.dates["appointment_effective_on"], months)
    walk.happen(house.dossier, planned=True, appointment_effective_on=effect)
    house.dossier.save()
    standard = registry.TitleStandard.objects.get()
    rows = [row for m in registry.RECORD_MODELS for row in m.objects.all()]
    rows += [*candidate.statements.all(), *house.dossier.interest_declarations.all(), standard]
    rows += [*house.dossier.sign_offs.all(), *registry.UnitCheck.objects.all()]
    for row in rows:
        day = getattr(row, DATED_BY[type(row)])
        setattr(row, DATED_BY[type(row)], back(day, months))
        rewrite(row)


def test_whoever_has_every_record_passes(eligible, verdict):
    found = verdict(eligible)

    assert stopping(found) == {}
    assert found.passes


@pytest.mark.parametrize("months", [2, 8])
def test_and_passes_under_the_text_in_force_until_31_july_2026(months, house, eligible, verdict):
    under_the_first_text(house, eligible, months)
    for row in registry.Rating.objects.all():
        row.year -= 1 if back(ON, months).year < ON.year else 0
        rewrite(row)

    found = verdict(eligible, on=back(ON, months))

    assert stopping(found) == {}


def test_before_the_party_rule_of_october_2025_somebody_confirms_the_time_in_post(
    house, eligible, verdict
):
    under_the_first_text(house, eligible, MONTHS_OF_A_YEAR)
    on = back(ON, MONTHS_OF_A_YEAR)
    missing = stopping(verdict(eligible, on=on))

    house.judged(eligible, "confirmed_time_in_post", on=on)

    assert missing == {"appointment.time-in-post": ("unknown", ("confirmed_time_in_post",))}
    assert stopping(verdict(eligible, on=on)) == {}
