"""Derive the keys of names anew: letters that look alike are one letter."""

from django.db import migrations

from workflow_engine.registry.names import search_key, sort_key


def derive(apps, schema_editor):
    """Derive them for the people and units on record; their names stay as they are."""
    for person in apps.get_model("registry", "Person").objects.iterator():
        keys = sort_key(person.full_name), search_key(person.full_name)
        if keys != (person.sort_key, person.search_key):
            person.sort_key, person.search_key = keys
            person.save(update_fields=["sort_key", "search_key"])
    for unit in apps.get_model("registry", "Unit").objects.iterator():
        key = search_key(unit.name)[:200]
        if key != unit.search_key:
            unit.search_key = key
            unit.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    """Changes what is derived only."""

    dependencies = [("registry", "0001_initial")]

    operations = [migrations.RunPython(derive, migrations.RunPython.noop)]
