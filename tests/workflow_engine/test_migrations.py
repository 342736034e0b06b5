"""What a database of an earlier release holds is carried over, and its history says so."""

from contextlib import contextmanager
from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import override

from compliance import triggers
from compliance.reconcile import reconcile
from tests import walk
from workflow_engine.desk.dossier.page import CandidateView
from workflow_engine.dossiers.models import (
    BallotVotes,
    Candidate,
    Conference,
    CountedBallot,
    Deadline,
    Dossier,
    DossierSubject,
    Happened,
    Statement,
)
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
    """Run what a migration does to the rows, with the models as it left them."""
    loader = MigrationExecutor(connection).loader
    state = loader.project_state([(app, name)])
    module = import_module(f"workflow_engine.{app}.migrations.{name}")
    getattr(module, function)(state.apps, SimpleNamespace(connection=connection))


DATED = ("0008_dated_events", "0009_carry_dates", "0010_dates_are_events")
ABOUT = ("0013_subjects", "0014_carry_subjects", "0015_posts_are_subjects")
COUNTED = (
    "0016_ballots_and_statements",
    "0017_carry_ballots_and_statements",
    "0018_ballots_hold_the_count",
)


@contextmanager
def before(*names):
    """Take the tables back to a release before these migrations, and then forward again."""
    loader = MigrationExecutor(connection).loader
    # Those that came later changed the same tables: they go back first, and forward last.
    known = sorted(name for app, name in loader.disk_migrations if app == "dossiers")
    since = known[known.index(min(names)) :]
    with triggers.removed(connection):
        for name in reversed(since):
            migration = loader.get_migration("dossiers", name)
            state = loader.project_state([("dossiers", name)], at_end=False)
            with connection.schema_editor() as editor:
                migration.unapply(state, editor)
    yield
    with triggers.removed(connection):
        for name in since:
            migration = loader.get_migration("dossiers", name)
            state = loader.project_state([("dossiers", name)], at_end=False)
            with connection.schema_editor() as editor:
                migration.apply(state, editor)


@pytest.mark.django_db(transaction=True)
def test_whoever_was_appointed_is_decided_on_and_the_history_keeps_the_old_word(ended):
    [candidate] = walk.candidates(ended, Candidate.Status.APPOINTED)

    with before(*ABOUT):
        run("0005_decided", "say_decided")

    _carried, now, then, *_ = candidate.history.order_by("-history_id")
    assert (now.status, then.status) == ("decided", "appointed")
    assert now.history_change_reason
    assert not list(reconcile([Candidate, Dossier]))
    with override("vi"):
        assert then.get_status_display() == "Được bổ nhiệm"
    with override("en"):
        assert then.get_status_display() == "Appointed"


@pytest.mark.django_db(transaction=True)
def test_a_dossier_that_was_over_gets_the_name_of_its_end(ended):
    assert ended.outcome_title == "Được bổ nhiệm (0.2.0)"

    with before(*DATED, *ABOUT):
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


# ----------------------------------------------------------------- days that were columns


def on_record(dossier):
    """Return what is on record of the days of a dossier, and of its time limits."""
    events = {row.event: (row.on, row.planned) for row in Dossier.objects.get(pk=dossier.pk).dates}
    limits = {
        (row.schedule, row.figure, row.event, row.act, row.starts_on, row.due_on, row.met_on)
        for row in dossier.deadlines.all()
    }
    return events, limits


