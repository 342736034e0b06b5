"""What belongs to importing goes to its own app; the tables keep their rows and get its name."""

from django.db import migrations

from compliance import triggers

MOVED = ("HistoricalHeaderMapping", "HeaderMapping", "ImportDraft")


def take_guard_away(apps, schema_editor):
    """The guard is named after its table: `migrate` puts it on the table again at its end."""
    table = apps.get_model("registry", "HistoricalHeaderMapping")._meta.db_table
    triggers.remove(schema_editor.connection, [table])


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_papers_of_ends_and_findings")]

    operations = [
        migrations.RunPython(take_guard_away, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable(name, f"importing_{name.lower()}") for name in MOVED
            ],
            state_operations=[migrations.DeleteModel(name) for name in MOVED],
        ),
    ]
