"""Indexes by which my work stays as fast with many dossiers as with few.

Viewflow's table of tasks has none on the step; the others leave out what no longer waits.
"""

from django.db import migrations

INDEXES = {
    "desk_task_by_step": "viewflow_task (status, flow_task, process_id)",
    "desk_running_deadline": (
        "dossiers_deadline (dossier_id, due_on) WHERE met_on IS NULL AND superseded_by_id IS NULL"
    ),
    "desk_open_request": "dossiers_factrequest (dossier_id, role, due_on) WHERE NOT closed",
    "desk_run_by_result": "dossiers_gaterun (result, candidate_id)",
    "desk_request_by_role": "dossiers_factrequest (role, due_on) WHERE NOT closed",
}


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_afresh"),
        ("viewflow", "0015_task_scheduled"),
    ]

    operations = [
        migrations.RunSQL(
            [f"CREATE INDEX {name} ON {where}" for name, where in INDEXES.items()],
            [f"DROP INDEX {name}" for name in INDEXES],
        )
    ]
