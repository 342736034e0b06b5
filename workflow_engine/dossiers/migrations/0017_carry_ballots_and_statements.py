"""Each count of a conference becomes a ballot, each vote one of its options, each answer a value."""

from django.db import connections, migrations
from django.db.migrations.exceptions import IrreversibleError
from django.db.models import F
from django.utils import timezone

from compliance import triggers
from workflow_engine.base.rewriting import batches, rewrite_many

WHY = "The count of a conference is a ballot, and its votes are of options."
BACK = "The votes of a conference are of candidates again."
FIGURES = ("slips_prepared", "slips_distributed", "slips_returned", "slips_blank_or_spoiled")


def carry_over(apps, editor):
    """Write the ballot of every conference that counted, and the option of every vote."""
    using = editor.connection.alias
    conference = apps.get_model("dossiers", "Conference").objects.using(using)
    votes = apps.get_model("dossiers", "BallotVotes")
    history = apps.get_model("dossiers", "HistoricalBallotVotes")
    for rows in batches(conference.exclude(rule="").order_by("pk")):
        ballots = _create(apps, using, rows)
        found = votes.objects.using(using).filter(conference__in=list(ballots)).order_by("pk")
        for some in batches(found):
            values = {
                row.pk: {"ballot_id": ballots[row.conference_id], "option": str(row.candidate_id)}
                for row in some
            }
            rewrite_many(votes, history, values, using=using, reason=WHY)
    _say(apps, using, {"value": True}, confirmed=True)
    _say(apps, using, {"value": False}, confirmed=False)


def _create(apps, using, conferences):
    """Write the ballots with their history; return their keys by conference."""
    ballot = apps.get_model("dossiers", "CountedBallot")
    history = apps.get_model("dossiers", "HistoricalCountedBallot")
    rows = ballot.objects.using(using).bulk_create(
        ballot(
            conference_id=row.pk,
            rule=row.rule,
            invited=row.invited,
            excused=row.excused,
            present=row.present,
            tally=row.tally,
            **{name: getattr(row, name) or 0 for name in FIGURES},
        )
        for row in conferences
    )
    names = [field.attname for field in ballot._meta.concrete_fields]
    history.objects.using(using).bulk_create(
        history(
            **{name: getattr(row, name) for name in names},
            history_date=timezone.now(),
            history_type="+",
            history_change_reason=WHY,
        )
        for row in rows
    )
    return {row.conference_id: row.pk for row in rows}


def _say(apps, using, values, **which):
    """Say in the type of the new column what the old one says, in the rows and in their history.

    A version says what it said: it is the type of its column that changes. Without this nobody
    could gather again what was known when a verdict was reached.
    """
    with triggers.removed(connections[using], ["dossiers_historicalstatement"]):
        for name in ("Statement", "HistoricalStatement"):
            apps.get_model("dossiers", name).objects.using(using).filter(**which).update(**values)


def carry_back(apps, editor):
    """Write the count of every conference from its ballot, and the answer from the value.

    What only a ballot can say (an answer on one person, a second ballot) and only a statement (a
    value that is neither yes nor no, of the whole dossier) has no place in the columns of before.
    """
    using = editor.connection.alias
    _refuse(apps, using)
    conference = apps.get_model("dossiers", "Conference")
    history = apps.get_model("dossiers", "HistoricalConference")
    votes = apps.get_model("dossiers", "BallotVotes")
    of_votes = apps.get_model("dossiers", "HistoricalBallotVotes")
    ballot = apps.get_model("dossiers", "CountedBallot").objects.using(using)
    for rows in batches(ballot.order_by("pk")):
        values = {
            row.conference_id: {
                "rule": row.rule,
                "tally": row.tally,
                **{name: getattr(row, name) for name in FIGURES},
            }
            for row in rows
        }
        rewrite_many(conference, history, values, using=using, reason=BACK)
    of_conference = votes.objects.using(using).annotate(meeting=F("ballot__conference"))
    for rows in batches(of_conference.order_by("pk")):
        values = {row.pk: {"conference_id": row.meeting, "ballot_id": None} for row in rows}
        rewrite_many(votes, of_votes, values, using=using, reason=BACK)
    ballot.all().delete()
    _say(apps, using, {"confirmed": True}, value=True)
    _say(apps, using, {"confirmed": False}, value=False)


def _refuse(apps, using):
    statement = apps.get_model("dossiers", "Statement").objects.using(using)
    ballot = apps.get_model("dossiers", "CountedBallot").objects.using(using)
    votes = apps.get_model("dossiers", "BallotVotes").objects.using(using)
    judged = statement.exclude(candidate=None)
    lost = (
        statement.filter(candidate=None).exists()
        or judged.count() != sum(judged.filter(value=said).count() for said in (True, False))
        or ballot.exclude(name="").exists()
        or votes.filter(candidate=None).exists()
        or any(not option.isdigit() for option in votes.values_list("option", flat=True).distinct())
    )
    if lost:
        raise IrreversibleError(
            "There are ballots or statements that the release before could not keep."
        )


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0016_ballots_and_statements'),
    ]

    operations = [
        migrations.RunPython(carry_over, carry_back, elidable=False),
    ]
