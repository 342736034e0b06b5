import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HistoricalPerson",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "personal_number",
                    models.CharField(
                        db_index=True,
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{12}$", "A personal number has 12 digits."
                            )
                        ],
                        verbose_name="personal number",
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=400)),
                ("search_key", models.CharField(db_index=True, editable=False, max_length=120)),
                ("birth_date", models.DateField(verbose_name="date of birth")),
                (
                    "birth_precision",
                    models.CharField(
                        choices=[
                            ("day", "day, month and year"),
                            ("month", "month and year"),
                            ("year", "year only"),
                        ],
                        default="day",
                        max_length=5,
                        verbose_name="what is known of the date of birth",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("male", "Male"), ("female", "Female")],
                        max_length=6,
                        verbose_name="sex",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("civil-servant", "Civil servant"),
                            ("public-employee", "Public employee"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="kind of person",
                    ),
                ),
                (
                    "party_member",
                    models.BooleanField(blank=True, null=True, verbose_name="Party member"),
                ),
                (
                    "party_joined_on",
                    models.DateField(blank=True, null=True, verbose_name="joined the Party on"),
                ),
                (
                    "party_left_on",
                    models.DateField(
                        blank=True,
                        help_text="Not by expulsion: that is entered as a disciplinary decision.",
                        null=True,
                        verbose_name="left the Party on",
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision on leaving the Party",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="date of the decision on leaving the Party",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(default=False, editable=False, verbose_name="made up"),
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
            ],
            options={
                "verbose_name": "historical person",
                "verbose_name_plural": "historical people",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTitle",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=32, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("rank", models.PositiveSmallIntegerField(default=0, verbose_name="rank")),
                (
                    "rank_basis",
                    models.CharField(blank=True, max_length=200, verbose_name="basis of the rank"),
                ),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="term in months set by sector law"
                    ),
                ),
                (
                    "term_basis",
                    models.CharField(blank=True, max_length=200, verbose_name="basis of the term"),
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
            ],
            options={
                "verbose_name": "historical title",
                "verbose_name_plural": "historical titles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "personal_number",
                    models.CharField(
                        max_length=12,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{12}$", "A personal number has 12 digits."
                            )
                        ],
                        verbose_name="personal number",
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=400)),
                ("search_key", models.CharField(db_index=True, editable=False, max_length=120)),
                ("birth_date", models.DateField(verbose_name="date of birth")),
                (
                    "birth_precision",
                    models.CharField(
                        choices=[
                            ("day", "day, month and year"),
                            ("month", "month and year"),
                            ("year", "year only"),
                        ],
                        default="day",
                        max_length=5,
                        verbose_name="what is known of the date of birth",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("male", "Male"), ("female", "Female")],
                        max_length=6,
                        verbose_name="sex",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("civil-servant", "Civil servant"),
                            ("public-employee", "Public employee"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="kind of person",
                    ),
                ),
                (
                    "party_member",
                    models.BooleanField(blank=True, null=True, verbose_name="Party member"),
                ),
                (
                    "party_joined_on",
                    models.DateField(blank=True, null=True, verbose_name="joined the Party on"),
                ),
                (
                    "party_left_on",
                    models.DateField(
                        blank=True,
                        help_text="Not by expulsion: that is entered as a disciplinary decision.",
                        null=True,
                        verbose_name="left the Party on",
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision on leaving the Party",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="date of the decision on leaving the Party",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(default=False, editable=False, verbose_name="made up"),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["sort_key", "personal_number"],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                (
                    "standing",
                    models.CharField(
                        choices=[("head", "Head"), ("deputy", "Deputy head"), ("staff", "Staff")],
                        max_length=8,
                        verbose_name="standing in the unit",
                    ),
                ),
                (
                    "function",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "None of these"),
                            ("personnel", "Management of personnel"),
                            ("accounting", "Accounting management"),
                            ("treasurer", "Treasurer"),
                            ("storekeeper", "Storekeeper"),
                            ("procurement", "Buying and selling for the unit"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="function",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=1, verbose_name="seats")),
                (
                    "seats_basis",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="basis of the number of seats"
                    ),
                ),
            ],
            options={
                "verbose_name": "post",
                "verbose_name_plural": "posts",
                "ordering": ["unit", "-title__rank", "code"],
            },
        ),
        migrations.CreateModel(
            name="Title",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("rank", models.PositiveSmallIntegerField(default=0, verbose_name="rank")),
                (
                    "rank_basis",
                    models.CharField(blank=True, max_length=200, verbose_name="basis of the rank"),
                ),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="term in months set by sector law"
                    ),
                ),
                (
                    "term_basis",
                    models.CharField(blank=True, max_length=200, verbose_name="basis of the term"),
                ),
            ],
            options={
                "verbose_name": "title",
                "verbose_name_plural": "titles",
                "ordering": ["-rank", "code"],
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.BigIntegerField(verbose_name="account")),
                ("answer", models.CharField(max_length=64)),
                (
                    "asked_at",
                    models.DateTimeField(db_index=True, null=True, verbose_name="asked at"),
                ),
                (
                    "given_at",
                    models.DateTimeField(db_index=True, null=True, verbose_name="given at"),
                ),
            ],
            options={
                "verbose_name": "reading that was accepted",
                "verbose_name_plural": "readings that were accepted",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "answer"), name="one_answer_of_account"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("apart", "They are two different people"),
                            (
                                "same",
                                "It is one person: the other entry stays, this one was made in error",
                            ),
                        ],
                        max_length=5,
                        verbose_name="what was found",
                    ),
                ),
                ("how", models.CharField(max_length=300, verbose_name="how it was found")),
                (
                    "document_number",
                    models.CharField(max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(verbose_name="document date")),
                ("issued_by", models.CharField(max_length=200, verbose_name="issued by")),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="the other entry",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding on identity",
                "verbose_name_plural": "findings on identity",
                "ordering": ["person", "-document_date"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWorkPeriod",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="sector")),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
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
                "verbose_name": "historical time of work",
                "verbose_name_plural": "historical times of work",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRelationship",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("spouse", "Spouse"),
                            ("parent", "Parent"),
                            ("parent-in-law", "Parent of the spouse"),
                            ("child", "Child"),
                            ("sibling", "Brother or sister"),
                            ("sibling-in-law", "Brother or sister of the spouse"),
                            ("other", "Other relative"),
                        ],
                        max_length=16,
                        verbose_name="relation",
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
                    "relative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="relative",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical relative in the service",
                "verbose_name_plural": "historical relatives in the service",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRating",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("excellent", "Excellent (hoàn thành xuất sắc nhiệm vụ)"),
                            ("good", "Good (hoàn thành tốt nhiệm vụ)"),
                            ("completed", "Completed (hoàn thành nhiệm vụ)"),
                            ("failed", "Not completed (không hoàn thành nhiệm vụ)"),
                        ],
                        max_length=10,
                        verbose_name="rating",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
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
                "verbose_name": "historical rating",
                "verbose_name_plural": "historical ratings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQualification",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("degree", "Degree"),
                            ("political-theory", "Political theory"),
                            ("state-management", "State management"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Elementary or specialist (sơ cấp, chuyên viên)"),
                            (
                                2,
                                "Intermediate or principal specialist (trung cấp, chuyên viên chính)",
                            ),
                            (3, "College or senior specialist (cao đẳng, chuyên viên cao cấp)"),
                            (4, "University or advanced (đại học, cao cấp, cử nhân)"),
                            (5, "Master"),
                            (6, "Doctor"),
                        ],
                        verbose_name="level",
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=120, verbose_name="field")),
                ("awarded_on", models.DateField(verbose_name="awarded on")),
                (
                    "foreign",
                    models.BooleanField(blank=True, null=True, verbose_name="awarded abroad"),
                ),
                (
                    "recognised",
                    models.BooleanField(blank=True, null=True, verbose_name="recognised"),
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
                "verbose_name": "historical qualification",
                "verbose_name_plural": "historical qualifications",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProceeding",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "entered_as",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="entered as"
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("office-ban", "Ban from holding office"),
                            ("discipline", "Disciplinary handling"),
                            (
                                "denunciation",
                                "Denunciation, discipline complaint, inspection or proposed sanction",
                            ),
                            ("suspension", "Suspension from work"),
                            ("criminal", "Custody, detention, prosecution, investigation or trial"),
                            ("misconduct", "Substantiated misconduct in personnel work"),
                            (
                                "untrue-profile",
                                "Untrue or missing declaration in the personal file",
                            ),
                        ],
                        max_length=16,
                        verbose_name="matter",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("denunciation", "Denunciation"),
                            ("complaint", "Complaint against a disciplinary decision"),
                            ("for-signs", "Inspection because of signs of a violation"),
                            ("sanction", "Sanction proposed by an inspection or audit"),
                            ("by-plan", "Inspection by plan, with no sign of a violation"),
                        ],
                        help_text="Of a denunciation, complaint, inspection or proposed sanction.",
                        max_length=12,
                        verbose_name="kind of oversight",
                    ),
                ),
                (
                    "team",
                    models.BooleanField(
                        blank=True,
                        help_text="Of a denunciation. Leave it open where nobody has said.",
                        null=True,
                        verbose_name="verification team set up",
                    ),
                ),
                (
                    "team_decided_on",
                    models.DateField(blank=True, null=True, verbose_name="decision on the team of"),
                ),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
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
                "verbose_name": "historical open matter",
                "verbose_name_plural": "historical open matters",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIdentityFinding",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("apart", "They are two different people"),
                            (
                                "same",
                                "It is one person: the other entry stays, this one was made in error",
                            ),
                        ],
                        max_length=5,
                        verbose_name="what was found",
                    ),
                ),
                ("how", models.CharField(max_length=300, verbose_name="how it was found")),
                (
                    "document_number",
                    models.CharField(max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(verbose_name="document date")),
                ("issued_by", models.CharField(max_length=200, verbose_name="issued by")),
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
                    "other",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="the other entry",
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
                "verbose_name": "historical finding on identity",
                "verbose_name_plural": "historical findings on identity",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHealthCertificate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("fit", models.BooleanField(verbose_name="fit for the task")),
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
                "verbose_name": "historical health certificate",
                "verbose_name_plural": "historical health certificates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDiscipline",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("reprimand", "Reprimand (khiển trách)"),
                            ("warning", "Warning (cảnh cáo)"),
                            ("pay-cut", "Reduction of pay step (hạ bậc lương)"),
                            ("demotion", "Demotion (giáng chức)"),
                            ("removal", "Removal from post (cách chức)"),
                            ("dismissal", "Dismissal (buộc thôi việc)"),
                            ("expulsion", "Expulsion from the Party (khai trừ)"),
                        ],
                        max_length=10,
                        verbose_name="form",
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="in effect from")),
                (
                    "by_party",
                    models.BooleanField(blank=True, null=True, verbose_name="by the Party"),
                ),
                (
                    "party_effective_on",
                    models.DateField(
                        blank=True,
                        help_text="Of a decision of the State that follows one of the Party on the same acts.",
                        null=True,
                        verbose_name="Party's decision in effect from",
                    ),
                ),
                (
                    "for_corruption",
                    models.BooleanField(blank=True, null=True, verbose_name="for corruption"),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="ended early on"),
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
                "verbose_name": "historical disciplinary decision",
                "verbose_name_plural": "historical disciplinary decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClearance",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "entered_as",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="entered as"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("office-ban", "Ban from holding office"),
                            ("discipline", "Disciplinary handling and decisions"),
                            (
                                "denunciation",
                                "Denunciation, discipline complaint, inspection or proposed sanction",
                            ),
                            ("suspension", "Suspension from work"),
                            ("criminal", "Custody, detention, prosecution, investigation or trial"),
                            ("misconduct", "Misconduct in personnel work"),
                            ("untrue-profile", "Truth of the declarations in the personal file"),
                            ("profile", "Personal file verified by the competent function"),
                            ("relatives", "Relatives in the service declared and checked"),
                            ("business", "Founding or managing private companies"),
                            ("posts", "History of posts complete on record"),
                            ("work-history", "Work history complete on record"),
                            ("qualifications", "Degrees and certificates complete on record"),
                            ("ratings", "Yearly ratings complete on record"),
                            ("planning", "Planning complete on record"),
                        ],
                        max_length=16,
                        verbose_name="what was checked",
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="true on")),
                ("clear", models.BooleanField(verbose_name="nothing found beyond the record")),
                (
                    "earlier_ended_on",
                    models.DateField(
                        blank=True,
                        help_text="Only where the paper of this check says so.",
                        null=True,
                        verbose_name="what an earlier check found ended on",
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
                "verbose_name": "historical check",
                "verbose_name_plural": "historical checks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBusinessRole",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
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
                "verbose_name": "historical business role",
                "verbose_name_plural": "historical business roles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssetDeclaration",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "entered_as",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="entered as"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First"),
                            ("annual", "Annual"),
                            ("supplementary", "Supplementary"),
                            ("personnel", "For personnel work"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("completed_on", models.DateField(verbose_name="completed on")),
                (
                    "verified",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="checked by the receiving body"
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
                "verbose_name": "historical asset declaration",
                "verbose_name_plural": "historical asset declarations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HealthCertificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("fit", models.BooleanField(verbose_name="fit for the task")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "health certificate",
                "verbose_name_plural": "health certificates",
                "ordering": ["person", "-issued_on"],
            },
        ),
        migrations.CreateModel(
            name="Discipline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("reprimand", "Reprimand (khiển trách)"),
                            ("warning", "Warning (cảnh cáo)"),
                            ("pay-cut", "Reduction of pay step (hạ bậc lương)"),
                            ("demotion", "Demotion (giáng chức)"),
                            ("removal", "Removal from post (cách chức)"),
                            ("dismissal", "Dismissal (buộc thôi việc)"),
                            ("expulsion", "Expulsion from the Party (khai trừ)"),
                        ],
                        max_length=10,
                        verbose_name="form",
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="in effect from")),
                (
                    "by_party",
                    models.BooleanField(blank=True, null=True, verbose_name="by the Party"),
                ),
                (
                    "party_effective_on",
                    models.DateField(
                        blank=True,
                        help_text="Of a decision of the State that follows one of the Party on the same acts.",
                        null=True,
                        verbose_name="Party's decision in effect from",
                    ),
                ),
                (
                    "for_corruption",
                    models.BooleanField(blank=True, null=True, verbose_name="for corruption"),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="ended early on"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "disciplinary decision",
                "verbose_name_plural": "disciplinary decisions",
                "ordering": ["person", "-effective_on"],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "entered_as",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="entered as"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("office-ban", "Ban from holding office"),
                            ("discipline", "Disciplinary handling and decisions"),
                            (
                                "denunciation",
                                "Denunciation, discipline complaint, inspection or proposed sanction",
                            ),
                            ("suspension", "Suspension from work"),
                            ("criminal", "Custody, detention, prosecution, investigation or trial"),
                            ("misconduct", "Misconduct in personnel work"),
                            ("untrue-profile", "Truth of the declarations in the personal file"),
                            ("profile", "Personal file verified by the competent function"),
                            ("relatives", "Relatives in the service declared and checked"),
                            ("business", "Founding or managing private companies"),
                            ("posts", "History of posts complete on record"),
                            ("work-history", "Work history complete on record"),
                            ("qualifications", "Degrees and certificates complete on record"),
                            ("ratings", "Yearly ratings complete on record"),
                            ("planning", "Planning complete on record"),
                        ],
                        max_length=16,
                        verbose_name="what was checked",
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="true on")),
                ("clear", models.BooleanField(verbose_name="nothing found beyond the record")),
                (
                    "earlier_ended_on",
                    models.DateField(
                        blank=True,
                        help_text="Only where the paper of this check says so.",
                        null=True,
                        verbose_name="what an earlier check found ended on",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "check",
                "verbose_name_plural": "checks",
                "ordering": ["person", "subject", "-checked_on"],
            },
        ),
        migrations.CreateModel(
            name="BusinessRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "business role",
                "verbose_name_plural": "business roles",
                "ordering": ["person", "-held_from"],
            },
        ),
        migrations.CreateModel(
            name="AssetDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "entered_as",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="entered as"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First"),
                            ("annual", "Annual"),
                            ("supplementary", "Supplementary"),
                            ("personnel", "For personnel work"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("completed_on", models.DateField(verbose_name="completed on")),
                (
                    "verified",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="checked by the receiving body"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "asset declaration",
                "verbose_name_plural": "asset declarations",
                "ordering": ["person", "-completed_on"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPostHolding",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("appointed", "Appointed"),
                            ("acting", "Acting (giao quyền)"),
                            ("seconded", "Seconded"),
                            ("assigned", "Assigned (no leadership title)"),
                        ],
                        default="appointed",
                        max_length=10,
                        verbose_name="footing",
                    ),
                ),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
                ),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="term in months"
                    ),
                ),
                (
                    "term_basis",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="paper of the sector law that allows a longer secondment",
                    ),
                ),
                (
                    "left",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Still held"),
                            ("moved", "Moved to another post"),
                            ("term-ended", "End of term"),
                            ("not-renewed", "Not reappointed (không bổ nhiệm lại)"),
                            ("relieved", "Relieved (thôi giữ chức vụ)"),
                            ("resigned", "Resigned (từ chức)"),
                            ("removed", "Removed (miễn nhiệm)"),
                            ("discipline", "Dismissed as discipline (cách chức)"),
                            ("retired", "Retired"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="how it was left",
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
                "verbose_name": "historical post held",
                "verbose_name_plural": "historical posts held",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PostHolding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("appointed", "Appointed"),
                            ("acting", "Acting (giao quyền)"),
                            ("seconded", "Seconded"),
                            ("assigned", "Assigned (no leadership title)"),
                        ],
                        default="appointed",
                        max_length=10,
                        verbose_name="footing",
                    ),
                ),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
                ),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="term in months"
                    ),
                ),
                (
                    "term_basis",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="paper of the sector law that allows a longer secondment",
                    ),
                ),
                (
                    "left",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Still held"),
                            ("moved", "Moved to another post"),
                            ("term-ended", "End of term"),
                            ("not-renewed", "Not reappointed (không bổ nhiệm lại)"),
                            ("relieved", "Relieved (thôi giữ chức vụ)"),
                            ("resigned", "Resigned (từ chức)"),
                            ("removed", "Removed (miễn nhiệm)"),
                            ("discipline", "Dismissed as discipline (cách chức)"),
                            ("retired", "Retired"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="how it was left",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="registry.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "post held",
                "verbose_name_plural": "posts held",
                "ordering": ["person", "-held_from"],
            },
        ),
        migrations.CreateModel(
            name="Proceeding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "entered_as",
                    models.CharField(
                        blank=True, editable=False, max_length=32, verbose_name="entered as"
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("office-ban", "Ban from holding office"),
                            ("discipline", "Disciplinary handling"),
                            (
                                "denunciation",
                                "Denunciation, discipline complaint, inspection or proposed sanction",
                            ),
                            ("suspension", "Suspension from work"),
                            ("criminal", "Custody, detention, prosecution, investigation or trial"),
                            ("misconduct", "Substantiated misconduct in personnel work"),
                            (
                                "untrue-profile",
                                "Untrue or missing declaration in the personal file",
                            ),
                        ],
                        max_length=16,
                        verbose_name="matter",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("denunciation", "Denunciation"),
                            ("complaint", "Complaint against a disciplinary decision"),
                            ("for-signs", "Inspection because of signs of a violation"),
                            ("sanction", "Sanction proposed by an inspection or audit"),
                            ("by-plan", "Inspection by plan, with no sign of a violation"),
                        ],
                        help_text="Of a denunciation, complaint, inspection or proposed sanction.",
                        max_length=12,
                        verbose_name="kind of oversight",
                    ),
                ),
                (
                    "team",
                    models.BooleanField(
                        blank=True,
                        help_text="Of a denunciation. Leave it open where nobody has said.",
                        null=True,
                        verbose_name="verification team set up",
                    ),
                ),
                (
                    "team_decided_on",
                    models.DateField(blank=True, null=True, verbose_name="decision on the team of"),
                ),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "open matter",
                "verbose_name_plural": "open matters",
                "ordering": ["person", "-opened_on"],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("degree", "Degree"),
                            ("political-theory", "Political theory"),
                            ("state-management", "State management"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "None"),
                            (1, "Elementary or specialist (sơ cấp, chuyên viên)"),
                            (
                                2,
                                "Intermediate or principal specialist (trung cấp, chuyên viên chính)",
                            ),
                            (3, "College or senior specialist (cao đẳng, chuyên viên cao cấp)"),
                            (4, "University or advanced (đại học, cao cấp, cử nhân)"),
                            (5, "Master"),
                            (6, "Doctor"),
                        ],
                        verbose_name="level",
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=120, verbose_name="field")),
                ("awarded_on", models.DateField(verbose_name="awarded on")),
                (
                    "foreign",
                    models.BooleanField(blank=True, null=True, verbose_name="awarded abroad"),
                ),
                (
                    "recognised",
                    models.BooleanField(blank=True, null=True, verbose_name="recognised"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "qualification",
                "verbose_name_plural": "qualifications",
                "ordering": ["person", "kind", "-level"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("excellent", "Excellent (hoàn thành xuất sắc nhiệm vụ)"),
                            ("good", "Good (hoàn thành tốt nhiệm vụ)"),
                            ("completed", "Completed (hoàn thành nhiệm vụ)"),
                            ("failed", "Not completed (không hoàn thành nhiệm vụ)"),
                        ],
                        max_length=10,
                        verbose_name="rating",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "rating",
                "verbose_name_plural": "ratings",
                "ordering": ["person", "-year"],
            },
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("spouse", "Spouse"),
                            ("parent", "Parent"),
                            ("parent-in-law", "Parent of the spouse"),
                            ("child", "Child"),
                            ("sibling", "Brother or sister"),
                            ("sibling-in-law", "Brother or sister of the spouse"),
                            ("other", "Other relative"),
                        ],
                        max_length=16,
                        verbose_name="relation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "relative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="relative",
                    ),
                ),
            ],
            options={
                "verbose_name": "relative in the service",
                "verbose_name_plural": "relatives in the service",
                "ordering": ["person", "kind"],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="registry.title",
                verbose_name="title",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalTitleStandard",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                (
                    "in_force_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="in force until (excluded)"
                    ),
                ),
                ("degree_level", models.PositiveSmallIntegerField(verbose_name="degree required")),
                (
                    "degree_fields",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="fields of the degree, separated by semicolons (empty: any)",
                    ),
                ),
                (
                    "political_theory_level",
                    models.PositiveSmallIntegerField(verbose_name="political theory required"),
                ),
                (
                    "state_management_level",
                    models.PositiveSmallIntegerField(verbose_name="state management required"),
                ),
                (
                    "field_years",
                    models.PositiveSmallIntegerField(verbose_name="years in the field required"),
                ),
                (
                    "experience_sector",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        verbose_name="sector in which the years count (empty: any)",
                    ),
                ),
                ("citation", models.CharField(max_length=300, verbose_name="legal basis")),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("seen", "seen"),
                            ("secondary", "secondary source"),
                            ("memory", "from memory"),
                            ("unknown", "unknown"),
                        ],
                        max_length=10,
                        verbose_name="confidence",
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
                    "title",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.title",
                        verbose_name="title",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical title standard",
                "verbose_name_plural": "historical title standards",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("search_key", models.CharField(db_index=True, editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "Agency"),
                            ("constituent", "Constituent unit"),
                            ("affiliated", "Affiliated unit"),
                            ("mass-organisation", "Socio-political organisation of the agency"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "party_form",
                    models.CharField(
                        choices=[
                            ("higher", "Party committee above grassroots level"),
                            ("grassroots", "Grassroots Party organisation"),
                            ("none", "No Party committee of its own"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="Party organisation",
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="sector")),
                ("path", models.CharField(db_index=True, editable=False, max_length=400)),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="registry.unit",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["path"],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="registry.unit",
                verbose_name="unit",
            ),
        ),
        migrations.CreateModel(
            name="Planning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                ("approved_on", models.DateField(verbose_name="approved on")),
                (
                    "period_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="first year of its period"
                    ),
                ),
                (
                    "period_until",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="last year of its period"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="taken out on")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.title",
                        verbose_name="title",
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
                "verbose_name": "planning",
                "verbose_name_plural": "plannings",
                "ordering": ["person", "-approved_on"],
            },
        ),
        migrations.CreateModel(
            name="PartyRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("standing", "Standing committee (ban thường vụ)"),
                            ("committee", "Party committee (cấp ủy)"),
                        ],
                        max_length=10,
                        verbose_name="body",
                    ),
                ),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
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
                        verbose_name="agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "Party role",
                "verbose_name_plural": "Party roles",
                "ordering": ["person", "-held_from"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalUnitCheck",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="true on")),
                (
                    "clear",
                    models.BooleanField(
                        verbose_name="all who hold a leadership post of the unit are on record"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(verbose_name="document date")),
                (
                    "issued_by",
                    models.CharField(default="", max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
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
                "verbose_name": "historical check of a unit",
                "verbose_name_plural": "historical checks of units",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUnit",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=32, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("search_key", models.CharField(db_index=True, editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agency", "Agency"),
                            ("constituent", "Constituent unit"),
                            ("affiliated", "Affiliated unit"),
                            ("mass-organisation", "Socio-political organisation of the agency"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "party_form",
                    models.CharField(
                        choices=[
                            ("higher", "Party committee above grassroots level"),
                            ("grassroots", "Grassroots Party organisation"),
                            ("none", "No Party committee of its own"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="Party organisation",
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="sector")),
                ("path", models.CharField(db_index=True, editable=False, max_length=400)),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical unit",
                "verbose_name_plural": "historical units",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPost",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=40, verbose_name="code")),
                (
                    "standing",
                    models.CharField(
                        choices=[("head", "Head"), ("deputy", "Deputy head"), ("staff", "Staff")],
                        max_length=8,
                        verbose_name="standing in the unit",
                    ),
                ),
                (
                    "function",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "None of these"),
                            ("personnel", "Management of personnel"),
                            ("accounting", "Accounting management"),
                            ("treasurer", "Treasurer"),
                            ("storekeeper", "Storekeeper"),
                            ("procurement", "Buying and selling for the unit"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="function",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=1, verbose_name="seats")),
                (
                    "seats_basis",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="basis of the number of seats"
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
                    "title",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.title",
                        verbose_name="title",
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
                "verbose_name": "historical post",
                "verbose_name_plural": "historical posts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlanning",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                ("approved_on", models.DateField(verbose_name="approved on")),
                (
                    "period_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="first year of its period"
                    ),
                ),
                (
                    "period_until",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="last year of its period"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="taken out on")),
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
                    "title",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.title",
                        verbose_name="title",
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
                "verbose_name": "historical planning",
                "verbose_name_plural": "historical plannings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartyRole",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "end_document_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the decision that ended it",
                    ),
                ),
                (
                    "end_document_date",
                    models.DateField(
                        blank=True, null=True, verbose_name="date of the decision that ended it"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("standing", "Standing committee (ban thường vụ)"),
                            ("committee", "Party committee (cấp ủy)"),
                        ],
                        max_length=10,
                        verbose_name="body",
                    ),
                ),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
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
                        verbose_name="agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Party role",
                "verbose_name_plural": "historical Party roles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDelegation",
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
                            ("delegated", "Delegated (phân cấp)"),
                            ("authorised", "Authorised (ủy quyền)"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("procedure", models.CharField(max_length=60, verbose_name="procedure")),
                (
                    "task",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "the approvals and the decision"),
                            ("approves", "the approvals on the way only"),
                            ("decides", "the decision only"),
                        ],
                        db_default="",
                        default="",
                        max_length=8,
                        verbose_name="for what of it",
                    ),
                ),
                (
                    "rank_most",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="posts of this rank and lower"
                    ),
                ),
                (
                    "signs_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "in the post’s own name"),
                            ("TM.", "TM. (on behalf of the collective)"),
                            ("KT.", "KT. (for the head)"),
                            ("TL.", "TL. (by order)"),
                            ("TUQ.", "TUQ. (by authorisation)"),
                        ],
                        default="",
                        max_length=4,
                        verbose_name="signs as",
                    ),
                ),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
                ),
                (
                    "document_number",
                    models.CharField(max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(verbose_name="document date")),
                ("issued_by", models.CharField(max_length=200, verbose_name="issued by")),
                (
                    "page",
                    models.CharField(
                        db_default="", default="", max_length=40, verbose_name="page or clause"
                    ),
                ),
                (
                    "party_managed",
                    models.BooleanField(null=True, verbose_name="the Party manages these posts"),
                ),
                (
                    "party_body",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="Party body that concludes first",
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
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="ended by",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.person",
                        verbose_name="entered by",
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
                        to="registry.post",
                        verbose_name="post that decides",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.title",
                        verbose_name="posts of the title",
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
                        verbose_name="unit of the posts, and below",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical delegation",
                "verbose_name_plural": "historical delegations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="UnitCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="true on")),
                (
                    "clear",
                    models.BooleanField(
                        verbose_name="all who hold a leadership post of the unit are on record"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(verbose_name="document date")),
                (
                    "issued_by",
                    models.CharField(default="", max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="registry.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a unit",
                "verbose_name_plural": "checks of units",
                "ordering": ["unit", "-checked_on"],
            },
        ),
        migrations.CreateModel(
            name="WorkPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "document_date",
                    models.DateField(blank=True, null=True, verbose_name="document date"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                ("voided", models.BooleanField(default=False, verbose_name="entered in error")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "days_confirmed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="days confirmed against the paper",
                    ),
                ),
                (
                    "found_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the check that found it, where one did.",
                        null=True,
                        verbose_name="found by the check of",
                    ),
                ),
                ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="sector")),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "time of work",
                "verbose_name_plural": "times of work",
                "ordering": ["person", "-held_from"],
            },
        ),
        migrations.CreateModel(
            name="TitleStandard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                (
                    "in_force_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="in force until (excluded)"
                    ),
                ),
                ("degree_level", models.PositiveSmallIntegerField(verbose_name="degree required")),
                (
                    "degree_fields",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="fields of the degree, separated by semicolons (empty: any)",
                    ),
                ),
                (
                    "political_theory_level",
                    models.PositiveSmallIntegerField(verbose_name="political theory required"),
                ),
                (
                    "state_management_level",
                    models.PositiveSmallIntegerField(verbose_name="state management required"),
                ),
                (
                    "field_years",
                    models.PositiveSmallIntegerField(verbose_name="years in the field required"),
                ),
                (
                    "experience_sector",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        verbose_name="sector in which the years count (empty: any)",
                    ),
                ),
                ("citation", models.CharField(max_length=300, verbose_name="legal basis")),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("seen", "seen"),
                            ("secondary", "secondary source"),
                            ("memory", "from memory"),
                            ("unknown", "unknown"),
                        ],
                        max_length=10,
                        verbose_name="confidence",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards",
                        to="registry.title",
                        verbose_name="title",
                    ),
                ),
            ],
            options={
                "verbose_name": "title standard",
                "verbose_name_plural": "title standards",
                "ordering": ["title", "in_force_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("title", "in_force_from"), name="one_standard_a_date"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
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
                            ("delegated", "Delegated (phân cấp)"),
                            ("authorised", "Authorised (ủy quyền)"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("procedure", models.CharField(max_length=60, verbose_name="procedure")),
                (
                    "task",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "the approvals and the decision"),
                            ("approves", "the approvals on the way only"),
                            ("decides", "the decision only"),
                        ],
                        db_default="",
                        default="",
                        max_length=8,
                        verbose_name="for what of it",
                    ),
                ),
                (
                    "rank_most",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="posts of this rank and lower"
                    ),
                ),
                (
                    "signs_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "in the post’s own name"),
                            ("TM.", "TM. (on behalf of the collective)"),
                            ("KT.", "KT. (for the head)"),
                            ("TL.", "TL. (by order)"),
                            ("TUQ.", "TUQ. (by authorisation)"),
                        ],
                        default="",
                        max_length=4,
                        verbose_name="signs as",
                    ),
                ),
                ("held_from", models.DateField(verbose_name="from")),
                (
                    "held_until",
                    models.DateField(blank=True, null=True, verbose_name="until (excluded)"),
                ),
                (
                    "document_number",
                    models.CharField(max_length=80, verbose_name="document number"),
                ),
                ("document_date", models.DateField(verbose_name="document date")),
                ("issued_by", models.CharField(max_length=200, verbose_name="issued by")),
                (
                    "page",
                    models.CharField(
                        db_default="", default="", max_length=40, verbose_name="page or clause"
                    ),
                ),
                (
                    "party_managed",
                    models.BooleanField(null=True, verbose_name="the Party manages these posts"),
                ),
                (
                    "party_body",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="Party body that concludes first",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="ended by",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                        verbose_name="entered by",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.post",
                        verbose_name="post that decides",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.title",
                        verbose_name="posts of the title",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.unit",
                        verbose_name="unit of the posts, and below",
                    ),
                ),
            ],
            options={
                "verbose_name": "delegation",
                "verbose_name_plural": "delegations",
                "ordering": ["procedure", "unit", "-held_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", None), ("rank_most", None), _connector="OR"),
                        name="a_delegation_is_of_a_title_or_a_rank",
                    )
                ],
            },
        ),
    ]
