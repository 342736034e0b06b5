"""The compliance app: evidence that nobody can quietly change."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class ComplianceConfig(AppConfig):
    """The app that keeps the audit trail and the field history."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "compliance"
    verbose_name = "Evidence"

    def ready(self) -> None:
        """Put the guards in place: after every migration, and in every system check."""
        from compliance import checks as own_checks
        from compliance import triggers

        post_migrate.connect(
            triggers.install_after_migrate, sender=self, dispatch_uid="compliance.triggers"
        )
        checks.register(own_checks.check_tracked_models, checks.Tags.models)
        checks.register(own_checks.check_history_is_on)
        checks.register(own_checks.check_sqlite_locks_at_begin, checks.Tags.database)
