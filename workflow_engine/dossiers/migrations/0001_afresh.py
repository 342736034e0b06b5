import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import viewflow.workflow.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("registry", "0001_afresh"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("added_at", models.CharField(max_length=60, verbose_name="step of entry")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("standing", "In consideration"),
                            ("held", "Held: a fact is missing"),
                            ("struck-out", "Struck out: a condition is not met"),
                            ("not-selected", "Not selected at a conference"),
                            ("withdrawn", "Withdrawn"),
                            ("decided", "Decided"),
                            ("refused", "Refused by the authority"),
                        ],
                        default="standing",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_step",
                    models.CharField(blank=True, max_length=60, verbose_name="step of the status"),
                ),
                ("status_reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "left_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrew", "Withdrew"),
                            ("retired", "Retired"),
                            ("died", "Died"),
                            ("other", "Another cause"),
                        ],
                        db_default="",
                        max_length=10,
                        verbose_name="why the candidate left",
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidate",
                "verbose_name_plural": "candidates",
                "ordering": ["dossier", "person__sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Conference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("sitting", models.PositiveSmallIntegerField(default=1, verbose_name="sitting")),
                ("held_on", models.DateField(verbose_name="held on")),
                (
                    "presided_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not recorded"),
                            ("head", "The head"),
                            ("superior", "A representative of the direct superior"),
                            ("chair", "The chair"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="presided as",
                    ),
                ),
                (
                    "presider_role",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="post of the person who presided"
                    ),
                ),
                (
                    "superior_case",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "new-agency",
                                "a) The agency or unit is newly set up, and its head or a deputy is appointed",
                            ),
                            (
                                "one-leader",
                                "b) One leader only is left, or the head of the agency is appointed",
                            ),
                            (
                                "disunity",
                                "c) The leadership is disunited, many were disciplined: it would not be objective",
                            ),
                            (
                                "no-leader",
                                "d) No leader is left, for a disaster, an accident or other force majeure",
                            ),
                        ],
                        max_length=10,
                        verbose_name="case in which the superior presides",
                    ),
                ),
                (
                    "superior_reason",
                    models.TextField(blank=True, verbose_name="on what the case rests"),
                ),
                ("sent_by", models.CharField(blank=True, max_length=200, verbose_name="sent by")),
                (
                    "sent_number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the sending paper"
                    ),
                ),
                (
                    "sent_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the sending paper"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("in-person", "In person"), ("mixed", "In person and online")],
                        default="in-person",
                        max_length=10,
                        verbose_name="form",
                    ),
                ),
                (
                    "minutes_number",
                    models.CharField(max_length=80, verbose_name="number of the minutes"),
                ),
                (
                    "count_minutes_number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the count minutes"
                    ),
                ),
                (
                    "announced",
                    models.BooleanField(verbose_name="result announced at the conference"),
                ),
                ("invited", models.PositiveSmallIntegerField(verbose_name="summoned")),
                ("excused", models.PositiveSmallIntegerField(verbose_name="excused")),
                ("present", models.PositiveSmallIntegerField(verbose_name="present")),
                ("outcome", models.CharField(max_length=40, verbose_name="outcome")),
                (
                    "presided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="presided by",
                    ),
                ),
            ],
            options={
                "verbose_name": "conference",
                "verbose_name_plural": "conferences",
                "ordering": ["held_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CountedBallot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="ballot")),
                ("rule", models.CharField(max_length=80, verbose_name="rule of the count")),
                ("invited", models.PositiveSmallIntegerField(verbose_name="summoned")),
                ("excused", models.PositiveSmallIntegerField(verbose_name="excused")),
                ("present", models.PositiveSmallIntegerField(verbose_name="present")),
                ("slips_prepared", models.PositiveSmallIntegerField(verbose_name="slips prepared")),
                (
                    "slips_distributed",
                    models.PositiveSmallIntegerField(verbose_name="slips handed out"),
                ),
                ("slips_returned", models.PositiveSmallIntegerField(verbose_name="slips returned")),
                (
                    "slips_blank_or_spoiled",
                    models.PositiveSmallIntegerField(verbose_name="blank or spoiled slips"),
                ),
                ("tally", models.JSONField(verbose_name="tally")),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="dossiers.conference",
                        verbose_name="conference",
                    ),
                ),
            ],
            options={
                "verbose_name": "ballot",
                "verbose_name_plural": "ballots",
                "ordering": ["conference", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BallotVotes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("option", models.CharField(max_length=40, verbose_name="option")),
                ("slips", models.PositiveSmallIntegerField(verbose_name="slips")),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="dossiers.countedballot",
                        verbose_name="ballot",
                    ),
                ),
            ],
            options={
                "verbose_name": "votes",
                "verbose_name_plural": "votes",
                "ordering": ["ballot", "-slips"],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "process_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="viewflow.process",
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="number")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("need", models.TextField(verbose_name="need and planned assignment")),
                ("edition_date", models.DateField(verbose_name="date that chose the edition")),
                ("edition_reason", models.TextField(blank=True, verbose_name="why this edition")),
                (
                    "edition_overridden",
                    models.BooleanField(default=False, verbose_name="edition chosen by an officer"),
                ),
                (
                    "taken_over_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="taken over from paper on"
                    ),
                ),
                (
                    "entered_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="entered from paper up to"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Under way"),
                            ("achieved", "Decided"),
                            ("stopped", "Stopped and reported"),
                            ("refused", "Refused"),
                            ("no-candidate", "Ended: nobody left who meets the conditions"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "outcome_step",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="end of the procedure"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="agency that carries it out",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
                (
                    "taken_over_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="taken over from paper by",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier",
                "verbose_name_plural": "dossiers",
                "ordering": ["-opened_on", "-number"],
            },
            bases=("viewflow.process", models.Model),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("effective_on", models.DateField(verbose_name="in effect from")),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="term in months"
                    ),
                ),
                (
                    "kept_because",
                    models.TextField(
                        blank=True, verbose_name="why other leadership posts are held concurrently"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("schedule", models.CharField(max_length=60, verbose_name="schedule")),
                ("figure", models.CharField(max_length=80, verbose_name="figure")),
                ("event", models.CharField(max_length=60, verbose_name="event that it runs from")),
                ("act", models.CharField(max_length=60, verbose_name="act that it is for")),
                (
                    "before",
                    models.BooleanField(default=False, verbose_name="counted back from the event"),
                ),
                ("amount", models.PositiveSmallIntegerField(verbose_name="amount")),
                (
                    "counted_in",
                    models.CharField(
                        choices=[
                            ("working-day", "working days"),
                            ("day", "days"),
                            ("month", "months"),
                        ],
                        max_length=12,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "stood_still",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="time that it stood still"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="runs from")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "explanation",
                    models.TextField(blank=True, verbose_name="explanation of the delay"),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="dossiers.deadline",
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline",
                "verbose_name_plural": "deadlines",
                "ordering": ["due_on"],
            },
        ),
        migrations.CreateModel(
            name="Consulted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("body", models.CharField(max_length=60, verbose_name="body")),
                ("addressee", models.CharField(max_length=200, verbose_name="addressee")),
                ("number", models.CharField(max_length=80, verbose_name="number of the letter")),
                ("dated_on", models.DateField(verbose_name="date of the letter")),
                ("closed", models.BooleanField(default=False, verbose_name="closed")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consulted",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "body consulted",
                "verbose_name_plural": "bodies consulted",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="conference",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conferences",
                to="dossiers.dossier",
                verbose_name="dossier",
            ),
        ),
        migrations.CreateModel(
            name="ChildDossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_of",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="dossiers.dossier",
                        verbose_name="parent dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "child dossier",
                "verbose_name_plural": "child dossiers",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="candidate",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="candidates",
                to="dossiers.dossier",
                verbose_name="dossier",
            ),
        ),
        migrations.CreateModel(
            name="DossierSubject",
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
                            ("post", "Post to be filled"),
                            ("holding", "Post held"),
                            ("person", "Person concerned"),
                            ("unit", "Unit concerned"),
                            ("year", "Year"),
                            ("plan", "Name of the plan"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
                ),
                (
                    "label",
                    models.CharField(blank=True, max_length=300, verbose_name="name of the plan"),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.post",
                        verbose_name="post",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "subject of the dossier",
                "verbose_name_plural": "subjects of the dossier",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FactRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("fact", models.CharField(max_length=80, verbose_name="fact")),
                ("record", models.CharField(max_length=40, verbose_name="record that supplies it")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("hr_officer", "HR officer"),
                            ("head_of_hr", "Head of HR"),
                            ("leader", "Leader"),
                            ("appointing_authority", "Appointing authority"),
                            ("party_committee", "Party committee member"),
                            ("inspector", "Inspector"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=24,
                        verbose_name="who can supply it",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "supplied_on",
                    models.DateField(blank=True, null=True, verbose_name="supplied on"),
                ),
                ("closed", models.BooleanField(default=False, verbose_name="closed")),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fact_requests",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fact_requests",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "supplied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="supplied by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a fact",
                "verbose_name_plural": "requests for facts",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GateRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("gate", models.CharField(max_length=60, verbose_name="gate")),
                ("facts_on", models.DateField(verbose_name="facts as they stood on")),
                ("law_on", models.DateField(verbose_name="law in force on")),
                ("run_at", models.DateTimeField(verbose_name="run at")),
                (
                    "reading",
                    models.DateField(blank=True, null=True, verbose_name="law as it was read from"),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("passes", "Passes"),
                            ("held", "Held: a fact is missing"),
                            ("struck-out", "Struck out: a condition is not met"),
                            ("engine-failed", "Not judged: the judges failed"),
                        ],
                        max_length=14,
                        verbose_name="result",
                    ),
                ),
                (
                    "missing",
                    models.JSONField(blank=True, default=list, verbose_name="missing facts"),
                ),
                (
                    "unmet",
                    models.JSONField(blank=True, default=list, verbose_name="unmet conditions"),
                ),
                ("trail_entry", models.BigIntegerField(verbose_name="entry in the trail")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_runs",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_runs",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "gate run",
                "verbose_name_plural": "gate runs",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Happened",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=60, verbose_name="event")),
                ("on", models.DateField(verbose_name="date")),
                ("planned", models.BooleanField(default=False, verbose_name="planned")),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                (
                    "trail_entry",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="entry in the trail"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="happened",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="happened",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.happened",
                        verbose_name="takes the place of",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBallotVotes",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("option", models.CharField(max_length=40, verbose_name="option")),
                ("slips", models.PositiveSmallIntegerField(verbose_name="slips")),
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
                    "ballot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.countedballot",
                        verbose_name="ballot",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical votes",
                "verbose_name_plural": "historical votes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCandidate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("added_at", models.CharField(max_length=60, verbose_name="step of entry")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("standing", "In consideration"),
                            ("held", "Held: a fact is missing"),
                            ("struck-out", "Struck out: a condition is not met"),
                            ("not-selected", "Not selected at a conference"),
                            ("withdrawn", "Withdrawn"),
                            ("decided", "Decided"),
                            ("refused", "Refused by the authority"),
                        ],
                        default="standing",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_step",
                    models.CharField(blank=True, max_length=60, verbose_name="step of the status"),
                ),
                ("status_reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "left_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrew", "Withdrew"),
                            ("retired", "Retired"),
                            ("died", "Died"),
                            ("other", "Another cause"),
                        ],
                        db_default="",
                        max_length=10,
                        verbose_name="why the candidate left",
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
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
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical candidate",
                "verbose_name_plural": "historical candidates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChildDossier",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="parent dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical child dossier",
                "verbose_name_plural": "historical child dossiers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConference",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("sitting", models.PositiveSmallIntegerField(default=1, verbose_name="sitting")),
                ("held_on", models.DateField(verbose_name="held on")),
                (
                    "presided_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not recorded"),
                            ("head", "The head"),
                            ("superior", "A representative of the direct superior"),
                            ("chair", "The chair"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="presided as",
                    ),
                ),
                (
                    "presider_role",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="post of the person who presided"
                    ),
                ),
                (
                    "superior_case",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "new-agency",
                                "a) The agency or unit is newly set up, and its head or a deputy is appointed",
                            ),
                            (
                                "one-leader",
                                "b) One leader only is left, or the head of the agency is appointed",
                            ),
                            (
                                "disunity",
                                "c) The leadership is disunited, many were disciplined: it would not be objective",
                            ),
                            (
                                "no-leader",
                                "d) No leader is left, for a disaster, an accident or other force majeure",
                            ),
                        ],
                        max_length=10,
                        verbose_name="case in which the superior presides",
                    ),
                ),
                (
                    "superior_reason",
                    models.TextField(blank=True, verbose_name="on what the case rests"),
                ),
                ("sent_by", models.CharField(blank=True, max_length=200, verbose_name="sent by")),
                (
                    "sent_number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the sending paper"
                    ),
                ),
                (
                    "sent_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the sending paper"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("in-person", "In person"), ("mixed", "In person and online")],
                        default="in-person",
                        max_length=10,
                        verbose_name="form",
                    ),
                ),
                (
                    "minutes_number",
                    models.CharField(max_length=80, verbose_name="number of the minutes"),
                ),
                (
                    "count_minutes_number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the count minutes"
                    ),
                ),
                (
                    "announced",
                    models.BooleanField(verbose_name="result announced at the conference"),
                ),
                ("invited", models.PositiveSmallIntegerField(verbose_name="summoned")),
                ("excused", models.PositiveSmallIntegerField(verbose_name="excused")),
                ("present", models.PositiveSmallIntegerField(verbose_name="present")),
                ("outcome", models.CharField(max_length=40, verbose_name="outcome")),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "presided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="presided by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical conference",
                "verbose_name_plural": "historical conferences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsulted",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("body", models.CharField(max_length=60, verbose_name="body")),
                ("addressee", models.CharField(max_length=200, verbose_name="addressee")),
                ("number", models.CharField(max_length=80, verbose_name="number of the letter")),
                ("dated_on", models.DateField(verbose_name="date of the letter")),
                ("closed", models.BooleanField(default=False, verbose_name="closed")),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical body consulted",
                "verbose_name_plural": "historical bodies consulted",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCountedBallot",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="ballot")),
                ("rule", models.CharField(max_length=80, verbose_name="rule of the count")),
                ("invited", models.PositiveSmallIntegerField(verbose_name="summoned")),
                ("excused", models.PositiveSmallIntegerField(verbose_name="excused")),
                ("present", models.PositiveSmallIntegerField(verbose_name="present")),
                ("slips_prepared", models.PositiveSmallIntegerField(verbose_name="slips prepared")),
                (
                    "slips_distributed",
                    models.PositiveSmallIntegerField(verbose_name="slips handed out"),
                ),
                ("slips_returned", models.PositiveSmallIntegerField(verbose_name="slips returned")),
                (
                    "slips_blank_or_spoiled",
                    models.PositiveSmallIntegerField(verbose_name="blank or spoiled slips"),
                ),
                ("tally", models.JSONField(verbose_name="tally")),
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
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.conference",
                        verbose_name="conference",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical ballot",
                "verbose_name_plural": "historical ballots",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeadline",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("schedule", models.CharField(max_length=60, verbose_name="schedule")),
                ("figure", models.CharField(max_length=80, verbose_name="figure")),
                ("event", models.CharField(max_length=60, verbose_name="event that it runs from")),
                ("act", models.CharField(max_length=60, verbose_name="act that it is for")),
                (
                    "before",
                    models.BooleanField(default=False, verbose_name="counted back from the event"),
                ),
                ("amount", models.PositiveSmallIntegerField(verbose_name="amount")),
                (
                    "counted_in",
                    models.CharField(
                        choices=[
                            ("working-day", "working days"),
                            ("day", "days"),
                            ("month", "months"),
                        ],
                        max_length=12,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "stood_still",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="time that it stood still"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="runs from")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "explanation",
                    models.TextField(blank=True, verbose_name="explanation of the delay"),
                ),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.deadline",
                        verbose_name="replaced by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical deadline",
                "verbose_name_plural": "historical deadlines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("effective_on", models.DateField(verbose_name="in effect from")),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="term in months"
                    ),
                ),
                (
                    "kept_because",
                    models.TextField(
                        blank=True, verbose_name="why other leadership posts are held concurrently"
                    ),
                ),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision",
                "verbose_name_plural": "historical decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDossier",
            fields=[
                (
                    "process_ptr",
                    models.ForeignKey(
                        auto_created=True,
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        parent_link=True,
                        related_name="+",
                        to="viewflow.process",
                    ),
                ),
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "flow_class",
                    viewflow.workflow.fields.FlowReferenceField(
                        max_length=250, verbose_name="Flow"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("CANCELED", "Canceled"), ("DONE", "Done"), ("NEW", "New")],
                        default="NEW",
                        max_length=50,
                        verbose_name="Status",
                    ),
                ),
                (
                    "created",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Created"),
                ),
                ("finished", models.DateTimeField(blank=True, null=True, verbose_name="Finished")),
                ("data", models.JSONField(blank=True, default=dict)),
                ("seed_object_id", models.PositiveIntegerField(blank=True, null=True)),
                ("artifact_object_id", models.PositiveIntegerField(blank=True, null=True)),
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="number")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("need", models.TextField(verbose_name="need and planned assignment")),
                ("edition_date", models.DateField(verbose_name="date that chose the edition")),
                ("edition_reason", models.TextField(blank=True, verbose_name="why this edition")),
                (
                    "edition_overridden",
                    models.BooleanField(default=False, verbose_name="edition chosen by an officer"),
                ),
                (
                    "taken_over_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="taken over from paper on"
                    ),
                ),
                (
                    "entered_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="entered from paper up to"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Under way"),
                            ("achieved", "Decided"),
                            ("stopped", "Stopped and reported"),
                            ("refused", "Refused"),
                            ("no-candidate", "Ended: nobody left who meets the conditions"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "outcome_step",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="end of the procedure"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="agency that carries it out",
                    ),
                ),
                (
                    "artifact_content_type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
                (
                    "parent_task",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="viewflow.task",
                    ),
                ),
                (
                    "seed_content_type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "taken_over_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="taken over from paper by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dossier",
                "verbose_name_plural": "historical dossiers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDossierSubject",
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
                            ("post", "Post to be filled"),
                            ("holding", "Post held"),
                            ("person", "Person concerned"),
                            ("unit", "Unit concerned"),
                            ("year", "Year"),
                            ("plan", "Name of the plan"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
                ),
                (
                    "label",
                    models.CharField(blank=True, max_length=300, verbose_name="name of the plan"),
                ),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
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
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.post",
                        verbose_name="post",
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
                "verbose_name": "historical subject of the dossier",
                "verbose_name_plural": "historical subjects of the dossier",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFactRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("fact", models.CharField(max_length=80, verbose_name="fact")),
                ("record", models.CharField(max_length=40, verbose_name="record that supplies it")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("hr_officer", "HR officer"),
                            ("head_of_hr", "Head of HR"),
                            ("leader", "Leader"),
                            ("appointing_authority", "Appointing authority"),
                            ("party_committee", "Party committee member"),
                            ("inspector", "Inspector"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=24,
                        verbose_name="who can supply it",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "supplied_on",
                    models.DateField(blank=True, null=True, verbose_name="supplied on"),
                ),
                ("closed", models.BooleanField(default=False, verbose_name="closed")),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "supplied_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="supplied by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical request for a fact",
                "verbose_name_plural": "historical requests for facts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGateRun",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("gate", models.CharField(max_length=60, verbose_name="gate")),
                ("facts_on", models.DateField(verbose_name="facts as they stood on")),
                ("law_on", models.DateField(verbose_name="law in force on")),
                ("run_at", models.DateTimeField(verbose_name="run at")),
                (
                    "reading",
                    models.DateField(blank=True, null=True, verbose_name="law as it was read from"),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("passes", "Passes"),
                            ("held", "Held: a fact is missing"),
                            ("struck-out", "Struck out: a condition is not met"),
                            ("engine-failed", "Not judged: the judges failed"),
                        ],
                        max_length=14,
                        verbose_name="result",
                    ),
                ),
                (
                    "missing",
                    models.JSONField(blank=True, default=list, verbose_name="missing facts"),
                ),
                (
                    "unmet",
                    models.JSONField(blank=True, default=list, verbose_name="unmet conditions"),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical gate run",
                "verbose_name_plural": "historical gate runs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHappened",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=60, verbose_name="event")),
                ("on", models.DateField(verbose_name="date")),
                ("planned", models.BooleanField(default=False, verbose_name="planned")),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                (
                    "trail_entry",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="entry in the trail"
                    ),
                ),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.happened",
                        verbose_name="takes the place of",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical event",
                "verbose_name_plural": "historical events",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInterestDeclaration",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("declared_on", models.DateField(verbose_name="declared on")),
                ("conflict", models.BooleanField(verbose_name="conflict of interest declared")),
                (
                    "measure",
                    models.CharField(blank=True, max_length=300, verbose_name="measure taken"),
                ),
                (
                    "measure_on",
                    models.DateField(blank=True, null=True, verbose_name="measure decided on"),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
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
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical declaration of interest",
                "verbose_name_plural": "historical declarations of interest",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOpinion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("body", models.CharField(max_length=200, verbose_name="body")),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("dated_on", models.DateField(verbose_name="date")),
                ("text", models.TextField(verbose_name="opinion")),
                (
                    "new_matters",
                    models.TextField(
                        blank=True, verbose_name="new matters verified, with the conclusion"
                    ),
                ),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical opinion",
                "verbose_name_plural": "historical opinions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReminder",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="number of the letter")),
                ("dated_on", models.DateField(verbose_name="date of the letter")),
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
                    "consulted",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.consulted",
                        verbose_name="body consulted",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical reminder",
                "verbose_name_plural": "historical reminders",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSignOff",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("part", "Done in part: the step goes on"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                            ("refused", "Refused"),
                        ],
                        max_length=10,
                        verbose_name="act",
                    ),
                ),
                ("role", models.CharField(max_length=24, verbose_name="role")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("on", models.DateField(verbose_name="date")),
                (
                    "from_paper",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="entered from a file on paper"
                    ),
                ),
                (
                    "dated_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the paper"),
                ),
                (
                    "signature",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=500,
                        verbose_name="lines of the signature",
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
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "in_place_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="in place of",
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
            ],
            options={
                "verbose_name": "historical sign-off",
                "verbose_name_plural": "historical sign-offs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSummons",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("conference", models.CharField(max_length=60, verbose_name="conference")),
                ("sitting", models.PositiveSmallIntegerField(default=1, verbose_name="sitting")),
                (
                    "capacity",
                    models.CharField(blank=True, max_length=300, verbose_name="in what capacity"),
                ),
                (
                    "capacities",
                    models.JSONField(blank=True, default=list, verbose_name="in what capacity"),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("summoned", "Summoned"),
                            ("present", "Present"),
                            ("absent", "Absent"),
                            ("excused", "Absent: force majeure, accepted by the authority"),
                        ],
                        default="summoned",
                        max_length=10,
                        verbose_name="attendance",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("struck", models.BooleanField(default=False, verbose_name="taken off the list")),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
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
            ],
            options={
                "verbose_name": "historical summons",
                "verbose_name_plural": "historical summonses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InterestDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("declared_on", models.DateField(verbose_name="declared on")),
                ("conflict", models.BooleanField(verbose_name="conflict of interest declared")),
                (
                    "measure",
                    models.CharField(blank=True, max_length=300, verbose_name="measure taken"),
                ),
                (
                    "measure_on",
                    models.DateField(blank=True, null=True, verbose_name="measure decided on"),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interest_declarations",
                        to="dossiers.dossier",
                        verbose_name="dossier",
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of interest",
                "verbose_name_plural": "declarations of interest",
                "ordering": ["dossier", "person__sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("text", models.TextField(verbose_name="what is told")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.notice",
                        verbose_name="takes the place of",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDelivery",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("person", "The person concerned"), ("agency", "The agency")],
                        max_length=12,
                        verbose_name="audience",
                    ),
                ),
                ("addressee", models.CharField(max_length=200, verbose_name="addressee")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("handed-over", "handed over"),
                            ("post", "by post"),
                            ("electronic", "by the system of electronic documents"),
                        ],
                        max_length=12,
                        verbose_name="channel",
                    ),
                ),
                ("served_on", models.DateField(verbose_name="received on")),
                ("receipt", models.CharField(max_length=200, verbose_name="proof of receipt")),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.notice",
                        verbose_name="notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical delivery of a notice",
                "verbose_name_plural": "historical deliveries of notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("person", "The person concerned"), ("agency", "The agency")],
                        max_length=12,
                        verbose_name="audience",
                    ),
                ),
                ("addressee", models.CharField(max_length=200, verbose_name="addressee")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("handed-over", "handed over"),
                            ("post", "by post"),
                            ("electronic", "by the system of electronic documents"),
                        ],
                        max_length=12,
                        verbose_name="channel",
                    ),
                ),
                ("served_on", models.DateField(verbose_name="received on")),
                ("receipt", models.CharField(max_length=200, verbose_name="proof of receipt")),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="dossiers.notice",
                        verbose_name="notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery of a notice",
                "verbose_name_plural": "deliveries of notices",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("body", models.CharField(max_length=200, verbose_name="body")),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("dated_on", models.DateField(verbose_name="date")),
                ("text", models.TextField(verbose_name="opinion")),
                (
                    "new_matters",
                    models.TextField(
                        blank=True, verbose_name="new matters verified, with the conclusion"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion",
                "verbose_name_plural": "opinions",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("kind", models.CharField(max_length=60, verbose_name="paper")),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("dated_on", models.DateField(verbose_name="date")),
                ("issued_by", models.CharField(max_length=200, verbose_name="issued by")),
                (
                    "in_national_database",
                    models.BooleanField(
                        default=False,
                        verbose_name="approved data in the national database stand in for it",
                    ),
                ),
                (
                    "not_needed",
                    models.BooleanField(
                        default=False, verbose_name="not needed: nothing new has arisen"
                    ),
                ),
                (
                    "file",
                    models.FileField(blank=True, upload_to="dossiers/%Y/%m", verbose_name="file"),
                ),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="agency that numbered it",
                    ),
                ),
                (
                    "used_again",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="paper of the first file that is used again",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper",
                "verbose_name_plural": "papers",
                "ordering": ["dossier", "candidate", "kind", "pk"],
            },
        ),
        migrations.AddField(
            model_name="notice",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dossiers.paper",
                verbose_name="paper",
            ),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("met_on", models.DateField(verbose_name="met on")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("agree", "Agrees"),
                            ("disagree", "Does not agree"),
                            ("other", "Other opinion"),
                        ],
                        max_length=8,
                        verbose_name="what the person said",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="in the person’s words")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "met_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="who met the person",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "talk with the person",
                "verbose_name_plural": "talks with the person",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSpecialDecision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("condition", models.CharField(max_length=80, verbose_name="condition")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("decided_on", models.DateField(verbose_name="date")),
                ("document", models.CharField(max_length=300, verbose_name="document")),
                ("reason", models.TextField(verbose_name="grounds")),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical special decision",
                "verbose_name_plural": "historical special decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPostponement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("ground", models.CharField(max_length=80, verbose_name="case of the law")),
                ("from_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.notice",
                        verbose_name="how it was told",
                    ),
                ),
                (
                    "end_paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="proof of the end",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="proof",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical postponement",
                "verbose_name_plural": "historical postponements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPaper",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("kind", models.CharField(max_length=60, verbose_name="paper")),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("dated_on", models.DateField(verbose_name="date")),
                ("issued_by", models.CharField(max_length=200, verbose_name="issued by")),
                (
                    "in_national_database",
                    models.BooleanField(
                        default=False,
                        verbose_name="approved data in the national database stand in for it",
                    ),
                ),
                (
                    "not_needed",
                    models.BooleanField(
                        default=False, verbose_name="not needed: nothing new has arisen"
                    ),
                ),
                ("file", models.TextField(blank=True, max_length=100, verbose_name="file")),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="agency that numbered it",
                    ),
                ),
                (
                    "used_again",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="paper of the first file that is used again",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical paper",
                "verbose_name_plural": "historical papers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNotice",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("text", models.TextField(verbose_name="what is told")),
                ("sha256", models.CharField(editable=False, max_length=64)),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.notice",
                        verbose_name="takes the place of",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical notice",
                "verbose_name_plural": "historical notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("met_on", models.DateField(verbose_name="met on")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("agree", "Agrees"),
                            ("disagree", "Does not agree"),
                            ("other", "Other opinion"),
                        ],
                        max_length=8,
                        verbose_name="what the person said",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="in the person’s words")),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "met_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="who met the person",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical talk with the person",
                "verbose_name_plural": "historical talks with the person",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHandOver",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=24, verbose_name="role")),
                ("text", models.TextField(verbose_name="what is handed over")),
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
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="who hands over",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="who takes over",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical hand-over",
                "verbose_name_plural": "historical hand-overs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAppraisal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                (
                    "kind",
                    models.CharField(
                        choices=[("own", "Self-assessment"), ("head", "Evaluation by the head")],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("proposed", models.BooleanField(blank=True, null=True, verbose_name="proposed")),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical appraisal",
                "verbose_name_plural": "historical appraisals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("agree", "Agrees"),
                            ("disagree", "Does not agree"),
                            ("other", "Other opinion"),
                        ],
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="opinion")),
                ("signed_by", models.CharField(max_length=200, verbose_name="signed by")),
                ("received_on", models.DateField(verbose_name="received on")),
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
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "consulted",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.consulted",
                        verbose_name="body consulted",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer",
                "verbose_name_plural": "historical answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=24, verbose_name="role")),
                ("text", models.TextField(verbose_name="what is handed over")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="who hands over",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="who takes over",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                (
                    "kind",
                    models.CharField(
                        choices=[("own", "Self-assessment"), ("head", "Evaluation by the head")],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("proposed", models.BooleanField(blank=True, null=True, verbose_name="proposed")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "appraisal",
                "verbose_name_plural": "appraisals",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("agree", "Agrees"),
                            ("disagree", "Does not agree"),
                            ("other", "Other opinion"),
                        ],
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="opinion")),
                ("signed_by", models.CharField(max_length=200, verbose_name="signed by")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "consulted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="dossiers.consulted",
                        verbose_name="body consulted",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Postponement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ground", models.CharField(max_length=80, verbose_name="case of the law")),
                ("from_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postponements",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "end_paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="proof of the end",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.notice",
                        verbose_name="how it was told",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.paper",
                        verbose_name="proof",
                    ),
                ),
            ],
            options={
                "verbose_name": "postponement",
                "verbose_name_plural": "postponements",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="number of the letter")),
                ("dated_on", models.DateField(verbose_name="date of the letter")),
                (
                    "consulted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="dossiers.consulted",
                        verbose_name="body consulted",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("part", "Done in part: the step goes on"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                            ("refused", "Refused"),
                        ],
                        max_length=10,
                        verbose_name="act",
                    ),
                ),
                ("role", models.CharField(max_length=24, verbose_name="role")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("on", models.DateField(verbose_name="date")),
                (
                    "from_paper",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="entered from a file on paper"
                    ),
                ),
                (
                    "dated_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the paper"),
                ),
                (
                    "signature",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=500,
                        verbose_name="lines of the signature",
                    ),
                ),
                ("trail_entry", models.BigIntegerField(verbose_name="entry in the trail")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "in_place_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="in place of",
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
            ],
            options={
                "verbose_name": "sign-off",
                "verbose_name_plural": "sign-offs",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SpecialDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("condition", models.CharField(max_length=80, verbose_name="condition")),
                ("authority", models.CharField(max_length=200, verbose_name="authority")),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("decided_on", models.DateField(verbose_name="date")),
                ("document", models.CharField(max_length=300, verbose_name="document")),
                ("reason", models.TextField(verbose_name="grounds")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_decisions",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_decisions",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_decision",
                        to="dossiers.paper",
                        verbose_name="paper",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "special decision",
                "verbose_name_plural": "special decisions",
                "ordering": ["-decided_on"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fact", models.CharField(max_length=80, verbose_name="fact")),
                ("value", models.JSONField(verbose_name="value")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "document_number",
                    models.CharField(max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(verbose_name="document date")),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                (
                    "trail_entry",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="entry in the trail"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.statement",
                        verbose_name="takes the place of",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("fact", models.CharField(max_length=80, verbose_name="fact")),
                ("value", models.JSONField(verbose_name="value")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "document_number",
                    models.CharField(max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(verbose_name="document date")),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                (
                    "trail_entry",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="entry in the trail"
                    ),
                ),
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
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.statement",
                        verbose_name="takes the place of",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement",
                "verbose_name_plural": "historical statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Summons",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("conference", models.CharField(max_length=60, verbose_name="conference")),
                ("sitting", models.PositiveSmallIntegerField(default=1, verbose_name="sitting")),
                (
                    "capacity",
                    models.CharField(blank=True, max_length=300, verbose_name="in what capacity"),
                ),
                (
                    "capacities",
                    models.JSONField(blank=True, default=list, verbose_name="in what capacity"),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("summoned", "Summoned"),
                            ("present", "Present"),
                            ("absent", "Absent"),
                            ("excused", "Absent: force majeure, accepted by the authority"),
                        ],
                        default="summoned",
                        max_length=10,
                        verbose_name="attendance",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("struck", models.BooleanField(default=False, verbose_name="taken off the list")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summonses",
                        to="dossiers.dossier",
                        verbose_name="dossier",
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
            ],
            options={
                "verbose_name": "summons",
                "verbose_name_plural": "summonses",
                "ordering": ["dossier", "conference", "sitting", "person__sort_key"],
            },
        ),
        migrations.AddConstraint(
            model_name="countedballot",
            constraint=models.UniqueConstraint(
                fields=("conference", "name"), name="a_ballot_counted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballotvotes",
            constraint=models.UniqueConstraint(
                fields=("ballot", "option"), name="one_count_an_option"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["agency", "outcome"], name="dossiers_do_agency__4cf9d9_idx"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("dossier", "step"), name="a_step_decides_once"
            ),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(fields=["met_on", "due_on"], name="dossiers_de_met_on_87ecc5_idx"),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(("met_on", None), ("superseded_by", None), _connector="OR"),
                name="a_superseded_limit_is_not_met",
            ),
        ),
        migrations.AddConstraint(
            model_name="consulted",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed", False)),
                fields=("dossier", "step", "body"),
                name="a_body_is_asked_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.UniqueConstraint(
                fields=("dossier", "step", "sitting"), name="a_sitting_held_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                fields=("dossier", "person"), name="a_person_once_in_a_dossier"
            ),
        ),
        migrations.AddConstraint(
            model_name="dossiersubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "post"),
                        models.Q(("post__isnull", True), _negated=True),
                        ("holding__isnull", True),
                        ("person__isnull", True),
                        ("unit__isnull", True),
                        ("year__isnull", True),
                        ("label", ""),
                    ),
                    models.Q(
                        ("kind", "holding"),
                        ("post__isnull", True),
                        models.Q(("holding__isnull", True), _negated=True),
                        ("person__isnull", True),
                        ("unit__isnull", True),
                        ("year__isnull", True),
                        ("label", ""),
                    ),
                    models.Q(
                        ("kind", "person"),
                        ("post__isnull", True),
                        ("holding__isnull", True),
                        models.Q(("person__isnull", True), _negated=True),
                        ("unit__isnull", True),
                        ("year__isnull", True),
                        ("label", ""),
                    ),
                    models.Q(
                        ("kind", "unit"),
                        ("post__isnull", True),
                        ("holding__isnull", True),
                        ("person__isnull", True),
                        models.Q(("unit__isnull", True), _negated=True),
                        ("year__isnull", True),
                        ("label", ""),
                    ),
                    models.Q(
                        ("kind", "year"),
                        ("post__isnull", True),
                        ("holding__isnull", True),
                        ("person__isnull", True),
                        ("unit__isnull", True),
                        models.Q(("year__isnull", True), _negated=True),
                        ("label", ""),
                    ),
                    models.Q(
                        ("kind", "plan"),
                        ("post__isnull", True),
                        ("holding__isnull", True),
                        ("person__isnull", True),
                        ("unit__isnull", True),
                        ("year__isnull", True),
                        models.Q(("label", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_subject_of_its_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="factrequest",
            index=models.Index(fields=["closed", "role"], name="dossiers_fa_closed_67e1f2_idx"),
        ),
        migrations.AddConstraint(
            model_name="factrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed", False)),
                fields=("candidate", "fact"),
                name="a_fact_asked_for_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="factrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("candidate__isnull", True), ("closed", False)),
                fields=("dossier", "fact"),
                name="a_fact_of_the_dossier_asked_for_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="interestdeclaration",
            constraint=models.UniqueConstraint(
                fields=("dossier", "person"), name="one_declaration_a_participant"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                fields=("candidate", "step"), name="one_opinion_a_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("consulted", "candidate"), name="a_body_answers_once_on_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("candidate", None)),
                fields=("consulted",),
                name="a_body_answers_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("dossier",),
                name="a_dossier_is_put_off_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialdecision",
            constraint=models.UniqueConstraint(
                fields=("candidate", "condition"), name="one_special_decision_a_condition"
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.UniqueConstraint(
                fields=("dossier", "conference", "sitting", "person"),
                name="a_person_summoned_once_a_sitting",
            ),
        ),
    ]
