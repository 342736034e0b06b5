import django.db.models.deletion
import simple_history.models
import workflow_engine.importing.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0001_afresh"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=workflow_engine.importing.models._token,
                        editable=False,
                        max_length=40,
                        unique=True,
                    ),
                ),
                ("uploaded_by", models.BigIntegerField(verbose_name="uploaded by (account)")),
                ("uploaded_at", models.DateTimeField(db_index=True, verbose_name="uploaded at")),
                ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("plan", models.CharField(max_length=64, verbose_name="digest of what was shown")),
                ("shown", models.JSONField(default=dict, verbose_name="what was shown")),
            ],
            options={
                "verbose_name": "import that waits",
                "verbose_name_plural": "imports that wait",
            },
        ),
        migrations.CreateModel(
            name="HistoricalHeaderMapping",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(max_length=60, verbose_name="kind of record")),
                ("header_key", models.CharField(editable=False, max_length=64)),
                ("labels", models.JSONField(verbose_name="headers")),
                ("fields", models.JSONField(verbose_name="fields")),
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(blank=True, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_user_id", models.BigIntegerField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical columns of a list",
                "verbose_name_plural": "historical columns of lists",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HeaderMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(max_length=60, verbose_name="kind of record")),
                ("header_key", models.CharField(editable=False, max_length=64)),
                ("labels", models.JSONField(verbose_name="headers")),
                ("fields", models.JSONField(verbose_name="fields")),
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "columns of a list",
                "verbose_name_plural": "columns of lists",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "sheet", "header_key"), name="one_mapping"
                    )
                ],
            },
        ),
    ]
