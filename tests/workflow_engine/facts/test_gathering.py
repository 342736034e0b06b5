"""What holds of every fact: one gatherer, evidence, a fixed number of queries, two times."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rules.facts import check
from rules.library import law
from tests import walk
from tests.workflow_engine.facts.boundaries.rows import rewrite
from tests.workflow_engine.facts.conftest import JUDGED, ON, make_eligible
from workflow_engine.dossiers.models import Summons
from workflow_engine.facts import gather
from workflow_engine.facts.reading import GATHERERS, UNKNOWN, gathers
from workflow_engine.facts.stated import gatherer_of
from workflow_engine.flows.flow import procedures
from workflow_engine.nodes import Gate
from workflow_engine.registry import models as registry


def test_every_fact_that_a_live_gate_reads_is_gathered_and_none_that_no_gate_reads():
    gates = {
        node.gate for flow in procedures() for node in flow.instance.nodes() if type(node) is Gate
    }
    prefixes = {prefix for gate in gates for prefix in law().gates[gate].conditions}
    asked = [condition for condition in law().conditions if condition.prefix in prefixes]

    assert all(gatherer_of(name) for each in asked for name in each.reads("fact"))
    read = {name for each in law().conditions for name in each.reads("fact")}
    assert set(GATHERERS) <= read


def test_a_second_gatherer_of_a_fact_is_refused():
    with pytest.raises(ValueError, match="health_fit"):
        gathers("health_fit")(lambda case: UNKNOWN)


def test_every_gatherer_says_what_it_is():
    for gatherer in GATHERERS.values():
        function = getattr(gatherer, "func", gatherer)

        assert function.__doc__


def test_every_value_is_one_that_the_vocabulary_admits(eligible, facts):
    known = facts(eligible)

    check(known, law())
    assert set(known) == {*GATHERERS, *JUDGED}


def test_nobody_known_is_nothing_known(house, facts):
    stranger = house.candidate()

    known = facts(stranger)

    about_the_post = {"conflict_declarations_missing", "term_months"}
    about_the_post |= {name for name in known if name.startswith(("title_", "target_is", "deput"))}
    about_the_person = {
        "is_party_member",
        "months_to_retirement_at_appointment",
        "months_to_retirement_at_move",
    }
    none_here = {"relatives_sector_head"}
    assert {n for n, f in known.items() if f.known} == (
        about_the_post | about_the_person | none_here
    )


def test_every_known_fact_names_its_records(eligible, facts):
    for name, fact in facts(eligible).items():
        if fact.known:
            assert fact.evidence, name
            for evidence in fact.evidence:
                row = apps.get_model(evidence.record).objects.get(pk=evidence.ref)
                assert evidence.note.get("document_number", "") in (
                    getattr(row, "document_number", ""),
                    getattr(row, "citation", ""),
                )


def test_evidence_bears_the_date_and_the_number_of_the_paper(eligible, facts):
    [evidence] = facts(eligible)["office_bans"].evidence

    clearance = registry.Clearance.objects.get(person=eligible.person, subject="office-ban")
    assert evidence.record == "registry.clearance"
    assert evidence.ref == str(clearance.pk)
    assert evidence.dated_on == date(2026, 8, 20)
    assert evidence.note == {"document_number": clearance.document_number}


def test_fifty_candidates_take_as_many_queries_as_one(house, django_assert_num_queries):
    many = [make_eligible(house) for _number in range(50)]
    with CaptureQueriesContext(
        connection,
    ) as one:
        gather(house.dossier, many[:1], on=ON)

    with django_assert_num_queries(len(one)):
        found = gather(house.dossier, many, on=ON)

    assert len(one) <= 32
    assert set(found) == {candidate.pk for candidate in many}
    assert all(found[c.pk]["health_fit"].value is True for c in many)


def test_looking_back_takes_a_fixed_number_of_queries_too(house, django_assert_num_queries):
    many = [make_eligible(house) for _number in range(5)]
    now = timezone.now()
    with CaptureQueriesContext(connection) as one:
        gather(house.dossier, many[:1], on=ON, known_at=now)

    with django_assert_num_queries(len(one)):
        gather(house.dossier, many, on=ON, known_at=now)


def test_nobody_asked_about_takes_no_query(house, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert gather(house.dossier, [], on=ON) == {}


def test_what_the_history_knows_now_is_what_stands_now(eligible, facts):
    assert facts(eligible, known_at=timezone.now()) == facts(eligible)


def test_a_record_that_was_added_later_is_not_seen_from_before(house, eligible, facts):
    before = timezone.now()
    registry.Proceeding.objects.create(
        person=eligible.person, matter="criminal", opened_on=date(2026, 9, 1)
    )

    assert facts(eligible)["open_criminal_proceedings"].value == 1
    assert facts(eligible, known_at=before)["open_criminal_proceedings"].value == 0


def test_a_record_that_was_corrected_is_seen_as_it_was(house, eligible, facts):
    before = timezone.now()
    certificate = registry.HealthCertificate.objects.get(person=eligible.person)
    certificate.fit = False
    certificate.save()
    title = house.titles["deputy-director"]
    title.rank = 70
    title.save()
    walk.happen(house.dossier, planned=True, appointment_effective_on=date(2027, 1, 1))
    house.dossier.save()

    then, now = facts(eligible, known_at=before), facts(eligible)

    assert (then["health_fit"].value, now["health_fit"].value) == (True, False)
    left = "months_to_retirement_at_appointment"
    assert (then[left].value, now[left].value) == (186, 184)


def test_a_judgement_that_was_changed_later_is_seen_as_it_was(house, eligible, value):
    before = timezone.now()
    house.judged(eligible, "experience_assessed_fit", confirmed=False, on=date(2026, 9, 1))

    assert value(eligible, "experience_assessed_fit") is False
    assert value(eligible, "experience_assessed_fit", known_at=before) is True


def test_whom_the_system_did_not_know_then_nothing_is_known_of(house, facts):
    before = timezone.now()
    candidate = make_eligible(house)

    assert not any(fact.known for fact in facts(candidate, known_at=before).values())


def test_of_two_versions_of_one_moment_the_later_one_counts(eligible, value):
    moment = timezone.now()
    certificate = registry.HealthCertificate.objects.get(person=eligible.person)
    for fit in (True, False):
        certificate.fit = fit
        certificate._history_date = moment
        certificate.save()

    assert value(eligible, "health_fit", known_at=moment) is False


RECORDS = (
    (registry.AssetDeclaration, "completed_on", "asset_declaration_verified"),
    (registry.HealthCertificate, "issued_on", "health_fit"),
    (registry.Planning, "approved_on", "planned_for_post"),
)


@pytest.mark.parametrize(("model", "field", "fact"), RECORDS)
def test_what_is_dated_after_the_day_does_not_count(model, field, fact, eligible, value):
    row = model.objects.get(person=eligible.person)
    for day, known in ((ON, True), (ON + timedelta(days=1), None)):
        setattr(row, field, day)
        rewrite(row)

        assert value(eligible, fact) is known


@pytest.mark.parametrize(("model", "field", "fact"), RECORDS)
def test_what_was_entered_in_error_does_not_count(model, field, fact, eligible, value):
    row = model.objects.get(person=eligible.person)
    row.voided = True
    rewrite(row)

    assert value(eligible, fact) is None


def test_a_value_beyond_the_bounds_is_not_known_and_its_row_is_named(eligible, facts):
    row = registry.HealthCertificate.objects.get(person=eligible.person)
    row.issued_on = date(1900, 1, 1)
    rewrite(row)

    found = facts(eligible)["health_certificate_age_months"]

    assert found.value is None
    assert [one.ref for one in found.evidence] == [str(row.pk)]


def test_a_summons_to_those_who_did_not_come_makes_nobody_a_participant(house, eligible, value):
    other = house.person()
    row = Summons.objects.create(
        dossier=house.dossier, conference="hold", person=other, capacity="c", attendance="absent"
    )
    assert value(eligible, "conflict_declarations_missing") == 0

    row.attendance = "present"
    rewrite(row)
    assert value(eligible, "conflict_declarations_missing") is None

    house.declared(other)
    assert value(eligible, "conflict_declarations_missing") == 0


def test_whoever_was_taken_off_the_list_is_no_participant(house, eligible, value):
    Summons.objects.create(
        dossier=house.dossier,
        conference="hold",
        person=house.person(),
        capacity="c",
        attendance="present",
        struck=True,
    )

    assert value(eligible, "conflict_declarations_missing") == 0


OF_THE_POST = {
    "appointment_relation",
    "deputies_after_appointment",
    "deputies_allowed",
    "degree_level",
    "months_in_post_below",
    "planned_for_equivalent_or_higher",
    "planned_for_post",
    "relatives_head_and_deputy",
    "relatives_hr_finance",
    "relatives_in_collective",
    "relatives_sector_head",
    "relevant_experience_months",
    "target_in_another_agency",
    "target_is_deputy",
    "target_is_leadership_post",
    "term_months",
    "title_degree_required",
    "title_experience_months_required",
    "title_political_theory_required",
    "title_state_management_required",
}


def test_where_no_post_is_aimed_at_only_what_needs_one_is_unknown(house, eligible, facts):
    """A notice of retirement aims at none, and still asks for the age and the posts held."""
    with_post = facts(eligible)
    eligible.post = None

    without = gather(house.dossier, [eligible], on=ON)[eligible.pk]

    lost = {name for name, fact in with_post.items() if fact.known and not without[name].known}
    assert lost == OF_THE_POST & {name for name, fact in with_post.items() if fact.known}
    assert all(without[name] == with_post[name] for name in set(without) - OF_THE_POST)
