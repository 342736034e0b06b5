"""The post of a dossier becomes its subject, and each candidate is considered for it.

The term is no longer kept with the dossier: it is that of the title under the law that governs, and
the decision keeps the one that it gave.
"""

from django.db import migrations
from django.utils import timezone

from rules.library import law
from workflow_engine.base.rewriting import batches, rewrite_many

WHY = "The post of the dossier is its subject, and that for which each candidate is considered."
BACK = "The post of the dossier is a column again."


def carry_over(apps, editor):
    """Write the subject of every dossier that has a post, and the post of its candidates."""
    using = editor.connection.alias
    dossier = apps.get_model("dossiers", "Dossier").objects.using(using)
    found = dossier.exclude(post=None).order_by("pk").values_list("pk", "post")
    for rows in batches(found):
        posts = dict(rows)
        _write_subjects(apps, using, posts)
        candidate = apps.get_model("dossiers", "Candidate")
        of_them = candidate.objects.using(using).filter(dossier__in=posts)
        for batch in batches(of_them.order_by("pk").values_list("pk", "dossier")):
            rewrite_many(
                candidate,
                apps.get_model("dossiers", "HistoricalCandidate"),
                {key: {"post_id": posts[about]} for key, about in batch},
                using=using,
                reason=WHY,
            )


def _write_subjects(apps, using, posts):
    subject = apps.get_model("dossiers", "DossierSubject")
    history = apps.get_model("dossiers", "HistoricalDossierSubject")
    rows = subject.objects.using(using).bulk_create(
        subject(dossier_id=key, kind="post", post_id=post) for key, post in posts.items()
    )
    names = [field.attname for field in subject._meta.concrete_fields]
    history.objects.using(using).bulk_create(
        history(
            **{name: getattr(row, name) for name in names},
            history_date=timezone.now(),
            history_type="+",
            history_change_reason=WHY,
        )
        for row in rows
    )


def carry_back(apps, editor):
    """Write the post and the term of every dossier that is about a post."""
    using = editor.connection.alias
    dossier = apps.get_model("dossiers", "Dossier")
    subject = apps.get_model("dossiers", "DossierSubject").objects.using(using)
    terms = dict(
        apps.get_model("dossiers", "Decision")
        .objects.using(using)
        .exclude(term_months=None)
        .values_list("dossier", "term_months")
    )
    about = subject.filter(kind="post").order_by("pk")
    for rows in batches(
        about.values_list("dossier", "post", "post__title__term_months", "dossier__edition_date")
    ):
        values = {}
        for key, post, own, on in rows:
            standard = law().figure("standard_term_months", on).value
            term = terms.get(key) or min(own or standard, standard)
            values[key] = {"post_id": post, "term_months": term}
        rewrite_many(
            dossier,
            apps.get_model("dossiers", "HistoricalDossier"),
            values,
            using=using,
            reason=BACK,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0013_subjects'),
    ]

    operations = [
        migrations.RunPython(carry_over, carry_back, elidable=False),
    ]
