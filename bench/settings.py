"""The project's settings, and the bare flow to compare with."""

from workflow_engine.settings import *  # noqa: F403
from workflow_engine.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "bench.bare"]
ROOT_URLCONF = "bench.urls"
# Pages name their files plainly: nothing has to be collected before.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
