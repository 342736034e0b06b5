"""Whatever may be unknown can be supplied, and what is supplied makes it known."""

import pytest

from rules.errors import UnknownFactError
from rules.library import law
from tests.workflow_engine.facts.boundaries.rows import rewrite
from workflow_engine.access.roles import ANSWERED_BY, Role
from workflow_engine.dossiers.models import Statement
from workflow_engine.facts.gathering import GATHERERS
from workflow_engine.facts.suppliers import Way, form_for
from workflow_engine.registry.models import Clearance, Proceeding
from workflow_engine.registry.models.records import Record

# A fact that nobody gathers is read by no procedure: a system check refuses the flow that would.
FACTS = sorted(law().facts.keys() & GATHERERS.keys())


def chain(supplier):
    while supplier is not None:
        yield supplier
        supplier = supplier.or_else


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_can_be_supplied_by_somebody(fact):
    assert form_for(fact).way in Way
    assert ANSWERED_BY[law().facts[fact].supplied_by] in Role


@pytest.mark.parametrize("fact", FACTS)
def test_every_field_and_every_first_value_is_one_of_the_model(fact):
    for supplier in chain(form_for(fact)):
        names = {field.name for field in supplier.model._meta.get_fields()}
        assert set(supplier.fields) <= names
        assert set(supplier.initial) <= names
        assert not set(supplier.initial) & set(supplier.fields)
        for name, value in supplier.initial.items():
            assert value in dict(supplier.model._meta.get_field(name).choices)


@pytest.mark.parametrize("fact", FACTS)
def test_a_record_belongs_to_a_person_and_lacks_nothing_that_nobody_is_asked_for(fact):
    for supplier in chain(form_for(fact)):
        if supplier.way is not Way.RECORD:
            continue
        needed = {
            field.name
            for field in supplier.model._meta.fields
            if not field.null and not field.blank and not field.has_default() and field.editable
        } - {"id", "person"}
        assert issubclass(supplier.model, Record)
        assert needed <= set(supplier.fields) | set(supplier.initial)


# Known only of those with a discipline on record; asked only of the head of an agency.
ELSEWHERE = {name for name in FACTS if name.startswith("months_since")} | {"relatives_sector_head"}


@pytest.mark.parametrize(
    "fact", [n for n in FACTS if form_for(n).model is Clearance and n not in ELSEWHERE]
)
def test_a_check_makes_the_fact_known(fact, house, eligible, value):
    supplier = form_for(fact)
    for row in Clearance.objects.filter(person=eligible.person, **supplier.initial):
        row.voided = True
        rewrite(row)
    if fact == "relatives_hr_finance":
        house.posts["deputy-director"].function = "treasurer"
        house.posts["deputy-director"].save()
    assert value(eligible, fact) is None

    house.check(eligible.person, supplier.initial["subject"])

    assert value(eligible, fact) is not None


@pytest.mark.parametrize(
    "fact", ["open_criminal_proceedings", "office_bans", "misconduct_findings"]
)
def test_instead_of_a_check_the_matter_itself_can_be_entered(fact, eligible, value):
    matter = form_for(fact).or_else
    assert matter.model is Proceeding

    Proceeding.objects.create(person=eligible.person, opened_on="2026-09-01", **matter.initial)

    assert value(eligible, fact) == 1


@pytest.mark.parametrize("fact", ["experience_assessed_fit", "not_reappointed", "rotation_reason"])
def test_what_nobody_reckons_the_dossier_states(fact):
    supplier = form_for(fact)

    assert supplier.way is Way.STATEMENT
    assert supplier.model is Statement


def test_a_fact_that_is_not_in_the_vocabulary_is_refused():
    with pytest.raises(UnknownFactError):
        form_for("shoe_size")