@pytest.mark.django_db(transaction=True)
def test_days_that_were_columns_are_events_and_go_back_and_forth():
    world = walk.world()
    begun = walk.open_dossier(world)
    walk.until(world, begun, "list_candidates")
    ended = walk.to_the_end(world, walk.open_dossier(world))
    then = [on_record(dossier) for dossier in (begun, ended)]

    with before(*DATED, *ABOUT):
        columns = "first_conference_on, policy_received_on, policy_approved_on"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns}, planned_effective_on FROM dossiers_dossier "  # noqa: S608
                "ORDER BY process_ptr_id"
            )
            days = [[str(day) for day in row] for row in cursor.fetchall()]
            cursor.execute("SELECT step, title, citation FROM dossiers_deadline ORDER BY id")
            steps = cursor.fetchall()

    on = str(world.on)
    planned = str(then[0][0]["appointment_effective_on"][0])
    assert days == [[on, on, on, planned], [on, on, on, planned]]
    assert steps[0][:2] == ("decide_policy", "Quyết định về chủ trương")
    assert all("Điều 33" in citation for _step, _title, citation in steps)
    assert [on_record(dossier) for dossier in (begun, ended)] == then
    assert not list(reconcile([Dossier, Deadline, Happened]))
    first, held = ended.happened.filter(event="first_conference_on").order_by("pk")
    assert (first.planned, held.planned, held.supersedes) == (True, False, first)


# ----------------------------------------------------------------- the post that was a column


@pytest.mark.django_db(transaction=True)
def test_the_post_of_a_dossier_is_its_subject_and_goes_back_and_forth():
    world = walk.world()
    begun = walk.open_dossier(world)
    walk.until(world, begun, "hold_leadership_conference")
    ended = walk.to_the_end(world, walk.open_dossier(world))

    with before(*ABOUT), connection.cursor() as cursor:
        cursor.execute("SELECT post_id, term_months FROM dossiers_dossier ORDER BY process_ptr_id")
        columns = cursor.fetchall()

    assert columns == [(world.post.pk, 60)] * 2
    for dossier in (begun, ended):
        [subject] = DossierSubject.objects.filter(dossier=dossier)
        assert subject.what == world.post
        assert subject.history.get().history_change_reason
        assert {c.post for c in dossier.candidates.all()} == {world.post}
    assert not list(reconcile([Dossier, DossierSubject, Candidate]))


@pytest.fixture
def confirmed(ended):
    """What was confirmed in the dossier that ended, as 0.2.0 recorded it: without an issuer."""
    rows = list(ended.statements.order_by("pk"))
    assert rows
    return rows


@pytest.mark.django_db(transaction=True)
def test_counts_become_ballots_and_votes_options_and_the_history_says_so(ended):
    held = list(ended.conferences.order_by("pk"))
    counts = {
        row.pk: (row.tally, row.slips_returned, sorted(row.votes.values_list("option", "slips")))
        for row in CountedBallot.objects.filter(conference__in=held)
    }
    assert len(counts) == len(held)

    with before(*COUNTED), connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM dossiers_candidatevotes WHERE conference_id IS NULL")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT rule, slips_returned FROM dossiers_conference ORDER BY id")
        assert [row[1] for row in cursor.fetchall()] == [each[1] for each in counts.values()]

    again = CountedBallot.objects.filter(conference__in=held).order_by("pk")
    assert [
        (row.tally, row.slips_returned, sorted(row.votes.values_list("option", "slips")))
        for row in again
    ] == list(counts.values())
    vote = BallotVotes.objects.filter(ballot__conference__in=held).first()
    assert vote.option == str(vote.candidate_id)
    assert vote.history.first().history_change_reason
    assert not list(reconcile([Conference, CountedBallot, BallotVotes, Statement]))


@pytest.mark.django_db(transaction=True)
def test_what_was_confirmed_is_stated_and_every_version_says_it_as_it_was_known(ended, confirmed):
    last = confirmed[-1]
    moment = last.history.first().history_date

    with before(*COUNTED), connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM dossiers_assessment WHERE confirmed IS NULL")
        assert cursor.fetchone() == (0,)

    assert [row.value for row in ended.statements.order_by("pk")] == [True] * len(confirmed)
    known = Statement.history.as_of(moment).filter(fact=last.fact)
    assert {row.value for row in known} == {True}
    assert not list(reconcile([Statement]))


def test_the_way_back_is_refused_where_a_statement_says_more_than_yes_or_no(confirmed):
    row = confirmed[0]
    row.fact, row.value = "planned_rotation_months", 36
    row.save()

    with pytest.raises(IrreversibleError):
        run("0017_carry_ballots_and_statements", "carry_back")
