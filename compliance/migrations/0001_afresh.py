import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="TrailEntry",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("format", models.PositiveSmallIntegerField(default=2)),
                ("event", models.CharField(db_index=True, max_length=100)),
                ("dossier", models.CharField(blank=True, max_length=100)),
                ("step", models.CharField(blank=True, max_length=100)),
                ("edition", models.CharField(blank=True, max_length=250)),
                ("governing_date", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(db_index=True)),
                ("actor_account", models.BigIntegerField(blank=True, null=True)),
                ("actor_role", models.CharField(blank=True, max_length=100)),
                ("actor_unit", models.CharField(blank=True, max_length=100)),
                ("on_behalf_of", models.BigIntegerField(blank=True, null=True)),
                ("after", models.JSONField(blank=True, null=True)),
                ("nonce", models.CharField(blank=True, max_length=32)),
                ("extras", models.JSONField(blank=True, default=dict)),
                ("payload_digest", models.CharField(blank=True, max_length=64)),
                ("leaf_digest", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "trail entry",
                "verbose_name_plural": "trail entries",
                "ordering": ["number"],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="TrailForm",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
            options={
                "verbose_name": "trail form",
                "verbose_name_plural": "trail forms",
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="TrailHead",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("length", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "trail head",
                "verbose_name_plural": "trail heads",
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="TrailPayload",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="payload",
                        serialize=False,
                        to="compliance.trailentry",
                    ),
                ),
                ("salt", models.BinaryField(max_length=32)),
                ("text", models.TextField()),
            ],
            options={
                "verbose_name": "trail payload",
                "verbose_name_plural": "trail payloads",
                "default_permissions": ["view"],
            },
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["dossier", "number"], name="trail_dossier"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["actor_account", "number"], name="trail_actor"),
        ),
        migrations.AddConstraint(
            model_name="trailhead",
            constraint=models.CheckConstraint(
                condition=models.Q(("id", 1)), name="trail_has_one_head"
            ),
        ),
    ]
