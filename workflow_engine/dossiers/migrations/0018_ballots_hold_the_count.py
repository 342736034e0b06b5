"""The columns go whose rows were carried over to ballots and statements."""

import django.db.models.deletion
from django.db import migrations, models

from workflow_engine.base.rewriting import AlterForGood


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0017_carry_ballots_and_statements'),
    ]

    operations = [
        *(
            migrations.RemoveField(each, name)
            for each in ('conference', 'historicalconference')
            for name in (
                'rule',
                'slips_blank_or_spoiled',
                'slips_distributed',
                'slips_prepared',
                'slips_returned',
                'tally',
            )
        ),
        migrations.AlterModelOptions(
            'ballotvotes',
            {'ordering': ['ballot', '-slips'], 'verbose_name': 'votes', 'verbose_name_plural': 'votes'},
        ),
        migrations.RemoveField('ballotvotes', 'conference'),
        migrations.RemoveField('historicalballotvotes', 'conference'),
        migrations.AlterField(
            'ballotvotes',
            'ballot',
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='dossiers.countedballot', verbose_name='ballot'),
        ),
        *(
            migrations.AlterField(each, 'option', models.CharField(max_length=40, verbose_name='option'))
            for each in ('ballotvotes', 'historicalballotvotes')
        ),
        migrations.AddConstraint(
            'ballotvotes',
            models.UniqueConstraint(fields=('ballot', 'option'), name='one_count_an_option'),
        ),
        migrations.RemoveField('statement', 'confirmed'),
        migrations.RemoveField('historicalstatement', 'confirmed'),
        migrations.AlterField('statement', 'value', models.JSONField(verbose_name='value')),
        AlterForGood('historicalstatement', 'value', models.JSONField(verbose_name='value')),
        *(
            migrations.AlterField(each, 'issued_by', models.CharField(blank=True, max_length=200, verbose_name='issued by'))
            for each in ('statement', 'historicalstatement')
        ),
    ]
