"""What a database of an earlier release holds is carried over, and its history says so."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import override

from compliance.reconcile import reconcile
from tests import walk
from workflow_engine.desk.dossier.page import CandidateView
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.registry.models import Discipline, Person, Qualification

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended():
    """A dossier that came to its end, as 0.2.0 left it: another word, and no name of the end."""
    world = walk.world()
    dossier = walk.to_the_end(world, walk.open_dossier(world))
    [candidate] = walk.candidates(dossier, Candidate.Status.DECIDED)
    candidate.status = "appointed"
    candidate.save()
    dossier.outcome_step = ""
    dossier.outcome_reason = "Được bổ nhiệm (0.2.0)"
    dossier.save()
    return dossier


def run(name, function, app="dossiers"):
    loader = MigrationExecutor(connection).loader
    state = loader.project_state([(app, name)])
    module = import_module(f"workflow_engine.{app}.migrations.{name}")
    getattr(module, function)(state.apps, SimpleNamespace(connection=connection))


def test_whoever_was_appointed_is_decided_on_and_the_history_keeps_the_old_word(ended):
    [candidate] = walk.candidates(ended, Candidate.Status.APPOINTED)

    run("0005_decided", "say_decided")

    now, before, *_ = candidate.history.order_by("-history_id")
    assert (now.status, before.status) == ("decided", "appointed")
    assert now.history_change_reason
    assert not list(reconcile([Candidate, Dossier]))
    with override("vi"):
        assert before.get_status_display() == "Được bổ nhiệm"
    with override("en"):
        assert before.get_status_display() == "Appointed"


def test_a_dossier_that_was_over_gets_the_name_of_its_end(ended):
    assert ended.outcome_title == "Được bổ nhiệm (0.2.0)"

    run("0006_reasons", "name_the_ends")

    dossier = Dossier.objects.get(pk=ended.pk)
    assert dossier.outcome_step == "appointed"
    assert dossier.outcome_reason == "Được bổ nhiệm (0.2.0)"
    with override("en"):
        assert dossier.outcome_title == "Appointed"
    dossier.outcome_step = "an_end_that_is_gone"
    assert dossier.outcome_title == "Được bổ nhiệm (0.2.0)"
    assert not list(reconcile([Dossier]))


def test_a_no_that_nobody_said_is_kept_as_not_said():
    person = Person.objects.create(
        personal_number="079180001234", full_name="A", birth_date=date(1980, 1, 1), sex="male"
    )
    said = {"person": person, "by_party": False, "for_corruption": False}
    rows = {
        form: Discipline.objects.create(form=form, effective_on=date(2020, 1, 1), **said)
        for form in ("removal", "pay-cut")
    }
    degrees = {
        kind: Qualification.objects.create(
            person=person, kind=kind, level=4, awarded_on=date(2020, 1, 1), foreign=False
        )
        for kind in ("degree", "political-theory")
    }

    run("0006_ends_days_and_answers", "say_nothing", "registry")

    for row in (*rows.values(), *degrees.values()):
        row.refresh_from_db()
    assert (rows["removal"].by_party, rows["removal"].for_corruption) == (None, None)
    # Pay is the State's; political theory is taught at home.
    assert rows["pay-cut"].by_party is False
    assert [degrees[kind].foreign for kind in degrees] == [None, False]
    assert not list(reconcile([Discipline, Qualification]))


def test_the_old_word_is_shown_like_the_new(ended):
    [candidate] = walk.candidates(ended, Candidate.Status.APPOINTED)

    assert CandidateView(candidate, None, [], [], "").tone == "met"
    assert candidate.status in Candidate.DECIDED


def test_the_reason_of_an_edition_counts_only_where_an_officer_chose_it(ended):
    ended.edition_reason = "Lý do"
    assert ended.why_edition != "Lý do"

    ended.edition_overridden = True
    assert ended.why_edition == "Lý do"
