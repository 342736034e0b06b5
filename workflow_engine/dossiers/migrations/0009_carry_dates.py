"""The days that were columns of the dossier become events, and time limits name theirs."""

from django.db import migrations
from django.db.models import Max
from django.utils import timezone

from rules.errors import RuleError
from rules.library import law
from workflow_engine.base.rewriting import batches, rewrite_many

WHY = "The days of the dossier are events, and its time limits name the schedule of the law."
BACK = "The days of the dossier are columns again."

SCHEDULE = "appointment.policy"
# figure: (event, act), and (step, title) as the rows had them
LIMITS = {
    "policy_reply_working_days": ("policy_requested_on", "policy_decided_on"),
    "process_finish_working_days": ("policy_approved_on", "process_finished_on"),
}
TOLD = {
    "policy_reply_working_days": ("decide_policy", "Quyết định về chủ trương"),
    "process_finish_working_days": ("decide_appointment", "Hoàn thành quy trình nhân sự"),
}
COLUMNS = (
    "policy_received_on",
    "policy_approved_on",
    "first_conference_on",
    "planned_effective_on",
)


def carry_over(apps, editor):
    """Write the events of every dossier, and name the event and the act of every time limit."""
    using = editor.connection.alias
    dossier = apps.get_model("dossiers", "Dossier").objects.using(using)
    for rows in batches(dossier.order_by("pk").values("pk", *COLUMNS)):
        _write_events(apps, using, rows)
    deadline = apps.get_model("dossiers", "Deadline")
    history = apps.get_model("dossiers", "HistoricalDeadline")
    named = deadline.objects.using(using).filter(figure__in=LIMITS).order_by("pk")
    for rows in batches(named.values("pk", "figure")):
        values = {}
        for row in rows:
            event, act = LIMITS[row["figure"]]
            values[row["pk"]] = {"schedule": SCHEDULE, "event": event, "act": act}
        rewrite_many(deadline, history, values, using=using, reason=WHY)


def _write_events(apps, using, dossiers):
    keys = [row["pk"] for row in dossiers]
    held, decided, finished = _acts(apps, using, keys)
    planned, happened = [], []
    for row in dossiers:
        key = row["pk"]
        requested, approved = row["policy_received_on"], row["policy_approved_on"]
        for event, on, step in (
            ("policy_requested_on", requested, "propose"),
            ("policy_decided_on", approved, "decide_policy"),
            ("policy_approved_on", approved, "decide_policy"),
        ):
            planned.append((key, event, on, False, step))
        meeting, effect = held.get(key), decided.get(key)
        first = row["first_conference_on"]
        planned.append((key, "first_conference_on", first, True, "propose"))
        planned.append(
            (key, "appointment_effective_on", row["planned_effective_on"], True, "propose")
        )
        if meeting:
            happened.append((key, "first_conference_on", first, False, meeting))
        if effect:
            happened.append((key, "appointment_effective_on", *effect))
        if key in finished:
            on = finished[key]
            happened.append((key, "process_finished_on", on, False, "decide_appointment"))
    before = {
        (row.dossier_id, row.event): row for row in _create(apps, using, planned, superseded={})
    }
    _create(apps, using, happened, superseded=before)


def _acts(apps, using, keys):
    """Return by dossier: the step of the first conference, the effect, the end of the procedure."""
    conference = apps.get_model("dossiers", "Conference").objects.using(using)
    decision = apps.get_model("dossiers", "Decision").objects.using(using)
    deadline = apps.get_model("dossiers", "Deadline").objects.using(using)
    meetings = conference.filter(dossier__in=keys).order_by("-held_on", "-pk")
    held = dict(meetings.values_list("dossier", "step"))
    decided = {
        key: (on, False, step)
        for key, on, step in decision.filter(dossier__in=keys).values_list(
            "dossier", "effective_on", "step"
        )
    }
    met = deadline.filter(dossier__in=keys, figure="process_finish_working_days")
    finished = met.exclude(met_on=None).values_list("dossier").annotate(on=Max("met_on"))
    return held, decided, dict(finished)


def _create(apps, using, events, *, superseded):
    happened = apps.get_model("dossiers", "Happened")
    history = apps.get_model("dossiers", "HistoricalHappened")
    rows = happened.objects.using(using).bulk_create(
        happened(
            dossier_id=dossier,
            event=event,
            on=on,
            planned=planned,
            step=step,
            supersedes=superseded.get((dossier, event)),
        )
        for dossier, event, on, planned, step in events
        if on is not None
    )
    names = [field.attname for field in happened._meta.concrete_fields]
    history.objects.using(using).bulk_create(
        history(
            **{name: getattr(row, name) for name in names},
            history_date=timezone.now(),
            history_type="+",
            history_change_reason=WHY,
        )
        for row in rows
    )
    return rows


def carry_back(apps, editor):
    """Write the columns of every dossier from its events, and what its time limits were called."""
    using = editor.connection.alias
    dossier = apps.get_model("dossiers", "Dossier")
    events = apps.get_model("dossiers", "Happened").objects.using(using)
    found = dossier.objects.using(using).order_by("pk").values_list("pk", "edition_date")
    for rows in batches(found):
        dated = dict(rows)
        values = {key: dict.fromkeys(COLUMNS) for key in dated}
        for key, event, on, planned in (
            events.filter(dossier__in=dated, candidate=None)
            .order_by("pk")
            .values_list("dossier", "event", "on", "planned")
        ):
            if event == "policy_requested_on":
                values[key]["policy_received_on"] = on
            elif event == "appointment_effective_on":
                # The date of the decision is in the decision; the column had what was planned.
                if planned or values[key]["planned_effective_on"] is None:
                    values[key]["planned_effective_on"] = on
            elif event in COLUMNS:
                values[key][event] = on
        rewrite_many(
            dossier,
            apps.get_model("dossiers", "HistoricalDossier"),
            values,
            using=using,
            reason=BACK,
        )
        _tell_limits(apps, using, dated)


def _tell_limits(apps, using, dated):
    deadline = apps.get_model("dossiers", "Deadline")
    values = {}
    for key, dossier, figure in deadline.objects.using(using).filter(
        dossier__in=dated, figure__in=TOLD
    ).values_list("pk", "dossier", "figure"):
        step, title = TOLD[figure]
        values[key] = {"step": step, "title": title, "citation": _cited(figure, dated[dossier])}
    history = apps.get_model("dossiers", "HistoricalDeadline")
    rewrite_many(deadline, history, values, using=using, reason=BACK)


def _cited(figure, on):
    try:
        return law().figure(figure, on).citation.text("vi")
    except RuleError:
        return ""


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0008_dated_events'),
    ]

    operations = [
        migrations.RunPython(carry_over, carry_back, elidable=False),
    ]
