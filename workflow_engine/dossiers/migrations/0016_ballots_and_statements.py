"""Votes are of an option of a ballot, what is stated of a fact has a value; rows keep their keys."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from compliance import triggers

# What `0014` fills: their guard goes until it is set again after the migrations.
GUARDED = ["dossiers_historicalcandidatevotes", "dossiers_historicalassessment"]


def lift_the_guard(apps, editor):
    """Take the triggers of two histories away: they bear the names of tables that are renamed."""
    triggers.remove(editor.connection, GUARDED)


def _key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')


def _of_history():
    return [
        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
        ('history_date', models.DateTimeField(db_index=True)),
        ('history_change_reason', models.TextField(blank=True, null=True)),
        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
        ('history_user_id', models.BigIntegerField(blank=True, null=True)),
    ]


def _loose(to, name):
    return models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=to, verbose_name=name)


def _figures():
    return [
        ('name', models.CharField(blank=True, max_length=40, verbose_name='ballot')),
        ('rule', models.CharField(max_length=80, verbose_name='rule of the count')),
        ('invited', models.PositiveSmallIntegerField(verbose_name='summoned')),
        ('excused', models.PositiveSmallIntegerField(verbose_name='excused')),
        ('present', models.PositiveSmallIntegerField(verbose_name='present')),
        ('slips_prepared', models.PositiveSmallIntegerField(verbose_name='slips prepared')),
        ('slips_distributed', models.PositiveSmallIntegerField(verbose_name='slips handed out')),
        ('slips_returned', models.PositiveSmallIntegerField(verbose_name='slips returned')),
        ('slips_blank_or_spoiled', models.PositiveSmallIntegerField(verbose_name='blank or spoiled slips')),
        ('tally', models.JSONField(verbose_name='tally')),
    ]


def _both(model, name, field):
    """Add a column to a table and to its history."""
    return [
        migrations.AddField(each, name, field) for each in (model, f'historical{model}')
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', "0015_posts_are_subjects"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(lift_the_guard, migrations.RunPython.noop, elidable=False),
        # A conference that is held again.
        *_both('conference', 'sitting', models.PositiveSmallIntegerField(default=1, verbose_name='sitting')),
        *_both('summons', 'sitting', models.PositiveSmallIntegerField(default=1, verbose_name='sitting')),
        migrations.AlterModelOptions(
            'summons',
            {'ordering': ['dossier', 'conference', 'sitting', 'person__sort_key'], 'verbose_name': 'summons', 'verbose_name_plural': 'summonses'},
        ),
        migrations.RemoveConstraint('conference', 'a_conference_held_once'),
        migrations.AddConstraint(
            'conference',
            models.UniqueConstraint(fields=('dossier', 'step', 'sitting'), name='a_sitting_held_once'),
        ),
        migrations.RemoveConstraint('summons', 'a_person_summoned_once'),
        migrations.AddConstraint(
            'summons',
            models.UniqueConstraint(fields=('dossier', 'conference', 'sitting', 'person'), name='a_person_summoned_once_a_sitting'),
        ),
        *(
            migrations.AlterField(each, 'outcome', models.CharField(max_length=40, verbose_name='outcome'))
            for each in ('conference', 'historicalconference')
        ),
        *(
            migrations.AlterField(
                each,
                'presided_as',
                models.CharField(blank=True, choices=[('', 'Not recorded'), ('head', 'The head'), ('superior', 'A representative of the direct superior'), ('chair', 'The chair')], default='', max_length=8, verbose_name='presided as'),
            )
            for each in ('conference', 'historicalconference')
        ),
        # Its ballots.
        migrations.CreateModel(
            'CountedBallot',
            [
                ('id', _key()),
                *_figures(),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='dossiers.conference', verbose_name='conference')),
            ],
            {
                'verbose_name': 'ballot',
                'verbose_name_plural': 'ballots',
                'ordering': ['conference', 'pk'],
            },
        ),
        migrations.CreateModel(
            'HistoricalCountedBallot',
            [
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                *_figures(),
                *_of_history(),
                ('conference', _loose('dossiers.conference', 'conference')),
            ],
            {
                'verbose_name': 'historical ballot',
                'verbose_name_plural': 'historical ballots',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            'countedballot',
            models.UniqueConstraint(fields=('conference', 'name'), name='a_ballot_counted_once'),
        ),
        # The votes of each option.
        migrations.RemoveConstraint('candidatevotes', 'one_count_a_candidate'),
        migrations.RenameModel('CandidateVotes', 'BallotVotes'),
        migrations.RenameModel('HistoricalCandidateVotes', 'HistoricalBallotVotes'),
        migrations.AddField(
            'ballotvotes',
            'ballot',
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='dossiers.countedballot', verbose_name='ballot'),
        ),
        migrations.AddField('historicalballotvotes', 'ballot', _loose('dossiers.countedballot', 'ballot')),
        *_both('ballotvotes', 'option', models.CharField(default='', max_length=40, verbose_name='option')),
        migrations.AlterField(
            'ballotvotes',
            'candidate',
            models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='dossiers.candidate', verbose_name='candidate'),
        ),
        # On the way back the column of before is empty until `0014` has filled it.
        migrations.AlterField(
            'ballotvotes',
            'conference',
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='dossiers.conference', verbose_name='conference'),
        ),
        # What is stated of a fact.
        migrations.RenameModel('Assessment', 'Statement'),
        migrations.RenameModel('HistoricalAssessment', 'HistoricalStatement'),
        migrations.AlterModelOptions(
            'statement',
            {'ordering': ['-pk'], 'verbose_name': 'statement', 'verbose_name_plural': 'statements'},
        ),
        migrations.AlterModelOptions(
            'historicalstatement',
            {'ordering': ('-history_date', '-history_id'), 'verbose_name': 'historical statement', 'verbose_name_plural': 'historical statements', 'get_latest_by': ('history_date', 'history_id')},
        ),
        migrations.AlterField(
            'statement',
            'dossier',
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='dossiers.dossier', verbose_name='dossier'),
        ),
        migrations.AlterField(
            'statement',
            'candidate',
            models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='dossiers.candidate', verbose_name='candidate'),
        ),
        *_both('statement', 'value', models.JSONField(null=True, verbose_name='value')),
        *_both('statement', 'issued_by', models.CharField(blank=True, default='', max_length=200, verbose_name='issued by')),
        *_both('statement', 'trail_entry', models.BigIntegerField(blank=True, null=True, verbose_name='entry in the trail')),
        migrations.AddField(
            'statement',
            'supersedes',
            models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='dossiers.statement', verbose_name='takes the place of'),
        ),
        migrations.AddField('historicalstatement', 'supersedes', _loose('dossiers.statement', 'takes the place of')),
        *(
            migrations.AlterField(each, 'reason', models.TextField(blank=True, verbose_name='reason'))
            for each in ('statement', 'historicalstatement')
        ),
        *(
            # A way back fills them again.
            migrations.AlterField(each, 'confirmed', models.BooleanField(null=True, verbose_name='confirmed'))
            for each in ('statement', 'historicalstatement')
        ),
    ]
