import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0001_afresh"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalDuty",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("renewal-notice", "Notify in writing of the end of a term"),
                            ("renewal-decision", "Decide on reappointment or extension"),
                            ("term-end", "End of a term"),
                            ("acting-end", "End of acting as head"),
                            ("secondment-end", "End of a secondment"),
                            ("retirement-notice", "Notify of retirement"),
                            ("retirement-decision", "Decide on retirement"),
                        ],
                        max_length=20,
                        verbose_name="duty",
                    ),
                ),
                ("event_on", models.DateField(verbose_name="counted from")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("fell_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "closed_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Open"),
                            ("renewed", "A decision has followed"),
                            ("left", "The post is not held any more"),
                            ("moved", "The law counts from another day now"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="why it is closed",
                    ),
                ),
                ("trail_entry", models.BigIntegerField(verbose_name="entry in the trail")),
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
                    "holding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.postholding",
                        verbose_name="post held",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
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
                "verbose_name": "historical duty",
                "verbose_name_plural": "historical duties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ClockDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("done_at", models.DateTimeField(verbose_name="done at")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "day of the clock",
                "verbose_name_plural": "days of the clock",
                "ordering": ["on", "agency"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("on", "agency"), name="a_day_done_once_an_agency"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("renewal-notice", "Notify in writing of the end of a term"),
                            ("renewal-decision", "Decide on reappointment or extension"),
                            ("term-end", "End of a term"),
                            ("acting-end", "End of acting as head"),
                            ("secondment-end", "End of a secondment"),
                            ("retirement-notice", "Notify of retirement"),
                            ("retirement-decision", "Decide on retirement"),
                        ],
                        max_length=20,
                        verbose_name="duty",
                    ),
                ),
                ("event_on", models.DateField(verbose_name="counted from")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("fell_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "closed_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Open"),
                            ("renewed", "A decision has followed"),
                            ("left", "The post is not held any more"),
                            ("moved", "The law counts from another day now"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="why it is closed",
                    ),
                ),
                ("trail_entry", models.BigIntegerField(verbose_name="entry in the trail")),
                (
                    "holding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.postholding",
                        verbose_name="post held",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
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
                "verbose_name": "duty",
                "verbose_name_plural": "duties",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["closed_on", "due_on"], name="clock_duty_closed__bd666f_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "holding", "event_on"), name="a_duty_of_a_post_opened_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("holding", None)),
                        fields=("kind", "person", "event_on"),
                        name="a_duty_of_a_person_opened_once",
                    ),
                ],
            },
        ),
    ]
