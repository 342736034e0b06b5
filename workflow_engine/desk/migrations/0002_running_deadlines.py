"""The index of running time limits leaves out those that were superseded."""

from django.db import migrations

DROP = "DROP INDEX IF EXISTS desk_running_deadline"
CREATE = "CREATE INDEX desk_running_deadline ON dossiers_deadline (dossier_id, due_on) WHERE "


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_indexes"),
        ("dossiers", "0010_dates_are_events"),
    ]

    operations = [
        migrations.RunSQL(
            [DROP, CREATE + "met_on IS NULL AND superseded_by_id IS NULL"],
            # Without the columns that are taken away again below.
            [DROP, CREATE + "met_on IS NULL"],
        )
    ]
